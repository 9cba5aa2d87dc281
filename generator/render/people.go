package render

import (
	"html/template"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// People is the directory of all profiles. What its filters know stands in
// people.json, see directory in directory.go.
type People struct {
	Content template.HTML
	Groups  []PeopleGroup // by department
	Count   int
}

// PeopleGroup are the people of a department.
type PeopleGroup struct {
	Department Term
	People     []Person
}

// peopleURL is where people are found, "" in a hub without any.
func (s *site) peopleURL() string {
	if len(s.hub.People) == 0 {
		return ""
	}
	return s.peopleFolder().URL
}

// peopleFolder is the folder of the profiles, nil in a hub without any.
func (s *site) peopleFolder() *hub.Folder { return s.lang.FolderOf(source.ProfileKind) }

// peoplePage renders the directory of all profiles.
func (s *site) peoplePage() ([]byte, diag.List) {
	title := s.word("kinds_profile")
	v := s.newView("people", title, s.view.PeopleURL)
	v.Breadcrumbs = []Link{{Title: s.view.Title, URL: s.home}}
	s.languages(v, func(lang *hub.Language) string { return s.sites[lang.Code].view.PeopleURL })
	people := &People{}
	if text := textOf(s.peopleFolder()); text != nil {
		v.Title, v.Summary = text.Title, text.Summary
		people.Content = s.indexText(text)
	}
	groups := map[string]*PeopleGroup{}
	for _, p := range s.lang.People {
		if p.Left {
			continue
		}
		person := s.people[p]
		people.Count++
		group := groups[p.Department]
		if group == nil {
			group = &PeopleGroup{Department: person.Department}
			groups[p.Department] = group
		}
		group.People = append(group.People, person)
	}
	for _, department := range s.lang.Departments {
		if group := groups[department.ID]; group != nil {
			people.Groups = append(people.Groups, *group)
		}
	}
	if group := groups[""]; group != nil {
		people.Groups = append(people.Groups, *group)
	}
	v.People = people
	return s.execute(v)
}
