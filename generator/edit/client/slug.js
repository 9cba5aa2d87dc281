// slug makes the last part of an address out of a text, as package slug does;
// letters is what that makes of single ones.
export function slug(text, letters) {
  let made = "";
  let gap = false;
  const put = (written) => {
    if (gap && made) made += "-";
    gap = false;
    made += written;
  };
  for (const letter of Array.from(text, (letter) => letter.toLowerCase()).join("").normalize("NFC")) {
    const written = letters[letter];
    if (/[a-z0-9]/.test(letter)) put(letter);
    else if (written === "-" || ("+#".includes(letter) && (gap || !made))) gap = true;
    else if (written) put(written);
    else if (/['’]/.test(letter)) continue;
    else if (/[\p{L}\p{Nd}]/u.test(letter)) put(base(letter, letters));
    else if (!/\p{M}/u.test(letter)) gap = true;
    else if (made && !gap && letter >= "\u0900") made += letter;
  }
  return made;
}

// base is a Latin, Greek or Cyrillic letter without its accents.
function base(letter, letters) {
  if (letter >= "\u0530" && !/[\u1e00-\u1fff]/.test(letter)) return letter;
  const [first] = letter.normalize("NFD");
  return letters[first] ?? first;
}
