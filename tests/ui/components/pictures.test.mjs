// Charts as pictures: what is drawn above them, what their settings are called, and the density of a PNG.
import assert from "node:assert/strict";
import { test } from "node:test";
import zlib from "node:zlib";
import { component } from "./page.mjs";

const { figureOf, settingsOf, withDensity } = await component("pictures", "figureOf", "settingsOf", "withDensity");

const chart = (layout = {}, data = [{ y: [1, 2] }, { y: [2, 3] }, { y: [0, 0] }]) => ({
  data, layout, _fullLayout: { width: 900, height: 116, _size: { l: 46, r: 30, t: 29, b: 22 } },
});

test("the settings are those of the address, whatever path the lab lies below", () => {
  const address = new URL("https://example.org/lab/train?depth=8&functions=relu%2Cown%3AMine%3Dx");
  assert.equal(settingsOf(address), "Activation Lab /train, depth = 8, functions = relu,own:Mine=x");
  assert.equal(settingsOf(new URL("https://example.org/")), "Activation Lab /");
});

test("the head has room above the chart, which stays as large as it is", () => {
  const { layout } = figureOf(chart({ annotations: [{ text: "a" }] }), "Title", "depth = 8", "white");
  assert.deepEqual([layout.width, layout.height], [900, 116 + 56]);
  assert.deepEqual(layout.margin, { l: 46, r: 30, t: 29 + 56, b: 22, autoexpand: false });
  assert.deepEqual(layout.annotations.map((each) => each.text), ["a", "Title", "depth = 8"]);
  assert.equal(layout.paper_bgcolor, "white");
});

test("what an address says is text, not markup", () => {
  const { layout } = figureOf(chart(), "a & b", "name = <a href='x'>", "white");
  assert.deepEqual(layout.annotations.map((each) => each.text), ["a &amp; b", "name = &lt;a href='x'&gt;"]);
});

test("names that stand elsewhere on the page stand in the picture", () => {
  const key = { text: "key", yref: "paper", y: 1, yshift: 4 };
  const names = [{ text: "ReLU", xref: "x domain" }, { text: "Tanh", xref: "x2 domain" }];
  const panels = figureOf(chart({ meta: { names }, annotations: [key] }), "T", "s", "white").layout;
  assert.deepEqual(panels.annotations.map((each) => each.text), ["key", "ReLU", "Tanh", "T", "s"]);
  assert.deepEqual(panels.annotations.slice(1, 3), names);
  assert.equal(panels.annotations[0].yshift, 4 + 24);
  assert.equal(key.yshift, 4);

  const given = chart({ meta: { legend: 2 } });
  const { data, layout } = figureOf(given, "T", "s", "white");
  assert.deepEqual(data.map((trace) => trace.showlegend), [true, true, false]);
  assert.equal(layout.showlegend, true);
  assert.equal(given.data[0].showlegend, undefined);
});

test("a PNG says that it has 300 dots an inch", async () => {
  const png = Uint8Array.from(Array.from({ length: 60 }, (_, at) => at));
  const bytes = Buffer.from(await withDensity(png).arrayBuffer());
  assert.equal(bytes.length, 81);
  assert.deepEqual([...bytes.subarray(0, 33), ...bytes.subarray(54)], [...png]);
  assert.equal(bytes.readUInt32BE(33), 9);
  assert.equal(bytes.toString("latin1", 37, 41), "pHYs");
  assert.equal(Math.round(bytes.readUInt32BE(41) * 0.0254), 300);
  assert.equal(bytes.readUInt32BE(50), zlib.crc32(bytes.subarray(37, 50)));
});
