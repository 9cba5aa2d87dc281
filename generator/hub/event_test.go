package hub

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/calendar"
)

// TestOccasions: the dates between two moments, of a language's own events and
// of those that it lacks, by their beginning.
func TestOccasions(t *testing.T) {
	in := read(t, `
-- site.yaml --
title: Hub
timezone: Europe/Berlin
languages: {list: [de, en]}
-- content/de/termine/runde.md --
---
title: Runde
start: 2026-10-06T09:00
repeat: FREQ=WEEKLY
except: [2026-11-10]
---
x
-- content/de/termine/fest.md --
---
title: Fest
start: 2026-11-17
end: 2026-11-18
---
x
-- content/en/events/runde.md --
---
title: Round
start: 2026-10-06T09:00
repeat: FREQ=WEEKLY;COUNT=7
---
x
-- content/de/termine/alt.md --
---
title: Alt
start: 2019-01-01T10:00
repeat: FREQ=YEARLY;UNTIL=20220101
---
x
`)
	h, list := Link(in)
	if len(list) > 0 {
		t.Fatal(list)
	}
	from := time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC)
	said := func(lang *Language) string {
		var all []string
		for _, o := range Occasions(lang.Events(), from, from.AddDate(0, 0, 15)) {
			text := o.Page.Title + " " + o.Start.UTC().Format("02.01. 15:04") + " " + o.End.Sub(o.Start).String()
			if o.WholeDay {
				text += " whole day"
			}
			all = append(all, text)
		}
		return strings.Join(all, ", ")
	}
	same(t, "de", said(h.Languages[0]), "Runde 03.11. 08:00 1h0m0s, Fest 17.11. 00:00 48h0m0s whole day, Runde 17.11. 08:00 1h0m0s")
	same(t, "en", said(h.Languages[1]), "Round 03.11. 08:00 1h0m0s, Round 10.11. 08:00 1h0m0s, Fest 17.11. 00:00 48h0m0s whole day, Round 17.11. 08:00 1h0m0s")
	events := h.Languages[0].Events()
	same(t, "those that are over stand last", pageIDs(events), "de/termine/runde de/termine/fest de/termine/alt")
	if old := events[2].Event(); !old.Over() || !slices.ContainsFunc(old.Past(), func(d calendar.Date) bool { return d.Start.Year() == 2022 }) {
		t.Errorf("of what was long ago the last date is known: %v", old.Dates)
	}
}

// TestMeetings: the yield of the network counts each date that is over once,
// whatever the languages that tell of it, and however long ago it was.
func TestMeetings(t *testing.T) {
	in := read(t, `
-- site.yaml --
title: Hub
timezone: Europe/Berlin
languages: {list: [de, en]}
-- content/de/termine/runde.md --
---
title: Runde
date: 2025-01-02
start: 2025-03-05T09:00
repeat: FREQ=MONTHLY;BYDAY=1WE
except: [2025-05-07]
---
x
-- content/en/events/runde.md --
---
title: Round
date: 2025-01-02
start: 2025-03-05T09:00
repeat: FREQ=MONTHLY;BYDAY=1WE
except: [2025-05-07]
---
x
-- content/de/termine/fest.md --
---
title: Fest
date: 2026-10-01
start: 2026-11-01
end: 2026-11-02
---
x
-- content/de/termine/heute.md --
---
title: Vorhin
date: 2026-10-01
start: 2026-11-01T08:00
---
x
`)
	h, list := Link(in)
	if len(list) > 0 {
		t.Fatal(list)
	}
	var held []int
	for _, q := range h.Yield().Quarters {
		held = append(held, q.Deeds.Meetings)
	}
	// March; without May; three in each; of November what is over.
	if want := []int{1, 2, 3, 3, 3, 3, 3, 2}; !slices.Equal(held, want) {
		t.Errorf("meetings held in each quarter: %v, want %v", held, want)
	}
}
