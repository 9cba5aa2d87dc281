package search

import (
	"testing"
	"time"
)

func TestSum(t *testing.T) {
	d := Document{
		Ref: "en/x", Lang: "en", URL: "/en/x/", Kind: "tip", Title: "X", Problem: "P", Keywords: []string{"k"}, Summary: "S",
		Sections: []Section{{ID: "i", Heading: "h", Text: "t"}}, Apps: []Facet{{"a", "A", "/a", 1}}, Departments: []Facet{{"d", "D", "/d", 1}}, Tags: []string{"t"}, Updated: time.Now(),
	}
	sum := d.Sum()
	sums := map[string]bool{sum: true}
	for i, change := range []func(*Document){
		func(d *Document) { d.Ref = "" }, func(d *Document) { d.Lang = "" }, func(d *Document) { d.URL = "" }, func(d *Document) { d.Kind = "" },
		func(d *Document) { d.Title = "" }, func(d *Document) { d.Problem = "" }, func(d *Document) { d.Keywords = nil }, func(d *Document) { d.Summary = "" },
		func(d *Document) { d.Sections = []Section{{ID: "i", Heading: "h"}} }, func(d *Document) { d.Apps = nil }, func(d *Document) { d.Departments = nil }, func(d *Document) { d.Tags = nil },
	} {
		other := d
		change(&other)
		if s := other.Sum(); sums[s] || len(s) != len(sum) {
			t.Errorf("change %d: %s", i, s)
		} else {
			sums[s] = true
		}
	}
	d.Updated = time.Date(20_000, 1, 1, 0, 0, 0, 0, time.UTC)
	if d.Sum() != sum {
		t.Error("the date of the last change counts")
	}
}
