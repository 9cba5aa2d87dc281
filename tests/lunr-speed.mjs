// How long lunr.js takes for what "ankerplatz index" does: node
// tests/lunr-speed.mjs FILE, or with --print for the index itself. The file is
// an input of "ankerplatz index" with config and documents. Both start with the
// parsed documents and end with the index as a string.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const vendor = path.join(import.meta.dirname, "../search/client/vendor/lunr");
const lunr = require(path.join(vendor, "lunr.js"));
require(path.join(vendor, "lunr.stemmer.support.js"))(lunr);
for (const name of fs.readdirSync(vendor).filter((name) => /^lunr\.[a-z]{2}\.js$/.test(name))) require(path.join(vendor, name))(lunr);
require(path.join(import.meta.dirname, "../search/internal/lunrjs/testdata/lunr.multi.js"))(lunr);

const print = process.argv.includes("--print");
const file = process.argv.slice(2).find((arg) => arg !== "--print");
const { config, documents } = JSON.parse(fs.readFileSync(file, "utf8"));
const languages = config.languages ?? [];

const start = performance.now();
const index = lunr(function () {
  if (languages.length > 1) this.use(lunr.multiLanguage(...languages));
  else if (languages.length === 1 && languages[0] !== "en") this.use(lunr[languages[0]]);
  this.ref(config.ref ?? "id");
  if (config.b != null) this.b(config.b);
  if (config.k1 != null) this.k1(config.k1);
  this.metadataWhitelist = config.metadataWhitelist ?? [];
  for (const { name, boost } of config.fields) this.field(name, { boost });
  for (const { doc, boost } of documents) this.add(doc, { boost });
});
const json = JSON.stringify(index);
const seconds = (performance.now() - start) / 1000;

if (print) process.stdout.write(json);
else console.log(`${seconds.toFixed(2)} s: ${documents.length} documents, an index of ${(Buffer.byteLength(json) / 1e6).toFixed(1)} MB`);
