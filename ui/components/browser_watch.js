// Reports when the page's background turns from light to dark or back, and whether the window is narrow; lets the keyboard
// reach formulas that scroll, keeps formulas and numbers as they are, lets the page fit on paper, and a step back in the
// browser be one of the reader's.
const NARROW = "(max-width: 640px)";
const PAPER = 700; // pixels between the margins of A4
const SMALLEST = 0.62; // that text is printed at, as a share of its size on the screen

// Charts keep the width that they have on the screen: what is laid out there is printed smaller, to fit.
function fitOnPaper() {
  const page = /** @type {HTMLElement} */ (document.querySelector(".stMainBlockContainer"));
  const share = Math.min(1, PAPER / page.clientWidth);
  page.style.setProperty("--page-on-paper", String(Math.max(SMALLEST, share)));
  page.style.setProperty("--chart-on-paper", String(Math.min(1, share / SMALLEST)));
}

// Streamlit adds a step to the browser's history with every change of the address. What the reader has not asked for
// belongs to the step before: a page that fills in its address as it opens, the second of two settings of one click.
function countOnlyTheReadersSteps() {
  const { history } = window;
  if (Object.hasOwn(history, "pushState")) return; // it counts already
  let asked = false;
  for (const act of ["pointerdown", "keydown"]) window.addEventListener(act, () => { asked = true; }, true);
  window.addEventListener("popstate", () => { asked = false; }, true);
  history.pushState = (state, title, address) => {
    const isAnotherPage = new URL(address ?? "", window.location.href).pathname !== window.location.pathname;
    const write = asked || isAnotherPage ? History.prototype.pushState : history.replaceState;
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
