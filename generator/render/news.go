package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.NewsKind, kindView[*source.News, *hub.NewsPage]{
	facts: (*site).newsFacts,
	letter: func(s *site, p newsPage, w Window) []told {
		if !w.Holds(p.Created) {
			return nil
		}
		return []told{{section: s.kinds[p.Kind].Titles, weight: weightNews, at: p.Created}}
	},
	list: func(s *site, _ *hub.Folder, pages []*hub.Page) any { return s.newsList(pages) },
	band: (*site).newsBand,
})

type newsPage = kindPage[*source.News, *hub.NewsPage]

// NewsList are the news of a folder, newest first.
type NewsList struct {
	Now   []Card     // what is news still
	Years []NewsYear // what was
}

// NewsYear are the news of one year.
type NewsYear struct {
	Year  string // "" for those without a date
	Cards []Card
}

func (s *site) newsFacts(p newsPage) []Fact {
	var facts []Fact
	if day := s.date(p.Created); day.Text != "" {
		facts = append(facts, Fact{Icon: "calendar-check", Text: day.Text, Brief: true})
	}
	if whom := s.roleNames(p.Own.For); whom != "" {
		facts = append(facts, Fact{Icon: "ship-wheel", Text: whom})
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

// roleNames are what roles are called, for a sentence.
func (s *site) roleNames(roles []*hub.Role) string {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = s.role(role).Name
	}
	return strings.Join(names, ", ")
}

// newsList are the news among the pages of a list.
func (s *site) newsList(pages []*hub.Page) *NewsList {
	out := &NewsList{}
	for _, p := range s.pinnedFirst(slices.DeleteFunc(slices.Clone(pages), func(p *hub.Page) bool { return p.Kind != source.NewsKind })) {
		if !p.Own.(*hub.NewsPage).Over {
			out.Now = append(out.Now, s.card(p))
			continue
		}
		year := ""
		if !p.Created.IsZero() {
			year = strconv.Itoa(p.Created.Year())
		}
		if n := len(out.Years); n == 0 || out.Years[n-1].Year != year {
			out.Years = append(out.Years, NewsYear{Year: year})
		}
		last := &out.Years[len(out.Years)-1]
		last.Cards = append(last.Cards, s.card(p))
	}
	return out
}

// pinnedFirst are news with what is pinned before the others, each newest
// first.
func (s *site) pinnedFirst(pages []*hub.Page) []*hub.Page {
	return slices.SortedFunc(slices.Values(pages), func(a, b *hub.Page) int {
		return cmp.Or(cmp.Compare(b2i(b.Own.(*hub.NewsPage).Pinned), b2i(a.Own.(*hub.NewsPage).Pinned)), hub.CompareAge(a, b))
	})
}

// newsMost is how many news a band has. Those of departments other than the
// reader's are left out of them.
const newsMost = 12

// newsBand are the newest news that are not over: on the home page, and about
// an app, a department or a topic.
func (s *site) newsBand(at place) *Band {
	var pages []*hub.Page
	switch {
	case at.home:
		pages = s.lang.OfKind(source.NewsKind)
	case at.term != nil:
		pages = at.term.OfKind(source.NewsKind)
	}
	pages = s.pinnedFirst(slices.DeleteFunc(slices.Clone(pages), func(p *hub.Page) bool { return p.Own.(*hub.NewsPage).Over }))
	return &Band{Cards: s.cardsOf(pages[:min(newsMost, len(pages))]), All: s.allOf(source.NewsKind)}
}
