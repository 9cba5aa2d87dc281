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

export function start(elements) {
  for (const element of elements) {
    const links = [...element.querySelectorAll("a[hreflang]")];
    for (const link of links) {
      link.addEventListener("click", () => remember("language", link.hreflang));
    }
    if ("languageChooser" in element.dataset) {
      const link = preferred(links);
      if (link) location.replace(link.href);
    }
  }
}
