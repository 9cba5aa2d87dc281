// Finds people as the search does: it is asked for them, so that both agree.

import { ask } from "../search/ask.js";
import { kinds } from "../search/kinds.js";

const options = { kinds: kinds.filter(({ face }) => face).map(({ name }) => name), limit: Infinity, brief: true };

// find returns how well people fit a question, by the paths of their profiles: of
// those who are found the ones that have most of its words. It rejects where there
// is no search.
export async function find(lang, question) {
  const { results } = await ask(lang, question, options);
  const most = results.reduce((most, { words }) => Math.max(most, words), 0);
  return new Map(results.filter(({ words }) => words === most).map(({ url, score }) => [new URL(url, location.href).pathname, score]));
}
