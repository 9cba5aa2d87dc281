package hub

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// testDeed is a kind whose page stands for one meeting of an hour.
type testDeed struct{ source.Plain }

type testDeedPage struct {
	Nothing
	held time.Time
}

func (p *testDeedPage) Done(_ *Page, in span) Deeds {
	if !in.holds(p.held) {
		return Deeds{}
	}
	return Deeds{Meetings: 1, Hours: 1}
}

var testDeedKind = kind(&source.Kind{Name: "deed", Fed: true}, func(_ *linker, p *Page, _ *testDeed) *testDeedPage {
	return &testDeedPage{held: p.Meta.Publish.Time}
})

// TestYield: figures by hand. The day is the 2nd of November 2026, so that the
// quarters are those from January 2025 to now.
func TestYield(t *testing.T) {
	in := read(t, `
-- site.yaml --
title: Hub
languages: {list: [de, en]}
organisation:
  departments: [{id: lab, users: 40}, {id: shop, users: 20}, {id: attic}]
-- content/de/people/bo.md --
---
name: Bo
department: lab
date: 2025-02-01
---
x
-- content/en/people/bo.md --
---
name: Bo
department: lab
date: 2024-06-01
---
x
-- content/de/people/ida.md --
---
name: Ida
department: lab
date: 2026-07-01
---
x
-- content/de/people/eva.md --
---
name: Eva
department: lab
status: left
date: 2024-01-01
---
x
-- content/de/tips/old.md --
---
title: Old
date: 2023-01-01
updated: 2025-04-01
reviewed: 2025-06-30
---
x
-- content/de/tips/new.md --
---
title: New
date: 2026-01-01
updated: 2026-03-31
---
x
-- content/de/tips/last.md --
---
title: Last
date: 2026-11-01
reviewed: 2026-11-02
---
x
-- content/de/held.md --
---
title: Held
date: 2026-01-15
---
x
-- content/en/held.md --
---
title: Held
date: 2026-01-15
---
x
`)
	for i, p := range in.Pages {
		if p.Source.Name == "held" {
			in.Pages[i].Source.Kind, in.Pages[i].Source.Fields = testDeedKind.Kind, &testDeed{}
			in.Pages[i].Source.Meta.Publish = strictyaml.Date{Time: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)}
		}
	}
	in.Moves = map[string][]Move{"de/people/eva.md": {
		{From: "active", To: "away", At: time.Date(2025, 1, 5, 0, 0, 0, 0, time.UTC)}, {From: "away", To: "left", At: time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)},
	}}
	h, _ := Link(in)
	var got strings.Builder
	for _, q := range h.Yield().Quarters {
		fmt.Fprintf(&got, "%s written %d kept %d met %d hours %g people %d ratio %g\n", q.Starts.Format(time.DateOnly), q.Written, q.Kept, q.Deeds.Meetings, q.Deeds.Hours, q.People, q.Ratio)
	}
	// 60 users. Bo from 2024 on, by the older of two files; Eva until June 2025; Ida from July 2026.
	want := `2025-01-01 written 0 kept 0 met 0 hours 0 people 2 ratio 30
2025-04-01 written 0 kept 1 met 0 hours 0 people 2 ratio 30
2025-07-01 written 0 kept 0 met 0 hours 0 people 1 ratio 60
2025-10-01 written 0 kept 0 met 0 hours 0 people 1 ratio 60
2026-01-01 written 3 kept 0 met 0 hours 0 people 1 ratio 60
2026-04-01 written 0 kept 0 met 0 hours 0 people 1 ratio 60
2026-07-01 written 0 kept 0 met 0 hours 0 people 2 ratio 30
2026-10-01 written 1 kept 0 met 1 hours 1 people 2 ratio 30
`
	same(t, "the yield", got.String(), want)
}
