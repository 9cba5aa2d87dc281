// Menus are <details>, so they open without scripts. Here they close as menus
// do: by Escape, by a click elsewhere and when the focus goes elsewhere.

export function menus(details) {
  const closeOthers = (target) => {
    for (const menu of details) {
      if (menu.open && !menu.contains(target)) menu.open = false;
    }
  };
  addEventListener("pointerdown", (event) => closeOthers(event.target));
  addEventListener("focusin", (event) => closeOthers(event.target));
  for (const menu of details) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.preventDefault();
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}
