package hub

import (
	"path"
	"slices"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// readmes puts aside the README.md of folders that have another page of their
// own: index.md, _index.md, or a README.md that comes before it.
func (t *task) readmes(all []Parsed) (pages []Parsed, aside []*Page) {
	page := map[string]string{}
	for _, parsed := range all {
		if src := parsed.Source; src.IsIndexFile() && (page[src.Dir()] == "" || !src.Readme) {
			page[src.Dir()] = path.Base(src.Path)
		}
	}
	pages = slices.DeleteFunc(all, func(parsed Parsed) bool {
		src := parsed.Source
		name, first := path.Base(src.Path), page[src.Dir()]
		if !src.Readme || name == first {
			return false
		}
		aside = append(aside, &Page{Page: src, Doc: parsed.Doc, Own: Nothing{}})
		t.tell(src.File.Span(0, 0), diag.Withheld, diag.Say("is not published: the page of this folder is %s", first), diag.Say("join the two, or give this one another name"))
		return true
	})
	return pages, aside
}

// withheldBelow are the folders whose texts withhold something of the pages
// below them.
func withheldBelow(all []Parsed) map[string]source.Held {
	below := map[string]source.Held{}
	for _, parsed := range all {
		if h := parsed.Source.Below; h != (source.Held{}) {
			below[parsed.Source.Dir()] = h
		}
	}
	return below
}

// handedDown returns the page with what the texts of the folders above it
// withhold.
func handedDown(src *source.Page, below map[string]source.Held) *source.Page {
	if len(below) == 0 {
		return src
	}
	page, dir := *src, src.Dir()
	for own := src.IsIndexFile(); ; dir, own = path.Dir(dir), false {
		if !own {
			below[dir].Onto(&page.Meta)
		}
		if dir == "." {
			return &page
		}
	}
}
