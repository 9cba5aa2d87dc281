// The reader's own key user. Which department the reader is in is known to
// this browser only.

import { element } from "search:draw.js";
import { announce } from "../page/announce.js";
import { when } from "../page/hours.js";
import { icon } from "../page/icon.js";
import { recall, remember } from "../page/storage.js";
import { keyUser, people } from "./data.js";
import { face } from "./face.js";
import { inLang, soonest } from "./says.js";

const key = "department";
const html = document.documentElement;

// hour says when somebody is to be found next, and where in their own language;
// nothing of who is away.
function hour(box, person) {
  const found = person.away ? undefined : soonest(person);
  if (!found) return [];
  const { from, to, where, number } = found.hour;
  const words = when({ ...found, hour: {} }, box.dataset, `${from}–${to}`, JSON.parse(box.dataset.tDays)[number - 1]);
  return [element("p", "mine-hour", icon("clock"), element("span", "", words, ...(where ? [", ", inLang("span", where, person.lang)] : [])))];
}

// way is a button that reaches somebody.
function way(url, sign, text) {
  const a = element("a", "button button-small", icon(sign), text);
  a.href = url;
  return element("li", "", a);
}

function card(person, box) {
  const name = element("a", "person-name", person.name);
  name.href = person.url;
  const { job, phone, chat, email } = person;
  const place = [person.departments[0]?.n, person.location?.n].filter(Boolean).join(" · ");
  const lines = [job && inLang("p", job, person.lang), place && element("p", "", place)].filter(Boolean);
  const ways = [
    phone && way(phone.url, "phone", phone.number),
    chat && way(chat, "message-circle", box.dataset.tChat),
    email && way(`mailto:${email}`, "mail", box.dataset.tEmail),
  ].filter(Boolean);
  return element(
    "div",
    `mine-person hue-${person.hue}`,
    face(person),
    element("div", "person-lines", name, ...lines),
    ...(ways.length > 0 ? [element("ul", "mine-ways", ...ways)] : []),
    ...hour(box, person),
  );
}

const rowsMost = 3;

// rows leaves out what concerns other departments only; what concerns those
// that the reader's belongs to stays.
function rows(data, department) {
  const mine = new Set();
  for (let d = department; d; d = data.departments[d.u]) mine.add(d.i);
  for (const list of document.querySelectorAll("[data-mine-rows]")) {
    let shown = 0;
    for (const row of list.querySelectorAll("[data-departments]")) {
      const of = row.dataset.departments.split(" ").filter(Boolean);
      const fits = !department || of.length === 0 || of.some((id) => mine.has(id));
      row.hidden = !fits || shown === rowsMost;
      if (!row.hidden) shown += 1;
    }
    list.hidden = shown === 0;
    list.dataset.sorted = "";
  }
}

// draw shows the key user of the department that is remembered; says whether
// there is such a department.
function draw(data) {
  const id = recall(key);
  const department = data.departments.find(({ i }) => i === id);
  if (department) html.dataset.myDepartment = "";
  else delete html.dataset.myDepartment;
  for (const box of document.querySelectorAll("[data-mine]")) {
    const body = box.querySelector("[data-mine-body]");
    const { person, away } = department ? keyUser(data, id) : {};
    const note = away && box.dataset.tStandIn.replace("{0}", away.name).replace("{1}", person.name);
    body.replaceChildren(...(person ? [card(person, box)] : []), ...(note ? [element("p", "mine-note", note)] : []));
    box.querySelector("[data-mine-nobody]").hidden = !department || person !== undefined;
    box.querySelector("[data-mine-department]").textContent = department?.n ?? "";
  }
  rows(data, department);
  return department !== undefined;
}

function fill(select, { departments }) {
  if (select.options.length > 1) return; // the page has them
  select.append(...departments.map(({ i, indented }) => new Option(indented, i)));
}

export async function start() {
  const chooser = document.querySelector("[data-mine-choose] select");
  const set = async (id) => {
    remember(key, id);
    draw(await people());
  };
  const choose = async () => {
    if (!chooser.value) return;
    await set(chooser.value);
    const box = document.querySelector("[data-mine]");
    box.focus(); // the select goes
    announce(box.textContent.replace(/\s+/g, " ").trim());
  };
  chooser?.addEventListener("change", choose);
  for (const button of document.querySelectorAll("[data-mine-forget]")) {
    button.addEventListener("click", async () => {
      announce(button.dataset.t);
      await set(null);
      if (!chooser) return;
      chooser.value = "";
      chooser.focus(); // the button goes
    });
  }
  addEventListener("storage", async () => draw(await people())); // another tab
  const withdraw = (error) => {
    document.querySelector("[data-mine-choose]")?.setAttribute("hidden", "");
    delete html.dataset.myDepartment; // better nothing than an empty place
    throw error;
  };
  if (chooser?.hasAttribute("data-mine-fill")) fill(chooser, await people().catch(withdraw));
  if (chooser?.value) await choose(); // before the script came
  if (!recall(key)) return;
  const data = await people().catch(withdraw);
  if (!draw(data)) remember(key, null); // a department that is no more
}
