package shards

import (
	"encoding/json"
	"strings"
	"testing"

	"ankerplatz/search"
	"ankerplatz/search/internal/lunrjs"
	"ankerplatz/search/postings"

	"github.com/google/go-cmp/cmp"
)

// files returns what is published of documents.
func files(t *testing.T, lang string, docs []search.Document) []File {
	t.Helper()
	ix, err := postings.New(t.Context(), postings.Options{Lang: lang}, docs)
	if err != nil {
		t.Fatal(err)
	}
	whole, ok := Whole(ix, 1<<20)
	if !ok {
		t.Error("a small index is not whole")
	}
	return append(whole, Files(ix, 0)...)
}

func TestFiles(t *testing.T) {
	docs := []search.Document{
		{
			Ref: "de/tips/konto", Lang: "de", URL: "/de/tips/konto/", Kind: "tip", Title: "Gesperrtes Konto entsperren",
			Problem: "Ich komme nicht mehr in SAP", Keywords: []string{"Anmeldung", "SU01"}, Summary: "So geht es <schnell>.",
			Sections:    []search.Section{{Text: "Zuerst anrufen."}, {ID: "wer", Heading: "Wer darf das?", Text: "Der Schlu\u0308sselbenutzer."}},
			Apps:        []search.Facet{{ID: "sap", Name: "SAP S/4HANA"}},
			Departments: []search.Facet{{ID: "einkauf", Name: "Einkauf"}},
			Tags:        []string{"konto"},
		},
		{Ref: "de/tips/drucker", Lang: "de", URL: "/de/tips/drucker/", Kind: "tip", Title: "Drucker", Sections: []search.Section{{Text: "Neu starten."}}},
	}
	named := map[string]string{}
	for _, f := range files(t, "de", docs) {
		named[f.Name] = string(f.Data)
	}

	ix, err := postings.New(t.Context(), postings.Options{Lang: "de"}, docs)
	if err != nil {
		t.Fatal(err)
	}
	size := len(named["index.json"])
	if _, ok := Whole(ix, size); !ok {
		t.Errorf("an index of %d bytes has more than %d", size, size)
	}
	if _, ok := Whole(ix, size-1); ok {
		t.Errorf("an index of %d bytes has no more than %d", size, size-1)
	}

	vm := lunrjs.New(t)
	for query, want := range map[string]string{
		"entsperren":          "0",
		"title:drucker":       "1",
		"Schlüsselbenutzer":   "0",
		"su01":                "0",
		"einkauf":             "0",
		"headings:wer":        "0",
		"starten konto^0.001": "1,0",
	} {
		got := vm.Call(`function (json, query) {
			return lunr.Index.load(JSON.parse(json)).search(query).map(function (r) { return r.ref }).join()
		}`, named["index.json"], query)
		if got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}

	var results []result
	if err := json.Unmarshal([]byte(named["docs.json"]), &results); err != nil {
		t.Fatal(err)
	}
	want := []result{
		{
			Shown: postings.Shown{URL: "/de/tips/konto/", Path: "de/tips/konto", Title: "Gesperrtes Konto entsperren", Kind: "tip", Excerpt: "So geht es <schnell>."},
			Apps:  []string{"sap"}, Departments: []string{"einkauf"}, Tags: []string{"konto"},
		},
		{Shown: postings.Shown{URL: "/de/tips/drucker/", Path: "de/tips/drucker", Title: "Drucker", Kind: "tip", Excerpt: "Neu starten."}},
	}
	if diff := cmp.Diff(want, results); diff != "" {
		t.Error(diff)
	}
}

// Clients go through every list of a manifest: there is none that is null,
// whatever the language and however few documents.
func TestManifestHasAllLists(t *testing.T) {
	for _, lang := range []string{"de", "fr", "ja", "pt-BR"} {
		for _, docs := range [][]search.Document{nil, {{Ref: "x", Lang: lang, Kind: "tip", Title: "Excel"}}} {
			for _, f := range files(t, lang, docs) {
				if strings.Contains(string(f.Data), "null") {
					t.Errorf("%s, %d documents: %s has a null: %s", lang, len(docs), f.Name, f.Data)
				}
			}
		}
	}
}
