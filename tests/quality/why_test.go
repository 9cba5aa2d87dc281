package main

import (
	"testing"

	"ankerplatz/search"
)

// TestWhy: every first result says why it was found, and nearly all others do. What
// is looked for by a whole phrase may show none of its words.
func TestWhy(t *testing.T) {
	h, questions := sampleHub(t)
	says := func(r *search.Result) bool {
		return len(r.TitleMarks)+len(r.SectionMarks)+len(r.Marks) > 0 || r.Because != nil && len(r.Because.Marks) > 0
	}
	all, some := 0, 0
	for i, a := range clientAnswers(t, h, questions) {
		for n := range a.Results {
			all++
			switch {
			case says(&a.Results[n]):
				some++
			case n == 0:
				t.Errorf("%s %q: nothing says why %s was found", questions[i].Lang, questions[i].Query, a.Results[n].Path)
			}
		}
	}
	t.Logf("%d of %d results say why they were found", some, all)
	if some*100 < all*95 {
		t.Errorf("only %d of %d results say why they were found", some, all)
	}
}
