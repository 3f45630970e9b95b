// What the components' scripts find in the browser and TypeScript does not know.

/** Plotly, as Streamlit puts it there with its first chart. */
interface Window {
  Plotly?: any;
}

/** A chart that Plotly has drawn. */
interface Chart extends HTMLElement {
  data: any[];
  _fullData: any[];
  _fullLayout: any;
  layout: any;
}
