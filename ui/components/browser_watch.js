// Reports when the page's background turns from light to dark or back, and whether the window is narrow.
const NARROW = "(max-width: 640px)";

export default function ({ parentElement, setTriggerValue, setStateValue }) {
  const app = document.querySelector(".stApp");
  const background = () => getComputedStyle(app).backgroundColor;
  let seen = background();
  const observer = new MutationObserver(() => {
    if (background() === seen) return;
    seen = background();
    setTriggerValue("switched", seen);
  });
  observer.observe(app, { attributes: true, attributeFilter: ["class", "style"] });

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
    width.removeEventListener("change", report);
  };
}
