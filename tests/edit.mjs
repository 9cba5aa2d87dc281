// Changes pages as the form for editing does. Each line of standard input is a
// task in JSON; for each a line is printed, a JSON text or null where it was
// refused.

import { createInterface } from "node:readline";
import { formatOf } from "../generator/edit/client/format.js";
import { remove, set } from "../generator/edit/client/yaml.js";

const tasks = {
  set: ({ text, path, value }) => set(text, path, value),
  remove: ({ text, path }) => remove(text, path),
  page({ text, fields = [], words, change }) {
    const { fromFile, toFile } = formatOf(fields, words);
    return toFile({ ...(text === undefined ? {} : fromFile(text)), ...change }, fields.map(({ name }) => name));
  },
  form: ({ text, fields = [], words }) => {
    const { "#text": kept, ...data } = formatOf(fields, words).fromFile(text);
    return JSON.stringify(data);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { task, ...rest } = JSON.parse(line);
  let answer = null;
  try {
    answer = tasks[task](rest);
  } catch (error) {
    process.stderr.write(process.env.DEBUG ? `${error.stack}\n` : "");
  }
  console.log(JSON.stringify(answer));
}
