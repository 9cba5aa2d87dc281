// The search engine of the theme, without a browser, on small indexes that
// lunr itself builds. Run by "go test ./tests/browser" or "node --test".

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";

const js = path.join(import.meta.dirname, "../themes/default/assets/js/search/engine.js");
const vendor = path.join(import.meta.dirname, "../themes/default/assets/vendor/lunr");
const require = createRequire(import.meta.url);
const lunr = require(path.join(vendor, "lunr.js"));
const { openSearch } = await import(js);

require(path.join(vendor, "lunr.stemmer.support.js"))(lunr);

// hub returns the search over pages of [kind, title, excerpt].
function hub(lang, pages) {
  if (lang !== "en" && !lunr[lang]) require(path.join(vendor, `lunr.${lang}.js`))(lunr);
  const index = lunr(function () {
    if (lang !== "en") this.use(lunr[lang]);
    this.ref("ref");
    this.field("title", { boost: 10 });
    this.field("body");
    pages.forEach(([, title, body], ref) => this.add({ ref: String(ref), title, body }));
  });
  const docs = pages.map(([kind, title, excerpt], i) => ({ url: `/${i}/`, path: `${i}`, title, kind, excerpt }));
  const files = { "index.json": JSON.stringify(index), "docs.json": JSON.stringify(docs) };
  const fetch = async (url) => {
    const name = url.pathname.split("/").at(-1);
    return { ok: name in files, status: 404, json: async () => JSON.parse(files[name]) };
  };
  return openSearch({ base: "https://hub.example.org/search/", lang, fetch });
}

const german = await hub("de", [
  ["tip", "Gesperrtes Dokument entsperren", "Ein Kollege hat die Datei offen und ist im Urlaub."],
  ["tip", "Passwort zurücksetzen", "Ein neues Passwort ohne die Hotline."],
  ["tip", "Rechnungen verteilen", "Jede Rechnung kommt in die richtige Abteilung."],
  ["toolkit", "Die ersten 100 Tage", "Mit Dokumenten, Tipps und einer Checkliste."],
  ["profile", "Kári Jónsson", "Kennt das Dokumentensystem, schwört auf C++."],
]);
const titles = (query, options) => german.search(query, options).results.map(({ title }) => title);

test("a word is found in all of its forms", () => {
  assert.deepEqual(titles("rechnung "), ["Rechnungen verteilen"]);
  assert.deepEqual(titles("RECHNUNGEN "), ["Rechnungen verteilen"]);
});

test("the last word may be only begun, unless a space ends it", () => {
  assert.equal(titles("dokum")[0], "Gesperrtes Dokument entsperren");
  assert.ok(titles("dokum").includes("Kári Jónsson"));
  assert.ok(!titles("dok ").includes("Kári Jónsson"));
});

test("pages with all words come first, and alone where there are enough", () => {
  assert.equal(titles("dokument checkliste")[0], "Die ersten 100 Tage");
  assert.equal(titles("dokument urlaub")[0], "Gesperrtes Dokument entsperren");
});

test("words that say nothing do not matter", () => {
  assert.equal(titles("wie kann ich ein Dokument entsperren")[0], "Gesperrtes Dokument entsperren");
  assert.deepEqual(titles("der die das"), []);
});

test("typing errors are forgiven where little is found", () => {
  assert.deepEqual(titles("paswort "), ["Passwort zurücksetzen"]);
  assert.deepEqual(titles("zurükcsetzen "), ["Passwort zurücksetzen"]);
  assert.deepEqual(titles("rechnugn verteiln")[0], "Rechnungen verteilen");
});

test("titles weigh more than texts", () => {
  assert.equal(titles("dokument")[0], "Gesperrtes Dokument entsperren");
});

test("marks show what was found", () => {
  const [{ title, titleMarks, excerpt, marks }] = german.search("rechnung").results;
  const marked = (text, list) => list.map(({ start, length }) => text.slice(start, start + length));
  assert.deepEqual(marked(title, titleMarks), ["Rechnungen"]);
  assert.deepEqual(marked(excerpt, marks), ["Rechnung"]);
});

test("results come in groups, narrowed down by kind and number", () => {
  const { groups, counts, total, results } = german.search("dokument", { kinds: ["toolkit"] });
  assert.deepEqual(groups.map(({ kind }) => kind), ["toolkit"]);
  assert.equal(results.length, 1);
  assert.equal(total, 3);
  assert.deepEqual(counts, { tip: 1, toolkit: 1, profile: 1 });
  assert.equal(german.search("dokument", { limit: 2 }).results.length, 2);
});

test("nothing that can be typed breaks it", () => {
  for (const query of ["", " ", "*", "a*b", "~2", "title:x", "+x -y", "^10", "constructor", "__proto__", "\u0000", "😀", "ı".repeat(3000)]) {
    assert.ok(Array.isArray(german.search(query).results), query);
  }
});

test("every language of the theme, and others without stemming", async () => {
  for (const [lang, title, query] of [
    ["en", "Unlocking documents", "document"],
    ["nl", "Wachtwoorden wijzigen", "wachtwoord"],
    ["da", "Adgangskoder og brugere", "bruger"],
    ["en-GB", "Unlocking documents", "documents"],
  ]) {
    const search = await hub(lang === "en-GB" ? "en" : lang, [["tip", title, ""]]);
    assert.equal(search.search(`${query} `).total, 1, lang);
  }
});

test("a missing file is an error", async () => {
  const fetch = async () => ({ ok: false, status: 404 });
  await assert.rejects(openSearch({ base: "https://hub.example.org/", lang: "en", fetch }), /index\.json: 404|docs\.json: 404/);
});
