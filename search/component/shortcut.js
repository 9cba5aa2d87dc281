// A shortcut as the attribute has it: "Ctrl+K", "Alt+Shift+S", "/".

const mac = /Mac|iP(hone|ad)/.test(navigator.platform);

// keysOf reads a shortcut: {key, ctrl, alt, shift, aria}.
export function keysOf(text) {
  const parts = text.toLowerCase().split("+");
  const key = parts.pop() || "+";
  const [ctrl, alt, shift] = ["ctrl", "alt", "shift"].map((name) => parts.includes(name));
  const aria = [ctrl && (mac ? "Meta" : "Control"), alt && "Alt", shift && "Shift", key.toUpperCase()].filter(Boolean).join("+");
  return { key, ctrl, alt, shift, aria };
}

// isPressed reports whether an event is the shortcut. Where it is but a letter or
// a sign, it is none in fields in which people write.
export function isPressed({ key, ctrl, alt, shift }, event) {
  const command = mac ? event.metaKey : event.ctrlKey;
  if (event.key?.toLowerCase() !== key || command !== ctrl || event.altKey !== alt) return false;
  if (ctrl || alt) return event.shiftKey === shift;
  const [at] = event.composedPath();
  return !at.matches?.("input, textarea, select, [contenteditable], [contenteditable] *");
}

// written is the shortcut as it stands on keys.
export function written({ key, ctrl, alt, shift }, texts) {
  const names = mac ? { ctrl: "⌘", alt: "⌥", shift: "⇧" } : texts;
  const label = key.length > 1 ? key[0].toUpperCase() + key.slice(1) : key.toUpperCase();
  return [ctrl && names.ctrl, alt && names.alt, shift && names.shift, label].filter(Boolean).join(mac ? "" : " ");
}
