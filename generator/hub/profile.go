package hub

import (
	"slices"

	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/words"
)

// ProfileKind are the profiles of people.
var ProfileKind = kind(source.ProfileKind, (*linker).profile)

// ProfilePage is what a person's profile adds.
type ProfilePage struct {
	Nothing
	Person  *Person
	Profile *source.Profile // what may be published of this very file

	terms []*Term
}

// written is the profile as its file has it, nil if the page is none. Nothing
// of it may be shown but what publishProfiles leaves.
func written(p *Page) *source.Profile {
	profile, _ := p.Fields.(*source.Profile)
	return profile
}

func isProfile(p *Page) bool { return written(p) != nil }

func (l *linker) profile(p *Page, _ *source.Profile) *ProfilePage {
	page := &ProfilePage{Person: l.whose[p], Profile: l.public[p]}
	words := l.vocabularies[p.Lang]
	for _, id := range append([]string{page.Person.Department}, page.Person.Serves...) {
		page.add(words.Department(id))
	}
	for _, c := range page.Profile.Competencies {
		page.add(words.App(c.Topic.Value))
	}
	return page
}

func (p *ProfilePage) add(t *Term) {
	if t != nil && !slices.Contains(p.terms, t) {
		p.terms = append(p.terms, t)
	}
}

// Person is whose profile the page is, nil if it is none.
func (p *Page) Person() *Person {
	if own, ok := p.Own.(*ProfilePage); ok {
		return own.Person
	}
	return nil
}

// Profile is what may be published of the profile that the page is, nil if it
// is none.
func (p *Page) Profile() *source.Profile {
	if own, ok := p.Own.(*ProfilePage); ok {
		return own.Profile
	}
	return nil
}

// Terms are the departments that the person works in or serves, and the apps
// that they know.
func (p *ProfilePage) Terms() []*Term { return p.terms }

// What somebody is worth as an answer who can hardly be asked: who is away, and
// who does not speak the reader's language.
const (
	away   = 0.4
	abroad = 0.8
)

// Texts are the job, where the person works, what they speak and what they know.
func (p *ProfilePage) Texts(lang *Language) Texts {
	texts := Texts{Keywords: []string{p.Profile.Job}, Summary: p.Profile.Job, Weight: 1}
	for _, t := range p.terms {
		for ; t != nil && t.Type == "department"; t = t.Above {
			texts.Keywords = append(texts.Keywords, lang.Own(t).Name)
		}
	}
	texts.Keywords = append(texts.Keywords, lang.Location(p.Person.Location))
	for _, role := range p.Person.Roles {
		texts.Keywords = append(texts.Keywords, role.In(lang.Code).Title)
	}
	for _, spoken := range p.Profile.Languages {
		texts.Keywords = append(texts.Keywords, words.NameIn(spoken.Value, lang.Code), words.Name(spoken.Value))
	}
	for _, c := range p.Profile.Competencies {
		name := c.Topic.Value
		if app := lang.App(name); app != nil {
			name = app.Name
		}
		texts.Knows = append(texts.Knows, Known{name, c.Level})
		texts.add(c.Note)
	}
	if !p.speaks(lang) {
		texts.Weight *= abroad
	}
	if p.Person.Away {
		texts.Weight *= away
		if next := p.Person.StandIn(); next != nil {
			texts.add(lang.Text("deputy") + lang.Text("colon") + " " + next.In(lang.Code).Title)
		}
	}
	texts.Keywords = filled(texts.Keywords)
	return texts
}

// speaks reports whether readers of a language are understood, as far as that
// may be said.
func (p *ProfilePage) speaks(lang *Language) bool {
	return p.Person.Pages[lang.Code] != nil || slices.ContainsFunc(p.Profile.Languages, func(spoken strictyaml.Text) bool { return words.Alike(spoken.Value, lang.Code) })
}
