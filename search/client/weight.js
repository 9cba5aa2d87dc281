// What a question weighs in an index. Scores of two indexes can't be compared: a
// word counts for more where fewer of the documents have it and where there are
// more of them, so that each page of a large hub has more than any of a small
// one. But all that a document has of a word is a multiple of the word's weight.
// So a score divided by the weight of all words says how well a page answers:
// the same for words in the title of a page, wherever that is.

// weigh returns {weight, known}: the sum of the weights of words, and as bits
// those that some document has in a form of their own. Of several forms of a word
// the rarest counts. A word that no document has weighs most, so that what stands
// in for it does not count as much as the word itself; a light one weighs nothing.
export function weigh(words, ways, postings, documents) {
  const own = words.map(() => 0);
  const other = words.map(() => 0);
  for (const way of ways) {
    if (way.to - way.from > 1) continue;
    const weights = way.other ? other : own;
    for (const { docs, count = docs.length } of postings(way)) {
      if (docs.length > 0) weights[way.from] = Math.max(weights[way.from], rarity(count, documents));
    }
  }
  let weight = 0;
  let known = 0;
  words.forEach(({ light }, i) => {
    if (!light) weight += own[i] || other[i] || rarity(0, documents);
    if (own[i]) known |= 1 << i;
  });
  return { weight, known };
}

// rarity is lunr's inverse document frequency of a term that is in so many
// fields.
function rarity(count, documents) {
  return Math.log(1 + Math.abs((documents - count + 1 / 2) / (count + 1 / 2)));
}
