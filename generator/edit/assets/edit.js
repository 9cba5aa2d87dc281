// The hub's editor: Decap CMS with the hub's configuration, in one of its
// languages. What it is told beside that (config.hub) says generator/edit.

import { baseOf, register, slug } from "./register.js";

const { CMS } = window;
const chosen = "ankerplatz-edit-language";

// language is that of the interface: what the address asks for, what was chosen
// before, what the browser prefers, what the hub speaks first.
function language() {
  const known = document.body.dataset.languages.split(" ");
  const asked = [new URLSearchParams(location.search).get("lang"), sessionStorage.getItem(chosen), ...navigator.languages];
  const wanted = asked.flatMap((code) => [code, code?.split("-")[0]]).find((code) => known.includes(code));
  if (wanted) sessionStorage.setItem(chosen, wanted);
  return wanted ?? document.documentElement.lang;
}

// Enter stands for the page of the local back end that asks to log in where there
// is nothing to log in to.
const Enter = window.createClass({
  componentDidMount() {
    this.props.onLogin({});
  },
  render: () => null,
});

// place is what the form asked for is called. Servers that people sign in at
// send them back without it.
const place = "ankerplatz-edit-place";

function rememberPlace() {
  const back = new URLSearchParams(location.search).has("code");
  if (!back && location.hash.startsWith("#/collections/")) sessionStorage.setItem(place, location.hash);
  else if (!back) sessionStorage.removeItem(place);
}

function returnToPlace() {
  const to = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  if (to) location.hash = to;
}

// adapt lets a back end see what lies deeper in folders, whatever the path of
// new pages, and write no page that is not as its writer saw it.
function adapt(backend, hub) {
  const nested = new Set(hub.nested);
  const seen = new Set(); // paths of pages
  const deepest = 100;
  for (const name of ["entriesByFolder", "allEntriesByFolder"]) {
    const list = backend[name]?.bind(backend);
    if (!list) continue;
    backend[name] = async (folder, extension, depth) => {
      const entries = await list(folder, extension, nested.has(folder) ? deepest : depth);
      for (const { file } of entries) seen.add(file.path);
      return entries;
    };
  }
  const saved = new Map(); // by path, {texts, now}: what the editor may still take for the page's text, and what that is
  const persist = backend.persistEntry.bind(backend);
  backend.persistEntry = async (entry, options) => {
    const files = entry.dataFiles.map((file) => {
      const base = baseOf(file.raw);
      const known = saved.get(file.path);
      return { ...file, base: known?.texts.has(base) ? known.now : base };
    });
    if (!hub.live && !options.unpublished) await unchanged(backend, files, seen, hub.texts);
    const answer = await persist(hub.live ? { ...entry, dataFiles: files } : entry, options);
    for (const { path, raw, base } of files) {
      const texts = saved.get(path)?.texts ?? new Set();
      saved.set(path, { texts: texts.add(base).add(raw), now: raw });
    }
    return answer;
  };
  if (hub.live) backend.authComponent = () => Enter;
  else signedIn(backend);
  return backend;
}

// unchanged refuses to write pages that somebody else has changed, or begun,
// since they were opened, and those that some disks take for another page. Of
// what waits for its review already, the review tells that.
async function unchanged(backend, files, seen, texts) {
  const folded = (path) => path.toUpperCase().toLowerCase().normalize();
  for (const { path, base } of files) {
    const known = seen.has(path) || base !== undefined;
    const { data } = await backend.getEntry(path).catch((error) => {
      if (known) throw error;
      return {};
    });
    if ((data ?? undefined) !== base) throw new Error(texts.edit_changed);
    const twin = !known && [...seen].find((other) => folded(other) === folded(path));
    if (twin) throw new Error(`${twin}: ${texts.edit_same_name}`);
  }
}

// signedIn leads to what was asked for before the sign-in. Pictures of people
// come from any server, and whether a server is well, the other servers of its
// makers say: nobody is asked for either.
function signedIn(backend) {
  for (const name of ["authenticate", "restoreUser"]) {
    const enter = backend[name].bind(backend);
    backend[name] = async (...all) => {
      const user = await enter(...all);
      returnToPlace();
      return { ...user, avatar_url: undefined };
    };
  }
  backend.status = async () => ({ auth: { status: true }, api: { status: true, statusPage: "" } });
}

// languages are links to the editor in the hub's other languages, each with the
// pages of that language.
function languages(hub) {
  const nav = document.createElement("nav");
  nav.className = "languages";
  nav.setAttribute("aria-label", hub.texts.language);
  const links = hub.languages.map(({ code, name }) => {
    const link = Object.assign(document.createElement("a"), { href: `?lang=${code}`, textContent: name, lang: code });
    if (code === hub.lang) link.setAttribute("aria-current", "true");
    return link;
  });
  const back = Object.assign(document.createElement("a"), { href: `${hub.base}${hub.lang}/`, textContent: hub.texts.edit_back });
  nav.append(back, ...(links.length > 1 ? links : []));
  document.body.append(nav);
  const place = () => (nav.hidden = /\/(?:entries|new)\b/.test(location.hash)); // a form has the whole window
  addEventListener("hashchange", place);
  place();
}

async function read(name) {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

async function start() {
  rememberPlace();
  const lang = language();
  document.documentElement.lang = lang;
  const [config, words] = await Promise.all([read(`config.${lang}.json`), read("words.json")]);
  register(CMS, config, words);
  const { hub, ...rest } = config;
  const backend = CMS.getBackend(rest.backend.name);
  const init = backend.init;
  backend.init = (...all) => adapt(init(...all), hub);
  CMS.registerEventListener({
    name: "preSave",
    handler({ entry }) {
      const data = entry.get("data");
      if (!entry.get("newRecord")) return data;
      const title = String(data.get(hub.forms[entry.get("collection")].title) ?? "");
      return data.set("__name", slug(title, words.letters) || "page");
    },
  });
  languages(hub);
  CMS.init({ config: rest });
}

start().catch((error) => {
  const text = Object.assign(document.createElement("p"), { className: "failed", textContent: error.message });
  text.setAttribute("role", "alert");
  document.body.append(text);
});
