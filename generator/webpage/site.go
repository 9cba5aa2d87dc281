package webpage

import (
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/search"
)

// Options say what pages don't.
type Options struct {
	Base string // path of the site's address, "/" or "/docs/"
	Lang string // of pages that don't name theirs; "": that of all others, if it is one
}

// Site is what can be found of a site.
type Site struct {
	Documents []search.Document            // in the order of the pages
	Languages []string                     // of these, that with most of them first
	Titles    map[string]string            // of the site, by language
	Kinds     map[string]map[string]string // by language and id, as pages write them
	Left      map[Reason]int               // pages that are left out
	Assumed   int                          // pages that don't name their language
	Fallback  string                       // which these are taken for
	Empty     []string                     // paths of pages without a text
	Problems  diag.List
}

// NoLanguageError says that a page names no language, and nothing else does.
type NoLanguageError struct{ Path string }

func (e *NoLanguageError) Error() string {
	return e.Path + ` doesn't say in which language it is: have its generator write that, as in <html lang="de">, or name the language of all pages that don't say theirs with --lang`
}

// NewSite makes documents of the pages of a site, which it changes. Its error is
// a [*NoLanguageError].
func NewSite(pages []*Page, opt Options) (*Site, error) {
	s := &Site{Titles: map[string]string{}, Kinds: map[string]map[string]string{}, Left: map[Reason]int{}}
	marked := slices.ContainsFunc(pages, func(p *Page) bool { return p.marked })
	pages = slices.DeleteFunc(slices.Clone(pages), func(p *Page) bool {
		if p.Left == "" && marked && !p.marked {
			p.Left = Unmarked
		}
		if p.Left != "" {
			s.Left[p.Left]++
		}
		return p.Left != ""
	})
	if err := s.speak(pages, opt.Lang); err != nil {
		return nil, err
	}
	for _, lang := range s.Languages {
		s.name(lang, slices.DeleteFunc(slices.Clone(pages), func(p *Page) bool { return p.doc.Lang != lang }))
	}
	for _, p := range pages {
		p.doc.Ref = p.Path
		p.doc.URL = address(opt.Base, p.Path)
		if s.Kinds[p.doc.Lang][p.doc.Kind] == "" && p.kind != "" {
			s.Kinds[p.doc.Lang][p.doc.Kind] = p.kind
		}
		if len(p.doc.Sections) == 0 {
			s.Empty = append(s.Empty, p.Path)
		}
	}
	pair(pages)
	for _, p := range pages {
		s.Documents = append(s.Documents, p.doc)
	}
	return s, nil
}

// Tell adds to a list what is wrong with the file of a page.
func Tell(list *diag.List, name string, message diag.Text, hint diag.Text) {
	list.Add(diag.NewFile(name, nil).Span(0, 0), diag.BadWebPage, message, hint)
}

// speak gives each page a language.
func (s *Site) speak(pages []*Page, fallback string) error {
	counts := map[string]int{}
	for _, p := range pages {
		counts[p.doc.Lang]++
	}
	s.Assumed = counts[""]
	delete(counts, "")
	if fallback == "" && len(counts) == 1 {
		fallback = slices.Collect(maps.Keys(counts))[0]
	}
	s.Fallback = fallback
	for _, p := range pages {
		if p.doc.Lang != "" {
			continue
		}
		if fallback == "" {
			return &NoLanguageError{p.Path}
		}
		p.doc.Lang = fallback
		counts[fallback]++
	}
	for lang := range counts {
		s.Languages = append(s.Languages, lang)
	}
	slices.SortFunc(s.Languages, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	return nil
}

// name gives the pages of a language their titles, without the name of the site
// that most titles of windows end or begin with.
func (s *Site) name(lang string, pages []*Page) {
	s.Kinds[lang] = map[string]string{}
	shared := sharedName(pages)
	home := pages[0]
	for _, p := range pages {
		d := &p.doc
		if d.Title == "" {
			d.Title = p.windowed
		}
		d.Title = shared.without(d.Title)
		if d.Title == "" {
			d.Title = strings.TrimSuffix(path.Base(p.Path), path.Ext(p.Path))
			Tell(&s.Problems, p.Path, diag.Say("the page has no title, so it is called %q", d.Title), diag.Say("give it a heading, <h1>, or a <title>"))
		}
		s.Titles[lang] = firstOf(s.Titles[lang], p.site)
		if strings.Count(p.Path, "/") < strings.Count(home.Path, "/") {
			home = p
		}
	}
	s.Titles[lang] = firstOf(s.Titles[lang], shared.name, home.doc.Title)
}

// siteName is what titles of windows have beside those of pages.
type siteName struct {
	name          string
	before, after string // with what parts it from the page's title
}

// partings stand between the title of a page and the name of its site.
var partings = []string{" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", " • ", ": "}

// sharedName finds what more than half of the titles begin or end with.
func sharedName(pages []*Page) siteName {
	counts := map[siteName]int{}
	for _, p := range pages {
		for _, parting := range partings {
			if i := strings.LastIndex(p.windowed, parting); i > 0 {
				counts[siteName{name: p.windowed[i+len(parting):], after: p.windowed[i:]}]++
			}
			if i := strings.Index(p.windowed, parting); i > 0 {
				counts[siteName{name: p.windowed[:i], before: p.windowed[:i+len(parting)]}]++
			}
		}
	}
	best, most := siteName{}, max(1, len(pages)/2)
	for name, n := range counts {
		if n > most || n == most && best.name != "" && name.before+name.after < best.before+best.after {
			best, most = name, n
		}
	}
	return best
}

func (n siteName) without(title string) string {
	return firstOf(strings.TrimSuffix(strings.TrimPrefix(title, n.before), n.after), title)
}

// address is the address of a file, of a folder's index that of the folder.
func address(base, file string) string {
	if name := path.Base(file); strings.EqualFold(name, "index.html") || strings.EqualFold(name, "index.htm") {
		file = file[:len(file)-len(name)]
	}
	return (&url.URL{Path: base + file}).EscapedPath()
}

// pair finds out which pages are one in several languages: those that name one
// another, or else those whose paths are the same but for the language. Where two
// pages of a language would be one, they are none of these.
func pair(pages []*Page) {
	type claim struct{ place, lang string }
	named, placed := map[claim]int{}, map[claim]int{}
	others := make([][]string, len(pages))
	for i, p := range pages {
		others[i] = p.others()
		for _, place := range others[i] {
			named[claim{place, p.doc.Lang}]++
		}
		placed[claim{p.place(), p.doc.Lang}]++
	}
	for i, p := range pages {
		alone := func(place string) bool { return named[claim{place, p.doc.Lang}] == 1 }
		switch {
		case len(others[i]) > 1 && !slices.ContainsFunc(others[i], func(place string) bool { return !alone(place) }):
			p.doc.Page = others[i][0]
		case placed[claim{p.place(), p.doc.Lang}] == 1:
			p.doc.Page = p.place()
		}
	}
}

// others are the addresses of a page and of what it names as its versions in
// other languages, in order.
func (p *Page) others() []string {
	own, err := url.Parse(p.doc.URL)
	if err != nil {
		return nil // it is written by URL.EscapedPath
	}
	all := []string{own.Path}
	for _, href := range p.alternates {
		if u, err := own.Parse(href); err == nil {
			all = append(all, u.Path)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// place is the path of a page without its language.
func (p *Page) place() string {
	if first, rest, _ := strings.Cut(p.Path, "/"); Lang(first) == p.doc.Lang {
		return rest
	}
	return p.Path
}
