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
		if len(c.Fields) > 0 {
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
	if len(unchanged) > 0 {
		fmt.Fprintf(&b, "unchanged  %s\n", strings.Join(unchanged, ", "))
	}
	for _, problem := range p.Problems {
		fmt.Fprintf(&b, "skipped    %s: %s\n", problem.Where, problem.Text)
	}
	for _, out := range p.LeftOut {
		fmt.Fprintf(&b, "left out   column %s (%s): %s\n", sheet.ColumnName(out.index), shorten(out.Header), out.Why)
	}
	for _, note := range p.Notes {
		fmt.Fprintf(&b, "note       %s\n", note)
	}
	if len(p.NotListed) > 0 {
		fmt.Fprintf(&b, "note       in the hub and not in this list, left as they are: %s\n", strings.Join(p.NotListed, ", "))
	}
	if p.Consent {
		b.WriteString("note       personal fields are written into the profiles, and published only when the people name them in the field consent\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
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
	return added, changed, unchanged
}
