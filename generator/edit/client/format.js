// How pages are read for Decap CMS and written by it: of what stood in the file
// only the bytes of fields that were changed change, and of the text only the
// lines.

import { read, remove, set } from "./yaml.js";

// TEXT is where the data of a page keep the file's text; no field has this name.
const TEXT = "#text";

const bases = new Map(); // texts of files by what toFile made of them

// baseOf returns the text that fromFile read and of which toFile made written,
// undefined where it was made of none.
export function baseOf(written) {
  return bases.get(written) ?? bases.get(written.replace(/\n$/, ""));
}

// formatOf returns the format of a collection: fields are those of Decap's
// configuration, words the hub's own words {fields: {titel: "title"}, yes, no}.
// Data whose names begin with "__" are none of the page's.
export function formatOf(fields, words = {}) {
  const shapes = new Map(fields.filter(({ name }) => name !== "body").map((field) => [field.name, field]));
  const own = new Map(Object.entries(words.fields ?? {}));
  const yes = new Set(["true", "yes", ...(words.yes ?? [])]);
  const no = new Set(["false", "no", ...(words.no ?? [])]);
  const named = (name) => (shapes.has(name) ? name : (own.get(name.toLowerCase()) ?? name));

  // valueOf is what a form has of a node, as the widget of its field takes it;
  // undefined where it takes no such thing, which then stays in the file.
  function valueOf(node, field = {}) {
    if (node.kind === "null") return null;
    const one = single(field);
    if (field !== one) {
      const items = (node.items ?? [node]).map((item) => valueOf(item, one));
      return items.includes(undefined) ? undefined : items;
    }
    if (node.kind === "map" && [undefined, "object"].includes(field.widget)) {
      const inner = new Map(field.fields?.map((f) => [f.name, f]));
      return Object.fromEntries(node.fields.map(({ name, value }) => [name, valueOf(value, inner.get(name))]));
    }
    if (node.kind === "list" && !field.widget) return node.items.map((item) => valueOf(item));
    return node.kind === "text" ? word(node.value, field) : undefined;
  }

  function word(text, { widget, options }) {
    const small = text.toLowerCase();
    switch (widget) {
      case "object":
        return undefined;
      case "boolean":
        return yes.has(small) || (no.has(small) ? false : undefined);
      case "number":
        return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
      case "datetime": {
        const [, day, , month, year] = /^(\d\d?)([.-])(\d\d?)\2(\d{4})$/.exec(text) ?? [];
        if (year) return [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
        return /^\d{4}-\d\d-\d\d/.test(text) ? text : undefined;
      }
      default:
        return options?.find(({ label }) => label?.toLowerCase() === small)?.value ?? text;
    }
  }

  function dataOf(page) {
    const data = {};
    for (const { name, value } of page.root.fields) {
      const field = named(name);
      if (!Object.hasOwn(data, field)) data[field] = valueOf(value, shapes.get(field));
    }
    return { ...data, ...(page.body && { body: page.body }) };
  }

  function fromFile(text) {
    return { ...dataOf(parse(text)), [TEXT]: text };
  }

  function toFile({ [TEXT]: text = "", ...data }, order = []) {
    const page = parse(text);
    const was = dataOf(page);
    const { body = "", ...meta } = data;
    let { head } = page;
    const written = new Map(page.root.fields.map(({ name }) => [named(name), name]));
    const names = new Set([...order.filter((name) => name in meta || name in was), ...Object.keys(was), ...Object.keys(meta)]);
    names.delete("body");
    for (const name of names) {
      if (!name.startsWith("__")) head = change(head, [written.get(name) ?? name], was[name], meta[name]);
    }
    const made = join(page, head, body);
    if (text) bases.set(made, text);
    return made;
  }

  return { fromFile, toFile };
}

// single is the field that each item of a list has, and the field itself where
// there is one value alone.
function single(field) {
  if (field.widget === "list") return field.field ?? { widget: field.fields ? "object" : "string", fields: field.fields };
  return field.multiple ? { ...field, multiple: false } : field;
}

const empty = (value) => value === undefined || value === null || value === "" || (value instanceof Object && Object.values(value).every(empty));
const group = (value) => value instanceof Object && !Array.isArray(value);

function equal(a, b) {
  if (empty(a) || empty(b)) return empty(a) && empty(b);
  if (!(a instanceof Object && b instanceof Object)) return a === b;
  if (Array.isArray(a) !== Array.isArray(b) || (Array.isArray(a) && a.length !== b.length)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => equal(a[key], b[key]));
}

// change returns the YAML with what is different between two values at path.
function change(head, path, was, is) {
  if (equal(was, is)) return head;
  if (empty(is)) return remove(head, path);
  const sameItems = Array.isArray(was) && Array.isArray(is) && was.length === is.length && was.every(group) && is.every(group);
  if (sameItems || (group(was) && group(is))) {
    const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
    for (const key of keys) head = change(head, [...path, key], was[key], is[key]);
    return head;
  }
  return set(head, path, pruned(is));
}

// pruned is a value without what is empty in it.
function pruned(value) {
  if (Array.isArray(value)) return value.filter((item) => !empty(item)).map(pruned);
  if (!group(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => !empty(inner)).map(([name, inner]) => [name, pruned(inner)]));
}

// above is what may stand before the fields of a page, up to the hyphens.
const above = /^(?:[\s\ufeff\u200b\u2060]|<!--(?:(?!-->)[\s\S])*-->)*(?<![^\n\ufeff\u200b\u2060])---[ \t]*\r?\n/;

// parse splits a file: open is what begins the front matter and close what ends
// it, head the YAML between and rest what follows. Of that typed is the text,
// lead what stands above and tail what stands behind it; body is the text as
// forms have it. The root of YAML that can't be read has no fields.
function parse(text) {
  const open = above.exec(text)?.[0] ?? "";
  const end = open && /^---[ \t]*(?:\r?\n|$)/m.exec(text.slice(open.length));
  const at = end ? open.length + end.index : 0;
  const rest = end ? text.slice(at + end[0].length) : text;
  const [lead] = /^(?:[ \t]*\r?\n)*/.exec(rest);
  const typed = rest.slice(lead.length).trimEnd();
  const page = { open: end ? open : "", head: end ? text.slice(open.length, at) : "", close: end ? end[0] : "", rest };
  return { ...page, lead, typed, tail: rest.slice(lead.length + typed.length), body: unified(typed), root: readable(page.head) };
}

function readable(head) {
  try {
    return read(head);
  } catch {
    return { fields: [] }; // a change of any of them is refused
  }
}

const unified = (text) => text.replaceAll("\r\n", "\n");

// join puts a page together again.
function join(page, head, body) {
  const newline = `${page.open}${page.rest}`.includes("\r\n") ? "\r\n" : "\n";
  const text = unified(body).trimEnd();
  let { open, close, lead, rest } = page;
  if (!open && head) {
    open = close = `---${newline}`;
    if (page.typed) rest = newline + rest;
    lead = newline + lead;
  }
  if (text === page.body) return open + head + close + rest;
  if (close && !close.endsWith("\n")) close += newline;
  if (close && !page.typed) lead ||= newline;
  return open + head + close + lead + lines(page.typed, text, newline) + (page.typed ? page.tail : newline);
}

// lines is the new text; lines at the beginning and the end that were there
// before are as they were.
function lines(typed, text, newline) {
  const old = typed.split(/(?<=\n)/);
  const made = text.split(/(?<=\n)/);
  const least = Math.min(old.length, made.length);
  let first = 0;
  while (first < least && unified(old[first]) === made[first]) first++;
  let last = 0;
  while (last < least - first && unified(old.at(-1 - last)) === made.at(-1 - last)) last++;
  const between = made.slice(first, made.length - last).join("").replaceAll("\n", newline);
  return old.slice(0, first).join("") + between + old.slice(old.length - last).join("");
}
