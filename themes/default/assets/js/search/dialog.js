// The search dialog: a combobox whose list shows while one types. The focus
// stays in the field; the arrow keys move what is active in the list, as
// aria-activedescendant says. The index is loaded when the dialog first opens.

import { connectPage } from "./client.js";
import { options } from "./results.js";
import { say, sayCount, sayFailure } from "./words.js";

const pause = 80; // milliseconds without a key before a search
const limit = 12;

class SearchDialog {
  constructor(dialog) {
    this.dialog = dialog;
    this.input = dialog.querySelector("[data-search-input]");
    this.list = dialog.querySelector("[data-search-results]");
    this.status = dialog.querySelector("[data-search-status]");
    this.none = dialog.querySelector("[data-search-none]");
    this.options = [];
    this.active = -1;
    this.asked = 0;

    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), pause);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => {
      // the result may be a place in this very page
      if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
    });
    for (const button of dialog.querySelectorAll("[data-search-close]")) {
      button.addEventListener("click", () => dialog.close());
    }
    dialog.addEventListener("pointerdown", (event) => {
      this.outside = event.target === dialog && !within(dialog, event);
    });
    dialog.addEventListener("click", (event) => {
      if (this.outside && event.target === dialog) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // a search field would only be emptied
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      if (this.trigger?.isConnected) this.trigger.focus();
    });
    this.show("idle", []);
  }

  open(trigger) {
    if (this.dialog.open) {
      this.input.select();
      return;
    }
    // The browser gives the focus back by itself, but not to what was clicked
    // without being focused, as Safari does with buttons.
    this.trigger = trigger;
    this.dialog.showModal();
    this.input.focus();
    this.input.select();
    // What was asked before still stands there, and may be chosen at once.
    if (this.answered !== this.input.value) this.search();
  }

  async search() {
    const query = this.input.value;
    const asked = ++this.asked;
    if (this.failed || !this.loaded) {
      this.failed = false;
      this.show("loading", [], say(this.dialog, "loading"));
    }
    try {
      const engine = await connectPage();
      this.loaded = true;
      const { groups, total } = await engine.search(query, { limit });
      if (asked !== this.asked) return; // something else has been typed since
      this.answered = query;
      if (query.trim() === "") this.show("idle", []);
      else if (total === 0) this.show("none", [], say(this.dialog, "none", query.trim()));
      else this.show("found", groups, sayCount(this.dialog, total), total > limit ? say(this.dialog, "more", total) : "");
    } catch (error) {
      console.warn(`search: ${error.message}`);
      this.failed = true;
      this.answered = undefined;
      if (asked === this.asked) this.show("error", [], sayFailure(this.dialog));
    }
  }

  // page is the address of the search page with the present query.
  get page() {
    const address = new URL(document.querySelector("a[data-search-open]").href);
    address.searchParams.set("q", this.input.value.trim());
    return address.href;
  }

  show(state, groups, message = "", more = "") {
    const { nodes, all } = options(this.dialog, groups, "_search-option", more && { url: this.page, title: more });
    this.dialog.dataset.state = state;
    this.list.setAttribute("aria-busy", String(state === "loading"));
    this.list.replaceChildren(...nodes);
    this.list.hidden = all.length === 0;
    this.list.scrollTop = 0;
    this.options = all;
    if (this.status.textContent !== message) this.status.textContent = message;
    if (this.none) this.none.hidden = state !== "none" && state !== "error";
    this.input.setAttribute("aria-expanded", String(all.length > 0));
    this.activate(-1);
  }

  activate(index) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.options[index];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.follow(event);
      return;
    }
    const next = this.next(event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.activate(next);
  }

  // follow goes to the active option, or to the search page without one.
  follow({ ctrlKey, metaKey, shiftKey }) {
    const option = this.options[this.active];
    const click = { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey };
    if (option) option.dispatchEvent(new MouseEvent("click", click));
    else if (this.input.value.trim()) location.assign(this.page);
  }

  // next returns which option a key leads to, undefined for other keys. There
  // is one place more than there are options, where none is active; only from
  // an option do Home and End move in the list and not in the field.
  next(key) {
    const last = this.options.length - 1;
    const inList = this.active >= 0;
    if (last < 0) return undefined;
    if (key === "ArrowDown") return this.active < last ? this.active + 1 : -1;
    if (key === "ArrowUp") return inList ? this.active - 1 : last;
    if (key === "Home" && inList) return 0;
    if (key === "End" && inList) return last;
    return undefined;
  }
}

// within says whether a pointer is inside the dialog's box, not its backdrop.
function within(dialog, { clientX, clientY }) {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}

let instance;

export function open(dialog, trigger) {
  instance ??= new SearchDialog(dialog);
  instance.open(trigger);
}
