// The terms of an index and their postings, from the shards that have been
// fetched. search/lunr/shards.go says how a shard is written.

export class Terms {
  constructor(files) {
    this.files = files;
    this.shards = new Map(); // by number: {terms, records, begun}
    this.known = new Map(); // postings by term
  }

  get starts() {
    return this.files.manifest.terms;
  }

  // fetch fetches the shards that terms and beginnings of terms are in.
  async fetch(terms, beginnings = []) {
    const numbers = new Set();
    for (const term of terms) numbers.add(locate(this.starts, term));
    for (const beginning of beginnings) for (const n of this.range(beginning)) numbers.add(n);
    await Promise.all([...numbers].filter((n) => !this.shards.has(n)).map((n) => this.fetchShard(n)));
  }

  async fetchShard(n) {
    const { terms, begun = {} } = await this.files.piece("terms", n);
    this.shards.set(n, { terms: terms.map(([term]) => term), records: terms, begun: new Map(Object.entries(begun)) });
  }

  // range returns the numbers of the shards that terms with a beginning are in,
  // or of the one that answers for all of them where they are too many.
  range(beginning) {
    const { begun } = this.files.manifest;
    const first = locate(this.starts, beginning);
    const last = locate(this.starts, `${beginning}\uFFFF`);
    if (last - first >= begun) return [first];
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  }

  // posting returns where a term is found, undefined if it is nowhere:
  //
  //   {docs, sums, fields}   documents in ascending order, with the sum of the
  //                          values of all fields, and these fields as bits
  posting(term) {
    if (!this.known.has(term)) {
      const { terms, records } = this.shards.get(locate(this.starts, term)) ?? { terms: [] };
      const at = search(terms, term);
      this.known.set(term, terms[at] === term ? posting(decode(records[at])) : undefined);
    }
    return this.known.get(term);
  }

  // begun returns the postings of all terms that begin so, or one for all of
  // them where they are too many.
  begun(beginning) {
    const range = this.range(beginning);
    const answer = this.shards.get(range[0])?.begun.get(beginning);
    if (answer) {
      const docs = ascending(answer[0]);
      return [{ docs, sums: answer[1].map((value) => value / 1000), fields: docs.map(() => 0) }];
    }
    const postings = [];
    for (const n of range) {
      const { terms } = this.shards.get(n) ?? { terms: [] };
      for (let at = search(terms, beginning); at < terms.length && terms[at].startsWith(beginning); at++) {
        postings.push(this.posting(terms[at]));
      }
    }
    return postings;
  }

  // neighbours returns the terms that are in the same shard as one, as the
  // dictionary's words are: {term, word, count}.
  neighbours(term) {
    const { terms = [], records } = this.shards.get(locate(this.starts, term)) ?? {};
    return terms.map((other, i) => {
      let count = 0;
      for (let f = 3; f < records[i].length; f += 3) count += records[i][f].length;
      return { term: other, word: other, count };
    });
  }

  // record returns {term, index, fields: [{field, docs, values}]} as the index
  // has it.
  record(term) {
    const { terms, records } = this.shards.get(locate(this.starts, term)) ?? { terms: [] };
    const at = search(terms, term);
    return terms[at] === term ? decode(records[at]) : undefined;
  }
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

function decode([term, index, ...rest]) {
  const fields = [];
  for (let i = 0; i < rest.length; i += 3) {
    fields.push({ field: rest[i], docs: ascending(rest[i + 1]), values: rest[i + 2].map((value) => value / 1000) });
  }
  return { term, index, fields };
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
    if (doc === Infinity) return { docs, sums, fields: bits };
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
