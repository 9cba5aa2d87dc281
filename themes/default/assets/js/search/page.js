// The search page: the same search with all results and all filters, its state
// in the address, so that it can be sent around and gone back to.

import { card, others } from "./cards.js";
import { own, Panel } from "./panel.js";
import { lists } from "./results.js";

const first = 10; // results
const further = 20; // with each press of a button
const pause = 300; // milliseconds without a key

const params = { kinds: "kind", apps: "app", departments: "department" }; // of the address

class SearchPage extends Panel {
  constructor(root) {
    super(root, first);
    this.more = root.querySelector("[data-search-more]");
    this.reset = root.querySelector("[data-search-reset]");
    this.offers = root.querySelector("[data-search-offers]");
    this.narrow = root.querySelector("[data-search-narrow]");

    const questions = root.querySelector("[data-search-questions]");
    if (questions) questions.hidden = false; // they are asked by this script
    this.input.addEventListener("input", () => this.changed(true));
    this.input.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.lead();
      this.changed();
      this.enter(event);
    });
    this.list.addEventListener("click", ({ target }) => target.closest("a") && this.lead(target.closest("a")));
    this.more.addEventListener("click", () => this.showMore());
    this.reset.addEventListener("click", () => {
      for (const name in params) this.filters.chosen[name] = [];
      this.changed();
      this.input.focus();
    });
    addEventListener("popstate", () => this.restore());
    this.restore();
  }

  // follow puts the focus on the first result: the next Enter opens it.
  follow() {
    this.entered = undefined;
    this.list.querySelector("a")?.focus();
  }

  // restore does what the address says.
  restore() {
    clearTimeout(this.writing);
    const address = new URLSearchParams(location.search);
    const lang = address.get("lang");
    this.input.value = address.get("q") ?? "";
    for (const name in params) this.filters.chosen[name] = address.getAll(params[name]);
    this.lang = lang && this.languages && this.button(lang) ? lang : own;
    this.limit = first;
    return this.search();
  }

  // changed follows the controls. While somebody types, the address follows when
  // there is a pause, and without a step back for every word.
  changed(typing = false) {
    clearTimeout(this.writing);
    if (typing) this.writing = setTimeout(() => this.write(true), pause);
    else this.write();
    this.limit = first;
    return this.search();
  }

  write(typing = false) {
    const address = new URLSearchParams();
    const query = this.input.value.trim();
    if (query) address.set("q", query);
    for (const name in params) for (const value of this.filters.chosen[name]) address.append(params[name], value);
    if (this.lang !== own) address.set("lang", this.lang);
    const target = location.pathname + (address.size ? `?${address}` : "");
    if (target !== location.pathname + location.search) {
      if (typing && this.typed) history.replaceState(null, "", target);
      else history.pushState(null, "", target);
    }
    this.typed = typing;
  }

  draw(answer) {
    const { results, total } = answer;
    const first = this.named ? [card(this.root, this.named, this.people).box] : [];
    this.list.replaceChildren(...first, ...lists(this.root, others(answer, this.named), "_search-kind"));
    this.offers.hidden = this.root.dataset.state !== "idle";
    this.more.hidden = total <= results.length;
    this.reset.hidden = !this.filters.any;
    this.narrow.hidden = total < 2 && !this.filters.any;
  }

  // showMore shows more results, and puts the focus on the first new one.
  async showMore() {
    const before = new Set([...this.list.querySelectorAll("a")].map(({ href }) => href));
    this.limit += further;
    await this.search();
    [...this.list.querySelectorAll("a")].find(({ href }) => !before.has(href))?.focus();
  }
}

export function start(root) {
  return new SearchPage(root);
}
