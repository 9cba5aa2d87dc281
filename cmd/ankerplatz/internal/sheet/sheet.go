// Package sheet reads tables out of files as people have them: Excel workbooks,
// and CSV files of any encoding and delimiter. It knows nothing of what they
// are about.
package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// Bounds on what is read. A workbook may unpack to ten times the bytes.
const (
	maxBytes = 64 << 20
	maxRows  = 100_000
	maxCells = 5_000_000
)

// HeaderRows is how far down headers are looked for.
const HeaderRows = 100

// Sheet is a table as it was read.
type Sheet struct {
	How  string // how, for people: `sheet "Key users"`, "CSV with semicolons, Windows-1252"
	Rows []Row
}

// Row is a row with the number that the spreadsheet gives it, from 1.
type Row struct {
	Number int
	Cells  []Cell
}

// At returns the cell of a column, counted from 0; an empty one where the row
// does not reach so far.
func (r Row) At(column int) Cell {
	if column < len(r.Cells) {
		return r.Cells[column]
	}
	return Cell{}
}

// Cell is a cell as people see it.
type Cell struct {
	Text  string    // in one line, without white space at its ends
	Day   time.Time // which day it is, if it is a number that can be one; whatever it looks like
	Above bool      // it belongs to a merged cell that begins in a row above
}

// Options say what is read.
type Options struct {
	Name string // of a workbook's sheet, in any case; without it the first that is not hidden
	// Known reports whether a text is one of the headers that are looked for.
	// The delimiter of a CSV file is the one that makes most of these.
	Known func(text string) bool
}

// Read reads an Excel workbook or a CSV file; which of them, the data tells.
// The error says what to do.
func Read(data []byte, opt Options) (*Sheet, error) {
	switch {
	case len(data) > maxBytes:
		return nil, fmt.Errorf("it has more than %d MB: save the list alone", maxBytes>>20)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readExcel(data, opt.Name)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, errors.New("it is an old workbook (.xls), or one with a password: save it as .xlsx without password, or as CSV")
	case opt.Name != "":
		return nil, errors.New("it is no Excel workbook, so it has no sheets: leave --sheet away")
	}
	return readCSV(data, opt.Known)
}

// ColumnName is the letter of a column, counted from 0.
func ColumnName(column int) string {
	name, err := excelize.ColumnNumberToName(column + 1)
	if err != nil {
		return fmt.Sprint(column + 1) // farther right than spreadsheets go
	}
	return name
}

// HeaderRow returns the index of the row that has the most different known
// headers, the first of these, and how many it has.
func HeaderRow(rows []Row, known func(text string) bool) (index, most int) {
	for i, r := range rows[:min(len(rows), HeaderRows)] {
		found := map[string]bool{}
		for _, c := range r.Cells {
			if known(c.Text) {
				found[c.Text] = true
			}
		}
		if len(found) > most {
			index, most = i, len(found)
		}
	}
	return index, most
}

// clean makes one line of a cell's text: no invisible characters, which could
// also turn around what terminals show, no white space at its ends, and nothing
// if it is only a dash.
func clean(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\ufeff', r == '\u200b', r == '\ufffe', r == '\uffff':
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if strings.Trim(text, "-–—") == "" {
		return ""
	}
	return text
}
