// Whom to ask when the search has no answer.

import { ask } from "./ask.js";

const options = { kinds: ["profile"], limit: 3 };
const shortest = 6; // letters of a word whose first half says something

// knows returns people whose profile has the words of a question, or else
// words that begin like them.
export async function knows(lang, question) {
  const { results } = await ask(lang, question, options);
  if (results.length > 0) return results;
  const words = question.split(/[^\p{L}\p{M}\p{N}]+/u).filter(({ length }) => length >= shortest);
  const beginnings = words.slice(0, 3).map((word) => word.slice(0, Math.max(4, Math.ceil(word.length / 2))));
  const answers = await Promise.all(beginnings.map((beginning) => ask(lang, beginning, options)));
  const known = answers.filter(({ suggestions }) => suggestions.length === 0).flatMap(({ results }) => results);
  return [...new Map(known.map((person) => [person.url, person])).values()].slice(0, options.limit);
}
