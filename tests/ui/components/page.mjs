// A page without a browser: the little of it that the components touch, with frames and moments that a test lets pass.
import { readFileSync } from "node:fs";

const text = (name) => readFileSync(new URL(`../../../ui/components/${name}.js`, import.meta.url), "utf8");

// A component as Streamlit gets it, and what else of it a test wants to call.
export const component = (name, ...inside) => {
  const script = `${text("shared")}${text(name)}\nexport { ${inside.join(", ")} };`;
  return import(`data:text/javascript,${encodeURIComponent(`// ${Math.random()}\n${script}`)}`);
};

class Element {
  constructor(tag) {
    Object.assign(this, { tag, children: [], attributes: {}, style: {}, textContent: "", isConnected: true });
  }

  get firstChild() { return this.children[0] ?? null; }
  get childElementCount() { return this.children.length; }
  appendChild(child) { this.children.push(child); return child; }
  append(...children) { this.children.push(...children); }
  replaceChildren(...children) { this.children = children; }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  querySelector(selector) {
    for (const child of this.children) {
      const found = selector === child.tag || selector === `.${child.className}` ? child : child.querySelector(selector);
      if (found) return found;
    }
    return null;
  }
}

// Puts a page in the place of the browser's, and gives what a test moves it with.
export function opened(classes) {
  const frames = new Map();
  const moments = new Map();
  let count = 0;
  let clock = 0;
  const parent = new Element("div");
  for (const each of classes) parent.appendChild(Object.assign(new Element("div"), { className: each }));
  const heard = new Map();
  const later = (queue) => (call) => { queue.set(count += 1, call); return count; };
  const pass = (queue, ...given) => {
    const due = [...queue.values()];
    queue.clear();
    due.forEach((call) => call(...given));
  };
  Object.assign(globalThis, {
    document: { body: new Element("body"), querySelector: () => null, createElement: (tag) => new Element(tag) },
    window: {
      Plotly: null,
      innerHeight: 800,
      addEventListener: (name, call) => heard.set(name, call),
      removeEventListener: (name) => heard.delete(name),
    },
    MutationObserver: class { observe() {} disconnect() {} },
    requestAnimationFrame: later(frames),
    cancelAnimationFrame: (frame) => frames.delete(frame),
    setTimeout: later(moments),
    clearTimeout: (moment) => moments.delete(moment),
  });
  Object.defineProperty(globalThis, "performance", { value: { now: () => clock }, configurable: true });
  return {
    parent,
    moment: () => pass(moments),
    does: (name) => heard.get(name)?.(),
    frame: (seconds = 0.016) => { clock += 1000 * seconds; pass(frames, clock); },
  };
}
