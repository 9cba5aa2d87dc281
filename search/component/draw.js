// What the search in the hub's own pages and <ankerplatz-search> draw alike.
// Texts come from an index and go into the page as text only.

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

export function button(className, action, ...children) {
  const made = element("button", className, ...children);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

// marked returns text with the marked parts, [{start, length}], in <mark>.
export function marked(text, marks) {
  const parts = document.createDocumentFragment();
  let end = 0;
  for (const { start, length } of marks) {
    parts.append(text.slice(end, start), element("mark", "", text.slice(start, start + length)));
    end = start + length;
  }
  parts.append(text.slice(end));
  return parts;
}
