// The page for who is offline lists what is kept on the device.

import { pagesOf } from "./names.js";

const most = 60;

export async function start(section) {
  const again = document.querySelector("[data-again]");
  again.hidden = false;
  again.addEventListener("click", () => location.reload());
  addEventListener("online", () => location.reload());

  const { base, offline } = document.documentElement.dataset;
  const pages = new Map(); // caches, by address of a page; what was read last comes last
  for (const name of await caches.keys()) {
    if (!name.startsWith(pagesOf(base, offline))) continue;
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) if (url.endsWith("/") && !url.endsWith("/offline/")) pages.set(url, cache);
  }
  const links = [];
  for (const [href, cache] of [...pages].reverse().slice(0, most)) {
    const { text, lang } = await title(await cache.match(href));
    if (!text) continue;
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href, textContent: text, lang }));
    links.push(item);
  }
  section.querySelector("ul").replaceChildren(...links);
  section.hidden = links.length === 0;
}

// title is the heading of a page, and the language that it is in.
async function title(response) {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { text: page.querySelector("h1")?.textContent.trim() || page.title, lang: page.documentElement.lang };
}
