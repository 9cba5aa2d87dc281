// Ranks documents by what is known of the words of a question. Kept alike with
// Rank and Merge in search/ranking/rank.go (TestParity).

// rank returns the documents that have a word, in no order: {doc, score, all, own,
// other}, where all says whether they have all words but light ones, and own and
// other are the words, as bits, that they have in an own form or only as another
// word.
//
// A word counts for its best way, all words together for what they sum up to,
// less for every one that is missing, and more where they stand together in one
// field. postings says where a way leads: a list of postings of which the best
// counts for a document. wanted says which documents are of the sort that is asked
// for: they count for more. What has a word in an own form comes before what has
// another word for it.
export function rank(words, ways, postings, wanted, { documents, fields, rules }) {
  const best = words.map(() => new Float64Array(documents)); // by word, by document
  const where = words.map(() => new Uint32Array(documents)); // the fields, as bits
  const places = new Uint32Array(documents); // in hits, plus 1
  const hits = [];
  for (const way of ways) {
    const span = (1 << way.to) - (1 << way.from);
    for (const { docs, sums, fields } of postings(way)) {
      for (let i = 0; i < docs.length; i++) {
        const doc = docs[i];
        if (!places[doc]) places[doc] = hits.push({ doc, score: 0, all: false, own: 0, other: 0 });
        const hit = hits[places[doc] - 1];
        if (way.other) hit.other |= span;
        else hit.own |= span;
        const score = way.weight * sums[i];
        for (let w = way.from; w < way.to; w++) {
          if (score > best[w][doc]) best[w][doc] = score;
          where[w][doc] |= fields[i];
        }
      }
    }
  }
  const groups = together(fields, rules);
  const heavy = [...words.keys()].filter((i) => !words[i].light);
  const gravity = words.map(({ light }) => (light ? rules.light : 1));
  const all = gravity.reduce((sum, g) => sum + g, 0);
  const missing = words.length > rules.shortQuestion ? rules.left : rules.missing;
  for (const hit of hits) {
    let sum = 0;
    let had = 0;
    best.forEach((scores, i) => {
      sum += gravity[i] * scores[hit.doc];
      if (scores[hit.doc] > 0) had += gravity[i];
    });
    let near = 0;
    if (heavy.length > 1) {
      for (const { bits, weight } of groups) {
        let n = 0;
        for (const i of heavy) if (where[i][hit.doc] & bits) n++;
        near = Math.max(near, (weight * Math.max(0, n - 1)) / (heavy.length - 1));
      }
    }
    hit.all = heavy.every((i) => best[i][hit.doc] > 0);
    hit.score = sum * (had / all) ** (missing / all) * (1 + near);
    if (wanted(hit.doc)) hit.score *= rules.wanted;
  }
  const found = hits.filter(({ own, other }) => heavy.some((i) => (own | other) & (1 << i))); // nothing is found by light words alone
  apart(found, rules);
  return found;
}

// apart makes documents that have another word for one of the question count for
// less than all that have that word itself, and whatever else the former have. A
// word that no document has in an own form is taken for what was meant. Kept alike
// with Apart in search/ranking/rank.go.
export function apart(hits, { below }) {
  let known = 0;
  let others = 0;
  for (const { own, other } of hits) {
    known |= own;
    others |= other;
  }
  if (others === 0) return;
  const classes = new Map(); // of hits, by the words that they have, and by those that they have as others
  for (const hit of hits) {
    hit.own |= hit.other & ~known;
    hit.other &= ~hit.own;
    const { own, other, score } = hit;
    if (!classes.has(own)) classes.set(own, new Map());
    const alike = classes.get(own);
    if (!alike.has(other)) alike.set(other, { own, other, least: Infinity, most: 0, factor: 1 });
    const of = alike.get(other);
    of.least = Math.min(of.least, score);
    of.most = Math.max(of.most, score);
  }
  const sorted = [...classes.values()].flatMap((alike) => [...alike.values()]).sort((a, b) => count(b.own) - count(a.own));
  sorted.forEach((c, i) => {
    const above = sorted.slice(0, i).filter((above) => under(c, above));
    const ceiling = below * Math.min(...above.map(({ least }) => least));
    if (c.most <= ceiling) return;
    c.factor = ceiling / c.most;
    c.least *= c.factor;
  });
  for (const hit of hits) hit.score *= classes.get(hit.own).get(hit.other).factor;
}

// under tells whether documents of a class must come behind those of another one,
// which have at least the same words, and one in an own form of which these have
// only another word.
function under(c, above) {
  return (above.own & c.own) === c.own && above.own & c.other && ((above.own | above.other) & c.other) === c.other;
}

// count returns how many bits are set.
export function count(bits) {
  let n = 0;
  for (; bits; bits &= bits - 1) n++;
  return n;
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
