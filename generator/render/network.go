package render

import (
	"math"
	"slices"
	"strconv"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/strictyaml"
)

// Network is the page of coverage: whether each department has the people that
// it needs.
type Network struct {
	CSV         string     // URL of the same as a file
	Role        *Term      // whose holders count; nil: everybody with a profile
	Target      int        // users that one of them can serve; 0 if it is not said
	RoleHours   string     // a week that the role takes at least; "" if it is not said
	Departments []Coverage // by name, each followed by those that belong to it
	Total       Coverage
	Gaps        int      // departments in which somebody is missing
	Burdens     []Burden // what people carry who agreed to be shown, by name; nil without privacy.load
	Unweighed   int      // how many carry something besides
	Lately      *Lately  // nil if there is nothing
	Yield       *Yield   // what it brings; nil where nothing is known
}

// Yield is what the network brings, see hub.Yield. Numbers are written as
// readers of the language do.
type Yield struct {
	Quarters                 []Quarter // the newest first
	Answers, Meetings, Hours bool      // something is counted of it
}

// Quarter is a row of it.
type Quarter struct {
	Name              string // "4th quarter of 2026"
	SoFar             bool   // it has not ended
	Written, Kept     int
	Answers, Meetings int
	People            int
	Share             int    // of the most people, of 1000
	Hours, Ratio      string // "" without
}

// Coverage is how well a department is looked after, see hub.DepartmentCoverage.
// Numbers are written as readers of the language do.
type Coverage struct {
	Department  Term
	By          *Term // the department above whose people look after it; nil where it has its own
	Users       int
	Unknown     bool   // its users are not known; the total: those of no department
	AlsoUnknown []Term // other departments whose users it looks after, and which are not known
	People      []Person
	Share       string // how many they count as, where that is not their number; "" else
	Need        string // how many it takes; "" if it is not known
	Ratio       string // users for each: "25"; "" without people, or if it is not known
	Hours       string // agreed a week: "5", "4–6"; "" if nobody published any
	HoursOf     int    // how many of People these hours are of
	Lacks       string // how many are missing; "" if none is, as far as it is known
	Missing     int    // the same in whole people
	Have, Want  int    // for a picture: what is there and what it takes, of 1000

	Away, Later, Over, Leaving, NoDeputy []Person
}

// networkPage renders how well the departments are looked after.
func (s *site) networkPage() ([]byte, diag.List) {
	v := s.newOwnView("network")
	coverage := s.hub.Coverage(s.lang.People)
	page := &Network{CSV: s.home + "network.csv", Target: coverage.Target, Total: s.coverage(coverage, coverage.Total, 0)}
	if coverage.Role != nil {
		role := s.role(coverage.Role)
		page.Role = &role
	}
	if coverage.Hours > 0 {
		page.RoleHours = s.lang.Number(coverage.Hours)
	}
	most := 0.0 // people in the longest bar
	of := map[string]hub.DepartmentCoverage{}
	for _, d := range coverage.Departments {
		of[d.ID] = d
		most = max(most, d.Share+d.Lacks)
		if d.Lacks > 0 {
			page.Gaps++
		}
	}
	for _, t := range s.lang.Departments {
		page.Departments = append(page.Departments, s.coverage(coverage, of[t.ID], most))
	}
	page.Lately, page.Yield = s.lately(), s.yield()
	page.Burdens, page.Unweighed = s.burdens()
	v.Network = page
	return s.execute(v)
}

// coverage shows a department's numbers, or the total's; most people make the
// longest bar.
func (s *site) coverage(c hub.Coverage, d hub.DepartmentCoverage, most float64) Coverage {
	out := Coverage{
		Department: s.departmentTerm(d.ID), Users: d.Users, Unknown: !d.Known, Missing: d.Missing, HoursOf: d.Told,
		People: s.peopleOf(d.People), Away: s.peopleOf(d.Away), Later: s.peopleOf(d.Later), Over: s.peopleOf(d.Over),
		Leaving: s.peopleOf(d.Leaving), NoDeputy: s.peopleOf(d.NoDeputy), Hours: s.lang.Range(d.Hours),
	}
	number := s.lang.Number
	if d.By != "" {
		by := s.departmentTerm(d.By)
		out.By = &by
	}
	for _, id := range d.Unknown {
		out.AlsoUnknown = append(out.AlsoUnknown, s.departmentTerm(id))
	}
	if share := number(d.Share); share != strconv.Itoa(len(d.People)) {
		out.Share = share
	}
	if c.Target > 0 && d.Known && d.By == "" {
		out.Need = number(d.Need)
	}
	if d.Ratio > 0 {
		out.Ratio = number(d.Ratio)
	}
	if d.Told > 0 && out.Hours == "" {
		out.Hours = "0"
	}
	switch {
	case d.Lacks > 0 && c.Target > 0:
		out.Lacks = number(d.Lacks)
	case d.Lacks > 0:
		out.Lacks = s.word("competences_nobody")
	}
	if most > 0 && d.By == "" {
		out.Have, out.Want = int(1000*d.Share/most), int(1000*(d.Share+d.Lacks)/most)
	}
	return out
}

// yield shows what the network brings.
func (s *site) yield() *Yield {
	of, out, most := s.hub.Yield(), &Yield{}, 1
	for _, q := range of.Quarters {
		most = max(most, q.People)
	}
	for i, q := range slices.Backward(of.Quarters) {
		row := Quarter{
			Name: s.lang.When(strictyaml.When{From: q.Starts, Exact: strictyaml.ToQuarter}), SoFar: i == len(of.Quarters)-1,
			Written: q.Written, Kept: q.Kept, Answers: q.Deeds.Answers, Meetings: q.Deeds.Meetings, People: q.People, Share: 1000 * q.People / most,
		}
		if q.Deeds.Hours > 0 {
			row.Hours = s.lang.Number(q.Deeds.Hours)
		}
		if q.Ratio > 0 {
			row.Ratio = s.lang.Number(math.Round(q.Ratio))
		}
		out.Quarters = append(out.Quarters, row)
		out.Answers, out.Meetings, out.Hours = out.Answers || row.Answers > 0, out.Meetings || row.Meetings > 0, out.Hours || row.Hours != ""
	}
	if len(out.Quarters) == 0 {
		return nil
	}
	return out
}
