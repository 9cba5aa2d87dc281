// Changes single values of a YAML mapping and leaves every other byte as it
// is: comments, order, quotes, line ends. The rules are those of Set in
// generator/strictyaml/edit.go; both are held to generator/strictyaml/testdata/edit.json.

import { isAlias, isMap, isPair, isSeq, parseDocument } from "./vendor/yaml/index.js";

// mostNodes is how much a text may hold, each alias counted with all that it
// stands for.
const mostNodes = 100_000;

const nothing = new Set(["", "~", "null", "Null", "NULL"]);

// read returns the mapping in text as a tree. A node has a kind ("map",
// "list", "text" or "null") and the offsets in text of where its value stands,
// without its comment; a map has fields {name, start, end, value}, where start
// and end are those of the name, and a list has items. It throws an Error where the text can't be
// read.
export function read(text) {
  const doc = parseDocument(text, { schema: "failsafe", keepSourceTokens: true, logLevel: "error" });
  const error = doc.errors[0];
  if (error) throw new SyntaxError(error.message);
  let nodes = 0;

  function convert(node, empty) {
    if (++nodes > mostNodes) throw new SyntaxError("this holds too many values");
    if (isAlias(node)) {
      const source = node.resolve(doc);
      if (!source || source.range[1] > node.range[0]) throw new SyntaxError(`"*${node.source}" stands for nothing above it`);
      return convert(source, 0);
    }
    const [start, end] = node?.range ?? [empty, empty];
    if (isMap(node)) return map(node, start, end);
    if (isSeq(node)) return list(node, start, end);
    if (!node?.source && node?.type !== "QUOTE_DOUBLE" && node?.type !== "QUOTE_SINGLE" && !node?.type?.startsWith("BLOCK")) {
      return { kind: "null", start: empty, end: empty };
    }
    if (node.type === "PLAIN" && nothing.has(node.source)) return { kind: "null", start, end };
    const value = String(node.value);
    if (node.type.startsWith("BLOCK")) return { kind: "text", start, end: start + text.slice(start, end).trimEnd().length, value };
    return { kind: "text", start, end, value };
  }

  function map(node, start, end) {
    const fields = [];
    const merged = [];
    for (const pair of node.items) {
      const mark = pair.srcToken?.sep?.find((token) => token.type === "map-value-ind");
      const name = String(pair.key?.value ?? pair.key?.source ?? "");
      const [nameStart, nameEnd] = pair.key?.range ?? [start, start];
      const value = convert(pair.value, mark ? mark.offset + 1 : nameEnd);
      if (name === "<<" && pair.key.type === "PLAIN") merged.push(...(value.kind === "list" ? value.items : [value]).flatMap((from) => from.fields ?? []));
      else fields.push({ name, start: nameStart, end: nameEnd, value });
    }
    const own = fields.at(-1);
    for (const field of merged) if (!fields.some(({ name }) => name === field.name)) fields.push(field);
    const flow = Boolean(node.flow);
    return { kind: "map", flow, fields, start, end: flow || !own ? end : Math.max(own.end, own.value.end) };
  }

  function list(node, start, end) {
    const tokens = node.srcToken?.items ?? [];
    const items = node.items.map((item, i) => {
      if (isPair(item)) throw new SyntaxError("a field stands in a list without brackets of its own");
      const mark = tokens[i]?.start?.find((token) => token.type === "seq-item-ind");
      return convert(item, mark ? mark.offset + 1 : start + 1);
    });
    const flow = Boolean(node.flow);
    return { kind: "list", flow, items, start, end: flow || !items.length ? end : Math.max(start + 1, items.at(-1).end) };
  }

  const root = convert(doc.contents, 0);
  if (root.kind === "null") return { kind: "map", flow: false, fields: [], start: 0, end: 0 };
  if (root.kind !== "map") throw new SyntaxError("these are no fields");
  return root;
}

// bare is a node as strings, arrays, Maps by name and null.
function bare(node) {
  if (node.kind === "map") return new Map(node.fields.map(({ name, value }) => [name, bare(value)]));
  if (node.kind === "list") return node.items.map(bare);
  return node.kind === "text" ? node.value : null;
}

// bareValue is what bare returns for a value once it is written.
function bareValue(value) {
  if (Array.isArray(value)) return value.map(bareValue);
  if (value instanceof Object) return new Map(Object.entries(value).map(([name, inner]) => [name, bareValue(inner)]));
  return value === null ? null : String(value);
}

