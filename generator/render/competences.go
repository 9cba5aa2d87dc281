package render

import (
	"slices"
	"strconv"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
)

// Competences is the page of who knows what, of all people.
type Competences struct {
	CSV     string       // URL of the same as a file
	Levels  []Level      // best first
	Groups  []TopicGroup // apps, and what else people know
	Filters []Filter     // "department", and "gap" with the values of Topic.Gap
}

// Level is how well somebody knows something.
type Level struct {
	N    int    // 1 to 4
	Name string // aware, practised, expert, teaches; in the reader's language
}

// TopicGroup are topics of one sort.
type TopicGroup struct {
	Name   string
	Topics []Topic
}

// Topic is something that people know.
type Topic struct {
	Name        string
	URL         string      // of the app; "" for free words
	Levels      [][]Skilled // who knows it, in the order of Competences.Levels
	Experts     int         // people of the two best levels
	Gap         string      // "single": one expert only; "none": no expert; "nobody": nobody at all; "" else
	Departments []Term      // of all these people
}

// Skilled is somebody who knows a topic.
type Skilled struct {
	Name, URL, Note string
	Away            bool
	Departments     []Term // home department and those that are served
}

// competencesPage renders who knows what, of all people.
func (s *site) competencesPage() ([]byte, diag.List) {
	v := s.newOwnView("competences")
	page := &Competences{CSV: s.home + "competences.csv"}
	for level := 4; level > 0; level-- {
		page.Levels = append(page.Levels, Level{level, s.word("competence_" + strconv.Itoa(level))})
	}
	apps, others := TopicGroup{Name: s.word("terms_app")}, TopicGroup{Name: s.word("competences_other")}
	var rows counter // that have somebody of a department, or a gap
	shown := map[*hub.Person]skilledIn{}
	topics := s.hub.Topics(s.lang)
	for _, t := range topics {
		topic := Topic{Name: t.Name, Experts: t.Experts, Levels: make([][]Skilled, 4)}
		group := &others
		if t.App != nil {
			group, topic.URL = &apps, t.App.URL
		}
		switch {
		case len(t.People) == 0:
			topic.Gap = "nobody"
		case t.Experts == 0:
			topic.Gap = "none"
		case t.Experts == 1:
			topic.Gap = "single"
		}
		if topic.Gap != "" {
			rows.add(Term{Type: "gap", ID: topic.Gap, Name: s.word("competences_" + topic.Gap)})
		}
		in := map[string]bool{}
		for _, p := range t.People {
			person, ok := shown[p.Person]
			if !ok {
				person = s.skilledIn(p.Person)
				shown[p.Person] = person
			}
			out := person.Skilled
			out.Note = p.Note
			topic.Levels[4-p.Level] = append(topic.Levels[4-p.Level], out)
			for _, d := range person.departments {
				if !in[d.ID] {
					in[d.ID] = true
					topic.Departments = append(topic.Departments, d)
					rows.add(d)
				}
			}
		}
		group.Topics = append(group.Topics, topic)
	}
	for _, group := range []TopicGroup{apps, others} {
		if len(group.Topics) > 0 {
			page.Groups = append(page.Groups, group)
		}
	}
	page.Filters = rows.filters(s, len(topics), filterType{name: "department", all: true}, filterType{name: "gap", order: gaps})
	v.Competences = page
	return s.execute(v)
}

// gaps are the values of Topic.Gap, in the order in which they are filtered by.
var gaps = []string{"single", "none", "nobody"}

// skilledIn is somebody on the page of competences, with whom they serve.
type skilledIn struct {
	Skilled
	departments []Term
}

func (s *site) skilledIn(p *hub.Person) skilledIn {
	person := s.people[p]
	out := skilledIn{Skilled: Skilled{Name: person.Name, URL: person.URL, Away: person.Away}}
	for _, d := range append([]Term{person.Department}, person.Serves...) {
		if d.ID != "" && !slices.ContainsFunc(out.departments, func(t Term) bool { return t.ID == d.ID }) {
			out.departments = append(out.departments, d)
		}
	}
	out.Departments = out.departments
	return out
}
