package generator

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"strings"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/insights"
	"ankerplatz/generator/words"
)

// readInsights reads the file with what readers look for that site.yaml names.
// Without one, or where it can't be used, there are no insights.
func readInsights(folder fs.FS, site *config.Site) (*insights.Insights, diag.List) {
	var list diag.List
	at := site.Insights
	if at.Value == "" {
		return nil, nil
	}
	data, err := readBounded(folder, at.Value, insights.LargestFile)
	if errors.Is(err, fs.ErrNotExist) {
		list.Add(at.Span, diag.BadInsights, diag.Say("there is no file %q in the hub's folder", at.Value), diag.Say("write it with: ankerplatz insights LOG --out FOLDER"))
		return nil, list
	}
	var found *insights.Insights
	if err == nil {
		found, err = insights.Load(data)
	}
	if err != nil {
		list.Add(at.Span, diag.BadInsights, diag.Say("%q can't be used: %v", at.Value, err), diag.Say("write it anew with: ankerplatz insights LOG --out FOLDER"))
		return nil, list
	}
	return found, nil
}

// readBounded reads a file, but not much more of it than most bytes.
func readBounded(folder fs.FS, name string, most int64) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no file")
	}
	if err != nil {
		return nil, err
	}
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most+1))
}

// Words are a language's, or the default language's where code is "".
func (s *Site) Words(code string) *words.Language {
	return s.hub.Words.In(cmp.Or(code, s.config.DefaultLang()))
}

// Readers is what insights want to know of the hub.
func (s *Site) Readers() *insights.Hub {
	h := &insights.Hub{
		Base: s.hub.Base, Pages: map[string]*insights.Page{}, Languages: map[string]bool{}, Synonyms: s.config.Search.Synonyms,
	}
	below := func(address string) string { return "/" + strings.TrimPrefix(address, s.hub.Base) }
	for _, lang := range s.hub.Languages {
		h.Languages[lang.Code] = true
		for _, f := range lang.Folders {
			h.Pages[below(f.URL)] = &insights.Page{Title: f.Name(), Lang: lang.Code}
		}
	}
	for _, p := range s.hub.Pages {
		page := &insights.Page{Title: p.Title, Lang: p.Lang, Person: p.Person() != nil, Written: true}
		if !p.Created.IsZero() {
			page.Since = p.Created.Unix() / secondsADay
		}
		for _, app := range p.Apps {
			page.Apps = append(page.Apps, app.Name)
		}
		h.Pages[below(p.URL)] = page
	}
	for _, p := range s.hub.People {
		for _, page := range p.Pages {
			h.Persons = append(h.Persons, page.Title)
		}
	}
	h.Ready()
	return h
}

const secondsADay = 24 * 60 * 60
