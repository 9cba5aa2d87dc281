// What the client does with a question. The hub is made in client_test.go.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSearch, site } from "./site.mjs";

const german = await openSearch({ lang: "de", fetch: site().fetch });
const paths = async (query, options, search = german) => (await search(query, options)).results.map(({ path }) => path);
const first = async (query, search) => (await paths(query, {}, search))[0];

test("a result is a page with what is shown of it", async () => {
  const { results, groups, total, facets, suggestions, bytes } = await german("konto ");
  assert.deepEqual(results[0], {
    url: "/de/tips/konto/",
    path: "de/tips/konto",
    title: "Gesperrtes Konto",
    titleMarks: [{ start: 11, length: 5 }],
    kind: "tip",
    lang: "de",
    excerpt: "Das Konto wird <schnell> entsperrt.",
    marks: [{ start: 4, length: 5 }],
    score: results[0].score,
    own: 1,
    other: 0,
  });
  assert.ok(results[0].score > results[1].score);
  assert.deepEqual(groups.map(({ kind, results }) => [kind, results.length]), [["tip", 1], ["toolkit", 1]]);
  assert.equal(total, 2);
  assert.deepEqual(facets.kinds, [
    { id: "tip", name: "tip", count: 1 },
    { id: "toolkit", name: "toolkit", count: 1 },
  ]);
  assert.deepEqual(suggestions, []);
  assert.ok(bytes > 0);
  assert.equal((await german("konto ")).bytes, 0, "nothing is fetched twice");
});

