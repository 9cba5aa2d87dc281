// <ankerplatz-search>: the search of one hub or several, in any page.
//
//   <script type="module" src="https://hub.example.org/search/component.js"></script>
//   <ankerplatz-search hubs="https://hub.example.org/ https://it.example.org/" lang="de"></ankerplatz-search>
//
// It needs nothing of the page, no styles and no rights but to load scripts and
// data from the hubs, and loads nothing before it is used. docs/search.md tells
// what there is.

import { button, element } from "./draw.js";
import { own, searchOf } from "./hubs.js";
import { icon } from "./icons.js";
import { Panel } from "./panel.js";
import { Popup } from "./popup.js";
import { isPressed, keysOf, written } from "./shortcut.js";
import css from "./style.css";
import { textsIn } from "./texts.js";

const name = "ankerplatz-search";
const usual = { limit: 8, shortcut: "Ctrl+K" };

const styles = new CSSStyleSheet();
styles.replaceSync(css);

class AnkerplatzSearch extends HTMLElement {
  static observedAttributes = ["hubs", "lang", "mode", "limit", "shortcut", "label", "placeholder"];

  constructor() {
    super();
    this.attachShadow({ mode: "open", delegatesFocus: true }).adoptedStyleSheets = [styles];
  }

  connectedCallback() {
    this.build();
  }

  disconnectedCallback() {
    this.listening?.abort();
  }

  attributeChangedCallback(_, before, now) {
    if (this.panel && this.isConnected && before !== now) this.build();
  }

  // What attributes say.

  get bases() {
    const addresses = (this.getAttribute("hubs") ?? own).split(/\s+/).filter(Boolean);
    return addresses.filter((address) => URL.canParse(address, document.baseURI)).map((address) => new URL(address, document.baseURI).href);
  }

  get language() {
    return this.getAttribute("lang") || document.documentElement.lang;
  }

  get limit() {
    return Math.max(1, Number.parseInt(this.getAttribute("limit"), 10) || usual.limit);
  }

  get inDialog() {
    return this.getAttribute("mode") === "dialog";
  }

  get shortcut() {
    const wanted = this.getAttribute("shortcut") ?? (this.inDialog ? usual.shortcut : "off");
    return wanted === "off" ? undefined : keysOf(wanted);
  }

  build() {
    this.listening?.abort();
    this.listening = new AbortController();
    this.texts = textsIn(this.language);
    this.panel = new Panel(this);
    if (this.inDialog) this.buildDialog();
    else this.buildBox();
    const { shortcut } = this;
    if (!shortcut) return;
    const listen = (event) => {
      if (event.defaultPrevented || !isPressed(shortcut, event)) return;
      event.preventDefault();
      this.open();
    };
    document.addEventListener("keydown", listen, { signal: this.listening.signal });
  }

  // buildBox puts the field into the page; what is found lies over it.
  buildBox() {
    const { panel } = this;
    this.shadowRoot.replaceChildren(panel.field, panel.body, panel.spoken);
    const popup = new Popup(panel.field, panel.body, this.listening.signal);
    panel.changed = (state) => {
      if (state === "idle") popup.close();
      else if (popup.open()) {
        panel.listbox.choose(0);
        this.tell("open");
      }
      panel.listbox.expand(popup.isOpen && panel.listbox.options.length > 0);
    };
    const close = () => {
      popup.close();
      panel.listbox.choose(-1);
      panel.listbox.expand(false);
    };
    panel.left = close;
    panel.field.addEventListener("focusin", () => {
      this.search().catch(() => {}); // it is there when the first word is; a failure shows then
      panel.changed(panel.state);
    });
    panel.input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !popup.isOpen) return;
      event.preventDefault(); // what was typed stays
      close();
    });
    const leave = ({ relatedTarget }) => this.shadowRoot.contains(relatedTarget) || close();
    this.shadowRoot.addEventListener("focusout", leave, { signal: this.listening.signal });
  }

  // buildDialog puts a button into the page that opens a dialog.
  buildDialog() {
    const { panel, texts } = this;
    const close = button("close", () => dialog.close(), icon("x"));
    close.setAttribute("aria-label", texts.close);
    panel.field.append(close);
    const dialog = element("dialog", "dialog", panel.field, panel.body, panel.spoken);
    dialog.setAttribute("part", "dialog");
    dialog.setAttribute("aria-label", this.getAttribute("label") || texts.search);
    const opener = button("button", () => this.open(opener), icon("search"), element("span", "", this.getAttribute("label") || texts.search));
    opener.setAttribute("part", "button");
    opener.setAttribute("aria-haspopup", "dialog");
    const { shortcut } = this;
    if (shortcut) {
      const keys = element("kbd", "keys", written(shortcut, texts));
      keys.setAttribute("aria-hidden", "true");
      opener.setAttribute("aria-keyshortcuts", shortcut.aria);
      opener.append(keys);
    }
    this.shadowRoot.replaceChildren(opener, dialog);
    panel.left = () => dialog.close();
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // a search field would only be emptied
      dialog.close();
    });
    let outside = false; // where a press began: a text that is selected may end there
    dialog.addEventListener("pointerdown", ({ target }) => (outside = target === dialog));
    dialog.addEventListener("click", ({ target }) => outside && target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      panel.listbox.choose(-1);
      // The browser gives the focus back by itself, but not to what was clicked
      // without being focused, as Safari does with buttons.
      this.trigger?.focus();
    });
    this.dialog = dialog;
  }

  // open opens the dialog, or puts the focus into the field.
  open(trigger) {
    const { dialog, panel } = this;
    if (this.inDialog && !dialog.open) {
      this.trigger = trigger;
      dialog.showModal();
      panel.listbox.choose(0);
      this.search().catch(() => {});
      this.tell("open");
    }
    panel.input.focus();
    panel.input.select();
  }

  // search returns a promise of the search of the hubs.
  search() {
    return searchOf(this.bases, this.language);
  }

  // tell tells the page of something; it reports whether the page lets it happen.
  tell(what, detail = {}, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(`ankerplatz-${what}`, { bubbles: true, composed: true, cancelable, detail }));
  }
}

// Two hubs may bring the script.
if (!customElements.get(name)) customElements.define(name, AnkerplatzSearch);
