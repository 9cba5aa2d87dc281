package render

import (
	"slices"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.PathKind, kindView[*source.Path, *hub.PathPage]{
	facts: func(s *site, p pathPage) []Fact { return s.wayFacts(p.Page) },
	page:  func(s *site, p pathPage) any { return &Path{For: s.roleLinks(p.Own.For), Way: s.way(p.Page)} },
	end: func(s *site, p pathPage, way *Way) {
		way.Checks, way.ChecksTitle, way.Certificate = p.Fields.Checks, s.word("path_checks"), besideURL(p.Page, ".pdf")
	},
	band: (*site).pathBand,
})

type pathPage = kindPage[*source.Path, *hub.PathPage]

// Path is what only a learning path has.
type Path struct {
	For []Link // roles
	*Way
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
