// When a component is shown: whatever order the browser brings Streamlit's calls in, the newest one draws.
import assert from "node:assert/strict";
import { test } from "node:test";
import { component, opened } from "./page.mjs";

const film = (words) => ({
  slider: "scale", chart: "flow", traces: 0, points: 0, values: "", labels: ["σ"], words: [[words]], reveal: null,
});

async function filmed() {
  const page = opened(["words"]);
  const slider = { value: "0", max: "0" };
  globalThis.document.querySelector = (selector) => (selector.includes("input") ? slider : null);
  const { default: call } = await component("slider_film");
  return {
    ...page,
    called: (words) => call({ data: film(words), parentElement: page.parent }),
    drawn: () => page.parent.querySelector("output")?.textContent ?? "",
  };
}

test("one call draws before the next frame", async () => {
  const { called, moment, frame, drawn } = await filmed();
  called("first");
  moment();
  frame();
  assert.equal(drawn(), "first");
});

test("a newer call takes the place of an older one, which is never asked to leave", async () => {
  const { called, moment, frame, drawn } = await filmed();
  called("old");
  moment();
  frame();
  called("new");
  moment();
  frame();
  assert.equal(drawn(), "new");
});

// While the script is loaded, Chromium lets waiting imports begin in any order; Streamlit asks the outdated one to
// leave right after its call.
for (const isLateFirst of [false, true]) {
  test(`an outdated call that comes ${isLateFirst ? "last" : "first"} neither draws nor stops the newest`, async () => {
    const { called, moment, frame, drawn } = await filmed();
    if (!isLateFirst) called("outdated")();
    called("newest");
    if (isLateFirst) {
      moment();
      called("outdated")();
    }
    moment();
    frame();
    assert.equal(drawn(), "newest");
  });
}

test("what is unmounted draws no more", async () => {
  const { called, moment, frame, drawn } = await filmed();
  const leave = called("gone");
  moment();
  leave();
  frame();
  assert.equal(drawn(), "");
});
