// Shows in a chart, while a slider moves, the frame of a film that belongs to its position, and words beside it.
// The slider holds the state: it is Streamlit's own, and its positions are counted from 0.

// Remembers which frame of which film a chart's first trace was drawn from.
const drawnFrom = new WeakMap();
const READERS_MOVES = ["pointerdown", "wheel", "touchmove", "keydown"];

function showFrame(chart, film, position) {
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

// What is revealed stays in view while the page still grows around it, until the reader moves.
function bringIntoView(chart) {
  const { top, bottom } = chart.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) chart.scrollIntoView({ block: "center" });
}

function onReadersMove(call) {
  for (const move of READERS_MOVES) window.addEventListener(move, call, { capture: true, passive: true });
  return () => READERS_MOVES.forEach((move) => window.removeEventListener(move, call, { capture: true }));
}

function show({ data, parentElement }) {
  if (parentElement.filmText !== data.values) {
    parentElement.filmText = data.values;
    parentElement.film = { traces: data.traces, points: data.points, heights: decode(data.values) };
  }
  const film = parentElement.film;
  if (parentElement.revealed !== data.reveal) {
    parentElement.revealed = data.reveal;
    parentElement.leads = Boolean(data.reveal);
  }
  const letGo = onReadersMove(() => { parentElement.leads = false; });
  const { end } = redrawing(() => {
    const slider = find(data.slider, "input[type=range]");
    const position = Number(slider?.value);
    if (!slider || !(position in data.words) || Number(slider.max) !== data.words.length - 1) return;
    writeReadout(parentElement.querySelector(".words"), data.labels, data.words[position]);
    const chart = chartOf(data.chart);
    if (!chart || chart.data.length < film.traces) return;
    showFrame(chart, film, position);
    if (parentElement.leads) bringIntoView(chart);
  });
  return () => {
    letGo();
    end();
  };
}
