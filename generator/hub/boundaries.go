package hub

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/generator/source"
)

// Boundary is something that one side solves, as a role's page says.
type Boundary struct {
	Side string // one of source.Sides
	Text string
	See  []Target // what to read about it; all of them OK
}

// BoundaryGroup is what one side solves, as all roles of the hub say.
type BoundaryGroup struct {
	Side    string // one of source.Sides
	Role    *Role  // whose tasks they are, on the side "role"; nil on others
	Entries []BoundaryEntry
}

// BoundaryEntry is a Boundary with the roles that name it.
type BoundaryEntry struct {
	Boundary
	Lang  string  // of the text
	Roles []*Role // in the order of Boundaries
}

// boundaries resolves what a role's boundaries refer to.
func (l *linker) boundaries(p *Page, all *source.Boundaries) []Boundary {
	var boundaries []Boundary
	for _, side := range source.Sides {
		for _, entry := range all.Of(side) {
			if entry.Text == "" {
				continue
			}
			boundary := Boundary{Side: side, Text: entry.Text}
			for _, ref := range entry.See {
				target := Target{URL: ref.Value}
				if !source.IsAddress(ref.Value) {
					target = l.pageReference(p, ref)
				}
				if target.OK() {
					boundary.See = append(boundary.See, target)
				}
			}
			boundaries = append(boundaries, boundary)
		}
	}
	return boundaries
}

// solvers are source.Sides in the order in which they are believed where several
// are said to solve a page: whoever is named last.
var solvers = []string{"unsolved", "employee", "role", "department", "it"}

// sides tells each page who solves what it is about: an entry of boundaries that
// names it, in whatever language, says so. One that names a part of a page says
// nothing of the whole.
func (l *linked) sides() {
	for _, p := range l.pages {
		for _, boundary := range p.Boundaries() {
			for _, target := range boundary.See {
				if target.Page == nil || target.Frag != "" {
					continue
				}
				for _, version := range l.versions[target.Page].Pages {
					if slices.Index(solvers, boundary.Side) > slices.Index(solvers, version.Side) {
						version.Side = boundary.Side
					}
				}
			}
		}
	}
}

// Boundaries returns who solves what for readers of a language: the tasks of
// each role, and what all of them leave to others, the same words once. Roles
// come in reading order; one that the language lacks is taken from another.
func (h *Hub) Boundaries(lang *Language) []BoundaryGroup {
	roles := slices.Clone(h.Roles)
	slices.SortStableFunc(roles, func(a, b *Role) int {
		p, q := a.In(lang.Code), b.In(lang.Code)
		return cmp.Or(CompareWeights(p.Meta.Weight, q.Meta.Weight), strings.Compare(p.Title, q.Title))
	})
	var groups []BoundaryGroup
	for _, side := range source.Sides {
		shared := BoundaryGroup{Side: side}
		for _, role := range roles {
			group := &shared
			if side == "role" {
				group = &BoundaryGroup{Side: side, Role: role}
			}
			page := role.In(lang.Code)
			for _, boundary := range page.Boundaries() {
				if boundary.Side == side {
					group.add(boundary, role, page.Lang)
				}
			}
			if group != &shared && len(group.Entries) > 0 {
				groups = append(groups, *group)
			}
		}
		if len(shared.Entries) > 0 {
			groups = append(groups, shared)
		}
	}
	return groups
}

func (g *BoundaryGroup) add(boundary Boundary, role *Role, lang string) {
	for i := range g.Entries {
		same := &g.Entries[i]
		if same.Text != boundary.Text || same.Lang != lang {
			continue
		}
		if !slices.Contains(same.Roles, role) {
			same.Roles = append(same.Roles, role)
		}
		for _, target := range boundary.See {
			if !slices.Contains(same.See, target) {
				same.See = append(slices.Clip(same.See), target)
			}
		}
		return
	}
	g.Entries = append(g.Entries, BoundaryEntry{Boundary: boundary, Lang: lang, Roles: []*Role{role}})
}

// HasBoundaries reports whether any role says who solves what.
func (h *Hub) HasBoundaries() bool {
	return slices.ContainsFunc(h.Pages, func(p *Page) bool { return len(p.Boundaries()) > 0 })
}
