// Languages: the switcher's choice is remembered, and the root of the hub, a
// page that only lists the languages, leads on to the reader's own.

import { recall, remember } from "./storage.js";

const base = (lang) => lang.toLowerCase().split("-")[0];

// preferred returns the link to the language that the reader wants, if any.
function preferred(links) {
  for (const wanted of [recall("language"), ...navigator.languages]) {
    const fits = wanted && links.find((link) => base(link.hreflang) === base(wanted));
    if (fits) return fits;
  }
  return undefined;
}

export function languages(links) {
  for (const link of links) {
    link.addEventListener("click", () => remember("language", link.hreflang));
  }
  const ways = document.querySelectorAll("[data-language-chooser] a[hreflang]");
  const way = preferred([...ways]);
  if (way) location.replace(way.href);
}
