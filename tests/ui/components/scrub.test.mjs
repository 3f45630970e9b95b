// The scrubber's play button: it moves with the time, pauses, and goes on when the server answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { component, opened } from "./page.mjs";

const LAST = 80;
const run = (changes = {}) => ({
  labels: { step: "Step", play: "Play", pause: "Pause" },
  steps: Array.from({ length: LAST + 1 }, (_, step) => 10 * step),
  position: 0, cursors: {}, functions: 0, layers: 0, profile: "", map_steps: [0], films: [], ...changes,
});

async function player() {
  const page = opened(["scrub"]);
  const told = [];
  const { default: call } = await component("scrub");
  const shown = (data) => {
    call({ data, parentElement: page.parent, setTriggerValue: (_name, step) => told.push(step) });
    page.moment();
    page.frame(0);
  };
  shown(run());
  const [button, slider, output] = ["button", "input", "output"].map((tag) => page.parent.querySelector(tag));
  const played = (seconds) => { page.frame(seconds); page.frame(0); };
  return { ...page, shown, played, told, button, slider, output };
}

test("a second of eight moves through an eighth of the steps, however few frames there are", async () => {
  const { button, output, played } = await player();
  button.onclick();
  assert.equal(button.textContent, "Pause");
  played(1);
  assert.equal(output.textContent, 100);
  played(0.4);
  assert.equal(output.textContent, 140);
});

test("it ends at the last step, says so to the server and can play again", async () => {
  const { button, output, played, told } = await player();
  button.onclick();
  played(9);
  assert.equal(output.textContent, 10 * LAST);
  assert.equal(button.textContent, "Play");
  assert.deepEqual(told, [10 * LAST]);
  button.onclick();
  played(2);
  assert.equal(output.textContent, 200);
});

test("a press while it plays pauses where it is", async () => {
  const { button, output, played, told } = await player();
  button.onclick();
  played(2);
  button.onclick();
  played(2);
  assert.equal(button.textContent, "Play");
  assert.equal(output.textContent, 200);
  assert.deepEqual(told, [200]);
});

test("the server's answer to an earlier step does not stop it", async () => {
  const { button, output, played, shown, slider } = await player();
  slider.value = "8";
  slider.oninput();
  slider.onchange();
  button.onclick();
  played(1);
  shown(run({ position: 8 }));
  assert.equal(button.textContent, "Pause");
  played(1);
  assert.equal(output.textContent, 280);
});

test("another run stops it", async () => {
  const { button, played, shown, output } = await player();
  button.onclick();
  played(1);
  shown(run({ jump: 1, position: LAST }));
  played(1);
  assert.equal(button.textContent, "Play");
  assert.equal(output.textContent, 10 * LAST);
});

test("a hand on the slider stops it", async () => {
  const { button, slider, output, played } = await player();
  button.onclick();
  played(1);
  slider.value = "3";
  slider.oninput();
  played(1);
  assert.equal(button.textContent, "Play");
  assert.equal(output.textContent, 30);
});
