// Names the next of people's office hours, by the browser's clock.

export const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

// minutes since midnight of a time such as "09:30"; null for none.
function minutes(time) {
  const [h, m] = time.split(":").map(Number);
  return time ? h * 60 + m : null;
}

// next is the office hour of a week that is on now, or else comes first, with
// the days until then. Hours without a beginning last from midnight, those
// without an end are on for an hour.
export function next(hours, now) {
  const clock = now.getHours() * 60 + now.getMinutes();
  const coming = hours.map((hour) => {
    const from = minutes(hour.from) ?? 0;
    const to = minutes(hour.to) ?? from + 60;
    let ahead = (days.indexOf(hour.day) - now.getDay() + 7) % 7;
    if (ahead === 0 && clock >= to) ahead = 7;
    return { hour, ahead, from, on: ahead === 0 && clock >= from };
  });
  return coming.sort((a, b) => a.ahead - b.ahead || a.from - b.from)[0];
}

// when says that an office hour, found by next, is on or comes: in the words of
// an element, with the name of its day.
export function when({ hour, on, ahead }, { tNow, tToday, tTomorrow, tNext }, time, day) {
  const words = on ? tNow : [tToday, tTomorrow][ahead] ?? tNext;
  return words.replace("{0}", () => time).replace("{1}", () => day) + (hour.where ? `, ${hour.where}` : "");
}

// kept calls show now, and when a page that lies open for days is looked at
// again.
function kept(show) {
  show();
  document.addEventListener("visibilitychange", () => document.hidden || show());
}

export function start(notes) {
  for (const note of notes) {
    const entries = [...note.parentElement.querySelectorAll("[data-hours]")];
    kept(() => {
      const found = next(
        entries.map((element) => ({
          element,
          day: element.closest("[data-day]").dataset.day,
          where: element.querySelector("small")?.textContent,
          ...element.dataset,
        })),
        new Date(),
      );
      if (!found) return;
      const { element } = found.hour;
      const day = element.closest("tr").querySelector("th").textContent;
      note.querySelector("[data-label]").textContent = when(found, note.dataset, element.firstChild.textContent, day);
      for (const entry of entries) entry.toggleAttribute("data-next", entry === element);
      note.hidden = false;
    });
  }
}

// asked says of those who are to be asked when they can be found today, and
// puts who can be found just now before those who are as good to ask.
export function asked(lists) {
  for (const list of lists) {
    const { tNow, tToday } = list.dataset;
    const people = [...list.children].map((element) => ({
      element,
      rank: Number(element.dataset.rank),
      when: element.querySelector("[data-when]"),
      always: [...(element.querySelector("[data-when]")?.childNodes ?? [])],
      lang: element.querySelector("[data-when] [lang]")?.lang ?? "", // of the places; "": the page's
      hours: JSON.parse(element.dataset.hours ?? "[]")
        .flatMap(({ days: on, from, to, where }) => (on ?? []).map((day) => ({ day, from, to, where }))),
    }));
    kept(() => {
      for (const person of people) {
        const found = next(person.hours, new Date());
        person.on = found?.on ?? false;
        if (!found) continue;
        const { from, to, where } = found.hour;
        const words = (found.on ? tNow : tToday).replace("{0}", () => (to ? `${from}–${to}` : from));
        const place = where ? [", ", Object.assign(document.createElement("span"), { textContent: where, lang: person.lang })] : [];
        person.when.replaceChildren(...(found.ahead === 0 ? [words, ...place] : person.always));
        person.when.toggleAttribute("data-now", found.on);
      }
      if (list.contains(document.activeElement)) return; // nothing moves below somebody's hands
      const order = [...people].sort((a, b) => a.rank - b.rank || b.on - a.on);
      if (order.some(({ element }, i) => list.children[i] !== element)) list.append(...order.map(({ element }) => element));
    });
  }
}
