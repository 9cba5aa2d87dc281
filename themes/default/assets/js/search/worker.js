// The search in a worker, so that no index is ever read while a page waits. This
// one file is both sides' meeting point: imported by a page it only tells its
// address, which is the worker's; run as a worker it answers, with the client
// that the site publishes for everybody.
//
//   in:  {id, root, shelf, lang, query, options}   a question; root is the address of the search's
//                                                  files, shelf the cache for them, if they are kept
//        {id, root, shelf, lang, keep: true}       for later, offline
//   out: {id, answer} or {id, error: {message, reason, fatal}}
//
// A reason is "network" where nothing answers and "missing" where a file is not
// there; after a fatal error another worker has to be started.

import { Shelf } from "./shelf.js";

export const address = import.meta.url;

// How long a page that is open goes without looking whether the site was built
// anew, and pages withdrawn: milliseconds.
const fresh = 10 * 60_000;

let shelf;
let client;
const languages = new Map(); // {search, since}: promises of searches, and when they were opened

async function load(url) {
  try {
    return await import(url);
  } catch (error) {
    const there = await fetch(url, { method: "HEAD" }).catch(() => undefined);
    const reason = there ? "missing" : "network";
    throw Object.assign(new Error(`${url}: ${error.message}`), { reason, fatal: true });
  }
}

function open(root, lang) {
  if (!(Date.now() - languages.get(lang)?.since < fresh)) {
    const base = new URL("..", root).pathname;
    shelf.ahead(`${root}${lang}/manifest.json`); // the client may not be there yet
    const search = client.then(({ openSearch }) => openSearch({ base, lang, fetch: shelf.fetch }));
    languages.set(lang, { search, since: Date.now() });
    search.catch(() => languages.delete(lang));
  }
  return languages.get(lang).search;
}

async function answer({ root, shelf: name, lang, query, options, keep }) {
  shelf ??= new Shelf(root, name);
  if (keep) return shelf.keep(lang);
  client ??= load(new URL("client.js", root).href);
  const search = await open(root, lang);
  try {
    return await search(query, options);
  } catch (error) {
    if (error.reason) throw error;
    languages.delete(lang); // the site was built anew since: other files are there now
    return (await open(root, lang))(query, options);
  }
}

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  self.addEventListener("message", async ({ data }) => {
    try {
      self.postMessage({ id: data.id, answer: await answer(data) });
    } catch ({ message, reason = "missing", fatal = false }) {
      self.postMessage({ id: data.id, error: { message, reason, fatal } });
    }
  });
}
