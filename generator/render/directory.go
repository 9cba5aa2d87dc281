package render

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/phone"
	"ankerplatz/generator/words"
)

// directory is people.json: what a browser needs to find people by, and to
// tell readers who their own key user is. It holds what is to be seen on
// profiles anyway, without what lacks consent and without people who left.
// Things are named once and meant by their place in the lists, from 0; what is
// empty is left out.
type directory struct {
	Departments []directoryDepartment `json:"departments"`
	Locations   []directoryTerm       `json:"locations"`
	Topics      []directoryTerm       `json:"topics"`
	Roles       []directoryTerm       `json:"roles"`
	Languages   []directoryTerm       `json:"languages"`
	People      []directoryPerson     `json:"people"` // by name
}

type directoryTerm struct {
	ID   string `json:"i"`
	Name string `json:"n"`
	App  int    `json:"a,omitempty"` // topics: 1 for an app
}

type directoryDepartment struct {
	ID   string `json:"i"`
	Name string `json:"n"`
	Up   *int   `json:"u,omitempty"` // the department above
	Ask  []int  `json:"a,omitempty"` // its key users, best first (see hub.AskIn), as far as the first who is there or has a stand-in
}

type directoryPerson struct {
	ID          string           `json:"i"`
	Name        string           `json:"n"`
	URL         string           `json:"u,omitempty"` // where it is not <language>/people/<id>/
	Initials    *string          `json:"s,omitempty"` // where they are not those of the name's first and last word
	Hue         int              `json:"c"`           // 0 to 11
	Photo       string           `json:"p,omitempty"` // with consent
	Job         string           `json:"j,omitempty"`
	Departments []int            `json:"d,omitempty"` // home, then those that are served
	Location    *int             `json:"l,omitempty"`
	Topics      [][2]int         `json:"t,omitempty"` // with the level, 1 to 4; best first
	Roles       []int            `json:"r,omitempty"`
	Languages   []int            `json:"g,omitempty"` // with consent
	Hours       []directoryHours `json:"h,omitempty"` // with consent
	Away        int              `json:"a,omitempty"` // 1: away
	StandIn     *int             `json:"f,omitempty"` // who stands in while away
	Phone       []string         `json:"o,omitempty"` // with consent: the number, and its address
	Email       string           `json:"e,omitempty"` // with consent
	Chat        string           `json:"k,omitempty"` // with consent: an address
	Lang        string           `json:"v,omitempty"` // of the job and of where the hours are, where it is not the page's
}

// directoryHours are office hours: days as digits (1 is Monday), from, to,
// where; the times as "09:00" in the person's own time zone, which the hub does
// not know.
type directoryHours [4]string

// places gives each thing its place in a list, in the order of asking.
type places struct {
	at   map[string]int
	list []directoryTerm
}

func newPlaces() *places { return &places{at: map[string]int{}, list: []directoryTerm{}} }

func (p *places) of(t Term) int {
	if at, ok := p.at[t.ID]; ok {
		return at
	}
	p.at[t.ID] = len(p.list)
	p.list = append(p.list, directoryTerm{ID: t.ID, Name: t.Name, App: b2i(t.Type == "app")})
	return p.at[t.ID]
}

func (p *places) all(terms []Term) []int {
	var all []int
	for _, t := range terms {
		if t.ID == "" {
			continue
		}
		if at := p.of(t); !slices.Contains(all, at) {
			all = append(all, at)
		}
	}
	return all
}

// initialsBeside are the initials that people.json has beside a name; nil where
// they are what browsers make of it.
func initialsBeside(name string) *string {
	initials := words.Initials(name)
	if initials == outer(name) {
		return nil
	}
	return &initials
}

// outer returns the first letters of a name's first and last word, as
// themes/default/assets/js/people/data.js makes them.
func outer(name string) string {
	words := strings.Split(name, " ")
	first, last := []rune(words[0]), []rune(words[len(words)-1])
	if len(words) < 2 || len(first) == 0 || len(last) == 0 {
		return ""
	}
	return string([]rune{first[0], last[0]})
}

// peopleJSON makes people.json.
func (s *site) peopleJSON() ([]byte, diag.List) {
	departments, locations, topics, roles, languages := newPlaces(), newPlaces(), newPlaces(), newPlaces(), newPlaces()
	for _, t := range s.lang.Departments {
		departments.of(s.term(t))
	}
	var there []*hub.Person
	at := map[*hub.Person]int{}
	for _, p := range s.lang.People {
		if !p.Left {
			at[p] = len(there)
			there = append(there, p)
		}
	}
	place := func(list *places, t Term) *int {
		if t.ID == "" {
			return nil
		}
		i := list.of(t)
		return &i
	}
	d := directory{People: make([]directoryPerson, 0, len(there)), Departments: make([]directoryDepartment, 0, len(s.lang.Departments))}
	for _, p := range there {
		person := s.people[p]
		entry := directoryPerson{
			ID: person.ID, Name: person.Name, Initials: initialsBeside(person.Name), Hue: hueClass(person.Hue), Job: person.Job, Away: b2i(person.Away), Email: person.Contact.Email,
			Chat: string(person.Contact.Chat), Lang: person.Lang,
			Departments: departments.all(append([]Term{person.Department}, person.Serves...)),
			Location:    place(locations, person.Location),
			Roles:       roles.all(person.Roles), Languages: languages.all(person.Languages),
		}
		if person.URL != s.home+"people/"+person.ID+"/" {
			entry.URL = person.URL
		}
		number := cmp.Or(person.Contact.Phone, person.Contact.Mobile)
		if address := phone.Parse(number).URI(); address != "" {
			entry.Phone = []string{number, address}
		}
		if person.Photo != nil {
			entry.Photo = person.Photo.URL
		}
		for _, c := range person.Competencies {
			topic := Term{ID: c.ID, Name: c.Topic}
			if c.URL != "" {
				topic.Type = "app"
			}
			entry.Topics = append(entry.Topics, [2]int{topics.of(topic), c.Level})
		}
		for _, h := range person.Availability {
			if len(h.DayIDs) > 0 && h.From != "" && h.To != "" {
				entry.Hours = append(entry.Hours, directoryHours{weekdays(h.DayIDs), h.From, h.To, h.Where})
			}
		}
		if deputy := p.StandIn(); p.Away && deputy != nil {
			i := at[deputy]
			entry.StandIn = &i
		}
		d.People = append(d.People, entry)
	}
	for _, t := range s.lang.Departments {
		entry := directoryDepartment{ID: t.ID, Name: t.Name}
		if t.Above != nil {
			entry.Up = place(departments, s.term(t.Above))
		}
		for _, p := range s.hub.AskIn(t.ID) {
			entry.Ask = append(entry.Ask, at[p])
			if !p.Away || p.StandIn() != nil {
				break
			}
		}
		d.Departments = append(d.Departments, entry)
	}
	d.Locations, d.Topics, d.Roles, d.Languages = locations.list, topics.list, roles.list, languages.list
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(d) // these types always encode
	return b.Bytes(), nil
}

// weekdays are days as digits: 1 is Monday (ISO 8601).
func weekdays(ids []string) string {
	var b strings.Builder
	for _, id := range ids {
		b.WriteByte('1' + byte(slices.Index(words.Days, id)))
	}
	return b.String()
}
