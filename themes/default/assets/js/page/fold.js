// fold makes words comparable however they are typed: Müller, Mueller and
// muller are one, and so are Ærø, Aeroe and aero.
export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .replace(/ø|oe/g, "o")
    .replace(/æ|ae|aa/g, "a")
    .replace(/ue/g, "u");
}

// What words of these languages end in when they stand for several, for one that
// is known, or in another case.
const endings = /(?:ernes?|enes?|ens|ers|en|er|et|es|em|[enrst])$/;
const shortest = 4; // letters that say something without an ending

// holds reports whether a folded text has a folded word, or another form of it.
export function holds(text, word) {
  if (text.includes(word)) return true;
  const stem = word.replace(endings, "");
  return stem.length >= shortest && text.includes(stem);
}
