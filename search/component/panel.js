// The field and what is found: while somebody types, it asks and shows.

import { because, button, element, marked, taken, titled } from "./draw.js";
import { icon } from "./icons.js";
import { asOption, isEnter, Listbox } from "./listbox.js";
import { fill } from "./texts.js";

const slow = 300; // milliseconds after which a wait is shown
const pause = 600; // milliseconds without a question after which its answer is spoken

// part returns an element that pages may style, by the name of its class.
function part(tag, name, ...children) {
  const made = element(tag, name, ...children);
  made.setAttribute("part", name);
  return made;
}

export class Panel {
  changed = () => {}; // called with the state when it is shown: "idle", "busy", "found", "none", "error"
  left = () => {}; // called when a result is followed
  asked = 0; // questions

  // host is the element: texts, language, limit, search(), tell().
  constructor(host) {
    const { texts } = host;
    this.host = host;
    this.texts = texts;
    this.input = part("input", "input");
    const attributes = {
      type: "search", role: "combobox", "aria-autocomplete": "list", "aria-controls": "list",
      "aria-label": host.getAttribute("label") || texts.label, placeholder: host.getAttribute("placeholder") ?? texts.prompt,
      autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search",
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.field = part("div", "field", icon("search"), this.input);
    this.field.lang = texts.code;

    this.status = part("p", "status");
    this.meant = part("p", "meant");
    this.list = part("div", "list");
    this.list.id = "list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", texts.results);
    this.failed = part("ul", "failed");
    this.retry = button("retry", () => this.ask(), texts.retry);
    this.body = part("div", "results", this.status, this.meant, this.list, this.failed, this.retry);
    this.body.lang = texts.code;
    this.body.tabIndex = -1; // it scrolls, but the keys that choose a result do that as well
    this.spoken = element("p", "spoken"); // for ears only
    this.spoken.setAttribute("role", "status");
    this.listbox = new Listbox(this.input);

    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.show("idle");
  }

  async ask() {
    const asked = ++this.asked;
    this.entered = undefined;
    const query = this.input.value;
    clearTimeout(this.later);
    this.spoken.textContent = "";
    if (query.trim() === "") {
      this.settle();
      this.show("idle");
      return;
    }
    this.slow ??= setTimeout(() => this.waits(), slow);
    try {
      const search = await this.host.search();
      const answer = await search(query, { limit: this.host.limit });
      if (asked !== this.asked) return; // something else has been typed since
      this.settle();
      this.answered(query, answer);
      this.answeredFor = asked;
      if (this.entered) this.follow(this.entered);
    } catch (error) {
      console.warn(`ankerplatz-search: ${error.message}`);
      if (asked !== this.asked) return;
      this.settle();
      this.entered = undefined;
      this.show("error", navigator.onLine ? this.texts.network : this.texts.offline);
      this.spoken.textContent = this.status.textContent;
    }
  }

  waits() {
    this.body.toggleAttribute("data-busy", true);
    this.list.setAttribute("aria-busy", "true");
    this.status.textContent = this.spoken.textContent = this.loaded ? this.texts.busy : this.texts.loading;
    this.changed("busy");
  }

  settle() {
    clearTimeout(this.slow);
    this.slow = undefined;
    this.body.removeAttribute("data-busy");
    this.list.removeAttribute("aria-busy");
  }

  answered(query, answer) {
    const { texts } = this;
    const { total, suggestions, failed } = answer;
    this.loaded = true;
    if (total > 0) this.show("found", this.number("results", total), answer);
    else this.show("none", fill(texts.none, query.trim()), answer);
    this.later = setTimeout(() => {
      const meant = suggestions.length > 0 ? [texts.meant, suggestions.join(", ")] : [];
      this.spoken.textContent = [this.status.textContent, ...meant, ...failed.map((hub) => this.tellsFailed(hub))].join(" ");
    }, pause);
    this.host.tell("answer", { query: query.trim(), total, failed: failed.map(({ base }) => base) });
  }

