// Package roster says what a list of people changes in a hub's profiles.
//
// Read finds the columns of a table that tell something of people. MakePlan
// holds them against the hub: which profiles are new, which fields of others
// change, and which rows can't be used, and why. It writes nothing: a Plan has
// the new text of every file.
package roster

import (
	"slices"
	"strings"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
)

// Options say how a list is read.
type Options struct {
	Sheet string            // of a workbook; without it the first that is not hidden
	Map   map[string]string // field -> the header of its column, for headers that are not known; "-" for none
}

// Table is the part of a file that lists people.
type Table struct {
	How     string // how it was read, for people: `sheet "Key users"`, "CSV with semicolons, Windows-1252"
	Header  int    // number of the row with the headers
	Export  string // the program that wrote the list, if it is one that is known
	columns []column
	rows    []sheet.Row // below the header, without those that have nothing in known columns
	leftOut []LeftOut
	gates   []gateColumn

	reversed bool // the column "Name" has surnames in front
}

// gateColumn is a column that says of whom nothing is written.
type gateColumn struct {
	index  int
	better []int // columns that tell it better
	gate
}

// LeftOut is a column that nothing is read from.
type LeftOut struct {
	index       int
	Header, Why string
}

// MaxBytes is how large a list's file may be.
const MaxBytes = sheet.MaxBytes

// ErrTooLarge is of files with more than MaxBytes.
var ErrTooLarge = sheet.ErrTooLarge

// Read reads an Excel workbook or a CSV file.
func Read(data []byte, opt Options) (*Table, error) {
	h, err := newHeaders(opt.Map)
	if err != nil {
		return nil, err
	}
	s, err := sheet.Read(data, sheet.Options{Name: opt.Sheet, Known: h.isKnown})
	if err != nil {
		return nil, err
	}
	t := &Table{How: s.How}
	if err := t.findColumns(s, h); err != nil {
		return t, err
	}
	t.findOrder()
	return t, nil
}

// Departments are what the list says of where people work, each once, in the
// order of the rows.
func (t *Table) Departments() (all []string) {
	for _, c := range t.columns {
		if c.field.name != "department" {
			continue
		}
		for _, r := range t.rows {
			if c.index < len(r.Cells) {
				if name := strings.TrimSpace(r.Cells[c.index].Text); name != "" && !slices.Contains(all, name) {
					all = append(all, name)
				}
			}
		}
		return all
	}
	return nil
}
