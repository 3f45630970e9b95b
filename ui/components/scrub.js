// Moves through a recorded training in the browser: one slider and a play button drive all charts of the run.

const SECONDS_TO_PLAY = 8;

// Plotly would lay out the whole chart again for a moved line, which takes many frames; so cursors and pictures are
// moved where they are drawn. When Plotly draws them anew, the observer below brings them back.
function moveCursors(key, count, step) {
  const chart = chartOf(key);
  if (!chart) return;
  for (let index = 0; index < count; index += 1) {
    const line = chart.querySelector(`.shapelayer path[data-index="${index}"]`);
    const axis = index === 0 ? "" : String(index + 1);
    const area = chart.querySelector(`.nsewdrag[data-subplot="x${axis}y${axis}"]`);
    if (!line || !area) continue;
    const [low, high] = chart.layout[`xaxis${axis}`].range;
    const [left, top, width, height] = ["x", "y", "width", "height"].map((name) => Number(area.getAttribute(name)));
    const x = left + (width * (step - low)) / (high - low);
    const path = `M${x},${top + height}L${x},${top}`;
    if (line.getAttribute("d") !== path) line.setAttribute("d", path);
  }
}

// Remembers at which position a chart's first line was drawn: the numbers themselves may be NaN, which equals nothing.
const drawnAt = new WeakMap();

function showProfile(key, run, position) {
  const chart = chartOf(key);
  if (!chart || drawnAt.get(chart.data[0]) === position) return;
  const { functions, layers } = run;
  const from = position * functions * layers;
  const lines = Array.from({ length: functions }, (_, f) =>
    run.profile.slice(from + f * layers, from + (f + 1) * layers));
  drawnAt.set(chart.data[0], position);
  const frame = { data: lines.map((y) => ({ y })), traces: lines.map((_, f) => f) };
  window.Plotly.animate(chart, frame, NO_ANIMATION);
}

// A film holds, for every snapshot, what one chart shows: pictures with remarks, tables, or the heights of lines.
function showFilm(film, frame) {
  const chart = chartOf(film.chart);
  if (!chart) return;
  if (film.remarks) showRemarks(chart, film, frame);
  if (film.pictures) showPictures(chart, film.pictures[frame]);
  if (!film.values || drawnAt.get(chart.data[film.traces[0]]) === frame) return;
  window.Plotly.restyle(chart, film.side ? tables(film, frame) : lines(film, frame), film.traces);
  drawnAt.set(chart.data[film.traces[0]], frame);
}

function showPictures(chart, sources) {
  const pictures = chart.querySelectorAll(".imagelayer image");
  sources.forEach((source, index) => {
    if (pictures[index]?.getAttribute("href") !== source) pictures[index]?.setAttribute("href", source);
  });
}

function showRemarks(chart, film, frame) {
  film.remarks[frame].forEach((words, index) => {
    const remark = chart.querySelector(`.annotation[data-index="${film.remarks[frame].length + index}"] text`);
    if (remark && remark.textContent !== words) remark.textContent = words;
  });
}

const part = (film, frame, row, size) => {
  const from = (frame * film.traces.length + row) * size;
  return film.heights.slice(from, from + size);
};

const lines = (film, frame) => ({
  x: film.traces.map(() => film.x),
  y: film.traces.map((_, row) => part(film, frame, row, film.x.length)),
});

// Tables of counts, coloured by each row's shares.
function tables(film, frame) {
  const { side } = film;
  const counts = film.traces.map((_, row) => {
    const cells = part(film, frame, row, side * side);
    return Array.from({ length: side }, (_, line) => cells.slice(line * side, (line + 1) * side));
  });
  const shares = (line) => line.map((count) => count / Math.max(1, line.reduce((sum, each) => sum + each)));
  return { z: counts.map((table) => table.map(shares)), customdata: counts };
}

function controls(parentElement, labels) {
  const bar = parentElement.querySelector(".scrub");
  if (!bar.firstChild) {
    const play = bar.appendChild(document.createElement("button"));
    play.type = "button";
    const label = bar.appendChild(document.createElement("label"));
    label.append(document.createElement("span"));
    const slider = label.appendChild(document.createElement("input"));
    slider.type = "range";
    slider.min = 0;
    bar.appendChild(document.createElement("output"));
    label.firstChild.textContent = labels.step;
  }
  return {
    play: bar.querySelector("button"), slider: bar.querySelector("input"), output: bar.querySelector("output"),
  };
}

// The play button and the hand on the slider. What plays is remembered beside the slider, in the element that stays: it
// goes on when the server's answer to a step that was let go brings the component anew.
function driven({ play, slider }, { data, parentElement, setTriggerValue }, moveTo) {
  const last = data.steps.length - 1;
  let frame = 0;
  const nameButton = () => { play.textContent = parentElement.playing ? data.labels.pause : data.labels.play; };
  const letGo = () => setTriggerValue("step", data.steps[parentElement.position]);
  const stop = () => {
    parentElement.playing = null;
    nameButton();
  };
  const tick = (now) => {
    const { playing } = parentElement;
    if (!playing) return;
    const position = playing.begin + Math.floor(((now - playing.since) / 1000 / SECONDS_TO_PLAY) * last);
    moveTo(Math.min(Math.max(playing.begin, position), last));
    if (position < last) {
      frame = requestAnimationFrame(tick);
      return;
    }
    stop();
    letGo();
  };
  play.onclick = () => {
    if (parentElement.playing) {
      stop();
      letGo();
      return;
    }
    const begin = parentElement.position >= last ? 0 : parentElement.position;
    parentElement.playing = { begin, since: performance.now() };
    nameButton();
    frame = requestAnimationFrame(tick);
  };
  slider.oninput = () => {
    stop();
    moveTo(Number(slider.value));
  };
  slider.onchange = letGo;
  nameButton();
  if (parentElement.playing) frame = requestAnimationFrame(tick);
  return () => cancelAnimationFrame(frame);
}

function show(given) {
  const { data, parentElement } = given;
  if (parentElement.profileText !== data.profile || parentElement.jump !== data.jump) {
    parentElement.profileText = data.profile;
    parentElement.jump = data.jump;
    parentElement.profile = decode(data.profile);
    parentElement.position = data.position;
    parentElement.playing = null;
  }
  const run = { ...data, profile: parentElement.profile };
  const films = data.films.map((film) => ({ ...film, heights: film.values && decode(film.values) }));
  const { play, slider, output } = controls(parentElement, data.labels);
  const last = run.steps.length - 1;
  slider.max = last;

  // Streamlit may draw a chart anew, at the server's step; this brings it back to the slider's.
  const { schedule, end } = redrawing(() => {
    const position = Math.min(parentElement.position, last);
    const step = run.steps[position];
    slider.value = position;
    if (output.textContent !== String(step)) { // writing it again would be a change of the page to follow
      slider.setAttribute("aria-valuetext", `${data.labels.step} ${step}`);
      output.textContent = step;
    }
    Object.entries(data.cursors).forEach(([key, count]) => moveCursors(key, count, step));
    showProfile("profile", run, position);
    const frame = Math.max(0, run.map_steps.findLastIndex((drawn) => drawn <= step));
    films.forEach((film) => showFilm(film, frame));
  });
  const moveTo = (position) => {
    parentElement.position = position;
    schedule();
  };

  const halt = driven({ play, slider }, given, moveTo);

  return () => {
    halt();
    end();
  };
}
