package export

import (
	"strconv"
	"strings"

	"ankerplatz/generator/csvfile"
	"ankerplatz/generator/hub"
)

// network is how well the departments are looked after as CSV: the figures of
// the network page, a line for each department and one for all.
func network(h *hub.Hub, lang *hub.Language) []byte {
	table := csvfile.New(lang.Separator())
	var head []string
	for _, key := range []string{
		"department", "parent", "users", "looked", "served", "people", "share", "need", "missing", "up", "per",
		"least", "most", "told", "away", "later", "over", "leaving", "no_deputy",
	} {
		head = append(head, lang.Text("coverage_"+key))
	}
	table.Row(head...)
	coverage := h.Coverage(lang.People)
	of := map[string]hub.DepartmentCoverage{}
	for _, d := range coverage.Departments {
		of[d.ID] = d
	}
	number := func(n float64, known bool) string {
		if !known {
			return ""
		}
		return lang.Number(n)
	}
	row := func(name, above string, d hub.DepartmentCoverage) {
		names := func(people []*hub.Person) string {
			var all []string
			for _, p := range people {
				all = append(all, p.In(lang.Code).Title)
			}
			return strings.Join(all, ", ")
		}
		users, lacks := strconv.Itoa(d.Users), lang.Number(d.Lacks)
		if !d.Known {
			users = lang.Text("coverage_unknown")
		}
		switch {
		case d.Lacks > 0:
		case !d.Known || len(d.Unknown) > 0:
			lacks = lang.Text("coverage_unknown")
		case d.By != "":
			lacks = ""
		}
		table.Row(name, above, users, departmentName(lang, d.By), number(float64(d.Served), d.Known || d.Served > 0), strconv.Itoa(len(d.People)), lang.Number(d.Share),
			number(d.Need, d.Known && d.By == "" && coverage.Target > 0), lacks, number(float64(d.Missing), d.ID == "" && d.Lacks > 0), number(d.Ratio, d.Ratio > 0),
			number(d.Hours.Min, d.Told > 0), number(d.Hours.Max, d.Told > 0), strconv.Itoa(d.Told),
			names(d.Away), names(d.Later), names(d.Over), names(d.Leaving), names(d.NoDeputy))
	}
	for _, t := range lang.Departments {
		above := ""
		if t.Above != nil {
			above = t.Above.Name
		}
		row(t.Name, above, of[t.ID])
	}
	row(lang.Text("coverage_total"), "", coverage.Total)
	return table.Bytes()
}

// departmentName is what readers call a department; "" for the id "".
func departmentName(lang *hub.Language, id string) string {
	if t := lang.Department(id); t != nil {
		return t.Name
	}
	return ""
}
