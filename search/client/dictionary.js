// The dictionary of an index: for words that it does not have.

import { locate } from "./terms.js";

const shortest = 4; // letters of a word that may be misspelt
const most = 6; // words instead of one
const mostParts = 4; // of the dictionary that are fetched for a word

// near returns words that somebody may have meant, nearest first:
// {word, term, edits}. Where last is set, the word may be unfinished.
export async function near(files, { raw, term, last }) {
  if (raw.length < shortest || /\d/.test(raw)) return [];
  const edits = raw.length >= 8 ? 2 : 1;
  const found = [];
  await each(files, raw, (other, word, count) => {
    if (other === term) return;
    const n = Math.min(distance(raw, word, edits, last), distance(term, other, edits, false));
    if (n <= edits) found.push({ word, term: other, edits: n, count });
  });
  return found.sort((a, b) => a.edits - b.edits || b.count - a.count).slice(0, most);
}

// parts returns ways to see a word as two that the index may have: pairs of
// words.
export async function parts(files, { raw }, links) {
  const found = [];
  await each(files, raw, (term, word, count) => {
    if (word.length < 3 || word.length > raw.length - 3 || count < 3 || !raw.startsWith(word)) return;
    for (const link of links) {
      const rest = raw.slice(word.length + link.length);
      if (raw.startsWith(link, word.length) && rest.length >= 3) found.push([word, rest]);
    }
  });
  return found.sort((a, b) => Math.min(b[0].length, b[1].length) - Math.min(a[0].length, a[1].length)).slice(0, most);
}

// each calls what for all words of the dictionary that begin like raw: with the
// same letter, or with the same two where there are too many.
async function each(files, raw, what) {
  const { words } = files.manifest;
  let numbers;
  for (let n = 1; n <= raw.length; n++) {
    const first = locate(words, raw.slice(0, n));
    const last = locate(words, `${raw.slice(0, n)}\uFFFF`);
    numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    if (numbers.length <= mostParts) break;
  }
  for (const part of await Promise.all(numbers.map((n) => files.piece("words", n)))) {
    part.terms.forEach((term, i) => {
      if (term[0] === raw[0]) what(term, part.words[i] || term, part.counts[i]);
    });
  }
}

// distance is how many letters have to be put in, left out, replaced or swapped
// with their neighbour to make b of a, at most most+1 (Damerau and Levenshtein's,
// optimal string alignment). Where begun is set, b may go on.
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
