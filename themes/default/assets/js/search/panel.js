// What the search dialog and the search page have in common: they ask while
// somebody types, say what is going on, and offer ways on.

import { button, element } from "search:draw.js";
import { ask, keep } from "./ask.js";
import { askedFor } from "./cards.js";
import { forget, note, recent } from "./recent.js";
import { link } from "./results.js";
import { Filters } from "./filters.js";
import { knows } from "./people.js";
import { asking, Ticket } from "./ticket.js";
import { say, sayCount, sayFailure } from "./words.js";
import { icon } from "../page/icon.js";
import { people } from "../people/data.js";
import { allowed } from "../signals/allowed.js";

const slow = 300; // milliseconds after which a wait is shown
const pause = 600; // milliseconds without a question after which its answer is spoken, and more is asked
const few = 3; // results below which other ways are offered

export const own = document.documentElement.lang; // the page's language

const spare = navigator.connection?.saveData;
const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 2000));

// isFiltered reports whether only filters are the reason that nothing was found.
const isFiltered = ({ total, facets }) => total === 0 && Object.values(facets).some((values) => values.length > 0);

// Panel shows the states "idle", "found", "none" and "error" in data-state of
// its element. A subclass draws the results: draw(answer).
export class Panel {
  constructor(root, limit) {
    const part = (name) => root.querySelector(`[data-search-${name}]`);
    this.root = root;
    this.limit = limit;
    this.input = part("input");
    this.list = part("results");
    this.status = part("status");
    this.spoken = part("spoken"); // for ears only
    this.meant = part("meant");
    this.recent = part("recent");
    this.help = part("help");
    this.near = part("people"); // who may know
    this.suggest = part("suggest");
    this.ticket = new Ticket(root);
    this.retry = part("retry");
    this.languages = part("languages");
    this.topic = this.suggest?.getAttribute("href"); // has {query} in it
    this.lang = own;
    this.asked = 0; // questions
    this.filters = new Filters(root, () => this.changed());

    part("forget").addEventListener("click", () => this.forget(undefined, 0));
    this.retry.addEventListener("click", () => this.search());
    addEventListener("online", () => root.dataset.state === "error" && this.search());
    this.languages?.addEventListener("click", ({ target }) => this.switch(target.closest("button")));
    for (const event of ["pointerenter", "focusin"]) {
      this.languages?.addEventListener(event, () => this.countOthers());
    }
  }

  // changed is called when filters or the language were chosen.
  changed() {
    this.search();
  }

  // search asks what stands in the field. The measure "search" in the browser's
  // performance timeline says how long that took from the key on.
  async search(began = performance.now()) {
    const asked = ++this.asked;
    this.entered = undefined;
    const text = this.input.value;
    clearTimeout(this.later);
    this.spoken.textContent = "";
    if (text.trim() === "") {
      this.settle();
      this.show("idle");
      return;
    }
    this.slow ??= setTimeout(() => this.waits(), slow);
    try {
      const answer = await ask(this.lang, text, { limit: this.limit, ...this.filters.chosen });
      if (asked !== this.asked) return; // something else has been typed since
      this.settle();
      this.answered(text, answer);
      this.answeredFor = asked;
      if (this.entered) this.follow(this.entered);
      performance.measure("search", { start: began });
      this.later = setTimeout(() => this.paused(text, answer), pause);
    } catch (error) {
      console.warn(`search: ${error.message}`);
      if (asked !== this.asked) return;
      this.settle();
      this.entered = undefined;
      this.show("error", sayFailure(this.root, error));
      this.spoken.textContent = this.status.textContent;
    }
  }

  // enter follows what an answer offers first, as soon as what stands in the field is
  // answered: follow(event) of a subclass. Nothing is followed that something else
  // typed before has found.
  enter(event) {
    if (this.input.value.trim() === "") return;
    if (this.answeredFor === this.asked) {
      this.follow(event);
      return;
    }
    if (this.root.dataset.state === "error") this.search();
    this.entered = event;
  }

  waits() {
    this.root.dataset.busy = "";
    this.list.setAttribute("aria-busy", "true");
    this.status.textContent = this.spoken.textContent = say(this.root, this.loaded ? "busy" : "loading");
  }

  settle() {
    clearTimeout(this.slow);
    this.slow = undefined;
    delete this.root.dataset.busy;
    this.list.removeAttribute("aria-busy");
  }

  answered(text, answer) {
    const { total, facets, suggestions } = answer;
    const language = this.lang === own ? "" : ` · ${this.button(this.lang).dataset.name}`;
    this.loaded = true;
    this.listen();
    this.filters.draw(facets);
    const filtered = isFiltered(answer);
    this.named = this.filters.any ? undefined : askedFor(answer);
    if (total > 0) this.show("found", sayCount(this.root, total) + language, answer);
    else this.show("none", filtered ? say(this.root, "filtered") : say(this.root, "none", text.trim()) + language);
    this.help.hidden = total >= few || filtered;
    this.near.hidden = true;
    this.offer(suggestions);
    this.drawLanguages(total);
    if (this.named) this.introduce(answer);
    if (this.suggest) this.suggest.href = asking(this.topic, text);
  }

