// What opens the search dialog: its triggers, Ctrl+K (⌘K), and "/" outside
// fields. "/" can be switched off by a checkbox [data-search-slash], as WCAG
// 2.1.4 wants it: people who dictate text hit such keys by accident.

import { recall, remember } from "./storage.js";

const fields = "input, textarea, select, [contenteditable]";

// searchShortcuts calls open with the trigger, or without one for keys.
export function searchShortcuts(open) {
  const triggers = document.querySelectorAll("[data-search-open]");
  for (const trigger of triggers) {
    trigger.hidden = false;
    trigger.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a link to the search page
      event.preventDefault();
      open(trigger);
    });
  }

  let slash = recall("slash") !== "off";
  for (const box of document.querySelectorAll("input[data-search-slash]")) {
    box.checked = slash;
    box.addEventListener("change", () => {
      slash = box.checked;
      remember("slash", slash ? null : "off");
    });
  }

  addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.metaKey;
    const ctrlK = event.key.toLowerCase() === "k" && modified && !event.shiftKey && !event.altKey;
    const bareSlash = event.key === "/" && slash && !modified && !event.altKey && !event.target.closest?.(fields);
    if (!ctrlK && !bareSlash) return;
    event.preventDefault();
    open();
  });
}
