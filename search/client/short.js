// Numbers and texts as the index writes them: see search/postings/short.go and
// search/shards/shards.go.

export const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const valueOf = new Uint8Array(digits.charCodeAt(digits.indexOf("z")) + 1); // by code
for (let i = 0; i < digits.length; i++) valueOf[digits.charCodeAt(i)] = i;

// numbers returns the numbers that a text has.
export function numbers(text) {
  const base = digits.length / 2;
  const all = [];
  let n = 0;
  let place = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = valueOf[text.charCodeAt(i)];
    if (digit < base) {
      all.push(n + digit * place);
      n = 0;
      place = 1;
    } else {
      n += (digit - base) * place;
      place *= base;
    }
  }
  return all;
}

// lengthen returns a text which is shortened to what comes after its likeness
// with another one.
export function lengthen(other, short) {
  return other.slice(0, digits.indexOf(short[0])) + short.slice(1);
}

// lengthenAll returns sorted texts that are shortened, each after the one before.
export function lengthenAll(texts) {
  let last = "";
  return texts.map((short) => (last = lengthen(last, short)));
}
