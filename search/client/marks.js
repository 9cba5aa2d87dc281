// Marks what was found in a text, and finds what answers in a document. Kept alike
// with Marker in search/ranking/marks.go (TestParity).

import { composed, isLightTerm, widthless } from "./language.js";
import { count } from "./ranking.js";

// Words, with what has no width inside.
const word = new RegExp(`\\.?[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N}${widthless}]*(?:\\+\\+|#)?`, "gu");

const sign = /[^\p{L}\p{M}\p{N}]+/gu;
const longestEnding = 2; // letters behind a stem that are taken for its ending
const joint = /^(?!.*\. )[^\n,;:!?()]{0,3}$/; // what may stand between two tokens that are one name

export class Marker {
  // ways are those of the question, with those that only show ({alike}).
  constructor(language, words, ways, rules) {
    this.language = language;
    this.terms = new Map(); // the words, as bits, that have ways to a term
    this.asked = new Map(); // light words that are not light in this question
    this.inner = []; // {bits, text, begun, stem}: what may stand within a longer word, spelled as all are
    this.names = []; // {bits, text, term} of the words without their signs
    this.phrases = []; // {bits, terms}, all of which a text must have
    this.heavy = 0;
    this.known = new Map(); // what look says of tokens
    words.forEach(({ raw, last, light }, i) => {
      if (light) return;
      const bits = 1 << i;
      const text = language.spelling(raw).replace(sign, "");
      this.heavy |= bits;
      this.asked.set(raw, this.asked.get(raw) | bits);
      if (text) this.names.push({ bits, text, term: language.term(text) });
      if (raw.length >= rules.shortestMarked) this.inner.push({ bits, text: language.spelling(raw) });
      else if (last && raw.length >= rules.shortestBegun) this.inner.push({ bits, text: language.spelling(raw), begun: true });
    });
    for (const { terms = [], from, to, alike } of ways) {
      const bits = (1 << to) - (1 << from);
      if (alike && terms.length > 1) {
        this.phrases.push({ bits, terms });
        continue;
      }
      for (const term of terms) {
        this.terms.set(term, this.terms.get(term) | bits);
        const text = language.spelling(term);
        if (text.length >= rules.shortestMarked && !isLightTerm(term)) this.inner.push({ bits, text, stem: true });
      }
    }
  }

  // find returns {marks, found}: where words of the question, and others with the
  // terms of its ways, stand in a text, {start, length} in UTF-16 code units, and
  // which words these are, as bits.
  find(text) {
    const tokens = [];
    for (const { 0: token, index } of text.matchAll(word)) {
      if (!this.known.has(token)) this.known.set(token, this.look(token));
      tokens.push({ at: index, end: index + token.length, ...this.known.get(token) });
    }
    for (const phrase of this.phrases) this.phrase(tokens, phrase);
    const marks = [];
    let found = 0;
    for (let i = 0; i < tokens.length; i++) {
      let { at, bits, start, length } = tokens[i];
      const { n, words } = this.joined(text, tokens, i);
      if (words & ~bits) {
        bits |= words;
        start = 0;
        length = tokens[i + n].end - at;
        i += n;
      }
      if (!bits) continue;
      found |= bits;
      marks.push({ start: at + start, length });
    }
    return { marks, found };
  }

  // look returns which words a token is, as bits, and which part of it, with its
  // letters and its terms.
  look(token) {
    const { language } = this;
    const lower = composed(token).toLowerCase();
    const raw = language.trim(lower);
    const asked = this.asked.get(raw);
    const spelled = language.spelling(lower);
    const part = { bits: 0, start: 0, length: token.length, letters: spelled.replace(sign, ""), terms: [] };
    if (!raw || (language.isLight(raw) && !asked)) return part;
    part.terms = [language.stem(raw), language.term(raw === lower ? spelled : language.spelling(raw))];
    part.bits = this.terms.get(part.terms[0]) | this.terms.get(part.terms[1]) | asked;
    if (part.bits) return part;
    const inner = this.inner.find(({ text, begun }) => (begun ? spelled.startsWith(text) : spelled.includes(text)));
    if (!inner) return part;
    part.bits = inner.bits;
    return lower.length === token.length ? { ...part, ...this.place(lower, inner) } : part;
  }

