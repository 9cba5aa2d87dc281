// Reloads the page when it changed, and shows what is wrong with the hub's
// files. Only "ankerplatz serve" adds this script.
(() => {
  const base = "/_ankerplatz/";
  const scrollKey = "ankerplatz-scroll";
  const followKey = "ankerplatz-followed";
  const openKey = "ankerplatz-problems";

  // The hash of this very page, which the server sent along with it.
  const timing = performance.getEntriesByType("navigation")[0]?.serverTiming ?? [];
  let tag = timing.find((t) => t.name === "page")?.description;

  // The browser's own memory of the place lags behind by up to a second, so a
  // reload from here remembers it itself.
  try {
    const saved = JSON.parse(sessionStorage.getItem(scrollKey) ?? "null");
    sessionStorage.removeItem(scrollKey);
    if (saved?.path === location.pathname && scrollY === 0) {
      const restore = () => scrollTo({ top: saved.y, behavior: "instant" });
      restore();
      const reached = scrollY; // less than wanted, where images above make the page longer
      addEventListener("load", () => {
        if (scrollY === reached) restore(); // else the reader has gone on
        history.scrollRestoration = "auto";
      }, { once: true });
    }
  } catch {
    // Without storage the page starts where the browser thinks.
  }

  function keepScroll() {
    try {
      sessionStorage.setItem(scrollKey, JSON.stringify({ path: location.pathname, y: scrollY }));
      history.scrollRestoration = "manual";
    } catch {
      // See above.
    }
  }

  async function refresh() {
    const page = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    const now = page.headers.get("ETag")?.replace(/^(W\/)?"|"$/g, "");
    if (tag && now && now !== tag) {
      addEventListener("pagehide", keepScroll);
      location.reload();
      return;
    }
    tag ??= now;
    const answer = await fetch(`${base}problems?path=${encodeURIComponent(location.pathname)}`);
    show(await answer.json());
  }

  let host;
  let last = "";

  function show(list) {
    const text = JSON.stringify(list);
    if (text === last) return;
    last = text;
    if (!list.shown.length && !list.note) {
      host?.remove();
      host = undefined;
      return;
    }
    if (!host) {
      host = document.createElement("div");
      host.dir = "ltr";
      host.attachShadow({ mode: "open" });
      document.body.append(host);
    }
    host.lang = list.lang;
    const link = element("link", { rel: "stylesheet", href: `${base}live.css` });
    const box = element("details", { className: list.errors ? "box error" : "box" });
    const title = element("summary", { textContent: list.title });
    title.setAttribute("aria-live", "polite");
    const here = list.shown.filter((p) => p.here);
    const others = list.shown.filter((p) => !p.here);
    box.append(title);
    if (list.note) box.append(note(list.note));
    if (here.length) box.append(problems(here));
    if (others.length) {
      if (here.length) box.append(element("h2", { textContent: list.others }));
      box.append(problems(others));
    }
    // What concerns this page is open, the rest waits to be asked for.
    box.open = !!list.note || here.some((p) => p.level === "error") || remembered() === "open";
    title.addEventListener("click", () => remember(box.open ? "closed" : "open"));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      box.open = false;
      remember("closed");
      title.focus();
    });
    host.shadowRoot.replaceChildren(link, box);
  }

  // Why the page is not there, and where it is.
  function note(of) {
    const p = element("p", { textContent: of.text });
    if (of.url) p.append(" ", element("a", { href: of.url, textContent: of.name }));
    return p;
  }

  function problems(list) {
    const ul = element("ul", {});
    for (const p of list) {
      const li = element("li", { className: p.level, lang: p.lang });
      const pre = element("pre", { textContent: p.text, tabIndex: 0 });
      pre.setAttribute("role", "group");
      pre.setAttribute("aria-label", p.name);
      li.append(pre);
      ul.append(li);
    }
    return ul;
  }

  function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  function remember(state) {
    try {
      sessionStorage.setItem(openKey, state);
    } catch {
      // It is asked again on the next page.
    }
  }

  function remembered() {
    try {
      return sessionStorage.getItem(openKey);
    } catch {
      return null;
    }
  }

  // Goes to the page that was edited, once for each edit. What was edited before
  // this tab was opened is left alone.
  let followed;
  function follow(edit) {
    try {
      followed ??= sessionStorage.getItem(followKey);
      sessionStorage.setItem(followKey, edit);
    } catch {
      // Then each page of the tab begins anew.
    }
    const before = followed;
    followed = edit;
    const address = edit.slice(edit.indexOf(" ") + 1);
    if (!edit || before === null || before === undefined || before === edit || address === location.pathname) return false;
    location.assign(address);
    return true;
  }

  let events;
  function listen() {
    events?.close();
    events = new EventSource(`${base}events`);
    events.addEventListener("changed", (event) => follow(event.data) || refresh().catch(() => {})); // the server stopped: the stream comes back with it
  }
  // Pages out of sight hold no stream: a browser opens only six connections to
  // one server. The stream begins with an event, so nothing is missed.
  addEventListener("pagehide", () => events?.close());
  document.addEventListener("visibilitychange", () => (document.hidden ? events?.close() : listen()));
  if (!document.hidden) listen();
})();
