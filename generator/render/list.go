package render

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// cardsPerPage is how many cards a list has; longer ones are cut into several
// pages.
const cardsPerPage = 400

// List is the page of a folder.
type List struct {
	Kind     Kind          // of most of its pages
	Content  template.HTML // text of _index.md
	Cards    []Card        // all of them: filters work without a server
	Folders  []Link        // folders below it
	Begin    *Link         // where a page of the kind is begun in the browser; nil without repository.new
	Pager    []PagerLink   // the parts of a list that is too long for one page; empty for others
	Filters  []Filter
	Groups   []StateGroup // the cards by their state, where the folder's kind has states: a board
	Audience string       // the names of those whom the folder is for, where not everybody may see it
	Own      any          // what the layout list-<kind> shows; nil for others
}

// StateGroup are cards of one state.
type StateGroup struct {
	State, Title string // "" of pages of other kinds
	Closed       bool   // nothing more is expected of them
	Cards        []Card
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

// listPage renders a part (from 1) of a folder's list. What a kind has to show of
// its own stands in the first; the others are plain.
func (s *site) listPage(f *hub.Folder, number int) ([]byte, diag.List) {
	layout := "list"
	if own := "list-" + f.Kind.Name; s.theme.File("layouts/"+own+".html") != nil && (number == 1 || views[f.Kind].list == nil) {
		layout = own
	}
	v := s.newView(layout, s.folderTitle(f), listURL(f, number))
	v.Breadcrumbs = s.crumbs(f.Parent)
	s.languages(v, func(lang *hub.Language) string {
		if other := lang.Folder(f.Path); other != nil {
			return other.URL
		}
		return ""
	})
	v.List = s.list(f, number)
	s.covered(v, s.folderCover(f))
	if f.Index != nil {
		v.Summary, v.List.Audience = f.Index.Summary, s.audience(f.Index)
	}
	return s.execute(v)
}

// list is a part (from 1) of what lies in a folder.
func (s *site) list(f *hub.Folder, number int) *List {
	from := (number - 1) * cardsPerPage
	pages := s.listed[f][from:min(from+cardsPerPage, len(f.Pages))]
	list := &List{Kind: s.kinds[f.Kind], Cards: s.cardsOf(pages), Groups: s.stateGroups(f.Kind, pages), Begin: s.begin(f)}
	if own := views[f.Kind].list; own != nil && number == 1 {
		list.Own = own(s, f, pages)
	}
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
	list.Filters = c.filters(s, len(list.Cards), listFilters(f.Kind)...)
	return list
}

// inOrder are the pages of a folder as its list has them: as their kind sorts
// them where it has states, those of other kinds last; else as the folder does.
func inOrder(f *hub.Folder) []*hub.Page {
	if len(f.Kind.States) == 0 {
		return f.Pages
	}
	var own, others []*hub.Page
	for _, p := range f.Pages {
		if p.Kind == f.Kind {
			own = append(own, p)
		} else {
			others = append(others, p)
		}
	}
	own = slices.Clone(hub.InOrder(f.Kind, own))
	slices.SortStableFunc(own, hub.CompareStates)
	return append(own, others...)
}

// stateGroups are the pages of a kind by their state, in the board's order with
// those of other kinds and then the closed ones last; nil for a kind without
// states.
func (s *site) stateGroups(k *source.Kind, pages []*hub.Page) []StateGroup {
	var groups []StateGroup
	for _, state := range k.States {
		group := StateGroup{State: state.Name, Title: s.stateName(k, state), Closed: state.Closed}
		for _, p := range pages {
			if has, _ := p.State(); p.Kind == k && has == state {
				group.Cards = append(group.Cards, s.card(p))
			}
		}
		if len(group.Cards) > 0 {
			groups = append(groups, group)
		}
	}
	others := slices.DeleteFunc(slices.Clone(pages), func(p *hub.Page) bool { return p.Kind == k })
	if len(groups) > 0 && len(others) > 0 {
		groups = append(groups, StateGroup{Cards: s.cardsOf(others)})
	}
	slices.SortStableFunc(groups, func(a, b StateGroup) int { return cmp.Compare(b2i(a.Closed), b2i(b.Closed)) })
	return groups
}
