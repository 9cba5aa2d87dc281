package render

import (
	"slices"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.PathKind, kindView[*source.Path, *hub.PathPage]{
	facts: func(s *site, p pathPage) []Fact {
		facts := s.itemsFacts(p.Own.Steps)
		if len(facts) > 0 {
			facts[0].Ticks, facts[0].Of = p.ID, len(p.Own.Steps)+len(p.Fields.Checks)
		}
		return facts
	},
	page: func(s *site, p pathPage) any { return s.learningPath(p.Page) },
	band: (*site).pathBand,
})

type pathPage = kindPage[*source.Path, *hub.PathPage]

// Path is what only a learning path has.
type Path struct {
	URL         string
	For         []Link // roles
	Steps       []Item
	Checks      []string // what one can do afterwards, to tick off
	Of          int      // how many steps and checks there are
	ID          string   // stable key for ticks kept in the browser
	Certificate string   // URL of a PDF file
}

// learningPath is what only a learning path has, nil for other pages.
func (s *site) learningPath(p *hub.Page) *Path {
	own, ok := p.Own.(*hub.PathPage)
	if !ok {
		return nil
	}
	path := &Path{URL: p.URL, For: s.roleLinks(own.For), Steps: s.items(own.Steps), Checks: p.Fields.(*source.Path).Checks, ID: p.ID, Certificate: besideURL(p, ".pdf")}
	for i := range path.Steps {
		path.Steps[i].Tick = path.Steps[i].Title
	}
	path.Of = len(path.Steps) + len(path.Checks)
	return path
}

// pathBand are the paths for a role, on the role's page; elsewhere they stand
// among other pages.
func (s *site) pathBand(at place) *Band {
	if at.page == nil || at.page.Role() == nil {
		return nil
	}
	band := &Band{All: s.allOf(source.PathKind)}
	for _, p := range s.lang.OfKind(source.PathKind) {
		if slices.Contains(p.Own.(*hub.PathPage).For, at.page.Role()) {
			band.Cards = append(band.Cards, s.card(p))
		}
	}
	return band
}
