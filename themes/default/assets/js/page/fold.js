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
