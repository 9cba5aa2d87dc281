package hub

// Burden is what somebody carries for the network.
type Burden struct {
	Users float64 // colleagues in the departments that they serve; where several serve one, their part of it
	Pages int     // that they keep true, each once whatever its languages
	Waits int     // of these those that wait for their answer
	Hours float64 // a week, as agreed and published; 0 if that is not known

	perHour float64 // all of it for each hour a week: what CarriesMuch and Ask compare
}

// heavy is how many times as much as the average of the network somebody
// carries who is said to carry much.
const heavy = 1.5

// Burden is what somebody carries.
func (h *Hub) Burden(p *Person) Burden { return h.burdens[p] }

// CarriesMuch reports whether somebody carries much more than others do who
// carry something, for the hours that they have.
func (h *Hub) CarriesMuch(p *Person) bool { return h.burdens[p].perHour > heavy*h.burden }

// weighBurdens works out what everybody carries who is there: one page counts
// as much as one colleague, and twice as much while it waits for an answer.
// Where no hours are published, those of the role count; of what tasks leave of
// them an eighth is always there. Nobody carries nothing: who has just begun is
// asked often, and not always.
func (h *Hub) weighBurdens() {
	h.burdens = map[*Person]Burden{}
	coverage := h.Coverage(h.People)
	users := map[*Person]float64{}
	for _, d := range coverage.Departments {
		for _, p := range d.People {
			users[p] += float64(d.Served) / float64(len(d.People))
		}
	}
	sum, carriers := 0.0, 0
	for _, p := range h.People {
		if p.Left {
			continue
		}
		b := Burden{Users: users[p]}
		seen := map[*Versions]bool{}
		for _, page := range p.Wrote {
			if page.Owner != p || page.Index || page.Person() != nil || seen[page.Translations] {
				continue
			}
			seen[page.Translations] = true
			b.Pages++
			if page.Own.Waits() {
				b.Waits++
			}
		}
		hours := max(coverage.Hours, 1)
		if agreed := p.Main.Profile().Time.HoursPerWeek; agreed != nil && agreed.Max > 0 {
			b.Hours, hours = agreed.Max, agreed.Max
		}
		if load := h.Load(p); load.Agreed > 0 {
			hours *= max(1.0/8, 1-load.Taken/load.Agreed)
		}
		b.perHour = (1 + b.Users + float64(b.Pages+b.Waits)) / hours
		h.burdens[p] = b
		if !p.Away && b.Users+float64(b.Pages) > 0 {
			sum += b.perHour
			carriers++
		}
	}
	h.burden = sum / float64(max(1, carriers))
}
