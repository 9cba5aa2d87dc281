// nearest returns the language of a list that is nearest to one: the same, the
// same without region or script, or that of another region. It is undefined
// where there is none. All are BCP 47 tags.
export function nearest(lang, languages) {
  const wanted = lang.toLowerCase().split(/[-_]/);
  for (let n = wanted.length; n > 0; n--) {
    const same = languages.find((other) => other.toLowerCase() === wanted.slice(0, n).join("-"));
    if (same) return same;
  }
  return languages.find((other) => other.toLowerCase().split("-")[0] === wanted[0]);
}
