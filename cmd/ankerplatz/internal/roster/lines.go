package roster

import (
	"cmp"
	"slices"
)

// Line says what became of a field of a row, and why. How to reach somebody is
// not in it.
type Line struct {
	Row     int    `json:"row,omitempty"` // of the list; 0: it is about a column, or about somebody who is not in the list
	Profile string `json:"profile,omitempty"`
	Field   string `json:"field,omitempty"`
	What    string `json:"what"` // written, same, kept, left out, skipped, note
	Why     string `json:"why,omitempty"`
}

// Lines are the whole plan, row by row; what is about no row stands behind.
func (p *Plan) Lines() []Line {
	var all []Line
	for _, c := range slices.Concat(p.Changes, p.Leaving) {
		for _, f := range c.Fields {
			line := Line{c.Row, c.ID, f.Name, "written", ""}
			switch {
			case f.Personal:
			case f.Old == "":
				line.Why = f.New
			default:
				line.Why = f.Old + " → " + f.New
			}
			if c.Row == 0 {
				line.Why += ", since this list does not have the person any more"
			}
			all = append(all, line)
		}
		for _, k := range c.Kept {
			all = append(all, Line{c.Row, c.ID, k.Name, "kept", k.Why})
		}
		for _, name := range c.Same {
			all = append(all, Line{c.Row, c.ID, name, "same", ""})
		}
	}
	for _, passed := range p.Passed {
		all = append(all, Line{passed.Row, passed.Name, "", "left out", passed.Why})
	}
	for _, problem := range p.Problems {
		all = append(all, Line{problem.Row, "", "", "skipped", problem.Where() + ": " + problem.Text})
	}
	for _, n := range p.rowNotes {
		for _, row := range n.rows {
			all = append(all, Line{row, "", "", "note", n.text})
		}
	}
	slices.SortStableFunc(all, func(a, b Line) int {
		return cmp.Or(cmp.Compare(min(1, b.Row), min(1, a.Row)), cmp.Compare(a.Row, b.Row))
	})
	for _, out := range p.LeftOut {
		all = append(all, Line{What: "left out", Field: out.Header, Why: out.Why})
	}
	for _, id := range p.NotListed {
		all = append(all, Line{Profile: id, What: "note", Why: "in the hub and not in this list"})
	}
	for _, note := range p.Notes {
		all = append(all, Line{What: "note", Why: note})
	}
	return all
}
