// What may leave the browser of the words that somebody searched for. The
// program does the same to numbers and addresses once more when it reads
// signals (generator/signals/clean.go).

const mostDigits = 3; // that may stand together: "Windows 11" says nothing of anybody
const longest = 80; // characters

const spaces = /[\s\p{Cc}\p{Cf}\uFFFD]+/u;
const digits = /\p{Nd}/gu;
const between = /^[-+–/().,:*#_]*$/u; // what people put between digits
const address = /[@＠]|[([{]at[)\]}]/iu;

const countDigits = (word) => word.match(digits)?.length ?? 0;
const isNumber = (word) => between.test(word) || (countDigits(word) > 0 && !address.test(word));

// withoutNumbers takes out words with an @ or (at) in them, and words with digits
// that have more than three, alone or with their neighbours.
export function withoutNumbers(text) {
  const words = text.split(spaces).filter(Boolean);
  const kept = [];
  for (let i = 0; i < words.length; ) {
    let end = i;
    let count = 0;
    for (; end < words.length && isNumber(words[end]); end++) count += countDigits(words[end]);
    end = Math.max(end, i + 1);
    if (count <= mostDigits && !address.test(words[i])) kept.push(...words.slice(i, end));
    i = end;
  }
  return [...kept.join(" ")].slice(0, longest).join("").trim();
}

const before = /^(?:herrn?|frau|mrs?|ms|mme|madame|monsieur|mevrouw|meneer|dhr|mw|fru|prof|dr)\.?$/iu; // a name
const pairs = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe", æ: "ae", ß: "ss" };
const plain = { ø: "o", æ: "ae", ß: "ss" };
const shortestSlip = 6; // letters of a name that is known with a slip in it
const shortestJoined = 5; // letters of a name that another or an initial stands beside
const shortestBegun = 3; // letters of a name that somebody is still typing

// spellings are those in which a word is compared: "müller" as "muller" and "mueller".
function spellings(word) {
  const lower = word.normalize("NFC").toLowerCase();
  const spell = (letters) =>
    lower
      .replace(/./gu, (letter) => letters[letter] ?? letter)
      .normalize("NFD")
      .replace(/\p{M}/gu, "");
  return [...new Set([spell(plain), spell(pairs)])];
}

const partsOf = (word) => word.match(/[\p{L}\p{M}]+/gu) ?? [];

// isSlip reports whether two words differ in one letter that was left out,
// added or changed.
function isSlip(a, b) {
  if (a.length > b.length) return isSlip(b, a);
  if (b.length - a.length > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a.slice(a.length === b.length ? i + 1 : i) === b.slice(i + 1);
}

// Names are those of people, as words that are taken out of texts.
export class Names {
  constructor(names) {
    this.known = new Set();
    for (const name of names) {
      const words = name.trim().split(/\s+/u);
      for (const [i, word] of words.entries()) {
        const within = i > 0 && i < words.length - 1;
        if (/\.$/u.test(word) || (within && !/^\P{Ll}/u.test(word))) continue; // Dr., van
        for (const part of partsOf(word)) if (part.length > 1) for (const known of spellings(part)) this.known.add(known);
      }
    }
  }

  has(part, begun) {
    return spellings(part).some((word) => {
      if (this.known.has(word) || this.known.has(word.replace(/s$/u, "")) || this.isJoined(word)) return true;
      for (const name of this.known) {
        if (name[0] !== word[0]) continue;
        if (begun && word.length >= shortestBegun && name.startsWith(word)) return true;
        if (name.length >= shortestSlip && word.length >= shortestSlip && isSlip(word, name)) return true;
      }
      return false;
    });
  }

  // isJoined reports whether a word is a name as accounts have it: "apetersen",
  // "petersena", "annapetersen".
  isJoined(word) {
    for (let i = 1; i < word.length; i++) {
      const [first, last] = [word.slice(0, i), word.slice(i)];
      const name = (part, other) => part.length >= shortestJoined && this.known.has(part) && (other.length === 1 || this.known.has(other));
      if (name(last, first) || name(first, last)) return true;
    }
    return false;
  }

  // takeOut returns the text without words that have a name in them, or follow
  // "Frau". A last word without a space behind it may be a name that is still
  // being typed.
  takeOut(text) {
    const words = text.split(spaces);
    return words
      .filter((word, i) => {
        if (before.test(word) || before.test(words[i - 1] ?? "")) return false;
        const parts = partsOf(word);
        return !parts.some((part, n) => this.has(part, i === words.length - 1 && n === parts.length - 1));
      })
      .join(" ");
  }
}

// clean is what may be sent of a text, "" where nothing may.
export function clean(text, names) {
  return withoutNumbers(names.takeOut(text.toWellFormed?.() ?? text));
}
