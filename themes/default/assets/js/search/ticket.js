// The way to IT, where the best of what was found is solved by IT: with a ticket
// that has the question in it. Addresses and texts that wait for a question have
// {query} where it belongs.

// Longest addresses that all mail programs and servers take: as in the program
// (generator/render/addresses.go).
const longest = { mail: 2000, web: 8000 };

// asking is an address with a question in it, which is cut where the address
// would become too long.
export function asking(address, question) {
  const most = address.startsWith("mailto:") ? longest.mail : longest.web;
  const letters = [...(question.toWellFormed?.() ?? question).trim()];
  for (;;) {
    const whole = address.replaceAll("%7Bquery%7D", encodeURIComponent(letters.join("")));
    if (whole.length <= most || letters.length === 0) return whole;
    letters.length = Math.floor(letters.length / 2);
  }
}

export class Ticket {
  constructor(root) {
    this.box = root.querySelector("[data-search-it]");
    this.links = [...root.querySelectorAll("[data-search-ticket]")];
    this.text = root.querySelector("[data-search-ticket-text]");
    this.address = this.links[0]?.getAttribute("href");
    this.form = this.text?.textContent;
  }

  // show shows the way to IT if it solves the best of what was found.
  show(question, { results }) {
    if (!this.box) return;
    this.box.hidden = results[0]?.side !== "it";
    for (const link of this.links) link.href = asking(this.address, question);
    if (this.text) this.text.textContent = this.form.replace("{query}", () => question.trim());
  }
}
