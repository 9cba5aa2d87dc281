package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/bleveindex"
	"ankerplatz/search/client"
	"ankerplatz/search/postings"
	"ankerplatz/search/ranking"
	"ankerplatz/search/shards"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// madeUp are documents of made-up words, several thousand of them, of which many
// begin alike; some words are in most documents.
func madeUp(documents, words int) []search.Document {
	rng := rand.New(rand.NewPCG(2, 7))
	vocabulary := make([]string, words)
	for i := range vocabulary {
		n := i * i % 7919
		vocabulary[i] = []string{"ver", "ver", "be", "", "auf"}[i%5] + string("lrstnk"[n%6]) + string("aeiou"[n/6%5]) + string("gmpwdf"[n/30%6]) + string("aeiou"[n/180%5]) + string("ndktsz"[n/900%6])
	}
	text := func(n int) string {
		text := make([]string, n)
		for i := range text {
			text[i] = vocabulary[rng.IntN(1+rng.IntN(words))]
		}
		return strings.Join(text, " ")
	}
	docs := make([]search.Document, documents)
	for i := range docs {
		ref := fmt.Sprintf("de/tips/%d", i)
		docs[i] = search.Document{
			Ref: ref, Lang: "de", URL: "/" + ref + "/", Kind: []string{"tip", "page"}[i%2], Title: text(3), Problem: text(4), Summary: text(6),
			Sections: []search.Section{{Text: text(12)}},
		}
	}
	return docs
}

