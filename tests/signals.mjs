// Cleans lines of standard input as the browser does. A line is names, joined
// by ";", a tab, and words. For each a line with a JSON text is printed.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { clean, Names } = await import(pathToFileURL(process.argv[2]));

for await (const line of createInterface({ input: process.stdin })) {
  const [names, words] = line.split("\t");
  console.log(JSON.stringify(clean(words, new Names(names.split(";").filter(Boolean)))));
}
