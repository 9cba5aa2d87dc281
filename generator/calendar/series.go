package calendar

import (
	"iter"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// MostDates is how many dates of a series should be looked at.
const MostDates = 20000

// How times are written (RFC 5545, 3.3.4 and 3.3.5).
const (
	stampDay  = "20060102"
	stampWall = "20060102T150405"
	stampUTC  = "20060102T150405Z"
)

// Series are the dates of an event.
type Series struct {
	Start, End time.Time      // of the first, on the wall; an End of whole days is the day after the last, that of others may be zero
	WholeDay   bool           // both are midnight, and there is no zone
	Zone       *time.Location // nil: what clocks show wherever one is
	Rule       *Rule          // nil: it takes place once
	Left       []time.Time    // on the wall: beginnings that are left out
}

// Date is one date: moments in the series' zone, and in UTC where it has none.
// One without an end takes an hour, one of whole days ends where the next day
// begins.
type Date struct{ Start, End time.Time }

// Each goes through all dates, in order and with those that are left out. With
// each comes its beginning on the wall, as Left has it.
func (s *Series) Each() iter.Seq2[time.Time, Date] {
	return func(yield func(time.Time, Date) bool) {
		lasts := s.lasts()
		for wall := range s.walls() {
			start := At(wall, s.Zone)
			if !yield(wall, Date{start, start.Add(lasts)}) {
				return
			}
		}
	}
}

// lasts is how long each date takes: as long as the first does (RFC 5545,
// 3.8.5.3), without an end an hour or the day.
func (s *Series) lasts() time.Duration {
	switch {
	case !s.End.IsZero():
		return At(s.End, s.Zone).Sub(At(s.Start, s.Zone))
	case s.WholeDay:
		return 24 * time.Hour
	}
	return time.Hour
}

// cycle is after how many years the Gregorian calendar is the same, with the
// days of the week.
const cycle = 400

// walls are the beginnings on the wall, as the rule has them.
//
// They are worked out in a year as late as the library knows: it looks for a
// date until the year 9999, which takes long for a rule that never has one.
func (s *Series) walls() iter.Seq[time.Time] {
	if s.Rule == nil {
		return func(yield func(time.Time) bool) { yield(s.Start) }
	}
	return func(yield func(time.Time) bool) {
		shift := (9600 - 1 - s.Start.Year()) / cycle * cycle
		rule, err := rrule.NewRRule(s.Rule.option(s.Start.AddDate(shift, 0, 0)))
		if err != nil { // ParseRule has looked at all that it looks at
			return
		}
		next, last := rule.Iterator(), s.last()
		for wall, ok := next(); ok; wall, ok = next() {
			wall = wall.AddDate(-shift, 0, 0)
			if !last.IsZero() && At(wall, s.Zone).After(last) || !yield(wall) {
				return
			}
		}
	}
}

// last is the last moment at which a date may begin; zero without one.
func (s *Series) last() time.Time {
	u := s.Rule.until
	switch {
	case u.IsZero():
		return time.Time{}
	case u.utc && !s.WholeDay:
		return u.Time
	case u.day || s.WholeDay:
		return At(Day(u.Time).AddDate(0, 0, 1).Add(-time.Second), s.Zone)
	}
	return At(u.Time, s.Zone)
}

// rule is the value of the RRULE. UNTIL is a day for whole days, in UTC where
// there is a zone, and else a time on the wall (RFC 5545, 3.3.10).
func (s *Series) rule() string {
	parts := s.Rule.from(s.Start)
	texts := []string{"FREQ=" + s.Rule.freq.String()}
	for _, name := range order {
		switch {
		case name != "UNTIL":
			if parts[name] != "" {
				texts = append(texts, name+"="+parts[name])
			}
		case s.Rule.until.IsZero():
		case s.WholeDay:
			texts = append(texts, "UNTIL="+s.Rule.until.Format(stampDay))
		case s.Zone == nil:
			texts = append(texts, "UNTIL="+s.last().Format(stampWall))
		default:
			texts = append(texts, "UNTIL="+s.last().UTC().Format(stampUTC))
		}
	}
	return strings.Join(texts, ";")
}
