// Moves traces of a chart, and a row of numbers, with a slider: every position was computed by the server.

const NO_ANIMATION = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };

// Plain arrays, because Plotly's animation merges typed ones as if they were objects.
const floats = (text) =>
  Array.from(new Float64Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer));
const find = (key, inside) => document.querySelector(`.st-key-${key} ${inside}`);

// Numbers stay decoded for as long as the page does; a rerun brings the same text again.
function decoded(data, host) {
  const text = JSON.stringify(data.moving);
  if (host.movingText !== text) {
    host.movingText = text;
    host.moving = data.moving.map(({ trace, points, x, y }) => ({ trace, points, x: floats(x), y: floats(y) }));
  }
  return host.moving;
}

function wantedAt(moving, position) {
  return moving.map(({ trace, points, x, y }) => {
    const [begin, end] = [position * points, (position + 1) * points];
    return { trace, x: x.slice(begin, end), y: y.slice(begin, end) };
  });
}

const isDrawn = (chart, wanted) =>
  wanted.every(({ trace, x, y }) => {
    const shown = chart.data[trace];
    return x.every((number, index) => shown?.x[index] === number && shown.y[index] === y[index]);
  });

function writeReadout(parentElement, labels, texts) {
  const readout = parentElement.querySelector(".readout");
  if (readout.childElementCount !== labels.length) {
    readout.replaceChildren(...labels.map(() => {
      const figure = document.createElement("div");
      figure.append(document.createElement("span"), document.createElement("output"));
      return figure;
    }));
  }
  [...readout.children].forEach((figure, index) => {
    const [label, output] = figure.children;
    if (label.textContent !== labels[index]) label.textContent = labels[index];
    if (output.textContent !== texts[index]) output.textContent = texts[index];
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const moving = decoded(data, parentElement);
  let scheduled = false;

  const draw = () => {
    scheduled = false;
    const slider = find(data.slider, "input[type=range]");
    const chart = find(data.chart, ".js-plotly-plot");
    if (!slider) return;
    const position = Math.round((Number(slider.value) - Number(slider.min)) / data.step);
    if (!data.texts[position]) return; // a slider of the page before this one
    writeReadout(parentElement, data.labels, data.texts[position]);
    const wanted = wantedAt(moving, position);
    if (!chart?.data || !window.Plotly || isDrawn(chart, wanted)) return;
    const frame = { data: wanted.map(({ x, y }) => ({ x, y })), traces: wanted.map(({ trace }) => trace) };
    window.Plotly.animate(chart, frame, NO_ANIMATION);
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

  // Without Plotly the server redraws the chart whenever the slider is released.
  const timer = setTimeout(() => window.Plotly || setTriggerValue("missing", true), 8000);
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}
