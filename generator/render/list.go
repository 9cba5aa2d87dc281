package render

import (
	"html/template"
	"strconv"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
)

// cardsPerPage is how many cards a list has; longer ones are cut into several
// pages.
const cardsPerPage = 400

// List is the page of a folder.
type List struct {
	Kind    Kind          // of most of its pages
	Content template.HTML // text of _index.md
	Cards   []Card        // all of them: filters work without a server
	Folders []Link        // folders below it
	Pager   []PagerLink   // the parts of a list that is too long for one page; empty for others
	Filters []Filter
}

// PagerLink is a part of a long list.
type PagerLink struct {
	Number  int
	URL     string
	Current bool
}

// listPages says into how many pages a folder's list is cut.
func listPages(f *hub.Folder) int {
	return max(1, (len(f.Pages)+cardsPerPage-1)/cardsPerPage)
}

func listURL(f *hub.Folder, number int) string {
	if number == 1 {
		return f.URL
	}
	return f.URL + "page/" + strconv.Itoa(number) + "/"
}

// listPage renders a part (from 1) of a folder's list.
func (s *site) listPage(f *hub.Folder, number int) ([]byte, diag.List) {
	v := s.newView("list", s.folderTitle(f), listURL(f, number))
	v.Breadcrumbs = s.crumbs(f.Parent)
	s.languages(v, func(lang *hub.Language) string {
		if other := lang.Folder(f.Path); other != nil {
			return other.URL
		}
		return ""
	})
	v.List = s.list(f, number)
	if f.Index != nil {
		v.Summary = f.Index.Summary
	}
	return s.execute(v)
}

// list is a part (from 1) of what lies in a folder.
func (s *site) list(f *hub.Folder, number int) *List {
	from := (number - 1) * cardsPerPage
	list := &List{Kind: s.kinds[f.Kind], Cards: s.cardsOf(f.Pages[from:min(from+cardsPerPage, len(f.Pages))])}
	if f.Index != nil {
		list.Content = s.indexText(f.Index)
	}
	for _, below := range f.Folders {
		list.Folders = append(list.Folders, Link{Title: s.folderTitle(below), URL: below.URL})
	}
	if n := listPages(f); n > 1 {
		for i := 1; i <= n; i++ {
			list.Pager = append(list.Pager, PagerLink{Number: i, URL: listURL(f, i), Current: i == number})
		}
	}
	var c counter
	for _, card := range list.Cards {
		c.terms(card.Apps)
		c.terms(card.Departments)
		c.terms(card.Tags)
		for _, fact := range card.Facts {
			c.add(Term{Type: fact.Filter, ID: fact.Value, Name: fact.Text})
		}
	}
	list.Filters = c.filters(s, len(list.Cards), listFilters()...)
	return list
}
