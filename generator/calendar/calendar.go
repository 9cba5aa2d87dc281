// Package calendar knows when events take place, and writes them for calendar
// programs: it expands the rules of RFC 5545, keeps to time zones, and makes
// .ics files. It is the only importer of the libraries that do so.
//
// A time on the wall, as a clock at the place shows it, is a time.Time in UTC
// with these digits. At makes a moment of it.
package calendar

import (
	"slices"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the zones also where the machine has no table of them

	"ankerplatz/generator/diag"
)

// Zone is the time zone of that name in the IANA's database ("Europe/Berlin");
// not ok if there is none. The same name gives the same zone.
func Zone(name string) (zone *time.Location, ok bool) {
	if name == "" || name == "Local" {
		return nil, false // the machine's own
	}
	if known, ok := zones.Load(name); ok {
		return known.(*time.Location), true
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, false
	}
	known, _ := zones.LoadOrStore(name, zone)
	return known.(*time.Location), true
}

var zones sync.Map // *time.Location by name

// Zones are the names of all that Zone has given so far, sorted.
func Zones() (names []string) {
	zones.Range(func(name, _ any) bool {
		names = append(names, name.(string))
		return true
	})
	slices.Sort(names)
	return names
}

// ZoneHint says how to write a time zone, to somebody who wrote it in another
// way.
func ZoneHint(name string) diag.Text {
	place := title(name[strings.LastIndex(name, "/")+1:])
	for _, region := range regions {
		if _, ok := Zone(region + place); ok {
			return diag.Say("did you mean %q?", region+place)
		}
	}
	return diag.Say("write the region and the city by which computers know it, as in Europe/Berlin, Europe/Amsterdam or Europe/Copenhagen")
}

// regions are where the IANA's database has places.
var regions = []string{"Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/", "Indian/", ""}

// title writes the name of a place as the database does: "New_York".
func title(place string) string {
	words := strings.FieldsFunc(place, func(r rune) bool { return r == ' ' || r == '_' })
	for i, word := range words {
		words[i] = strings.ToUpper(word[:1]) + strings.ToLower(word[1:])
	}
	return strings.Join(words, "_")
}

// At is the moment at which the clocks of a zone show a time on the wall. One
// that they show twice is meant the first time; one that they skip is counted
// on from before the gap (RFC 5545, 3.3.5). Without a zone it is the time in
// UTC.
func At(wall time.Time, zone *time.Location) time.Time {
	if zone == nil {
		return wall
	}
	at := func(offset int) time.Time { return wall.Add(-time.Duration(offset) * time.Second).In(zone) }
	_, before := wall.AddDate(0, 0, -1).In(zone).Zone()
	_, after := wall.AddDate(0, 0, 1).In(zone).Zone()
	if t := at(before); Wall(t).Equal(wall) {
		return t
	}
	if t := at(after); Wall(t).Equal(wall) {
		return t
	}
	return at(before)
}

// Wall is what the clock of a moment's zone shows.
func Wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// Day is the day of a moment, as the clock of its zone shows it.
func Day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