function same(a, b) {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (a instanceof Map) return b instanceof Map && a.size === b.size && [...a].every(([name, value]) => b.has(name) && same(value, b.get(name)));
  return a === b;
}

// wrap puts the lists and mappings around a value that the rest of a path asks
// for.
const wrap = (path, value) => path.reduceRight((inner, step) => (step === "-" ? [inner] : { [step]: inner }), value);

function child(node, step) {
  if (node.kind === "list") return /^\d+$/.test(step) ? node.items[step] : undefined;
  return node.fields?.find(({ name }) => name === step)?.value;
}

// set returns text with the value at path changed, or put in where it is
// missing. A step of the path is a field's name, in a list the index of an item
// or "-" for a new item at its end. The value is a string, a number, true or
// false, or an array or an object of such. It throws an Error if that would
// change anything else.
export function set(text, path, value) {
  const before = read(text);
  return checked(new Editor(text).set(before, path, value), put(bare(before), path, value), path);
}

// remove returns text without the field at path, and without the comment in its
// line. A mapping in which nothing is left goes too.
export function remove(text, path) {
  const root = read(text);
  const parents = [root];
  for (const step of path.slice(0, -1)) parents.push(parents.at(-1) && child(parents.at(-1), step));
  let depth = path.length - 1;
  if (!parents[depth]?.fields?.some(({ name }) => name === path[depth])) return text;
  while (depth && parents[depth].fields.length === 1 && parents[depth - 1].fields) depth--;
  const wanted = bare(root);
  path.slice(0, depth).reduce((tree, step) => (tree instanceof Map ? tree.get(step) : tree[step]), wanted).delete(path[depth]);
  return checked(new Editor(text).remove(parents[depth], path[depth]), wanted, path);
}

function checked(changed, wanted, path) {
  let after;
  try {
    after = bare(read(changed));
  } catch {
    // said below
  }
  if (!same(after, wanted)) throw new Error(`${path.join(".")}: the text can't be changed there without changing something else`);
  return changed;
}

// put does to a bare tree what set does to the text.
function put(tree, path, value) {
  if (!path.length) return bareValue(value);
  const [step, ...rest] = path;
  if (tree instanceof Map) return new Map(tree).set(step, tree.has(step) ? put(tree.get(step), rest, value) : bareValue(wrap(rest, value)));
  if (Array.isArray(tree)) return step === "-" ? [...tree, bareValue(wrap(rest, value))] : tree.map((item, i) => (String(i) === step ? put(item, rest, value) : item));
  return bareValue(wrap(path, value));
}

class Editor {
  constructor(text) {
    this.text = text;
    this.newline = text.includes("\r\n") ? "\r\n" : "\n";
  }

  set(node, path, value) {
    for (const [i, step] of path.entries()) {
      const rest = path.slice(i + 1);
      if (node.kind === "text" || node.kind === "null") throw new Error("a single value stands where fields are expected");
      if (node.kind === "list" && step === "-") return this.addItem(node, wrap(rest, value));
      const next = child(node, step);
      if (!next && node.kind === "list") throw new Error(`there is no item ${step}`);
      if (!next) return this.addField(node, step, wrap(rest, value));
      if (next.kind === "null" || !rest.length) return this.replace(next, wrap(rest, value));
      node = next;
    }
    throw new Error("the path is empty");
  }

  splice(start, end, text) {
    return this.text.slice(0, start) + text + this.text.slice(end);
  }

  replace(node, value) {
    if (Array.isArray(value) && value.length && node.kind === "list" && !node.flow) return this.replaceItems(node, value);
    const glue = /[:-]/.test(this.text[node.start - 1] ?? "") ? " " : "";
    return this.splice(node.start, node.end, glue + flow(value));
  }

  // replaceItems writes a list that has a line for each item. Items that stay
  // keep their lines and the comments below them.
  replaceItems(list, values) {
    const start = this.lineStart(list.start);
    const indent = this.text.slice(start, list.start);
    const from = (i) => (i < list.items.length ? this.lineStart(list.items[i].start) : Math.min(this.lineEnd(list.end) + 1, this.text.length));
    const used = new Set();
    let lines = "";
    for (const value of values) {
      if (lines && !lines.endsWith("\n")) lines += this.newline;
      const i = list.items.findIndex((item, i) => !used.has(i) && same(bare(item), bareValue(value)));
      lines += i < 0 ? `${indent}- ${flow(value)}${this.newline}` : this.text.slice(from(i), from(i + 1));
      used.add(i);
    }
    return this.splice(start, from(list.items.length), lines);
  }

