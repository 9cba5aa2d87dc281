// The search dialog: a combobox whose list shows while one types. The focus
// stays in the field; the arrow keys move what is active in the list, as
// aria-activedescendant says. The index is loaded when the dialog first opens.

import { asOption, Listbox } from "search:listbox.js";
import { ask } from "./ask.js";
import { card, others } from "./cards.js";
import { own, Panel } from "./panel.js";
import { options } from "./results.js";
import { say } from "./words.js";

const limit = 10;

class SearchDialog extends Panel {
  constructor(dialog) {
    super(dialog, limit);
    this.dialog = dialog;
    this.page = dialog.querySelector("[data-search-filters]");
    this.pageURL = this.page.href;
    this.listbox = new Listbox(this.input);

    this.input.addEventListener("input", ({ timeStamp }) => this.search(timeStamp));
    this.input.addEventListener("keydown", (event) => this.key(event));
    dialog.addEventListener("click", (event) => {
      const a = event.target.closest("a");
      if (!a) return;
      this.lead(a);
      // the result may be a place in this very page
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
    });
    for (const close of dialog.querySelectorAll("[data-search-close]")) {
      close.addEventListener("click", () => dialog.close());
    }
    dialog.addEventListener("pointerdown", (event) => {
      this.outside = event.target === dialog && !within(dialog, event);
    });
    dialog.addEventListener("click", (event) => {
      if (this.outside && event.target === dialog) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => this.dialogKey(event));
    dialog.addEventListener("close", () => {
      if (this.trigger?.isConnected) this.trigger.focus();
    });
    this.show("idle");
  }

  // open is called when the dialog has just been opened, by trigger or by a key.
  open(trigger) {
    // The browser gives the focus back by itself, but not to what was clicked
    // without being focused, as Safari does with buttons.
    this.trigger = trigger;
    if (this.root.dataset.state === "found") return; // what was asked before may be chosen at once
    this.search();
    ask(this.lang, "").catch(() => {}); // the index is there when the first word is; a failure shows then
  }

  async search(began) {
    if (this.input.value.trim() === "") this.filters.chosen.kinds = [];
    await super.search(began);
  }

  draw(answer) {
    const { results, total } = answer;
    const more = total > results.length && { url: this.address, title: say(this.root, "more", total) };
    const { nodes, all } = options(this.root, others(answer, this.named), "_search-option", more);
    if (this.named) {
      const { box, links } = card(this.root, this.named, this.people);
      nodes.unshift(box);
      all.unshift(...links.map((a, i) => asOption(a, `_search-card-${i}`)));
    }
    this.list.replaceChildren(...nodes);
    this.list.hidden = all.length === 0;
    this.listbox.show(all);
    this.page.href = this.address;
    this.page.parentElement.hidden = total < 2 && !this.filters.any;
    this.list.parentElement.scrollTop = 0;
  }

  // address is that of the search page with the present question.
  get address() {
    const address = new URL(this.pageURL);
    address.searchParams.set("q", this.input.value.trim());
    for (const kind of this.filters.chosen.kinds) address.searchParams.append("kind", kind);
    if (this.lang !== own) address.searchParams.set("lang", this.lang);
    return address.href;
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.follow(event);
      return;
    }
    if (event.key === "ArrowDown" && this.listbox.options.length === 0) {
      const next = this.stops.find((stop) => stop.matches(".search-body :is(a, button)"));
      if (next) event.preventDefault();
      next?.focus();
      return;
    }
    if (this.listbox.move(event)) event.preventDefault();
  }

  // follow goes to the chosen option, or to the search page without one.
  follow({ ctrlKey, metaKey, shiftKey }) {
    const target = this.listbox.chosen?.href ?? (this.input.value.trim() && this.address);
    if (!target) return;
    this.lead(this.listbox.chosen);
    if (ctrlKey || metaKey || shiftKey) {
      globalThis.open(target, "_blank", "noopener");
      return;
    }
    this.dialog.close(); // the result may be a place in this very page
    location.assign(target);
  }

  // stops are what Tab stops at.
  get stops() {
    const stops = this.dialog.querySelectorAll("input, button, a[href]:not([tabindex])");
    return [...stops].filter((stop) => stop.checkVisibility());
  }

  dialogKey(event) {
    const { key, shiftKey, target } = event;
    if (key === "Escape") {
      event.preventDefault(); // a search field would only be emptied
      this.dialog.close();
    } else if (key === "Tab") {
      const { stops } = this;
      if (target !== stops.at(shiftKey ? 0 : -1)) return;
      event.preventDefault();
      stops.at(shiftKey ? -1 : 0).focus();
    } else if (target.matches(".search-again")) {
      const all = [...this.recent.querySelectorAll(".search-again")];
      const at = all.indexOf(target);
      if (key === "Delete") target.nextElementSibling.click();
      else if (key === "ArrowDown") all[at + 1]?.focus();
      else if (key === "ArrowUp") (all[at - 1] ?? this.input).focus();
      else return;
      event.preventDefault();
    }
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
