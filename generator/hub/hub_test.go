package hub

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// now is the day on which the tests happen.
var now = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

// read reads a site that is written as an archive of its files.
func read(t *testing.T, archive string) Input {
	t.Helper()
	site := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		site[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	in := Input{Now: now}
	var list diag.List
	if in.Config, list = config.Load(site); len(list) > 0 {
		t.Fatal(list)
	}
	if in.Words, list = words.Load(nil, in.Config.LangCodes()); len(list) > 0 {
		t.Fatal(list)
	}
	opt := source.Options{Languages: in.Config.LangCodes(), PageBytes: 1 << 20, FileBytes: 1 << 20}
	pages, files, list, err := source.Walk(site, opt)
	if err != nil || len(list) > 0 {
		t.Fatal(err, list)
	}
	for _, entry := range pages {
		page, list := source.Read(site, entry, opt)
		if page == nil {
			t.Fatal(list)
		}
		parsed, _ := Parse(page, markdown.New(markdown.Options{Language: in.Words.In(page.Lang)}))
		in.Pages = append(in.Pages, parsed)
	}
	for _, entry := range files {
		asset, _ := source.Inspect(site, entry, opt)
		in.Assets = append(in.Assets, asset)
	}
	return in
}

// page is the page with that ID.
func (h *Hub) page(t *testing.T, id string) *Page {
	t.Helper()
	i := slices.IndexFunc(h.Pages, func(p *Page) bool { return p.ID == id })
	if i < 0 {
		t.Fatalf("there is no page %s", id)
	}
	return h.Pages[i]
}

// said is a line for each thing that is told: "de/tips/a.md:3 broken-link".
func said(list diag.List) string {
	lines := make([]string, len(list))
	for i, d := range list {
		lines[i] = fmt.Sprintf("%s:%d %s", strings.TrimPrefix(d.Span.File.Name, "content/"), d.Span.File.Position(d.Span.Start).Line, d.Code)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// same compares words.
func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// ids are those of pages, people or terms, in one line.
func ids[T any](all []T, id func(T) string) string {
	texts := make([]string, len(all))
	for i, one := range all {
		texts[i] = id(one)
	}
	return strings.Join(texts, " ")
}

func pageIDs(pages []*Page) string      { return ids(pages, func(p *Page) string { return p.ID }) }
func personIDs(people []*Person) string { return ids(people, func(p *Person) string { return p.ID }) }
func termIDs(terms []*Term) string      { return ids(terms, func(t *Term) string { return t.ID }) }
