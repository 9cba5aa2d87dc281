// How the words of a language become terms: as lunr does it, for the index was
// built so. Each module has what lunr knows of the words of a language. Kept
// alike with Language in search/analysis/language.go (TestParity).

import { letters } from "./question.js";
import stems from "./stems.js";

const modules = {
  da: () => import("./stems-da.js"),
  de: () => import("./stems-de.js"),
  en: () => import("./stems-en.js"),
  fr: () => import("./stems-fr.js"),
  nl: () => import("./stems-nl.js"),
  sv: () => import("./stems-sv.js"),
};

export async function openLanguage(lang) {
  const code = lang.toLowerCase().split(/[-_]/)[0];
  const taught = (await modules[code]?.())?.default;
  return new Language(code, code === "en" ? taught : taught?.[code]);
}

export class Language {
  // own has what lunr knows of the language, if it knows any of it.
  constructor(code, own) {
    this.code = code;
    this.trimmer = own ? own.trimmer : (token) => token.update((s) => s.replace(/^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, ""));
    this.stemmer = own ? own.stemmer : (token) => token;
    this.fold = own?.accentFold ?? ((token) => token);
    this.stopWordFilter = own ? own.stopWordFilter : (token) => token;
    this.spellings = [];
    this.endings = [];
    this.light = new Set();
    this.askFor = {};
    this.elisions = "";
    this.detached = [];
    this.rules = {};
  }

  // lunr returns the whole of lunr.js, with what it knows of the language.
  async lunr() {
    const taught = this.code in modules && this.code !== "en";
    const name = taught ? `./lunr-${this.code}.js` : "./lunr.js"; // known only now: the bundler leaves it alone
    return (await import(name)).default;
  }

  // learn takes what the index tells of its language: the rules by which
  // spellings are made equal, [pattern, replacement], the endings of words that
  // stems don't have, words that say little in questions, phrases that ask for
  // something, the pattern of elided words, and the rules for questions.
  learn({ spelling, endings, light, askFor, elisions, detached, rules }) {
    this.spellings = spelling.map(([pattern, replacement]) => [new RegExp(pattern, "g"), replacement]);
    this.endings = endings;
    this.light = new Set(light);
    this.askFor = askFor;
    this.detached = detached;
    this.elisions = elisions && new RegExp(elisions, "giu");
    this.rules = rules;
  }

  trim(word) {
    return this.trimmer(new stems.Token(word)).toString();
  }

  stem(word) {
    return this.stemmer(this.fold(new stems.Token(word))).toString();
  }

  // isLight tells whether a word says little in a question.
  isLight(word) {
    return this.light.has(word) || this.stopWordFilter(new stems.Token(word)) === undefined;
  }

  // asksFor returns what a question asks for, "" if nothing: the longest phrase
  // that is in it counts.
  asksFor(words) {
    const said = ` ${words.map(({ raw }) => raw).join(" ")} `;
    let what = "";
    let longest = 0;
    for (const key of Object.keys(this.askFor).sort()) {
      for (const phrase of this.askFor[key]) {
        if (phrase.length > longest && said.includes(` ${phrase} `)) [what, longest] = [key, phrase.length];
      }
    }
    return what;
  }

  // key returns what the meanings of a word are kept by.
  key(word) {
    return this.isLight(word) ? lightTerm(word) : this.term(this.spelling(word));
  }

  // term returns what an index has for a lower-cased word.
  term(word) {
    return this.stem(this.trim(word));
  }

  // spelling returns a word as it would be if everybody spelled alike.
  spelling(word) {
    for (const [pattern, replacement] of this.spellings) word = word.replace(pattern, replacement);
    return word.normalize("NFKD").replace(/\p{M}/gu, "");
  }

  // finished returns the terms of a word that may end in the middle of an ending:
  // those of rechnung for rechnu, which is not how its stem begins.
  finished(raw) {
    const terms = new Set();
    for (const ending of this.endings) {
      for (let n = ending.length - 1; n > 0; n--) {
        if (!raw.endsWith(ending.slice(0, n)) || letters(raw) - n < this.rules.shortestStem) continue;
        const term = this.stem(raw + ending.slice(n));
        if (!term.startsWith(raw) && term !== this.stem(raw)) terms.add(term);
      }
    }
    return terms;
  }

