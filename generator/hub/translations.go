package hub

import (
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// Versions are one page, person or role in all languages that have it.
type Versions struct {
	Pages map[string]*Page // by language
	Main  *Page            // the one that stands in where a language has none: see config.Site.StandIns
}

// In returns the page for readers of a language: theirs, else the one that
// stands in.
func (v *Versions) In(lang string) *Page {
	if page := v.Pages[lang]; page != nil {
		return page
	}
	return v.Main
}

// titles are those of all languages, in no order.
func (v *Versions) titles() (all []string) {
	for _, page := range v.Pages {
		all = append(all, page.Title)
	}
	return all
}

// versionsOf says which of the pages, one at least, stands in for the others.
func (t *task) versionsOf(pages map[string]*Page) *Versions {
	for _, lang := range t.standIns {
		if page := pages[lang]; page != nil {
			return &Versions{pages, page}
		}
	}
	return &Versions{Pages: pages}
}

// translated also knows which pages are one in several languages.
type translated struct {
	*published
	versions map[*Page]*Versions
	behind   map[*Page]*Older // translations that are older than what they are of
}

// ties tells which pages are one in several languages, those of the same path
// and those of the same key: they have the same answer.
func ties(pages []*source.Page) func(*source.Page) string {
	parent := map[string]string{}
	var find func(key string) string
	find = func(key string) string {
		above, ok := parent[key]
		if !ok || above == key {
			parent[key] = key
			return key
		}
		root := find(above)
		parent[key] = root
		return root
	}
	pathKey := func(page *source.Page) string {
		return "path:" + strings.TrimPrefix(canonical(page.ID), page.Lang+"/")
	}
	for _, page := range pages {
		if key := page.Meta.Translation.Value; key != "" {
			parent[find(pathKey(page))] = find("key:" + key)
		}
	}
	return func(page *source.Page) string { return find(pathKey(page)) }
}

// tie ties the pages that are one in several languages.
func (p *published) tie() *translated {
	pages := make([]*source.Page, len(p.pages))
	for i, page := range p.pages {
		pages[i] = page.Page
	}
	tied := ties(pages)
	groups, alone := map[string]map[string]*Page{}, map[*Page]bool{}
	for _, page := range p.pages {
		root := tied(page.Page)
		if groups[root] == nil {
			groups[root] = map[string]*Page{}
		}
		if twin := groups[root][page.Lang]; twin != nil {
			at := page.Meta.Translation.Span
			if at.File == nil {
				at = page.File.Span(0, 0)
			}
			p.tell(at, diag.DuplicateTranslation, diag.Say("two pages in one language are tied as translations: this one and %s", twin.Path),
				diag.Say("give one of them another translation: key"))
			alone[page] = true
			continue
		}
		groups[root][page.Lang] = page
	}
	t := &translated{published: p, versions: make(map[*Page]*Versions, len(p.pages))}
	for _, pages := range groups {
		one := p.versionsOf(pages)
		for _, page := range pages {
			t.versions[page] = one
		}
	}
	for page := range alone {
		t.versions[page] = p.versionsOf(map[string]*Page{page.Lang: page})
	}
	t.behind = t.older()
	return t
}
