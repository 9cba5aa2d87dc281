package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// How much the home page shows.
const (
	newestMost = 6
	kitsMost   = 4
	peopleMost = 6
)

// Home is the home page.
type Home struct {
	Content     template.HTML // text of _index.md
	Questions   []string      // example searches
	Start       *Card         // toolkit for newcomers; nil without one
	Newest      []Card        // tips, newest first; plain pages where there is no tip
	Toolkits    []Card
	People      []Person // people to ask
	Departments []Term   // for "which department are you in?"
	Apps        []Term   // with counts
	Counts      []Count  // what the hub holds, by kind
}

// Count says how many pages of a kind there are.
type Count struct {
	Kind, Name, URL string
	N               int
}

// homePage renders a language's home page.
func (s *site) homePage() ([]byte, diag.List) {
	v := s.newView("home", s.view.Title, s.home)
	v.Summary = cmp.Or(s.view.Description, s.view.Claim)
	s.languages(v, s.sameIn(""))
	home := &Home{Questions: s.questions()}
	if p := s.lang.Home; p != nil {
		home.Content = s.indexText(p)
		v.Summary = cmp.Or(p.Summary, v.Summary)
	}
	if t := s.hub.Setting(s.lang, s.hub.Config.Home.Start); t.Page != nil {
		card := s.card(t.Page)
		home.Start = &card
	}
	var tips, kits []*hub.Page
	counts := map[string]int{}
	for _, p := range s.lang.Pages {
		if p.Person() == nil || !p.Person().Left {
			counts[p.Kind.Name]++
		}
		switch {
		case p.Kind.Featured:
			tips = append(tips, p)
		case p.Kind.Begins:
			kits = append(kits, p)
		}
	}
	newestFirst := func(a, b *hub.Page) int {
		return cmp.Or(b.Created.Compare(a.Created), strings.Compare(a.ID, b.ID))
	}
	if len(tips) == 0 { // a hub of plain pages
		tips = slices.DeleteFunc(slices.Clone(s.lang.Pages), func(p *hub.Page) bool { return !p.Kind.Default })
	}
	slices.SortFunc(tips, newestFirst)
	home.Newest = s.cardsOf(tips[:min(newestMost, len(tips))])
	slices.SortFunc(kits, func(a, b *hub.Page) int {
		return cmp.Or(cmp.Compare(b2i(a.Meta.Weight == 0), b2i(b.Meta.Weight == 0)), cmp.Compare(a.Meta.Weight, b.Meta.Weight), newestFirst(a, b))
	})
	home.Toolkits = s.cardsOf(kits[:min(kitsMost, len(kits))])
	// Those who can be asked now: speakers of the language first, and of them
	// those who say when or how.
	people := slices.DeleteFunc(slices.Clone(s.lang.People), func(p *hub.Person) bool { return p.Left || p.Away })
	slices.SortStableFunc(people, func(a, b *hub.Person) int {
		return cmp.Or(
			cmp.Compare(b2i(a.Pages[s.lang.Code] == nil), b2i(b.Pages[s.lang.Code] == nil)),
			cmp.Compare(b2i(!s.people[a].reachable()), b2i(!s.people[b].reachable())),
		)
	})
	home.People = s.peopleOf(people[:min(peopleMost, len(people))])
	for _, t := range s.lang.Departments {
		home.Departments = append(home.Departments, s.term(t))
	}
	for _, t := range s.lang.Apps {
		if len(t.Pages) > 0 || len(t.People) > 0 {
			home.Apps = append(home.Apps, s.term(t))
		}
	}
	for _, item := range s.menu {
		if n := counts[item.Kind]; n > 0 && item.Kind != source.DefaultKind().Name {
			home.Counts = append(home.Counts, Count{Kind: item.Kind, Name: item.Title, URL: item.URL, N: n})
		}
	}
	v.Home = home
	return s.execute(v)
}

// questions are the example searches of site.yaml, else those that tips answer.
func (s *site) questions() []string {
	if questions := s.hub.Config.Home.Questions[s.lang.Code]; len(questions) > 0 {
		return questions
	}
	var questions []string
	for _, p := range s.lang.Pages {
		if tip, ok := p.Fields.(*source.Tip); ok && len(tip.Keywords) > 0 && len(questions) < 3 {
			questions = append(questions, tip.Keywords[0])
		}
	}
	return questions
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
