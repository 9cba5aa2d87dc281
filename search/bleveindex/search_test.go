package bleveindex

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"ankerplatz/search"
	"ankerplatz/search/ranking"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	// bleve starts its workers when the program starts and keeps them.
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent())
}

// pages are a small hub in four languages.
var pages = []search.Document{
	{
		Ref: "de/tips/konto-entsperren", Lang: "de", URL: "/de/tips/konto-entsperren/", Kind: "tip",
		Title: "Gesperrtes SAP-Konto entsperren", Problem: "Ich komme nicht mehr ins SAP, mein Passwort ist gesperrt",
		Keywords: []string{"Kennwort", "SU01"}, Summary: "In fünf Minuten wieder angemeldet, auch ohne die IT.",
		Sections: []search.Section{
			{Text: "Nach drei falschen Passwörtern sperrt SAP das Konto."},
			{ID: "wer", Heading: "Wer darf das?", Text: "Die Schlüsselanwender der Abteilung Einkauf."},
		},
		Apps: []search.Facet{{ID: "sap", Name: "SAP S/4HANA"}}, Departments: []search.Facet{{ID: "einkauf", Name: "Einkauf"}},
		Tags: []string{"konto"},
	},
	{
		Ref: "de/tips/drucker", Lang: "de", URL: "/de/tips/drucker/", Kind: "tip", Title: "Etikettendrucker einrichten",
		Summary:  "Größe der Etiketten wählen: 😀 Größe passt.",
		Sections: []search.Section{{Text: "Die Straße der Abkürzungen: Ctrl+Shift+V fügt ohne Format ein. Fehler 0x8004010F."}},
		Apps:     []search.Facet{{ID: "zebra", Name: "Zebra"}},
	},
	{
		Ref: "de/people/anna", Lang: "de", URL: "/de/people/anna/", Kind: "profile", Title: "Anna Petersen",
		Summary: "Schlüsselanwenderin für den Einkauf.", Departments: []search.Facet{{ID: "einkauf", Name: "Einkauf"}},
	},
	{
		Ref: "nl/tips/wachtwoord", Lang: "nl", URL: "/nl/tips/wachtwoord/", Kind: "tip", Title: "Je wachtwoord opnieuw instellen",
		Summary: "Coördinatie met de helpdesk is niet nodig.", Sections: []search.Section{{Text: "Stuur de bijlagen naar huizen in de stad."}},
	},
	{
		Ref: "da/tips/adgangskode", Lang: "da", URL: "/da/tips/adgangskode/", Kind: "tip", Title: "Ændre din adgangskode",
		Summary: "Årsagen er ofte en udløbet adgangskode.", Sections: []search.Section{{Text: "Køb et nyt nøglekort."}},
	},
	{
		Ref: "en/tips/add-ins", Lang: "en", URL: "/en/tips/add-ins/", Kind: "tip", Title: "Add-ins for Excel in C# and .NET",
		Summary: "How to stop pivot tables from losing their formats.", Sections: []search.Section{{Text: "Older ones are written in C++."}},
	},
	{
		Ref: "en/tips/vlookup", Lang: "en", URL: "/en/tips/vlookup/", Kind: "tip", Title: "VLOOKUP finds the wrong row",
		Summary: "Sort the table or ask for an exact match.", Tags: []string{"excel"},
	},
}

// options are those of the tests.
var options = Options{Options: ranking.Options{Compounds: true, Synonyms: [][]string{{"Etikett", "Aufkleber"}}}}

func build(tb testing.TB, docs []search.Document) string {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "index")
	if err := Build(context.Background(), dir, docs, options); err != nil {
		tb.Fatal(err)
	}
	return dir
}

func open(tb testing.TB, dir string) *Index {
	tb.Helper()
	ix, err := Open(dir)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := ix.Close(); err != nil {
			tb.Error(err)
		}
	})
	return ix
}

