// "Did this help?" below a page, where its answers are signals and no messages.
// An answer is sent once; a no without a reason when the page is left.

import { allowed } from "./allowed.js";
import { send } from "./send.js";

export function start([root]) {
  if (!allowed) return;
  const part = (name) => root.querySelector(`[data-helpful-${name}]`);
  const [answers, thanks, note] = ["answers", "thanks", "note"].map(part);
  const no = answers.querySelector("details");
  const page = location.pathname;
  const answer = (is, why) => {
    send("helpful", why ? { page, is, why } : { page, is });
    answers.hidden = true;
    thanks.textContent = thanks.dataset.text;
    thanks.focus();
  };
  answers.addEventListener("click", (event) => {
    const value = event.target.closest("[data-answer]")?.dataset.answer;
    if (!value) return;
    event.preventDefault(); // it may be the link of a message
    if (value === "yes") answer("yes");
    else answer("no", value);
  });
  addEventListener("pagehide", () => no.open && !answers.hidden && answer("no"));
  note.textContent = note.dataset.text;
  root.hidden = false;
}
