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
// configuration, translator is that of its pages (words.js). Data whose names
// begin with "__" are none of the page's.
export function formatOf(fields, translator) {
  const shapes = new Map(fields.filter(({ name }) => name !== "body").map((field) => [field.name, field]));

  const readPage = (text) => {
    const page = parse(text);
    return { ...page, root: translator.page(page.root) };
  };

  function dataOf(page) {
    const data = Object.fromEntries(page.root.fields.map(({ name, value }) => [name, valueOf(value, shapes.get(name))]));
    return { ...data, ...(page.body && { body: page.body }) };
  }

  function fromFile(text) {
    return { ...dataOf(readPage(text)), [TEXT]: text };
  }

  function toFile({ [TEXT]: text = "", ...data }, order = []) {
    const page = readPage(text);
    const was = dataOf(page);
    const { body = "", ...meta } = data;
    let { head } = page;
    const names = new Set([...order.filter((name) => name in meta || name in was), ...Object.keys(was), ...Object.keys(meta)]);
    names.delete("body");
    for (const name of names) {
      if (name.startsWith("__")) continue;
      const [before, after] = [was[name], meta[name]].map((value) => written(value, shapes.get(name)));
      head = change(head, [], fieldOf(page.root, name), before, after, translator);
    }
    const made = join(page, head, body);
    if (text) bases.set(made, text);
    return made;
  }

  return { fromFile, toFile };
}

// valueOf is what a form has of a node, as the widget of its field takes it;
// undefined where it takes no such thing, which then stays in the file.
function valueOf(node, field = {}) {
  if (node.kind === "null") return null;
  const one = single(field);
  if (field !== one) {
    const items = (node.items ?? [node]).map((item) => valueOf(item, one));
    return items.some(unfit) ? undefined : items;
  }
  if (field.types) return node.kind === "text" ? { [FORM]: "words", words: node.value } : tagged(valueOf(node, field.types[1]));
  if (node.kind === "map" && [undefined, "object"].includes(field.widget)) {
    const inner = new Map(field.fields?.map((f) => [f.name, f]));
    return Object.fromEntries(node.fields.map(({ name, value }) => [name, valueOf(value, inner.get(name))]));
  }
  if (field.range && node.kind === "list") return node.items.length === 2 ? node.items.map(({ value }) => value).join("–") : undefined;
  if (node.kind === "list" && !field.widget) return node.items.map((item) => valueOf(item));
  return node.kind === "text" ? textOf(node.value, field.widget) : undefined;
}

function textOf(text, widget) {
  switch (widget) {
    case "object":
      return undefined;
    case "boolean":
      return { true: true, false: false }[text.toLowerCase()];
    case "number":
      return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
    case "datetime": {
      const [, day, , month, year] = /^(\d\d?)([.-])(\d\d?)\2(\d{4})$/.exec(text) ?? [];
      if (year) return [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
      return /^\d{4}-\d\d-\d\d/.test(text) ? text : undefined;
    }
    default:
      return text;
  }
}

// unfit reports whether there is something in a value that no widget takes.
const unfit = (value) => value === undefined || (value instanceof Object && Object.values(value).some(unfit));

// FORM says of an entry that may be words or fields of its own which it is.
const FORM = "__form";
const tagged = (value) => group(value) ? { [FORM]: "fields", ...value } : undefined;

// written is what a value in a form is in a file.
function written(value, field = {}) {
  if (empty(value)) return value;
  const one = single(field);
  if (field !== one) {
    if (!Array.isArray(value)) return value;
    const items = value.map((item) => written(item, one)).filter((item) => !empty(item));
    if (!field.alone || items.every(group)) return items;
    if (items.length > 1) throw new Error(field.alone);
    return items[0];
  }
  if (field.types && group(value)) {
    const { [FORM]: form, ...rest } = value;
    return form === "words" ? rest.words : written(rest, field.types[1]);
  }
  if (field.range) {
    const numbers = String(value).match(/\d+(?:\.\d+)?/g)?.map(Number);
    return numbers?.length > 1 ? numbers : (numbers?.[0] ?? value);
  }
  if (!group(value)) return value;
  const inner = new Map(field.fields?.map((f) => [f.name, f]));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, written(part, inner.get(name))]));
}

// single is the field that each item of a list has, and the field itself where
// there is one value alone.
function single(field) {
  if (field.widget === "list") return field.field ?? { widget: field.fields ? "object" : "string", fields: field.fields, types: field.types };
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

const fieldOf = (map, name) => ({ said: name, ...map?.fields?.find((field) => field.name === name) });

// change returns the YAML with what is different between two values of a field
// of the mapping at path. It keeps the words of the writer.
function change(head, path, { said, value: node, more = [] }, was, is, translator) {
  if (equal(was, is)) return head;
  const at = [...path, said];
  for (const other of more) head = remove(head, [...path, other]);
  if (empty(is)) return remove(head, at);
  const parts = (value) => (group(value) ? Object.keys(value) : [...value.keys()].map(String));
  const sameItems = !more.length && Array.isArray(was) && Array.isArray(is) && was.length === is.length && was.every(group) && is.every(group);
  if (sameItems || (group(was) && group(is))) {
    for (const part of new Set([...parts(was), ...parts(is)])) {
      const inner = sameItems ? { said: part, value: node.items[part] } : fieldOf(node, part);
      head = change(head, at, inner, was[part], is[part], translator);
    }
    return head;
  }
  return set(head, at, spoken(pruned(is), node, translator));
}

// spoken is a value in the words of what stands in its place, or beside it.
function spoken(value, node, translator) {
  if (Array.isArray(value)) {
    const left = [...(node?.items ?? [])];
    const like = left.find(({ said, fields }) => said !== undefined || fields);
    return value.map((item) => {
      const i = left.findIndex((old) => equal(texts(item), plain(old)));
      if (i < 0) return spoken(item, like, translator);
      const [old] = left.splice(i, 1);
      return old.kind === "text" ? (old.said ?? item) : raw(old);
    });
  }
  if (group(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const field = fieldOf(node, name);
        return [field.said, spoken(inner, field.value, translator)];
      }),
    );
  }
  if (node?.items) return spoken(value, node.items.find(({ said }) => said), translator);
  return node?.name ? translator.wordFor(value, node) : value;
}

// plain is what a node says, and raw the same as it is written.
const plain = (node) => tree(node, ({ value }) => value, ({ name }) => name);
const raw = (node) => tree(node, ({ value, said = value }) => said, ({ name, said = name }) => said);

function tree(node, textOf, nameOf) {
  if (node.items) return node.items.map((item) => tree(item, textOf, nameOf));
  if (node.fields) return Object.fromEntries(node.fields.map((field) => [nameOf(field), tree(field.value, textOf, nameOf)]));
  return node.kind === "text" ? textOf(node) : null;
}

// texts is a value with texts for numbers and the like in it.
function texts(value) {
  if (Array.isArray(value)) return value.map(texts);
  return group(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, texts(inner)])) : String(value ?? "");
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
