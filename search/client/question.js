// A question: its words, and for each the ways in which a document may have it.
// Kept alike with Parse in search/ranking/question.go (TestParity).

// parse returns {words, ways}.
//
// words are those that say something: {raw, term, last}, last where it may be
// unfinished. A way is {from, to, weight, terms} or {from, to, weight, begin}:
// a document that has all of the terms, or a word that begins so, has the words
// from … to-1.
export function parse(text, language, { rules }) {
  let words = language.words(text).slice(0, rules.mostWords);
  const telling = words.filter(({ raw }) => !language.isStop(raw));
  if (telling.length > 0) words = telling;
  for (const word of words) word.term = language.stem(word.raw);
  const last = words.at(-1);
  if (last && !/\s$/.test(text)) last.last = true;

  const ways = [];
  const add = (from, to, weight, ...terms) => ways.push({ from, to, weight, terms });
  const respelt = (word) => language.term(language.spelling(word));

  words.forEach(({ raw, term, name, inner, last }, i) => {
    const own = name ? rules.parted : 1; // of C++ the C alone says little
    add(i, i + 1, own, term);
    if (respelt(raw) !== term) add(i, i + 1, own * rules.spelling, respelt(raw));
    if (name) add(i, i + 1, 1, language.term(name));
    if (inner.length > 1 || (inner.length === 1 && inner[0] !== raw)) add(i, i + 1, rules.parted, ...inner.map((part) => language.term(part)));
    if (last && letters(raw) >= rules.shortestBegun) {
      for (const begin of new Set([raw, language.spelling(raw)])) ways.push({ from: i, to: i + 1, weight: rules.begun, begin });
      for (const finished of language.finished(raw)) add(i, i + 1, rules.begun, finished);
    }
  });
  return { words, ways };
}

// letters returns how many characters a word has.
export function letters(word) {
  return [...word].length;
}
