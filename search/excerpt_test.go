package search

import (
	"strings"
	"testing"
)

func TestExcerpt(t *testing.T) {
	for _, c := range []struct {
		doc  Document
		want string
	}{
		{Document{}, ""},
		{Document{Summary: " Two  words\n", Problem: "p"}, "Two words"},
		{Document{Problem: "p"}, "p"},
		{Document{Sections: []Section{{Text: " "}, {Text: "zwei"}}}, "zwei"},
		{Document{Summary: "exactly ten"}, "exactly ten"},
		{Document{Summary: "exactly, twelve"}, "exactly…"},
		{Document{Summary: strings.Repeat("ü", 40)}, strings.Repeat("ü", 10) + "…"},
		{Document{Summary: "Quoi\u202f?  5\u00a0km"}, "Quoi\u202f? 5\u00a0km"},
		{Document{Summary: "qui sait\u202f: elle"}, "qui sait…"},
		{Document{Summary: "\u00a0", Problem: "p"}, "p"},
		{Document{Summary: "ab " + strings.Repeat("x", 40)}, "ab…"},
	} {
		if got := c.doc.Excerpt(11); got != c.want {
			t.Errorf("excerpt of %+v is %q, want %q", c.doc, got, c.want)
		}
	}
}