// write writes both indexes of documents of one language, the one for browsers
// with shards of some size for each folder that it returns.
func write(t *testing.T, docs []search.Document, rules *ranking.Rules, sizes ...int) []*hub {
	t.Helper()
	opt := ranking.Options{Compounds: true, Rules: rules, Sayings: map[string][]analysis.Saying{"de": {
		{Said: []string{"zahlzettel", "verwurschteln"}, Terms: []string{"Rechnung", "Nummer ändern"}},
		{Said: []string{"zimmer"}, Terms: []string{"Verwaltung"}},
		{Said: []string{"wo man sitzt"}, Terms: []string{"Zimmer"}, Weak: true},
	}}, Foreign: []string{"en", "de", "nl"}, Learned: func(string) ranking.Meanings {
		return ranking.Meanings{"leaflet": {{Terms: []string{"rechnung"}, Weight: 0.7, Foreign: true}, {Terms: []string{"nirgends"}, Weight: 1, Foreign: true}}}
	}}
	ix, err := postings.New(t.Context(), postings.Options{Options: opt, Lang: "de"}, docs)
	if err != nil {
		t.Fatal(err)
	}
	made := func(context.Context, string) (*postings.Index, error) { return ix, nil }
	index := filepath.Join(t.TempDir(), "index.bleve")
	if err := bleveindex.Build(t.Context(), index, docs, bleveindex.Options{Options: opt, Postings: made}); err != nil {
		t.Fatal(err)
	}
	hubs := make([]*hub, len(sizes))
	for i, size := range sizes {
		hubs[i] = &hub{base: "/", public: t.TempDir(), index: index, documents: docs}
		put := func(name string, data []byte) {
			name = filepath.Join(hubs[i].public, "search", filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range client.Names() {
			data, err := client.File(name)
			if err != nil {
				t.Fatal(err)
			}
			put(name, data)
		}
		for _, f := range shards.Files(ix, size) {
			put("de/"+f.Name, f.Data)
		}
	}
	return hubs
}

// TestShardSizes: how large the pieces are that browsers load changes nothing of
// what they find, and servers, who know nothing of it, find the same.
func TestShardSizes(t *testing.T) {
	docs := madeUp(1500, 4000)
	hubs := write(t, docs, nil, 300, 1_000, 0, 16_000, 1<<30)
	questions := generatedQuestions(docs)
	for _, begun := range []string{"v", "ve", "ver", "verl", "verla", "b", "be", "au", "auf", "aufk"} {
		questions = append(questions, asking{question{"de", begun}, map[string]any{"limit": limit}})
	}
	first := askBoth(t, hubs[0], questions)
	for _, h := range hubs[1:] {
		for i, answer := range askBoth(t, h, questions) {
			if diff := cmp.Diff(first[i], answer); diff != "" {
				t.Fatalf("%q: shards of another size give another answer: %s", questions[i].Query, diff)
			}
		}
	}
}

// TestRules: each number that comes with an index is heard by browsers and by
// servers, and by both in the same way.
func TestRules(t *testing.T) {
	docs := madeUp(60, 3000)
	for i, d := range []search.Document{
		{Title: "Rechnungsnummer ändern", Problem: "Die Nummer der Rechnung stimmt nicht", Summary: "Eine Rechnungsnummer, mit Freundlichkeit geändert."},
		{Title: "Groesse und Größe", Keywords: []string{"Arbeit", "Zimmer"}, Summary: "Rechnung, Rechner, Rechnen und Rechte."},
		{Title: "E-Mail", Summary: "Strg, Alt und Entf; Email schreiben, Crèmebrûlée, ein Crossdock", Sections: []search.Section{{Heading: "Rechnung Nummer", Text: "Verwaltung der Nummer"}}},
		{Title: "Verwaltung", Problem: "Verwalter und Verwaltung", Summary: "Arbeit im Zimmer, freundlich."},
		{Title: "Q Plan"},
		{Title: "Plan Q"},
		{Title: "Plan, Q"},
		{Title: "Plan: Q"},
		{Title: "Der QPlan"},
		{Title: "Windows", Summary: "In 11 Tagen"},
		{Title: "Verwalter", Summary: "Ausrechnen, Drucker, Drucken, Druck, Trucker, Ducker, Drücker, Dracker, Drecker"},
	} {
		d.Lang, d.Kind, d.Ref = "de", "tip", fmt.Sprintf("de/tips/own-%d", i)
		d.URL = "/" + d.Ref + "/"
		docs = append(docs, d)
	}
	questions := []asking{}
	for _, text := range []string{
		"rechnung nummer ändern verwaltung ", "rech", "re", "freundlichk", "groesse ", "crêmebrùlèe ", "e mail ", "cross dock ", "strg/alt/entf ", "drocker ", "Verwatlung ",
		"verwatlnug ", "rechnung numer verwatlung druker ", "arbeitszimmer ", "arbeitsverwaltung ", "nummer ", "zimmerverwaltung ", "verlogen ", "verw", "vrelage ", "rchnung ",
		"wie die rechnung nummer ", "welche verwaltung ", "wer verwaltung ", "in der e mail ", "auf die arbeits zimmer ", "arbeits zimmer ", "zahlzettel ", "verwurschteln ", "wo man sitzt ", "zimmer ", "zimmer und nummer aus rechnen ",
		"q plan ", "Windows11 ",
		"leaflet nummer ", "invoice ", "leaflets", "how do I change an invoice number ", "niet zonder leaflet ", "wat voor factuur ", "voor zonder ", "rechnung of zonder verwaltung ",
	} {
		questions = append(questions, asking{question{"de", text}, map[string]any{}})
	}
	ask := func(rules ranking.Rules) []search.Answer {
		t.Helper()
		h := write(t, docs, &rules, 1_000)[0]
		answers := clientAnswers(t, h, questions)
		index, err := bleveindex.Open(h.index)
		if err != nil {
			t.Fatal(err)
		}
		defer index.Close()
		for i, q := range questions {
			answer, err := index.Search(t.Context(), bleveindex.Query{Text: q.Query, Lang: "de"})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&answers[i], answer, cmpopts.EquateApprox(0, rounding)); diff != "" {
				t.Errorf("%q: browsers and servers differ: %s", q.Query, diff)
			}
		}
		return answers
	}
	standard := ranking.Standard
	standard.Asked = map[string][]string{"who": {"tip"}}
	usual := ask(standard)
	for i, field := range reflect.VisibleFields(reflect.TypeFor[ranking.Rules]()) {
		t.Run(field.Name, func(t *testing.T) {
			for _, other := range others(reflect.ValueOf(standard).Field(i)) {
				rules := standard
				reflect.ValueOf(&rules).Elem().Field(i).Set(reflect.ValueOf(other))
				if !cmp.Equal(usual, ask(rules)) {
					return
				}
			}
			t.Error("nobody hears of it")
		})
	}
}

// others are values that a rule might have instead of its own.
func others(value reflect.Value) []any {
	switch value.Interface().(type) {
	case int:
		return []any{1, 30}
	case float64:
		return []any{0.123}
	case []string:
		return []any{[]string{""}}
	case map[string][]string:
		return []any{map[string][]string{"who": {"page"}}}
	case []ranking.Group:
		return []any{[]ranking.Group{{Fields: []string{"summary", "body"}, Weight: 3}}}
	}
	return nil
}
