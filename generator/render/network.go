package render

import (
	"math"
	"strconv"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
)

// networkPage renders how well the departments are looked after.
func (s *site) networkPage() ([]byte, diag.List) {
	v := s.ownPage("network", s.word("network"), s.view.NetworkURL)
	coverage := s.hub.Coverage(s.lang.People)
	page := &Network{Target: coverage.Target, Total: s.coverage(coverage.Total, 0, 0)}
	if coverage.Role != nil {
		role := s.role(coverage.Role)
		page.Role = &role
	}
	most := 0.0 // people in the longest bar
	need := func(d hub.DepartmentCoverage) float64 {
		if coverage.Target == 0 {
			return d.Share + float64(d.Missing)
		}
		return float64(d.Served) / float64(coverage.Target)
	}
	for _, d := range coverage.Departments {
		most = max(most, d.Share, need(d))
	}
	for _, d := range coverage.Departments {
		page.Departments = append(page.Departments, s.coverage(d, need(d), most))
		if d.Missing > 0 {
			page.Gaps++
		}
	}
	page.Lately = s.lately()
	v.Network = page
	return s.execute(v)
}

// coverage shows a department's numbers; most people make the longest bar.
func (s *site) coverage(d hub.DepartmentCoverage, need, most float64) Coverage {
	out := Coverage{
		Department: s.departmentTerm(d.ID), Users: d.Users, Missing: d.Missing, HoursOf: d.Told,
		Hours:  span(s.lang.Code, d.Hours.Min, d.Hours.Max),
		People: s.peopleOf(d.People), Away: s.peopleOf(d.Away), Leaving: s.peopleOf(d.Leaving), NoDeputy: s.peopleOf(d.NoDeputy),
	}
	if d.By != "" {
		by := s.departmentTerm(d.By)
		out.By = &by
	}
	if share := decimal(s.lang.Code, d.Share); share != strconv.Itoa(len(d.People)) {
		out.Share = share
	}
	if d.Share > 0 {
		out.Ratio = strconv.Itoa(int(math.Round(float64(d.Served) / d.Share)))
	}
	if most > 0 && d.By == "" {
		out.Have, out.Need = int(1000*d.Share/most), int(1000*need/most)
	}
	return out
}
