// The page's end of the search: one worker for all languages, started when the
// first question is asked.

import { shelfOf } from "../offline/names.js";

const { base, offline } = document.documentElement.dataset;
const root = new URL(`${base}search/`, location.href).href;
const shelf = offline === undefined ? undefined : shelfOf(base, offline);
let connection; // a promise of {worker, waiting}
let last = 0;

// ask returns what search/client.js answers to a query in a language. It
// rejects with an error that has a reason, as worker.js tells it; the next call
// tries again.
export function ask(lang, query, options) {
  return send({ lang, query, options });
}

// keep has the index of a language loaded as a whole, if it is small; it
// returns whether it is.
export function keep(lang) {
  return send({ lang, keep: true });
}

async function send(message) {
  connection ??= start();
  let to;
  try {
    to = await connection;
  } catch (error) {
    connection = undefined;
    throw Object.assign(error, { reason: navigator.onLine ? "missing" : "network" });
  }
  return new Promise((resolve, reject) => {
    const id = ++last;
    to.waiting.set(id, { resolve, reject });
    to.worker.postMessage({ ...message, id, root, shelf });
  });
}

async function start() {
  const { address } = await import("./worker.js");
  const worker = new Worker(address, { type: "module" });
  const waiting = new Map();
  const end = (message, reason) => {
    worker.terminate();
    connection = undefined;
    for (const { reject } of waiting.values()) reject(Object.assign(new Error(message), { reason }));
  };
  worker.addEventListener("error", () => end("the search worker does not start", "missing"));
  worker.addEventListener("message", ({ data: { id, answer, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (!error) resolve(answer);
    else reject(Object.assign(new Error(error.message), { reason: error.reason }));
    if (error?.fatal) end(error.message, error.reason);
  });
  return { worker, waiting };
}
