// The last searches that led somewhere, kept in this browser and nowhere else.

import { recall, remember } from "../page/storage.js";

const key = "recent";
const most = 8;
const longest = 100; // characters

export function recent() {
  try {
    const list = JSON.parse(recall(key) ?? "[]");
    return Array.isArray(list) ? list.filter((query) => typeof query === "string").slice(0, most) : [];
  } catch {
    return [];
  }
}

// note puts a query first.
export function note(query) {
  const text = query.trim().replace(/\s+/g, " ").slice(0, longest);
  if (text) save([text, ...without(text)]);
}

// forget takes a query away, or all of them.
export function forget(query) {
  save(query === undefined ? [] : without(query));
}

function without(query) {
  return recent().filter((other) => other.toLowerCase() !== query.toLowerCase());
}

function save(list) {
  remember(key, list.length > 0 ? JSON.stringify(list.slice(0, most)) : null);
}
