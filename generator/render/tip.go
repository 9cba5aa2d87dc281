package render

import (
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.TipKind, kindView[*source.Tip, *hub.TipPage]{
	facts:   (*site).tipFacts,
	page:    func(_ *site, p tipPage) any { return &Tip{Problem: p.Fields.Problem.Value} },
	filters: []filterType{{name: "level", order: source.Levels}},
	usual:   true,
})

type tipPage = kindPage[*source.Tip, *hub.TipPage]

// Tip is what only a tip has.
type Tip struct{ Problem string }

func (s *site) tipFacts(p tipPage) []Fact {
	var facts []Fact
	if level := p.Fields.Level.Value; level != "" {
		facts = append(facts, Fact{Gauge: level, Text: s.known("level_"+level, level), Filter: "level", Value: level})
	}
	return append(facts, s.minutes(p.Fields.Minutes)...)
}

// minutes is the fact that something takes so long; none if it is not known.
func (s *site) minutes(n int) []Fact {
	if n == 0 {
		return nil
	}
	fact := Fact{Icon: "clock", Text: s.lang.Duration(n), Short: s.lang.Duration(n), Brief: true}
	if n < 60 {
		fact.Text = s.count("minutes", n)
	}
	return []Fact{fact}
}
