package hub

import (
	"cmp"
	"math"
	"slices"
	"time"

	"ankerplatz/generator/strictyaml"
)

// leavingWithin is how long before the end of their time people are said to
// leave soon.
const leavingWithin = 90 * 24 * time.Hour

// Coverage is how well the departments are looked after by those who hold the
// role that site.yaml names under roles.coverage; without one by everybody who
// has a profile. Nobody who left counts anywhere.
type Coverage struct {
	Role        *Role   // nil without one
	Target      int     // users that one holder can serve; 0 if the role does not say
	Hours       float64 // a week that the role takes at least; 0 if it does not say
	Departments []DepartmentCoverage
	Total       DepartmentCoverage // ID ""
}

// DepartmentCoverage is how well one department is looked after.
//
// Somebody counts as 1, and as the part that their agreed hours are of those
// that the role takes, if that is less. Who serves n departments counts for
// 1/n of that in each of them, with 1/n of the hours. Only what people let be
// published is known: without hours they count as 1.
type DepartmentCoverage struct {
	ID      string
	Known   bool     // site.yaml says how many users it has
	Users   int      // who work there
	Unknown []string // departments whose By it is, and whose users are not known; in the total all of these
	By      string   // the nearest department above that has People, where this one has none; else ""
	Served  int      // users that People look after: its own, and those of departments whose By it is
	People  []*Person
	Share   float64          // how many People count as
	Hours   strictyaml.Range // a week, agreed; of those who say so
	Told    int              // how many of People these are

	Need    float64 // how many it takes for those Served; 0 without a target
	Lacks   float64 // what Share lacks of Need. Without a target 1 where users have nobody
	Missing int     // Lacks in whole people
	Ratio   float64 // users for each that People count as; 0 without either, or where its users are not known

	Away     []*Person // who would serve it; they count as nobody, as do Later and Over
	Later    []*Person // whose published time has not begun
	Over     []*Person // whose published time has ended
	Leaving  []*Person // of the others, whose published end is near
	NoDeputy []*Person // of People and Away, for whom nobody who is there stands in
}

// tiny is less than what any two figures differ by: three thirds are one.
const tiny = 1e-9

// HasNetwork reports whether there are people and departments.
func (h *Hub) HasNetwork() bool {
	return len(h.People) > 0 && len(h.Config.Organisation.Departments) > 0
}

// Coverage works out the coverage of all departments, in site.yaml's order, by
// the people given; lists of people keep their order. The total adds up users
// and people, and not what single departments lack.
func (h *Hub) Coverage(by []*Person) Coverage {
	c := Coverage{Role: h.coverage}
	if c.Role != nil {
		c.Target, c.Hours = c.Role.work()
	}
	departments := h.Config.Organisation.Departments
	at := make(map[string]int, len(departments))
	c.Departments = make([]DepartmentCoverage, len(departments))
	for i, d := range departments {
		c.Departments[i].ID = d.ID.Value
		at[d.ID.Value] = i
	}
	for _, p := range by {
		served := p.served()
		if !h.covers(p, c.Role) || len(served) == 0 {
			continue
		}
		c.Total.add(h, p, c.counts(p), 1)
		for _, id := range served {
			c.Departments[at[id]].add(h, p, c.counts(p), len(served))
		}
	}
	for i, config := range departments {
		d, by := &c.Departments[i], &c.Departments[i]
		for up := range h.upFrom(d.ID) {
			if above := &c.Departments[at[up]]; len(above.People) > 0 {
				by = above
				break
			}
		}
		if by != d {
			d.By = by.ID
		}
		if d.Known = config.Users != nil; d.Known {
			d.Users = *config.Users
			by.Served += d.Users
			c.Total.Users += d.Users
			continue
		}
		c.Total.Unknown = append(c.Total.Unknown, d.ID)
		if by != d {
			by.Unknown = append(by.Unknown, d.ID)
		}
	}
	c.Total.Known, c.Total.Served = true, c.Total.Users
	for i := range c.Departments {
		c.Departments[i].compare(c.Target)
	}
	c.Total.compare(c.Target)
	return c
}

// counts is how many key users somebody is: at most 1.
func (c *Coverage) counts(p *Person) float64 {
	hours := p.Main.Profile().Time.HoursPerWeek
	if hours == nil || c.Hours <= 0 {
		return 1
	}
	return min(1, max(0, hours.Min/c.Hours))
}

// compare works out what the department needs and lacks.
func (d *DepartmentCoverage) compare(target int) {
	if target > 0 {
		d.Need = float64(d.Served) / float64(target)
		if lacks := d.Need - d.Share; lacks > tiny {
			d.Lacks = lacks
		}
	} else if d.Served > 0 && d.Share == 0 {
		d.Lacks = 1
	}
	d.Missing = int(math.Ceil(d.Lacks - tiny))
	if d.Share > 0 && d.Known {
		d.Ratio = float64(d.Served) / d.Share
	}
}

// add adds somebody who counts as so many, and serves so many departments.
func (d *DepartmentCoverage) add(h *Hub, p *Person, counts float64, departments int) {
	switch tenure := h.tenure(p); {
	case tenure == ahead:
		d.Later = append(d.Later, p)
		return
	case tenure == over:
		d.Over = append(d.Over, p)
		return
	case p.Away:
		d.Away = append(d.Away, p)
	default:
		d.People = append(d.People, p)
		d.Share += counts / float64(departments)
		if hours := p.Main.Profile().Time.HoursPerWeek; hours != nil {
			d.Told++
			d.Hours.Min += hours.Min / float64(departments)
			d.Hours.Max += hours.Max / float64(departments)
		}
	}
	if h.LeavesSoon(p) {
		d.Leaving = append(d.Leaving, p)
	}
	if p.StandIn() == nil {
		d.NoDeputy = append(d.NoDeputy, p)
	}
}

// covers reports whether a person counts for coverage.
func (h *Hub) covers(p *Person, role *Role) bool {
	return !p.Left && (role == nil || slices.Contains(p.Roles, role))
}

// tenure is where somebody's published time in the role lies, seen from today.
type tenure int

const (
	present tenure = iota
	ahead
	over
)

func (h *Hub) tenure(p *Person) tenure {
	switch since, until := p.Main.Profile().Since, p.Main.Profile().Until; {
	case !h.Clock.Reached(since.Time):
		return ahead
	case !until.IsZero() && h.Clock.Reached(until.End()):
		return over
	}
	return present
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
	until := p.Main.Profile().Until
	return !p.Left && !until.IsZero() && h.Clock.Passed(until.Add(-leavingWithin))
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
