// Ankerplatz's search for browsers and Node: no DOM, nothing of the theme.
//
//   import { openSearch } from "/search/client.js";
//   const search = await openSearch({ base: "/", lang: "de" });
//   const { results } = await search("rechnung nummer", { limit: 10, kinds: ["tip"] });
//
// docs/search.md tells what there is.

import { like, near, parts, wordFor } from "./dictionary.js";
import { Facets } from "./facets.js";
import { Files, Missing } from "./files.js";
import { group } from "./groups.js";
import { openLanguage } from "./language.js";
import { Marker, told } from "./marks.js";
import { Named } from "./named.js";
import { meantWays, parse, wantedKinds } from "./question.js";
import { bestOf, count, merge, rank } from "./ranking.js";
import { Terms } from "./terms.js";
import { weigh } from "./weight.js";

// openSearch opens the index of a language. base is the address of the site,
// lang a BCP 47 tag that the site has, fetch what files are fetched with. It
// rejects where the index is missing or of another version.
export async function openSearch({ base = "/", lang, fetch = (url) => globalThis.fetch(url) }) {
  const open = async () => {
    const files = new Files(base, lang, fetch);
    const [language] = await Promise.all([openLanguage(lang), files.open()]);
    return new Search(files, language);
  };
  let search = await open();
  // A new build takes the files of the one before away: then its index is asked.
  const ask = async (question) => {
    const asked = search;
    try {
      return await question(asked);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      if (search === asked) search = await open(); // else another question has done it
      if (search.manifest.folder === asked.manifest.folder) throw error;
      return question(search);
    }
  };
  const answer = (query, options) => ask((search) => search.ask(query, options));
  // lunr answers as lunr.js does from the whole index: to a query as text, or
  // to a function that is given a lunr.Query.
  answer.lunr = (query) => ask(async (search) => (await import("./lunr-query.js")).askLunr(search, query));
  return answer;
}

const noAnswer = { results: [], groups: [], total: 0, facets: { kinds: [], apps: [], departments: [] }, suggestions: [], named: [], weight: 0 };

class Search {
  constructor(files, language) {
    this.files = files;
    this.manifest = files.manifest;
    this.language = language;
    this.rules = files.manifest.rules;
    this.terms = new Terms(files);
    this.facets = new Facets(this.manifest.facets);
    language.learn(this.manifest);
    this.named = new Named(this.manifest.facets, language, this.rules);
  }

  async ask(query, { limit = this.rules.limit, brief = false, ...filters } = {}) {
    const before = this.files.bytes;
    const { words, ways } = parse(query, this.language, this.manifest);
    if (words.length === 0) return { ...noAnswer, bytes: 0 };

    await this.fetch(ways);
    const wanted = this.facets.ofKinds(wantedKinds(words, this.language, this.rules));
    const own = ways.filter(({ other }) => !other);
    const documents = (word) => this.documentsOf(word, own).size;
    const meant = meantWays(words, this.language, this.rules, (key) => this.terms.meanings(key), documents);
    const alike = meant.filter((way) => way.alike);
    ways.push(...meant.filter((way) => !way.alike));
    let found = await this.rank(words, ways, wanted);
    const { weight, known } = weigh(words, ways, (way) => this.postings(way), this.manifest.documents);
    let others = [];
    if (found.filter(({ all }) => all).length < this.rules.enough) {
      others = await this.otherWays(words, ways);
      ways.push(...others);
      if (others.length > 0) found = await this.rank(words, ways, wanted);
    }

    const { hits, facets } = this.facets.filter(found, filters);
    const [results, suggestions] = await Promise.all([
      brief ? this.brief(hits, limit, words) : this.results(hits, limit, new Marker(this.language, words, [...ways, ...alike], this.rules), known),
      this.suggestions(words, others, ways, found),
    ]);
    // Who knows SAP asks for more than SAP. Kept alike with isAnswered in search/bleveindex/search.go.
    const answered = found.some(({ doc }) => wanted(doc));
    const named = (answered ? [] : this.named.in(query)).map((value) => ({ ...value, url: this.files.address(value.url) }));
    return { results, groups: brief ? [] : group(results), total: hits.length, facets, suggestions, named, weight, bytes: this.files.bytes - before };
  }

  async rank(words, ways, wanted) {
    await this.fetch(ways);
    return rank(words, ways, (way) => this.postings(way), wanted, this.manifest);
  }

  // fetch fetches what ways lead to.
  fetch(ways) {
    return this.terms.fetch(
      ways.flatMap(({ terms = [] }) => terms),
      ways.flatMap(({ begin }) => begin ?? []),
    );
  }

  postings({ terms, begin }) {
    return begin ? this.terms.begun(begin) : merge(terms.map((term) => this.terms.posting(term)));
  }

