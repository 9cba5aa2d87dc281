package hub

import (
	"iter"
	"slices"
)

// keyUsersMost is how many people are named for a department.
const keyUsersMost = 6

// KeyUsers are the people whom those who work in a department ask, best first
// and at most six: who works in it, in the department above it and so on up;
// then who serves it, or one above it. Of each of these groups who is away
// comes last.
func (h *Hub) KeyUsers(department string) []*Person { return h.keyUsers[department] }

// IsKeyUser reports whether somebody is a key user at present: counts for
// coverage, though perhaps away, or would if anybody had the role that it is
// counted for.
func (h *Hub) IsKeyUser(p *Person) bool {
	role := h.coverage
	if role != nil && len(role.Holders) == 0 {
		role = nil
	}
	return h.covers(p, role) && h.tenure(p) == present
}

// allKeyUsers works out KeyUsers of all departments.
func (h *Hub) allKeyUsers() map[string][]*Person {
	home, serving := map[string][]*Person{}, map[string][]*Person{}
	for _, p := range h.People {
		if !h.IsKeyUser(p) {
			continue
		}
		home[p.Department] = append(home[p.Department], p)
		for _, id := range p.Serves {
			serving[id] = append(serving[id], p)
		}
	}
	for _, people := range []map[string][]*Person{home, serving} {
		for _, group := range people {
			slices.SortStableFunc(group, func(a, b *Person) int { return compareBool(a.Away, b.Away) })
		}
	}
	all := make(map[string][]*Person, len(h.Config.Organisation.Departments))
	for _, d := range h.Config.Organisation.Departments {
		var people []*Person
		up := h.upFrom(d.ID.Value)
		for _, groups := range []map[string][]*Person{home, serving} {
			for id := range up {
				for _, p := range groups[id] {
					if len(people) < keyUsersMost && !slices.Contains(people, p) {
						people = append(people, p)
					}
				}
			}
		}
		all[d.ID.Value] = people
	}
	return all
}

// upFrom are the department and those above it, nearest first.
func (h *Hub) upFrom(id string) iter.Seq[string] {
	return func(yield func(string) bool) {
		at := id
		for range h.above { // in a circle, as many as there are
			if at == "" || !yield(at) {
				return
			}
			at = h.above[at]
		}
	}
}

// StandIn is who is asked while the person is away: the deputy, or the
// deputy's where that one is away too; nil if there is nobody.
func (p *Person) StandIn() *Person {
	seen := []*Person{p}
	for next := p.Deputy; next != nil && !slices.Contains(seen, next); next = next.Deputy {
		if !next.Away {
			return next
		}
		seen = append(seen, next)
	}
	return nil
}
