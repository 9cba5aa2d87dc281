// The service worker: it keeps what was read on the device, and answers with it
// when the network does not. The build writes in front of this file what it is
// about (render.Worker): a build without a version wants nothing kept, and the
// worker that it has removes itself and all that its forerunners kept.
//
// There is a cache for each build, named by all that is in the build, so that
// nothing of two builds is mixed. The search's pieces lie on a shelf of their own
// (search/shelf.js), in folders named by their content.

import { Shelf } from "../search/shelf.js";
import { isOf, pagesOf, shelfOf } from "./names.js";

const { base, audience, version, signals, langs, assets } = self.hub;
const name = pagesOf(base, audience) + version;

const patience = 3000; // milliseconds that the network has where a page is kept
const fresh = 30_000; // milliseconds for which a page that was fetched ahead is as good as a new one
const mostPages = 200;
const mostFetched = 50; // pages that are fetched again for a new build
const mostBytes = 50 * 2 ** 20; // of all that is kept, without the search
const mostOfOne = 5 * 2 ** 20;
const often = 20; // files after which it is looked whether there are too many

const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
const absolute = (path) => new URL(path, location.href).href;

// language is the language of a path of the hub, undefined of what has none.
function language(path) {
  const [first] = path.slice(base.length).split("/", 1);
  return Object.hasOwn(langs, first) ? first : undefined;
}

const isAsset = (path) => path.startsWith(`${base}assets/`);
const isPage = (path) => path === base || (path.endsWith("/") && language(path) !== undefined);
// isPart tells of pictures and data of pages, and of the search's scripts. Not of
// its index, and not of what is downloaded.
const isPart = (path) =>
  language(path) ? /\.(avif|gif|jpe?g|json|png|svg|webp)$/i.test(path) : /^search\/[^/]+\.js$/.test(path.slice(base.length));

let kept = 0;

// keep keeps a response, if it is what the hub has at the address: nothing that
// somebody was sent on to, no error, and no page of a proxy that wants a login.
// What is gone or forbidden is not kept any longer.
async function keep(cache, url, response) {
  if ([403, 404, 410].includes(response.status)) return cache.delete(url);
  if (response.status !== 200 || response.type !== "basic" || response.redirected) return;
  const isHTML = response.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (isHTML !== isPage(new URL(url).pathname)) return;
  try {
    const body = await response.blob();
    if (body.size > mostOfOne || (isHTML && !(await body.text()).includes(` data-offline="${audience}"`))) return;
    const headers = new Headers(response.headers);
    headers.delete("content-encoding");
    headers.set("content-length", body.size);
    await cache.delete(url); // what is used last stands last
    await cache.put(url, new Response(body, { headers }));
    if (++kept % often === 0) await tidy(cache);
  } catch {
    // the disk is full, or the connection broke: it goes without
  }
}

// tidy removes what was not used for longest where there is too much.
async function tidy(cache) {
  const [requests, responses] = await Promise.all([cache.keys(), cache.matchAll()]);
  const first = new Set([...assets.map((path) => base + path), ...Object.values(langs).flat()]);
  let pages = 0;
  let bytes = 0;
  for (const [i, { url }] of [...requests.entries()].reverse()) {
    const { pathname } = new URL(url);
    bytes += Number(responses[i].headers.get("content-length"));
    if (isPage(pathname)) pages++;
    if ((pages > mostPages || bytes > mostBytes) && !first.has(pathname)) await cache.delete(url);
  }
}

// refresh fetches what nobody has asked for just now. Where pages are counted,
// these are not: the address says so.
async function refresh(cache, path) {
  const response = await fetch(absolute(path) + (signals && isPage(path) ? "?_kept" : ""), { cache: "no-cache", redirect: "manual" });
  await keep(cache, absolute(path), response);
}

// each does work for all of a list, two at a time, until something fails.
async function each(list, work) {
  const rest = [...list];
  const worker = async () => {
    while (rest.length > 0) await work(rest.shift());
  };
  await Promise.all([worker(), worker()]);
}

const begin = (cache, lang) => each(langs[lang], (path) => refresh(cache, path));

