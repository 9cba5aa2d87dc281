// The bar of a page that is a step of a toolkit or a learning path. Which way the
// reader is on stands in the address (#in=toolkits/welcome), so that it can be
// kept and sent; where the reader goes on within the page, in the entry of the
// history. Who goes on to the next step has done this one.

import { changed, go, tick, ticked, went } from "./ticks.js";

function fragment() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // a broken address
  }
}

function addressed(bars) {
  const named = fragment();
  return bars.find(({ id }) => id === named) ?? bars.find(({ id }) => id === history.state?.way);
}

// follow shows a bar, however the reader goes on within the page.
function follow(bar) {
  const { way, tick: words, section } = bar.dataset;
  const box = bar.querySelector("input");
  const link = bar.querySelector(".way-where a");
  history.replaceState({ ...history.state, way: bar.id }, "");
  go({ way, title: link.textContent, lang: link.lang || document.documentElement.lang, tick: words, url: `${location.pathname}#${bar.id}` });
  box.checked = ticked(way).includes(words);
  if ("shown" in bar.dataset) return;
  bar.dataset.shown = "";

  const set = (done) => tick(way, [...ticked(way).filter((other) => other !== words), ...(done ? [words] : [])]);
  box.addEventListener("change", () => set(box.checked));
  box.closest("label").hidden = false;
  // The way on stands below the text too, in place of the folder's order.
  const below = document.createElement("div");
  below.className = `${bar.className} way-below wrap`;
  below.dataset.shown = "";
  below.append(bar.querySelector(".way-on").cloneNode(true));
  document.querySelector("main > article")?.after(below);
  for (const nav of [bar, below]) {
    const next = nav.querySelector('[rel="next"]');
    next.addEventListener("click", () => {
      set(true);
      if ("wayEnd" in next.dataset) go();
    });
  }
  if (section && location.hash.slice(1) === bar.id) document.getElementById(section)?.scrollIntoView();
}

export function start(navs) {
  const bars = [...navs];
  const show = () => {
    const bar = addressed(bars) ?? bars.find(({ dataset }) => "shown" in dataset);
    if (bar) follow(bar);
  };
  addEventListener("hashchange", show);
  show();
}

// goOn shows of the steps of a way the one where the reader was, or else the
// first that is not ticked, or where all are its checks, or that all is done.
export function goOn(ways) {
  const show = () => {
    for (const way of ways) {
      const id = way.dataset.goOn;
      const done = ticked(id);
      const last = went();
      const open = [...way.querySelectorAll("[data-tick]")].filter((step) => !done.includes(step.dataset.tick));
      const here = last.way === id && open.find((step) => step.dataset.tick === last.tick);
      const next = here || open[0];
      const finished = done.length >= Number(way.dataset.of);
      const shown = next ?? way.querySelector(finished ? "[data-finished]" : "[data-checks]");
      for (const item of way.children) item.hidden = item !== shown;
      const label = next?.querySelector("[data-label]");
      if (label) label.textContent = here || done.length > 0 ? label.dataset.tNext : label.dataset.tBegin;
    }
  };
  addEventListener(changed, show);
  show();
}

// last leads back to where the reader was, unless the page does already.
export function last([line]) {
  const { way, title, lang, tick: words, url } = went();
  if (!url || document.querySelector(`[data-go-on="${CSS.escape(way)}"]`)) return;
  const there = new URL(url, location.href);
  if (there.origin !== location.origin || !there.pathname.startsWith(document.documentElement.dataset.base)) return;
  const link = line.querySelector("a");
  const badge = line.querySelector(".badge");
  link.textContent = words;
  link.href = there.href;
  badge.textContent = title;
  if (lang !== document.documentElement.lang) link.lang = badge.lang = lang;
  line.hidden = false;
}
