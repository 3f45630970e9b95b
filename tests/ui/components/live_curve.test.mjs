// The paths that are written into a chart while a slider moves, point by point.
import assert from "node:assert/strict";
import { test } from "node:test";
import { component } from "./page.mjs";

const { pathThrough, paint, nearest } = await component("live_curve", "pathThrough", "paint", "nearest");
const HEIGHT = 100;
const cases = [
  ["goes through all its points", [0, 1, 2], [10, 20.126, 30], "M0,10L1,20.13L2,30"],
  ["begins anew after a place without a number", [0, 1, 1, 1, 2], [5, 6, NaN, 8, 9], "M0,5L1,6M1,8L2,9"],
  ["begins anew after infinity", [0, 1, 2, 3], [5, Infinity, 7, 8], "M0,5M2,7L3,8"],
  ["leaves the picture where its stroke does", [0, 10], [0, 1000], "M0,0L2,200"],
  ["comes back where its stroke does", [0, 10, 20], [1000, 1000, 0], "M18,200L20,0"],
  ["crosses from far below to far above", [0, 10], [-1100, 1200], "M4.35,-100L5.65,200"],
  ["is nothing where all of it is far out", [0, 1], [1e9, 2e9], ""],
];
for (const [what, x, y, path] of cases) {
  test(`a line ${what}`, () => assert.equal(pathThrough(x, y, HEIGHT), path));
}

// A chart of one trace with these nodes, whose pixels are ten times its numbers.
function chartWith(trace, count) {
  const nodes = Array.from({ length: count }, () => ({
    drawn: {},
    setAttribute(name, value) { this.drawn[name] = value; },
  }));
  const axis = { l2p: (number) => 10 * number, _length: HEIGHT };
  return {
    nodes,
    data: [trace],
    _fullData: [{ uid: "a1" }],
    _fullLayout: { xaxis: axis, yaxis: axis },
    querySelectorAll: (selector) => (selector === ".scatterlayer .tracea1 path" ? nodes : []),
  };
}

test("all pieces of a line are written as one path", () => {
  const chart = chartWith({ mode: "lines" }, 2);
  assert.equal(paint(chart, [{ x: [0, 1, 1, 1, 2], y: [1, 2, NaN, 3, 4] }]), true);
  assert.deepEqual(chart.nodes.map(({ drawn }) => drawn.d), ["M0,10L10,20M10,30L20,40", ""]);
});

test("an area keeps its heights, and its outline follows it", () => {
  const chart = chartWith({ mode: "lines", fill: "toself", y: [0, 5, 5, 0] }, 2);
  assert.equal(paint(chart, [{ x: [0, 0, 3, 3] }]), true);
  assert.deepEqual(chart.nodes.map(({ drawn }) => drawn.d), Array(2).fill("M0,0L0,50L30,50L30,0"));
});

test("marks are moved; when there are more or fewer of them, or one has no place, Plotly has to draw", () => {
  const chart = chartWith({ mode: "markers" }, 2);
  assert.equal(paint(chart, [{ x: [1, 2], y: [3, 4] }]), true);
  assert.deepEqual(chart.nodes.map(({ drawn }) => drawn.transform), ["translate(10,30)", "translate(20,40)"]);
  assert.equal(paint(chart, [{ x: [1], y: [3] }]), false);
  assert.equal(paint(chart, [{ x: [1, 2], y: [3, NaN] }]), false);
  assert.equal(paint(chartWith({ mode: "markers" }, 0), [{ x: [], y: [] }]), true);
});

test("the probe stands at the point nearest to its slider, however far apart the points are", () => {
  const x = [-8, -1, -0.5, 0, 0.01, 8];
  assert.deepEqual([-9, -8, -0.7, 0.004, 0.006, 7, 9].map((place) => nearest(x, place)), [0, 0, 2, 3, 4, 5, 5]);
});
