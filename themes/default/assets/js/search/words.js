// The words of a search interface: data-t-* attributes of its element.

import { isOne } from "../page/plural.js";

// say returns the word for key; {0} is replaced by value. Where there is no
// such word it is "".
export function say(root, key, value) {
  return (root.getAttribute(`data-t-${key}`) ?? "").replace("{0}", () => value ?? "");
}

// sayNumber says how many things there are.
export function sayNumber(root, things, n) {
  return say(root, `${things}-${isOne(n) ? "one" : "other"}`, n);
}

export function sayCount(root, n) {
  return sayNumber(root, "count", n);
}

// sayFailure tells a missing network from a missing file.
export function sayFailure(root, { reason }) {
  if (!navigator.onLine) return say(root, "offline");
  return say(root, reason === "network" ? "network" : "error");
}
