// Checklists remember their ticks in the browser. A tick belongs to the words
// beside it (or those in data-tick), so it stays with them when the list gets
// longer. The progress (its words in data-t, with {0} done of {1}), a note and
// the button to start anew stand in the same section.

import { go, tick, ticked, went } from "./ticks.js";

function words(box) {
  return box.dataset.tick ?? box.closest("label, li").textContent.replace(/\s+/g, " ").trim();
}

const counted = (text, done, of) => (text ?? "{0} / {1}").replace("{0}", done).replace("{1}", of);

function remembering(list) {
  const id = list.dataset.checklist;
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const scope = list.closest("section, article, main") ?? document;
  const progress = scope.querySelector("[data-checklist-progress]");
  const reset = scope.querySelector("[data-checklist-reset]");
  for (const note of scope.querySelectorAll("[data-checklist-note]")) note.hidden = false;

  const show = () => {
    const done = boxes.filter((box) => box.checked).length;
    if (progress) {
      const meter = progress.querySelector("progress");
      const label = progress.querySelector("[data-label]") ?? progress;
      if (meter) Object.assign(meter, { max: boxes.length, value: done });
      label.textContent = counted(progress.dataset.t, done, boxes.length);
      progress.hidden = false;
    }
    if (reset) reset.hidden = done === 0;
  };
  const load = () => {
    const before = ticked(id);
    for (const box of boxes) box.checked = before.includes(words(box));
    show();
  };
  const save = () => {
    tick(id, boxes.filter((box) => box.checked).map(words));
    show();
  };

  list.addEventListener("change", save);
  list.addEventListener("click", ({ target }) => {
    const box = target.closest("[data-ticks-off]")?.closest("li").querySelector("[data-tick]");
    if (!box) return;
    box.checked = true; // what is no page of the hub is done when it is opened
    save();
  });
  reset?.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    if (went().way === id) go();
    save();
    boxes[0]?.focus(); // the button goes
  });
  addEventListener("storage", load); // another tab
  load();
}

export function start(lists) {
  lists.forEach(remembering);
}

// progress says in lists and on the home page how much is ticked of what has
// data-ticks; nothing where nothing is.
export function progress(facts) {
  for (const fact of facts) {
    const of = Number(fact.dataset.of);
    const done = Math.min(ticked(fact.dataset.ticks).length, of);
    if (done === 0) continue;
    const badge = document.createElement("span");
    badge.className = "badge";
    badge.textContent = counted(fact.dataset.t, done, of);
    fact.append(" ", badge);
  }
}
