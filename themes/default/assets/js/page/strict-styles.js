// Lets a library that writes styles as markup work under a Content Security
// Policy of style-src 'self', and lets it put nothing harmful into the page, policy or
// not. Such a policy forbids style attributes and <style> elements, but not the
// same styles set through CSSOM; so while run() is at work, the few DOM calls that
// would write markup go through CSSOM, and what they write through a list of
// what is harmless. Nothing else changes, and everything is put back afterwards.

import { allowed, cleanRules, copy, loads } from "./harmless.js";

const marker = "data-strict-style";
const markup = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
const picture = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
const inert = document.implementation.createHTMLDocument(); // loads and runs nothing

// hidden hides the style attributes in html from the browser.
const hidden = (html) => `${html}`.replace(/(<[a-z][^<>]*?)\sstyle\s*=/gi, `$1 ${marker}=`);

// fill is element.innerHTML = html, without what is not harmless.
export function fill(element, html) {
  const apart = inert.createElementNS(element.namespaceURI, element.localName);
  markup.set.call(apart, hidden(html));
  element.replaceChildren(...copy(apart, marker));
}

// run calls work() and returns {value, sheets}: what it returned, and the
// rules that it wanted to put into the document as <style> elements, for the element
// with the id. These hold until drop(sheets).
export async function run(id, work) {
  const { setAttribute, setAttributeNS } = Element.prototype;
  const { appendChild, insertBefore } = Node.prototype;
  const { parseFromString } = DOMParser.prototype;
  const { setProperty } = CSSStyleDeclaration.prototype;
  const sheets = [];
  const adopt = (style) => {
    const rules = new CSSStyleSheet();
    rules.replaceSync(style.textContent);
    cleanRules(rules, id);
    sheets.push(rules);
    document.adoptedStyleSheets.push(rules);
    return style;
  };

  Object.defineProperty(Element.prototype, "innerHTML", {
    ...markup,
    set(html) {
      if (this.ownerDocument === document && this.localName !== "style") fill(this, html);
      else markup.set.call(this, hidden(html));
    },
  });
  Object.defineProperty(HTMLImageElement.prototype, "src", {
    ...picture,
    set(address) {
      if (allowed(this, "src", `${address}`)) picture.set.call(this, address);
    },
  });
  Element.prototype.setAttribute = function (name, value) {
    if (!allowed(this, name, `${value}`)) return;
    if (name === "style") this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
  Element.prototype.setAttributeNS = function (space, name, value) {
    if (allowed(this, name, `${value}`)) setAttributeNS.call(this, space, name, value);
  };
  CSSStyleDeclaration.prototype.setProperty = function (name, value, priority) {
    if (!loads(`${value}`)) setProperty.call(this, name, value, priority);
  };
  Node.prototype.appendChild = function (node) {
    return node.localName === "style" ? adopt(node) : appendChild.call(this, node);
  };
  Node.prototype.insertBefore = function (node, next) {
    return node.localName === "style" ? adopt(node) : insertBefore.call(this, node, next);
  };
  DOMParser.prototype.parseFromString = function (html, type) {
    return parseFromString.call(this, hidden(html), type);
  };
  try {
    return { value: await work(), sheets };
  } catch (error) {
    drop(sheets);
    throw error;
  } finally {
    Object.defineProperty(Element.prototype, "innerHTML", markup);
    Object.defineProperty(HTMLImageElement.prototype, "src", picture);
    Object.assign(Element.prototype, { setAttribute, setAttributeNS });
    Object.assign(Node.prototype, { appendChild, insertBefore });
    Object.assign(DOMParser.prototype, { parseFromString });
    Object.assign(CSSStyleDeclaration.prototype, { setProperty });
  }
}

// drop takes sheets away again.
export function drop(sheets) {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
}
