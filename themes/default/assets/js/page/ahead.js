// Fetches pages of the hub that are about to be opened: those whose links the
// reader points at, touches or comes to with the keyboard, and a few that are
// seen where the network is fast. Nothing is run before it is opened, so that a
// page that was not opened does nothing: pages are fetched, not rendered.
//
// Where the browser knows speculation rules, it does the fetching. They are a
// script in the page, which the policy of pages allows with just these words
// (browser.Policy). Where that does not hold, fetch does the same: the answer is
// in the browser's cache then, or with the service worker.

const rules = '{"prefetch":[{"where":{"selector_matches":"[data-ahead]"},"eagerness":"immediate"}]}';

const pause = 65; // milliseconds on a link after which it is not just passed
const look = 1500; // milliseconds for which a link is seen before it counts
const mostSeen = 4;
const mostAll = 30; // of a page
const atOnce = 2;

const { base, signals } = document.documentElement.dataset;
const home = `${base}${document.documentElement.lang}/`;
const { saveData, effectiveType } = navigator.connection ?? {};

const asked = new Set(); // addresses
const waiting = [];
let running = 0;
let ruled = HTMLScriptElement.supports?.("speculationrules") ?? false;

// leads tells whether a link leads to another page of the hub in this language,
// and not to a file or a search.
function leads(a) {
  const path = a.pathname;
  return (
    a.origin === location.origin && path.startsWith(home) && path.endsWith("/") && path !== location.pathname && !a.search && !a.hasAttribute("download")
  );
}

async function next() {
  if (running >= atOnce || waiting.length === 0) return;
  running++;
  const url = waiting.shift();
  await fetch(url, { priority: "low", redirect: "manual" })
    .then((response) => response.blob())
    .catch(() => {}); // it is fetched when it is opened
  running--;
  next();
}

function fetchAhead(a) {
  const url = a.origin + a.pathname;
  if (asked.size >= mostAll || asked.has(url) || !leads(a)) return false;
  asked.add(url);
  a.dataset.ahead = "";
  if (!ruled) {
    waiting.push(url);
    next();
  }
  return true;
}

function rule() {
  document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
    if (!ruled || blockedURI !== "inline" || !effectiveDirective.startsWith("script-src")) return;
    ruled = false;
    waiting.push(...asked);
    next();
  });
  document.head.append(Object.assign(document.createElement("script"), { type: "speculationrules", textContent: rules }));
}

const linkOf = ({ target }) => target.closest?.("a[href]");

function follow() {
  let timer;
  document.addEventListener("pointerover", (event) => {
    clearTimeout(timer);
    const a = event.pointerType === "mouse" && linkOf(event);
    if (a) timer = setTimeout(fetchAhead, pause, a);
  });
  for (const type of ["pointerdown", "focusin"]) {
    document.addEventListener(type, (event) => {
      const a = linkOf(event);
      if (a) fetchAhead(a);
    });
  }
}

function watch() {
  let left = mostSeen;
  const timers = new Map();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target));
      if (isIntersecting) timers.set(target, setTimeout(seen, look, target));
    }
  });
  const seen = (a) => {
    if (left > 0 && fetchAhead(a)) left--;
    if (left === 0) observer.disconnect();
  };
  for (const a of document.querySelectorAll("main a[href]")) if (leads(a)) observer.observe(a);
}

// start does nothing where pages are counted, which a page that is fetched ahead
// would be, where data is to be saved, and in pages that are being written.
export function start() {
  if (signals !== undefined || saveData || document.querySelector("script[src*='/_ankerplatz/']")) return;
  if (ruled) rule();
  follow();
  if (effectiveType === "4g") watch();
}
