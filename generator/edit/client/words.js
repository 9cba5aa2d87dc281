// Puts our names in the place of writers' own words for fields and values. The
// rules are those of generator/source/ownwords.go; both are held to
// generator/source/testdata/ownwords.json.

import { slug } from "./slug.js";

const own = (object, key) => (object && Object.hasOwn(object, key) ? object[key] : undefined);

// translatorOf returns what translates the fields of pages: those of a folder
// of a language whose pages are of a kind, unless they say another. words is
// words.json, which generator/edit makes.
//
// A translated map has fields {name, said, value, more}: name is ours, said the
// writer's, and more are other fields that go on with its list. A translated
// text keeps what was written as said, and the language that it is written in.
// What says again what another field says is left out.
export function translatorOf(words, lang, kind) {
  const { languages, letters } = words;
  const taken = [lang, words.default].map((code) => code.split("-")[0]).concat("en");
  const bare = (text) => slug(text, letters).replaceAll("-", "");
  let states; // of the page's kind, while it is translated

  function page(root) {
    states = undefined;
    const types = own(words.kinds, asked(root) ?? kind) ?? words.kinds[kind];
    states = types.state?.values;
    return fields(root, [types, words.common]);
  }

  function asked(root) {
    let kind;
    for (const field of root.fields) {
      const { name, shape, lang } = meant(field, [words.common]);
      if (name === "kind" && (!lang || kind === undefined)) kind = valueOf(name, field.value, shape).value;
    }
    return kind;
  }

  function fields(map, types) {
    const made = [];
    const given = new Map(); // our name → its field; undefined where it comes later
    for (const { name } of map.fields) if (shapeOf(types, name)) given.set(name, undefined);
    for (const field of map.fields) {
      const { name, shape } = meant(field, types);
      if (!shape) {
        made.push({ name: field.name, said: field.name, value: field.value });
        continue;
      }
      let value = valueOf(name, field.value, shape);
      if (name !== field.name) value = listed(value, shape);
      const first = given.get(name);
      if (name === field.name || !given.has(name)) {
        const translated = { name, said: field.name, value };
        given.set(name, translated);
        made.push(translated);
      } else if (shape.many && first?.value.kind === "list" && value.kind === "list") {
        first.more = [...(first.more ?? []), field.name];
        first.value = { ...first.value, items: [...first.value.items, ...value.items] };
      }
    }
    return { ...map, fields: made };
  }

  const shapeOf = (types, name) => own(types.find((type) => own(type, name)), name);

  function meant(field, types) {
    const shape = shapeOf(types, field.name);
    const whole = shapeOf(types, "aliases");
    if (field.name === "slug" && shape && whole && field.value.value?.startsWith("/") && fits(field, "aliases", whole)) {
      return { name: "aliases", shape: whole, lang: "en" }; // the whole address
    }
    if (shape) return { name: field.name, shape };
    const word = bare(field.name);
    const [name, lang] = say((lang) => named(field, lang, word, types));
    return { name, lang, shape: name && shapeOf(types, name) };
  }

  // say asks first the languages whose words are taken, and then the others, of
  // which no two may mean different things.
  function say(ask) {
    for (const lang of taken) {
      const meant = ask(lang);
      if (meant) return [meant, lang];
    }
    let found = [];
    for (const lang of words.tongues) {
      const meant = ask(lang);
      if (!meant || meant === found[0]) continue;
      if (found[0]) return [];
      found = [meant, lang];
    }
    return found;
  }

  // named looks for a word in one language. Of several meanings the first counts
  // whose field can have the value, and without one the first.
  function named(field, lang, word, types) {
    let first;
    for (const type of types) {
      for (const name of own(own(languages, lang)?.fields, word) ?? []) {
        const shape = own(type, name);
        if (!shape) continue;
        if (fits(field, name, shape)) return name;
        if ((lang !== "en" || word === bare(name)) && !words.fitting.includes(name)) first ??= name;
      }
    }
    return first;
  }

  // fits reports whether a field can have the value.
  function fits(field, name, shape) {
    const value = listed(valueOf(name, field.value, shape), shape);
    if (!decodes(value, shape)) return false;
    return textsIn(value).every((text) => {
      if (name === "kind") return own(words.kinds, text);
      if (name === "state" && states) return states.includes(text);
      if (name === "aliases" && bare(field.name) !== "alias") return /^(?!\/\/)[^:?#]*\/[^:?#]*$/.test(text);
      return !shape.id || slug(text, letters) === text;
    });
  }

  // listed makes the only entry of a list of a single value.
  function listed(node, shape) {
    if (shape.many && !shape.alone && node.kind === "text" && node.value && !/[,;\n]/.test(node.value)) return { ...node, kind: "list", items: [node] };
    return node;
  }

  function valueOf(name, node, shape) {
    if (node.kind === "list" && shape.many) return { ...node, items: node.items.flatMap((item) => entries(name, item, single(shape))) };
    if (node.kind === "text" && shape.many && name === "days") return { ...node, kind: "list", items: entries(name, node, single(shape)) };
    if (node.kind === "map" && shape.is === "group" && !shape.many) return fields(node, [shape.fields]);
    return node.kind === "text" && !shape.many ? word(name, node, shape) : node;
  }

  // entries translates an entry of a list; "Mo–Fr" of days is five.
  function entries(name, node, shape) {
    const day = name === "days" && node.kind === "text" && !words.days.includes(node.value);
    const days = day && readDays(node.value);
    if (!day) return [valueOf(name, node, shape)];
    if (!days) return [node];
    const lang = taken[0];
    return days.map((value) => ({ ...node, value, said: days.length > 1 ? wordFor(value, { name, lang, said: node.value }) : node.value, name, lang }));
  }

  function readDays(text) {
    const days = [];
    let run = false;
    for (const word of text.replace(/t\/m|[-–]/g, " - ").split(/[\s,;/&]+/).filter(Boolean)) {
      const found = own(words.day_words, word.toLowerCase().replace(/\.$/, ""));
      if (word === "-" || (["bis", "tot", "til", "to"].includes(word) && days.length)) run = true;
      else if (["und", "u.", "en", "og", "and"].includes(word)) run = false;
      else if (!found || (run && (!days.length || found.length !== 1))) return undefined;
      else if (run) {
        const [from, to] = [days.at(-1), found[0]].map((day) => words.days.indexOf(day));
        if (to < from) return undefined;
        days.push(...words.days.slice(from + 1, to + 1));
        run = false;
      } else days.push(...found);
    }
    return run || !days.length ? undefined : days;
  }

  // word translates a single value.
  function word(name, node, shape) {
    const isOurs = shape.is === "yesno" ? ["true", "false"] : (name === "state" && states) || [];
    if (isOurs.includes(node.value) || (name !== "state" && own(languages.en.says, `${name}=${node.value}`))) return node;
    const text = bare(node.value);
    const [value, lang] = say((lang) => {
      const spoken = own(languages, lang);
      if (shape.is === "yesno") return own(spoken?.bools, text);
      if (shape.is !== "text") return undefined;
      return own(own(spoken?.values, name), text)?.find((value) => name !== "state" || !states || states.includes(value));
    });
    return !value || value === node.value ? node : { ...node, value, said: node.value, name, lang };
  }

  // wordFor is what is written for a value in the place of a text, or beside one:
  // a word of the same language where there is one.
  function wordFor(value, { name, lang, said }) {
    const key = typeof value === "boolean" ? (value ? "yes" : "no") : `${name}=${value}`;
    const word = own(own(languages, lang)?.says, key) ?? value;
    return typeof word === "string" && said === said.toLowerCase() ? word.toLowerCase() : word;
  }

  return { page, wordFor };
}

// single is the shape of one item of a list.
const single = (shape) => ({ ...shape, many: shape.is === "words", is: shape.is === "words" ? "text" : shape.is, alone: false, word: shape.each_word });

// decodes reports whether a value is of a shape.
function decodes(node, shape) {
  if (node.kind === "null") return true;
  if (node.kind === "text" && (shape.alone || shape.word)) return true;
  if (shape.many) return node.kind === "list" && node.items.every((item) => decodes(item, single(shape)));
  switch (shape.is) {
    case "free":
      return true;
    case "group":
      return node.kind === "map" && node.fields.every(({ name, value }) => own(shape.fields, name) && decodes(value, shape.fields[name]));
    case "texts":
      return node.kind !== "list";
    case "map":
      return node.kind === "map";
    case "range":
      if (node.kind === "list") return node.items.length === 2 && node.items.every((item) => item.kind === "text" && new RegExp(shape.pattern).test(item.value));
    // falls through
    default:
      return node.kind === "text" && (!shape.pattern || new RegExp(shape.pattern, "u").test(node.value));
  }
}

// textsIn are the texts of a list, or of a single value.
function textsIn(node) {
  return node.kind === "text" ? [node.value] : (node.items ?? []).flatMap(textsIn);
}
