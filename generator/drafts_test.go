package generator

import (
	"context"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/diag"
)

// TestDraftsShow: who asks for drafts sees what is held back in words of other
// tools, and the files beside it; what is outside its window stays away.
func TestDraftsShow(t *testing.T) {
	dir := writeSite(t, txtar.Parse([]byte(`
-- content/de/tips/a.md --
---
title: A
published: false
---
Text.
-- content/de/tips/b.md --
---
title: B
date: 2027-01-01
---
Text.
-- content/de/tips/c.md --
---
title: C
publishDate: 2027-01-01
---
Text.
-- content/de/kurs/README.md --
---
title: Kurs
hidden: true
---
Text.
-- content/de/kurs/liste.csv --
a
`)))
	for drafts, want := range map[bool][]string{false: nil, true: {"de/kurs/index.html", "de/kurs/liste.csv", "de/tips/a/index.html", "de/tips/b/index.html"}} {
		site, err := Load(context.Background(), Options{Dir: dir, Now: now, Drafts: drafts, NoIndex: true, Cache: &Cache{bundles: bundles}})
		if err != nil {
			t.Fatal(err)
		}
		defer site.Close()
		for _, d := range site.Diagnostics() { // a date that lies ahead is told as what it does
			if d.Code == diag.ImpossibleDate {
				t.Errorf("with drafts %t: %s", drafts, d.Message)
			}
		}
		var got []string
		for _, name := range []string{"de/kurs/index.html", "de/kurs/liste.csv", "de/tips/a/index.html", "de/tips/b/index.html", "de/tips/c/index.html"} {
			if _, there, _, err := site.Render(context.Background(), name); there {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, name)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("with drafts %t there is %q, want %q", drafts, got, want)
		}
	}
}
