// The card of what is asked for by its name, which comes before all results: a
// person, an app or a department. What it says of people is in people.json,
// where the page knows how to say it.

import { element } from "search:draw.js";
import { when } from "../page/hours.js";
import { icon } from "../page/icon.js";
import { keyUser, knows } from "../people/data.js";
import { face as portrait } from "../people/face.js";
import { inLang, soonest } from "../people/says.js";
import { kindOf } from "./kinds.js";
import { face } from "./results.js";
import { say, sayNumber } from "./words.js";

const icons = { apps: "app-window", departments: "building-2" };

const pathOf = (url) => new URL(url, location.href).pathname;

// askedFor returns what an answer is led by: {person}, which is one of its
// results, or {term}; undefined if nothing is asked for by name.
export function askedFor({ results, named }) {
  const person = results.find((result) => kindOf(result.kind).face && isNamed(result));
  if (person) return { person };
  return named.length > 0 ? { term: named[0] } : undefined;
}

// isNamed tells whether all words of a name were asked for, but for titles (Dr.)
// and particles (von).
function isNamed({ title, titleMarks }) {
  const marks = new Map(titleMarks.map(({ start, length }) => [start, length]));
  const words = [...title.replace(/,.*/, "").matchAll(/([\p{L}\p{M}\p{N}]+)(\.?)/gu)];
  const own = words.filter(([, word, dot]) => !(dot && word.length > 1) && !/^\p{Ll}/u.test(word));
  return own.length > 0 && own.every(({ 1: word, index }) => marks.get(index) === word.length);
}

// others returns the groups of an answer without what has a card.
export function others({ groups }, asked) {
  if (!asked?.person) return groups;
  const rest = groups.map(({ kind, results }) => ({ kind, results: results.filter((result) => result !== asked.person) }));
  return rest.filter(({ results }) => results.length > 0);
}

// card returns {box, links}: the card, and its links, first the one to the page.
// data is what people() says, undefined if that is not known.
export function card(root, { person, term }, data) {
  const { url, name, lang, picture, lines, links } = person ? ofPerson(root, person, data) : ofTerm(root, term, data);
  const text = element("span", "search-card-lines", element("strong", "", name), ...lines.filter(Boolean).map((line) => element("span", "", line)));
  const main = element("a", "search-card-main", picture, text);
  main.href = url;
  if (lang && lang !== document.documentElement.lang) main.lang = main.hreflang = lang;
  const box = element("div", "search-card", main);
  if (links.length > 0) box.append(element("span", "search-card-links", ...links));
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", name);
  return { box, links: [main, ...links] };
}

function ofPerson(root, { url, title, excerpt, kind, lang }, data) {
  const known = data?.people.find((person) => pathOf(person.url) === pathOf(url));
  const page = { url, name: title, lang };
  if (!known) return { ...page, picture: toned(face(title), `kind-${kind}`), lines: [excerpt], links: [] };
  const place = [known.departments[0]?.n, known.location?.n].filter(Boolean).join(" · ");
  const job = known.job && inLang("span", known.job, known.lang);
  const links = [];
  if (known.phone) links.push(action(known.phone.url, "phone", known.phone.number));
  if (known.email) links.push(action(`mailto:${known.email}`, "mail", say(root, "email")));
  return { ...page, url: known.url, picture: toned(portrait(known), `hue-${known.hue}`), lines: [job, place, there(root, known, data)], links };
}

// there says when somebody is to be found.
function there(root, person, data) {
  const { name, away, standIn } = person;
  if (away && standIn !== undefined) return say(root, "stand-in", name).replace("{1}", () => data.people[standIn].name);
  if (away) return say(root, "away");
  const found = soonest(person);
  if (!found) return "";
  const { from, to, number } = found.hour;
  return when(found, root.dataset, `${from}–${to}`, JSON.parse(root.dataset.tDays)[number - 1]);
}

function ofTerm(root, { dimension, id, name, url, pages = 0 }, data) {
  const sign = element("span", "search-card-icon", icon(icons[dimension]));
  const what = [say(root, dimension), pages > 0 && sayNumber(root, "pages", pages)].filter(Boolean).join(" · ");
  const person = data && (dimension === "apps" ? knows(data, id) : keyUser(data, id).person);
  const links = person ? [action(person.url, "user-round", `${say(root, "whom")} ${person.name}`)] : [];
  return { url, name, picture: sign, lines: [what], links };
}

function toned(picture, className) {
  return element("span", className, picture);
}

function action(url, sign, text) {
  const a = element("a", "button button-small", icon(sign), text);
  a.href = url;
  return a;
}