// TestPublished: what the site has withdrawn since the index was built is not
// found, counted or hinted at.
func TestPublished(t *testing.T) {
	ix := open(t, build(t, pages))
	ask := func(q Query) *search.Answer {
		t.Helper()
		answer, err := ix.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	all, some := map[string]bool{}, map[string]bool{}
	for i := range pages {
		all[pages[i].Sum()] = true
		if pages[i].Ref != "de/tips/konto-entsperren" {
			some[pages[i].Sum()] = true
		}
	}
	const text, wrong = "Einkauf", "enstperren "
	free := ask(Query{Text: text})
	if ix.Publish(all); free.Total < 2 || !reflect.DeepEqual(free, ask(Query{Text: text})) {
		t.Errorf("with all published: %+v, before: %+v", ask(Query{Text: text}), free)
	}
	if got := ask(Query{Text: wrong, Lang: "de"}); len(got.Suggestions) == 0 {
		t.Error("a typing error without suggestions")
	}

	ix.Publish(some)
	rest := ask(Query{Text: text})
	if rest.Total != free.Total-1 || slices.ContainsFunc(rest.Results, func(r search.Result) bool { return r.Path == "de/tips/konto-entsperren" }) {
		t.Errorf("a page that was withdrawn: %+v", rest)
	}
	if n := len(rest.Facets.Apps); n != 0 {
		t.Errorf("%d apps of what was withdrawn are counted", n)
	}
	if got := ask(Query{Text: wrong, Lang: "de"}); len(got.Suggestions) > 0 || got.Total > 0 {
		t.Errorf("words of what was withdrawn: %v, %d results", got.Suggestions, got.Total)
	}

	if ix.Publish(nil); ask(Query{Kinds: []string{"tip"}}).Total > 0 {
		t.Error("a site without documents finds some")
	}
	if ix.Publish(all); !reflect.DeepEqual(free, ask(Query{Text: text})) {
		t.Error("what is published again is not found")
	}
}

func TestSearch(t *testing.T) {
	ix := open(t, build(t, pages))
	if n := ix.Len(); n != len(pages) {
		t.Fatalf("%d documents", n)
	}
	for _, c := range []struct {
		query Query
		want  string // refs, best first
	}{
		{Query{Text: " \t"}, ""}, // nothing is asked
		{Query{Text: "entsperren"}, "de/tips/konto-entsperren"},
		{Query{Text: "Passwort", Lang: "de"}, "de/tips/konto-entsperren"},
		{Query{Text: "Passwörter", Lang: "de"}, "de/tips/konto-entsperren"},
		{Query{Text: "passwoerter ", Lang: "de"}, "de/tips/konto-entsperren"},
		{Query{Text: "su01"}, "de/tips/konto-entsperren"},
		{Query{Text: "S/4HANA"}, "de/tips/konto-entsperren"},
		{Query{Text: "Etikett"}, "de/tips/drucker"},           // the beginning of a word
		{Query{Text: "Ettikettendruker "}, "de/tips/drucker"}, // two typing errors
		{Query{Text: "strasse "}, "de/tips/drucker"},
		{Query{Text: "groesse "}, "de/tips/drucker"},
		{Query{Text: "0x8004010f"}, "de/tips/drucker"},
		{Query{Text: "ctrl+shift+v"}, "de/tips/drucker"},
		{Query{Text: "zebra"}, "de/tips/drucker"},
		{Query{Text: "Schlüsselanwender Einkauf "}, "de/people/anna de/tips/konto-entsperren"},
		{Query{Text: "Einkauf", Kinds: []string{"profile"}}, "de/people/anna"},
		{Query{Text: "Einkauf", Kinds: []string{"profile", "tip"}, Apps: []string{"sap"}}, "de/tips/konto-entsperren"},
		{Query{Text: "Einkauf", Departments: []string{"vertrieb"}}, ""},
		{Query{Text: "konto", Tags: []string{"konto"}}, "de/tips/konto-entsperren"},
		{Query{Text: "konto", Lang: "da"}, ""},
		{Query{Text: "konto", Lang: "fr"}, ""},
		{Query{Text: "coordinatie"}, "nl/tips/wachtwoord"},
		{Query{Text: "huis "}, "nl/tips/wachtwoord"},
		{Query{Text: "bylagen "}, "nl/tips/wachtwoord"},
		{Query{Text: "aarsag"}, "da/tips/adgangskode"},
		{Query{Text: "aendre"}, "da/tips/adgangskode"},
		{Query{Text: "kob "}, "da/tips/adgangskode"},
		{Query{Text: "c#"}, "en/tips/add-ins"},
		{Query{Text: "C++"}, "en/tips/add-ins"},
		{Query{Text: ".net"}, "en/tips/add-ins"},
		{Query{Text: "tables format", Lang: "en"}, "en/tips/add-ins en/tips/vlookup"},
		{Query{Text: "vlokup"}, "en/tips/vlookup"},
		{Query{Text: "the "}, "en/tips/vlookup"},     // stop words are not in the index
		{Query{Text: "drucker "}, "de/tips/drucker"}, // the end of a compound
		{Query{Text: "Aufkleber "}, "de/tips/drucker"},
		{Query{Text: "wer bin ich"}, "de/tips/konto-entsperren"},
		{Query{Text: "xylophon"}, ""},
		{Query{Text: "--"}, ""},
		{Query{Lang: "en"}, "en/tips/add-ins en/tips/vlookup"},
		{Query{Lang: "en", Limit: 1}, "en/tips/add-ins"},
	} {
		answer, err := ix.Search(context.Background(), c.query)
		if err != nil {
			t.Fatal(err)
		}
		var refs []string
		for _, r := range answer.Results {
			refs = append(refs, r.Path)
		}
		if got := strings.Join(refs, " "); got != c.want {
			t.Errorf("%+v finds %q, want %q", c.query, got, c.want)
		}
	}
}

func TestResult(t *testing.T) {
	ix := open(t, build(t, pages))
	answer, err := ix.Search(context.Background(), Query{Text: "Etiketten Größe ", Lang: "de"})
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Results) != 1 || answer.Results[0].Score <= 0 {
		t.Fatalf("answer %+v", answer)
	}
	answer.Results[0].Score = 0
	result := search.Result{
		URL: "/de/tips/drucker/", Path: "de/tips/drucker", Title: "Etikettendrucker einrichten", Kind: "tip", Lang: "de",
		Excerpt:    "Größe der Etiketten wählen: 😀 Größe passt.",
		Marks:      []search.Mark{{Start: 0, Length: 5}, {Start: 10, Length: 9}, {Start: 31, Length: 5}},
		TitleMarks: []search.Mark{{Start: 0, Length: 9}},
	}
	want := &search.Answer{
		Results: []search.Result{result}, Groups: []search.Group{{Kind: "tip", Results: []search.Result{result}}}, Total: 1,
		Facets: search.Facets{
			Kinds:       []search.FacetCount{{ID: "tip", Name: "tip", Count: 1}},
			Apps:        []search.FacetCount{{ID: "zebra", Name: "Zebra", Count: 1}},
			Departments: []search.FacetCount{},
		},
		Suggestions: []string{}, Named: []search.Named{},
	}
	answer.Groups[0].Results[0].Score = 0
	if diff := cmp.Diff(want, answer); diff != "" {
		t.Error(diff)
	}
	units := utf16.Encode([]rune(result.Excerpt))
	if m := answer.Results[0].Marks[2]; string(utf16.Decode(units[m.Start:m.Start+m.Length])) != "Größe" {
		t.Errorf("mark %v is not where the word is", m)
	}
}

