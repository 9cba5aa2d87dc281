package hub

import (
	"iter"
	"slices"
)

// askMost is how many people those who work in a department are led to.
const askMost = 6

// keyUsers are those of one department; in each group who is away comes last.
type keyUsers struct {
	home    []*Person // who work in it
	serving []*Person // who say that they serve it, perhaps some of home too
}

// KeyUsers are a department's key users: who works in it, then who else serves
// it; of both who is away last.
func (h *Hub) KeyUsers(department string) []*Person {
	group := h.keyUsers[department]
	return once(slices.Concat(group.home, group.serving))
}

// AskIn are the people whom those who work in a department ask, best first and
// at most six: its key users and those of the departments above it. Who works
// nearest comes first, then who serves nearest; those who are equally near take
// turns, as in Ask.
func (h *Hub) AskIn(department string) []*Person {
	var home, serving []*Person
	for id := range h.upFrom(department) {
		home, serving = append(home, h.InTurn(department, h.keyUsers[id].home)...), append(serving, h.InTurn(department, h.keyUsers[id].serving)...)
	}
	people := once(slices.Concat(home, serving))
	return people[:min(askMost, len(people))]
}

// once are the people without repetitions.
func once(people []*Person) []*Person {
	seen := map[*Person]bool{}
	return slices.DeleteFunc(people, func(p *Person) bool {
		twice := seen[p]
		seen[p] = true
		return twice
	})
}

// IsThere reports whether somebody can be asked at present.
func (p *Person) IsThere() bool { return !p.Left && !p.Away }

// There are those of the people who can be asked at present.
func There(people []*Person) []*Person {
	return slices.DeleteFunc(slices.Clone(people), func(p *Person) bool { return !p.IsThere() })
}

// isKeyUser reports whether somebody is a key user at present: counts for
// coverage, though perhaps away, or would if anybody had the role that it is
// counted for.
func (h *Hub) isKeyUser(p *Person) bool {
	role := h.coverage
	if role != nil && len(role.Holders) == 0 {
		role = nil
	}
	return h.covers(p, role) && h.tenure(p) == present
}

// groupKeyUsers finds the key users of all departments.
func (h *Hub) groupKeyUsers() map[string]keyUsers {
	home, serving := map[string][]*Person{}, map[string][]*Person{}
	for _, p := range h.People {
		if !h.isKeyUser(p) {
			continue
		}
		home[p.Department] = append(home[p.Department], p)
		for _, id := range p.Serves {
			serving[id] = append(serving[id], p)
		}
	}
	for _, groups := range []map[string][]*Person{home, serving} {
		for _, people := range groups {
			slices.SortStableFunc(people, func(a, b *Person) int { return compareBool(a.Away, b.Away) })
		}
	}
	all := map[string]keyUsers{}
	for _, d := range h.Config.Organisation.Departments {
		all[d.ID.Value] = keyUsers{home[d.ID.Value], serving[d.ID.Value]}
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
