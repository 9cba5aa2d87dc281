// Ranks documents by what is known of the words of a question.

// rank returns the documents that have a word, best first: {doc, score, words}.
//
// A word counts for its best way, all words together for what they sum up to,
// less for every one that is missing, and more where they stand together in one
// field. postings says where a way leads: a list of postings of which the best
// counts for a document.
export function rank(words, ways, postings, { documents, fields, weights }) {
  const found = new Map(); // by document: {doc, best: score by word, fields: bits by word}
  for (const way of ways) {
    for (const { docs, sums, fields } of postings(way)) {
      for (let i = 0; i < docs.length; i++) {
        let hit = found.get(docs[i]);
        if (!hit) {
          hit = { doc: docs[i], best: new Array(words.length).fill(0), fields: new Array(words.length).fill(0) };
          found.set(docs[i], hit);
        }
        for (let w = way.from; w < way.to; w++) {
          hit.best[w] = Math.max(hit.best[w], way.weight * sums[i]);
          hit.fields[w] |= fields[i];
        }
      }
    }
  }
  const groups = together(fields, weights);
  const hits = [...found.values()];
  for (const hit of hits) {
    hit.words = hit.best.filter((score) => score > 0).length;
    const sum = hit.best.reduce((a, b) => a + b, 0);
    const near = words.length < 2 ? 0 : Math.max(...groups.map(({ bits, weight }) => weight * share(hit.fields, bits)));
    hit.score = sum * (hit.words / words.length) ** weights.missing * (1 + near);
  }
  return hits.sort((a, b) => b.score - a.score || a.doc - b.doc);
}

// together returns the fields in which words are near each other, as bits, and
// what it counts for.
function together(fields, { inTitle, inField }) {
  const bit = (...names) => names.reduce((bits, name) => bits | (1 << fields.indexOf(name)), 0);
  const others = ["problem", "keywords", "summary", "headings"].map((name) => ({ bits: bit(name), weight: inField }));
  return [{ bits: bit("title", "titleForms"), weight: inTitle }, ...others];
}

// share says how many words but one are in some fields, of all but one.
function share(fields, bits) {
  const n = fields.filter((field) => field & bits).length;
  return Math.max(0, n - 1) / (fields.length - 1);
}

// merge returns the postings of documents that have all of several terms: with
// the mean of their sums.
export function merge(all) {
  if (all.some((posting) => !posting)) return [];
  if (all.length === 1) return all;
  const counts = new Map();
  for (const { docs, sums, fields } of all) {
    for (let i = 0; i < docs.length; i++) {
      const hit = counts.get(docs[i]) ?? { n: 0, sum: 0, fields: ~0 };
      counts.set(docs[i], { n: hit.n + 1, sum: hit.sum + sums[i], fields: hit.fields & fields[i] });
    }
  }
  const both = [...counts].filter(([, { n }]) => n === all.length).sort(([a], [b]) => a - b);
  return [{ docs: both.map(([doc]) => doc), sums: both.map(([, { sum }]) => sum / all.length), fields: both.map(([, { fields }]) => fields) }];
}

// Facets of what was found: each leaves out its own filter, so that one sees
// what else there is to choose.
export class Facets {
  constructor(facets) {
    this.dimensions = Object.entries(facets).map(([name, values]) => ({
      name,
      values: values.map(({ id, name, docs }) => ({ id, name: name || id, docs: new Set(unfold(docs)) })),
    }));
  }

  // filter returns the hits that options leave over, and the counts.
  filter(hits, options) {
    const passes = this.dimensions.map(({ name, values }) => {
      const wanted = options[name];
      if (!wanted?.length) return () => true;
      const sets = values.filter(({ id }) => wanted.includes(id)).map(({ docs }) => docs);
      return (doc) => sets.some((docs) => docs.has(doc));
    });
    const facets = {};
    this.dimensions.forEach(({ name, values }, own) => {
      const rest = hits.filter(({ doc }) => passes.every((pass, i) => i === own || pass(doc)));
      facets[name] = values
        .map(({ id, name, docs }) => ({ id, name, count: rest.filter(({ doc }) => docs.has(doc)).length }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
    });
    return { hits: hits.filter(({ doc }) => passes.every((pass) => pass(doc))), facets };
  }
}

// unfold returns the documents of runs: how many not, how many, how many not …
function unfold(runs) {
  const docs = [];
  let doc = 0;
  runs.forEach((length, i) => {
    if (i % 2) for (let n = 0; n < length; n++) docs.push(doc + n);
    doc += length;
  });
  return docs;
}
