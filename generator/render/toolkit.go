package render

import (
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.ToolkitKind, kindView[*source.Toolkit, *hub.ToolkitPage]{
	facts: func(s *site, p toolkitPage) []Fact { return s.wayFacts(p.Page) },
	page: func(s *site, p toolkitPage) any {
		return &Toolkit{For: s.roleLinks(p.Own.For), Goals: p.Fields.Goals, Way: s.way(p.Page)}
	},
	end: func(s *site, p toolkitPage, way *Way) {
		way.Checks, way.ChecksTitle = p.Fields.Checklist, s.word("checklist")
	},
})

type toolkitPage = kindPage[*source.Toolkit, *hub.ToolkitPage]

// Toolkit is what only a toolkit has.
type Toolkit struct {
	For   []Link // roles
	Goals []string
	*Way
}
