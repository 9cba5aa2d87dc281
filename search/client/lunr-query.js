// Asks the index as lunr.js would: with its own classes, from the shards that
// the answer needs.

import { dictionary, distance } from "./dictionary.js";
import { locate } from "./terms.js";

// askLunr returns what lunr.Index.load(index.json) returns for a query: text in
// lunr's syntax, or a function that builds a lunr.Query.
export async function askLunr({ files, terms, language }, query) {
  const lunr = await language.lunr();
  const { fields, pipeline, documents } = files.manifest;
  const build = (q) => (typeof query === "string" ? new lunr.QueryParser(query, q).parse() : query.call(q, q));
  const parsed = new lunr.Query(fields);
  build(parsed);

  const steps = lunr.Pipeline.load(pipeline);
  const wanted = new Set();
  for (const clause of parsed.clauses) {
    const asked = clause.usePipeline ? steps.runString(clause.term, { fields: clause.fields }) : [clause.term];
    for (const term of asked) {
      for (const match of await expand(files, { ...clause, term })) wanted.add(match);
    }
  }
  await terms.fetch(wanted);
  const records = [...wanted].sort().flatMap((term) => terms.record(term) ?? []);
  return lunr.Index.load(whole(lunr, fields, pipeline, records, parsed.isNegated() ? documents : 0)).query(build);
}

// expand returns the terms of the index that a clause may mean. Only wildcards
// and edit distances need the dictionary.
async function expand(files, { term, editDistance }) {
  if (!term.includes("*") && !editDistance) return [term];
  const { words } = files.manifest;
  const begin = editDistance ? "" : term.slice(0, term.indexOf("*"));
  const first = locate(words, begin);
  const last = locate(words, `${begin}\uFFFF`);
  const pieces = await Promise.all(Array.from({ length: last - first + 1 }, (_, i) => dictionary(files, first + i)));
  const matches = editDistance ? (other) => distance(term, other, editDistance) <= editDistance : wildcard(term);
  return pieces.flat().flatMap(({ term }) => (matches(term) ? [term] : []));
}

function wildcard(term) {
  const parts = term.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`^${parts.join(".*")}$`, "s");
  return (other) => pattern.test(other);
}

// whole returns an index of some terms as lunr.js writes it. Of the documents
// without these terms the first ones are in it, with nothing, as far as they are
// asked for.
function whole(lunr, fields, pipeline, records, documents) {
  const vectors = new Map(); // by document, by field
  const vector = (doc, field) => {
    if (!vectors.has(doc)) vectors.set(doc, fields.map(() => []));
    return vectors.get(doc)[field];
  };
  for (let doc = 0; doc < documents; doc++) vector(doc, 0);
  const inverted = records.map(({ term, index, fields: found }) => {
    const posting = { _index: index };
    for (const name of fields) posting[name] = {};
    for (const { field, docs, values } of found) {
      docs.forEach((doc, i) => {
        posting[fields[field]][doc] = {};
        vector(doc, field).push([index, values[i]]);
      });
    }
    return [term, posting];
  });
  const fieldVectors = [...vectors]
    .sort(([a], [b]) => a - b)
    .flatMap(([doc, byField]) =>
      byField.map((elements, f) => [`${fields[f]}/${doc}`, elements.sort(([a], [b]) => a - b).flat()]),
    );
  return { version: lunr.version, fields, fieldVectors, invertedIndex: inverted, pipeline };
}
