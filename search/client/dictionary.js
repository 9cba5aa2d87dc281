// Words instead of those that an index does not have. Kept alike with
// search/ranking/near.go and, of like, search/bleveindex/words.go (TestParity).

import { letters } from "./question.js";
import { lengthen, lengthenAll } from "./short.js";
import { locate } from "./terms.js";

const sign = /[^\p{L}\p{M}']/u; // addresses and the like are no words to be meant

// edits is how many letters of a word may be wrong.
function edits(raw, { shortestMisspelt, shortestTwice }) {
  if (letters(raw) < shortestMisspelt || /\d/.test(raw)) return 0;
  return letters(raw) < shortestTwice ? 1 : 2;
}

// near returns terms that somebody may have meant, {term, edits, count}: those
// from which the word is off by the fewest letters, most frequent ones first. The
// stems of two words are less alike than the words: stems are compared where these
// are not. It looks at others, {term, word, count}; where last is set, the word
// may be unfinished.
export function near({ raw, term, last }, others, rules) {
  const most = edits(raw, rules);
  let found = [];
  if (most === 0) return found;
  const [word, stem] = [[...raw], [...term]];
  let least = 2 * most + 1; // twice the letters, and 1 where only the stems are so near
  for (const other of others) {
    if (other.term === term || other.count === 0 || sign.test(other.word)) continue;
    let off = 2 * distance(stem, [...other.term], most, false) + 1;
    if (other.word) off = Math.min(off, 2 * distance(word, [...other.word], most, last));
    if (off < least) {
      least = off;
      found = [];
    }
    if (off === least) found.push({ ...other, edits: Math.floor(off / 2) });
  }
  return found.sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1)).slice(0, rules.mostNear);
}

// parts returns ways to see a word as two, with the dictionary's word as the
// first: pairs of words, the most even first.
export function parts({ raw }, others, { links, shortestHalf, mostPairs }) {
  const found = [];
  for (const other of others) {
    const word = other.word || other.term;
    if (!raw.startsWith(word) || letters(word) < shortestHalf || letters(word) > letters(raw) - shortestHalf) continue;
    for (const link of links) {
      const rest = raw.slice(word.length + link.length);
      if (raw.startsWith(link, word.length) && letters(rest) >= shortestHalf) found.push([word, rest]);
    }
  }
  const even = (pair) => Math.min(...pair.map(letters));
  return found.sort((a, b) => even(b) - even(a)).slice(0, mostPairs);
}

// like returns the dictionary's words that begin with as many of a word's letters
// as it takes to fetch few pieces: with any letter, where the dictionary has few.
// None is fetched for a word that has too few letters for near and for parts.
export async function like(files, raw, rules) {
  const { mostPieces, shortestHalf } = rules;
  if (edits(raw, rules) === 0 && letters(raw) < 2 * shortestHalf) return [];
  const { words } = files.manifest;
  let begun = "";
  let first = 0;
  let last = words.length - 1;
  for (const letter of raw) {
    if (last - first < mostPieces) break;
    begun += letter;
    first = locate(words, begun);
    last = locate(words, `${begun}\uFFFF`);
  }
  const pieces = [];
  for (let n = first; n <= Math.min(last, first + mostPieces - 1); n++) pieces.push(dictionary(files, n));
  const [letter] = raw;
  return (await Promise.all(pieces)).flat().filter(({ term }) => !begun || term.startsWith(letter));
}

// wordFor returns the word that texts have most often for a term, "" if none has
// it.
export async function wordFor(files, term) {
  const piece = await dictionary(files, locate(files.manifest.words, term));
  return piece.find((entry) => entry.term === term)?.word ?? "";
}

// dictionary returns a piece as a list of {term, word, count}.
export function dictionary(files, number) {
  return files.piece("words", number, ({ terms, words, counts }) =>
    lengthenAll(terms).map((term, i) => ({ term, word: words[i] ? lengthen(term, words[i]) : term, count: counts[i] })),
  );
}

// distance is how many letters have to be put in, left out, replaced or swapped
// with their neighbour to make b of a, at most most+1 (Damerau and Levenshtein's,
// optimal string alignment). Where begun is set, b may go on. Both are texts or
// lists of letters.
export function distance(a, b, most, begun) {
  if (a.length - b.length > most || (!begun && b.length - a.length > most)) return most + 1;
  if (begun) b = b.slice(0, a.length + most);
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return begun ? Math.min(...row) : row[b.length];
}
