package render

import (
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// Move is a state that a page had, and from when on.
type Move struct {
	State string // in the reader's language
	At    Date
}

// moves are the states that a page had, the first one first, if there were
// several; of people nothing is shown.
func (s *site) moves(p *hub.Page) []Move {
	if len(p.Moves) < 2 || p.Kind.States == nil {
		return nil
	}
	moves := make([]Move, len(p.Moves))
	for i, m := range p.Moves {
		moves[i] = Move{s.stateName(p.Kind, source.State{Name: m.To}), s.date(m.At)}
	}
	return moves
}
