// The searches of a page. They begin when somebody first wants to search;
// elements that ask the same hubs share one.

// How long a page that is open goes without looking whether a hub was built
// anew, and pages withdrawn; and how long one hub keeps the others waiting.
// Milliseconds.
const fresh = 10 * 60_000;
const patience = 3000;

const searches = new Map(); // {search, since}, by hubs and language

// searchOf returns a promise of the search of all hubs that have one of the
// bases, as searches.js has it.
export function searchOf(bases, lang) {
  const key = [lang, ...bases].join(" ");
  if (!(Date.now() - searches.get(key)?.since < fresh)) {
    const options = { bases, lang, ...(bases.length > 1 && { patience }) };
    const search = import("./searches.js").then(({ openSearches }) => openSearches(options));
    searches.set(key, { search, since: Date.now() });
    search.catch(() => searches.delete(key));
  }
  return searches.get(key).search;
}

// own is the address of the hub that this script comes from.
export const own = new URL("..", import.meta.url).href;
