// The engine in a worker, so that no index is ever read while a page waits.
// This one file is both sides' meeting point: imported by a page it only tells
// its address, which is the worker's; run as a worker it answers.
//
// Messages: {id, open: {base, lang}} or {id, query, options} in,
// {id, answer} or {id, error} out.

import { openSearch } from "./engine.js";

export const address = import.meta.url;

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  let search;
  self.addEventListener("message", async ({ data: { id, open, query, options } }) => {
    try {
      if (open) search = openSearch(open);
      const engine = await search;
      self.postMessage({ id, answer: open ? true : engine.search(query, options) });
    } catch (error) {
      self.postMessage({ id, error: String(error.message) });
    }
  });
}
