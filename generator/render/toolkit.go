package render

import (
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.ToolkitKind, kindView[*source.Toolkit, *hub.ToolkitPage]{
	facts: func(s *site, p toolkitPage) []Fact {
		facts := s.itemsFacts(p.Own.Items)
		if n := len(p.Fields.Checklist); n > 0 && len(facts) > 0 {
			facts[0].Ticks, facts[0].Of = p.ID, n
		}
		return facts
	},
	page: func(s *site, p toolkitPage) any {
		return &Toolkit{For: s.roleLinks(p.Own.For), Goals: p.Fields.Goals, Items: s.items(p.Own.Items), Checklist: p.Fields.Checklist, ID: p.ID}
	},
})

type toolkitPage = kindPage[*source.Toolkit, *hub.ToolkitPage]

// Toolkit is what only a toolkit has.
type Toolkit struct {
	For       []Link // roles
	Goals     []string
	Items     []Item
	Checklist []string
	ID        string // stable key for ticks kept in the browser
}
