package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// zoneYears are how many years of a zone are looked at: all weekdays and leap
// years come in them, so that what holds for them all is the zone's rule.
const zoneYears = 40

// onset is when a zone's clocks change.
type onset struct {
	wall time.Time // as they showed it before
	observance
}

// observance is what holds from then on.
type observance struct {
	from, to int // seconds east of UTC
	name     string
	summer   bool // the clocks were put forward, whatever that is called there
}

// zoneSince is a time zone from a year on. What changes each year by a rule
// until the last year is written as one, as calendar programs like it best; all
// else date by date.
func zoneSince(zone *time.Location, year int) *ics.VTimezone {
	v := ics.NewTimezone(zone.String())
	began := time.Date(year, 1, 1, 0, 0, 0, 0, zone)
	onsets := onsetsOf(zone, began, began.AddDate(zoneYears, 0, 0))
	name, offset := began.Zone()
	if len(onsets) == 0 || onsets[0].wall.Year() > year {
		v.Components = append(v.Components, component(observance{from: offset, to: offset, name: name}, Wall(began), "", nil))
	}
	var kinds []observance
	for _, o := range onsets {
		if !slices.Contains(kinds, o.observance) {
			kinds = append(kinds, o.observance)
		}
	}
	for _, kind := range kinds {
		var walls []time.Time
		for _, o := range onsets {
			if o.observance == kind {
				walls = append(walls, o.wall)
			}
		}
		single, yearly, rule := ruled(walls, year+zoneYears-1)
		if len(single) > 0 {
			v.Components = append(v.Components, component(kind, single[0], "", single))
		}
		if rule != "" {
			v.Components = append(v.Components, component(kind, yearly, rule, nil))
		}
	}
	return v
}

// onsetsOf are the changes of a zone's clocks between two moments. They are
// looked for week by week: time.ZoneBounds stands still where the database's
// table of changes ends.
func onsetsOf(zone *time.Location, from, to time.Time) []onset {
	var onsets []onset
	for at := from; at.Before(to); {
		next := at.Add(7 * 24 * time.Hour)
		before, after := at.Unix(), next.Unix()
		if observed(zone, before) == observed(zone, after) {
			at = next
			continue
		}
		for after-before > 1 {
			if middle := (before + after) / 2; observed(zone, middle) == observed(zone, at.Unix()) {
				before = middle
			} else {
				after = middle
			}
		}
		was, is := observed(zone, before), observed(zone, after)
		is.from, is.summer = was.to, is.to > was.to
		onsets = append(onsets, onset{time.Unix(after+int64(was.to), 0).UTC(), is})
		at = time.Unix(after, 0)
	}
	return onsets
}

// observed is what holds in a zone at a moment, but for what held before.
func observed(zone *time.Location, unix int64) observance {
	at := time.Unix(unix, 0).In(zone)
	name, offset := at.Zone()
	return observance{to: offset, name: name}
}

// ruled finds the rule of changes, in order, that come every year until the
// last; single are those before it holds.
func ruled(walls []time.Time, last int) (single []time.Time, first time.Time, rule string) {
	const sure = 28 // years, in which weekdays and leap years come around
	for i, wall := range walls {
		rest := walls[i:]
		if len(rest) < sure || rest[len(rest)-1].Year() != last {
			break
		}
		if rule := yearly(rest); rule != "" {
			return walls[:i], wall, rule
		}
	}
	return walls, time.Time{}, ""
}

// yearly is the rule of changes that come every year, at the same time on the
// same weekday in the same seven days of a month; "" if they do not.
func yearly(walls []time.Time) string {
	first := walls[0]
	least, most := first.Day(), first.Day()
	for i, wall := range walls {
		if wall.Year() != first.Year()+i || wall.Month() != first.Month() || wall.Weekday() != first.Weekday() || wall.Sub(Day(wall)) != first.Sub(Day(first)) {
			return ""
		}
		least, most = min(least, wall.Day()), max(most, wall.Day())
	}
	length := time.Date(2001, first.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day() // no zone changes by the end of February
	rule, day := "FREQ=YEARLY;BYMONTH="+strconv.Itoa(int(first.Month())), days[first.Weekday()]
	switch {
	case most-least > 6:
		return ""
	case most == length && least == length-6:
		return rule + ";BYDAY=-1" + day
	case most%7 == 0:
		return rule + ";BYDAY=" + strconv.Itoa(most/7) + day
	}
	var among []string
	for d := least; d <= most; d++ {
		among = append(among, strconv.Itoa(d))
	}
	return rule + ";BYMONTHDAY=" + strings.Join(among, ",") + ";BYDAY=" + day
}

// component is a part of a zone: from its first onset on, by a rule, or at
// onsets of which it is one.
func component(o observance, first time.Time, rule string, more []time.Time) ics.Component {
	add := func(name, value string) ics.IANAProperty {
		return ics.IANAProperty{BaseProperty: ics.BaseProperty{IANAToken: name, Value: value}}
	}
	properties := []ics.IANAProperty{add("DTSTART", first.Format(stampWall)), add("TZOFFSETFROM", offset(o.from)), add("TZOFFSETTO", offset(o.to)), add("TZNAME", o.name)}
	if rule != "" {
		properties = append(properties, add("RRULE", rule))
	}
	if len(more) < 2 {
		more = nil // DTSTART says it
	}
	for _, wall := range more { // the first too: where there are others, some programs read none but these
		properties = append(properties, add("RDATE", wall.Format(stampWall)))
	}
	if o.summer {
		return &ics.Daylight{ComponentBase: ics.ComponentBase{Properties: properties}}
	}
	return &ics.Standard{ComponentBase: ics.ComponentBase{Properties: properties}}
}

// offset writes seconds east of UTC (RFC 5545, 3.3.14).
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf("%02d", seconds%60)
	}
	return text
}

// Fingerprint stands for what a zone's clocks show in these decades: laws change,
// and the tables of computers with them.
func Fingerprint(zone *time.Location) string {
	h := sha256.New()
	for _, o := range onsetsOf(zone, time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2070, 1, 1, 0, 0, 0, 0, time.UTC)) {
		fmt.Fprintln(h, o.wall.Unix(), o.from, o.to, o.name)
	}
	fmt.Fprintln(h, zone, observed(zone, 0))
	return hex.EncodeToString(h.Sum(nil))
}
