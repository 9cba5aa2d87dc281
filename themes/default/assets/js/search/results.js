// Draws results. Texts come from the index and go into the page as text only.

import { because, element, marked, taken, titled } from "search:draw.js";
import { asOption } from "search:listbox.js";
import { icon } from "../page/icon.js";
import { kindOf } from "./kinds.js";
import { say, sayNumber } from "./words.js";

// face stands where a person's picture would: the first letters of the first
// and the last name, not of titles (Dr., M.A.) and particles (von).
export function face(name) {
  const all = name.replace(/,.*/, "").split(/\s+/).filter(Boolean);
  const words = all.filter((word) => /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(word) && !/\p{L}{2,}\.$/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words.length > 0 ? words : all.slice(0, 1);
  const made = element("span", "face", ends.map(([letter]) => letter.toUpperCase()).join(""));
  made.setAttribute("aria-hidden", "true");
  return made;
}

// link returns a result as a link, in the words of root.
export function link(root, result) {
  const { url, title, excerpt, marks, kind, lang } = result;
  const a = element(
    "a",
    `search-result kind-${kind}`,
    element("span", "search-result-title", titled(result, (...heading) => element("span", "search-result-section", ...heading))),
    element("span", "search-result-excerpt", marked(excerpt, marks)),
  );
  const reason = because(result, (field) => say(root, field));
  if (reason.length > 0) a.append(element("span", "search-result-because", ...reason));
  const takes = taken(result, (things, n) => sayNumber(root, things, n));
  if (takes) a.append(element("span", "search-result-facts", takes));
  if (kindOf(kind).face) a.prepend(face(title));
  a.href = url;
  if (lang !== document.documentElement.lang) a.lang = a.hreflang = lang;
  return a;
}

function heading(tag, id, kind) {
  const { titles, icon: name } = kindOf(kind);
  const made = element(tag, `search-group-title kind-${kind}`, icon(name), titles);
  made.id = id;
  return made;
}

// options returns the groups as a listbox wants them, and every option in
// order. more, if given, is a last {url, title}.
export function options(root, groups, prefix, more) {
  const all = [];
  const nodes = groups.map(({ kind, results }) => {
    const title = heading("span", `${prefix}-${kind}`, kind);
    title.setAttribute("role", "presentation");
    const group = element("div", "search-group", title);
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", title.id);
    for (const result of results) {
      all.push(asOption(link(root, result), `${prefix}-${all.length}`));
      group.append(all.at(-1));
    }
    return group;
  });
  if (more) {
    const a = element("a", "search-more", more.title);
    a.href = more.url;
    all.push(asOption(a, `${prefix}-more`));
    nodes.push(a);
  }
  return { nodes, all };
}

// lists returns the groups as headings with lists of links.
export function lists(root, groups, prefix) {
  return groups.map(({ kind, results }) => {
    const title = heading("h2", `${prefix}-${kind}`, kind);
    const list = element("ul", "search-list", ...results.map((result) => element("li", "", link(root, result))));
    const section = element("section", "search-group", title, list);
    section.setAttribute("aria-labelledby", title.id);
    return section;
  });
}
