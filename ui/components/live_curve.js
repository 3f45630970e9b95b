// Redraws the function's chart from curves that the server computed, while a slider or the mouse moves.
// The sliders hold the state: whatever moves, moves them, and the drawing follows what they say.

const TRACES = ["saturated_left", "saturated_right", "value", "slope", "tangent", "probe", "open_ends", "closed_ends"];

const RESTS = 250; // milliseconds without a move

const digits = (number) =>
  (number === 0 || Math.abs(number) >= 1e-3 ? number.toPrecision(4) : number.toExponential(2)).replace("-", "−");

const written = ({ x, y, slope }) => [x.toFixed(2).replace("-", "−"), digits(y), digits(slope)];
const sliderOf = (key) => key && find(key, "input[type=range]");

// Curves stay decoded for as long as the page does; a rerun brings the same text again.
function decoded(data, host) {
  const films = data.films.map((film, index) =>
    host.curves?.films[index]?.text === film.value
      ? host.curves.films[index]
      : { text: film.value, value: decode(film.value), slope: decode(film.slope) });
  host.curves = { x: decode(data.films[0].x), films };
  return host.curves;
}

const frameOf = (film) => {
  const setting = sliderOf(film.parameter);
  return setting ? Math.round((Number(setting.value) - Number(setting.min)) / film.step) : 0;
};

// The points lie closer together where a curve bends.
function nearest(x, place) {
  const after = x.findIndex((each) => each >= place);
  if (after <= 0) return after < 0 ? x.length - 1 : 0;
  return place - x[after - 1] < x[after] - place ? after - 1 : after;
}

function positions(data, curves) {
  const probe = sliderOf(data.probe);
  const at = probe ? nearest(curves.x, Number(probe.value)) : -1;
  // Each film moves one parameter; the server knows the others as they were at `frame`.
  const moving = data.films.findIndex((film) => frameOf(film) !== film.frame);
  const film = Math.max(0, moving);
  return { at, film, frame: frameOf(data.films[film]), points: curves.x.length };
}

// A line that jumps ends at the place and goes on after a gap, as figures/pieces.py draws it.
const NEAR = 1e-6;

function inPieces(x, y, gaps) {
  const line = { x: [...x], y: [...y] };
  for (const [at, left, right] of gaps.toReversed()) {
    const before = line.x.findIndex((place) => place >= at - NEAR);
    const there = Math.abs(line.x[before] - at) < NEAR ? 1 : 0; // whether the place is a point of the line
    line.x.splice(before, there, at, at, at);
    line.y.splice(before, there, left, NaN, right);
  }
  return line;
}

const coordinates = (pairs) => ({ x: pairs.map(([x]) => x), y: pairs.map(([, y]) => y) });
const isSame = (y, at) => at !== null && Math.abs(y - at) <= 1e-3 * Math.max(1, Math.abs(at));

const openEnds = (gaps) =>
  coordinates(gaps.flatMap(([x, left, right, at]) => [left, right].filter((y) => !isSame(y, at)).map((y) => [x, y])));

const closedEnds = (gaps) => coordinates(gaps.flatMap(([x, , , at]) => (at === null ? [] : [[x, at]])));

function picture(data, curves, { at, film, frame, points }) {
  const value = curves.films[film].value.slice(frame * points, (frame + 1) * points);
  const slope = curves.films[film].slope.slice(frame * points, (frame + 1) * points);
  const [left, right] = data.films[film].saturated[frame];
  const gaps = data.films[film].gaps[frame];
  const ends = [...gaps.value, ...gaps.slope];
  const [first, last] = [curves.x[0], curves.x[points - 1]];
  const reach = data.reach;
  const here = { x: curves.x[at], y: value[at], slope: slope[at] };
  return {
    here,
    traces: {
      saturated_left: { x: [first, first, left, left] },
      saturated_right: { x: [right, right, last, last] },
      value: inPieces(curves.x, value, gaps.value),
      slope: inPieces(curves.x, slope, gaps.slope),
      tangent: {
        x: [here.x - reach, here.x + reach],
        y: [here.y - here.slope * reach, here.y + here.slope * reach],
      },
      probe: { x: [here.x, here.x], y: [here.y, here.slope] },
      open_ends: openEnds(ends),
      closed_ends: closedEnds(ends),
    },
  };
}

