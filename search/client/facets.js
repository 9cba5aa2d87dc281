// What can be filtered by. search/shards/files.go says how it is written.

import { digits } from "./short.js";

export class Facets {
  constructor(facets) {
    this.dimensions = Object.entries(facets).map(([name, { values, sets, width, docs }]) => {
      const of = new Uint32Array(docs.length / width); // set by document
      for (let i = 0; i < docs.length; i++) {
        const doc = Math.floor(i / width);
        of[doc] = of[doc] * digits.length + digits.indexOf(docs[i]);
      }
      return { name, values, sets, of };
    });
  }

  // ofKinds returns which documents are of some kinds.
  ofKinds(ids) {
    const { values, sets, of } = this.dimensions.find(({ name }) => name === "kinds");
    const wanted = sets.map((set) => set.some((n) => ids.includes(values[n].id)));
    return (doc) => wanted[of[doc]];
  }

  // names are the values of a dimension that a document has, by their ids.
  names(dimension, doc) {
    const { values, sets, of } = this.dimensions.find(({ name }) => name === dimension);
    const own = sets[of[doc]].map((n) => values[n]);
    return own.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ name }) => name);
  }

  // filter returns the hits that options leave over, and how many hits have
  // which values. A dimension is counted without its own filter, so that one
  // sees what else there is to choose.
  filter(hits, options) {
    const passes = this.dimensions.map(({ name, values, sets, of }) => {
      const wanted = options[name];
      if (!wanted?.length) return () => true;
      const chosen = sets.map((set) => set.some((n) => wanted.includes(values[n].id)));
      return (doc) => chosen[of[doc]];
    });
    const facets = {};
    this.dimensions.forEach(({ name, values, sets, of }, own) => {
      const bySet = new Array(sets.length).fill(0);
      for (const { doc } of hits) {
        if (passes.every((pass, i) => i === own || pass(doc))) bySet[of[doc]]++;
      }
      const counts = values.map(() => 0);
      sets.forEach((set, i) => set.forEach((n) => (counts[n] += bySet[i])));
      facets[name] = values
        .map(({ id, name }, n) => ({ id, name, count: counts[n] }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
    });
    return { hits: hits.filter(({ doc }) => passes.every((pass) => pass(doc))), facets };
  }
}