// Each facet counts what its own filter leaves out, and only its own.
func TestFacets(t *testing.T) {
	ix := open(t, build(t, pages))
	answer, err := ix.Search(context.Background(), Query{Text: "Einkauf", Kinds: []string{"profile"}, Apps: []string{"sap"}})
	if err != nil {
		t.Fatal(err)
	}
	want := search.Facets{
		Kinds:       []search.FacetCount{{ID: "tip", Name: "tip", Count: 1}},
		Apps:        []search.FacetCount{},
		Departments: []search.FacetCount{},
	}
	if diff := cmp.Diff(want, answer.Facets); diff != "" || answer.Total != 0 {
		t.Error(answer.Total, diff)
	}
	if answer, err = ix.Search(context.Background(), Query{Text: "Einkauf"}); err != nil {
		t.Fatal(err)
	}
	want = search.Facets{
		Kinds:       []search.FacetCount{{ID: "profile", Name: "profile", Count: 1}, {ID: "tip", Name: "tip", Count: 1}},
		Apps:        []search.FacetCount{{ID: "sap", Name: "SAP S/4HANA", Count: 1}},
		Departments: []search.FacetCount{{ID: "einkauf", Name: "Einkauf", Count: 2}},
	}
	if diff := cmp.Diff(want, answer.Facets); diff != "" || answer.Total != 2 {
		t.Error(answer.Total, diff)
	}
}

