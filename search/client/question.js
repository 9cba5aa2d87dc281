// A question: its words, and for each the ways in which a document may have it.

const most = 16; // words; the rest of a pasted text is not looked at

// parse returns {words, ways}.
//
// words are those that say something: {raw, term, last}, last where it may be
// unfinished. A way is {from, to, weight, terms} or {from, to, weight, begin}:
// a document that has all of the terms, or a word that begins so, has the words
// from … to-1.
export function parse(text, language, { synonyms, weights }) {
  let words = language.words(text).slice(0, most);
  const telling = words.filter(({ raw }) => !language.isStop(raw));
  if (telling.length > 0) words = telling;
  for (const word of words) word.term = language.stem(word.raw);
  const last = words.at(-1);
  if (last && !/\s$/.test(text)) last.last = true;

  const ways = [];
  const add = (from, to, weight, ...terms) => ways.push({ from, to, weight, terms });
  const respelt = (word) => language.term(language.spelling(word));

  words.forEach(({ raw, term, name, inner, last }, i) => {
    const own = name ? weights.parted : 1; // of C++ the C alone says little
    add(i, i + 1, own, term);
    if (respelt(raw) !== term) add(i, i + 1, own * weights.spelling, respelt(raw));
    if (name) add(i, i + 1, 1, language.term(name));
    if (inner.length > 1) add(i, i + 1, weights.parted, ...inner.map((part) => language.term(part)));
    const next = words[i + 1];
    if (next) {
      const joined = raw + next.raw;
      add(i, i + 2, weights.joined, language.term(joined));
      if (respelt(joined) !== language.term(joined)) add(i, i + 2, weights.joined * weights.spelling, respelt(joined));
    }
    if (last && raw.length > 1) {
      for (const begin of new Set([raw, language.spelling(raw)])) ways.push({ from: i, to: i + 1, weight: weights.begun, begin });
    }
  });

  for (const group of synonyms ?? []) {
    const phrases = group.map((phrase) => language.words(phrase).map(({ raw }) => language.stem(raw)));
    for (const phrase of phrases) {
      for (let i = 0; i + phrase.length <= words.length; i++) {
        if (!phrase.every((term, j) => term === words[i + j].term)) continue;
        for (const other of phrases) if (other !== phrase) add(i, i + phrase.length, weights.synonym, ...other);
      }
    }
  }
  return { words, ways };
}
