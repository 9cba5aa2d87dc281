// The search of several hubs as one.
//
//   import { openSearches } from "/search/searches.js";
//   const search = openSearches({ bases: ["https://hub.example.org/", "https://it.example.org/"], lang: "de" });
//   const { results, failed } = await search("rechnung nummer", { limit: 10 });
//
// docs/search.md tells what there is.

import { address } from "./files.js";
import { group } from "./groups.js";
import { nearest } from "./nearest.js";
import { apart, count } from "./ranking.js";

// openSearches returns a search as openSearch does, of all the sites that have
// one of the bases. Each is asked in the language that it has and that is nearest
// to lang; without lang in its own. One that fails, or takes longer than patience
// (milliseconds), is named in the answer's list failed. It is asked again with
// the next question, but keeps nobody waiting again. The search rejects where
// all fail.
export function openSearches({ bases, lang = "", patience, fetch = (url) => globalThis.fetch(url) }) {
  const hubs = [...new Set(bases.map((base) => base.replace(/\/*$/, "/")))].map((base) => new Hub(base, lang, patience, fetch));
  return async (query, options = {}) => {
    const settled = await Promise.allSettled(hubs.map((hub) => hub.ask(query, options)));
    const answers = settled.flatMap(({ value }) => value ?? []);
    const failed = settled.flatMap(({ reason: error }, i) => (error ? { base: hubs[i].base, title: hubs[i].title, error } : []));
    if (answers.length === 0 && failed.length > 0) throw failed[0].error;
    return { ...join(answers, options), failed };
  };
}

// Hub is one of the sites.
class Hub {
  constructor(base, lang, patience, fetch) {
    this.base = base;
    this.lang = lang;
    this.patience = patience;
    this.fetch = fetch;
    this.open().catch(() => {}); // who asks is told
  }

  open() {
    this.opening ??= this.start();
    this.opening.catch(() => (this.opening = undefined));
    return this.opening;
  }

  async start() {
    const [{ openSearch }, { lang: usual, languages }] = await Promise.all([import("./client.js"), this.read("search/hub.json")]);
    const lang = nearest(this.lang, Object.keys(languages)) ?? usual;
    const { title, kinds, page } = languages[lang];
    this.title = title;
    const about = { base: this.base, title, lang, page: page && address(page, this.base) };
    return { about, kinds, search: await openSearch({ base: this.base, lang, fetch: this.fetch }) };
  }

  async read(name) {
    const { fetch } = this;
    const response = await fetch(this.base + name);
    if (!response.ok) throw new Error(`${this.base}${name}: ${response.status}`);
    return response.json();
  }

  // ask waits for an answer as long as patience lasts. A hub that has used it up
  // has to come first with an answer that is late.
  async ask(query, options) {
    if (this.late) throw this.late;
    const answer = this.answer(query, options);
    if (this.patience === undefined) return answer;
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        this.late = new Error(`${this.base}: no answer within ${this.patience} ms`);
        answer.catch(() => {}).finally(() => (this.late = undefined));
        reject(this.late);
      }, this.patience);
    });
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  async answer(query, options) {
    const { about, kinds, search } = await this.open();
    const answer = await search(query, options);
    const results = answer.results.map((result) => ({ ...result, kindTitle: kinds[result.kind] ?? result.kind, hub: about.title, base: this.base }));
    const named = answer.named.map((value) => ({ ...value, hub: about.title, base: this.base }));
    return { ...answer, results, named, about };
  }
}

// join makes one answer of several: with scores on one scale (weight.js), and
// what has a word as it was typed before what has another one instead, whichever
// hub it is in.
function join(answers, { limit }) {
  const best = new Map(); // by URL
  let twice = 0;
  for (const { results, weight } of answers) {
    for (const result of results) {
      const score = result.score / weight;
      const page = result.section ? result.url.replace(/#.*/, "") : result.url;
      const other = best.get(page);
      if (other) twice++;
      if (!other || other.score < score) best.set(page, { ...result, score });
    }
  }
  const joined = [...best.values()];
  apart(joined, { below: 1 });
  joined.sort((a, b) => b.score - a.score || count(b.own) - count(a.own));
  const results = joined.slice(0, limit);
  const sum = (of) => answers.reduce((sum, answer) => sum + of(answer), 0);
  const known = answers.some(({ total, suggestions }) => total > 0 && suggestions.length === 0);
  return {
    results,
    hubs: answers.map(({ about, total }) => ({ ...about, total })),
    groups: group(results),
    total: sum(({ total }) => total) - twice,
    facets: joinFacets(answers.map(({ facets }) => facets)),
    suggestions: known ? [] : [...new Set(answers.flatMap(({ suggestions }) => suggestions))],
    named: answers.flatMap(({ named }) => named),
    bytes: sum(({ bytes }) => bytes),
  };
}

function joinFacets(all) {
  const joined = {};
  for (const name of new Set(all.flatMap(Object.keys))) {
    const values = new Map();
    for (const { id, name: title, count } of all.flatMap((facets) => facets[name] ?? [])) {
      values.set(id, { id, name: title, count: count + (values.get(id)?.count ?? 0) });
    }
    joined[name] = [...values.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  }
  return joined;
}
