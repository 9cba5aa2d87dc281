// Asks the published client questions and prints its answers, one a line:
//
//   node answers.mjs PUBLIC BASE < QUESTIONS
//
// A question is a line of JSON, {lang, query, options}.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, base] = process.argv.slice(2);
const { openSearch } = await import(pathToFileURL(join(folder, "search/client.js")));

async function fetch(url) {
  const text = await readFile(join(folder, url.slice(base.length)), "utf8");
  return { ok: true, status: 200, text: async () => text, json: async () => JSON.parse(text) };
}

const open = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const { lang, query, options } = JSON.parse(line);
  if (!open.has(lang)) open.set(lang, await openSearch({ base, lang, fetch }));
  const answer = await open.get(lang)(query, options);
  delete answer.bytes;
  console.log(JSON.stringify(answer));
}
