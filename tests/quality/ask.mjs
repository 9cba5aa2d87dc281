// Asks questions as a browser would: through the published client, each with
// nothing cached, and through lunr as it comes. It reads a job as JSON from the
// first file that it is given and writes the answers to the second; node.go has
// both as Go types. It needs Node 20 or newer with --experimental-vm-modules,
// which lets it see every module that is loaded.

import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { SourceTextModule, runInThisContext } from "node:vm";
import { gzipSync } from "node:zlib";

// How long a response takes, in milliseconds. What a client begins in the
// meantime did not need the response.
const latency = 4;

const job = JSON.parse(await readFile(process.argv[2], "utf8"));

// A file of the hub with its size on the way to a browser, or null.
const files = new Map();
function file(path) {
  if (!files.has(path)) {
    files.set(
      path,
      readFile(path).then(
        (data) => ({ data, size: gzipSync(data, { level: 6 }).length }),
        () => null,
      ),
    );
  }
  return files.get(path);
}

/** A browser that visits the hub for the first time. */
class Visit {
  requests = []; // {path, bytes, round}
  modules = new Map(); // by URL
  #read = 0; // the last round of which something has been read
  #waiting = 0;
  #linking = Promise.resolve();

  /** Fetches from the public folder, as a server below job.base would serve it. */
  fetch = async (input, init) => {
    const url = new URL(input.url ?? input, "https://hub.example");
    init?.signal?.throwIfAborted();
    const inside = url.pathname.startsWith(job.base);
    const { data, size, arrived } = await this.#request(inside ? decodeURIComponent(url.pathname.slice(job.base.length)) : url.href);
    if (!data) {
      arrived();
      return new Response("not found", { status: 404 });
    }
    const body = new ReadableStream(
      {
        pull(controller) {
          controller.enqueue(new Uint8Array(data));
          controller.close();
          arrived();
        },
      },
      { highWaterMark: 0 },
    );
    const type = url.pathname.endsWith(".json") ? "application/json" : "application/octet-stream";
    return new Response(body, { headers: { "content-type": type, "content-length": size } });
  };

  async #request(path) {
    const round = this.#read + 1;
    const request = { path, bytes: 0, round };
    this.requests.push(request);
    this.#waiting++;
    const [found] = await Promise.all([file(join(job.public, path)), wait(latency)]);
    request.bytes = found?.size ?? 0;
    this.#waiting--;
    return { ...found, arrived: () => (this.#read = Math.max(this.#read, round)) };
  }

  /** Waits for what was asked for and perhaps is not needed. */
  async settle() {
    while (this.#waiting > 0) await wait(latency);
  }

  /** Imports a module by its file URL; returns its namespace. */
  async import(url) {
    const module = await this.#load(url);
    // What is linked already, or is being linked, must not be linked again.
    this.#linking = this.#linking.then(() => module.status === "unlinked" && module.link((name, from) => this.#load(new URL(name, from.identifier).href)));
    await this.#linking;
    module.evaluated ??= module.evaluate();
    await module.evaluated;
    return module.namespace;
  }

  // Fetches a module with all that it imports statically, as browsers do:
  // each as soon as a module that names it has been read.
  #load(url) {
    if (!this.modules.has(url)) {
      const fetched = this.#fetchModule(url);
      this.modules.set(url, fetched);
    }
    return this.modules.get(url);
  }

  async #fetchModule(url) {
    const { data, arrived } = await this.#request(relative(job.public, fileURLToPath(url)));
    if (!data) throw new Error(`${url}: no such module`);
    arrived();
    const module = new SourceTextModule(data.toString(), {
      identifier: url,
      initializeImportMeta: (meta) => (meta.url = url),
      importModuleDynamically: async (name) => {
        const target = new URL(name, url).href;
        await this.import(target);
        return this.modules.get(target);
      },
    });
    // Modules that import each other are not awaited twice.
    await Promise.all(module.dependencySpecifiers.map((name) => new URL(name, url).href).filter((name) => !this.modules.has(name)).map((name) => this.#load(name)));
    return module;
  }
}

const client = pathToFileURL(join(job.public, "search/client.js")).href;

async function openSearch(visit, lang) {
  const { openSearch } = await visit.import(client);
  return openSearch({ base: job.base, lang, fetch: visit.fetch });
}

async function askCold({ lang, query }) {
  const visit = new Visit();
  const search = await openSearch(visit, lang);
  const { results } = await search(query, { limit: job.limit });
  await visit.settle();
  return { paths: results.map((r) => r.path), requests: visit.requests };
}

/** Asks everything once more of clients that stay open, twice: the second answer is timed. */
async function askWarm(questions, answers) {
  const visit = new Visit();
  const open = new Map();
  for (const [i, { lang, query }] of questions.entries()) {
    if (!open.has(lang)) open.set(lang, await openSearch(visit, lang));
    const search = open.get(lang);
    await search(query, { limit: job.limit });
    const start = performance.now();
    const { results } = await search(query, { limit: job.limit });
    answers[i].ms = performance.now() - start;
    answers[i].warm = results.map((r) => r.path);
  }
}

async function askLunr(questions) {
  for (const source of job.scripts) runInThisContext(source);
  const open = new Map();
  const answers = [];
  for (const { lang, query } of questions) {
    if (!open.has(lang)) {
      const data = await readFile(job.indexes[lang], "utf8");
      open.set(lang, globalThis.lunr.Index.load(JSON.parse(data)));
    }
    const results = open.get(lang).search(plain(query));
    answers.push({ paths: results.slice(0, job.limit).map((r) => r.ref) });
  }
  return answers;
}

/** A question with nothing in it that lunr would take for its syntax. */
function plain(query) {
  return query
    .replaceAll("*", " ")
    .replace(/(^|\s)-+/g, "$1")
    .replace(/[:~^+\\]/g, "\\$&");
}

const out = {};
if (job.engines.includes("client")) {
  out.client = [];
  for (const question of job.questions) out.client.push(await askCold(question));
  await askWarm(job.questions, out.client);
  out.prefixes = [];
  for (const question of job.prefixes) out.prefixes.push(await askCold(question));
}
if (job.engines.includes("lunr")) out.lunr = await askLunr(job.questions);
await writeFile(process.argv[3], JSON.stringify(out));
