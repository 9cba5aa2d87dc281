package bleveindex

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ankerplatz/search"
	"ankerplatz/search/postings"
)

// TestBefore asks postings in memory, and the index that is made of them: what
// comes before a page is the same.
func TestBefore(t *testing.T) {
	words := strings.Fields("Rechnung Eingang Vorgang Freigabe Kostenstelle Drucker Urlaub Antrag")
	docs := make([]search.Document, 90)
	for i := range docs {
		word := func(n int) string { return words[(i/n+n)%len(words)] }
		docs[i] = search.Document{
			Ref: fmt.Sprint(i), Lang: "de", Kind: "tip", Title: word(1) + " und " + word(2) + strings.Repeat(" "+word(3), i%3), Problem: "Wo ist der " + word(5) + "?",
			Sections: []search.Section{{Text: strings.Join(words[:3+i%5], " ")}}, Updated: time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC),
		}
	}
	p, err := postings.New(context.Background(), postings.Options{Lang: "de"}, docs)
	if err != nil {
		t.Fatal(err)
	}
	asker, ix := p.Asker(), open(t, build(t, docs))
	for i := range words {
		question := "Wie kann ich " + words[i] + " und " + words[(i+2)%len(words)] + " " + words[(i+5)%len(words)] + "?"
		answer, err := ix.Search(context.Background(), Query{Text: question + " ", Lang: "de", Limit: len(docs)})
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < min(len(answer.Results), 12); at += 3 {
			var want []string
			for _, r := range answer.Results[:at] {
				want = append(want, r.Path)
			}
			doc := slices.IndexFunc(docs, func(d search.Document) bool { return d.Ref == answer.Results[at].Path })
			before, err := asker.Before(doc, question, len(docs))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range before {
				got = append(got, docs[b].Ref)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q: before %s are %q, want %q", question, answer.Results[at].Path, got, want)
			}
		}
	}
}
