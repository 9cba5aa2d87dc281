package render

import (
	"cmp"
	"html/template"
	"slices"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
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
	Parts       []HomePart    // what it is made of, in order; none of them empty
	Scene       string        // of config.Scenes; "" without one
	Picture     *Image        // what stands in the scene's place; nil without one
	Notices     []Band        // what is to be known first
	Content     template.HTML // text of _index.md
	Questions   []string      // example searches
	Start       *Card         // what newcomers begin with; nil without it
	Way         *Way          // what leads through it; nil where it has no steps
	Begin       []Card        // what else to begin with
	Newest      []Card        // newest first; plain pages where no other kind is shown here
	NewestTitle string        // what they are called: "New tips"
	Often       []Card        // what readers search for and open most; none where nobody has looked
	NewestAll   *Link         // all of them, with their number in the text; nil where these are of several kinds
	People      []Person      // people to ask
	Departments []Term        // for "which department are you in?"
	Apps        []Term        // with counts
}

// HomePart is a part of the home page.
type HomePart struct {
	Name  string // of config.HomeParts, or "kind"
	Bands []Band // of "now" and "network", by kind, and the one of "kind"
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
		home.Start, home.Way = &card, s.way(t.Page)
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
	home.Apps = s.apps()
	home.Often = s.often()
	home.Scene, home.Picture = s.scene()
	bands := s.bands(place{home: true})
	home.Notices = bands.Above
	home.Parts = s.homeParts(home, bands.Below)
	v.Home = home
	return s.execute(v)
}

// apps are those that some page or person knows of.
func (s *site) apps() []Term {
	var apps []Term
	for _, t := range s.lang.Apps {
		if len(t.Pages) > 0 || len(t.People) > 0 {
			apps = append(apps, s.term(t))
		}
	}
	return apps
}

// often are the pages that readers look for most.
func (s *site) often() []Card { return s.cardsOf(s.lang.Often[:min(oftenMost, len(s.lang.Often))]) }

// offers are what the search page has for those who have asked nothing yet. Pages
// with a question in a colleague's words come first, for they are what one asks.
func (s *site) offers() *Home {
	offers := &Home{Questions: s.questions(), Apps: s.apps(), Often: s.often()}
	var asked []*hub.Page
	for _, p := range s.lang.Pages {
		if p.Kind.Featured && p.Own.Texts(s.lang).Question.Value != "" {
			asked = append(asked, p)
		}
	}
	slices.SortFunc(asked, hub.CompareAge)
	offers.Newest = s.cardsOf(asked[:min(newestMost, len(asked))])
	return offers
}

// scene is the picture of the home page.
func (s *site) scene() (scene string, own *Image) {
	c := &s.hub.Config.Home
	if image := c.Image().Value; image != "" {
		a := s.hub.AssetAt(image)
		own := s.image(a, "")
		if own != nil {
			own.Srcset, own.Sizes = s.offered(a, heroWidth)
		}
		return "", own
	}
	if c.Picture.Value == "none" {
		return "", nil
	}
	return cmp.Or(c.Picture.Value, config.Scenes[0]), nil
}

// homeParts are the parts of the home page that have something to show. A kind
// that is a part of its own is left out of those that show several.
func (s *site) homeParts(home *Home, bands []Band) []HomePart {
	names := config.HomeParts
	apart := map[*source.Kind]bool{}
	if parts := s.hub.Config.Home.Parts; len(parts) > 0 {
		names = nil
		for _, part := range parts {
			names = append(names, part.Value)
			if !slices.Contains(config.HomeParts, part.Value) {
				apart[source.KindOf(part.Value)] = true
			}
		}
	}
	bandsOf := func(of func(*source.Kind) bool) []Band {
		return slices.DeleteFunc(slices.Clone(bands), func(b Band) bool { return !of(source.KindNamed(b.Kind.Name)) })
	}
	var parts []HomePart
	for _, name := range names {
		var shown bool
		part := HomePart{Name: name}
		switch name {
		case "search":
			shown = true
		case "people":
			shown = len(home.People) > 0 || len(home.Departments) > 0
		case "it":
			shown = s.view.ITURL != ""
		case "tips":
			shown = len(home.Newest) > 0
		case "apps":
			shown = len(home.Apps) > 0
		case "start":
			shown = home.Start != nil || len(home.Begin) > 0
		case "often":
			shown = len(home.Often) > 0
		case "text":
			shown = home.Content != ""
		case "now", "network":
			part.Bands = bandsOf(func(k *source.Kind) bool { return k.Inner == (name == "network") && !apart[k] })
			shown = len(part.Bands) > 0
		default:
			kind := source.KindOf(name)
			part.Name, part.Bands = "kind", bandsOf(func(k *source.Kind) bool { return k == kind })
			if len(part.Bands) == 0 {
				part.Bands = s.kindBand(kind)
			}
			shown = len(part.Bands) > 0
		}
		if shown {
			parts = append(parts, part)
		}
	}
	return parts
}

// kindBand are the first pages of a kind that has nothing else to say on the
// home page; none without pages.
func (s *site) kindBand(k *source.Kind) []Band {
	pages := s.lang.OfKind(k)
	if len(pages) == 0 || views[k].band != nil {
		return nil
	}
	return []Band{{Kind: s.kinds[k], Title: s.kinds[k].Titles, Cards: s.cardsOf(pages[:min(newestMost, len(pages))]), All: s.allOf(k)}}
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
	_, known := s.lang.Lookup("all_" + kind.Name)
	if all := s.allOf(kind); known && all != nil {
		n := 0 // as many as the list has
		for _, p := range s.lang.FolderOf(kind).Pages {
			n += b2i(p.Kind == kind)
		}
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
