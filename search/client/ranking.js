// Ranks documents by what is known of the words of a question. Kept alike with
// Rank and Merge in search/ranking/rank.go (TestParity).

// rank returns the documents that have a word, in no order: {doc, score, words},
// where words is how many of the words they have.
//
// A word counts for its best way, all words together for what they sum up to,
// less for every one that is missing, and more where they stand together in one
// field. postings says where a way leads: a list of postings of which the best
// counts for a document.
export function rank(words, ways, postings, { documents, fields, rules }) {
  const best = words.map(() => new Float64Array(documents)); // by word, by document
  const where = words.map(() => new Uint32Array(documents)); // the fields, as bits
  const seen = new Uint8Array(documents);
  const hits = [];
  for (const way of ways) {
    for (const { docs, sums, fields } of postings(way)) {
      for (let i = 0; i < docs.length; i++) {
        const doc = docs[i];
        if (!seen[doc]) hits.push({ doc, score: 0, words: 0 });
        seen[doc] = 1;
        const score = way.weight * sums[i];
        for (let w = way.from; w < way.to; w++) {
          if (score > best[w][doc]) best[w][doc] = score;
          where[w][doc] |= fields[i];
        }
      }
    }
  }
  const groups = together(fields, rules);
  for (const hit of hits) {
    let sum = 0;
    for (const scores of best) {
      sum += scores[hit.doc];
      if (scores[hit.doc] > 0) hit.words++;
    }
    let near = 0;
    if (words.length > 1) {
      for (const { bits, weight } of groups) {
        let n = 0;
        for (const fields of where) if (fields[hit.doc] & bits) n++;
        near = Math.max(near, (weight * (n - 1)) / (words.length - 1));
      }
    }
    hit.score = sum * (hit.words / words.length) ** (rules.missing / words.length) * (1 + near);
  }
  return hits;
}

// bestOf returns the n best hits, best first.
export function bestOf(hits, n) {
  const best = [];
  for (const hit of hits) {
    if (best.length === n && !before(hit, best[n - 1])) continue;
    let i = best.length;
    while (i > 0 && before(hit, best[i - 1])) i--;
    best.splice(i, 0, hit);
    if (best.length > n) best.pop();
  }
  return best;
}

function before(a, b) {
  return a.score > b.score || (a.score === b.score && a.doc < b.doc);
}

// together returns the groups of fields in which words are near each other, as
// bits, and what each counts for.
function together(fields, { together }) {
  return together.map((group) => ({
    bits: group.fields.reduce((bits, name) => bits | (1 << fields.indexOf(name)), 0),
    weight: group.weight,
  }));
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
