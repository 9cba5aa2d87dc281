// Asks a published index with lunr from npm: node lunr.mjs DIR LANG WORD.
// Prints the addresses that it finds, best first.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import lunr from "lunr";

const [dir, lang, word] = process.argv.slice(2);
const read = (name) => JSON.parse(fs.readFileSync(path.join(dir, name), "utf8"));
if (lang !== "en") {
  const vendor = path.join(import.meta.dirname, "../search/client/vendor/lunr");
  const require = createRequire(import.meta.url);
  require(path.join(vendor, "lunr.stemmer.support.js"))(lunr);
  require(path.join(vendor, `lunr.${lang}.js`))(lunr);
}
lunr.utils.warn = (message) => {
  throw new Error(message);
};
const docs = read("docs.json");
for (const { ref } of lunr.Index.load(read("index.json")).search(word)) console.log(docs[ref].url);