  show(state, message = "", { results = [], hubs = [], suggestions = [], named = [], failed = [] } = {}) {
    this.state = state;
    this.status.textContent = message;
    this.meant.replaceChildren();
    if (suggestions.length > 0) {
      this.meant.append(this.texts.meant, ...suggestions.flatMap((question) => [" ", button("suggestion", () => this.fill(question), question)]));
    }
    const several = hubs.length + failed.length > 1;
    const options = [...named.map((value) => this.named(value, several)), ...results.map((result) => this.result(result, several)), ...this.more(hubs, results, several)];
    options.forEach((option, i) => asOption(option, `option-${i}`));
    this.list.replaceChildren(...options);
    this.list.hidden = options.length === 0;
    this.listbox.show(options);
    this.failed.replaceChildren(...failed.map((hub) => element("li", "", this.tellsFailed(hub))));
    this.retry.hidden = state !== "error";
    this.body.scrollTop = 0;
    this.changed(state);
  }

  tellsFailed({ base, title }) {
    return fill(this.texts.failed, title ?? base.replace(/^https?:\/\/|\/$/g, ""));
  }

  // number says how many things there are.
  number(things, n) {
    const { texts } = this;
    const one = new Intl.PluralRules(texts.code).select(n) === "one";
    const said = { results: one ? texts.one : texts.other, hours: texts.hours, minutes: texts.minutes, steps: one ? texts.step : texts.steps, pages: one ? texts.page : texts.pages };
    return fill(said[things], n);
  }

  // named returns an app or a department that is asked for by name as a link.
  named({ dimension, name, url, pages, hub }, several) {
    const { texts } = this;
    const what = { apps: texts.app, departments: texts.department }[dimension];
    const facts = [what, pages > 0 && this.number("pages", pages), several && hub];
    const a = part("a", "result named", part("span", "title", name), part("span", "kind", facts.filter(Boolean).join(" · ")));
    return this.leads(a, url);
  }

  // result returns a result as a link.
  result(result, several) {
    const { excerpt, marks, kindTitle, hub, lang, url } = result;
    const a = part("a", "result", part("span", "title", titled(result, (...heading) => part("span", "heading", ...heading))));
    if (excerpt) a.append(part("span", "excerpt", marked(excerpt, marks)));
    const reason = because(result, (field) => this.texts.because[field]);
    if (reason.length > 0) a.append(part("span", "because", ...reason));
    const facts = [kindTitle, several && hub, taken(result, (things, n) => this.number(things, n))];
    a.append(part("span", "kind", facts.filter(Boolean).join(" · ")));
    if (lang !== this.texts.code) a.lang = a.hreflang = lang;
    return this.leads(a, url, result);
  }

  // more returns links to the search pages of hubs that have found more.
  more(hubs, results, several) {
    return hubs
      .filter(({ base, page, total }) => page && total > results.filter((result) => result.base === base).length)
      .map(({ title, page, total }) => {
        const text = fill(this.texts.more, total);
        const address = new URL(page);
        address.searchParams.set("q", this.input.value.trim());
        return this.leads(part("a", "more", several ? `${text} · ${title}` : text), address.href);
      });
  }

  // leads makes a link lead somewhere, unless the page wants to do that itself.
  leads(a, url, result) {
    if (/^https?:/.test(url)) a.href = url; // what an index says is not trusted to be a script
    a.addEventListener("click", (event) => {
      if (!this.host.tell("result", { url, result, query: this.input.value.trim() }, true)) event.preventDefault();
      // the result may be a place in this very page
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.left();
    });
    return a;
  }

  key(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (event.isComposing) return;
    if (key.length === 1 && !ctrlKey && !metaKey && !altKey) event.stopPropagation(); // what is typed is no shortcut of the page
    if (key === "Enter") {
      event.preventDefault();
      if (isEnter(event)) this.enter(event);
      return;
    }
    if (this.listbox.move(event)) event.preventDefault();
  }

  // enter follows what is chosen, as soon as what is typed is answered.
  enter(event) {
    if (this.answeredFor === this.asked) this.follow(event);
    else this.entered = event;
  }

  follow({ ctrlKey, metaKey, shiftKey }) {
    this.entered = undefined;
    const click = new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ctrlKey, metaKey, shiftKey });
    this.listbox.chosen?.dispatchEvent(click);
  }

  // fill asks something as if it had been typed.
  fill(question) {
    this.input.value = `${question} `; // its last word is finished
    this.input.focus();
    this.ask();
  }
}
