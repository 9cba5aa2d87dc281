// The terms of an index and their postings, from the shards that have been
// fetched. search/shards/shards.go says how a shard is written.

import { numbers } from "./short.js";

export class Terms {
  constructor(files) {
    this.files = files;
    this.shards = new Map(); // by number: {terms, postings, begun, means}
    this.known = new Map(); // postings by term
  }

  get starts() {
    return this.files.manifest.terms;
  }

  // fetch fetches the shards that terms and beginnings of terms are in.
  async fetch(terms, beginnings = []) {
    await Promise.all([
      ...Array.from(terms, (term) => this.fetchShard(locate(this.starts, term))),
      ...beginnings.map((beginning) => this.fetchRange(beginning)),
    ]);
  }

  async fetchShard(n) {
    if (this.shards.has(n)) return;
    const { terms, postings, begun, means } = await this.files.piece("terms", n);
    if (this.shards.has(n)) return; // another question has asked for it, too
    this.shards.set(n, { terms, postings, begun: new Map(Object.entries(begun)), means: new Map(Object.entries(means)) });
  }

  // fetchRange fetches all shards that terms with a beginning are in. Where they
  // are many, the first is asked before the others: it may have the answer.
  async fetchRange(beginning) {
    const range = this.range(beginning);
    if (range.length > this.files.manifest.atOnce) await this.fetchShard(range[0]);
    if (!this.ready(beginning)) await Promise.all(range.map((n) => this.fetchShard(n)));
  }

  // range returns the numbers of the shards that terms with a beginning are in.
  range(beginning) {
    const first = locate(this.starts, beginning);
    const last = locate(this.starts, `${beginning}\uFFFF`);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  }

  // ready returns the answer for a beginning that very many terms have.
  ready(beginning) {
    return this.shards.get(locate(this.starts, beginning))?.begun.get(beginning);
  }

  // meanings returns what the words with a key mean: {weight, terms, phrase,
  // foreign}.
  meanings(key) {
    const means = this.shards.get(locate(this.starts, key))?.means.get(key) ?? [];
    if (typeof means === "string") return foreignMeanings(means, this.files.manifest.scale);
    return means.map(([weight, terms, phrase = [], foreign = 0]) => ({ weight: weight / this.files.manifest.scale, terms, phrase, foreign: foreign === 1 }));
  }

  // posting returns where a term is found, undefined if it is nowhere:
  //
  //   {docs, sums, fields, count}   documents in ascending order, with the sum of
  //                                 the values of all fields, and these fields as
  //                                 bits; count says in how many fields it is
  posting(term) {
    if (!this.known.has(term)) {
      const record = this.record(term);
      this.known.set(term, record && posting(record));
    }
    return this.known.get(term);
  }

  // begun returns the postings of all terms that begin so, or one for all of them
  // where an answer is ready. Kept alike with begun in
  // search/bleveindex/language.go (TestShardSizes).
  begun(beginning) {
    const ready = this.ready(beginning);
    if (ready) {
      const found = numbers(ready);
      const docs = found.splice(0, found.length / 2);
      return [{ docs: ascending(docs), sums: this.scaled(found), fields: docs.map(() => 0) }];
    }
    const postings = [];
    for (const n of this.range(beginning)) {
      const { terms } = this.shards.get(n) ?? { terms: [] };
      for (let at = search(terms, beginning); at < terms.length && terms[at].startsWith(beginning); at++) {
        postings.push(this.posting(terms[at]));
      }
    }
    return postings;
  }

  // record returns {term, index, fields: [{field, docs, values}]} as the index
  // has it.
  record(term) {
    const { terms, postings } = this.shards.get(locate(this.starts, term)) ?? { terms: [] };
    const place = search(terms, term);
    if (terms[place] !== term) return undefined;
    const [index, ...found] = numbers(postings[place]);
    const fields = [];
    for (let at = 0; at < found.length; ) {
      const [field, count] = [found[at++], found[at++]];
      const docs = ascending(found.slice(at, (at += count)));
      fields.push({ field, docs, values: this.scaled(found.slice(at, (at += count))) });
    }
    return { term, index, fields };
  }

  scaled(values) {
    return values.map((value) => value / this.files.manifest.scale);
  }
}

// foreignMeanings reads what a foreign word means: terms, each with its weight
// behind it, and "=" where the word says little.
function foreignMeanings(text, scale) {
  return text.match(/\S+ \S+/g).map((pair) => {
    const [term, weight] = pair.split(" ");
    return { weight: weight / scale, terms: term === "=" ? [] : [term], phrase: [], foreign: true };
  });
}

// locate returns the number of the piece that a term is in, if it is in any.
export function locate(starts, term) {
  const at = search(starts, term);
  return starts[at] === term ? at : at - 1;
}

// search returns where a term stands, or would stand, in a sorted list.
export function search(sorted, term) {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < term) from = middle + 1;
    else to = middle;
  }
  return from;
}

function ascending(deltas) {
  let last = 0;
  return deltas.map((delta) => (last += delta));
}

// posting joins the fields of a term: their documents are in ascending order.
function posting({ fields }) {
  const docs = [];
  const sums = [];
  const bits = [];
  const at = fields.map(() => 0);
  for (;;) {
    let doc = Infinity;
    for (let f = 0; f < fields.length; f++) if (fields[f].docs[at[f]] < doc) doc = fields[f].docs[at[f]];
    if (doc === Infinity) return { docs, sums, fields: bits, count: fields.reduce((n, { docs }) => n + docs.length, 0) };
    let sum = 0;
    let bit = 0;
    for (let f = 0; f < fields.length; f++) {
      if (fields[f].docs[at[f]] !== doc) continue;
      sum += fields[f].values[at[f]++];
      bit |= 1 << fields[f].field;
    }
    docs.push(doc);
    sums.push(sum);
    bits.push(bit);
  }
}
