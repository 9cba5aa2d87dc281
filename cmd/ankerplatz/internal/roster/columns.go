package roster

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
)

// leastKnown is how many columns a row must name to be the header.
const leastKnown = 2

// noColumn as a header says that a field shall not be read.
const noColumn = "-"

// column is a column of the table that tells a field.
type column struct {
	index  int
	header string
	field  field

	alternate bool // others may tell the same; the first that has a value counts
	soft      bool // a value that the hub does not know is no reason to leave the row out
}

// String names the column as people find it: "column F (Abteilung)".
func (c column) String() string {
	return fmt.Sprintf("column %s (%s)", sheet.ColumnName(c.index), shorten(c.header))
}

// headers knows what columns are called.
type headers struct {
	known   map[string]field // by folded header
	mapped  map[string]string
	foreign map[string]bool // folded headers that only exports have
}

// newHeaders adds the headers of a mapping to the known ones. A field that is
// mapped has no other column.
func newHeaders(mapping map[string]string) (*headers, error) {
	h := &headers{known: map[string]field{}, mapped: map[string]string{}, foreign: map[string]bool{}}
	for _, e := range exports {
		for _, t := range e.takes {
			for _, header := range t.headers {
				h.foreign[slug.Bare(header)] = true
			}
		}
	}
	names := make([]string, 0, len(fields))
	for _, f := range fields {
		names = append(names, f.name[strings.LastIndexByte(f.name, '.')+1:])
	}
	for _, name := range slices.Sorted(maps.Keys(mapping)) {
		i := slices.IndexFunc(fields, func(f field) bool {
			return f.name == name || strings.HasSuffix(f.name, "."+name)
		})
		if i < 0 || fields[i].name == fieldConsent {
			help := diag.DidYouMean(name, names)
			if help.Empty() {
				help = diag.Say("fields are %s", strings.Join(slices.DeleteFunc(names, func(n string) bool { return n == fieldConsent }), ", "))
			}
			return nil, &FlagError{"map", fmt.Sprintf("there is no field %q: %s", name, help)}
		}
		h.mapped[fields[i].name] = mapping[name]
	}
	for _, f := range fields {
		if header, ok := h.mapped[f.name]; ok {
			if header == noColumn {
				delete(h.mapped, f.name)
			} else {
				h.known[slug.Bare(header)] = f
			}
			continue
		}
		for _, header := range f.headers {
			if key := slug.Bare(header); h.known[key].name == "" {
				h.known[key] = f
			}
		}
	}
	return h, nil
}

// FlagError is a mistake in what somebody asked for.
type FlagError struct{ Flag, message string }

func (e *FlagError) Error() string { return "--" + e.Flag + ": " + e.message }

// isKnown reports whether a list of any kind may have such a header.
func (h *headers) isKnown(text string) bool {
	key := slug.Bare(text)
	_, ok := h.known[key]
	return ok || h.foreign[key]
}

// exportOf says which program wrote a list with these headers, nil: none that
// is known.
func exportOf(head sheet.Row) *export {
	for i, e := range exports {
		for _, c := range head.Cells {
			if slices.ContainsFunc(e.signs, func(sign string) bool { return strings.EqualFold(sign, c.Text) }) {
				return &exports[i]
			}
		}
	}
	return nil
}

// hasGate reports whether the column is used, though no field is read from it.
func (e *export) hasGate(header string) bool {
	return slices.ContainsFunc(e.gates, func(g gate) bool { return place(g.headers, header) >= 0 })
}

// place returns where a header stands among others, -1: nowhere.
func place(headers []string, text string) int {
	return slices.IndexFunc(headers, func(h string) bool { return slug.Bare(h) == slug.Bare(text) })
}

// meaning says which fields a column tells, or why nothing is read from it. A
// gate has neither.
func (h *headers) meaning(c column, from *export) (columns []column, why string) {
	known, ok := h.known[slug.Bare(c.header)]
	if mapped := h.mapped[known.name]; ok && mapped != "" {
		c.field = known
		return []column{c}, ""
	}
	if from != nil {
		for _, t := range from.takes {
			if _, mapped := h.mapped[t.field]; !mapped && place(t.headers, c.header) >= 0 {
				c.field, c.alternate, c.soft = fieldNamed(t.field), true, slices.Contains(softFields, t.field)
				columns = append(columns, c)
			}
		}
		if len(columns) > 0 {
			return columns, ""
		}
	}
	if from != nil && from.hasGate(c.header) {
		return nil, ""
	}
	for _, r := range refused {
		if (from != nil || !r.exports) && place(r.headers, c.header) >= 0 {
			return nil, r.why
		}
	}
	switch {
	case known.name == fieldConsent:
		return nil, "consent is given by the people themselves, in their profiles"
	case from != nil && (!ok || !slices.Contains(anyList, known.name)):
		return nil, "no field of a profile; --map can say which one it is"
	case !ok:
		return nil, "it is no field's; --map can say which one it is"
	}
	c.field = known
	return []column{c}, ""
}

