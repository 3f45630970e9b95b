// Reports when the page's background turns from light to dark or back.
export default function ({ setTriggerValue }) {
  const app = document.querySelector(".stApp");
  const background = () => getComputedStyle(app).backgroundColor;
  let seen = background();
  const observer = new MutationObserver(() => {
    if (background() === seen) return;
    seen = background();
    setTriggerValue("switched", seen);
  });
  observer.observe(app, { attributes: true, attributeFilter: ["class", "style"] });
  return () => observer.disconnect();
}
