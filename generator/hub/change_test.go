package hub

import (
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/source"
)

// TestChanges: in the order of their times, which are open, and which lie
// within a month or concern a department.
func TestChanges(t *testing.T) {
	h, _ := Link(read(t, `
-- site.yaml --
title: Hub
languages: {list: [de]}
organisation:
  departments: [{id: finance}, {id: procurement, parent: finance}, {id: quay}]
-- content/de/changes/quarter.md --
---
title: Q
when: 2026-Q4
departments: [finance]
---
x
-- content/de/changes/day.md --
---
title: D
when: 2026-12-31
departments: [procurement, quay]
---
x
-- content/de/changes/month.md --
---
title: M
when: 2026-12
---
x
-- content/de/changes/gone.md --
---
title: G
when: 2026-11
state: withdrawn
---
x
-- content/de/changes/next.md --
---
title: N
when: 2027-01-01
state: pilot
---
x
`))
	lang := h.Languages[0]
	pages := lang.OfKind(source.ChangeKind)
	names := func(changes []Change, is func(Change) bool) string {
		var names []string
		for _, c := range changes {
			if is(c) {
				names = append(names, c.Name)
			}
		}
		return strings.Join(names, " ")
	}
	all := func(Change) bool { return true }
	same(t, "all", names(Changes(pages), all), "gone day month quarter next")
	same(t, "open", names(OpenChanges(pages), all), "day month quarter next")
	month := func(year int, month time.Month) func(Change) bool {
		first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
		return func(c Change) bool { return c.Within(first, first.AddDate(0, 1, 0)) }
	}
	same(t, "September", names(OpenChanges(pages), month(2026, 9)), "")
	same(t, "October", names(OpenChanges(pages), month(2026, 10)), "quarter")
	same(t, "December", names(OpenChanges(pages), month(2026, 12)), "day month quarter")
	same(t, "January", names(OpenChanges(pages), month(2027, 1)), "next")
	for id, want := range map[string]string{
		"finance": "month quarter next", "procurement": "day month quarter next", "quay": "day month next",
	} {
		same(t, id, names(OpenChanges(pages), func(c Change) bool { return c.Concerns(lang.Department(id)) }), want)
	}
}
