package tests

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ankerplatz/generator/calendar"
)

// python is the interpreter that has the libraries which `make packages`
// installs.
func python() string {
	if _, err := os.Stat("/etc/debian_version"); err == nil {
		return "/usr/bin/python3"
	}
	return "python3"
}

// readers are programs that read calendars, and share nothing with ours: a file,
// and the seconds of a time, are their arguments.
var readers = map[string][]string{
	"vobject": {python(), "readcalendar.py"},
	"ical.js": {"node", "readcalendar.mjs"},
}

// TestCalendarsReadBack: other programs find in a file the dates that our pages
// show, to the second; figures worked out by hand are in generator/calendar.
// What takes place at an hour that clocks skip or show twice is not among them:
// of that each program thinks otherwise, and we as RFC 5545 does. Nor are weeks of
// the year, which ical.js does not know.
func TestCalendarsReadBack(t *testing.T) {
	file := calendar.File{Name: "Häfen; alle, und mehr", Language: "de"}
	add := func(zone, start, end, rule string, left ...string) {
		t.Helper()
		s := &calendar.Series{Start: onWall(t, start)}
		if zone == "day" {
			s.WholeDay = true
		} else if zone != "" {
			var ok bool
			if s.Zone, ok = calendar.Zone(zone); !ok {
				t.Fatalf("there is no zone %s", zone)
			}
		}
		if end != "" {
			s.End = onWall(t, end)
		}
		if rule != "" {
			var err error
			if s.Rule, err = calendar.ParseRule(rule); err != nil {
				t.Fatal(err)
			}
		}
		for _, text := range left {
			s.Left = append(s.Left, onWall(t, text))
		}
		file.Events = append(file.Events, calendar.Event{
			UID: fmt.Sprintf("event-%02d", len(file.Events)), Series: s, Title: "Ein langer Titel; mit, allem \\ und „Umlauten“ – der gefaltet wird: äöü", Text: "Zwei\nZeilen",
		})
	}
	for _, zone := range []string{"Europe/Berlin", "Europe/Dublin", "America/New_York", "Asia/Jerusalem", "Africa/Cairo", "Australia/Sydney", "Asia/Kathmandu", "UTC"} {
		add(zone, "2026-01-05 09:00", "2026-01-05 10:30", "FREQ=DAILY", "2026-03-30 09:00", "2026-07-01 09:00")
	}
	add("Europe/Berlin", "2026-03-04 09:00", "2026-03-04 10:00", "")
	add("Europe/Berlin", "2026-03-03 12:00", "", "FREQ=WEEKLY;BYDAY=TU", "2026-12-29 12:00")
	add("Europe/Berlin", "2026-01-31 10:00", "", "FREQ=MONTHLY")
	add("Europe/Berlin", "2026-01-31 10:00", "", "FREQ=MONTHLY;BYMONTHDAY=31,-1")
	add("Europe/Berlin", "2024-02-29 10:00", "", "FREQ=YEARLY")
	add("Europe/Berlin", "2026-01-30 10:00", "", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
	add("Europe/Berlin", "2026-01-06 10:00", "", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU")
	add("Europe/Berlin", "2026-03-03 12:00", "", "FREQ=WEEKLY;COUNT=10", "2026-03-17 12:00")
	add("Europe/Berlin", "2026-03-03 23:30", "", "FREQ=DAILY;UNTIL=20260331")
	add("Europe/Berlin", "2026-03-03 12:00", "", "FREQ=WEEKLY;UNTIL=20260602T120000")
	add("Europe/Berlin", "2026-03-03 12:00", "", "FREQ=WEEKLY;UNTIL=20260602T100000Z")
	add("Europe/Berlin", "2026-03-02 09:00", "", "FREQ=DAILY;INTERVAL=3;BYHOUR=9,14;BYMINUTE=0,30")
	add("Europe/Berlin", "2026-03-04 12:00", "", "FREQ=WEEKLY;BYDAY=TU") // the beginning is not of the rule
	add("America/New_York", "2006-03-12 12:00", "", "FREQ=WEEKLY")       // by another law until 2006
	add("", "2026-03-28 02:30", "", "FREQ=DAILY;UNTIL=20260405")
	add("day", "2026-03-27 00:00", "2026-03-30 00:00", "FREQ=YEARLY", "2027-03-27 00:00")
	name := filepath.Join(t.TempDir(), "calendar.ics")
	if err := os.WriteFile(name, file.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	from, to := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2028, 12, 31, 0, 0, 0, 0, time.UTC)
	var want []string
	for _, e := range file.Events {
		for wall, date := range e.Each() {
			if !date.Start.Before(to) {
				break
			}
			if date.Start.Before(from) || slices.ContainsFunc(e.Left, wall.Equal) {
				continue
			}
			line := fmt.Sprintf("%s %d %d", e.UID, date.Start.Unix(), date.End.Unix())
			if e.Zone == nil {
				line += " floating"
			}
			want = append(want, line)
		}
	}
	if len(want) < 8*365*3-16 {
		t.Fatalf("there are only %d dates to compare", len(want))
	}
	for program, command := range readers {
		t.Run(program, func(t *testing.T) {
			cmd := exec.Command(command[0], append(command[1:], name, fmt.Sprint(from.Unix()), fmt.Sprint(to.Unix()))...)
			cmd.Stderr = os.Stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v: `make packages tests/node_modules/.package-lock.json` installs what is needed", err)
			}
			if diff := cmp.Diff(want, strings.Split(strings.TrimSpace(string(out)), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func onWall(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
