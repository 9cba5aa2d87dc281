package render

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/theme"
)

// Output is a file of the site that can be made at any time, by any
// goroutine.
type Output struct {
	Path string    // below the output folder
	Of   *hub.Page // the page that it shows; nil for lists, assets and the like
	At   diag.Span // what asks for it, where that is not the page; the zero Span else
	Make func() ([]byte, diag.List)
}

func unescape(p string) string {
	if plain, err := url.PathUnescape(p); err == nil {
		return plain
	}
	return p
}

// placeOf is the place of messages about a folder: a file in it.
func placeOf(f *hub.Folder) diag.Span {
	if len(f.Pages) > 0 {
		return f.Pages[0].File.Span(0, 0)
	}
	for _, below := range f.Folders {
		if at := placeOf(below); at.File != nil {
			return at
		}
	}
	return diag.Span{}
}

// Outputs are all files that the theme makes of the hub, pages first.
func (r *Renderer) Outputs() []Output {
	var outputs []Output
	add := func(address string, of *hub.Page, produce func() ([]byte, diag.List)) *Output {
		outputs = append(outputs, Output{Path: r.outputPath(address), Of: of, Make: produce})
		return &outputs[len(outputs)-1]
	}
	for _, lang := range r.hub.Languages {
		s := r.sites[lang.Code]
		for _, p := range lang.Pages {
			add(p.URL, p, func() ([]byte, diag.List) { return s.page(p) })
			if p.Profile() != nil && !p.Person().Left {
				outputs = append(outputs, Output{Path: unescape(strings.TrimPrefix(vcardURL(p), r.hub.Base)), Of: p, Make: func() ([]byte, diag.List) { return s.vcard(p) }})
			}
		}
	}
	for _, lang := range r.hub.Languages {
		s := r.sites[lang.Code]
		add(s.home, lang.Home, s.homePage)
		own := s.ownPages()
		for _, folder := range slices.Sorted(maps.Keys(own)) {
			var text *hub.Page
			if f := lang.Folder(folder); f != nil {
				text = f.Index
			}
			add(s.home+folder+"/", text, own[folder])
		}
		for _, f := range lang.Folders {
			if f.Path == "" || f.Path == "people" && s.view.PeopleURL != "" {
				continue
			}
			first := 1
			if own[f.Path] != nil {
				first = 2 // the page itself has the first part
			}
			for number := first; number <= listPages(f); number++ {
				made := add(listURL(f, number), f.Index, func() ([]byte, diag.List) { return s.listPage(f, number) })
				if f.Index == nil {
					made.At = placeOf(f)
				}
			}
		}
		if s.view.PeopleURL != "" {
			add(s.view.PeopleURL, nil, s.peoplePage)
			outputs = append(outputs, Output{Path: lang.Code + "/people.json", Make: s.peopleJSON})
		}
		for _, t := range termTypes {
			add(s.home+t.folder+"/", nil, func() ([]byte, diag.List) { return s.termsPage(t.kind, t.folder) })
			for _, term := range termsOf(lang, t.kind) {
				add(term.URL, nil, func() ([]byte, diag.List) { return s.termPage(term, t.folder) }).At = term.At
			}
		}
		add(s.view.SearchURL, nil, func() ([]byte, diag.List) { return s.plain("search", s.view.SearchURL, "search") })
	}
	first := r.sites[r.hub.Config.DefaultLang()]
	outputs = append(outputs, Output{Path: "404.html", Make: func() ([]byte, diag.List) { return first.plain("404", first.home, "not_found") }})
	if len(r.hub.Languages) == 1 {
		add(r.hub.Base, nil, func() ([]byte, diag.List) { return first.redirect(first.home, first.view.Title) })
	} else {
		add(r.hub.Base, nil, func() ([]byte, diag.List) { return first.plain("languages", r.hub.Base, "languages") })
	}
	for _, alias := range r.hub.Aliases {
		s := r.sites[alias.To.Lang]
		file := alias.Path
		if !strings.HasSuffix(strings.ToLower(file), ".html") {
			file += "/index.html"
		}
		outputs = append(outputs, Output{Path: file, Of: alias.To, At: alias.At, Make: func() ([]byte, diag.List) {
			return s.redirect(alias.To.URL, alias.To.Title)
		}})
	}
	diagrams := slices.ContainsFunc(r.hub.Pages, func(p *hub.Page) bool { return p.Doc.Mermaid })
	for _, name := range slices.Sorted(maps.Keys(r.assets.Files)) {
		if strings.HasPrefix(name, "mermaid-") && !diagrams {
			continue // megabytes that nobody would ask for
		}
		file := r.assets.Files[name]
		outputs = append(outputs, Output{Path: theme.AssetsFolder + name, At: file.From, Make: func() ([]byte, diag.List) { return file.Data, nil }})
	}
	return outputs
}
