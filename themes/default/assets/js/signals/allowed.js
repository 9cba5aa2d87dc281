// Whether pages may tell how they are used: the hub wants it, and the reader's
// browser does not ask to be left alone.

const asked = navigator.globalPrivacyControl || [navigator.doNotTrack, globalThis.doNotTrack].includes("1");

export const allowed = "signals" in document.documentElement.dataset && !asked;
