// How a page looks in the hub, as far as a browser can tell that alone.

const { createClass, h } = window;

export const pageStyles = `
body { padding: 1.5rem }
.lead { font-size: 1.125rem; margin-block: 0.5rem 1.5rem }
.said { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid; font-size: 0.875rem }
.said > div { display: grid; grid-template-columns: minmax(6rem, 1fr) 3fr; gap: 0.25rem 1rem; margin-block: 0.5rem }
.said dt { font-weight: 600 }
.said dd { margin: 0; overflow-wrap: anywhere }
`;

// pagePreview shows a page: its title, its text, and what else the form says.
export function pagePreview(title) {
  return createClass({
    render() {
      const { collection, entry, fields, getAsset, widgetFor } = this.props;
      const data = entry.get("data");
      const facts = fields.filter((field) => ![title, "summary", "body"].includes(field.get("name"))).map((field) => fact(field, data.get(field.get("name")), getAsset));
      const summary = data.get("summary");
      return h(
        "article",
        { className: `kind-${collection.get("name").split("-")[0]}` },
        h("h1", null, data.get(title)),
        summary && h("p", { className: "lead" }, String(summary)),
        widgetFor("body"),
        facts.some(Boolean) && h("dl", { className: "said" }, facts),
      );
    },
  });
}

// fact is a field and what it says, undefined where it says nothing.
function fact(field, value, getAsset) {
  const said = shown(field, value, getAsset);
  return said?.length === 0 || !said ? undefined : h("div", { key: field.get("name") }, h("dt", null, field.get("label")), h("dd", null, said));
}

function shown(field, value, getAsset) {
  if (value === undefined || value === null || value === "") return undefined;
  if (["image", "file"].includes(field.get("widget")) && typeof value === "string") return h("img", { src: String(getAsset(value, field)), alt: "", width: 160 });
  if (typeof value === "boolean") return value ? "✓" : undefined;
  if (value.keySeq && value.toKeyedSeq && !value.toJS().map) {
    const inner = field.get("fields")?.map((each) => shown(each, value.get(each.get("name")), getAsset)).filter(Boolean);
    return inner?.flatMap((part, i) => (i ? [" · ", part] : [part])).toArray();
  }
  if (value.map) return value.map((item, i) => h("div", { key: i }, shown(field.get("field") ?? field, item, getAsset))).toArray?.() ?? undefined;
  return field.get("options")?.find((option) => option.get?.("value") === value)?.get("label") ?? String(value);
}

// textPreview shows the text of a page: Decap's own rendering, with the hub's
// marks in it.
export function textPreview(CMS, texts) {
  const Markdown = CMS.getWidget("markdown").preview;
  return createClass({
    componentDidMount() {
      dress(this.root, texts);
    },
    componentDidUpdate() {
      dress(this.root, texts);
    },
    render() {
      const { value, field, getAsset } = this.props;
      const address = (at) => String(getAsset(at.replace(/^<|>$/g, ""), field));
      const seen = value?.replace(/(!\[[^\]]*\]\()(?![a-z]+:)(<[^>\n]+>|[^\s)]+)/gi, (_, before, at) => before + address(at));
      return h("div", { ref: (root) => (this.root = root) }, h(Markdown, { ...this.props, value: seen }));
    },
  });
}

function dress(root, texts) {
  root.firstElementChild?.classList.add("prose");
  for (const quote of root.querySelectorAll("blockquote")) callout(quote, texts);
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (/\+\+\S|\[\[/.test(walker.currentNode.data) && !walker.currentNode.parentElement.closest("code, pre, kbd, a")) found.push(walker.currentNode);
  }
  for (const text of found) text.replaceWith(...marks(text.data, root.ownerDocument));
}

// callout makes a quotation the callout that it is.
function callout(quote, texts) {
  const first = quote.querySelector(":scope > p")?.firstChild;
  const [mark, word, words] = /^\[!(\w+)\][-+]?[ \t]*(.*)\n?/.exec(first?.data ?? "") ?? [];
  if (!mark) return;
  const kind = word.toLowerCase();
  const title = element(quote.ownerDocument, "p", "callout-title", words || texts[`callout_${kind}`] || word);
  first.data = first.data.slice(mark.length);
  const box = element(quote.ownerDocument, "div", `callout ${kind}`);
  box.append(title, ...quote.childNodes);
  quote.replaceWith(box);
}

// marks are keys and links to pages, and the text between.
function marks(text, document) {
  return text.split(/(\+\+[^\s+](?:[^+\n]|\+(?!\+))*\+\+|\[\[[^\]\n]+\]\])/).map((part) => {
    if (part.startsWith("[[") && part.endsWith("]]")) return element(document, "a", "", part.slice(2, -2).split("|").at(-1));
    if (!/^\+\+\S.*\+\+$/.test(part)) return part;
    const keys = element(document, "kbd", "keys");
    for (const [i, key] of part.slice(2, -2).split("+").entries()) {
      if (i) keys.append("+");
      keys.append(element(document, "kbd", "", key.charAt(0).toUpperCase() + key.slice(1)));
    }
    return keys;
  });
}

function element(document, name, classes, text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  made.textContent = text;
  return made;
}
