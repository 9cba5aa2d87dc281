package clock_test

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"ankerplatz/generator/calendar"
	"ankerplatz/generator/clock"
)

func TestNext(t *testing.T) {
	berlin, _ := calendar.Zone("Europe/Berlin")
	apia, _ := calendar.Zone("Pacific/Apia")
	cairo, _ := calendar.Zone("Africa/Cairo")
	now := time.Date(2026, 3, 28, 23, 30, 0, 0, time.UTC) // half past midnight in Berlin
	for name, test := range map[string]struct {
		zone *time.Location
		ask  func(c *clock.Clock) bool
		next time.Time
	}{
		"nothing":     {berlin, func(*clock.Clock) bool { return true }, time.Time{}},
		"the past":    {berlin, func(c *clock.Clock) bool { return c.Reached(now.Add(-1)) && c.Passed(now.Add(-1)) }, time.Time{}},
		"the present": {berlin, func(c *clock.Clock) bool { return c.Reached(now) && !c.Passed(now) }, now.Add(1)},
		"ahead":       {berlin, func(c *clock.Clock) bool { return !c.Reached(now.Add(5)) }, now.Add(5)},
		"past it":     {berlin, func(c *clock.Clock) bool { return !c.Passed(now.Add(5)) }, now.Add(6)},
		"the nearest": {berlin, func(c *clock.Clock) bool {
			return !c.Reached(now.Add(9)) && !c.Reached(now.Add(4)) && !c.Reached(now.Add(7))
		}, now.Add(4)},
		"a short day":     {berlin, func(c *clock.Clock) bool { return c.Today().Day() == 29 }, time.Date(2026, 3, 29, 22, 0, 0, 0, time.UTC)},
		"a day elsewhere": {berlin, func(c *clock.Clock) bool { return c.Day(time.UTC).Day() == 28 }, time.Date(2026, 3, 29, 0, 0, 0, 0, time.UTC)},
		"far away":        {apia, func(c *clock.Clock) bool { return c.Today().Day() == 29 }, time.Date(2026, 3, 29, 11, 0, 0, 0, time.UTC)},
		"the time itself": {cairo, func(c *clock.Clock) bool { return c.Now().Equal(now) }, now.Add(1)},
	} {
		c := clock.New(now, test.zone)
		if !test.ask(c) || !c.Next().Equal(test.next) {
			t.Errorf("%s: the next change is at %s, want %s", name, c.Next(), test.next)
		}
	}
}

// TestNextTogether asks from many goroutines.
func TestNextTogether(t *testing.T) {
	now := time.Now()
	c := clock.New(now, time.UTC)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 1000 {
				c.Reached(now.Add(time.Duration(2 + rand.IntN(1000))))
			}
			c.Reached(now.Add(1))
		})
	}
	all.Wait()
	if got := c.Next(); !got.Equal(now.Add(1)) {
		t.Errorf("the next change is at %s", got)
	}
}

// TestMidnightThatIsLeftOut has a day that begins at one.
func TestMidnightThatIsLeftOut(t *testing.T) {
	cairo, _ := calendar.Zone("Africa/Cairo")
	now := time.Date(2026, 4, 23, 20, 0, 0, 0, time.UTC) // 22:00; the next day begins at 01:00 summer time
	c := clock.New(now, cairo)
	c.Today()
	if next := c.Next(); next.In(cairo).Day() != 24 || !next.Equal(time.Date(2026, 4, 23, 22, 0, 0, 0, time.UTC)) {
		t.Errorf("the day is over at %s", next.In(cairo))
	}
}
