// What copies: a button in each block of code, one for the page's address, and
// the link of each heading.

import { announce } from "./announce.js";

// copy puts text on the clipboard. The clipboard API is missing on pages that
// come by plain http, as many an intranet's do, and may be forbidden.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return;
  } catch {
    // the old way
  }
  const focus = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focus?.focus();
  if (!done) throw new Error("the browser does not let the page copy");
}

// confirm says for a while that it is done.
function confirm(button, done) {
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  if (before === done) return;
  label.textContent = done;
  announce(done);
  button.dataset.state = "done";
  setTimeout(() => {
    label.textContent = before;
    delete button.dataset.state;
  }, 2000);
}

export function copyButtons(blocks) {
  const { tCopy, tCopied } = document.body.dataset;
  if (!tCopy) return;
  for (const code of blocks) {
    const pre = code.parentElement;
    const frame = document.createElement("div");
    const button = document.createElement("button");
    frame.className = "code";
    button.className = "button copy-code";
    button.type = "button";
    button.textContent = tCopy;
    button.addEventListener("click", async () => {
      await copy(code.textContent);
      confirm(button, tCopied);
    });
    pre.replaceWith(frame);
    frame.append(pre, button);
  }
}

export function copyLink(buttons) {
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(location.href);
      confirm(button, document.body.dataset.tCopiedLink);
    });
  }
}

// copyAnchors lets the links of headings lead there and copy their address.
export function copyAnchors(anchors) {
  for (const anchor of anchors) {
    anchor.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab
      await copy(anchor.href);
      announce(document.body.dataset.tCopiedLink);
      anchor.dataset.state = "done";
      anchor.firstElementChild.textContent = "✓";
      setTimeout(() => {
        anchor.firstElementChild.textContent = "#";
        delete anchor.dataset.state;
      }, 2000);
    });
  }
}
