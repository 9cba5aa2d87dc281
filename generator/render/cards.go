package render

import (
	"hash/fnv"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/personname"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// card is a page as the site's lists show it.
func (s *site) card(p *hub.Page) Card {
	if card, ok := s.cards[p]; ok {
		return card
	}
	return s.newCard(p) // a page of another language
}

func (s *site) cardsOf(pages []*hub.Page) []Card {
	cards := make([]Card, len(pages))
	for i, p := range pages {
		cards[i] = s.card(p)
	}
	return cards
}

func (s *site) newCard(p *hub.Page) Card {
	card := Card{
		Kind: p.Kind, URL: p.URL, Title: p.Title, Summary: p.Summary,
		Updated: date(s.lang.Code, p.Updated), Draft: p.Meta.Draft,
		Apps: s.terms(p.Apps), Departments: s.terms(p.Departments), Tags: s.terms(p.Tags),
	}
	if p.Lang != s.lang.Code {
		card.Lang, card.LangName = p.Lang, LanguageName(p.Lang)
	}
	switch fields := p.Fields.(type) {
	case *source.Tip:
		card.Level, card.Minutes = fields.Level.Value, fields.Minutes
		if card.Level != "" {
			card.LevelName = s.known("level_"+card.Level, card.Level)
		}
	case *source.Toolkit:
		card.Items = len(fields.Items)
		for i, item := range fields.Items {
			card.Minutes += itemMinutes(item, p.Items[i])
		}
	case *source.Profile:
		person := s.people[p.Person]
		card.Person = &person
	}
	return card
}

// itemMinutes are those of a toolkit's item, else those of the tip that it is.
func itemMinutes(item source.Item, t hub.Target) int {
	if item.Minutes == 0 && t.Page != nil {
		if tip, ok := t.Page.Fields.(*source.Tip); ok {
			return tip.Minutes
		}
	}
	return item.Minutes
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

// deepest is how far departments are indented.
const deepest = 6

func (s *site) term(t *hub.Term) Term {
	out := Term{Type: t.Type, ID: t.ID, Name: t.Name, URL: t.URL, Depth: min(t.Depth, deepest), Count: len(t.Pages)}
	switch t.Type {
	case "app":
		if app, ok := s.hub.Config.App(t.ID); ok {
			out.Vendor, out.Help = app.Vendor, app.Help.Value
			out.Icon = s.image(s.hub.AssetAt(app.Icon.Value), "")
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

func (s *site) peopleOf(people []*hub.Person) []Person {
	out := make([]Person, len(people))
	for i, p := range people {
		out[i] = s.people[p]
	}
	return out
}

// newPerson shows somebody by one of their profiles. It reads what is public
// of it, and nothing else.
func (s *site) newPerson(p *hub.Person, page *hub.Page) Person {
	profile := page.Profile
	out := Person{
		ID: p.ID, Name: page.Title, URL: page.URL, Initials: Initials(page.Title), Hue: hueOf(p.ID),
		Pronouns: profile.Pronouns, Job: profile.Job, Photo: s.image(p.Photo, page.Title),
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
		out.Languages = append(out.Languages, Term{Type: "language", ID: lang.Value, Name: LanguageName(lang.Value)})
	}
	for _, role := range p.Roles {
		out.Roles = append(out.Roles, s.role(role))
	}
	for _, c := range profile.Competencies {
		out.Competencies = append(out.Competencies, s.competence(c))
	}
	slices.SortStableFunc(out.Competencies, func(a, b Competence) int { return b.Level - a.Level })
	for _, h := range profile.Availability.Hours {
		hours := Hours{DayIDs: h.Days, From: h.From, To: h.To, Where: h.Where}
		hours.Days = s.days(h.Days)
		out.Availability = append(out.Availability, hours)
	}
	return out
}

// reachable reports whether there is a way or a time to find somebody.
func (p Person) reachable() bool {
	return p.Contact != Contact{} || p.Availability != nil || p.AvailabilityText != ""
}

func (s *site) in(text strictyaml.Localized) string {
	return text.In(s.lang.Code, s.hub.Config.DefaultLang())
}

func (s *site) role(role *hub.Role) Term {
	page := role.In(s.lang.Code)
	return Term{Type: "role", ID: role.ID, Name: page.Title, URL: page.URL}
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

func (s *site) days(ids []string) string { return Days(ids, s.word) }

// Days names days of the week; three or more in a row become "Mo–Fr". word
// gives the words of the interface.
func Days(ids []string, word func(key string) string) string {
	var parts []string
	for i := 0; i < len(ids); {
		end := i
		for end+1 < len(ids) && slices.Index(source.Days, ids[end+1]) == slices.Index(source.Days, ids[end])+1 {
			end++
		}
		if end-i < 2 {
			end = i
		}
		name := word("day_" + ids[i])
		if end > i {
			name += "–" + word("day_"+ids[end])
		}
		parts = append(parts, name)
		i = end + 1
	}
	return strings.Join(parts, ", ")
}

// Initials are the first letters of the first and the last name, not of titles.
func Initials(name string) string {
	name = personname.Parse(name).Plain()
	var letters []rune
	for _, part := range strings.Fields(name) {
		r := []rune(part)[0]
		if unicode.IsLetter(r) && (unicode.IsUpper(r) || !unicode.IsLower(r)) {
			letters = append(letters, r)
		}
	}
	if len(letters) == 0 {
		for _, r := range name {
			if unicode.IsLetter(r) {
				letters = append(letters, unicode.ToUpper(r))
				break
			}
		}
	}
	if len(letters) > 2 {
		letters = []rune{letters[0], letters[len(letters)-1]}
	}
	return string(letters)
}

// hueOf spreads people over the colour circle, the same each time.
func hueOf(id string) int {
	h := fnv.New32a()
	h.Write([]byte(id))
	return int(h.Sum32() % 360)
}

// safeURL lets an address pass only if its scheme cannot run scripts. The
// checks have told the writer; this holds even where they are muted.
func safeURL(address string) template.URL {
	u, err := url.Parse(address)
	if err != nil || !slices.Contains([]string{"http", "https", "mailto", "tel", "msteams", "sip", "xmpp", "matrix", "slack"}, strings.ToLower(u.Scheme)) {
		return ""
	}
	return template.URL(u.String())
}
