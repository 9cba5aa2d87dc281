// Entry of the scripts. Pages work without them; what is here adds to the
// elements that carry a data attribute, and fetches what a page has no
// immediate use for only when it is needed.

import { copyAnchors, copyButtons, copyLink } from "./page/copy.js";
import { languages } from "./page/languages.js";
import { menus } from "./page/menus.js";
import { opened } from "./page/opened.js";
import { readAloud } from "./page/read-aloud.js";
import { keys, searchShortcuts } from "./page/shortcuts.js";
import { recall } from "./page/storage.js";
import { themeSwitch } from "./page/theme-switch.js";
import { topbar } from "./page/topbar.js";

// Mermaid is far too large to be bundled in every build: its files lie beside
// the scripts, as they come, and load each other.
const mermaid = "assets/mermaid-11.17.2/mermaid.esm.min.mjs";

// on runs start with the elements that match selector, if there are any.
async function on(selector, start) {
  const elements = document.querySelectorAll(selector);
  if (elements.length === 0) return;
  try {
    await start(elements);
  } catch (error) {
    console.error(error); // the page still does what it does without this
  }
}

on("[data-theme-switch]", themeSwitch);
on("details[data-menu]", menus);
on("main details:not([data-menu], [data-helpful], [data-helpful] *)", opened); // what asks something asks anew
on("a[data-language-switch]", languages);
on("pre > code", copyButtons);
on("button[data-copy-link]", copyLink);
on(".heading > a.anchor", copyAnchors);
on("button[data-read-aloud]", readAloud);
on("button[data-print]", (buttons) => {
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
});

on("dialog[data-keys]", keys);
on(".topbar", topbar);

on("[data-filter-list]", async (lists) => {
  (await import("./page/filters.js")).start(lists);
});
on("table[data-sortable]", async (tables) => {
  (await import("./page/sort.js")).start(tables);
});
on("[data-sort-lists]", async (lists) => {
  (await import("./page/sort.js")).startLists(lists);
});
on("[data-hours-next]", async (notes) => {
  (await import("./page/hours.js")).start(notes);
});
on("[data-asked]", async (lists) => {
  (await import("./page/hours.js")).asked(lists);
});
on("[data-directory]", async ([root]) => {
  await (await import("./people/directory.js")).start(root);
});
on("[data-mine], [data-mine-rows]", async () => {
  if (!recall("department") && !document.querySelector("[data-mine-choose]")) return;
  await (await import("./people/mine.js")).start();
});
on("[data-ask-line]", async ([body]) => {
  if (recall("department")) await (await import("./people/asker.js")).start(body.dataset.askLine);
});
on("[data-checklist]", async (lists) => {
  (await import("./page/checklist.js")).start(lists);
});
on("[data-ticks]", async (facts) => {
  (await import("./page/checklist.js")).progress(facts);
});
on("[data-go-on]", async (ways) => {
  (await import("./page/way.js")).goOn(ways);
});
on("[data-way]", async (bars) => {
  if (location.hash.startsWith("#in=") || history.state?.way) (await import("./page/way.js")).start(bars);
});
on("[data-went]", async (lines) => {
  if (recall("way")) (await import("./page/way.js")).last(lines);
});
on("pre.mermaid", async (blocks) => {
  const { base } = document.documentElement.dataset;
  const { start } = await import("./page/diagrams.js");
  await start(blocks, new URL(base + mermaid, location.href).href);
});
on("dialog[data-lightbox]", async ([dialog]) => {
  (await import("./page/lightbox.js")).start(dialog);
});
on("[data-signals] [data-helpful]", async (roots) => {
  (await import("./signals/helpful.js")).start(roots);
});
on("[data-search-page]", async ([page]) => {
  (await import("./search/page.js")).start(page);
});
on("main", async () => {
  (await import("./page/ahead.js")).start();
});
on("[data-kept]", async ([section]) => {
  await (await import("./offline/kept.js")).start(section);
});
on("html[data-base]", async ([{ dataset }]) => {
  const { serviceWorker } = navigator; // undefined on plain http
  if (serviceWorker?.controller || (serviceWorker && "offline" in dataset)) await (await import("./offline/register.js")).start(dataset);
});
on("[data-not-found]", async ([page]) => {
  (await import("./search/not-found.js")).start(page);
});
on("dialog[data-search-dialog]", ([dialog]) => {
  const { href } = document.querySelector("a[data-search-open]");
  const input = dialog.querySelector("[data-search-input]");
  const open = async (trigger, asked) => {
    if (dialog.open) {
      input.select();
      return;
    }
    dialog.showModal(); // at once: what is typed while the script comes is not lost
    input.focus();
    input.select();
    let entered;
    const early = (event) => {
      entered = event.key === "Enter" && !event.isComposing ? event : undefined;
      if (event.key !== "Escape") return;
      event.preventDefault(); // it would only empty the field
      dialog.close();
    };
    input.addEventListener("keydown", early);
    const module = await import("./search/dialog.js").catch(() => location.assign(`${href}?q=${encodeURIComponent(input.value)}`));
    input.removeEventListener("keydown", early);
    if (dialog.open) module?.open(dialog, trigger, { asked, entered });
    else if (history.state?.search) history.back();
  };
  searchShortcuts((trigger) => open(trigger));
  // Back from a result: where the browser has kept the page, and where it has not.
  const again = () => history.state?.search && !dialog.open && open(undefined, history.state.search);
  addEventListener("popstate", again);
  addEventListener("pageshow", ({ persisted }) => persisted && again());
  again();
});
