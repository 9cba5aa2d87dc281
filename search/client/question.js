// A question: its words, and for each the ways in which a document may have it.
// Kept alike with Parse in search/ranking/question.go (TestParity).

import { isLightTerm, lightTerm } from "./language.js";

// parse returns {words, ways}.
//
// words are {raw, term, last, light}: last where it may be unfinished, light where
// it says little. A way is {from, to, weight, terms} or {from, to, weight, begin}:
// a document that has all of the terms, or a word that begins so, has the words
// from … to-1. What has it by a way with other set, has another word instead.
export function parse(text, language, { rules }) {
  const words = readWords(text, language, rules);
  const ways = [];
  const add = (from, to, weight, ...terms) => ways.push({ from, to, weight, terms });

  words.forEach(({ raw, term, name, last, light }, i) => {
    if (language.isLight(raw)) add(i, i + 1, 1, lightTerm(raw));
    if (light) return;
    const own = name ? rules.parted : 1; // of C++ the C alone says little
    add(i, i + 1, own, term);
    if (name) add(i, i + 1, 1, language.term(name));
    ways.push(...twins(words, i, language, rules));
    if (last && letters(raw) >= rules.shortestBegun) {
      for (const begin of new Set([raw, language.spelling(raw)])) ways.push({ from: i, to: i + 1, weight: rules.begun, begin, other: true });
      for (const finished of language.finished(raw)) ways.push({ from: i, to: i + 1, weight: rules.begun, terms: [finished], other: true });
    }
  });
  return { words, ways: [...ways, ...attached(words, language, rules)] };
}

// readWords returns the words of a question. Those that say little are light, unless
// there are no others, and unless they are written as names are: IT, US.
export function readWords(text, language, rules) {
  const words = language.words(text).slice(0, rules.mostWords);
  const names = capitals(text);
  for (const word of words) {
    word.term = language.stem(word.raw);
    word.light = language.isLight(word.raw) && !names.has(word.raw);
  }
  if (words.every(({ light }) => light)) for (const word of words) word.light = false;
  const last = words.at(-1);
  if (last && !/\s$/.test(text)) last.last = true;
  return words;
}

// attached returns the way to the verb of a sentence that ends with the prefix
// which belongs to it. The verb stands before whatever else says something.
function attached(words, language, { joined }) {
  const verb = words.findIndex(({ light }) => !light);
  const last = words.at(-1);
  if (verb < 0 || verb >= words.length - 1 || !last.light || !language.detached.includes(last.raw)) return [];
  return [{ from: verb, to: verb + 1, weight: joined, terms: [language.term(last.raw + words[verb].raw)] }];
}

// capitals returns the words of a question, in lower case, that are written in two
// capitals or more, where not all words are: IT, US.
function capitals(text) {
  const names = new Set();
  if (text === text.toUpperCase()) return names;
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (letters(word) > 1 && word === word.toUpperCase()) names.add(word.toLowerCase());
  }
  return names;
}

// wantedKinds returns the kinds of documents that a question asks for: of people
// if it asks who.
export function wantedKinds(words, language, { asked }) {
  if (!words.some(({ light }) => light)) return []; // who is who
  return asked?.[language.asksFor(words)] ?? [];
}

// meantWays returns ways to what the words of a question mean, where they do not
// stand in many documents themselves: a phrase always, a word on few pages, a
// foreign word only where no document has it, or where the question is foreign.
// Words that say little in the language of such a question become light. meanings
// says what the words with a key mean, documents in how many documents a word is in
// an own form. Kept alike with MeantWays in search/ranking/meanings.go. Those that
// are alike only show: what has them is found by the words themselves.
export function meantWays(words, language, rules, meanings, documents) {
  const asked = words.map(({ raw }, i) => {
    const key = language.key(raw);
    const all = meanings(key);
    return { key, all, n: all.length > 0 ? documents(i) : 0, foreign: all.some(({ foreign }) => foreign) };
  });
  const inForeign = isForeign(words, asked);
  lighten(words, asked, inForeign, rules);
  const ways = [];
  asked.forEach(({ all, n }, i) => {
    for (const { weight, terms, phrase, foreign } of all) {
      const to = follow(words, asked, i, phrase);
      if (to && weight === 0 && !foreign) ways.push({ from: i, to, terms, alike: true });
      if (!to || terms.length === 0 || weight === 0) continue;
      if (phrase.length === 0 && (words[i].light || n > rules.few)) continue;
      if (foreign && n > 0 && !inForeign) continue;
      ways.push({ from: i, to, weight, terms, other: foreign ? !inForeign : to === i + 1 });
    }
  });
  return ways;
}

// isForeign reports whether a question is in another language: words of such a
// language that no document has are as many as those that say little in the
// language of the documents, and in no other.
function isForeign(words, asked) {
  const unknown = asked.filter(({ foreign, n }) => foreign && n === 0).length;
  const own = words.filter(({ light }, i) => light && !asked[i].foreign).length;
  return unknown > 0 && unknown >= own;
}

// lighten makes words light that say little in another language, and that no
// document has, or few if the question is in that language; but not all words.
function lighten(words, asked, inForeign, { few }) {
  const little = asked.map(({ all, n }, i) => !words[i].light && all.some(({ terms }) => terms.length === 0) && (n === 0 || (inForeign && n <= few)));
  if (words.every(({ light }, i) => light || little[i])) return;
  words.forEach((word, i) => {
    if (little[i]) word.light = true;
  });
}

// twins returns the ways in which a document may have a word otherwise written:
// in another spelling, as one with or without the next one, or in several words.
// Kept alike with twins in search/ranking/twins.go.
function twins(words, i, language, rules) {
  const ways = [];
  const add = (to, weight, ...words) => {
    const terms = words.map((word) => language.term(word));
    if (terms.every(Boolean)) ways.push({ from: i, to, weight, terms });
  };
  const { raw, term, name, joined, inner } = words[i];
  const respelt = language.spelling(raw);
  if (language.term(respelt) !== term) add(i + 1, rules.spelling * (name ? rules.parted : 1), respelt);
  if (joined) add(i + 1, rules.joined, joined);
  if (inner.length > 1 || (inner.length === 1 && inner[0] !== raw)) {
    add(i + 1, inner.join("") === (joined || raw) ? rules.joined : rules.parted, ...inner);
  }
  if (i + 1 < words.length && oneWord(words[i], words[i + 1], rules)) add(i + 2, rules.joined, raw + words[i + 1].raw);
  return ways;
}

// oneWord tells whether two words are likely to be one elsewhere: where a hyphen
// joins them or one is short or has digits.
function oneWord(a, b, { shortestApart }) {
  const short = ({ raw }) => letters(raw) < shortestApart || /\d/.test(raw);
  return a.hyphen || (!a.light && !b.light && (short(a) || short(b)));
}

// follow returns where a phrase that follows a word ends, undefined if it does not
// follow. Where two of its words say something, light words of the question may
// stand in between, and its own ones may be missing.
function follow(words, asked, from, phrase) {
  const [, two] = [asked[from].key, ...phrase].filter((key) => !isLightTerm(key));
  let at = from;
  for (const key of phrase) {
    let next = at + 1;
    while (two && words[next]?.light && asked[next].key !== key) next++;
    if (asked[next]?.key === key) at = next;
    else if (!isLightTerm(key) || !two) return undefined;
  }
  return at + 1;
}

// letters returns how many characters a word has.
export function letters(word) {
  return [...word].length;
}
