// Package clock is the moment that counts as the present for a site, and knows
// when what was asked of it will be answered otherwise. Whoever makes something
// asks it instead of holding a time: so nobody can forget to say what depends on
// the clock.
package clock

import (
	"sync/atomic"
	"time"

	"ankerplatz/generator/calendar"
)

// Clock stands still at a moment. It is safe for use by several goroutines.
type Clock struct {
	now  time.Time
	zone *time.Location
	next atomic.Pointer[time.Time]
}

// New returns the clock of a site whose clocks show the time of a zone.
func New(now time.Time, zone *time.Location) *Clock { return &Clock{now: now, zone: zone} }

// Next is the earliest moment at which a question that was asked so far has
// another answer: what was made of the answers is the same until then. It is zero
// if that never comes.
func (c *Clock) Next() time.Time {
	if next := c.next.Load(); next != nil {
		return *next
	}
	return time.Time{}
}

// Until notes that something is the same until a moment that lies ahead.
func (c *Clock) Until(t time.Time) {
	for {
		next := c.next.Load()
		if !t.After(c.now) || next != nil && !t.Before(*next) || c.next.CompareAndSwap(next, &t) {
			return
		}
	}
}

// Reached reports whether a moment has come.
func (c *Clock) Reached(t time.Time) bool {
	if !t.After(c.now) {
		return true
	}
	c.Until(t)
	return false
}

// Passed reports whether a moment is over: it has come, and is not the present.
func (c *Clock) Passed(t time.Time) bool { return c.Reached(t.Add(1)) }

// Day is today in a zone, as midnight in UTC, which is how front matter has days.
func (c *Clock) Day(zone *time.Location) time.Time {
	day := calendar.Day(c.now.In(zone))
	c.Until(calendar.At(day.AddDate(0, 0, 1), zone))
	return day
}

// Today is Day in the site's zone.
func (c *Clock) Today() time.Time { return c.Day(c.zone) }

// Now is the present itself. What is made of it is another at once.
func (c *Clock) Now() time.Time {
	c.Until(c.now.Add(1))
	return c.now
}
