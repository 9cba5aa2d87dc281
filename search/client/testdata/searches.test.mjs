// Several hubs as one. They are made in client_test.go.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

const dir = process.env.SITE; // has a folder for each host
const { openSearches } = await import(path.join(dir, "large.example", "search", "searches.js"));
const large = "https://large.example/";
const small = "https://small.example/hub/";

const fetch = async (address) => {
  const { hostname, pathname } = new URL(address);
  if (hostname === "down.example") throw new TypeError("fetch failed");
  if (hostname === "slow.example") return new Promise(() => {});
  try {
    return new Response(await fs.readFile(path.join(dir, hostname, pathname), "utf8"));
  } catch {
    return new Response("", { status: 404 });
  }
};
const both = openSearches({ bases: [large, small], lang: "de", fetch });
const one = (base) => openSearches({ bases: [base], lang: "de", fetch });
const urls = ({ results }) => results.map(({ url }) => url);

test("the better page leads, though words weigh less in its small hub", async () => {
  for (const question of ["reisekosten ", "reisekosten abrechnen ", "reisekost", "Reisekosten-Abrechnung einreichen "]) {
    const { results } = await both(question);
    assert.equal(results[0].url, `${small}de/reise/`, question);
    assert.ok(results[0].score > 2 * results[1].score, `${question}: by far`);
  }
  const inLarge = await (await openLarge())("reisekosten ");
  const inSmall = await (await openSmall())("reisekosten ");
  assert.ok(inLarge.results[0].score > inSmall.results[0].score, "its own score is the lower one");
});

test("pages that answer alike have the same score in hubs of any size", async () => {
  const [a, b] = (await both("handbuch ")).results;
  assert.deepEqual([a.title, b.title], ["Handbuch", "Handbuch"]);
  assert.ok(Math.abs(a.score - b.score) < 0.1 * a.score, `${a.score} and ${b.score}`);
});

test("a word that was typed comes before one that is only similar, whichever hub has it", async () => {
  for (const question of ["preisliste ", "preisliste hamburg "]) {
    const { results } = await both(question);
    const titles = results.map(({ title }) => title);
    assert.ok(titles.indexOf("Anhang") < titles.indexOf("Preislisse"), `${question}: ${titles}`);
    const inSmall = (await one(small)(question)).results;
    assert.equal(inSmall[0].title, "Preislisse", `${question}: found, where nothing else is`);
  }
});

test("what a result is called and where it comes from", async () => {
  const [{ score, titleMarks, marks, excerpt, ...result }] = (await both("reisekosten ")).results;
  assert.deepEqual(result, {
    url: `${small}de/reise/`, path: "de/reise", title: "Reisekosten abrechnen", kind: "tip", lang: "de",
    kindTitle: "Tipp", base: small, hub: "Klein", own: 1, other: 0,
  });
});

test("groups, facets, numbers and the limit are of all hubs", async () => {
  const [all, a, b] = [await both("handbuch "), await one(large)("handbuch "), await one(small)("handbuch ")];
  assert.equal(all.total, a.total + b.total);
  assert.deepEqual(all.facets.kinds, [{ id: "tip", name: "tip", count: all.total }]);
  assert.deepEqual(all.groups, [{ kind: "tip", results: all.results }]);
  const { results, total } = await both("handbuch ", { limit: 1 });
  assert.deepEqual([results.length, total], [1, all.total]);
  const many = await both("abschnitt ");
  assert.equal(many.results.length, 18, "ten of the large hub and all of the small one");
  assert.deepEqual((await both("handbuch ", { kinds: ["news"] })).results, []);
});

test("a page that two hubs have comes once", async () => {
  const { results, total } = await both("gemeinschaftsseite ");
  assert.deepEqual([results.length, total], [1, 1]);
  assert.equal(urls(await openSearches({ bases: [small, small.slice(0, -1)], lang: "de", fetch })("tonne ")).length, 1);
});

test("a hub that does not answer is named, and stops no other", async () => {
  for (const [base, reason] of [["https://down.example/", /fetch failed/], ["https://gone.example/", /404/], ["https://slow.example/", /within 50 ms/]]) {
    const search = openSearches({ bases: [base, small], lang: "de", patience: 50, fetch });
    const { results, failed } = await search("tonne ");
    assert.equal(results.length, 1, base);
    assert.deepEqual(failed.map(({ base }) => base), [base]);
    assert.match(failed[0].error.message, reason);
    await assert.rejects(openSearches({ bases: [base], lang: "de", patience: 50, fetch })("tonne "), reason);
  }
  assert.deepEqual((await both("tonne ")).failed, []);
});

test("a hub that was down is asked again", async () => {
  let down = true;
  const search = openSearches({ bases: [large, small], lang: "de", fetch: (url) => (down && url.startsWith(small) ? Promise.reject(new Error("down")) : fetch(url)) });
  assert.equal((await search("reisekosten abrechnen ")).failed.length, 1);
  down = false;
  const { results, failed } = await search("reisekosten abrechnen ");
  assert.deepEqual([results[0].base, failed], [small, []]);
});

test("the nearest language that a hub has is asked", async () => {
  for (const [lang, question, url] of [
    ["en", "travel ", `${small}en/travel/`],
    ["en-GB", "travel ", `${small}en/travel/`],
    ["DE_at", "reisekosten ", `${small}de/reise/`],
    ["pl", "reisekosten ", `${small}de/reise/`],
    [undefined, "reisekosten ", `${small}de/reise/`],
  ]) {
    const { results } = await openSearches({ bases: [small], lang, fetch })(question);
    assert.equal(results[0]?.url, url, lang);
  }
});

test("other words are offered only where no hub has those that were typed", async () => {
  assert.deepEqual((await one(large)("reisekosen ")).suggestions.length > 0, true);
  assert.deepEqual((await both("reisekosen ")).suggestions, (await one(large)("reisekosen ")).suggestions);
  assert.deepEqual((await one(large)("tonne ")).suggestions, ["tanne"]);
  assert.deepEqual((await both("tonne ")).suggestions, [], "the small hub has it");
});

async function openLarge() {
  const { openSearch } = await import(path.join(dir, "large.example", "search", "client.js"));
  return openSearch({ base: large, lang: "de", fetch });
}

async function openSmall() {
  const { openSearch } = await import(path.join(dir, "large.example", "search", "client.js"));
  return openSearch({ base: small, lang: "de", fetch });
}
