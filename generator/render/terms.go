package render

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// deepest is how far departments are indented.
const deepest = 6

// groupMost is how many cards of one kind an app's, department's or tag's page
// has.
const groupMost = 200

// termTypes are the taxonomies, the folders of their pages, and the icons on the
// covers of these; "" where they have none of their own.
var termTypes = []struct{ kind, folder, icon string }{{"app", "apps", "app-window"}, {"department", "departments", "building-2"}, {"tag", "tags", ""}}

// Terms is the page that lists all apps, departments or tags.
type Terms struct {
	Type  string // "app", "department", "tag"
	Terms []Term // sorted for readers of the language
}

// TermPage is the page of one app, department or tag.
type TermPage struct {
	Term
	Parent   *Term       // departments
	Children []Term      // departments that belong to it
	Groups   []CardGroup // its pages by kind
	People   []Person    // who knows or serves it
	Ask      []Person    // where that is nobody: whom to ask instead; at most three, best first
	AskURL   string      // where a question about it is asked; "" without feedback.ask
	Bands    Bands       // what is going on, by kind; what these show is not among Groups
}

// CardGroup are the pages of one kind.
type CardGroup struct {
	Kind  Kind
	Cards []Card
}

func termsOf(lang *hub.Language, kind string) []*hub.Term {
	switch kind {
	case "app":
		return lang.Apps
	case "department":
		return lang.Departments
	}
	return lang.Tags
}

// termsPage renders the list of all apps, departments or tags.
func (s *site) termsPage(kind, folder string) ([]byte, diag.List) {
	v := s.newView("terms", s.word("terms_"+kind), s.home+folder+"/")
	v.Breadcrumbs = []Link{{Title: s.view.Title, URL: s.home}}
	s.languages(v, s.sameIn(folder+"/"))
	v.Terms = &Terms{Type: kind}
	for _, t := range termsOf(s.lang, kind) {
		v.Terms.Terms = append(v.Terms.Terms, s.term(t))
	}
	return s.execute(v)
}

// termPage renders the page of one app, department or tag.
func (s *site) termPage(t *hub.Term, folder string) ([]byte, diag.List) {
	v := s.newView("term", t.Name, t.URL)
	v.Breadcrumbs = []Link{{Title: s.view.Title, URL: s.home}, {Title: s.word("terms_" + t.Type), URL: s.home + folder + "/"}}
	s.languages(v, func(lang *hub.Language) string {
		if own := lang.Own(t); own != t {
			return own.URL
		}
		return ""
	})
	s.covered(v, s.termCover(t))
	page := &TermPage{Term: s.term(t), People: s.peopleOf(t.People)}
	if t.Type == "department" {
		s.relatives(page)
	} else {
		for i, person := range page.People {
			page.People[i] = person.about(t.ID)
		}
	}
	if len(page.People) == 0 {
		page.Ask = s.askInstead(t)
	}
	page.Bands = s.bands(place{term: t})
	about := blanks{title: t.Name, address: t.URL}
	if t.Type == "app" {
		about.app = t.Name
	}
	page.AskURL = s.ask(about)
	for _, kind := range source.Kinds {
		group := CardGroup{Kind: s.kinds[kind]}
		for _, p := range t.OfKind(kind) {
			if kind.Listed && len(group.Cards) < groupMost && !page.Bands.shows(p.URL) {
				group.Cards = append(group.Cards, s.card(p))
			}
		}
		if len(group.Cards) > 0 {
			page.Groups = append(page.Groups, group)
		}
	}
	v.Term = page
	return s.execute(v)
}

// relatives adds the department that a department belongs to, and those that
// belong to it.
func (s *site) relatives(page *TermPage) {
	for _, t := range s.lang.Departments {
		switch {
		case t.Above == nil:
		case t.ID == page.ID:
			above := s.term(t.Above)
			page.Parent = &above
		case t.Above.ID == page.ID:
			page.Children = append(page.Children, s.term(t))
		}
	}
}

// askInstead are those to ask about a term that nobody stands for: of a
// department the people of those above it.
func (s *site) askInstead(t *hub.Term) []Person {
	if t.Type != "department" {
		return nil
	}
	people := s.hub.AskIn(t.ID)
	return s.peopleOf(people[:min(askMost, len(people))])
}

// terms are a page's terms in the site's language; a page of another language
// brings its own terms, which are looked up here.
func (s *site) terms(terms []*hub.Term) []Term {
	if len(terms) == 0 {
		return nil
	}
	out := make([]Term, len(terms))
	for i, t := range terms {
		out[i] = s.term(s.lang.Own(t))
	}
	return out
}

func (s *site) term(t *hub.Term) Term {
	out := Term{Type: t.Type, ID: t.ID, Name: t.Name, URL: t.URL, Depth: min(t.Depth, deepest), Count: len(t.Pages)}
	switch t.Type {
	case "app":
		if app, ok := s.hub.Config.App(t.ID); ok {
			out.Vendor, out.Help = app.Vendor, app.Help.Value
			out.Icon, out.Hue = s.image(s.hub.AssetAt(app.Icon.Value), ""), hueOf(t.ID)
			if out.Icon == nil {
				out.Monogram = words.Monogram(t.Name)
			}
		}
	case "department":
		if d, ok := s.hub.Config.Department(t.ID); ok && d.Users != nil {
			out.Users = *d.Users
		}
	}
	return out
}

// departmentTerm is the department with that id; the zero Term if there is none.
func (s *site) departmentTerm(id string) Term {
	if t := s.lang.Department(id); t != nil {
		return s.term(t)
	}
	return Term{}
}
