// Marks what was found in a text, and finds what answers in a document. Kept alike
// with Marker in search/ranking/marks.go (TestParity).

import { composed, widthless } from "./language.js";
import { count } from "./ranking.js";

// Words, with what has no width inside.
const word = new RegExp(`\\.?[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N}${widthless}]*(?:\\+\\+|#)?`, "gu");

export class Marker {
  constructor(language, words, ways, rules) {
    this.language = language;
    this.words = words;
    this.rules = rules;
    this.terms = new Map(); // the words, as bits, that have ways to a term
    this.asked = new Map(); // light words that are not light in this question
    this.heavy = 0;
    this.known = new Map(); // what look says of tokens
    words.forEach(({ raw, light }, i) => {
      if (light) return;
      this.heavy |= 1 << i;
      this.asked.set(raw, this.asked.get(raw) | (1 << i));
    });
    for (const { terms = [], from, to } of ways) for (const term of terms) this.terms.set(term, this.terms.get(term) | ((1 << to) - (1 << from)));
  }

  // find returns {marks, found}: where words of the question, and others with the
  // terms of its ways, stand in a text, {start, length} in UTF-16 code units, and
  // which words these are, as bits.
  find(text) {
    const marks = [];
    let found = 0;
    for (const { 0: token, index } of text.matchAll(word)) {
      if (!this.known.has(token)) this.known.set(token, this.look(token));
      const { bits, start, length } = this.known.get(token);
      if (!bits) continue;
      found |= bits;
      marks.push({ start: index + start, length });
    }
    return { marks, found };
  }

  // look returns which words a token is, as bits, and which part of it.
  look(token) {
    const { language, rules } = this;
    const lower = composed(token).toLowerCase();
    const none = { bits: 0 };
    const raw = language.trim(lower);
    const asked = this.asked.get(raw);
    if (!raw || (language.isLight(raw) && !asked)) return none;
    const bits = this.terms.get(language.stem(raw)) | this.terms.get(language.term(language.spelling(raw))) | asked;
    if (bits) return { bits, start: 0, length: token.length };
    const part = this.words.findIndex(
      ({ raw, last, light }) =>
        !light && (raw.length >= rules.shortestMarked ? lower.includes(raw) : last && raw.length >= rules.shortestBegun && lower.startsWith(raw)),
    );
    if (part < 0) return none;
    const { raw: inner } = this.words[part];
    return { bits: 1 << part, start: lower.indexOf(inner), length: inner.length };
  }

  // answer returns {passage, text}: the passage of a document that answers the
  // question best, undefined if that is the document as a whole, by its title, and
  // what to show of it, the excerpt if no sentence has more of the question.
  answer({ title, excerpt, passages }) {
    const heavy = (text) => this.find(text).found & this.heavy;
    const told = heavy(title);
    const worth = (found) => count(found) + count(found & ~told); // how many words there are, those that the title lacks twice
    let passage;
    let most = worth(told);
    let text = excerpt;
    let shown = worth(heavy(excerpt));
    for (const [id, heading, ...sentences] of passages) {
      const above = heavy(heading);
      let sentence = excerpt;
      let has = -1;
      let both = worth(above);
      for (const other of sentences) {
        const found = heavy(other);
        if (worth(found) <= has) continue;
        sentence = other;
        has = worth(found);
        both = worth(found | above);
      }
      if (id && both > most) {
        passage = { id, heading };
        most = both;
        text = sentence;
      } else if (!passage && has > shown) {
        text = sentence;
        shown = has;
      }
    }
    return { passage, text };
  }
}
