package render

import (
	"cmp"
	"html/template"
	"slices"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
)

// How much the home page shows.
const (
	newestMost    = 6
	questionsMost = 3
	beginMost     = 4
	peopleMost    = 6
	oftenMost     = 6
)

// Home is the home page.
type Home struct {
	Content     template.HTML // text of _index.md
	Questions   []string      // example searches
	Start       *Card         // what newcomers begin with; nil without it
	Path        *Path         // the same, if it is a learning path; else nil
	Begin       []Card        // what else to begin with
	Newest      []Card        // newest first; plain pages where no other kind is shown here
	NewestTitle string        // what they are called: "New tips"
	Often       []Card        // what readers search for and open most; none where nobody has looked
	NewestAll   *Link         // all of them, with their number in the text; nil where these are of several kinds
	People      []Person      // people to ask
	Departments []Term        // for "which department are you in?"
	Apps        []Term        // with counts
	Bands       Bands         // what is going on, by kind
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
		home.Start, home.Path = &card, s.learningPath(t.Page)
	}
	var newest, begin []*hub.Page
	for _, p := range s.lang.Pages {
		switch {
		case p.Kind.Featured:
			newest = append(newest, p)
		case p.Kind.Begins:
			begin = append(begin, p)
		}
	}
	if len(newest) == 0 { // a hub of plain pages
		newest = slices.DeleteFunc(slices.Clone(s.lang.Pages), func(p *hub.Page) bool { return !p.Kind.Default })
	}
	slices.SortFunc(newest, hub.CompareAge)
	s.newest(home, newest[:min(newestMost, len(newest))])
	slices.SortFunc(begin, func(a, b *hub.Page) int {
		return cmp.Or(hub.CompareWeights(a.Meta.Weight, b.Meta.Weight), hub.CompareAge(a, b))
	})
	home.Begin = s.cardsOf(begin[:min(beginMost, len(begin))])
	// Those who can be asked now: speakers of the language first, and of them
	// those who say when or how; who does alike takes turns.
	people := s.hub.InTurn("", hub.There(s.lang.People))
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
	home.Often = s.cardsOf(s.lang.Often[:min(oftenMost, len(s.lang.Often))])
	home.Bands = s.bands(place{home: true})
	v.Home = home
	return s.execute(v)
}

// newest shows the newest pages. Where all are of one kind, they are called as
// the words newest_<kind> say, and the menu's entry of that kind leads to all
// of them, called all_<kind>.
func (s *site) newest(home *Home, pages []*hub.Page) {
	home.Newest, home.NewestTitle = s.cardsOf(pages), s.word("home_newest_pages")
	if len(pages) == 0 {
		return
	}
	kind := pages[0].Kind
	if slices.ContainsFunc(pages, func(p *hub.Page) bool { return p.Kind != kind }) {
		return
	}
	home.NewestTitle = s.known("newest_"+kind.Name, home.NewestTitle)
	n := 0
	for _, p := range s.lang.Pages {
		n += b2i(p.Kind == kind)
	}
	_, known := s.lang.Lookup("all_" + kind.Name)
	if all := s.allOf(kind); known && all != nil {
		home.NewestAll = &Link{Title: s.count("all_"+kind.Name, n), URL: all.URL}
	}
}

// questions are the example searches of site.yaml, else what the pages that
// the home page shows are to be found by.
func (s *site) questions() []string {
	if questions := s.hub.Config.Home.Questions[s.lang.Code]; len(questions) > 0 {
		return questions
	}
	var questions []string
	for _, p := range s.lang.Pages {
		if !p.Kind.Featured || len(questions) == questionsMost {
			continue
		}
		if keywords := p.Own.Texts(s.lang).Keywords; len(keywords) > 0 {
			questions = append(questions, keywords[0])
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