// What cannot be told apart by score stands with the newest first; the same
// ref counts once.
func TestOrder(t *testing.T) {
	day := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	ix := open(t, build(t, []search.Document{
		{Ref: "a", Lang: "de", URL: "/a/", Title: "Drucker"},
		{Ref: "b", Lang: "de", URL: "/b/", Title: "Drucker", Updated: day},
		{Ref: "c", Lang: "de", URL: "/c/", Title: "Drucker", Updated: day.AddDate(0, 0, 1)},
		{Ref: "d", Lang: "de", URL: "/d/", Title: "Drucker"},
		{Ref: "p", Lang: "de", URL: "/de/p/", Kind: "profile", Title: "Petersen"},
		{Ref: "p", Lang: "nl", URL: "/nl/p/", Kind: "profile", Title: "Petersen"},
	}))
	for text, want := range map[string]string{"drucker": "c b a d", "petersen": "p", "": "a b c d p"} {
		answer, err := ix.Search(context.Background(), Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		var refs []string
		for _, r := range answer.Results {
			refs = append(refs, r.Path)
		}
		if got := strings.Join(refs, " "); got != want || answer.Total != len(refs) {
			t.Errorf("%q: %s, in all %d; want %s", text, got, answer.Total, want)
		}
		if text == "petersen" && answer.Facets.Kinds[0].Count != 1 {
			t.Errorf("%q: %+v", text, answer.Facets)
		}
	}
}

// Whatever people type or paste, there is an answer.
func FuzzSearch(f *testing.F) {
	for _, text := range []string{"Konto", "\xff\xfe", strings.Repeat("ß", 5000), ". .. ++ # -", "İ ΑΣ 😀\u0301", "a\x00b", "x y z w"} {
		f.Add(text, "de", "tip")
	}
	ix := open(f, build(f, pages))
	f.Fuzz(func(t *testing.T, text, lang, kind string) {
		for _, q := range []Query{{Text: text, Lang: "de"}, {Text: text, Explain: true}, {Text: text, Lang: lang, Kinds: []string{kind}}} {
			answer, err := ix.Search(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range answer.Results {
				end := 0
				for _, m := range r.Marks {
					if m.Start < end || m.Length < 1 || m.Start+m.Length > len(utf16.Encode([]rune(r.Excerpt))) {
						t.Errorf("%q: marks %v in %q", text, r.Marks, r.Excerpt)
					}
					end = m.Start + m.Length
				}
			}
		}
	})
}

func TestExplain(t *testing.T) {
	ix := open(t, build(t, pages))
	answer, err := ix.Search(context.Background(), Query{Text: "Schlüsselanwender ettikettendruker einr", Lang: "de", Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	ways := make(map[string]string)
	for _, r := range answer.Results {
		sum := 0.0
		for _, f := range r.Found {
			ways[r.Path] += fmt.Sprintf("%s %s %s %s; ", f.Words, f.How, f.Terms, f.Fields)
			sum += f.Adds
		}
		if math.Abs(sum-r.Score) > 0.001 {
			t.Errorf("%s has the score %v, explained are %v: %+v", r.Path, r.Score, sum, r.Found)
		}
	}
	for path, want := range map[string]string{
		"de/tips/drucker": "ettikettendruker typo [etikettendruck] [title]",
		"de/people/anna":  "schlüsselanwender typo [schlusselanwenderin] [summary]",
	} {
		if !strings.Contains(ways[path], want) {
			t.Errorf("%s is found by %q, want %q", path, ways[path], want)
		}
	}
	if !slices.Contains(answer.Suggestions, "schlüsselanwender etikettendrucker einr") {
		t.Errorf("suggestions %q", answer.Suggestions)
	}
}

func TestEmptyHub(t *testing.T) {
	ix := open(t, build(t, nil))
	for _, q := range []Query{{}, {Text: "konto"}, {Text: "konto", Lang: "de"}} {
		if answer, err := ix.Search(context.Background(), q); err != nil || answer.Total != 0 || len(answer.Results) != 0 {
			t.Errorf("%+v: answer %+v, error %v", q, answer, err)
		}
	}
}

// More documents than a batch has, asked from many goroutines.
func TestManyDocuments(t *testing.T) {
	docs := make([]search.Document, 2*batchSize+10)
	for i := range docs {
		docs[i] = search.Document{Ref: fmt.Sprint(i), Lang: "en", Title: fmt.Sprintf("Form F%d of the office", i)}
	}
	ix := open(t, build(t, docs))
	if n := ix.Len(); n != len(docs) {
		t.Fatalf("%d documents", n)
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			d := docs[i*500]
			answer, err := ix.Search(context.Background(), Query{Text: d.Title, Limit: 3})
			if err != nil || len(answer.Results) != 3 || answer.Results[0].Title != d.Title {
				t.Errorf("%q: answer %+v, error %v", d.Title, answer, err)
			}
		})
	}
	wg.Wait()
}

func BenchmarkSearch(b *testing.B) {
	docs := generated(10_000, 260)
	ix := open(b, build(b, docs))
	for b.Loop() {
		if _, err := ix.Search(context.Background(), Query{Text: docs[4].Title, Lang: "de"}); err != nil {
			b.Fatal(err)
		}
	}
}