  addItem(list, value) {
    const last = list.items.length ? list.items.at(-1).end : list.start + 1;
    if (list.flow) return this.splice(last, last, (list.items.length ? ", " : "") + flow(value));
    const at = this.beforeBreak(last);
    return this.splice(at, at, `${this.newline}${this.indent(list.start)}- ${flow(value)}`);
  }

  addField(map, name, value) {
    const own = map.fields.at(-1);
    const last = own ? Math.max(own.end, own.value.end) : map.start + 1;
    if (map.flow) return this.splice(last, last, `${own ? ", " : ""}${quote(name)}: ${flow(value)}`);
    const indent = own ? this.indent(map.start) : "";
    const line = `${indent}${quote(name)}:${this.block(indent, value)}`;
    if (indent) {
      const at = this.beforeBreak(last);
      return this.splice(at, at, this.newline + line);
    }
    // At the very end, behind comments that stand there.
    const glue = this.text && !this.text.endsWith("\n") ? this.newline : "";
    return this.text + glue + line + this.newline;
  }

  remove(map, name) {
    const i = map.fields.findIndex((field) => field.name === name);
    const { start, end, value } = map.fields[i];
    const after = Math.max(end, value.end);
    const [before, next] = [map.fields[i - 1], map.fields[i + 1]];
    const line = this.lineStart(start);
    if (!map.flow && !this.text.slice(line, start).trim()) return this.splice(line, Math.min(this.lineEnd(after) + 1, this.text.length), "");
    if (!before) return this.splice(start, next ? next.start : after, "");
    return this.splice(Math.max(before.end, before.value.end), after, "");
  }

  lineStart(i) {
    return i ? this.text.lastIndexOf("\n", i - 1) + 1 : 0;
  }

  lineEnd(i) {
    const end = this.text.indexOf("\n", i);
    return end < 0 ? this.text.length : end;
  }

  // beforeBreak is the end of the line that i is in.
  beforeBreak(i) {
    const end = this.lineEnd(i);
    return end > i && this.text[end - 1] === "\r" ? end - 1 : end;
  }

  // indent is white space as wide as what stands before i in its line.
  indent(i) {
    return " ".repeat([...this.text.slice(this.lineStart(i), i)].length);
  }

  // block writes a new field's value: fields and lists of fields in lines of
  // their own, anything else behind the colon.
  block(indent, value) {
    const below = `${this.newline}${indent}  `;
    if (Array.isArray(value) && value.length && value.every((item) => item instanceof Object && !Array.isArray(item))) {
      return value.map((item) => `${below}- ${flow(item)}`).join("");
    }
    if (!(value instanceof Object) || Array.isArray(value)) return ` ${flow(value)}`;
    return Object.entries(value)
      .map(([name, inner]) => `${below}${quote(name)}:${this.block(`${indent}  `, inner)}`)
      .join("");
  }
}

// flow writes a value within one line.
function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (!(value instanceof Object)) return typeof value === "string" ? quote(value) : String(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${quote(name)}: ${flow(inner)}`)
    .join(", ")}}`;
}

const day = /^\d{4}-\d\d-\d\d$/;
// plain needs no quotes, in brackets neither: it begins with a letter and holds
// nothing that YAML has a meaning for.
const plain = /^\p{L}(?:[\p{L}\p{M}\p{N} _./@()+'’–&-]|:\/\/)*$/u;
// otherwise are words that YAML, or another reader of it, takes for something
// else than text.
const otherwise = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

function quote(text) {
  if (day.test(text) || (plain.test(text) && !otherwise.test(text) && !text.endsWith(" "))) return text;
  const escaped = text.replace(/["\\]|[\p{Cc}\ufeff\u2028\u2029\ufffe\uffff]/gu, (c) => {
    if (c === '"' || c === "\\") return `\\${c}`;
    if (c === "\n") return "\\n";
    if (c === "\t") return "\\t";
    return `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}
