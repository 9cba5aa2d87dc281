// The filters of a search: chips for the kinds of page and, where there are
// such, selects for apps and departments. Each value says how many it would
// leave.

import { kindOf } from "./kinds.js";

export class Filters {
  // changed is called when the reader has chosen something.
  constructor(root, changed) {
    this.root = root;
    this.kinds = root.querySelector("[data-search-kinds]");
    this.selects = [...root.querySelectorAll("select[data-search-filter]")];
    this.names = new Map(); // by id, of apps and departments
    this.chosen = { kinds: [], apps: [], departments: [] };
    root.addEventListener("change", ({ target }) => {
      if (this.kinds.contains(target)) this.chosen.kinds = [...this.kinds.querySelectorAll("input:checked")].map(({ value }) => value);
      else if (this.selects.includes(target)) this.chosen[target.dataset.searchFilter] = target.value ? [target.value] : [];
      else return;
      changed();
    });
  }

  get any() {
    return Object.values(this.chosen).some((values) => values.length > 0);
  }

  // draw shows what an answer leaves to choose. Controls that are there stay,
  // and with them the focus.
  draw(facets) {
    this.drawKinds(facets.kinds);
    for (const select of this.selects) this.drawSelect(select, facets[select.dataset.searchFilter]);
  }

  drawKinds(facet) {
    const counts = new Map(facet.map(({ id, count }) => [id, count]));
    for (const kind of this.chosen.kinds) if (!counts.has(kind)) counts.set(kind, 0);
    for (const label of this.kinds.querySelectorAll("label")) {
      if (!counts.has(label.dataset.kind)) label.remove();
    }
    for (const kind of [...counts.keys()].sort((a, b) => kindOf(a).order - kindOf(b).order)) {
      const label = this.kinds.querySelector(`label[data-kind="${CSS.escape(kind)}"]`) ?? this.chip(kind);
      if (!label.isConnected) this.insert(label);
      label.querySelector("input").checked = this.chosen.kinds.includes(kind);
      label.querySelector("[data-count]").textContent = counts.get(kind);
    }
    this.kinds.hidden = counts.size < 2 && this.chosen.kinds.length === 0;
  }

  insert(label) {
    const next = [...this.kinds.children].find(({ dataset }) => kindOf(dataset.kind).order > kindOf(label.dataset.kind).order);
    this.kinds.insertBefore(label, next ?? null);
  }

  chip(kind) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    const count = document.createElement("span");
    label.className = "chip";
    label.dataset.kind = kind;
    box.type = "checkbox";
    box.value = kind;
    count.dataset.count = "";
    label.append(box, ` ${kindOf(kind).titles} `, count);
    return label;
  }

  drawSelect(select, facet) {
    const [chosen] = this.chosen[select.dataset.searchFilter];
    const values = [...facet];
    for (const { id, name } of values) this.names.set(id, name);
    if (chosen && !values.some(({ id }) => id === chosen)) values.push({ id: chosen, name: this.names.get(chosen) ?? chosen, count: 0 });
    values.sort((a, b) => a.name.localeCompare(b.name, document.documentElement.lang));
    const [all] = select.options;
    select.replaceChildren(all, ...values.map(({ id, name, count }) => new Option(`${name} (${count})`, id)));
    select.value = chosen ?? "";
    select.disabled = values.length === 0;
  }
}
