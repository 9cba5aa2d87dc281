package bleveindex

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"ankerplatz/search"
	"ankerplatz/search/ranking"
)

// TestNamed asks for apps and departments by name, in the ways in which people
// write them, and for more than the name.
func TestNamed(t *testing.T) {
	bi := search.Facet{ID: "pbi", Name: "Power BI (charts)", URL: "/apps/pbi/", Pages: 3}
	work := search.Facet{ID: "when", Name: "When I Work", URL: "/apps/when/"}
	it := search.Facet{ID: "it", Name: "IT", URL: "/departments/it/"}
	books := search.Facet{ID: "books", Name: "Accounts", URL: "/departments/books/"}
	bare := search.Facet{ID: "bare", Name: "Bare"}
	docs := []search.Document{
		{Ref: "a", Lang: "en", Title: "Charts", Apps: []search.Facet{bi, work, bare}, Departments: []search.Facet{books}},
		{Ref: "b", Lang: "en", Title: "Shifts", Apps: []search.Facet{work}, Departments: []search.Facet{it}},
		{Ref: "c", Lang: "de", Title: "Berichte", Apps: []search.Facet{{ID: "pbi", Name: "Power-BI", URL: "/de/apps/pbi/"}}},
	}
	ix := open(t, build(t, docs))
	ask := func(lang, question string) string {
		answer, err := ix.Search(context.Background(), Query{Text: question, Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		var urls []string
		for _, n := range answer.Named {
			urls = append(urls, fmt.Sprint(n.Dimension, n.URL, n.Pages))
		}
		return strings.Join(urls, " ")
	}
	for question, want := range map[string]string{
		"Power BI": "apps/apps/pbi/3", "powerbi": "apps/apps/pbi/3", "what is power-bi?": "apps/apps/pbi/3", "PBI": "apps/apps/pbi/3",
		"When I Work": "apps/apps/when/0", "IT": "departments/departments/it/0", "who is IT": "departments/departments/it/0",
		"accounts": "departments/departments/books/0", "account": "departments/departments/books/0",
		"power bi charts": "apps/apps/pbi/3", "power bi shifts": "", "power": "", "bare": "", "": "", "?!": "", "it is": "",
	} {
		if got := ask("en", question); got != want {
			t.Errorf("%q names %q, want %q", question, got, want)
		}
	}
	if got := ask("", "Power BI"); got != "apps/de/apps/pbi/0" {
		t.Errorf("of all languages %q is named", got)
	}
	if got := ask("en", "who knows Power BI"); got != "apps/apps/pbi/3" {
		t.Errorf("a question whom nobody answers names %q", got)
	}
	ix.Publish(map[string]bool{docs[1].Sum(): true})
	if named, left := ask("en", "power bi"), ask("en", "when i work"); named != "" || left == "" {
		t.Errorf("of a site that withdrew a page %q is named, and %q", named, left)
	}
}

// TestNamedByWho: where people answer who knows an app, the app is not what is asked
// for.
func TestNamedByWho(t *testing.T) {
	rules := ranking.Standard
	rules.Asked = map[string][]string{"who": {"profile"}}
	bi := []search.Facet{{ID: "pbi", Name: "Power BI", URL: "/apps/pbi/"}}
	dir := filepath.Join(t.TempDir(), "index")
	err := Build(context.Background(), dir, []search.Document{
		{Ref: "a", Lang: "en", Kind: "tip", Title: "Charts", Apps: bi},
		{Ref: "b", Lang: "en", Kind: "profile", Title: "Lars Nielsen", Apps: bi},
	}, Options{Options: ranking.Options{Rules: &rules}})
	if err != nil {
		t.Fatal(err)
	}
	ix := open(t, dir)
	for question, want := range map[string]int{"power bi": 1, "what is power bi": 1, "who knows power bi": 0} {
		answer, err := ix.Search(context.Background(), Query{Text: question, Lang: "en"})
		if err != nil || len(answer.Named) != want {
			t.Errorf("%q names %v, want %d; %v", question, answer.Named, want, err)
		}
	}
}
