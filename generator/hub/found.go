package hub

// IsFound reports whether the search finds the page.
func (p *Page) IsFound() bool {
	return p.Kind.Searched && (p.Meta.Search == nil || *p.Meta.Search)
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
