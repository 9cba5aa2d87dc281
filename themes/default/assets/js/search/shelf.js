// Keeps the files of the search in the browser, so that it works offline after
// it was used once. What stands in a folder named by its content never changes:
// it is taken from the shelf first. Of everything else the server is asked.

const patience = 3000; // milliseconds that a server may take while there is an older copy
const few = 400; // pieces of an index that is fetched as a whole

const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

// Where there is no Cache Storage, as on plain http, or nothing is to be kept, the
// copies last as long as the worker does.
class Memory {
  responses = new Map();

  async match(url) {
    return this.responses.get(url)?.clone();
  }

  async put(url, response) {
    this.responses.set(url, response);
  }

  async keys() {
    return [...this.responses.keys()].map((url) => ({ url }));
  }

  async delete({ url }) {
    this.responses.delete(url);
  }
}

export class Shelf {
  coming = new Map(); // promises of responses, by URL

  // root is the address of the search's files, name that of the cache for them;
  // without one nothing is kept.
  constructor(root, name) {
    this.root = root;
    this.copies = (name && globalThis.caches?.open(name).catch(() => new Memory())) || new Memory();
    this.fetch = this.fetch.bind(this);
  }

  // fetch is the browser's, with a shelf. It rejects with an error whose reason
  // is "network" where neither has the file.
  async fetch(address) {
    const url = new URL(address, this.root).href;
    const coming = this.coming.get(url);
    if (this.coming.delete(url)) return coming;
    if (!url.startsWith(this.root)) return fetch(url);
    const copies = await this.copies;
    const copy = await copies.match(url);
    const fixed = url.slice(this.root.length).split("/").length > 2; // LANGUAGE/HASH/FILE
    if (copy && fixed) return copy;
    try {
      const asked = fetch(url, { cache: fixed ? "default" : "no-cache" });
      const response = await (copy ? Promise.race([asked, wait(patience)]) : asked);
      if (!response) return copy;
      if (response.ok) this.put(copies, url, response.clone());
      if (response.ok && url.endsWith("/manifest.json")) this.drop(copies, url, response.clone()).catch(() => {}); // next time
      return response;
    } catch (error) {
      if (copy) return copy;
      throw Object.assign(new Error(`${url}: ${error.message}`), { reason: "network" });
    }
  }

  // ahead fetches what will be asked for next.
  ahead(url) {
    const coming = this.fetch(url);
    coming.catch(() => {}); // who asks for it is told
    this.coming.set(url, coming);
  }

  async put(copies, url, response) {
    try {
      await copies.put(url, response);
    } catch {
      // the disk is full: it goes without
    }
  }

  // drop drops the copies of a language's pieces that its manifest has not got.
  async drop(copies, url, response) {
    const folder = url.slice(0, -"manifest.json".length);
    const { folder: version } = await response.json();
    for (const request of await copies.keys()) {
      const [name, piece] = request.url.startsWith(folder) ? request.url.slice(folder.length).split("/") : [];
      if (piece && name !== version) await copies.delete(request);
    }
  }

  // keep fetches what is missing of a language's index, if it is small. It tells
  // whether it is.
  async keep(lang) {
    const folder = `${this.root}${lang}/`;
    const { folder: version, terms, words, documents, chunk, urlChunk } = await (await this.fetch(`${folder}manifest.json`)).json();
    const numbers = { terms: terms.length, words: words.length, docs: Math.ceil(documents / chunk), urls: Math.ceil(documents / urlChunk) };
    const pieces = Object.entries(numbers).flatMap(([kind, n]) => Array.from({ length: n }, (_, i) => `${version}/${kind}-${i}.json`));
    if (pieces.length > few) return false;
    for (const piece of pieces) {
      const response = await this.fetch(folder + piece);
      if (!piece.includes("/docs-")) continue;
      const first = Number(piece.match(/\d+(?=\.json)/)[0]) * chunk; // document
      for (const [i, { more }] of (await response.json()).entries()) if (more) await this.fetch(`${folder}${version}/more-${first + i}.json`);
    }
    return true;
  }
}
