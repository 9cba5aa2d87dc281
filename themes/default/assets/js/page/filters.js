// Filters of a list. Values of one filter add up, filters and the words of the
// text box narrow down; the counts on the chips say what a click would leave, and
// what would leave nothing, or all, is not offered. Where nothing has the words,
// ways lead to where else they may be looked for.
// The state stands in the address, so that a filtered list can be sent around.

import { fold, holds } from "./fold.js";
import { isOne } from "./plural.js";

const split = (text) => text.split(/\s+/).filter(Boolean);

// reveal shows a part of the list and what it stands in.
function reveal(part, root) {
  for (; part && part !== root; part = part.parentElement) part.hidden = false;
}

// sayNumber has an element say how many there are.
function sayNumber(element, n) {
  const { tOne, tOther } = element.dataset;
  element.textContent = (isOne(n) ? tOne : tOther).replace("{0}", n);
}

class List {
  constructor(root) {
    this.root = root;
    this.items = [...root.querySelectorAll("[data-item]")].map((row) => ({
      row,
      text: fold(row.dataset.text ?? row.textContent),
      values: new Map(),
      // A row may have parts that one filter hides one by one.
      parts: row.dataset.parts ? [...row.querySelectorAll(`[data-${row.dataset.parts}]`)] : [],
    }));
    this.filters = [...root.querySelectorAll("[data-filter]")].map((fieldset) => {
      const type = fieldset.dataset.filter;
      for (const item of this.items) {
        item.values.set(type, new Set(split(item.row.getAttribute(`data-${type}`) ?? "")));
      }
      return { type, fieldset, boxes: [...fieldset.querySelectorAll("input[type=checkbox]")] };
    });
    this.groups = [...root.querySelectorAll("[data-filter-group]")].map((group) => ({
      group,
      rows: [...group.querySelectorAll("[data-item]")],
    }));
    this.input = root.querySelector("input[data-filter-text]");
    this.count = root.querySelector("[data-filter-count]");
    this.empty = root.querySelector("[data-filter-empty]");
    this.resets = root.querySelectorAll("[data-filter-reset]");
    this.opener = root.querySelector(".filter-bar [popovertarget]");
    this.elsewhere = root.querySelectorAll("[data-filter-elsewhere]");

    for (const control of [this.input, this.count, ...this.filters.map(({ fieldset }) => fieldset)]) reveal(control, root);
    for (const { fieldset } of this.filters) fieldset.classList.remove("waits"); // its place is needed no more
    root.addEventListener("change", () => this.update());
    this.input?.addEventListener("input", () => this.update());
    this.input?.form?.addEventListener("submit", (event) => event.preventDefault());
    for (const reset of this.resets) {
      reset.addEventListener("click", () => {
        this.restore(new URLSearchParams());
        this.update();
        (this.input ?? this.filters[0]?.boxes[0])?.focus();
      });
    }
    this.restore(new URLSearchParams(location.search));
    this.apply();
  }

  // restore sets the controls to what an address says.
  restore(params) {
    for (const { type, boxes } of this.filters) {
      const wanted = params.getAll(type);
      for (const box of boxes) box.checked = wanted.includes(box.value);
    }
    if (this.input) this.input.value = params.get("q") ?? "";
  }

  update() {
    const params = new URLSearchParams();
    if (this.input?.value.trim()) params.set("q", this.input.value.trim());
    for (const { type, boxes } of this.filters) {
      for (const box of boxes) if (box.checked) params.append(type, box.value);
    }
    const query = params.toString();
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
    this.apply();
  }

  apply() {
    const words = split(fold(this.input?.value ?? ""));
    const chosen = this.filters.map(({ type, boxes }) => ({
      type,
      values: boxes.filter((box) => box.checked).map((box) => box.value),
    }));
    const fits = (item, except) =>
      words.every((word) => holds(item.text, word)) &&
      chosen.every(
        ({ type, values }) =>
          type === except || values.length === 0 || values.some((value) => item.values.get(type).has(value)),
      );

    let shown = 0;
    for (const item of this.items) {
      item.row.hidden = !fits(item);
      if (!item.row.hidden) shown++;
      const wanted = chosen.find(({ type }) => type === item.row.dataset.parts)?.values ?? [];
      for (const part of item.parts) {
        const own = split(part.getAttribute(`data-${item.row.dataset.parts}`));
        part.hidden = wanted.length > 0 && !wanted.some((value) => own.includes(value));
      }
    }
    const active = words.length > 0 || chosen.some(({ values }) => values.length > 0);
    for (const { group, rows } of this.groups) {
      group.hidden = rows.every((row) => row.hidden);
      if (active && "open" in group) group.open = true; // what fits is seen
    }
    for (const { type, fieldset, boxes } of this.filters) {
      const within = this.items.filter((item) => fits(item, type));
      let tells = false;
      for (const box of boxes) {
        const n = within.filter((item) => item.values.get(type).has(box.value)).length;
        const label = box.closest("label");
        label.querySelector("[data-count]").textContent = n;
        label.hidden = n === 0 && !box.checked;
        tells ||= box.checked || (n > 0 && n < within.length);
      }
      fieldset.hidden = !tells;
      for (const more of fieldset.querySelectorAll("details")) {
        const left = more.querySelectorAll("label:not([hidden])").length;
        more.hidden = left === 0;
        sayNumber(more.querySelector("summary"), left);
      }
    }
    if (this.opener) this.opener.hidden = this.filters.every(({ fieldset }) => fieldset.hidden);

    for (const reset of this.resets) reset.hidden = !active;
    if (this.empty) this.empty.hidden = shown > 0 || this.items.length === 0;
    const asked = this.input?.value.trim() ?? "";
    for (const way of this.elsewhere) {
      way.hidden = asked === "";
      way.search = new URLSearchParams({ q: asked });
      way.querySelector("span").textContent = way.dataset.t.replace("{0}", () => asked);
    }
    if (this.count) sayNumber(this.count, shown);
  }
}

export function start(roots) {
  const lists = [...roots].map((root) => new List(root));
  addEventListener("popstate", () => {
    for (const list of lists) {
      list.restore(new URLSearchParams(location.search));
      list.apply();
    }
  });
}
