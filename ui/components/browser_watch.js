// Reports when the page's background turns from light to dark or back, and whether the window is narrow; lets the keyboard
// reach formulas that scroll, keeps formulas and numbers as they are, lets the page fit on paper, and a step back in the
// browser be one of the reader's.
const NARROW = "(max-width: 640px)";
const PAPER = 660; // pixels between the margins of A4, and of a card on it

// A chart or a table keeps its width when it is printed: a wider one than the paper is printed smaller.
function fitOnPaper() {
  /** @type {NodeListOf<HTMLElement>} */
  const wide = document.querySelectorAll(".js-plotly-plot, .stDataFrame");
  for (const each of wide) {
    each.style.setProperty("--on-paper", String(Math.min(1, PAPER / Math.max(1, each.clientWidth))));
  }
}

// Streamlit adds a step to the browser's history with every change of the address. Only the first after something that the
// reader does is a step; what follows belongs to it: a page left, opened, and filling in its address; settings of one click.
function countOnlyTheReadersSteps() {
  const { history } = window;
  if (Object.hasOwn(history, "pushState")) return; // it counts already
  let asked = false;
  for (const act of ["pointerdown", "click", "keydown"]) {
    window.addEventListener(act, () => { asked = true; }, true);
  }
  window.addEventListener("popstate", () => { asked = false; }, true);
  history.pushState = (state, title, address) => {
    const write = asked ? History.prototype.pushState : History.prototype.replaceState;
    write.call(history, state, title, address);
    asked = false;
  };
}

// What the browser's own translation would garble, and the fields in which a phone would "correct" a formula.
const UNTRANSLATED = "code, pre, .katex, .readout output, .stTextInput input";
const FORMULA_FIELDS = ".st-key-f input, .st-key-name input";
const AS_TYPED = { autocapitalize: "none", autocorrect: "off", spellcheck: "false" };

function keepAsWritten() {
  document.querySelectorAll(UNTRANSLATED).forEach((part) => {
    if (part.getAttribute("translate") !== "no") part.setAttribute("translate", "no");
  });
  document.querySelectorAll(FORMULA_FIELDS).forEach((field) => {
    for (const [name, value] of Object.entries(AS_TYPED)) {
      if (field.getAttribute(name) !== value) field.setAttribute(name, value);
    }
  });
}

function show({ parentElement, setTriggerValue, setStateValue }) {
  const app = document.querySelector(".stApp") ?? document.body;
  const background = () => getComputedStyle(app).backgroundColor;
  let seen = background();
  const observer = new MutationObserver(() => {
    if (background() === seen) return;
    seen = background();
    setTriggerValue("switched", seen);
  });
  observer.observe(app, { attributes: true, attributeFilter: ["class", "style"] });

  // KaTeX scrolls a formula that is wider than its place; who has no mouse must be able to do so too.
  /** @returns {NodeListOf<HTMLElement>} */
  const displayed = () => document.querySelectorAll(".katex-display");
  const reachable = () => displayed().forEach((formula) => {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
    else formula.removeAttribute("tabindex");
  });
  const formulas = new ResizeObserver(reachable);
  const arrivals = new MutationObserver(() => {
    displayed().forEach((formula) => formulas.observe(formula));
    reachable();
    keepAsWritten();
  });
  arrivals.observe(app, { childList: true, subtree: true });
  reachable();
  keepAsWritten();

  const width = window.matchMedia(NARROW);
  const report = () => {
    if (parentElement.narrow === width.matches) return;
    if (width.matches || parentElement.narrow !== undefined) setStateValue("narrow", width.matches);
    parentElement.narrow = width.matches;
  };
  width.addEventListener("change", report);
  report();
  window.addEventListener("beforeprint", fitOnPaper);
  countOnlyTheReadersSteps();
  return () => {
    window.removeEventListener("beforeprint", fitOnPaper);
    observer.disconnect();
    arrivals.disconnect();
    formulas.disconnect();
    width.removeEventListener("change", report);
  };
}