// What is not finite arrives from the server as null, and stays in the curves as it is.
const same = (drawn, wanted) => drawn === wanted || (!Number.isFinite(drawn) && !Number.isFinite(wanted));

function isDrawn(chart, { here, traces }) {
  const probe = chart.data[TRACES.indexOf("probe")];
  const left = chart.data[TRACES.indexOf("saturated_left")];
  const value = chart.data[TRACES.indexOf("value")];
  const middle = traces.value.y.length >> 2;
  return (
    same(probe.x[0], here.x) && same(probe.y[0], here.y) && same(probe.y[1], here.slope) &&
    same(left.x[2], traces.saturated_left.x[2]) &&
    [middle, 2 * middle, 3 * middle].every((place) => same(value.y[place], traces.value.y[place]))
  );
}

// Presses the slider's thumb and lets it go where it is: this is when a slider tells the server its position.
function letGo(slider, { pointerId }) {
  const pointer = { bubbles: true, button: 0, pointerId, pointerType: "mouse" };
  slider.dispatchEvent(new PointerEvent("pointerdown", pointer));
  window.dispatchEvent(new PointerEvent("pointerup", pointer));
}

// The mouse moves the probe's slider, as a finger on its thumb would.
function followMouse(data) {
  let dragging = false;
  const moveTo = (event) => {
    const chart = chartOf(data.chart);
    const slider = sliderOf(data.probe);
    const area = chart?.querySelector(".nsewdrag")?.getBoundingClientRect();
    if (!slider || !area) return;
    const share = Math.min(1, Math.max(0, (event.clientX - area.left) / area.width));
    const low = Number(slider.min);
    const steps = Math.round((share * (Number(slider.max) - low)) / Number(slider.step));
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    setValue?.call(slider, String(low + steps * Number(slider.step)));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const press = (event) => {
    if (event.button !== 0 || !event.target.closest?.(".nsewdrag") || !chartOf(data.chart)?.contains(event.target)) return;
    dragging = event.pointerType !== "touch"; // a finger scrolls the page; its tap still sets the probe
    if (dragging) {
      event.preventDefault();
      moveTo(event);
    }
  };
  const move = (event) => dragging && moveTo(event);
  const release = (event) => {
    const tapped = event.pointerType === "touch" && chartOf(data.chart)?.contains(event.target);
    if (!dragging && !tapped) return;
    moveTo(event);
    dragging = false;
    const slider = sliderOf(data.probe);
    if (slider) requestAnimationFrame(() => letGo(slider, event));
  };
  const listeners = { pointerdown: press, pointermove: move, pointerup: release };
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener, true);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener, true);
  };
}

function show({ data: bytes, parentElement, setTriggerValue }) {
  const data = JSON.parse(new TextDecoder().decode(bytes));
  const curves = decoded(data, parentElement);
  /** @type {number | undefined} */
  let rest;
  const { end } = redrawing(() => {
    const chart = chartOf(data.chart);
    const place = positions(data, curves);
    if (!data.films[place.film].saturated[place.frame] || !(place.at in curves.x)) return; // a slider of the page before this one
    const wanted = picture(data, curves, place);
    writeReadout(parentElement.querySelector(".readout"), data.labels, written(wanted.here));
    if (chart?.data.length !== TRACES.length || isDrawn(chart, wanted)) return;
    const frame = { data: TRACES.map((name) => wanted.traces[name]), traces: TRACES.map((_, index) => index) };
    const draw = () => window.Plotly.animate(chart, frame, NO_ANIMATION);
    clearTimeout(rest);
    if (paint(chart, frame.data)) rest = setTimeout(draw, RESTS); // so that Plotly, too, knows what it shows
    else draw();
  });
  const forget = followMouse(data);

  const stopMissing = missPlotly(setTriggerValue);

  return () => {
    end();
    clearTimeout(rest);
    forget();
    stopMissing();
  };
}
