// What a guess reveals: brought into view, and kept there until the reader moves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { component, opened } from "./page.mjs";

const IN_VIEW = { top: 100, bottom: 500 };
const BELOW = { top: 900, bottom: 1300 };

async function revealed(reveal) {
  const page = opened(["words"]);
  const chart = {
    data: [{}], layout: { height: 400 }, parentElement: { clientHeight: 400 }, place: BELOW, brought: 0, moves: 0,
  };
  chart.getBoundingClientRect = () => chart.place;
  chart.scrollIntoView = () => { chart.place = IN_VIEW; chart.brought += 1; };
  const slider = { value: "0", max: "0" };
  globalThis.document.querySelector = (selector) => (selector.includes("input") ? slider : chart);
  globalThis.window.Plotly = { animate: () => { chart.moves += 1; } };
  /** @type {() => void} */
  let change;
  globalThis.MutationObserver = class {
    constructor(call) { change = call; }
    observe() {}
    disconnect() {}
  };
  const { default: call } = await component("slider_film");
  const data = {
    slider: "scale", chart: "flow", traces: 1, points: 0, values: "", labels: ["σ"], words: [["1"]], reveal,
  };
  const leave = call({ data, parentElement: page.parent });
  page.moment();
  page.frame();
  const changed = () => { change(); page.frame(); };
  return { ...page, chart, leave, changed, pushedAway: () => { chart.place = BELOW; changed(); } };
}

test("what is revealed is brought into view, and again when the page grows above it", async () => {
  const { chart, pushedAway } = await revealed("guess");
  assert.equal(chart.brought, 1);
  pushedAway();
  assert.deepEqual(chart.place, IN_VIEW);
});

for (const move of ["pointerdown", "wheel", "touchmove", "keydown"]) {
  test(`the page is the reader's from the first ${move} on`, async () => {
    const { chart, does, pushedAway } = await revealed("guess");
    does(move);
    pushedAway();
    assert.deepEqual(chart.place, BELOW);
  });
}

test("where nothing is revealed nothing moves", async () => {
  assert.equal((await revealed(null)).chart.brought, 0);
});

test("a chart is not moved while it is drawn at another height than it is to have", async () => {
  const { chart, changed } = await revealed("guess");
  const before = chart.moves;
  chart.data = [{}];
  chart.layout.height = 450;
  changed();
  assert.equal(chart.moves, before);
  chart.layout.height = 400;
  changed();
  assert.equal(chart.moves, before + 1);
});
