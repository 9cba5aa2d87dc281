package render

import (
	"cmp"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// Boundary is one side of "who solves what".
type Boundary struct {
	Who   string // "role", "employee", "department", "it", "unsolved"
	Name  string // the words for it; for "role" the role's title
	Items []BoundaryItem
}

// BoundaryItem is something that a side solves.
type BoundaryItem struct {
	Text string
	Lang string // of the text, where it is not the reader's
	See  []Link // what to read about it
}

// WhoSolves is the page of all roles' boundaries.
type WhoSolves struct {
	Sides   []BoundarySide // in the order in which a colleague asks them
	Filters []Filter
}

// BoundarySide is what one side solves; of the side "role" there is one for
// each role.
type BoundarySide struct {
	ID      string // of its part of the page
	Who     string // as in Boundary
	Name    string
	URL     string // of the role; "" for others
	Lang    string // of the name, where that is not the site's
	Entries []BoundaryItem
}

// roleBoundaries are those of one role's page.
func (s *site) roleBoundaries(p rolePage) []Boundary {
	var sides []Boundary
	for _, who := range source.Sides {
		side := Boundary{Who: who, Name: s.sideName(who, p.Page)}
		for _, b := range p.Own.Boundaries {
			if b.Side == who {
				side.Items = append(side.Items, BoundaryItem{Text: b.Text, See: s.links(b.See)})
			}
		}
		if len(side.Items) > 0 {
			sides = append(sides, side)
		}
	}
	return sides
}

// sideName is who stands on a side of "who solves what"; role is the page of
// the role whose side it is.
func (s *site) sideName(who string, role *hub.Page) string {
	if who == "role" {
		return role.Title
	}
	return s.word("boundary_" + who)
}

// solvesMost is how much of what IT solves is told where the way to IT stands.
const solvesMost = 6

// leadToIT says in the site's view where IT is asked, and for what.
func (s *site) leadToIT() {
	v := s.view
	v.IT = s.ticket(blanks{title: v.Title, address: s.home})
	v.ITSearch = s.ticket(blanks{title: "{query}", address: v.SearchURL, text: "{query}"})
	for _, group := range s.hub.Boundaries(s.lang) {
		if group.Side != "it" {
			continue
		}
		v.ITAbout = v.BoundariesURL + "#" + sideID(group)
		for _, entry := range group.Entries {
			if entry.Lang == s.lang.Code && len(v.ITSolves) < solvesMost {
				v.ITSolves = append(v.ITSolves, entry.Text)
			}
		}
	}
	v.ITURL = cmp.Or(v.IT.URL, v.ITAbout)
}

// sideID is the id of a side's part of the page.
func sideID(group hub.BoundaryGroup) string {
	if group.Role != nil {
		return "_" + group.Side + "-" + group.Role.ID
	}
	return "_" + group.Side
}

// boundariesPage renders who solves what, as all roles say.
func (s *site) boundariesPage() ([]byte, diag.List) {
	v := s.newOwnView("boundaries")
	page := &WhoSolves{}
	var c counter
	n := 0
	for _, group := range s.hub.Boundaries(s.lang) {
		side := BoundarySide{ID: sideID(group), Who: group.Side}
		if group.Role != nil {
			page := group.Role.In(s.lang.Code)
			side.URL, side.Lang, side.Name = page.URL, s.foreign(page.Lang), s.sideName(group.Side, page)
		} else {
			side.Name = s.sideName(group.Side, nil)
		}
		for _, entry := range group.Entries {
			out := BoundaryItem{Text: entry.Text, See: s.links(entry.See)}
			if entry.Lang != s.lang.Code {
				out.Lang = entry.Lang
			}
			side.Entries = append(side.Entries, out)
			c.add(Term{Type: "who", ID: group.Side, Name: s.word("boundary_" + group.Side)})
			n++
		}
		page.Sides = append(page.Sides, side)
	}
	page.Filters = c.filters(s, n, filterType{name: "who", order: source.Sides})
	v.Who = page
	return s.execute(v)
}
