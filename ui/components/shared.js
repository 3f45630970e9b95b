// What stands before every component: Streamlit takes a component's script as one text, which can import nothing.

const NO_ANIMATION = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };

// Mostly a slider.
/** @type {(key: string, inside: string) => HTMLInputElement | null} */
const find = (key, inside) => document.querySelector(`.st-key-${key} ${inside}`);

// The drawn chart of this key, once Plotly can move it: Streamlit draws a chart that takes the height of what is around it
// twice, and a move between the two would let Plotly take the first for the second.
/** @type {(key: string) => Chart | null} */
const chartOf = (key) => {
  const chart = /** @type {any} */ (find(key, ".js-plotly-plot"));
  if (!chart?.data || !window.Plotly) return null;
  return Math.abs(chart.layout.height - chart.parentElement.clientHeight) < 2 ? chart : null;
};

// Plain arrays, because Plotly's animation merges typed ones as if they were objects.
/** @type {(text: string, Numbers?: Float32ArrayConstructor | Float64ArrayConstructor) => number[]} */
const decode = (text, Numbers = Float32Array) =>
  Array.from(new Numbers(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer));

// The path through points in pixels: it begins anew where there is no number, and ends a picture's height outside the
// picture, exactly where its stroke passes there, for a browser dashes a line however far out it goes.
function pathThrough(x, y, height) {
  const bound = (level) => Math.min(2 * height, Math.max(-height, level));
  let path = "";
  let pen = "M";
  const draw = (across, down) => {
    path += `${pen}${Math.round(100 * across) / 100},${Math.round(100 * down) / 100}`;
    pen = "L";
  };
  const drawTowards = (at, other) => {
    const end = bound(y[at]);
    if (end === bound(y[other]) || !Number.isFinite(y[other])) return;
    draw(x[at] + ((x[other] - x[at]) * (end - y[at])) / (y[other] - y[at]), end);
  };
  for (let at = 0; at < y.length; at += 1) {
    if (!Number.isFinite(y[at])) pen = "M";
    else if (bound(y[at]) === y[at]) draw(x[at], y[at]);
    else [at - 1, at + 1].forEach((other) => drawTowards(at, other));
  }
  return path;
}

// Writes the traces into the drawn chart themselves, in a thirtieth of the time in which Plotly computes a chart anew.
// Returns false where the chart has other lines or marks than these: then Plotly has to draw.
function paint(chart, traces) {
  const { xaxis, yaxis } = chart._fullLayout;
  return traces.every((trace, index) => {
    const given = chart.data[index];
    const x = trace.x.map(xaxis.l2p);
    const y = (trace.y ?? given.y).map(yaxis.l2p);
    const nodes = chart.querySelectorAll(`.scatterlayer .trace${chart._fullData[index].uid} path`);
    if (given.mode !== "markers") {
      const path = pathThrough(x, y, yaxis._length);
      // Plotly draws a line with gaps as several paths, and an area as one path with another around it
      nodes.forEach((node, which) => node.setAttribute("d", which === 0 || given.fill ? path : ""));
      return nodes.length > 0;
    }
    if (nodes.length !== x.length || !y.every(Number.isFinite)) return false;
    nodes.forEach((node, which) => node.setAttribute("transform", `translate(${x[which]},${y[which]})`));
    return true;
  });
}

// Draws before the next frame after the page has changed; what it returns schedules a drawing, or ends them all.
function redrawing(draw) {
  /** @type {number | undefined} */
  let frame;
  const schedule = () => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      draw();
    });
  };
  const observer = new MutationObserver(schedule);
  observer.observe(document.body, {  // not a part of the page, which Streamlit may replace
    subtree: true, childList: true, attributes: true, attributeFilter: ["value", "aria-valuetext"],
  });
  schedule();
  const end = () => {
    observer.disconnect();
    if (frame !== undefined) cancelAnimationFrame(frame);
  };
  return { schedule, end };
}

// Tells the server when Plotly has not come: it then redraws the chart whenever a slider is released.
function missPlotly(setTriggerValue) {
  const timer = setTimeout(() => window.Plotly || setTriggerValue("missing", true), 8000);
  return () => clearTimeout(timer);
}

// A row of numbers, each under its label.
function writeReadout(readout, labels, texts) {
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

// Streamlit shows a component again whenever its data changes, but asks it to leave only at the very end: what was
// shown before must leave first, or it goes on drawing what is gone. While this script is being loaded, Streamlit asks
// for several showings, and the browser lets them begin in any order: the outdated ones are asked to leave as soon as
// they are there. So a showing waits for a moment, and one that has to leave at once never begins, nor ends another.
export default function (given) {
  const { parentElement } = given;
  let leave = () => {};
  const begin = setTimeout(() => {
    parentElement.leave?.();
    parentElement.leave = leave = show(given);
  });
  return () => {
    clearTimeout(begin);
    leave();
  };
}
