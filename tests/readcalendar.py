"""Prints when the events of a calendar take place, as vobject reads the file and dateutil its zones and rules.

readcalendar.py FILE FROM TO: one line for each date that begins in [FROM, TO), seconds since 1970:
"<uid> <begin> <end>", and of days and times without a zone "<uid> <begin> <end> floating", as if in UTC.
"""
import datetime
import sys

import vobject
from dateutil import rrule, tz

name, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
zones = tz.tzical(name)


def moment(line):
    """The value of a property as a datetime, without a zone where it has none."""
    form = {8: "%Y%m%d", 15: "%Y%m%dT%H%M%S", 16: "%Y%m%dT%H%M%SZ"}[len(line.value)]
    at = datetime.datetime.strptime(line.value, form)
    if line.value.endswith("Z"):
        return at.replace(tzinfo=tz.UTC)
    return at.replace(tzinfo=zones.get(line.params["TZID"][0])) if "TZID" in line.params else at


def seconds(at):
    return int((at if at.tzinfo else at.replace(tzinfo=tz.UTC)).timestamp())


with open(name, encoding="utf-8", newline="") as file:
    calendar = vobject.readOne(file, transform=False)
for event in calendar.contents["vevent"]:
    start = moment(event.dtstart)
    lasts = seconds(moment(event.dtend)) - seconds(start)
    dates = rrule.rruleset()
    for rule in event.contents.get("rrule", []):
        dates.rrule(rrule.rrulestr(rule.value, dtstart=start))
    if "rrule" not in event.contents:
        dates.rdate(start)
    for left in event.contents.get("exdate", []):
        dates.exdate(moment(left))
    for date in dates:
        begin = seconds(date)
        if begin >= last:
            break
        if begin >= first:
            print(event.uid.value, begin, begin + lasts, *[] if date.tzinfo else ["floating"])
