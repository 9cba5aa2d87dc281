// The page's end of the search: one worker per index, started when first asked.

const connections = new Map();

// connect returns {search}, which is the engine's with a promise around it. It
// rejects where the index cannot be loaded; the next call tries again.
export function connect(base, lang) {
  const address = new URL(base, location.href).href;
  if (!connections.has(address)) {
    const connection = start(address, lang);
    connections.set(address, connection);
    connection.catch(() => connections.delete(address));
  }
  return connections.get(address);
}

async function start(base, lang) {
  const { address } = await import("./worker.js");
  const worker = new Worker(address, { type: "module" });
  const waiting = new Map();
  let last = 0;
  const fail = (error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.addEventListener("error", () => fail(new Error("the search worker failed")));
  worker.addEventListener("message", ({ data: { id, answer, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(answer);
    else reject(new Error(error));
  });
  const ask = (message) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...message, id });
    });
  try {
    await ask({ open: { base, lang } });
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return { search: (query, options) => ask({ query, options }) };
}

// connectPage connects to the index of the page's own language.
export function connectPage() {
  const { lang, dataset } = document.documentElement;
  return connect(dataset.search, lang);
}
