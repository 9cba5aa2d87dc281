// isOne says whether a number of things is told in the singular: in French, none
// is as well.
export function isOne(n) {
  return new Intl.PluralRules(document.documentElement.lang).select(n) === "one";
}
