// Sends signals: what was searched for in vain, what a search led to, whether a
// page helped. Nothing in them tells who it was: no cookie, no address of the
// page before, no number. They are requests for an address, so that the log of
// any web server holds them, whatever it answers.

import { clean, Names } from "./clean.js";

const { base } = document.documentElement.dataset;

export function send(what, fields) {
  fetch(`${base}_signal/${what}?${new URLSearchParams(fields)}`, {
    keepalive: true, // the page may be left
    mode: "same-origin",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    redirect: "manual",
    cache: "no-store",
  }).catch(() => {}); // a signal less
}

// Searches tell of searches, without the names of people.
export class Searches {
  constructor(names) {
    this.names = new Names(names);
    this.told = new Set(); // a search that was told of is not told of again
  }

  tell(what, lang, text, fields) {
    const q = clean(text, this.names);
    const key = [what, lang, q, fields.page].join("\n");
    if (q === "" || this.told.has(key)) return;
    this.told.add(key);
    send(what, { lang, q, ...fields });
  }

  none(lang, text) {
    this.tell("none", lang, text, {});
  }

  opened(lang, text, page, at) {
    this.tell("open", lang, text, { page, at });
  }
}

// searches is ready once the names are known that must not be sent.
export async function searches() {
  const response = await fetch(`${base}${document.documentElement.lang}/people.json`);
  if (!response.ok && response.status !== 404) throw new Error(`people.json: ${response.status}`);
  return new Searches(response.ok ? (await response.json()).people.map(({ n }) => n) : []);
}
