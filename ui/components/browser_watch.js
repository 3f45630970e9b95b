// Reports when the page's background turns from light to dark or back, and whether the window is narrow; lets the keyboard
// reach formulas that scroll, the page fit on paper, and a step back in the browser be one of the reader's.
const NARROW = "(max-width: 640px)";
const PAPER = 700; // pixels between the margins of A4
const SMALLEST = 0.62; // that text is printed at, as a share of its size on the screen

// Charts keep the width that they have on the screen: what is laid out there is printed smaller, to fit.
function fitOnPaper() {
  const page = document.querySelector(".stMainBlockContainer");
  const share = Math.min(1, PAPER / page.clientWidth);
  page.style.setProperty("--page-on-paper", Math.max(SMALLEST, share));
  page.style.setProperty("--chart-on-paper", Math.min(1, share / SMALLEST));
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
  });
  arrivals.observe(app, { childList: true, subtree: true });
  reachable();

  const width = window.matchMedia(NARROW);
  const report = () => {
    if (parentElement.narrow === width.matches) return;
    if (width.matches || parentElement.narrow !== undefined) setStateValue("narrow", width.matches);
    parentElement.narrow = width.matches;
  };
  width.addEventListener("change", report);
  report();
  window.addEventListener("beforeprint", fitOnPaper);
  return () => {
    window.removeEventListener("beforeprint", fitOnPaper);
    observer.disconnect();
    arrivals.disconnect();
    formulas.disconnect();
    width.removeEventListener("change", report);
  };
}
