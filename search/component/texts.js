// What the component says, in all languages that the hub's theme has: TEXTS
// stands for {lang, languages} of Texts in component.go.

const { lang: usual, languages } = TEXTS;

// textsIn returns the texts in a language, or in the hub's.
export function textsIn(lang) {
  const code = [lang, lang.split("-")[0], usual].find((code) => code in languages);
  return { code, ...languages[code] };
}

// fill puts a value into a text.
export function fill(text, value) {
  return text.replace("{0}", () => value);
}
