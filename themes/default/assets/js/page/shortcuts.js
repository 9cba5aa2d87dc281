// Keys: what opens the search dialog – its triggers, Ctrl+K (⌘K), and "/" – and
// "?", which shows what the keys do. Keys without Ctrl do nothing in fields, and
// can be switched off, as WCAG 2.1.4 wants it: people who dictate text hit such
// keys by accident.

import { recall, remember } from "./storage.js";

const fields = "input, textarea, select, [contenteditable]";

const modified = (event) => event.ctrlKey || event.metaKey || event.altKey;

// single tells whether the key is pressed by itself, outside of fields, by
// somebody who did not switch such keys off.
function single(event, key) {
  return event.key === key && !modified(event) && recall("keys") !== "off" && !event.target.closest?.(fields);
}

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

  addEventListener("keydown", (event) => {
    const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!ctrlK && !single(event, "/")) return;
    event.preventDefault();
    open();
  });
}

// keys makes the dialog work that shows them.
export function keys([dialog]) {
  const box = dialog.querySelector("[data-keys-switch]");
  const show = () => {
    box.checked = recall("keys") !== "off";
    for (const row of dialog.querySelectorAll("[data-keys-single]")) row.hidden = !box.checked;
  };
  const open = () => {
    show();
    dialog.showModal();
  };
  box.addEventListener("change", () => {
    remember("keys", box.checked ? null : "off");
    show();
  });
  dialog.querySelector("[data-keys-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close()); // beside it
  for (const button of document.querySelectorAll("[data-keys-open]")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
  addEventListener("keydown", (event) => {
    if (!single(event, "?") || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });
}
