// Whom to ask when the search has no answer.

import { ask } from "./ask.js";
import { kinds } from "./kinds.js";

const options = { kinds: kinds.filter(({ face }) => face).map(({ name }) => name), limit: 3 };
const shortest = 5; // letters that say something by themselves

// knows returns people whose profile has the words of a question, or else
// words that begin like them: who knows Excel may know of an "Excelhandbuch".
export async function knows(lang, question) {
  const { results } = await ask(lang, question, options);
  if (results.length > 0) return results;
  const words = question.split(/[^\p{L}\p{M}\p{N}]+/u).filter(({ length }) => length > shortest);
  const people = (await Promise.all(words.slice(0, 3).map((word) => beginning(lang, word)))).flat();
  return [...new Map(people.map((person) => [person.path, person])).values()].slice(0, options.limit);
}

// beginning returns people with words that have the longest beginning in common
// with a word.
async function beginning(lang, word) {
  for (const part of [3 / 4, 3 / 5, 0]) {
    const { results, suggestions } = await ask(lang, word.slice(0, Math.max(shortest, Math.round(part * word.length))), options);
    if (results.length > 0 && suggestions.length === 0) return results; // what is only similar says nothing
  }
  return [];
}
