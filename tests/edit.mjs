// Changes pages as the form for editing does. Each line of standard input is a
// task in JSON; for each a line is printed, a JSON text or null where it was
// refused.

import { createInterface } from "node:readline";
import { formatOf } from "../generator/edit/client/format.js";
import { slug } from "../generator/edit/client/slug.js";
import { translatorOf } from "../generator/edit/client/words.js";
import { remove, set } from "../generator/edit/client/yaml.js";

// The first line is words.json and the forms of a hub: by name, the kind and the
// language of its pages and its fields.
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { words, forms } = JSON.parse((await lines.next()).value);
const formatted = (name) => formatOf(forms[name].fields, translatorOf(words, forms[name].lang, forms[name].kind));

const tasks = {
  set: ({ text, path, value }) => set(text, path, value),
  remove: ({ text, path }) => remove(text, path),
  page({ text, form, change }) {
    const { fromFile, toFile } = formatted(form);
    return toFile({ ...(text === undefined ? {} : fromFile(text)), ...change }, forms[form].fields.map(({ name }) => name));
  },
  form: ({ text, form }) => {
    const { "#text": kept, ...data } = formatted(form).fromFile(text);
    return JSON.stringify(data);
  },
  slug: ({ text }) => slug(text, words.letters),
};

for await (const line of lines) {
  const { task, ...rest } = JSON.parse(line);
  let answer = null;
  try {
    answer = tasks[task](rest);
  } catch (error) {
    process.stderr.write(process.env.DEBUG ? `${error.stack}\n` : "");
  }
  console.log(JSON.stringify(answer));
}
