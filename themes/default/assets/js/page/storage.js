// What the browser remembers for the reader. Where storage is forbidden or
// full, nothing is remembered and nothing breaks.

const prefix = "ankerplatz.";

export function recall(key) {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

// remember stores text under key; null forgets.
export function remember(key, text) {
  try {
    if (text === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, text);
  } catch {
    // not remembered
  }
}
