// The keys of a lesson: which button each presses, and where a key belongs to something else.
import assert from "node:assert/strict";
import { test } from "node:test";

import { component, opened } from "./page.mjs";

opened([]);
const { show } = await component("lesson_keys", "show");
const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" };

// A page with both buttons, and how often each was pressed.
function given() {
  const pressed = { next: 0, back: 0 };
  const button = (name) => ({ disabled: false, click: () => { pressed[name] += 1; } });
  const buttons = { next: button("next"), back: button("back") };
  document.querySelector = (selector) => buttons[/st-key-(\w+)/.exec(selector)[1]] ?? null;
  let heard;
  window.addEventListener = (name, call) => { heard = name === "keydown" ? call : heard; };
  window.removeEventListener = () => { heard = undefined; };
  const leave = show({ data: KEYS });
  const press = (key, more = {}) => {
    let prevented = false;
    heard?.({ key, target: { closest: () => null }, preventDefault: () => { prevented = true; }, ...more });
    return prevented;
  };
  return { pressed, buttons, press, leave };
}

test("arrows and a clicker go on and back, and the page does not scroll", () => {
  const { pressed, press } = given();
  for (const key of ["PageDown", "ArrowRight", "PageUp"]) assert.equal(press(key), true);
  assert.deepEqual(pressed, { next: 2, back: 1 });
});

test("other keys stay what they are", () => {
  const { pressed, press } = given();
  for (const key of ["ArrowDown", " ", "Enter", "r"]) assert.equal(press(key), false);
  assert.deepEqual(pressed, { next: 0, back: 0 });
});

test("a key is not taken from a field or a slider, nor with another key held down", () => {
  const { pressed, press } = given();
  assert.equal(press("PageDown", { target: { closest: (kinds) => (kinds.includes("[role=slider]") ? {} : null) } }), false);
  assert.equal(press("ArrowRight", { target: { closest: (kinds) => (kinds.startsWith("input, textarea") ? {} : null) } }), false);
  assert.equal(press("ArrowRight", { altKey: true }), false);
  assert.equal(press("ArrowRight", { defaultPrevented: true }), false);
  assert.deepEqual(pressed, { next: 0, back: 0 });
});

test("a key that is held down goes one step, and the last step has no next", () => {
  const { pressed, buttons, press } = given();
  press("PageDown");
  press("PageDown", { repeat: true });
  buttons.next.disabled = true;
  press("PageDown");
  assert.deepEqual(pressed, { next: 1, back: 0 });
});

test("once the lesson is left no key is taken", () => {
  const { pressed, press, leave } = given();
  leave();
  press("PageDown");
  assert.deepEqual(pressed, { next: 0, back: 0 });
});
