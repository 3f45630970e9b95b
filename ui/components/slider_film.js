// Shows in a chart, while a slider moves, the frame of a film that belongs to its position, and words beside it.
// The slider holds the state: it is Streamlit's own, and its positions are counted from 0.

const NO_ANIMATION = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };

const floats = (text) =>
  Array.from(new Float32Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer));
const find = (key, inside) => document.querySelector(`.st-key-${key} ${inside}`);

// Remembers which frame of which film a chart's first trace was drawn from.
const drawnFrom = new WeakMap();

function show(chart, film, position) {
  const drawn = drawnFrom.get(chart.data[0]);
  if (drawn?.film === film && drawn.position === position) return;
  const { traces, points } = film;
  const from = position * traces * points;
  const frame = {
    data: Array.from({ length: traces }, (_, row) =>
      ({ y: film.heights.slice(from + row * points, from + (row + 1) * points) })),
    traces: Array.from({ length: traces }, (_, row) => row),
  };
  window.Plotly.animate(chart, frame, NO_ANIMATION);
  drawnFrom.set(chart.data[0], { film, position });
}

function write(parentElement, labels, words) {
  const readout = parentElement.querySelector(".words");
  if (readout.childElementCount !== labels.length) {
    readout.replaceChildren();
    for (const label of labels) {
      const figure = readout.appendChild(document.createElement("div"));
      figure.appendChild(document.createElement("span")).textContent = label;
      figure.appendChild(document.createElement("output"));
    }
  }
  readout.querySelectorAll("output").forEach((output, index) => {
    if (output.textContent !== words[index]) output.textContent = words[index];
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (parentElement.filmText !== data.values) {
    parentElement.filmText = data.values;
    parentElement.film = { traces: data.traces, points: data.points, heights: floats(data.values) };
  }
  const film = parentElement.film;
  let scheduled = false;

  const draw = () => {
    scheduled = false;
    const slider = find(data.slider, "input[type=range]");
    const position = Number(slider?.value);
    if (!slider || !(position in data.words) || Number(slider.max) !== data.words.length - 1) return;
    write(parentElement, data.labels, data.words[position]);
    const chart = find(data.chart, ".js-plotly-plot");
    if (!chart?.data || !window.Plotly || chart.data.length < film.traces) return;
    show(chart, film, position);
  };
  const schedule = () => {
    if (!scheduled) requestAnimationFrame(draw);
    scheduled = true;
  };

  const observer = new MutationObserver(schedule);
  observer.observe(document.querySelector(".stApp"), {
    subtree: true, childList: true, attributes: true, attributeFilter: ["value", "aria-valuetext"],
  });
  schedule();
  return () => observer.disconnect();
}
