package render

import (
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.NewsKind, kindView[*source.News, *hub.NewsPage]{
	facts: (*site).newsFacts,
	page:  func(*site, newsPage) any { return nil },
	letter: func(s *site, p newsPage, w Window) *told {
		if !w.Holds(p.Created) {
			return nil
		}
		return &told{section: s.kinds[p.Kind].Titles, weight: weightNews, at: p.Created}
	},
})

type newsPage = kindPage[*source.News, *hub.NewsPage]

func (s *site) newsFacts(p newsPage) []Fact {
	facts := []Fact{{Icon: "calendar-check", Text: s.date(p.Created).Text, Brief: true}}
	if names := s.roleNames(p.Own.For); len(names) > 0 {
		facts = append(facts, Fact{Icon: "ship-wheel", Text: strings.Join(names, ", ")})
	}
	if until := p.Fields.Until; !until.IsZero() {
		text := s.word("news_until")
		if p.Own.Over {
			text = s.word("news_over")
		}
		facts = append(facts, Fact{Icon: "clock", Text: strings.ReplaceAll(text, "{0}", s.date(until.Time).Text)})
	}
	return facts
}

// roleNames are what roles are called.
func (s *site) roleNames(roles []*hub.Role) []string {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = s.role(role).Name
	}
	return names
}
