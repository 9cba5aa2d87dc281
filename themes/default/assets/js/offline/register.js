// Has what is read kept on the device (worker.js), once the page is there.

const loaded = () =>
  new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else addEventListener("load", resolve, { once: true });
  });

// start takes what the page says of the hub: its base, and offline where something
// is to be kept. Browsers look for a new build's worker only now and then: here
// they do with each page. Where one refuses, as in some private windows, pages
// come from the network alone.
export async function start({ base, offline }) {
  const { serviceWorker } = navigator;
  const known = serviceWorker.controller;
  await loaded();
  if (!known) serviceWorker.addEventListener("controllerchange", again, { once: true });
  try {
    if (offline !== undefined) await serviceWorker.register(`${base}sw.js`, { scope: base, updateViaCache: "none" });
    if (known) await (await serviceWorker.getRegistration(base))?.update();
  } catch {
    // next time
  }
}

// again asks for the pictures and data of the first page once more, now that
// there is somebody to keep them. They come from the browser's own cache.
function again() {
  for (const { name, initiatorType } of performance.getEntriesByType("resource")) {
    if (name.startsWith(location.origin) && ["css", "fetch", "img"].includes(initiatorType)) fetch(name, { priority: "low" }).catch(() => {});
  }
}
