package hub

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/words"
)

// level is how well a person knows an app: 0 not at all, 4 teaches it.
func (p *Person) level(app string) int {
	return p.Main.Profile().Level(app)
}

// Asked is somebody to ask.
type Asked struct {
	*Person
	Rank int // from 0; who is as good to ask as somebody else has the same
}

// Ask returns whom to ask about a page, best first: who knows its apps best,
// then who serves its departments, then who wrote it. Those who are equally good
// take turns: see turns. At most n, and nobody who left; for who is away the
// deputy is asked, and they themselves come last.
func (h *Hub) Ask(p *Page, n int) []Asked {
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
	turns := h.turns(p.Translations.Main.ID)
	slices.SortFunc(all, func(a, b candidate) int {
		if c := cmp.Compare(b.score, a.score); c != 0 {
			return c // without drawing lots
		}
		return turns(a.person, b.person)
	})
	asked := make([]Asked, 0, n)
	for i, c := range all[:min(n, len(all))] {
		rank := 0
		if i > 0 {
			if rank = asked[i-1].Rank; c.score < all[i-1].score {
				rank++
			}
		}
		asked = append(asked, Asked{c.person, rank})
	}
	return asked
}

// turns puts people who are equally good to ask about something into an order
// that is another every day, so that it is not always the same who is called:
// those first who have office hours on that day, and of these by lot.
//
// Who carries twice as much as somebody else, for each hour that they have, is
// drawn before them half as often. That is a race of exponential clocks, whose
// rates are what people can still carry; as they run by a hash of the day, of
// what it is about and of the person, all builds of a day draw alike, and whoever
// else comes or goes, two people keep their order (weighted rendezvous hashing:
// Schindelhauer, Schomaker 2005).
func (h *Hub) turns(about string) func(a, b *Person) int {
	day := h.Clock.Today().Format(time.DateOnly)
	lots := map[*Person]float64{}
	lot := func(p *Person) float64 {
		at, drawn := lots[p]
		if !drawn {
			sum := sha256.Sum256([]byte(day + "\n" + about + "\n" + p.ID))
			at = h.burdens[p].perHour * -math.Log((float64(binary.BigEndian.Uint64(sum[:])>>11)+0.5)/(1<<53))
			lots[p] = at
		}
		return at
	}
	return func(a, b *Person) int {
		return cmp.Or(
			compareBool(!h.holdsHours(a), !h.holdsHours(b)),
			cmp.Compare(lot(a), lot(b)),
			strings.Compare(a.ID, b.ID),
		)
	}
}

// holdsHours reports whether somebody has office hours on the day, as far as
// that may be said.
func (h *Hub) holdsHours(p *Person) bool {
	day := words.Days[(h.Clock.Today().Weekday()+6)%7]
	for _, hours := range p.Main.Profile().Availability.Hours {
		if slices.Contains(hours.Days, day) {
			return true
		}
	}
	return false
}

// InTurn are people who are equally good to ask about something, in the order
// of the day; who is away comes last.
func (h *Hub) InTurn(about string, people []*Person) []*Person {
	turns := h.turns(about)
	return slices.SortedFunc(slices.Values(people), func(a, b *Person) int {
		return cmp.Or(compareBool(a.Away, b.Away), turns(a, b))
	})
}
