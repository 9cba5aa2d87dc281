// Checklists remember their ticks in the browser. A tick belongs to the words
// beside it, so it stays with them when the list gets longer. The progress
// (its words in data-t, with {0} done of {1}) and the button to start anew
// stand in the same section.

import { recall, remember } from "./storage.js";

function words(box) {
  return box.closest("label, li").textContent.replace(/\s+/g, " ").trim();
}

function remembering(list) {
  const key = `checklist.${list.dataset.checklist}`;
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const scope = list.closest("section, article, main") ?? document;
  const progress = scope.querySelector("[data-checklist-progress]");
  const reset = scope.querySelector("[data-checklist-reset]");

  const show = () => {
    const done = boxes.filter((box) => box.checked).length;
    if (progress) {
      const meter = progress.querySelector("progress");
      const label = progress.querySelector("[data-label]") ?? progress;
      const words = progress.dataset.t ?? "{0} / {1}";
      if (meter) Object.assign(meter, { max: boxes.length, value: done });
      label.textContent = words.replace("{0}", done).replace("{1}", boxes.length);
      progress.hidden = false;
    }
    if (reset) reset.hidden = done === 0;
  };
  const load = () => {
    let ticked = [];
    try {
      ticked = JSON.parse(recall(key)) ?? [];
    } catch {
      // not ours: start anew
    }
    for (const box of boxes) box.checked = ticked.includes(words(box));
    show();
  };
  const save = () => {
    const ticked = boxes.filter((box) => box.checked).map(words);
    remember(key, ticked.length ? JSON.stringify(ticked) : null);
    show();
  };

  list.addEventListener("change", save);
  reset?.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    save();
    boxes[0]?.focus(); // the button goes
  });
  addEventListener("storage", load); // another tab
  load();
}

export function start(lists) {
  lists.forEach(remembering);
}
