// The words of a search interface: data-t-* attributes of its element.

import { isOne } from "../page/plural.js";

// say returns the word for key; {0} is replaced by value. Where there is no
// such word it is "".
export function say(root, key, value) {
  return (root.getAttribute(`data-t-${key}`) ?? "").replace("{0}", () => value ?? "");
}

export function sayCount(root, n) {
  return say(root, isOne(n) ? "count-one" : "count-other", n);
}

// sayFailure tells a missing network from a missing file.
export function sayFailure(root, { reason }) {
  if (!navigator.onLine) return say(root, "offline");
  return say(root, reason === "network" ? "network" : "error");
}
