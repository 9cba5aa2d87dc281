// Light, dark, or as the system has it: a button that goes round. Its words
// are data-t-system, data-t-light and data-t-dark; they go into its
// [data-label], or are its accessible name where it shows only icons. theme.js
// applies the choice on the next page.

import { recall, remember } from "./storage.js";

const themes = ["system", "light", "dark"];
const root = document.documentElement;

function show(buttons, theme) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const button of buttons) {
    const words = button.getAttribute(`data-t-${theme}`);
    const label = button.querySelector("[data-label]");
    button.dataset.state = theme;
    if (label) label.textContent = words;
    else button.ariaLabel = button.title = words;
  }
}

export function themeSwitch(buttons) {
  const stored = recall("theme");
  let theme = themes.includes(stored) ? stored : "system";
  show(buttons, theme);
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      remember("theme", theme === "system" ? null : theme);
      show(buttons, theme);
    });
  }
}