test("a brief answer has the addresses of all that is found, and how many words they have", async () => {
  const { results: whole } = await german("wie konto rechnung ");
  const { results, groups, total } = await german("wie konto rechnung ", { limit: Infinity, brief: true });
  assert.deepEqual(results.map(({ url, score }) => [url, score]), whole.map(({ url, score }) => [url.replace(/#.*/, ""), score]));
  assert.deepEqual(results.map(({ words }) => words), whole.map(({ own, other }) => [2, 4].filter((bit) => (own | other) & bit).length));
  assert.equal(total, results.length);
  assert.deepEqual(groups, []);
});

test("words are found in all of their forms", async () => {
  assert.equal(await first("rechnung "), "de/tips/rechnung");
  assert.equal(await first("RECHNUNGEN "), "de/tips/rechnung");
  assert.equal(await first("groesse "), "de/toolkits/start");
  assert.equal(await first("grosse "), "de/toolkits/start");
  const danish = await openSearch({ lang: "da", fetch: site().fetch });
  for (const word of ["købsfaktura ", "koebsfaktura ", "kobsfaktura "]) assert.equal(await first(word, danish), "da/tips/koeb");
  for (const word of ["ålborg ", "aalborg ", "alborg "]) assert.equal(await first(word, danish), "da/tips/land");
  const swedish = await openSearch({ lang: "sv", fetch: site().fetch });
  for (const word of ["köpfakturorna ", "koepfaktura ", "kopfaktura "]) assert.equal(await first(word, swedish), "sv/tips/kop");
  for (const word of ["ängelholm ", "aengelholm ", "angelholm "]) assert.equal(await first(word, swedish), "sv/tips/land");
  const english = await openSearch({ lang: "en", fetch: site().fetch });
  for (const word of ["color ", "organization ", "traveling "]) assert.equal(await first(word, english), "en/tips/colour");
  for (const word of ["email ", "picklist ", "e-mail "]) assert.equal(await first(word, english), "en/tips/post");
});

test("French is found with and without accents, elisions and capitals", async () => {
  const french = await openSearch({ lang: "fr", fetch: site().fetch });
  for (const query of ["imprimante ", "l'imprimante ", "d’imprimantes ", "L´IMPRIMANTE ", "qu'elles impriment ", "éteint", "eteinte "]) {
    assert.equal(await first(query, french), "fr/tips/imprimante", query);
  }
  for (const query of ["écran ", "ECRAN ", "l'ecran", "aujourd'hui ", "aujourdhui ", "étape ", "valider ", "coeur ", "CŒUR ", "reseaux ", "puis-je partager "]) {
    assert.equal(await first(query, french), "fr/tips/ecran", query);
  }
  for (const query of ["Comment puis-je imprimer ?", "Pourquoi l’imprimante n’imprime-t-elle pas ?"]) {
    assert.deepEqual(await paths(query, {}, french), ["fr/tips/imprimante"], query);
  }
  const { results } = await french("l'imprimante ");
  assert.deepEqual(results[0].titleMarks, [{ start: 2, length: 10 }, { start: 15, length: 7 }]);
});

test("compounds are found by their parts, in any order", async () => {
  for (const query of ["nummer rechnung ", "Rechnungs Nummer ", "rechnungsnummern ", "nummer ändern "]) {
    assert.equal(await first(query), "de/tips/nummer", query);
  }
});

test("technical names stay whole", async () => {
  for (const query of ["C++ ", "c++", ".NET ", "dotnet ", "0x8004010F "]) assert.deepEqual(await paths(query), ["de/people/kari"], query);
});

test("the last word may be only begun, unless a space ends it", async () => {
  assert.equal(await first("dokum"), "de/people/kari");
  assert.equal(await first("rechnungsn"), "de/tips/nummer");
  for (const query of ["rech", "rechn", "rechnu", "rechnun", "rechnung"]) assert.ok((await paths(query)).includes("de/tips/rechnung"), query);
  assert.deepEqual(await paths("dok "), []);
});

test("letters may be wrong, missing, too many or swapped", async () => {
  for (const query of ["verwatlung ", "verwaltnug ", "verwltung ", "verwaltungg ", "ferwaltung "]) {
    assert.equal(await first(query), "de/tips/nummer", query);
  }
  const { suggestions } = await german("verwatlung ");
  assert.deepEqual(suggestions, ["verwaltung"]);
});

test("synonyms are found, of one word or of several", async () => {
  assert.ok((await paths("mensa ")).includes("de/news/neu"));
  assert.equal(await first("kennwort "), "de/tips/konto");
  assert.equal(await first("mfa "), "de/tips/konto");
  assert.equal(await first("zwei faktor anmeldung "), "de/tips/konto");
});

test("pages with all words come before those with some", async () => {
  assert.equal(await first("konto nummer "), "de/toolkits/start");
  assert.equal(await first("rechnung abteilung "), "de/tips/rechnung");
});

test("of equal pages the freshest comes first", async () => {
  assert.deepEqual(await paths("kantine "), ["de/news/neu", "de/news/alt"]);
  assert.deepEqual(await paths("kantine ", { limit: 1 }), ["de/news/neu"]);
});

test("filters leave over, and facets count what they would", async () => {
  const { results, total, facets } = await german("konto nummer rechnung ", { apps: ["excel"], kinds: ["tip"] });
  assert.deepEqual(results.map(({ path }) => path), ["de/tips/nummer"]);
  assert.equal(total, 1);
  assert.deepEqual(facets.kinds, [
    { id: "tip", name: "tip", count: 1 },
    { id: "toolkit", name: "toolkit", count: 1 },
  ]);
  assert.deepEqual(facets.apps, [{ id: "excel", name: "Excel", count: 1 }]);
  assert.deepEqual(facets.departments, []);
  assert.deepEqual(await paths("rechnung ", { departments: ["einkauf"] }), ["de/tips/rechnung"]);
  assert.deepEqual(await paths("rechnung ", { departments: ["nowhere"] }), []);
});

test("a question may be anything", async () => {
  for (const query of ["", "   ", "- – !", "die und", "😀", "*".repeat(1000), "a ".repeat(5000), "x".repeat(100000), "__proto__ constructor", "title:konto~1^3"]) {
    const { results, groups, facets, suggestions } = await german(query);
    assert.ok(Array.isArray(results) && Array.isArray(groups) && Array.isArray(suggestions) && facets.kinds, query.slice(0, 20));
  }
});

test("an index without pages answers", async () => {
  const { results, total } = await (await openSearch({ lang: "nl", fetch: site().fetch }))("fiets");
  assert.deepEqual([results.length, total], [0, 0]);
});

test("a site may be below a path, or on another host", async () => {
  const below = site();
  const { results } = await (await openSearch({ base: "/hub/", lang: "de", fetch: below.fetch }))("konto");
  assert.equal(results[0].url, "/de/tips/konto/");
  assert.ok(below.fetched.includes("/search/de/manifest.json"));
  const elsewhere = await openSearch({ base: "https://hub.example.org", lang: "de", fetch: site().fetch });
  assert.equal((await elsewhere("konto")).results[0].url, "https://hub.example.org/de/tips/konto/");
});

test("what is missing is said, and fetched when it is there", async () => {
  await assert.rejects(openSearch({ lang: "xx", fetch: site().fetch }), /search\/xx\/manifest\.json: 404/);
  let down = false;
  const shaky = site((name, text) => {
    if (down) throw new Error("gone");
    return text;
  });
  const search = await openSearch({ lang: "de", fetch: shaky.fetch });
  down = true;
  await assert.rejects(search("konto"), /json: 404/);
  down = false;
  assert.equal((await search("konto")).results.length, 2);
});

test("a new build that takes the old files away is asked", async () => {
  let folder = "";
  const site2 = site((name, text) => {
    if (name.endsWith("manifest.json")) return folder ? text.replace(/"folder":"\w+"/, `"folder":"${folder}"`) : text;
    if (folder === "old") throw new Error("gone");
    return text;
  });
  folder = "old";
  const search = await openSearch({ lang: "de", fetch: site2.fetch });
  await assert.rejects(search("konto"), /old\/terms-0\.json: 404/);
  folder = "";
  assert.equal((await search("konto")).total, 2);
  assert.equal((await search.lunr("konto")).length, 2);
});

test("questions that are asked at once are all answered by the new build", async () => {
  let gone = false;
  const rebuilt = site((name, text) => {
    if (name.endsWith("manifest.json")) return gone ? text.replace(/"folder":"\w+"/, '"folder":"next"') : text;
    if (gone) throw new Error("gone"); // of both folders, as next is none of the site's
    return text;
  });
  const real = (await (await site().fetch("/search/de/manifest.json")).json()).folder;
  const fetch = (address) => (address.includes("/next/") ? site().fetch(address.replace("/next/", `/${real}/`)) : rebuilt.fetch(address));
  const search = await openSearch({ lang: "de", fetch });
  gone = true;
  const totals = await Promise.all(["konto", "rechnung", "konto ", "nummer"].map(async (question) => (await search(question)).total));
  assert.ok(totals.every((total) => total > 0), String(totals));
  assert.equal((await search.lunr("konto")).length, 2);
});

test("an index of another version is refused", async () => {
  const newer = site((name, text) => (name.endsWith("manifest.json") ? text.replace(/"version":\d+/, '"version":99') : text));
  await assert.rejects(openSearch({ lang: "de", fetch: newer.fetch }), /version 99/);
});
