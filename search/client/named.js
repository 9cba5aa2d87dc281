// Apps and departments that a question asks for by their names.

import { readWords } from "./question.js";

export class Named {
  // facets has {values} of apps and departments: {id, name, url, pages}.
  constructor(facets, language, rules) {
    this.language = language;
    this.rules = rules;
    // {dimension, id, name, url, pages}, those that have a page
    this.all = ["apps", "departments"].flatMap((dimension) => {
      const values = facets[dimension].values.filter(({ url }) => url).sort((a, b) => (a.id < b.id ? -1 : 1));
      return values.map((value) => ({ dimension, ...value }));
    });
    this.called = new Map(); // the same by what they are called
    for (const value of this.all) {
      const names = new Set([value.id, ...this.names(value.name), ...this.names(value.name.split("(")[0])]);
      for (const name of names) this.called.set(name, [...(this.called.get(name) ?? []), value]);
    }
  }

  // in returns what a question names, with nothing else that tells.
  in(question) {
    const asked = new Set(this.names(question).flatMap((name) => this.called.get(name) ?? []));
    return this.all.filter((value) => asked.has(value));
  }

  // names returns what a text is called by. Kept alike with Names in
  // search/ranking/named.go (TestParity).
  names(text) {
    const { language, rules } = this;
    const telling = readWords(text, language, rules).filter(({ light }) => !light).map(({ raw, name }) => name || raw);
    const keys = telling.map((word) => language.key(word)).join(" ");
    const letters = telling.map((word) => language.spelling(word)).join("").replace(/[^\p{L}\p{N}]/gu, "");
    return [...new Set([keys, letters])].filter(Boolean);
  }
}