// install fetches what every page needs, and anew what earlier builds' workers
// kept: what was changed or withdrawn since is not kept as it was. Meanwhile
// these workers go on; where the network goes, until the next page is loaded.
async function install() {
  const names = (await caches.keys()).filter((key) => key.startsWith(pagesOf(base, audience)) && key !== name);
  const before = await Promise.all(names.map((key) => caches.open(key)));
  const cache = await caches.open(name);
  await each(assets, async (asset) => {
    const url = absolute(base + asset);
    if (await cache.match(url)) return;
    const had = (await Promise.all(before.map((old) => old.match(url)))).find(Boolean);
    await (had ? cache.put(url, had).catch(() => {}) : keep(cache, url, await fetch(url)));
  });
  const open = (await clients.matchAll({ includeUncontrolled: true })).map(({ url }) => new URL(url).pathname);
  const read = (await Promise.all(before.map((old) => old.keys()))).flat().map(({ url }) => new URL(url).pathname);
  const paths = new Set([...read.filter((path) => !isAsset(path)).slice(-mostFetched), ...open.filter(isPage)]);
  for (const lang of new Set([...paths].map(language))) if (lang) langs[lang].forEach((path) => paths.add(path));
  await each(paths, (path) => refresh(cache, path));
  await searches();
}

// searches brings the search's shelf up to date, if something stands on it.
async function searches() {
  const shelf = new Shelf(absolute(`${base}search/`), shelfOf(base, audience));
  const copies = await shelf.copies;
  for (const lang of Object.keys(langs)) {
    if (await copies.match(`${shelf.root}${lang}/manifest.json`)) await shelf.keep(lang).catch(() => {});
  }
}

// forget removes the caches of this hub that are not in use.
async function forget(...used) {
  for (const key of await caches.keys()) if (isOf(base, key) && !used.includes(key)) await caches.delete(key);
}

const ahead = new Map(); // {response, time}: promises of pages that were fetched ahead, by URL

function fetchAhead(request, url) {
  const response = fetch(request);
  for (const [old, { time }] of ahead) if (Date.now() - time > fresh) ahead.delete(old);
  ahead.set(url, { response: response.then((answer) => answer.clone()), time: Date.now() });
  ahead.get(url).response.catch(() => ahead.delete(url));
  return response;
}

// fetched is the response for a page that was fetched ahead a moment ago.
function fetched(url) {
  const page = ahead.get(url);
  ahead.delete(url);
  return page && Date.now() - page.time < fresh ? page.response : undefined;
}

async function page(event, path) {
  const url = absolute(path);
  const cache = await caches.open(name);
  const copy = await cache.match(url);
  const network = fetched(url) ?? Promise.resolve(event.preloadResponse).then((response) => response ?? fetch(event.request));
  const keeping = network.then((response) => keep(cache, url, response.clone()));
  event.waitUntil(
    keeping
      .then(async () => {
        const lang = language(path);
        if (lang && !(await cache.match(absolute(langs[lang][1])))) await begin(cache, lang);
      })
      .catch(() => {}),
  );
  try {
    const response = await (copy ? Promise.race([network, wait(patience)]) : network);
    return response ?? copy;
  } catch {
    return copy ?? (await missing(cache, language(path)));
  }
}

// missing says, in the reader's language if it can, that a page is not kept.
async function missing(cache, lang) {
  for (const code of [lang, ...Object.keys(langs)]) {
    const copy = code && (await cache.match(absolute(langs[code][1])));
    if (copy) return new Response(copy.body, { status: 503, headers: copy.headers });
  }
  return Response.error();
}

async function asset(event, url) {
  const cache = await caches.open(name);
  const copy = await cache.match(url);
  if (copy) return copy;
  const response = await fetch(event.request);
  event.waitUntil(keep(cache, url, response.clone()));
  return response;
}

async function part(event, url) {
  const cache = await caches.open(name);
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep(cache, url, response.clone()));
    return response;
  } catch {
    return (await cache.match(url)) ?? Response.error();
  }
}

// answer answers for the network. Where the cache is broken, it stands back.
function answer(event) {
  const { request } = event;
  const by = (work) => event.respondWith(work.catch(() => fetch(request)));
  const { origin, pathname: path } = new URL(request.url);
  if (request.method !== "GET" || request.headers.has("range") || origin !== location.origin || !path.startsWith(base)) return;
  if (isAsset(path)) by(asset(event, origin + path));
  else if (isPage(path) && request.mode === "navigate") by(page(event, path));
  else if (isPage(path) && request.redirect === "manual") event.respondWith(fetchAhead(request, origin + path));
  else if (isPart(path)) by(part(event, origin + path));
}

addEventListener("install", (event) => {
  skipWaiting();
  if (version) event.waitUntil(install());
});
addEventListener("activate", (event) => {
  // a page's own request is on its way while the worker starts
  if (version) event.waitUntil(Promise.all([registration.navigationPreload?.enable(), clients.claim(), forget(name, shelfOf(base, audience))]));
  else event.waitUntil(forget().then(() => registration.unregister()));
});
if (version) addEventListener("fetch", answer);
