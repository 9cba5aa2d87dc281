package hub

import (
	"cmp"
	"slices"
	"time"
)

// Move is when a page's state changed: its field state:, and of a profile
// status:, by their values. Without the field a page has the first of them.
type Move struct {
	From string // "" where the page was written
	To   string
	At   time.Time // never zero
}

// InState is since when the page has the state that it has, as far as git
// knows; zero if it does not.
func (p *Page) InState() time.Time {
	if len(p.Moves) > 0 {
		state, _ := p.State()
		if last := p.Moves[len(p.Moves)-1]; last.To == state.Name {
			return last.At
		}
	}
	return time.Time{}
}

// CompareStates sorts pages of one kind by their states, as boards have them.
func CompareStates(a, b *Page) int {
	order := func(p *Page) int {
		state, _ := p.State()
		return slices.Index(p.Kind.States, state)
	}
	return cmp.Compare(order(a), order(b))
}