  // introduce draws a card again as soon as it is known what the hub says of its
  // people, if it has any.
  async introduce(answer) {
    const asked = this.asked;
    if (this.people || !this.root.dataset.tDays) return;
    this.people = await people().catch(() => undefined);
    if (asked !== this.asked || !this.people) return;
    const chosen = this.listbox?.chosen?.href;
    this.draw(answer);
    this.listbox?.choose(this.listbox.options.findIndex(({ href }) => href === chosen));
  }

  // paused goes on with an answer that somebody looks at.
  async paused(text, answer) {
    const { total, suggestions } = answer;
    const asked = this.asked;
    if (total === 0 && !isFiltered(answer)) this.signals?.none(this.lang, text);
    const words = [this.status.textContent];
    if (suggestions.length > 0) words.push(`${say(this.root, "meant")} ${suggestions.join(", ")}`);
    this.spoken.textContent = words.join(" ");
    if (!spare && this.small === undefined) {
      this.small = false; // until it is known
      whenIdle(() => this.keep());
    }
    if (total < few || this.small) this.countOthers();
    if (this.help.hidden) return;
    const found = await knows(this.lang, text).catch(() => []);
    const shown = new Set([...this.list.querySelectorAll("a")].map(({ pathname }) => pathname));
    const others = found.map((person) => link(this.root, person)).filter(({ pathname }) => !shown.has(pathname));
    if (asked !== this.asked || others.length === 0) return;
    this.near.querySelector("ul").replaceChildren(...others.map((person) => element("li", "", person)));
    this.near.hidden = false;
  }

  // keep has the whole index here, if it is small, and then those of other
  // languages are small, too.
  async keep() {
    this.small = await keep(this.lang).catch(() => false);
    if (this.small && this.root.dataset.state === "found") this.countOthers();
  }

  show(state, message = "", answer = { groups: [], results: [], named: [], total: 0 }) {
    this.root.dataset.state = state;
    if (state !== "found") this.named = undefined;
    this.status.textContent = message;
    this.draw(answer);
    this.ticket.show(this.input.value, answer);
    this.retry.hidden = state !== "error";
    this.help.hidden = state !== "error";
    if (state !== "found" && state !== "none") {
      this.offer([]);
      if (this.languages) this.languages.hidden = true;
    }
    this.drawRecent();
  }

  // offer shows questions that may have been meant.
  offer(questions) {
    this.meant.hidden = questions.length === 0;
    this.meant.querySelector("span").replaceChildren(
      ...questions.map((question) => button("search-meant", () => this.fill(question), question)),
    );
  }

  // fill asks something as if it had been typed.
  fill(question) {
    this.input.value = `${question} `; // its last word is finished
    this.input.focus();
    this.changed();
  }

  // Other languages.

  button(lang) {
    return this.languages.querySelector(`[data-lang="${CSS.escape(lang)}"]`);
  }

  drawLanguages(total) {
    if (!this.languages) return;
    this.languages.hidden = false;
    for (const choice of this.languages.querySelectorAll("button")) {
      const own = choice.dataset.lang === this.lang;
      choice.setAttribute("aria-pressed", String(own));
      this.drawCount(choice, own ? total : undefined);
    }
  }

  drawCount(choice, total) {
    choice.querySelector("[data-count]").textContent = total ?? "";
    choice.toggleAttribute("data-none", total === 0);
  }

  // countOthers asks the other languages the same.
  countOthers() {
    const asked = this.asked;
    if (!this.languages || this.counted === asked) return;
    this.counted = asked;
    for (const choice of this.languages.querySelectorAll('[aria-pressed="false"]')) {
      ask(choice.dataset.lang, this.input.value, { ...this.filters.chosen, limit: 0 }).then(
        ({ total }) => asked === this.asked && this.drawCount(choice, total),
        () => {}, // a count less
      );
    }
  }

  switch(choice) {
    if (!choice || choice.dataset.lang === this.lang) return;
    this.lang = choice.dataset.lang;
    this.changed();
  }

  // Recent searches.

  // lead notes that a search led somewhere: to a result, if a is the link of one.
  lead(a) {
    note(this.input.value);
    const place = [...this.list.querySelectorAll(".search-result")].indexOf(a);
    const person = a?.querySelector(".face"); // whom somebody looks for is nobody's business
    if (place >= 0 && !person) this.signals?.opened(this.lang, this.input.value, a.pathname, place + 1);
  }

  // listen gets ready to tell of searches, before somebody leaves with one.
  async listen() {
    if (!allowed || this.listens) return;
    this.listens = true;
    const { searches } = await import("../signals/send.js");
    this.signals = await searches().catch(() => undefined);
  }

  drawRecent() {
    const queries = this.root.dataset.state === "idle" ? recent() : [];
    this.recent.hidden = queries.length === 0;
    this.recent.querySelector("ul").replaceChildren(
      ...queries.map((query, i) => {
        const again = button("search-again", () => this.fill(query), icon("history"), element("span", "", query));
        const away = button("icon-button", () => this.forget(query, i), icon("x"));
        away.setAttribute("aria-label", say(this.root, "forget", query));
        return element("li", "", again, away);
      }),
    );
  }

  // forget forgets a recent search, or all, and goes on to the next one.
  forget(query, at) {
    forget(query);
    this.drawRecent();
    const rest = this.recent.querySelectorAll(".search-again");
    (rest[Math.min(at, rest.length - 1)] ?? this.input).focus();
  }
}
