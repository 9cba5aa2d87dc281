// Prints when the events of a calendar take place, as ical.js reads it, which
// is what Thunderbird does. Arguments and lines as in readcalendar.py.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [file, from, to] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
const zones = new Map(
  calendar.getAllSubcomponents("vtimezone").map((zone) => [zone.getFirstPropertyValue("tzid"), new ICAL.Timezone(zone)]),
);

// seconds since 1970 by the zones of the file, and none else.
function seconds(time, tzid) {
  const zone = tzid ? zones.get(tzid) : ICAL.Timezone.utcTimezone;
  const local = time.clone();
  local.zone = zone;
  return local.toUnixTime();
}

for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  const tzid = component.getFirstProperty("dtstart").getFirstParameter("tzid");
  const floating = !tzid && component.getFirstPropertyValue("dtstart").zone !== ICAL.Timezone.utcTimezone ? " floating" : "";
  const lasts = seconds(event.endDate, tzid) - seconds(event.startDate, tzid);
  const dates = event.iterator();
  for (let date = dates.next(); date; date = dates.next()) {
    const begin = seconds(date, tzid);
    if (begin >= Number(to)) break;
    if (begin >= Number(from)) console.log(`${event.uid} ${begin} ${begin + lasts}${floating}`);
  }
}
