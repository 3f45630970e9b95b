// Moves traces of a chart, and a row of numbers, with a slider: every position was computed by the server.

// Numbers stay decoded for as long as the page does; a rerun brings the same text again.
function decoded(data, host) {
  const text = JSON.stringify(data.moving);
  if (host.movingText !== text) {
    host.movingText = text;
    host.moving = data.moving.map((row) =>
      ({ ...row, x: decode(row.x, Float64Array), y: decode(row.y, Float64Array) }));
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

function show({ data: { text }, parentElement, setTriggerValue }) {
  const data = JSON.parse(text);
  const moving = decoded(data, parentElement);
  const { end } = redrawing(() => {
    const slider = find(data.slider, "input[type=range]");
    if (!slider) return;
    const position = Math.round((Number(slider.value) - Number(slider.min)) / data.step);
    if (!data.texts[position]) return; // a slider of the page before this one
    writeReadout(parentElement.querySelector(".readout"), data.labels, data.texts[position]);
    const chart = chartOf(data.chart);
    const wanted = wantedAt(moving, position);
    if (!chart || isDrawn(chart, wanted)) return;
    const frame = { data: wanted.map(({ x, y }) => ({ x, y })), traces: wanted.map(({ trace }) => trace) };
    window.Plotly.animate(chart, frame, NO_ANIMATION);
  });

  const stopMissing = missPlotly(setTriggerValue);
  return () => {
    end();
    stopMissing();
  };
}
