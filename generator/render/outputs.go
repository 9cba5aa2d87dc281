package render

import (
	"maps"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/theme"
)

// produce makes the bytes of a file.
type produce func() ([]byte, diag.List)

// Files are all files that the theme makes of the hub, pages first.
func (r *Renderer) Files() []planned.File {
	var files []planned.File
	for _, lang := range r.hub.Languages {
		files = append(files, r.sites[lang.Code].pageFiles()...)
	}
	for _, lang := range r.hub.Languages {
		s := r.sites[lang.Code]
		files = slices.Concat(files, s.ownFiles(), s.listFiles(), s.moreFiles(), s.peopleFiles(), s.termFiles(), s.searchFiles(), s.offlineFiles())
	}
	return slices.Concat(files, r.rootFiles(), r.aliasFiles(), r.assetFiles(), r.coverFiles(), []planned.File{r.workerFile()})
}

// file is a page at an address. of is the page that was written for it, nil
// where there is none.
func (r *Renderer) file(address string, of *hub.Page, how produce) planned.File {
	return written(planned.Bytes(path.Join(r.hub.Path(address), "index.html"), how), of)
}

// written says that a file shows a page, if there is one.
func written(f planned.File, of *hub.Page) planned.File {
	if of == nil {
		return f
	}
	f.Of, f.At = of.File.Name, of.File.Span(0, 0)
	if slug := of.Meta.Slug.Span; slug.File != nil {
		f.At = slug
	}
	return f
}

// pageFiles are the pages of a language, with what lies beside them.
func (s *site) pageFiles() []planned.File {
	var files []planned.File
	for _, p := range s.lang.Pages {
		files = append(files, s.file(p.URL, p, func() ([]byte, diag.List) { return s.page(p) }))
		for _, more := range s.besides(p) {
			files = append(files, written(planned.Bytes(s.hub.Path(besideURL(p, more.ending)), more.make), p))
		}
	}
	return files
}

// ownFiles are the home page and the pages that the hub makes of its people and
// roles.
func (s *site) ownFiles() []planned.File {
	files := []planned.File{s.file(s.home, s.lang.Home, s.homePage)}
	for _, page := range ownPages {
		if !page.is(s.hub) {
			continue
		}
		files = append(files, s.file(s.ownURL(page.name), textOf(s.lang.Folder(page.name)), func() ([]byte, diag.List) { return page.make(s) }))
	}
	return append(files, s.monthFiles()...)
}

// textOf is what somebody wrote for a folder, nil where there is none.
func textOf(f *hub.Folder) *hub.Page {
	if f == nil {
		return nil
	}
	return f.Index
}

// listFiles are the lists of folders, in parts where they are long.
func (s *site) listFiles() []planned.File {
	var files []planned.File
	for _, f := range s.lang.Folders {
		if f.Path == "" || f.URL == s.view.PeopleURL {
			continue
		}
		first := 1
		if s.ownURL(f.Path) != "" {
			first = 2 // the page itself has the first part
		}
		for number := first; number <= listPages(f); number++ {
			made := s.file(listURL(f, number), f.Index, func() ([]byte, diag.List) { return s.listPage(f, number) })
			if at := placeOf(f); f.Index == nil && at.File != nil {
				made.Of, made.At = dirOf(f, at.File.Name), at
			}
			files = append(files, made)
		}
	}
	return files
}

// dirOf is where a folder's files are, "content/de/tips", seen from one of them.
func dirOf(f *hub.Folder, name string) string {
	for ; name != "."; name = path.Dir(name) {
		if strings.HasSuffix(name, "/"+f.Path) {
			return name
		}
	}
	return ""
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

// peopleFiles are the page where people are found, and what it asks.
func (s *site) peopleFiles() []planned.File {
	if s.view.PeopleURL == "" {
		return nil
	}
	return []planned.File{s.file(s.view.PeopleURL, textOf(s.peopleFolder()), s.peoplePage), planned.Bytes(s.lang.Code+"/people.json", s.peopleJSON)}
}

// termFiles are the pages of apps, departments and tags.
func (s *site) termFiles() []planned.File {
	var files []planned.File
	for _, t := range termTypes {
		files = append(files, s.file(s.home+t.folder+"/", nil, func() ([]byte, diag.List) { return s.termsPage(t.kind, t.folder) }))
		for _, term := range termsOf(s.lang, t.kind) {
			made := s.file(term.URL, nil, func() ([]byte, diag.List) { return s.termPage(term, t.folder) })
			made.At = term.At
			files = append(files, made)
		}
	}
	return files
}

func (s *site) searchFiles() []planned.File {
	return []planned.File{s.file(s.view.SearchURL, nil, func() ([]byte, diag.List) { return s.plain("search", s.view.SearchURL, "search") })}
}

// rootFiles are what lies above the languages.
func (r *Renderer) rootFiles() []planned.File {
	first := r.sites[r.hub.Config.DefaultLang()]
	root := func() ([]byte, diag.List) { return first.plain("languages", r.hub.Base, "languages") }
	if len(r.hub.Languages) == 1 {
		root = func() ([]byte, diag.List) { return first.redirect(first.home, first.view.Title) }
	}
	return []planned.File{
		planned.Bytes("404.html", func() ([]byte, diag.List) { return first.plain("404", first.home, "not_found") }),
		r.file(r.hub.Base, nil, root),
	}
}

// aliasFiles lead from old addresses to new ones.
func (r *Renderer) aliasFiles() []planned.File {
	var files []planned.File
	for _, alias := range r.hub.Aliases {
		s := r.sites[alias.To.Lang]
		name := alias.Path
		if !strings.HasSuffix(strings.ToLower(name), ".html") {
			name += "/index.html"
		}
		made := planned.Bytes(name, func() ([]byte, diag.List) { return s.redirect(alias.To.URL, alias.To.Title) })
		made.Of, made.At = alias.To.File.Name, alias.At
		files = append(files, made)
	}
	return files
}

// assetFiles are the theme's styles, scripts, fonts and icons.
func (r *Renderer) assetFiles() []planned.File {
	var files []planned.File
	diagrams := slices.ContainsFunc(r.hub.Pages, func(p *hub.Page) bool { return p.Doc.Mermaid })
	for _, name := range slices.Sorted(maps.Keys(r.assets.Files)) {
		if strings.HasPrefix(name, "mermaid-") && !diagrams {
			continue // megabytes that nobody would ask for
		}
		file := r.assets.Files[name]
		made := planned.Bytes(theme.AssetsFolder+name, func() ([]byte, diag.List) { return file.Data, nil })
		if made.At = file.From; made.At.File != nil {
			made.Of = made.At.File.Name
		}
		files = append(files, made)
	}
	return files
}
