// A chart as a picture to take home: PNG of 300 dots an inch, or SVG, with the page's question and its settings above it.
// Plotly's own button in a chart's corner makes none of them; it is taken over, and a second one stands beside it.
const PLOTLYS_BUTTON = '.modebar-btn[data-title="Download plot as a PNG"]';
const FORMATS = { png: "Picture for documents (PNG, 300 dpi)", svg: "Picture to enlarge and edit (SVG)" };
const DOTS_PER_INCH = 300;
const PIXELS_PER_INCH = 96; // of the browser's
const HEAD = 56; // pixels above the chart
const ROW = 24; // and for the names of panels or lines
const LEAST_HEIGHT = 260;
const FONT = "Arial, Helvetica, sans-serif"; // a picture cannot bring the page's own
const INCHES_PER_METRE = 39.3701;

// Where this was: the settings that differ from the defaults are those of the address.
function settingsOf({ pathname, search }) {
  const page = pathname.split("/").filter(Boolean).at(-1) ?? "";
  const settings = [...new URLSearchParams(search)].map(([name, value]) => `${name} = ${value}`);
  return [`Activation Lab /${page}`, ...settings].join(", ");
}

// Plotly reads a little markup in what it writes; what comes from the address is text.
const asText = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// What Plotly draws for the picture: the chart as it stands, the head above it, and the names that stand elsewhere on the page.
function figureOf(chart, title, settings, background) {
  const { data, layout, _fullLayout: { width, height, _size: { l, r, t, b } } } = chart;
  const { names = [], legend = 0 } = layout.meta ?? {};
  const isPart = names.length > 0 || legend > 0; // of a page that shows it flat, between others
  const row = isPart ? ROW : 0;
  const above = HEAD + row;
  const line = (text, size, up) => ({
    text: asText(text), font: { size }, showarrow: false, align: "left",
    xref: "paper", x: 0, xanchor: "left", xshift: 12 - l, yref: "paper", y: 1, yanchor: "bottom", yshift: t + up,
  });
  const own = (layout.annotations ?? []).map((each) => (
    names.length && each.yref === "paper" && each.y === 1 ? { ...each, yshift: (each.yshift ?? 0) + row } : each
  ));
  return {
    data: legend ? data.map((trace, at) => ({ ...trace, showlegend: at < legend })) : data,
    layout: {
      ...layout, autosize: false, width, height: Math.max(height, isPart ? LEAST_HEIGHT : 0) + above,
      paper_bgcolor: background, font: { ...layout.font, family: FONT },
      margin: { l, r, t: t + above, b, autoexpand: false },
      annotations: [...own, ...names, line(title, 18, above - 28), line(settings, 12, above - 50)],
      ...(legend ? { showlegend: true, legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom" } } : {}),
    },
  };
}

// A checksum as PNG files have it.
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

// The PNG file with its dots an inch, which a browser does not write: a chunk "pHYs" behind the first chunk.
function withDensity(png) {
  const END_OF_FIRST = 33;
  const chunk = new DataView(new ArrayBuffer(21));
  const perMetre = Math.round(DOTS_PER_INCH * INCHES_PER_METRE);
  chunk.setUint32(0, 9); // bytes between the name and the checksum
  [..."pHYs"].forEach((letter, at) => chunk.setUint8(4 + at, letter.charCodeAt(0)));
  chunk.setUint32(8, perMetre);
  chunk.setUint32(12, perMetre);
  chunk.setUint8(16, 1); // the unit is the metre
  chunk.setUint32(17, checksum(new Uint8Array(chunk.buffer, 4, 13)));
  return new Blob([png.slice(0, END_OF_FIRST), chunk.buffer, png.slice(END_OF_FIRST)], { type: "image/png" });
}

async function fileOf(chart, format) {
  const title = document.querySelector("h1")?.textContent ?? document.title;
  const background = getComputedStyle(document.querySelector(".stApp") ?? document.body).backgroundColor;
  const figure = figureOf(chart, title, settingsOf(window.location), background);
  const { width, height } = figure.layout;
  const scale = format === "png" ? DOTS_PER_INCH / PIXELS_PER_INCH : 1;
  const address = await window.Plotly.toImage(figure, { format, width, height, scale });
  const content = address.slice(address.indexOf(",") + 1);
  if (format === "svg") return new Blob([decodeURIComponent(content)], { type: "image/svg+xml" });
  return withDensity(Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)));
}

async function takePicture(chart, format) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await fileOf(chart, format));
  const key = chart.closest("[class*=st-key-]")?.className.match(/st-key-([\w-]+)/)?.[1] ?? "chart";
  link.download = `activation-lab-${key}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Plotly makes its buttons anew when it likes.
function offerPictures() {
  document.querySelectorAll(PLOTLYS_BUTTON).forEach((button) => {
    Object.entries(FORMATS).forEach(([format, name]) => {
      const own = /** @type {HTMLElement} */ (button.cloneNode(false));
      own.textContent = format.toUpperCase();
      own.dataset.picture = format;
      own.dataset.title = name;
      own.setAttribute("aria-label", name);
      own.addEventListener("click", () => takePicture(own.closest(".js-plotly-plot"), format));
      button.before(own);
    });
    button.remove();
  });
}

function show(_given) {
  const app = document.querySelector(".stApp") ?? document.body;
  const arrivals = new MutationObserver(offerPictures);
  arrivals.observe(app, { childList: true, subtree: true });
  offerPictures();
  return () => arrivals.disconnect();
}
