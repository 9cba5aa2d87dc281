package hub

import (
	"slices"
	"strings"

	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// RoleKind are roles.
var RoleKind = kind(source.RoleKind, (*linker).rolePage)

// RolePage is what a role's page adds.
type RolePage struct {
	Nothing
	fields               *source.Role
	Role                 *Role
	ReportsTo, WorksWith []RoleOrWords
	Boundaries           []Boundary // who solves what, in the order of source.Sides
}

// RoleOrWords is whom somebody works with: a role of the hub, or in words.
type RoleOrWords struct {
	Role  *Role // nil for words
	Words string
}

// Name is what it is called for readers of a language.
func (r RoleOrWords) Name(lang string) string {
	if r.Role == nil {
		return r.Words
	}
	return r.Role.In(lang).Title
}

func isRole(p *Page) bool {
	_, ok := p.Fields.(*source.Role)
	return ok
}

func (l *linker) rolePage(p *Page, fields *source.Role) *RolePage {
	return &RolePage{
		fields: fields, Role: l.roleCalled[p.Name],
		ReportsTo: l.rolesOrWords(fields.ReportsTo), WorksWith: l.rolesOrWords(fields.WorksWith),
		Boundaries: l.boundaries(p, &fields.Boundaries),
	}
}

// rolesOrWords finds the roles that are meant, by id or title.
func (l *linker) rolesOrWords(texts []strictyaml.Text) []RoleOrWords {
	all := make([]RoleOrWords, len(texts))
	for i, text := range texts {
		all[i].Words = text.Value
		at := slices.IndexFunc(l.roles, func(r *Role) bool { return r.isCalled(text.Value) })
		if at >= 0 {
			all[i].Role = l.roles[at]
		}
	}
	return all
}

func (r *Role) isCalled(text string) bool {
	for _, p := range r.Pages {
		if p.Slug == text || strings.EqualFold(p.Title, text) {
			return true
		}
	}
	return r.ID == text
}

// Role is the role that the page describes, nil if it describes none.
func (p *Page) Role() *Role {
	if own, ok := p.Own.(*RolePage); ok {
		return own.Role
	}
	return nil
}

// Boundaries say who solves what; only the page of a role does.
func (p *Page) Boundaries() []Boundary {
	if own, ok := p.Own.(*RolePage); ok {
		return own.Boundaries
	}
	return nil
}

// Fields are what the writer says of the role.
func (r *RolePage) Fields() *source.Role { return r.fields }

// work is how many users one holder can serve, and how many hours a week the
// role takes at least; 0 where its page does not say.
func (r *Role) work() (users int, hours float64) {
	fields := r.Main.Own.(*RolePage).fields
	return max(0, fields.UsersPerHolder), fields.Time.HoursPerWeek.Min
}

// Links are what to read about the boundaries.
func (r *RolePage) Links() []Target {
	var links []Target
	for _, boundary := range r.Boundaries {
		links = append(links, boundary.See...)
	}
	return links
}

// Texts are everything but what others solve: that leads to others.
func (r *RolePage) Texts(lang *Language) Texts {
	var texts Texts
	texts.add(r.fields.Purposes...)
	for _, group := range r.fields.Tasks {
		texts.add(append([]string{group.Group}, group.Items...)...)
	}
	texts.add(slices.Concat(r.fields.Qualities, r.fields.Formats)...)
	for _, other := range slices.Concat(r.ReportsTo, r.WorksWith) {
		texts.add(other.Name(lang.Code))
	}
	for _, boundary := range r.Boundaries {
		if boundary.Side == "role" {
			texts.add(boundary.Text)
		}
	}
	return texts
}
