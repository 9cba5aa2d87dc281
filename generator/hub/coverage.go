package hub

import (
	"cmp"
	"math"
	"slices"
	"time"

	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// leavingWithin is how long before the end of their time people are said to
// leave soon.
const leavingWithin = 90 * 24 * time.Hour

// Coverage is how well the departments are looked after by those who hold the
// role that site.yaml names under roles.coverage; without one by everybody who
// has a profile. Nobody who left counts anywhere.
type Coverage struct {
	Role        *Role // nil without one
	Target      int   // users that one holder can serve; 0 if the role does not say
	Departments []DepartmentCoverage
	Total       DepartmentCoverage // ID ""
}

// DepartmentCoverage is how well one department is looked after. Who serves n
// departments counts as 1/n in each, with 1/n of the hours.
type DepartmentCoverage struct {
	ID     string
	Users  int    // who work there
	By     string // the nearest department above that has People, where this one has none; else ""
	Served int    // users that People look after: its own, and those of departments whose By it is
	People []*Person
	Share  float64          // how many People count as
	Hours  strictyaml.Range // a week, agreed; of those who let it be published
	Told   int              // how many of People these are

	Away     []*Person // who would serve it; they count as nobody
	Leaving  []*Person // of People and Away, whose published end is near
	NoDeputy []*Person // of People and Away, for whom nobody who is there stands in
	Missing  int       // people more that the target asks for
}

// Coverage works out the coverage of all departments, in site.yaml's order, by
// the people given; lists of people keep their order.
func (h *Hub) Coverage(by []*Person) Coverage {
	c := Coverage{Role: h.coverageRole()}
	if c.Role != nil {
		if fields, ok := c.Role.Main.Fields.(*source.Role); ok {
			c.Target = max(0, fields.UsersPerHolder)
		}
	}
	departments := h.Config.Organisation.Departments
	at := make(map[string]int, len(departments))
	c.Departments = make([]DepartmentCoverage, len(departments))
	for i, d := range departments {
		c.Departments[i] = DepartmentCoverage{ID: d.ID.Value, Users: max(0, d.Users)}
		at[d.ID.Value] = i
		c.Total.Users += c.Departments[i].Users
	}
	for _, p := range by {
		if !h.covers(p, c.Role) {
			continue
		}
		served := p.served()
		if len(served) == 0 {
			continue
		}
		c.Total.add(h, p, 1)
		for _, id := range served {
			c.Departments[at[id]].add(h, p, 1/float64(len(served)))
		}
	}
	for i := range c.Departments {
		by := i
		for _, up := range h.upFrom(c.Departments[i].ID) {
			if len(c.Departments[at[up]].People) > 0 {
				by = at[up]
				break
			}
		}
		if by != i {
			c.Departments[i].By = c.Departments[by].ID
		}
		c.Departments[by].Served += c.Departments[i].Users
	}
	for i := range c.Departments {
		d := &c.Departments[i]
		d.Missing = missing(d.Served, d.Share, c.Target)
		c.Total.Missing += d.Missing
	}
	c.Total.Served = c.Total.Users
	return c
}

// missing is how many people more it takes to serve users.
func missing(users int, share float64, target int) int {
	if target == 0 {
		if users > 0 && share == 0 {
			return 1
		}
		return 0
	}
	const rounding = 1e-9 // three thirds are one
	return max(0, int(math.Ceil(float64(users)/float64(target)-share-rounding)))
}

func (d *DepartmentCoverage) add(h *Hub, p *Person, share float64) {
	if p.Away {
		d.Away = append(d.Away, p)
	} else {
		d.People = append(d.People, p)
		d.Share += share
		if hours := p.Main.Profile.Time.HoursPerWeek; !hours.IsZero() {
			d.Told++
			d.Hours.Min += hours.Min * share
			d.Hours.Max += hours.Max * share
		}
	}
	if h.LeavesSoon(p) {
		d.Leaving = append(d.Leaving, p)
	}
	if p.StandIn() == nil {
		d.NoDeputy = append(d.NoDeputy, p)
	}
}

// coverageRole is the role that coverage is counted for, nil without one.
func (h *Hub) coverageRole() *Role {
	if len(h.Languages) == 0 {
		return nil
	}
	return h.Languages[0].Coverage // the same in all of them
}

// covers reports whether a person counts for coverage.
func (h *Hub) covers(p *Person, role *Role) bool {
	return !p.Left && (role == nil || slices.Contains(p.Roles, role))
}

// served are the departments that a person serves.
func (p *Person) served() []string {
	if len(p.Serves) > 0 {
		return p.Serves
	}
	if p.Department == "" {
		return nil
	}
	return []string{p.Department}
}

// LeavesSoon reports whether the published end of a person's time in the role
// is near, or over.
func (h *Hub) LeavesSoon(p *Person) bool {
	until := p.Main.Profile.Until
	return !p.Left && !until.IsZero() && until.Before(h.Now.Add(leavingWithin))
}

// Owns are the pages that a person keeps true, by ID.
func (p *Person) Owns() []*Page {
	var pages []*Page
	for _, page := range p.Wrote {
		if page.Owner == p {
			pages = append(pages, page)
		}
	}
	slices.SortFunc(pages, func(a, b *Page) int { return cmp.Compare(a.ID, b.ID) })
	return pages
}
