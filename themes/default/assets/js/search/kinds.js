// The kinds of pages. All that is known of them the page says: data-kinds of
// its body has {name, titles, icon, face} of each, in order; face says that its
// pages are people.

export const kinds = JSON.parse(document.body.dataset.kinds ?? "[]");

// kindOf returns a kind, and as order its place among all. One that the page
// does not know comes last.
export function kindOf(name) {
  const order = kinds.findIndex((kind) => kind.name === name);
  return order < 0 ? { name, titles: name, icon: "file-text", order: kinds.length } : { ...kinds[order], order };
}
