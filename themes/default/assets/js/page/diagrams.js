// Draws the diagrams of a page (pre.mermaid, whose text is the diagram's
// source) with Mermaid, which is fetched only here. The source stays in the
// page, hidden, so that nothing is lost where a drawing fails; a drawing is
// made again when light and dark change. Whatever a source says, what gets
// into the page is what harmless.js lets pass.

import { own } from "./harmless.js";
import { drop, fill, run } from "./strict-styles.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

// isDark says what the page looks like: its color-scheme is "light", "dark"
// or, where the system decides, both.
function isDark() {
  const schemes = getComputedStyle(root).colorScheme;
  return schemes.includes("dark") && (system.matches || !schemes.includes("light"));
}

// colours returns the theme's colours as Mermaid understands them: the browser
// works out what a custom property says, however it says it.
function colours() {
  const probe = root.appendChild(document.createElement("i"));
  const pixel = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const context = pixel.getContext("2d", { willReadFrequently: true });
  const colour = (name) => {
    probe.style.color = `var(--${name})`;
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  };
  const variables = {
    background: colour("raised"),
    primaryColor: colour("wash"),
    primaryBorderColor: colour("link"),
    primaryTextColor: colour("ink"),
    secondaryColor: colour("sunken"),
    tertiaryColor: colour("raised"),
    noteBkgColor: colour("sunken"),
    noteTextColor: colour("ink"),
    noteBorderColor: colour("line"),
    lineColor: colour("ink-soft"),
    textColor: colour("ink"),
  };
  probe.remove();
  return variables;
}

// notTheirs is what a diagram can't set for itself, besides what Mermaid says.
const notTheirs = ["htmlLabels", "themeCSS", "fontFamily", "altFontFamily", "dompurifyConfig"];

let drawings = 0; // Mermaid takes away what has the id of the one that it draws

async function draw(mermaid, block) {
  const id = `_diagram-${++drawings}-`;
  const { value, sheets } = await run(id, () => mermaid.render(id, block.source.textContent));
  block.drawing ??= block.source.parentNode.insertBefore(document.createElement("div"), block.source);
  block.drawing.className = "diagram";
  fill(block.drawing, value.svg);
  own(block.drawing, id);
  const svg = block.drawing.firstElementChild;
  if (svg.style.maxWidth) svg.style.minWidth = `min(${svg.style.maxWidth}, 32rem)`; // a phone scrolls sooner than it shrinks
  block.drawing.tabIndex = 0;
  if (!svg.hasAttribute("aria-labelledby")) {
    svg.removeAttribute("role"); // no name of its own: its words are read instead
    svg.removeAttribute("aria-roledescription");
  }
  drop(block.sheets ?? []);
  block.sheets = sheets;
  block.source.hidden = true;
}

async function drawAll(mermaid, blocks) {
  await document.fonts.ready; // boxes are as wide as their words
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    htmlLabels: false, // words are drawn
    secure: [...mermaid.mermaidAPI.defaultConfig.secure, ...notTheirs],
    suppressErrorRendering: true,
    theme: "base",
    themeVariables: { ...colours(), darkMode: isDark(), fontFamily: getComputedStyle(document.body).fontFamily },
  });
  for (const [i, block] of blocks.entries()) {
    try {
      await draw(mermaid, block);
    } catch (error) {
      block.source.dataset.failed = ""; // its text stays
      console.warn(`diagram ${i + 1} cannot be drawn: ${error.message}`);
    }
  }
}

// start draws what is in the elements with the copy of Mermaid at url, now
// and whenever light and dark change.
export async function start(elements, url) {
  const { default: mermaid } = await import(url);
  const blocks = [...elements].map((source) => ({ source }));
  let drawn = Promise.resolve();
  let shown;
  const update = () => {
    if (shown === isDark()) return;
    shown = isDark();
    drawn = drawn.then(() => drawAll(mermaid, blocks));
  };
  system.addEventListener("change", update);
  new MutationObserver(update).observe(root, { attributeFilter: ["data-theme"] });
  update();
  return drawn;
}
