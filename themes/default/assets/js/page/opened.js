// Remembers which parts of a page the reader opened and closed, for when the page
// is loaded again or come back to. It stands with the page's entry in the
// browser's history: a page that is opened anew is as it was written.

export function opened(parts) {
  const known = history.state?.opened;
  const restored = known?.length === parts.length;
  parts.forEach((part, i) => {
    if (restored) part.open = known[i];
    part.addEventListener("toggle", () => {
      const now = [...parts].map(({ open }) => open);
      if (String(now) !== String(history.state?.opened ?? written)) history.replaceState({ ...history.state, opened: now }, "");
    });
  });
  const written = [...parts].map(({ open }) => open);
}
