// group returns results by kind: [{kind, results}], the kind of the first result
// first.
export function group(results) {
  const groups = new Map();
  for (const result of results) {
    if (!groups.has(result.kind)) groups.set(result.kind, { kind: result.kind, results: [] });
    groups.get(result.kind).results.push(result);
  }
  return [...groups.values()];
}