  // place returns where a word in lower case has what stands within it, all of it
  // where that can't be told.
  place(word, { text, stem }) {
    const signs = [...word];
    const has = (start, end) => this.language.spelling(signs.slice(start, end).join("")).startsWith(text);
    let start = 0;
    let end = signs.length;
    while (start < end && !has(start, end)) start++;
    if (start === end) return { start: 0, length: word.length };
    for (let n = start + 1; n < end; n++) if (has(start, n)) end = n;
    if (stem && signs.length - end <= longestEnding) end = signs.length;
    return { start: signs.slice(0, start).join("").length, length: signs.slice(start, end).join("").length };
  }

  // joined returns how many tokens follow one that are one word of the question
  // with it, and which word: Power BI of PowerBI.
  joined(text, tokens, first) {
    let n = 0;
    let words = 0;
    for (const name of this.names) {
      let whole = "";
      for (let i = first; i < tokens.length; i++) {
        if (i > first && !joint.test(text.slice(tokens[i - 1].end, tokens[i].at))) break;
        const { letters } = tokens[i];
        whole += letters;
        if (!letters || !(name.text.startsWith(whole) || whole.startsWith(name.text))) break;
        if (i === first || !(whole === name.text || this.language.term(whole) === name.term)) continue;
        n = Math.max(n, i - first);
        words |= name.bits;
      }
    }
    return { n, words };
  }

  // phrase marks the tokens with some terms if a text has all of these.
  phrase(tokens, { bits, terms }) {
    if (!terms.every((term) => tokens.some((token) => token.terms.includes(term)))) return;
    for (const token of tokens) {
      if (!terms.some((term) => token.terms.includes(term))) continue;
      token.bits |= bits;
      token.start = 0;
      token.length = token.end - token.at;
    }
  }

  // show returns what to show of a document: {passage, text, because}. rest returns
  // what else it says, undefined if that is nothing: it is asked for only where no
  // word that the document is found by stands in what is known of it. Kept alike
  // with Show in search/ranking/marks.go (TestParity).
  async show(document, rest) {
    const shown = this.showKnown(document);
    const more = shown.none && (await rest());
    if (!more) return shown;
    const pictures = more.pictures.map((text) => ({ field: "picture", text }));
    const passages = document.passages.map((passage, i) => [...passage, ...more.sentences[i]]);
    return this.showKnown({ ...document, passages, told: [...document.told, ...pictures] });
  }

  // showKnown also tells whether nothing shown has a word that the document is found
  // by.
  showKnown({ title, excerpt, passages, told, words }) {
    const { passage, text } = this.answer({ title, excerpt, passages });
    const all = words & this.heavy;
    let left = all & ~(this.heavyIn(title) | this.heavyIn(text));
    if (passage) left &= ~this.heavyIn(passage.heading);
    let because;
    let most = 0;
    for (const other of [...told, ...passages.map(([, heading]) => ({ field: "heading", text: heading }))]) {
      const { marks, found } = this.find(other.text);
      if (count(found & left) <= count(most)) continue;
      most = found & left;
      because = { ...other, marks };
    }
    return { passage, text, because, none: left === all && !because };
  }

  // heavyIn returns the words that say something of those in a text, as bits.
  heavyIn(text) {
    return this.find(text).found & this.heavy;
  }

  // answer returns {passage, text}: the passage of a document that answers the
  // question best, undefined if that is the document as a whole, by its title, and
  // what to show of it, the excerpt if no sentence has more of the question. A passage
  // whose heading has no word of it does not come before a title that has one.
  answer({ title, excerpt, passages }) {
    const told = this.heavyIn(title);
    const worth = (found) => count(found) + count(found & ~told); // how many words there are, those that the title lacks twice
    let passage;
    let most = worth(told);
    let text = excerpt;
    let shown = worth(this.heavyIn(excerpt));
    for (const [id, heading, ...sentences] of passages) {
      const above = this.heavyIn(heading);
      let sentence = excerpt;
      let has = -1;
      let both = worth(above);
      for (const other of sentences) {
        const found = this.heavyIn(other);
        if (worth(found) <= has) continue;
        sentence = other;
        has = worth(found);
        both = worth(found | above);
      }
      if (id && both > most && (above || !told)) {
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

// told returns the texts that results do not show by themselves: {field, text}.
// Kept alike with Told in search/postings/postings.go.
export function told({ knows = [], keywords = [], problem, tags = [] }, apps, departments) {
  const all = { knows, keyword: keywords, problem: problem ? [problem] : [], app: apps, department: departments, tag: tags };
  return Object.entries(all).flatMap(([field, texts]) => texts.map((text) => ({ field, text })));
}
