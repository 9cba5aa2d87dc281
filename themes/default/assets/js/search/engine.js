// The search itself, without a page: it runs in a worker, and as well in Node.
// It answers from what the generator wrote for lunr 2.3.9: index.json, the
// whole index, and docs.json, what a result shows of each document by number.

import lunr from "../../vendor/lunr/lunr.js";

// What lunr needs to know of a language besides English.
const support = {
  de: () => import("../../vendor/lunr/lunr.de.js"),
  nl: () => import("../../vendor/lunr/lunr.nl.js"),
  da: () => import("../../vendor/lunr/lunr.da.js"),
};

// A word counts for less the less sure it is that it was meant.
const weights = { exact: 10, prefix: 4, near: 1 };
const enough = 3; // with fewer results than that, words may also be misspelt
const longest = { word: 40, query: 16 }; // letters and words; the rest of a pasted text is not looked at

// openSearch loads the index of a language and returns {search}. base is the
// address of its files, lang a BCP 47 tag. It rejects where a file is missing.
export async function openSearch({ base, lang, fetch = globalThis.fetch }) {
  const load = async (name) => {
    const response = await fetch(new URL(name, base));
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.json();
  };
  const [words, index, docs] = await Promise.all([language(lang), load("index.json"), load("docs.json")]);
  return new Search(words, lunr.Index.load(index), docs);
}

// language returns how words of the language become terms: as in the index.
async function language(lang) {
  const code = lang.toLowerCase().split("-")[0];
  if (!(code in support)) {
    const english = code === "en";
    return {
      trim: lunr.trimmer,
      stem: english ? lunr.stemmer : (token) => token,
      isStop: english ? (word) => lunr.stopWordFilter(word) === undefined : () => false,
    };
  }
  const [stemmers, rules] = await Promise.all([import("../../vendor/lunr/lunr.stemmer.support.js"), support[code]()]);
  if (!lunr.stemmerSupport) stemmers.default(lunr);
  if (!lunr[code]) rules.default(lunr);
  const { trimmer, stemmer, stopWordFilter } = lunr[code];
  return { trim: trimmer, stem: stemmer, isStop: (word) => stopWordFilter(new lunr.Token(word)) === undefined };
}

class Search {
  constructor(words, index, docs) {
    this.words = words;
    this.index = index;
    this.docs = docs;
  }

  // search returns the documents that hold all words of the query, the last one
  // perhaps only begun, best first; where they are few, also those that hold
  // some of the words or similar ones. kinds narrows down to some kinds of page.
  //
  //   {results: [{url, path, title, kind, excerpt, marks, titleMarks, score}],
  //    groups:  [{kind, results}],   the same by kind, best kind first
  //    total, counts: {kind: n}}     of all that was found, whatever kinds and limit say
  //
  // marks are {start, length} of the found words in excerpt and title, in
  // UTF-16 code units.
  search(query, { limit = 10, kinds } = {}) {
    const words = this.parse(query);
    if (words.length === 0) return { results: [], groups: [], total: 0, counts: {} };

    const matches = words.map((word) => this.match(word, false));
    let found = rank(matches, words.length);
    if (found.length < enough) {
      const near = words.map((word, i) => (matches[i].size < enough ? this.match(word, true) : matches[i]));
      found = rank(near, words.length);
      if (found.length < enough) found = rank(near, 1);
    }

    const counts = {};
    for (const { ref } of found) {
      const { kind } = this.docs[ref];
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    const results = found
      .filter(({ ref }) => !kinds?.length || kinds.includes(this.docs[ref].kind))
      .slice(0, limit)
      .map(({ ref, score, terms }) => this.result(ref, score, terms, words));
    return { results, groups: group(results), total: found.length, counts };
  }

  // parse returns the words of a query that say something: {raw, stem, last}.
  parse(query) {
    const words = lunr
      .tokenizer(query.normalize("NFC"))
      .map((token) => this.words.trim(token).toString().slice(0, longest.word))
      .filter(Boolean)
      .slice(0, longest.query)
      .map((raw) => ({ raw, stem: this.words.stem(new lunr.Token(raw)).toString(), last: false }));
    if (words.length === 0) return words;
    words.at(-1).last = !/\s$/.test(query);
    const telling = words.filter(({ raw }) => !this.words.isStop(raw));
    return telling.length > 0 ? telling : words;
  }

  // match returns what has a word, ref → {score, terms}.
  match({ raw, stem, last }, near) {
    const { NONE, TRAILING } = lunr.Query.wildcard;
    const edits = raw.length >= 8 ? 2 : 1;
    const hits = this.index.query((q) => {
      const clause = (term, boost, options) => q.clause({ term, boost, usePipeline: false, wildcard: NONE, ...options });
      clause(stem, weights.exact);
      if (raw !== stem) clause(raw, weights.exact);
      if (last && raw.length > 1) clause(raw, weights.prefix, { wildcard: TRAILING });
      if (near && raw.length > 3) {
        clause(stem, weights.near, { editDistance: edits });
        if (last) clause(raw, weights.near, { editDistance: edits });
      }
    });
    return new Map(
      hits.map(({ ref, score, matchData }) => [ref, { score, terms: Object.keys(matchData.metadata) }]),
    );
  }

  result(ref, score, terms, words) {
    const { url, path, title, kind, excerpt } = this.docs[ref];
    const known = new Set(terms);
    const prefix = words.find(({ last }) => last)?.raw;
    const marks = (text) => this.marks(text, known, prefix);
    return { url, path, title, kind, excerpt, marks: marks(excerpt), titleMarks: marks(title), score };
  }

  // marks finds the words of text that are among terms or begin with prefix.
  marks(text, terms, prefix) {
    const marks = [];
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}_']+/gu)) {
      const raw = this.words.trim(new lunr.Token(word.toLowerCase())).toString();
      if (!raw) continue;
      const begun = prefix?.length > 1 && raw.startsWith(prefix);
      if (begun || terms.has(raw) || terms.has(this.words.stem(new lunr.Token(raw)).toString())) {
        marks.push({ start: index, length: word.length });
      }
    }
    return marks;
  }
}

// rank adds up what the words say of each document and leaves out those that
// have fewer than min of the words. More words count more than better ones.
function rank(matches, min) {
  const sums = new Map();
  for (const match of matches) {
    for (const [ref, { score, terms }] of match) {
      const sum = sums.get(ref) ?? { ref, words: 0, score: 0, terms: [] };
      sum.words++;
      sum.score += score;
      sum.terms.push(...terms);
      sums.set(ref, sum);
    }
  }
  return [...sums.values()]
    .filter(({ words }) => words >= min)
    .sort((a, b) => b.words - a.words || b.score - a.score || a.ref - b.ref);
}

function group(results) {
  const groups = new Map();
  for (const result of results) {
    if (!groups.has(result.kind)) groups.set(result.kind, { kind: result.kind, results: [] });
    groups.get(result.kind).results.push(result);
  }
  return [...groups.values()];
}
