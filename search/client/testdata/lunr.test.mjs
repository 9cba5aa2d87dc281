// Answers from shards against those of the whole index, by the real lunr.js.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";

import { dir, openSearch, site } from "./site.mjs";

const require = createRequire(import.meta.url);
const vendor = path.join(import.meta.dirname, "../vendor/lunr");
const lunr = require(path.join(vendor, "lunr.js"));
require(path.join(vendor, "lunr.stemmer.support.js"))(lunr);
for (const name of fs.readdirSync(vendor).filter((name) => /^lunr\.[a-z]{2}\.js$/.test(name))) require(path.join(vendor, name))(lunr);

const languages = fs.readdirSync(path.join(dir, "search")).filter((name) => /^[a-z]{2}$/.test(name));

// words are those of the synonyms and of the base words of a language, with
// endings and signs.
function words(lang) {
  const files = ["synonyms", "words"].map((list) => path.join(import.meta.dirname, `../../analysis/${list}/${lang}.txt`));
  const text = files.filter(fs.existsSync).map((file) => fs.readFileSync(file, "utf8").toLowerCase()).join(" ");
  const forms = (word) => [word, `${word}s`, `${word}erne`, `${word}ungen`, `${word}ements`, `${word}eren`, `„${word}er!“`, `(${word}ing)`];
  return [...new Set(text.match(/[\p{L}']+/gu))].flatMap(forms);
}

for (const lang of ["da", "de", "en", "fr", "nl", "sv"]) {
  test(`${lang}: what questions are read with is lunr's`, async () => {
    const { default: taught } = await import(path.join(dir, "search", `stems-${lang}.js`));
    const read = (all, word) => {
      const { trimmer, stopWordFilter, accentFold = (token) => token, stemmer } = lang === "en" ? all : all[lang];
      const trimmed = trimmer(new all.Token(word)).toString();
      const stops = stopWordFilter(new all.Token(trimmed)) === undefined;
      return [trimmed, stops, stemmer(accentFold(new all.Token(trimmed))).toString()];
    };
    const all = words(lang);
    assert.ok(all.length > 4000, `${all.length} words`);
    for (const word of all) assert.deepEqual(read(taught, word), read(lunr, word), word);
  });
}

// random returns the same numbers each time.
function random(seed) {
  return (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
}

const pick = (rnd, list) => list[rnd(list.length)];

// clause is one that a person might write, of the index's own terms.
function clause(rnd, terms, fields) {
  const term = pick(rnd, terms).replace(/[\s:~^*+\\-]/g, "") || "tip";
  const cut = 1 + rnd(term.length);
  const forms = [
    term,
    term,
    `${term.slice(0, cut)}*`,
    `*${term.slice(-cut)}`,
    `${term.slice(0, 1)}*${term.slice(-1)}`,
    `${term}~1`,
    `${term}~2`,
    `${term}s`,
    term.toUpperCase(),
  ];
  let text = pick(rnd, forms);
  if (rnd(3) === 0) text = `${pick(rnd, fields)}:${text}`;
  if (rnd(4) === 0) text += `^${1 + rnd(20)}`;
  return pick(rnd, ["", "", "", "+", "-"]) + text;
}

for (const lang of languages) {
  const whole = JSON.parse(fs.readFileSync(path.join(dir, "search", lang, "index.json"), "utf8"));
  const index = lunr.Index.load(whole);
  const terms = whole.invertedIndex.map(([term]) => term);

  test(`${lang}: text in lunr's syntax`, async () => {
    const rnd = random(lang.charCodeAt(0));
    const { fetch, fetched } = site();
    const search = await openSearch({ lang, fetch });
    assert.ok(fetched.length === 1);
    for (let i = 0; i < 150; i++) {
      const query = Array.from({ length: 1 + rnd(4) }, () => clause(rnd, terms, index.fields)).join(" ");
      let want;
      try {
        want = index.search(query);
      } catch (error) {
        await assert.rejects(search.lunr(query), { name: error.name });
        continue;
      }
      const got = await search.lunr(query);
      assert.deepEqual(plain(got), plain(want), query);
    }
    assert.ok(fetched.filter((name) => name.includes("terms-")).length > 20, "the index is not in shards");
  });

  test(`${lang}: a query that a function builds`, async () => {
    const rnd = random(lang.charCodeAt(1));
    for (let i = 0; i < 30; i++) {
      const some = Array.from({ length: 1 + rnd(3) }, () => pick(rnd, terms));
      const build = (q) => {
        for (const term of some) {
          q.term(term, { usePipeline: false, boost: 3, fields: ["title", "body"] });
          q.term(term.slice(0, 2), { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
        }
      };
      const search = await openSearch({ lang, fetch: site().fetch }); // nothing is there yet
      assert.deepEqual(plain(await search.lunr(build)), plain(index.query(build)), some.join(" "));
    }
  });
}

const plain = (results) => results.map(({ ref, score, matchData }) => ({ ref, score, metadata: { ...matchData.metadata } }));