  // otherWays returns ways to words that hardly any document has: two words as
  // one, similar words, and the words of which one is made. Kept alike with
  // OtherWays in search/ranking/near.go.
  async otherWays(words, ways) {
    const { rules } = this;
    const others = [];
    words.slice(1).forEach(({ raw, light }, i) => {
      if ((light || words[i].light) && words.length > rules.shortQuestion) return; // log in is one word, but not every two of a sentence
      const joined = words[i].raw + raw;
      for (const term of new Set([this.language.term(joined), this.language.term(this.language.spelling(joined))])) {
        others.push({ from: i, to: i + 2, weight: rules.joined, terms: [term] });
      }
    });
    const rare = [...words.keys()].filter((i) => !words[i].light && !this.language.isLight(words[i].raw) && this.documentsOf(i, ways).size < rules.enough);
    const found = await Promise.all(
      rare.map(async (i) => {
        const at = { from: i, to: i + 1 };
        const entries = await like(this.files, words[i].raw, rules);
        return [
          ...near(words[i], entries, rules).map(({ term, edits }) => ({
            ...at,
            weight: edits > 0 ? rules.typo ** edits : rules.begun,
            terms: [term],
            near: true,
            other: true,
          })),
          ...parts(words[i], entries, rules).map((pair) => ({
            ...at,
            weight: rules.parted,
            terms: pair.map((part) => this.language.term(part)),
            other: true,
          })),
        ];
      }),
    );
    return [...others, ...found.flat()];
  }

  // documentsOf returns the documents that have a word.
  documentsOf(word, ways) {
    const own = ways.filter(({ from, to }) => from === word && to === word + 1);
    return new Set(own.flatMap((way) => this.postings(way).flatMap(({ docs }) => docs)));
  }

  // suggestions are questions with another word for one that nothing has: those
  // that lead to documents with as many words as the best that was found. Kept
  // alike with Suggested in search/ranking/near.go.
  async suggestions(words, others, ways, found) {
    const light = words.reduce((bits, word, i) => (word.light ? bits | (1 << i) : bits), 0);
    const has = new Map(found.map(({ doc, own, other }) => [doc, count((own | other) & ~light)]));
    const most = Math.max(0, ...has.values());
    const known = new Set();
    for (const way of ways) {
      if (!way.near && way.to === way.from + 1 && this.postings(way).some(({ docs }) => docs.length > 0)) known.add(way.from);
    }
    const suggestions = new Set();
    for (const way of others) {
      if (!way.near || known.has(way.from) || !this.postings(way).some(({ docs }) => docs.some((doc) => has.get(doc) === most))) continue;
      const word = await wordFor(this.files, way.terms[0]);
      if (word && suggestions.size < this.rules.mostSuggestions) suggestions.add(words.map(({ raw }, i) => (i === way.from ? word : raw)).join(" "));
    }
    return [...suggestions];
  }

  // brief returns of the best hits, best first, no more than their addresses and
  // scores, and how many words that say something each has: of hundreds at once.
  async brief(hits, limit, words) {
    const { urlChunk, scale } = this.manifest;
    const heavy = words.reduce((bits, { light }, i) => (light ? bits : bits | (1 << i)), 0);
    const best = [...hits].sort((a, b) => b.score - a.score || a.doc - b.doc).slice(0, limit);
    return Promise.all(
      best.map(async ({ doc, score, own, other }) => {
        const urls = await this.files.piece("urls", Math.floor(doc / urlChunk));
        return { url: this.files.address(urls[doc % urlChunk]), score: Math.round(score * scale) / scale, words: count((own | other) & heavy) };
      }),
    );
  }

  // results returns what is shown of the best hits. Of those with the same score
  // the freshest come first. known are the words that some document has in an own
  // form: what others have instead (apart) is told as such.
  async results(hits, limit, marker, known) {
    const { chunk, tied } = this.manifest;
    const best = bestOf(hits, limit + tied);
    let end = Math.min(limit, best.length);
    while (end > 0 && end < best.length && best[end].score === best[end - 1].score) end++;
    const found = await Promise.all(
      best.slice(0, end).map(async ({ doc, score, own, other }) => {
        const docs = await this.files.piece("docs", Math.floor(doc / chunk));
        return { ...docs[doc % chunk], doc, score, own: own & known, other: other | (own & ~known) };
      }),
    );
    found.sort((a, b) => b.score - a.score || compare(b.updated ?? "", a.updated ?? ""));
    return Promise.all(found.slice(0, limit).map((found) => this.result(found, marker)));
  }

  // result returns what is shown of a document.
  async result(found, marker) {
    const { lang, scale } = this.manifest;
    const { doc, url, path, title, kind, minutes, steps, side, score, own, other, excerpt, passages, more } = found;
    const texts = told(found, this.facets.names("apps", doc), this.facets.names("departments", doc));
    const rest = async () => more && this.files.piece("more", doc);
    const { passage, text, because } = await marker.show({ title, excerpt, passages, told: texts, words: own | other }, rest);
    const result = {
      url: this.files.address(url),
      path,
      title,
      titleMarks: marker.find(title).marks,
      kind,
      lang,
      excerpt: text,
      marks: marker.find(text).marks,
      score: Math.round(score * scale) / scale,
      own,
      other,
    };
    if (passage && !url.includes("#")) {
      result.url += `#${passage.id}`;
      result.section = passage.heading;
      result.sectionMarks = marker.find(passage.heading).marks;
    }
    if (because) result.because = because;
    if (minutes) result.minutes = minutes;
    if (steps) result.steps = steps;
    if (side) result.side = side;
    return result;
  }
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}
