// Lets a library that writes styles as markup work under a Content Security
// Policy of style-src 'self'. Such a policy forbids style attributes and
// <style> elements, but not the same styles set through CSSOM; so while run()
// is at work, the few DOM calls that would write markup go through CSSOM.
// Nothing else changes, and everything is put back afterwards.

const marker = "data-strict-style";
const markup = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");

// inert hides the style attributes in html from the browser.
const inert = (html) => `${html}`.replace(/(<[a-z][^<>]*?)\sstyle\s*=/gi, `$1 ${marker}=`);

// fill is element.innerHTML = html.
export function fill(element, html) {
  markup.set.call(element, inert(html));
  for (const styled of element.querySelectorAll(`[${marker}]`)) {
    const text = styled.getAttribute(marker);
    styled.removeAttribute(marker);
    styled.style.cssText = text;
  }
}

// run calls work() and returns {value, sheets}: what it returned, and the
// rules that it wanted to put into the document as <style> elements. These
// hold until drop(sheets).
export async function run(work) {
  const { setAttribute } = Element.prototype;
  const { appendChild, insertBefore } = Node.prototype;
  const { parseFromString } = DOMParser.prototype;
  const sheets = [];
  const adopt = (style) => {
    const rules = new CSSStyleSheet();
    rules.replaceSync(style.textContent);
    sheets.push(rules);
    document.adoptedStyleSheets.push(rules);
    return style;
  };

  Object.defineProperty(Element.prototype, "innerHTML", {
    ...markup,
    set(html) {
      fill(this, html);
    },
  });
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style") this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
  Node.prototype.appendChild = function (node) {
    return node.localName === "style" ? adopt(node) : appendChild.call(this, node);
  };
  Node.prototype.insertBefore = function (node, next) {
    return node.localName === "style" ? adopt(node) : insertBefore.call(this, node, next);
  };
  DOMParser.prototype.parseFromString = function (html, type) {
    return parseFromString.call(this, inert(html), type);
  };
  try {
    return { value: await work(), sheets };
  } catch (error) {
    drop(sheets);
    throw error;
  } finally {
    Object.defineProperty(Element.prototype, "innerHTML", markup);
    Object.assign(Element.prototype, { setAttribute });
    Object.assign(Node.prototype, { appendChild, insertBefore });
    Object.assign(DOMParser.prototype, { parseFromString });
  }
}

// drop takes sheets away again.
export function drop(sheets) {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
}
