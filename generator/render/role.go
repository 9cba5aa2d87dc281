package render

import (
	"slices"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

var _ = kind(hub.RoleKind, kindView[*source.Role, *hub.RolePage]{
	page: func(s *site, p rolePage) any { return s.roleDetails(p) },
})

type rolePage = kindPage[*source.Role, *hub.RolePage]

// Role is what only a role has.
type Role struct {
	Purposes, Qualities, Formats []string
	Tasks                        []TaskGroup
	Hours                        string // "2–4", hours a week; "" if not agreed
	Percent                      string // "5–10"
	UsersPerHolder               int
	ReportsTo, WorksWith         []Link     // URL "" where it is not a role of the hub
	Boundaries                   []Boundary // in the order of the table's columns; only those with entries
	Holders                      []Person
	Agreement                    string    // URL of a PDF file to fill in and sign
	Contents                     []Heading // of all that the page shows, with those of its text
}

// TaskGroup is a group of tasks.
type TaskGroup struct {
	Name  string
	Items []string
}

func (s *site) roleDetails(p rolePage) *Role {
	role := &Role{
		Purposes: p.Fields.Purposes, Qualities: p.Fields.Qualities, Formats: p.Fields.Formats,
		Hours:          s.lang.Range(p.Fields.Time.HoursPerWeek),
		Percent:        s.lang.Range(p.Fields.Time.Percent),
		UsersPerHolder: p.Fields.UsersPerHolder, Agreement: besideURL(p.Page, ".pdf"),
		ReportsTo: s.rolesOrWords(p.Own.ReportsTo), WorksWith: s.rolesOrWords(p.Own.WorksWith),
	}
	for _, group := range p.Fields.Tasks {
		role.Tasks = append(role.Tasks, TaskGroup{Name: group.Group, Items: group.Items})
	}
	role.Boundaries = s.roleBoundaries(p)
	holders := slices.DeleteFunc(slices.Clone(s.lang.People), func(person *hub.Person) bool {
		return !slices.Contains(p.Own.Role.Holders, person)
	})
	role.Holders = s.peopleOf(holders)
	role.Contents = s.roleContents(role, contents(p.Page, p.Doc))
	return role
}

// roleContents are the headings of what a role's page shows around its text, and
// those of the text.
func (s *site) roleContents(r *Role, text []Heading) []Heading {
	var all []Heading
	add := func(shown bool, id, key string) {
		if shown {
			all = append(all, Heading{ID: id, Text: s.word(key)})
		}
	}
	add(len(r.Purposes) > 0, "_purposes", "purposes")
	add(len(r.Tasks) > 0, "_tasks", "tasks")
	add(len(r.Boundaries) > 0, "_boundaries", "boundaries")
	all = append(all, text...)
	add(len(r.Qualities)+len(r.Formats)+len(r.ReportsTo)+len(r.WorksWith) > 0, "_qualities", "role_more")
	add(len(r.Holders) > 0, "_holders", "holders")
	return all
}

// rolesOrWords links those that are roles of the hub.
func (s *site) rolesOrWords(all []hub.RoleOrWords) []Link {
	links := make([]Link, len(all))
	for i, one := range all {
		links[i].Title = one.Name(s.lang.Code)
		if one.Role != nil {
			page := one.Role.In(s.lang.Code)
			links[i].URL, links[i].Lang = page.URL, s.foreign(page.Lang)
		}
	}
	return links
}

func (s *site) role(role *hub.Role) Term {
	page := role.In(s.lang.Code)
	return Term{Type: "role", ID: role.ID, Name: page.Title, URL: page.URL, Lang: s.foreign(page.Lang)}
}
