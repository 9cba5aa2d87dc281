// The published files of an index: fetched when they are needed, once.

import { lengthenAll } from "./short.js";

const formatVersion = 5; // as in search/shards/files.go
const notFound = 404; // HTTP's

// Missing is a file that is not there.
export class Missing extends Error {}

export class Files {
  constructor(base, lang, fetch) {
    this.base = `${base.replace(/\/*$/, "/")}search/${lang}/`;
    this.fetch = fetch;
    this.loaded = new Map(); // promises by name
    this.bytes = 0;
  }

  async open() {
    const manifest = await this.load("manifest.json");
    const { version, terms, words, light = [] } = manifest;
    if (version !== formatVersion) throw new Error(`the search index has version ${version}, the client ${formatVersion}`);
    this.manifest = { ...manifest, terms: lengthenAll(terms), words: lengthenAll(words), light: lengthenAll(light) };
  }

  address(url) {
    return address(url, this.base);
  }

  // piece returns a part of the index: its kind is terms, words or docs. made
  // makes of it, once, what it is needed as.
  piece(kind, number, made) {
    return this.load(`${this.manifest.folder}/${kind}-${number}.json`, made);
  }

  load(name, made = (file) => file) {
    if (!this.loaded.has(name)) {
      const file = this.read(name).then(made);
      this.loaded.set(name, file);
      file.catch(() => this.loaded.delete(name)); // the next question tries again
    }
    return this.loaded.get(name);
  }

  async read(name) {
    const { fetch } = this;
    const response = await fetch(this.base + name);
    if (!response.ok) throw new (response.status === notFound ? Missing : Error)(`${this.base}${name}: ${response.status}`);
    const text = await response.text();
    this.bytes += Number(response.headers?.get("content-length")) || text.length;
    return JSON.parse(text);
  }
}

// address returns a page's address as it is for whoever asks: with the host
// where base has one.
export function address(url, base) {
  return /^[a-z]+:/i.test(base) ? new URL(url, base).href : url;
}
