// The 404 page looks for what the address was about. It is one page for the
// whole hub; the index is that of the language that the address begins with.

import { ask } from "./ask.js";
import { lists } from "./results.js";
import { sayCount } from "./words.js";

const limit = 6;

// wanted returns the words of an address below base, and its language.
function wanted(path, base, lang) {
  try {
    path = decodeURI(path);
  } catch {
    // a broken address: its words as they stand
  }
  const below = path.startsWith(base) ? path.slice(base.length) : path.slice(1);
  const parts = below.split("/").filter(Boolean);
  if (/^[a-z]{2}(-[a-z]+)?$/i.test(parts[0] ?? "")) lang = parts.shift();
  const last = (parts.at(-1) ?? "").replace(/\.\w+$/, "");
  return { query: last.replace(/[-_.+]+/g, " ").trim(), lang };
}

export async function start(root) {
  const { lang, dataset } = document.documentElement;
  const results = root.querySelector("[data-search-results]");
  const status = root.querySelector("[data-search-status]");
  const input = root.querySelector("[data-search-input]");
  const want = wanted(location.pathname, dataset.base, lang);
  if (!want.query) return;
  if (input) input.value = want.query;

  const question = `${want.query} `; // its last word is finished
  const found = await ask(want.lang, question, { limit }).catch(() => ask(lang, question, { limit }));
  results.replaceChildren(...lists(root, found.groups, "_near"));
  results.hidden = found.total === 0;
  if (status && found.total > 0) status.textContent = sayCount(root, found.total);
}
