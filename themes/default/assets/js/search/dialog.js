// The search dialog: a combobox whose list shows while one types. The focus
// stays in the field; the arrow keys move what is active in the list, at first the
// first result, as aria-activedescendant says. The index is loaded when the dialog
// first opens. Who goes back from a result finds the dialog again: the history has
// a step for it, whose state says what was asked.

import { asOption, isEnter, Listbox } from "search:listbox.js";
import { ask } from "./ask.js";
import { card, others } from "./cards.js";
import { own, Panel } from "./panel.js";
import { options } from "./results.js";
import { sayNumber } from "./words.js";

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
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.leave(a);
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
      if (!this.left && history.state?.search) history.back();
    });
    addEventListener("popstate", () => {
      if (!history.state?.search && dialog.open) dialog.close();
    });
    this.show("idle");
  }

  // open is called when the dialog has just been opened, by trigger or by a key, or
  // by going back to it: then asked says what was asked in it (see leave).
  async open(trigger, asked) {
    this.left = false;
    if (asked) {
      this.input.value = asked.query;
      this.lang = asked.lang;
      this.filters.chosen.kinds = asked.kinds;
      await this.search();
      this.listbox.choose(Math.min(asked.at, this.listbox.options.length - 1));
      return;
    }
    // The browser gives the focus back by itself, but not to what was clicked
    // without being focused, as Safari does with buttons.
    this.trigger = trigger;
    if (this.root.dataset.state === "found") return; // what was asked before may be chosen at once
    this.search();
    ask(this.lang, "").catch(() => {}); // the index is there when the first word is; a failure shows then
  }

  // leave closes the dialog for a link, which may be a place in this very page, and
  // leaves a way back to it.
  leave(a) {
    if (!a.protocol.startsWith("http")) {
      this.dialog.close(); // another program opens
      return;
    }
    const { lang } = this;
    const search = { query: this.input.value, lang, kinds: this.filters.chosen.kinds, at: Math.max(0, this.listbox.options.indexOf(a)) };
    if (history.state?.search) history.replaceState({ ...history.state, search }, "");
    else history.pushState({ ...history.state, search }, "");
    this.left = true;
    this.dialog.close();
  }

  async search(began) {
    if (this.input.value.trim() === "") this.filters.chosen.kinds = [];
    await super.search(began);
  }

  draw(answer) {
    const { total } = answer;
    const more = total > 0 && { url: this.address, title: sayNumber(this.root, "more", total) };
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
      if (isEnter(event)) this.enter(event);
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

  // follow goes to the chosen option. Where nothing was found, what is said of that
  // stays.
  follow({ ctrlKey, metaKey, shiftKey }) {
    this.entered = undefined;
    const { chosen } = this.listbox;
    if (!chosen) return;
    this.lead(chosen);
    if (ctrlKey || metaKey || shiftKey) {
      globalThis.open(chosen.href, "_blank", "noopener");
      return;
    }
    this.leave(chosen);
    location.assign(chosen.href);
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

// open also takes an Enter of before it could be heard.
export function open(dialog, trigger, { asked, entered }) {
  instance ??= new SearchDialog(dialog);
  instance.open(trigger, asked);
  if (entered) instance.enter(entered);
}
