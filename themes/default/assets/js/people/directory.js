// The people page: a box and some filters over everybody. The cards of those
// who are found are copies of the page's own, best first. The state stands in
// the address, so that a filtered list can be sent to somebody.

import { announce } from "../page/announce.js";
import { isOne } from "../page/plural.js";
import { hereUntil, people } from "./data.js";

const atOnce = 24; // cards
const minute = 60_000;
const shortest = 2; // letters that say something where they find nobody
const pause = 150; // milliseconds, after which counts follow

const ids = (things) => things.map(({ i }) => i);

// picks are the values that a person has of each filter.
const picks = {
  department: ({ departments }) => ids(departments),
  location: ({ location }) => (location ? [location.i] : []),
  app: ({ topics }) => ids(topics.filter(({ a }) => a)),
  topic: ({ topics }) => ids(topics.filter(({ a }) => !a)),
  role: ({ roles }) => ids(roles),
  lang: ({ languages }) => ids(languages),
};

// named are the filters' values with their names.
const named = ({ departments, locations, topics, roles, languages }) => ({
  department: departments,
  location: locations,
  app: topics.filter(({ a }) => a),
  topic: topics.filter(({ a }) => !a),
  role: roles,
  lang: languages,
});

// compare compares lists of numbers: the first that differ decide.
function compare(a, b) {
  const at = a.findIndex((n, i) => n !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

class Directory {
  constructor(root, data) {
    this.root = root;
    this.part = (name) => root.querySelector(`[data-find-${name}]`);
    const cards = new Map([...this.part("all").querySelectorAll("a.person-name")].map((a) => [a.pathname, a.closest("li")]));
    this.people = data.people.map((person) => {
      const path = new URL(person.url, location.href).pathname;
      return { ...person, path, has: Object.fromEntries(Object.entries(picks).map(([filter, of]) => [filter, of(person)])), card: cards.get(path) };
    });
    this.asked = 0; // questions
    this.scores = null; // of people, by path; null: nothing was asked
    this.input = this.part("text");
    this.now = this.part("now");
    this.selects = [...root.querySelectorAll("[data-find-pick]")].map((select) => this.options(select, named(data)[select.name]));
    this.shown = atOnce;

    const early = this.input.value; // typed before the script came
    this.restore(new URLSearchParams(location.search));
    this.input.value ||= early;
    this.input.addEventListener("input", () => {
      this.changed("replaceState");
      this.ask();
    });
    root.addEventListener("change", ({ target }) => {
      if (target === this.input) return;
      this.changed("pushState");
      this.apply();
    });
    for (const reset of root.querySelectorAll("[data-find-reset]")) {
      reset.addEventListener("click", () => {
        this.restore(new URLSearchParams());
        this.changed("pushState");
        this.ask();
        this.input.focus();
      });
    }
    this.part("more").addEventListener("click", () => {
      const next = this.shown;
      this.shown += atOnce;
      this.show(this.found);
      this.part("found").children[next]?.querySelector("a").focus();
    });
    addEventListener("popstate", () => {
      this.restore(new URLSearchParams(location.search));
      this.ask();
    });
    setInterval(() => this.now.checked && !document.hidden && this.apply(), minute);
    this.ask();
  }

  // options fills a filter with the values that somebody has, by name;
  // departments with those above them, in their order.
  options(select, terms) {
    const filter = select.name;
    const held = new Set(this.people.flatMap(({ has }) => has[filter]));
    if (filter === "department") {
      for (const { i, u } of terms.toReversed()) if (held.has(i) && u !== undefined) held.add(terms[u].i);
    }
    const sorted = terms.filter(({ i }) => held.has(i));
    if (filter !== "department") sorted.sort((a, b) => a.n.localeCompare(b.n, document.documentElement.lang));
    const options = new Map(sorted.map(({ i, n, indented = n }) => [i, { n: indented, option: new Option(indented, i) }]));
    select.append(...[...options.values()].map(({ option }) => option));
    select.closest("label").hidden = options.size < 2;
    return { filter, select, options };
  }

  restore(params) {
    this.input.value = params.get("q") ?? "";
    for (const { filter, select, options } of this.selects) {
      const wanted = params.get(filter);
      select.value = options.has(wanted) ? wanted : "";
    }
    this.now.checked = params.get("now") === "1";
  }

  changed(how) {
    const params = new URLSearchParams();
    if (this.input.value.trim()) params.set("q", this.input.value.trim());
    for (const { filter, select } of this.selects) if (select.value) params.set(filter, select.value);
    if (this.now.checked) params.set("now", "1");
    const query = params.toString();
    history[how](history.state, "", location.pathname + (query && `?${query}`));
  }

  // ask shows whom the words find. Until that is known those stay who stand there;
  // where nothing can be asked, the filters alone decide. The measure "find" in the
  // browser's performance timeline says how long it took.
  async ask() {
    const start = performance.now();
    const asked = ++this.asked;
    const text = this.input.value;
    let scores = null;
    let failed = false;
    if (text.trim() !== "") {
      try {
        const { find } = await import("./find.js");
        scores = await find(document.documentElement.lang, text);
        if (scores.size === 0 && text.trim().length < shortest) scores = null;
      } catch (error) {
        console.warn(`people: ${error.message}`);
        failed = true;
      }
      if (asked !== this.asked) return; // something else has been typed since
    }
    this.scores = scores;
    const note = this.part("failed");
    if (failed && note.hidden) announce(note.textContent);
    note.hidden = !failed;
    this.apply();
    performance.measure("find", { start, detail: text });
  }

  apply() {
    const { scores } = this;
    const time = new Date();
    const chosen = this.selects.filter(({ select }) => select.value).map(({ filter, select }) => [filter, select.value]);
    const fits = (person, except) =>
      (!scores || scores.has(person.path)) &&
      (!this.now.checked || hereUntil(person, time) !== "") &&
      chosen.every(([filter, value]) => filter === except || person.has[filter].includes(value));

    const active = scores !== null || this.now.checked || chosen.length > 0;
    const rank = this.ranking(scores, chosen);
    const ranks = new Map(this.people.filter((person) => fits(person)).map((person) => [person, rank(person)]));
    this.found = [...ranks.keys()].sort((a, b) => compare(ranks.get(b), ranks.get(a)) || a.place - b.place);
    this.shown = atOnce;
    this.part("all").hidden = active;
    this.show(active ? this.found : []);
    for (const reset of this.root.querySelectorAll("[data-find-reset]")) reset.hidden = !active;
    this.part("empty").hidden = this.found.length > 0;
    this.tell(this.found.length, active);
    clearTimeout(this.counting);
    this.counting = setTimeout(() => this.count(fits), pause); // hundreds of options, which nobody sees while typing
  }

  // count says at each value how many people it would leave.
  count(fits) {
    for (const { filter, select, options } of this.selects) {
      const counts = new Map();
      for (const person of this.people) {
        if (fits(person, filter)) for (const value of person.has[filter]) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      for (const [value, { n, option }] of options) {
        const label = `${n} (${counts.get(value) ?? 0})`;
        if (option.text !== label) option.text = label;
        option.disabled = !counts.has(value) && select.value !== value;
      }
    }
  }

  // ranking puts those whom the words fit best before others; then who is there,
  // who knows most of what is chosen, and a department's own people before those
  // who serve it.
  ranking(scores, chosen) {
    const filters = Object.fromEntries(chosen);
    const topics = [filters.app, filters.topic].filter(Boolean);
    return (person) => [
      scores?.get(person.path) ?? 0,
      person.away ? 0 : 1,
      person.topics.filter(({ i }) => topics.includes(i)).reduce((sum, { level }) => sum + level, 0),
      filters.department && person.has.department[0] === filters.department ? 1 : 0,
    ];
  }

  show(found) {
    const time = new Date();
    const words = this.now.dataset.tUntil;
    const cards = found.slice(0, this.shown).map((person) => {
      const card = person.card.cloneNode(true);
      const [department] = person.departments; // the card stood below its name
      const place = card.querySelector(".person-place");
      place.textContent = [department?.n, place.textContent].filter(Boolean).join(" · ");
      const until = hereUntil(person, time);
      if (until) {
        const badge = document.createElement("span");
        badge.className = "badge badge-here";
        badge.textContent = words.replace("{0}", until);
        card.querySelector(".person-name").after(" ", badge);
      }
      return card;
    });
    this.part("found").replaceChildren(...cards);
    this.part("found").hidden = cards.length === 0;
    const more = this.part("more");
    more.hidden = found.length <= this.shown;
    more.textContent = more.dataset.t.replace("{0}", Math.min(atOnce, found.length - this.shown));
  }

  // tell says how many there are: at once to the eye, and to the ear when the
  // reader has stopped typing.
  tell(n, active) {
    const count = this.part("count");
    count.textContent = (isOne(n) ? count.dataset.tOne : count.dataset.tOther).replace("{0}", n);
    clearTimeout(this.telling);
    if (active) this.telling = setTimeout(() => announce(n > 0 ? count.textContent : this.part("empty").querySelector("p").textContent), 700);
  }
}

export async function start(root) {
  const data = await people().catch((error) => {
    for (const tool of root.querySelectorAll(".filter-bar, .filter-sheet")) tool.hidden = true; // everybody still stands there
    throw error;
  });
  new Directory(root, data);
}
