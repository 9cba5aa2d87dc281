// The list of a combobox (WAI-ARIA Authoring Practices, "Combobox with listbox
// popup"): the arrow keys choose an option while the focus stays in the field,
// whose aria-activedescendant says which.

export class Listbox {
  constructor(input) {
    this.input = input;
    this.show([]);
  }

  // show takes the options of the list, elements with ids. None is chosen.
  show(options) {
    this.options = options;
    this.at = -1;
    this.expand(options.length > 0);
    this.choose(-1);
  }

  // expand says whether the list can be seen.
  expand(open) {
    this.input.setAttribute("aria-expanded", String(open));
  }

  get chosen() {
    return this.options[this.at];
  }

  // choose chooses an option by its place, or none.
  choose(at) {
    this.chosen?.setAttribute("aria-selected", "false");
    this.at = at;
    if (!this.chosen) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.chosen.setAttribute("aria-selected", "true");
    this.chosen.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", this.chosen.id);
  }

  // move does what a key does in the list, and reports whether it does something.
  move({ key }) {
    const next = this.next(key);
    if (next !== undefined) this.choose(next);
    return next !== undefined;
  }

  // next returns which option a key leads to, undefined for other keys. There
  // is one place more than there are options, where none is chosen; only from
  // an option do Home and End move in the list and not in the field.
  next(key) {
    const last = this.options.length - 1;
    const inList = this.at >= 0;
    if (last < 0) return undefined;
    if (key === "ArrowDown") return this.at < last ? this.at + 1 : -1;
    if (key === "ArrowUp") return inList ? this.at - 1 : last;
    if (key === "Home" && inList) return 0;
    if (key === "End" && inList) return last;
    return undefined;
  }
}

// asOption makes a link an option of a list.
export function asOption(a, id) {
  a.id = id;
  a.tabIndex = -1;
  a.setAttribute("role", "option");
  a.setAttribute("aria-selected", "false");
  return a;
}
