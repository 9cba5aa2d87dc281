package render

import "math"

// Burden is what somebody carries for the network, see hub.Burden. Numbers are
// written as readers of the language do.
type Burden struct {
	Person Person
	Users  string // colleagues that they serve, about
	Pages  int
	Waits  int    // questions
	Hours  string // agreed a week; "" where nobody may know
	Much   bool   // it is much more than others carry
}

// burdens are those of the people who agreed to be shown, by name, and how many
// others there are. Nil where site.yaml does not want them.
func (s *site) burdens() (shown []Burden, others int) {
	if s.hub.Config.Privacy.Load != "on" {
		return nil, 0
	}
	for _, p := range s.lang.People {
		b := s.hub.Burden(p)
		switch {
		case p.Left || b.Users == 0 && b.Pages == 0:
		case !p.Weighed:
			others++
		default:
			row := Burden{Person: s.people[p], Users: s.lang.Number(math.Round(b.Users)), Pages: b.Pages, Waits: b.Waits, Much: s.hub.CarriesMuch(p)}
			if b.Hours > 0 {
				row.Hours = s.lang.Number(b.Hours)
			}
			shown = append(shown, row)
		}
	}
	return shown, others
}
