package hub

import (
	"testing"
	"time"

	"ankerplatz/generator/strictyaml"
)

// TestClocks: dates without an offset are the hub's, also where its clocks are put
// forward and back; what says its offset is that moment everywhere.
func TestClocks(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	h := Hub{zone: berlin}
	for _, test := range []struct {
		date   strictyaml.Date
		day    bool
		offset bool
		want   string // in UTC
	}{
		{date: at(3, 28, 0), day: true, want: "2026-03-28T23:00:00Z"},  // the next day begins in winter time
		{date: at(3, 29, 0), day: true, want: "2026-03-29T22:00:00Z"},  // a day of 23 hours
		{date: at(10, 25, 0), day: true, want: "2026-10-25T23:00:00Z"}, // one of 25
		{date: at(7, 1, 8), want: "2026-07-01T06:00:00Z"},
		{date: at(12, 1, 8), want: "2026-12-01T07:00:00Z"},
		{date: at(12, 1, 8), offset: true, want: "2026-12-01T08:00:00Z"},
	} {
		test.date.HasTime, test.date.Offset = !test.day, test.offset
		if got := h.End(test.date).UTC().Format(time.RFC3339); got != test.want {
			t.Errorf("%v ends at %s, want %s", test.date.Time, got, test.want)
		}
	}
}

// at is a time of the year 2026.
func at(month time.Month, day, hour int) strictyaml.Date {
	return strictyaml.Date{Time: time.Date(2026, month, day, hour, 0, 0, 0, time.UTC)}
}
