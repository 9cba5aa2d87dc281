// Writes the reader's department into questions: links that lead to where
// questions are asked hold a line for it, which begins as line says. It is put
// in when a link is followed, so that it stands on no page.

import { recall } from "../page/storage.js";
import { people } from "./data.js";

export async function start(line) {
  const { departments } = await people();
  const named = departments.find(({ i }) => i === recall("department"));
  if (!named) return;
  const whole = line + encodeURIComponent(named.n);
  addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    const href = link?.getAttribute("href");
    if (href?.includes(line) && !href.includes(whole)) link.setAttribute("href", href.replace(line, () => whole));
  }, { capture: true });
}
