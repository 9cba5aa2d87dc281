// Writes the reader's department into questions and tickets: links that lead to
// where these are asked hold a line for it, which begins as line says, and so do
// tickets that are copied. It is put in when a link is followed or a ticket is
// opened, so that it stands on no page.

import { recall } from "../page/storage.js";
import { people } from "./data.js";

export async function start(line) {
  const { departments } = await people();
  const named = departments.find(({ i }) => i === recall("department"));
  if (!named) return;
  const whole = line + encodeURIComponent(named.n);
  addEventListener("click", ({ target }) => {
    const ticket = target.closest?.("[data-ticket]")?.querySelector("code");
    if (ticket?.textContent.endsWith(decodeURIComponent(line))) ticket.append(named.n);
    const link = target.closest?.("a[href]");
    const href = link?.getAttribute("href");
    if (href?.includes(line) && !href.includes(whole)) link.setAttribute("href", href.replace(line, () => whole));
  }, { capture: true });
}
