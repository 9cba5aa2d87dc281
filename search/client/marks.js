// Marks what was found in a text. Kept alike with Marks in
// search/ranking/marks.go (TestParity).

import { composed, widthless } from "./language.js";

// Words, with what has no width inside.
const word = new RegExp(`\\.?[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N}${widthless}]*(?:\\+\\+|#)?`, "gu");

// marks returns where the words of a question, and others with their terms,
// stand in a text: {start, length} in UTF-16 code units.
export function marks(text, language, words, terms, { shortestMarked, shortestBegun }) {
  const found = [];
  const asked = new Set(words.filter(({ light }) => !light).map(({ raw }) => raw));
  for (const { 0: token, index } of text.matchAll(word)) {
    const lower = composed(token).toLowerCase();
    const raw = language.trim(lower);
    if (!raw || (language.isLight(raw) && !asked.has(raw))) continue;
    const term = language.stem(raw);
    if (terms.has(term) || asked.has(raw) || terms.has(language.term(language.spelling(raw)))) {
      found.push({ start: index, length: token.length });
      continue;
    }
    const part = words.find(({ raw, last }) =>
      raw.length >= shortestMarked ? lower.includes(raw) : last && raw.length >= shortestBegun && lower.startsWith(raw),
    );
    if (part) found.push({ start: index + lower.indexOf(part.raw), length: part.raw.length });
  }
  return found;
}