// softFields are those without which a row of an export is still of use.
var softFields = []string{"location", "roles", "job", "contact.email", "contact.phone"}

func fieldNamed(name string) field {
	return fields[slices.IndexFunc(fields, func(f field) bool { return f.name == name })]
}

// findColumns takes the header off the rows, and the rows that say nothing.
func (t *Table) findColumns(s *sheet.Sheet, h *headers) error {
	rows := s.Rows
	index, known := sheet.HeaderRow(rows, h.isKnown)
	if err := h.missing(rows[index:min(index+1, len(rows))]); err != nil {
		return err
	}
	if known < leastKnown {
		return fmt.Errorf(`%s: no row names at least two columns that are known, such as Name and Abteilung, naam and afdeling, `+
			`navn and afdeling, name and department: say what they are called with --map, as in --map "name=Who,department=Where"`, t.How)
	}
	head := rows[index]
	t.Header = head.Number
	from := exportOf(head)
	taken := map[string]string{}
	for i, c := range head.Cells {
		if c.Text == "" {
			continue
		}
		columns, why := h.meaning(column{index: i, header: c.Text}, from)
		if len(columns) > 0 && slices.Contains(s.Hidden, i) && h.mapped[columns[0].field.name] == "" {
			columns, why = nil, "the spreadsheet hides it; show it to take it"
		}
		for _, c := range columns {
			if other := taken[c.field.name]; other != "" && !c.alternate {
				why = "column " + other + " tells the same"
				continue
			}
			taken[c.field.name] = sheet.ColumnName(i)
			t.columns = append(t.columns, c)
		}
		if why != "" {
			t.leftOut = append(t.leftOut, LeftOut{i, c.Text, why})
		}
	}
	if from != nil {
		t.Export = from.name
		t.sortColumns(from)
		t.findGates(head, from, h)
	}
	t.splitNames()
	t.rows = slices.DeleteFunc(rows[index+1:], func(r sheet.Row) bool {
		empty, repeated := true, true
		for _, c := range t.columns {
			content := r.At(c.index)
			empty = empty && (content.Text == "" && content.Fault == "" || content.Above)
			repeated = repeated && content.Text == c.header // the header again, at the top of a printed page
		}
		return empty || repeated
	})
	if from != nil { // such lists have dozens of columns that nobody fills
		t.leftOut = slices.DeleteFunc(t.leftOut, func(out LeftOut) bool {
			return !slices.ContainsFunc(t.rows, func(r sheet.Row) bool { return r.At(out.index).Text != "" })
		})
	}
	return nil
}

// sortColumns puts the columns of one field into the order in which they
// count, and room numbers behind places.
func (t *Table) sortColumns(from *export) {
	order := func(c column) int {
		for i, take := range from.takes {
			if at := place(take.headers, c.header); take.field == c.field.name && at >= 0 {
				return i*1000 + at
			}
		}
		return -1
	}
	slices.SortStableFunc(t.columns, func(a, b column) int { return cmp.Compare(order(a), order(b)) })
}

// findGates finds the columns that say of whom nothing is written.
func (t *Table) findGates(head sheet.Row, from *export, h *headers) {
	for _, g := range from.gates {
		for i, c := range head.Cells {
			if f := h.known[slug.Bare(c.Text)]; place(g.headers, c.Text) >= 0 && h.mapped[f.name] == "" {
				gate := gateColumn{index: i, gate: g}
				for j, other := range head.Cells {
					if place(g.unless, other.Text) >= 0 {
						gate.better = append(gate.better, j)
					}
				}
				t.gates = append(t.gates, gate)
			}
		}
	}
}

// missing reports a header of --map that the header row does not have.
func (h *headers) missing(head []sheet.Row) error {
	var texts []string
	for _, r := range head {
		for _, c := range r.Cells {
			texts = append(texts, c.Text)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(h.mapped)) {
		header := h.mapped[name]
		if !slices.ContainsFunc(texts, func(text string) bool { return slug.Bare(text) == slug.Bare(header) }) {
			return &FlagError{"map", fmt.Sprintf("there is no column %q%s", header, hint(diag.DidYouMean(header, texts).String()))}
		}
	}
	return nil
}

// splitNames takes a column "Name" beside one of first names for last names.
func (t *Table) splitNames() {
	has := func(name string) int {
		return slices.IndexFunc(t.columns, func(c column) bool { return c.field.name == name })
	}
	if name := has("name"); name >= 0 && has(fieldFirst) >= 0 && has(fieldLast) < 0 {
		t.columns[name].field.name = fieldLast
	}
}

// hint is what to do, behind what is wrong.
func hint(text string) string {
	if text == "" {
		return ""
	}
	return "; " + text
}

// shorten keeps a text from filling the screen.
func shorten(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return text
}
