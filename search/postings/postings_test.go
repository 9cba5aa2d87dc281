package postings

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ankerplatz/search"
	"ankerplatz/search/lunr"

	"github.com/google/go-cmp/cmp"
)

// made returns the index of documents of some words each, of which some thousand
// begin alike, and some are hard to sort.
func made(t *testing.T, n int) *Index {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	words := []string{"versand", "😀x", "\uE000x", "Ångström", "x\u0301y", "C++"}
	for i := range 3000 {
		words = append(words, fmt.Sprintf("%s%c%c", []string{"ver", "ver", "lager", "ö"}[i%4], 'a'+i%26, 'a'+i/26%26)+strings.Repeat("z", i%5))
	}
	docs := make([]search.Document, n)
	for i := range docs {
		text := make([]string, 12)
		for w := range text {
			text[w] = words[rng.IntN(len(words))]
		}
		docs[i] = search.Document{Ref: fmt.Sprint(i), Lang: "de", Title: text[0], Summary: strings.Join(text[:4], " "), Sections: []search.Section{{Text: strings.Join(text, " ")}}}
	}
	ix, err := New(t.Context(), Options{Lang: "de"}, docs)
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// What a document's terms weigh is the sum of what their postings say.
func TestWeights(t *testing.T) {
	ix := made(t, 50)
	want := make([][]Weight, len(ix.Documents))
	last := ""
	for term := range ix.Terms() {
		if last != "" && lunr.CompareTerms(last, term.Text) >= 0 {
			t.Errorf("%q does not come after %q", term.Text, last)
		}
		last = term.Text
		at := make(map[uint32]*Weight)
		for _, f := range term.Fields {
			for i, doc := range f.Docs {
				if at[doc] == nil {
					at[doc] = &Weight{Term: term.Text}
				}
				at[doc].Sum += f.Values[i]
				at[doc].Fields |= 1 << f.Number
			}
		}
		for doc, w := range at {
			want[doc] = append(want[doc], *w)
		}
	}
	for doc := range ix.Documents {
		got := ix.Weights()(doc)
		slices.SortFunc(got, func(a, b Weight) int { return strings.Compare(a.Term, b.Term) })
		slices.SortFunc(want[doc], func(a, b Weight) int { return strings.Compare(a.Term, b.Term) })
		if diff := cmp.Diff(want[doc], got); diff != "" {
			t.Errorf("document %d: %s", doc, diff)
		}
	}
}

// A beginning has an answer if its terms are several and weigh much, and only
// then; it is the best of what they say.
func TestBeginnings(t *testing.T) {
	ix := made(t, 2000)
	ready := make(map[string]Beginning)
	for _, b := range ix.Beginnings() {
		ready[b.Text] = b
	}
	terms, weights := make(map[string]int), make(map[string]int)
	best := make(map[string]map[uint32]uint32)
	for term := range ix.Terms() {
		sums := make(map[uint32]uint32)
		values := 0
		for _, f := range term.Fields {
			values += len(f.Docs)
			for i, doc := range f.Docs {
				sums[doc] += f.Values[i]
			}
		}
		letters := []rune(term.Text)
		for n := 1; n <= len(letters); n++ {
			text := string(letters[:n])
			terms[text]++
			weights[text] += weightOfText + values
			if best[text] == nil {
				best[text] = make(map[uint32]uint32)
			}
			for doc, sum := range sums {
				best[text][doc] = max(best[text][doc], sum)
			}
		}
	}
	if len(ready) < 4 {
		t.Fatalf("%d beginnings are ready, which is too few to see anything", len(ready))
	}
	for text, n := range terms {
		b, ok := ready[text]
		if want := n > 1 && weights[text] > heaviest; ok != want {
			t.Errorf("%q, %d terms that weigh %d: an answer is %t", text, n, weights[text], ok)
		}
		if !ok {
			continue
		}
		if len(b.Docs) != min(mostReady, len(best[text])) || len(b.Sums) != len(b.Docs) || !slices.IsSorted(b.Docs) {
			t.Errorf("%q: %d documents with %d sums of %d", text, len(b.Docs), len(b.Sums), len(best[text]))
		}
		worst := slices.Min(b.Sums)
		for doc, sum := range best[text] {
			at, found := slices.BinarySearch(b.Docs, doc)
			if found && b.Sums[at] != sum || !found && sum > worst {
				t.Errorf("%q: document %d has %d, of which the answer says otherwise", text, doc, sum)
			}
		}
	}
}

func TestDictionary(t *testing.T) {
	ix := made(t, 300)
	pieces := ix.Dictionary()
	if len(pieces) < 3 {
		t.Fatalf("%d pieces", len(pieces))
	}
	var firsts []string
	for _, p := range pieces {
		firsts = append(firsts, p.First)
	}
	var terms []string
	for n, p := range pieces {
		data, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		read := Piece{First: p.First}
		if err := json.Unmarshal(data, &read); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p, read); diff != "" {
			t.Errorf("piece %d is read as another one: %s", n, diff)
		}
		for _, e := range p.Entries {
			terms = append(terms, e.Term)
			if at := Locate(firsts, e.Term); at != n {
				t.Errorf("%q is looked for in piece %d, and is in %d", e.Term, at, n)
			}
		}
	}
	var want []string
	for term := range ix.Terms() {
		want = append(want, term.Text)
	}
	if !slices.Equal(terms, want) {
		t.Error("the terms of the dictionary are others than those of the index")
	}
	for _, broken := range []string{
		`{"terms":["Aa"],"words":[],"counts":[1]}`, `{"terms":["Aa"],"words":[""],"counts":[]}`, `[]`,
		`{"terms":["Ba"],"words":[""],"counts":[1]}`, `{"terms":["Aa"],"words":["Cb"],"counts":[1]}`,
	} {
		if err := json.Unmarshal([]byte(broken), new(Piece)); err == nil {
			t.Errorf("%s: no error", broken)
		}
	}
}
