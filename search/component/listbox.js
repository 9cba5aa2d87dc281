// The list of a combobox (WAI-ARIA Authoring Practices, "Combobox with listbox
// popup", with automatic selection): the first option is chosen as soon as there is
// one, the arrow keys choose others while the focus stays in the field, whose
// aria-activedescendant says which.

export class Listbox {
  constructor(input) {
    this.input = input;
    this.show([]);
  }

  // show takes the options of the list, elements with ids.
  show(options) {
    this.options = options;
    this.at = -1;
    this.moved = false; // by a key
    this.expand(options.length > 0);
    this.choose(0);
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
    if (next === undefined) return false;
    this.moved = true;
    this.choose(next);
    return true;
  }

  // next returns which option a key leads to, undefined for other keys. Only after
  // the arrow keys do Home and End move in the list and not in the field.
  next(key) {
    const last = this.options.length - 1;
    if (last < 0) return undefined;
    if (key === "ArrowDown") return this.at < last ? this.at + 1 : 0;
    if (key === "ArrowUp") return this.at > 0 ? this.at - 1 : last;
    if (key === "Home" && this.moved) return 0;
    if (key === "End" && this.moved) return last;
    return undefined;
  }
}

// isEnter reports whether a key means what stands in the field, and not a word that
// an input method makes. Safari ends that word before it tells of the key.
export function isEnter({ key, isComposing, keyCode }) {
  return key === "Enter" && !isComposing && keyCode !== 229;
}

// asOption makes a link an option of a list.
export function asOption(a, id) {
  a.id = id;
  a.tabIndex = -1;
  a.setAttribute("role", "option");
  a.setAttribute("aria-selected", "false");
  return a;
}
