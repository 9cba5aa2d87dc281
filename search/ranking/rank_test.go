package ranking

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// inFields are fields by their names.
func inFields(names ...string) (bits uint16) {
	for i, f := range Fields {
		if slices.Contains(names, f.Name) {
			bits |= 1 << i
		}
	}
	return bits
}

func TestRank(t *testing.T) {
	postings := map[string]Posting{
		"a": {[]uint32{0, 1, 2}, []float64{4, 4, 4}, []uint16{inFields("title"), inFields("title"), inFields("body")}},
		"b": {[]uint32{0, 1}, []float64{2, 2}, []uint16{inFields("title"), inFields("body")}},
		"c": {[]uint32{2, 3}, []float64{3, 30}, []uint16{inFields("body"), inFields("body")}},
	}
	ways := []Way{
		{From: 0, To: 1, Weight: 1, Terms: []string{"a"}},
		{From: 1, To: 2, Weight: 1, Terms: []string{"b"}},
		{From: 1, To: 2, Weight: 0.5, Terms: []string{"c"}},
	}
	rules := &Rules{Missing: 2, ShortQuestion: 2, Together: []Group{{[]string{"title", "titleForms"}, 1}, {[]string{"problem"}, 0.5}}}
	words := make([]Word, 2)
	hits, err := Rank(words, 5, ways, rules, nil, func(w *Way) ([]Posting, error) { return []Posting{postings[w.Terms[0]]}, nil })
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(hits, func(a, b Hit) int { return int(a.Doc) - int(b.Doc) })
	want := []Hit{
		{Doc: 0, Score: 12, All: true, Whole: 6},    // both in the title
		{Doc: 1, Score: 6, All: true, Whole: 6},     // both
		{Doc: 2, Score: 5.5, All: true, Whole: 5.5}, // the second by half its weight
		{Doc: 3, Score: 7.5, Whole: 7.5},            // one of two words: 15 × (1/2)^(2/2)
	}
	if diff := cmp.Diff(want, hits, cmpopts.IgnoreUnexported(Hit{}), cmpopts.IgnoreFields(Hit{}, "Together", "Wanted")); diff != "" {
		t.Error(diff)
	}
	broken := errors.New("broken")
	if _, err := Rank(words, 5, ways, rules, nil, func(*Way) ([]Posting, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

func TestMerge(t *testing.T) {
	a := Posting{[]uint32{1, 2, 5}, []float64{1, 2, 5}, []uint16{1, 3, 7}}
	b := Posting{[]uint32{2, 3, 5}, []float64{4, 4, 1}, []uint16{2, 2, 4}}
	for _, c := range []struct {
		all  []Posting
		want string
	}{
		{[]Posting{a}, "1:1:1 2:2:3 5:5:7"},
		{[]Posting{a, b}, "2:3:2 5:3:4"},
		{[]Posting{a, b, {}}, ""},
		{[]Posting{{}, a}, ""},
		{[]Posting{a, a}, "1:1:1 2:2:3 5:5:7"},
	} {
		var got []string
		m := Merge(c.all)
		for i, doc := range m.Docs {
			got = append(got, fmt.Sprintf("%d:%v:%d", doc, m.Sums[i], m.Fields[i]))
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}
