package roster

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
)

// Print tells people what the plan does. How to reach somebody is shown only
// if personal is set; otherwise such a field is named and its values are not.
func (p *Plan) Print(w io.Writer, personal bool) error {
	var b strings.Builder
	width := 0
	for _, c := range p.Changes {
		if len(c.Fields)+len(c.Kept) > 0 {
			width = max(width, min(30, utf8.RuneCountInString(c.ID)))
		}
	}
	var unchanged []string
	for _, c := range p.Changes {
		if len(c.Fields) == 0 {
			unchanged = append(unchanged, c.ID)
			continue
		}
		kind := "changed"
		if c.New {
			kind = "new"
		}
		fmt.Fprintf(&b, "%-9s  %-*s  %s\n", kind, width, c.ID, c.detail(personal))
	}
	for _, c := range p.Leaving {
		fmt.Fprintf(&b, "left       %-*s  %s · not in this list any more\n", width, c.ID, c.detail(personal))
	}
	if len(unchanged) > 0 {
		fmt.Fprintf(&b, "unchanged  %s\n", strings.Join(unchanged, ", "))
	}
	for _, c := range p.Changes {
		if len(c.Kept) > 0 {
			fmt.Fprintf(&b, "kept       %-*s  %s\n", width, c.ID, c.kept())
		}
	}
	told := map[string]int{}
	for _, passed := range p.Passed {
		if told[passed.Why]++; told[passed.Why] <= maxListed {
			fmt.Fprintf(&b, "left out   row %d: %s %s\n", passed.Row, shorten(passed.Name), passed.Why)
		}
	}
	for _, passed := range p.Passed {
		tellMore(&b, told, passed.Why, "left out")
	}
	clear(told)
	for _, problem := range p.Problems {
		if told[problem.Text]++; told[problem.Text] <= maxListed {
			fmt.Fprintf(&b, "skipped    %s: %s\n", problem.Where(), problem.Text)
		}
	}
	for _, problem := range p.Problems {
		tellMore(&b, told, problem.Text, "skipped")
	}
	for _, line := range p.columnsLeftOut() {
		fmt.Fprintf(&b, "left out   %s\n", line)
	}
	for _, note := range p.notes() {
		fmt.Fprintf(&b, "note       %s\n", note)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// tellMore says once how many more rows have the same reason.
func tellMore(b *strings.Builder, told map[string]int, why, kind string) {
	if more := told[why] - maxListed; more > 0 {
		fmt.Fprintf(b, "%-9s  %d more rows like these (--report tells all): %s\n", kind, more, why)
	}
	delete(told, why)
}

// columnsLeftOut names the columns that nothing is read from, by reason.
func (p *Plan) columnsLeftOut() []string {
	var reasons []string
	columns := map[string][]string{}
	for _, out := range p.LeftOut {
		reasons = add(reasons, out.Why)
		columns[out.Why] = append(columns[out.Why], fmt.Sprintf("%s (%s)", sheet.ColumnName(out.index), shorten(out.Header)))
	}
	for i, why := range reasons {
		word, named := "column", columns[why]
		if len(named) > 1 {
			word = "columns"
		}
		more := ""
		if n := len(named) - maxListed; n > 0 {
			named, more = named[:maxListed], fmt.Sprintf(" and %d more", n)
		}
		reasons[i] = fmt.Sprintf("%s %s%s: %s", word, strings.Join(named, ", "), more, why)
	}
	return reasons
}

// notes are those of the plan, and what follows from the rest of it.
func (p *Plan) notes() []string {
	var all []string
	for _, n := range p.rowNotes {
		all = append(all, n.String())
	}
	all = append(all, p.Notes...)
	for _, c := range p.Changes {
		if len(c.Kept) > 0 {
			all = append(all, "what was changed or deleted by hand stays; --overwrite takes the list's values instead")
			break
		}
	}
	if len(p.Leaving) > 0 {
		all = append(all, "contact data of people who left is not published any more, and stays in their files until somebody deletes it")
	}
	if len(p.NotListed) > 0 {
		all = append(all, "in the hub and not in this list, left as they are: "+strings.Join(p.NotListed, ", "))
	}
	if p.Consent {
		all = append(all, "personal fields are written into the profiles, and published only when the people name them in the field consent")
	}
	return all
}

// kept are the fields in which the file has its way, by reason.
func (c *Change) kept() string {
	var reasons []string
	fields := map[string][]string{}
	for _, k := range c.Kept {
		reasons = add(reasons, k.Why)
		fields[k.Why] = append(fields[k.Why], k.Name)
	}
	for i, why := range reasons {
		reasons[i] = strings.Join(fields[why], ", ") + " (" + why + ")"
	}
	return strings.Join(reasons, "; ")
}

// detail is the person's name and what changes.
func (c *Change) detail(personal bool) string {
	parts := make([]string, 0, len(c.Fields))
	for _, f := range c.Fields {
		switch {
		case c.New && f.Name == "name":
		case f.Personal && !personal:
			parts = append(parts, f.Name)
		case f.Old == "":
			parts = append(parts, f.Name+": "+shorten(f.New))
		default:
			parts = append(parts, f.Name+": "+shorten(f.Old)+" → "+shorten(f.New))
		}
	}
	detail := shorten(c.Name) + " · " + strings.Join(parts, "; ")
	if len(c.Files) > 1 {
		detail += " · in " + fmt.Sprint(len(c.Files)) + " languages"
	}
	return detail
}

// Count returns how many profiles are new, changed and unchanged.
func (p *Plan) Count() (added, changed, unchanged int) {
	for _, c := range p.Changes {
		switch {
		case c.New:
			added++
		case len(c.Fields) > 0:
			changed++
		default:
			unchanged++
		}
	}
	return added, changed + len(p.Leaving), unchanged
}
