// What the browser keeps of how far the reader is: the words that are ticked of
// each list, by its id, and the step of a way where the reader was last.

import { recall, remember } from "./storage.js";

const key = (id) => `checklist.${id}`;

// changed is heard by the window when ticks were kept.
export const changed = "ticks";

function read(key) {
  try {
    return JSON.parse(recall(key));
  } catch {
    return null; // not ours
  }
}

// ticked are the words that are ticked in a list.
export function ticked(id) {
  const words = read(key(id));
  return Array.isArray(words) ? words : [];
}

export function tick(id, words) {
  remember(key(id), words.length > 0 ? JSON.stringify(words) : null);
  dispatchEvent(new Event(changed));
}

// went is the step where the reader was last: {way, title, lang} of the way, the
// step's words as tick, its url; {} if that is not known.
export function went() {
  const last = read("way");
  return typeof last?.url === "string" ? last : {};
}

// go keeps where the reader is now; without a step, that it is nowhere.
export function go(step) {
  remember("way", step ? JSON.stringify(step) : null);
}
