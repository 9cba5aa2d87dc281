package hub

import "slices"

// IsFound reports whether the search finds the page.
func (p *Page) IsFound() bool {
	return p.Kind.Searched && (p.Meta.Search == nil || *p.Meta.Search)
}

// SearchWeight is what a page counts for in the search, beside others: what it
// says, or else the nearest of the folders that it lies in.
func (h *Hub) SearchWeight(p *Page) float64 {
	if p.Meta.SearchWeight != nil {
		return *p.Meta.SearchWeight
	}
	own := h.Languages[slices.IndexFunc(h.Languages, func(l *Language) bool { return l.Code == p.Lang })]
	for f := own.Folder(p.Folder); f != nil; f = f.Parent {
		if f.Index != nil && f.Index.Meta.SearchWeight != nil {
			return *f.Index.Meta.SearchWeight
		}
	}
	return 1
}

// Found are the pages that readers of a language find: its own, with the texts
// of folders, and everybody's profile, for colleagues are found whatever one
// reads.
func (h *Hub) Found(lang *Language) []*Page {
	var pages []*Page
	for _, p := range h.Pages {
		if p.Lang == lang.Code && p.Person() == nil && (!p.Index || !p.Doc.Empty) && p.IsFound() {
			pages = append(pages, p)
		}
	}
	for _, person := range h.People {
		if page := person.In(lang.Code); !person.Left && page.IsFound() {
			pages = append(pages, page)
		}
	}
	return pages
}
