package render

import (
	"hash/fnv"
	"html/template"
	"slices"
	"strconv"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// Person is a profile as cards show it. Nothing in it lacks consent.
type Person struct {
	ID, Name, URL    string
	Initials         string // at most two letters
	Hue              int    // 0 to 359, from the id: colour of the drawn shape
	Pronouns, Job    string
	Photo            *Image // nil without consent or photo
	Department       Term
	Location         Term // ID "" without one
	Serves           []Term
	Languages        []Term // Type "language"
	Roles            []Term // Type "role"; URL "" where the hub has no page for it
	Competencies     []Competence
	Availability     []Hours
	AvailabilityText string // where it was given as a text
	Contact          Contact
	Away, Left       bool
	Lang             string // language of the profile's text where it is not the reader's
}

// Asked is somebody to ask.
type Asked struct {
	Person
	Rank int // from 0; who is as good to ask as somebody else has the same
}

// Competence is something a person knows.
type Competence struct {
	Topic     string // name of the app, or the free word
	ID        string // for filters
	URL       string // the app's page, "" for free words
	Level     int    // 1 to 4
	LevelName string // aware, practised, expert, teaches; in the reader's language
	Note      string
	Lang      string // of a free word, where it is not the reader's
}

// Hours are when and where somebody can be found.
type Hours struct {
	Days   string   `json:"-"`    // "Mo, Di" in the reader's language
	DayIDs []string `json:"days"` // mon … sun
	From   string   `json:"from"`
	To     string   `json:"to"`
	Where  string   `json:"where,omitempty"`
	Lang   string   `json:"-"` // of Where, where it is not the reader's
}

// Contact is how to reach somebody. Empty fields are unknown or not consented.
type Contact struct {
	Email, Phone, Mobile, Desk, Web string
	Chat                            template.URL
}

// newPerson shows somebody by one of their profiles. It reads what is public
// of it, and nothing else.
func (s *site) newPerson(p *hub.Person, page *hub.Page) Person {
	profile := page.Profile()
	out := Person{
		ID: p.ID, Name: page.Title, URL: page.URL, Initials: words.Initials(page.Title), Hue: hueOf(p.ID),
		Pronouns: profile.Pronouns, Job: profile.Job, Photo: s.photo(p.Photo),
		Department: s.departmentTerm(p.Department), Away: p.Away, Left: p.Left,
		AvailabilityText: profile.Availability.Text,
		Contact: Contact{
			Email: profile.Contact.Email.Value, Phone: profile.Contact.Phone.Value, Mobile: profile.Contact.Mobile.Value,
			Chat: safeURL(profile.Contact.Chat.Value), Desk: profile.Contact.Desk.Value, Web: string(safeURL(profile.Contact.Web.Value)),
		},
	}
	if page.Lang != s.lang.Code {
		out.Lang = page.Lang
	}
	if at, ok := s.hub.Config.Location(p.Location); ok && p.Location != "" {
		out.Location = Term{Type: "location", ID: p.Location, Name: s.in(at.Name)}
	}
	for _, id := range p.Serves {
		out.Serves = append(out.Serves, s.departmentTerm(id))
	}
	for _, lang := range profile.Languages {
		out.Languages = append(out.Languages, Term{Type: "language", ID: lang.Value, Name: words.Name(lang.Value)})
	}
	for _, role := range p.Roles {
		out.Roles = append(out.Roles, s.role(role))
	}
	for _, c := range profile.Competencies {
		known := s.competence(c)
		if known.URL == "" {
			known.Lang = out.Lang
		}
		out.Competencies = append(out.Competencies, known)
	}
	slices.SortStableFunc(out.Competencies, func(a, b Competence) int { return b.Level - a.Level })
	for _, h := range profile.Availability.Hours {
		hours := Hours{DayIDs: h.Days, From: h.From, To: h.To, Where: h.Where, Lang: out.Lang}
		hours.Days = s.lang.DayRuns(h.Days)
		out.Availability = append(out.Availability, hours)
	}
	return out
}

// about is somebody as pages about an app or a topic show them: with what they
// know of it first.
func (p Person) about(topic string) Person {
	isIt := func(c Competence) bool { return c.ID == topic }
	p.Competencies = slices.Clone(p.Competencies)
	slices.SortStableFunc(p.Competencies, func(a, b Competence) int { return b2i(isIt(b)) - b2i(isIt(a)) })
	return p
}

// reachable reports whether there is a way or a time to find somebody.
func (p Person) reachable() bool {
	return p.Contact != Contact{} || p.Availability != nil || p.AvailabilityText != ""
}

func (s *site) competence(c source.Competence) Competence {
	out := Competence{Topic: c.Topic.Value, ID: slug.Make(c.Topic.Value), Level: c.Level, Note: c.Note}
	if app := s.lang.App(c.Topic.Value); app != nil {
		out.Topic, out.ID, out.URL = app.Name, app.ID, app.URL
	}
	if c.Level > 0 {
		out.LevelName = s.word("competence_" + strconv.Itoa(c.Level))
	}
	return out
}

func (s *site) peopleOf(people []*hub.Person) []Person {
	out := make([]Person, len(people))
	for i, p := range people {
		out[i] = s.people[p]
	}
	return out
}

func (s *site) asked(people []hub.Asked) []Asked {
	out := make([]Asked, len(people))
	for i, p := range people {
		out[i] = Asked{s.people[p.Person], p.Rank}
	}
	return out
}

// hueOf spreads people and apps over the colour circle, the same each time.
func hueOf(id string) int {
	h := fnv.New32a()
	h.Write([]byte(id))
	return int(h.Sum32() % 360)
}
