// What is said of somebody whom people.json knows, wherever it is.

import { element } from "search:draw.js";
import { days, next } from "../page/hours.js";

// soonest is when somebody is to be found next, as next of page/hours.js has it,
// the hour with the number of its day: 1 is Monday. undefined: never.
export function soonest({ hours }) {
  const each = hours.flatMap((hour) => [...hour.days].map((day) => ({ ...hour, day: days[day % 7], number: day })));
  return next(each, new Date());
}

// inLang is an element with a text in the language lang; "" is the page's.
export function inLang(name, text, lang) {
  const made = element(name, "", text);
  if (lang) made.lang = lang;
  return made;
}
