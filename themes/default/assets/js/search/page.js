// The search page: the same search with all results, the query and the chosen
// kinds in the address, so that it can be sent around and gone back to.

import { connectPage } from "./client.js";
import { lists } from "./results.js";
import { say, sayCount, sayFailure } from "./words.js";

const pause = 150;
const limit = 100;

class SearchPage {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("[data-search-input]");
    this.results = root.querySelector("[data-search-results]");
    this.status = root.querySelector("[data-search-status]");
    this.none = root.querySelector("[data-search-none]");
    this.kinds = root.querySelector("[data-search-kinds]");
    this.asked = 0;

    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.changed(true), pause);
    });
    this.input.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      this.changed();
    });
    this.kinds?.addEventListener("change", () => this.changed());
    addEventListener("popstate", () => this.restore());
    this.restore();
  }

  get chosen() {
    return [...(this.kinds?.querySelectorAll("input:checked") ?? [])].map((box) => box.value);
  }

  // restore does what the address says.
  restore() {
    const params = new URLSearchParams(location.search);
    this.input.value = params.get("q") ?? "";
    return this.search(params.getAll("kind"));
  }

  // changed follows the controls. While somebody types, the address changes
  // without a step back for every letter.
  changed(typing = false) {
    const params = new URLSearchParams();
    const query = this.input.value.trim();
    if (query) params.set("q", query);
    for (const kind of this.chosen) params.append("kind", kind);
    const target = location.pathname + (params.size ? `?${params}` : "");
    if (target !== location.pathname + location.search) {
      if (typing && this.typed) history.replaceState(null, "", target);
      else history.pushState(null, "", target);
    }
    this.typed = typing;
    return this.search(this.chosen);
  }

  async search(kinds) {
    const query = this.input.value.trim();
    const asked = ++this.asked;
    if (query === "") {
      this.show("idle", [], "");
      this.showKinds({}, []);
      return;
    }
    if (!this.loaded) this.show("loading", [], say(this.root, "loading"));
    try {
      const engine = await connectPage();
      this.loaded = true;
      // the words before the last may still be typed: the engine sees what stands there
      const { groups, results, counts, total } = await engine.search(this.input.value, { limit, kinds });
      if (asked !== this.asked) return;
      const n = kinds.length ? kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0) : total;
      if (results.length === 0) this.show("none", [], say(this.root, "none", query));
      else this.show("found", groups, sayCount(this.root, n));
      this.showKinds(counts, kinds);
    } catch (error) {
      console.warn(`search: ${error.message}`);
      if (asked === this.asked) this.show("error", [], sayFailure(this.root));
    }
  }

  show(state, groups, message) {
    this.root.dataset.state = state;
    this.results.setAttribute("aria-busy", String(state === "loading"));
    this.results.replaceChildren(...lists(this.root, groups, "_search-kind"));
    if (this.status.textContent !== message) this.status.textContent = message;
    if (this.none) this.none.hidden = state !== "none" && state !== "error";
  }

  // showKinds keeps the chips that are there, and with them the focus.
  showKinds(counts, chosen) {
    if (!this.kinds) return;
    const kinds = [...new Set([...Object.keys(counts), ...chosen])].sort();
    for (const label of this.kinds.querySelectorAll("label[data-kind]")) {
      if (!kinds.includes(label.dataset.kind)) label.remove();
    }
    for (const kind of kinds) {
      const label = this.kinds.querySelector(`label[data-kind="${kind}"]`) ?? this.kinds.appendChild(this.chip(kind));
      label.querySelector("input").checked = chosen.includes(kind);
      label.querySelector("[data-count]").textContent = counts[kind] ?? 0;
    }
    this.kinds.hidden = kinds.length < 2 && chosen.length === 0;
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
    label.append(box, ` ${say(this.root, `kind-${kind}`) || kind} `, count);
    return label;
  }
}

export function start(root) {
  return new SearchPage(root);
}