  // even returns a text as its index has been read: without what nobody sees or
  // types, with one sign for all apostrophes, and without elided words.
  even(text) {
    const even = composed(text).replace(/[’‘ʼ´`]/g, "'");
    return this.elisions ? even.replace(this.elisions, "$1") : even;
  }

  // words returns the words of a text: {raw, name, joined, inner, hyphen}. raw is
  // the word in lower case, name another one for a technical name, joined the word
  // without its signs, inner the words in it, hyphen what joins the next one to it.
  words(text) {
    const words = [];
    for (const token of this.even(text).split(/\s+/)) {
      const core = token.match(/(?:(?<!\.)\.(?=\p{L}))?[\p{L}\p{M}\p{N}](?:.*[\p{L}\p{M}\p{N}])?(?:\+\+|#)?/u)?.[0];
      if (!core) continue;
      const name = technicalName(core.toLowerCase());
      const parts = core.split(/[-\u2010\u2011]+/).filter(Boolean);
      const { longestWord } = this.rules;
      parts.forEach((pasted, i) => {
        const part = pasted.slice(0, longestWord * longestWord); // no word is so long, whatever signs it has
        const raw = this.trim(part.toLowerCase()).slice(0, longestWord);
        if (raw) words.push({ raw, name, joined: withoutSigns(raw), inner: inner(part, this.rules), hyphen: i < parts.length - 1 });
      });
    }
    return words;
  }
}

// lightTerm is the term that an index has for a light word where a document is
// named by it.
export function lightTerm(word) {
  return `=${word}`;
}

export function isLightTerm(term) {
  return term.startsWith("=");
}

// widthless are characters without width, as the inside of a class.
export const widthless = "\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF";
const ligatures = { ĳ: "ij", Ĳ: "IJ", ﬀ: "ff", ﬁ: "fi", ﬂ: "fl", ﬃ: "ffi", ﬄ: "ffl" };
const untyped = new RegExp(`[${widthless}${Object.keys(ligatures).join("")}]`, "g");

// composed returns a text in NFC, without what nobody sees or types. Kept alike
// with Composed in search/analysis/apostrophe.go.
export function composed(text) {
  return text.replace(untyped, (sign) => ligatures[sign] ?? "").normalize("NFC");
}

// Names are written in one, with signs, or apart. Kept alike with
// search/analysis/names.go.

const pieces = /\p{N}[\p{N}\p{M}]*|(?:\p{Lu}\p{M}*)*(?:[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]\p{M}*)+|(?:\p{Lu}\p{M}*)+/gu;
const isNumber = (word) => !/\p{L}/u.test(word);

// cut returns the words that a name is made of: S4 and HANA of S/4HANA.
function cut(name) {
  const words = [];
  let single = false; // the last word consists of single letters and digits
  for (const [piece] of name.matchAll(pieces)) {
    const word = piece.toLowerCase();
    const one = letters(word) === 1;
    if (one && single && !(isNumber(word) && isNumber(words.at(-1)))) words.push(words.pop() + word);
    else words.push(word);
    single = one;
  }
  return words;
}

// inner returns the words of a name by which it is looked for.
function inner(name, { shortestInner }) {
  const words = cut(name);
  const long = (word) => letters(word) >= shortestInner;
  const parts = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  if (parts.length > 1) return isNumber(name) ? [] : words.filter(long);
  return words.every(long) && words.some((word) => letters(word) >= 2 * shortestInner) ? words : [parts[0].toLowerCase()];
}

// withoutSigns returns a name without the signs that names are made with, nothing
// where it has none or others.
function withoutSigns(name) {
  return /^[\p{L}\p{M}\p{N}]+(?:[/&_+.][\p{L}\p{M}\p{N}]+)+$/u.test(name) && !isNumber(name) ? name.replace(/[/&_+.]/g, "") : "";
}

// technicalName is the word that an index has for a name with signs.
function technicalName(core) {
  if (core.startsWith(".")) return `dot${core.slice(1)}`;
  if (core.endsWith("++")) return `${core.slice(0, -2)}plusplus`;
  if (core.endsWith("#")) return `${core.slice(0, -1)}sharp`;
  return "";
}
