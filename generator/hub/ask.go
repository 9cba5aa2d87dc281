package hub

import (
	"cmp"
	"slices"
	"strings"
)

// level is how well a person knows an app: 0 not at all, 4 teaches it.
func (p *Person) level(app string) int {
	return p.Main.Profile().Level(app)
}

// Ask returns whom to ask about a page, best first: who knows its apps best,
// then who serves its departments, then who wrote it. At most n, and nobody
// who left; for who is away the deputy is asked, and they themselves come last.
func (h *Hub) Ask(p *Page, n int) []*Person {
	type candidate struct {
		person *Person
		score  int
	}
	scores := map[*Person]int{}
	for _, term := range p.Apps {
		for _, person := range term.People {
			scores[person] += 4 * person.level(term.ID)
		}
	}
	for _, term := range p.Departments {
		people := term.People
		if len(people) == 0 {
			people = h.AskIn(term.ID)
		}
		for _, person := range people {
			scores[person] += 3
		}
	}
	for _, person := range slices.Concat(p.Authors, []*Person{p.Owner}, p.Own.Contributors()) {
		if person != nil {
			scores[person] += 2
		}
	}
	standIns := map[*Person]int{}
	for person, score := range scores {
		if person.Away && !person.Left {
			if deputy := person.StandIn(); deputy != nil {
				standIns[deputy] = max(standIns[deputy], score-1)
			}
		}
	}
	for deputy, score := range standIns {
		scores[deputy] = max(scores[deputy], score)
	}
	var all []candidate
	for person, score := range scores {
		if person.Left || person == p.Person() {
			continue
		}
		if _, speaks := person.Pages[p.Lang]; speaks {
			score += 6
		}
		if person.Away {
			score -= 100
		}
		all = append(all, candidate{person, score})
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.person.ID, b.person.ID))
	})
	people := make([]*Person, 0, n)
	for _, c := range all[:min(n, len(all))] {
		people = append(people, c.person)
	}
	return people
}
