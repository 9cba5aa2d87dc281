// people.json, whose fields the program's source explains
// (generator/render/directory.go), with things in the place of their numbers.

let loading;

// people fetches what the hub knows of departments and people, once a page.
export function people() {
  loading ??= load();
  return loading;
}

// outer returns the first letters of a name's first and last word.
function outer(name) {
  const words = name.split(" ");
  return words.length > 1 ? [words[0], words.at(-1)].map(([letter]) => letter).join("") : "";
}

async function load() {
  const { lang, dataset } = document.documentElement;
  const home = `${dataset.base}${lang}/`;
  const response = await fetch(`${home}people.json`);
  if (!response.ok) throw new Error(`people.json: ${response.status}`);
  const data = await response.json();
  for (const department of data.departments) { // those above come first
    department.depth = department.u === undefined ? 0 : data.departments[department.u].depth + 1;
    department.indented = "\u00a0".repeat(3 * Math.min(department.depth, 6)) + department.n;
  }
  const person = (p, place) => ({
    place, // by name
    id: p.i,
    name: p.n,
    url: p.u ?? `${home}people/${p.i}/`,
    initials: p.s ?? outer(p.n),
    hue: p.c,
    photo: p.p,
    job: p.j ?? "",
    departments: (p.d ?? []).map((i) => data.departments[i]), // home first
    location: data.locations[p.l],
    topics: (p.t ?? []).map(([i, level]) => ({ ...data.topics[i], level })),
    roles: (p.r ?? []).map((i) => data.roles[i]),
    languages: (p.g ?? []).map((i) => data.languages[i]),
    hours: (p.h ?? []).map(([days, from, to, where]) => ({ days, from, to, where })),
    away: p.a === 1,
    phone: p.o && { number: p.o[0], url: p.o[1] },
    email: p.e,
    chat: p.k,
    lang: p.v ?? "", // of the job and of where the hours are; "": the page's
    standIn: p.f,
  });
  return { ...data, people: data.people.map(person) };
}

// keyUser is whom the people of a department ask: the first who is there, or
// who stands in for somebody who is away (then that is "away"). Nobody: {}.
export function keyUser({ departments, people }, id) {
  for (const i of departments.find((d) => d.i === id)?.a ?? []) {
    if (!people[i].away) return { person: people[i] };
    if (people[i].standIn !== undefined) return { person: people[people[i].standIn], away: people[i] };
  }
  return {};
}

// knows is who there is to be asked about an app: who knows most of it, and is
// there. Nobody: undefined.
export function knows({ people }, id) {
  const level = ({ topics }) => topics.find(({ i, a }) => a && i === id)?.level ?? 0;
  return people.filter((person) => !person.away && level(person) > 0).sort((a, b) => level(b) - level(a))[0];
}

// hereUntil is when the office hours end that somebody has just now: "" where
// they have none. The time of day is that of the device.
export function hereUntil(person, now) {
  if (person.away) return "";
  const day = String(now.getDay() || 7);
  const time = `${now.getHours()}`.padStart(2, "0") + ":" + `${now.getMinutes()}`.padStart(2, "0");
  return person.hours.find(({ days, from, to }) => days.includes(day) && from <= time && time < to)?.to ?? "";
}
