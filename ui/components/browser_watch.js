// Lets the keyboard reach formulas that scroll, and reports when the page's background turns from light to dark or back, and whether the window is narrow.
const NARROW = "(max-width: 640px)";

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
  return () => {
    observer.disconnect();
    arrivals.disconnect();
    formulas.disconnect();
    width.removeEventListener("change", report);
  };
}
