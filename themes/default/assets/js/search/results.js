// Draws results. Texts come from the index and go into the page as text only.

import { say } from "./words.js";

// marked returns text with the marked parts in <mark>.
function marked(text, marks) {
  const parts = document.createDocumentFragment();
  let end = 0;
  for (const { start, length } of marks) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, start + length);
    parts.append(text.slice(end, start), mark);
    end = start + length;
  }
  parts.append(text.slice(end));
  return parts;
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

function link({ url, title, titleMarks, excerpt, marks, kind }) {
  const a = element(
    "a",
    "search-result",
    element("span", "search-result-title", marked(title, titleMarks)),
    element("span", "search-result-excerpt", marked(excerpt, marks)),
  );
  a.href = url;
  a.dataset.kind = kind;
  return a;
}

function heading(tag, id, root, kind) {
  const made = element(tag, "search-group-title", say(root, `kind-${kind}`) || kind);
  made.id = id;
  made.dataset.kind = kind;
  return made;
}

function option(a, id) {
  a.id = id;
  a.tabIndex = -1;
  a.setAttribute("role", "option");
  a.setAttribute("aria-selected", "false");
  return a;
}

// options returns the groups as a listbox wants them, and every option in
// order. root has the words; more, if given, is a last {url, title}.
export function options(root, groups, prefix, more) {
  const all = [];
  const nodes = groups.map(({ kind, results }) => {
    const title = heading("span", `${prefix}-${kind}`, root, kind);
    title.setAttribute("role", "presentation");
    const group = element("div", "search-group", title);
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", title.id);
    for (const result of results) {
      all.push(option(link(result), `${prefix}-${all.length}`));
      group.append(all.at(-1));
    }
    return group;
  });
  if (more) {
    const a = element("a", "search-more", more.title);
    a.href = more.url;
    all.push(option(a, `${prefix}-more`));
    nodes.push(a);
  }
  return { nodes, all };
}

// lists returns the groups as headings with lists of links.
export function lists(root, groups, prefix) {
  return groups.map(({ kind, results }) => {
    const title = heading("h2", `${prefix}-${kind}`, root, kind);
    const list = element("ul", "search-list", ...results.map((result) => element("li", "", link(result))));
    const section = element("section", "search-group", title, list);
    section.setAttribute("aria-labelledby", title.id);
    return section;
  });
}
