// "Did this help?" below a page. An answer is sent once; a no without a reason
// when the page is left.

import { allowed } from "./allowed.js";
import { send } from "./send.js";

export function start([root]) {
  if (!allowed) return;
  const part = (name) => root.querySelector(`[data-helpful-${name}]`);
  const [question, reasons, thanks] = ["question", "reasons", "thanks"].map(part);
  const page = location.pathname;
  let unsure = false; // somebody said no and has not said why
  const answer = (is, why) => {
    unsure = false;
    send("helpful", why ? { page, is, why } : { page, is });
    question.hidden = reasons.hidden = true;
    thanks.textContent = thanks.dataset.text;
    thanks.focus();
  };
  question.addEventListener("click", ({ target }) => {
    const is = target.closest("button")?.value;
    if (is === "yes") answer(is);
    if (is !== "no") return;
    unsure = true;
    question.hidden = true;
    reasons.hidden = false;
    reasons.querySelector("button").focus();
  });
  reasons.addEventListener("click", ({ target }) => {
    const choice = target.closest("button");
    if (choice) answer("no", choice.value);
  });
  addEventListener("pagehide", () => unsure && answer("no"));
  root.hidden = false;
}
