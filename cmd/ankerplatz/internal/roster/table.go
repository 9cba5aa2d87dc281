// Package roster reads lists of people from spreadsheets and says what they
// change in a hub's profiles.
//
// Read makes a Table of an Excel workbook or a CSV file, whatever its encoding
// and delimiter. MakePlan holds it against the hub: which profiles are new,
// which fields of others change, and which rows can't be used, and why. It
// writes nothing: a Plan has the new text of every file.
package roster

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"

	"ankerplatz/generator/slug"
)

// maxBytes bounds a file, and what a workbook may unpack to is ten times that.
const maxBytes = 64 << 20

// Options say how a list is read.
type Options struct {
	Sheet string            // of a workbook; without it the first that is not hidden
	Map   map[string]string // field -> the header of its column, for headers that are not known
}

// Table is the part of a file that lists people.
type Table struct {
	How     string // how it was read, for people: `sheet "Key users"`, "CSV with semicolons, Windows-1252"
	Header  int    // number of the row with the headers
	columns []column
	rows    []row // below the header, without those that have nothing in known columns
	LeftOut []LeftOut
}

// LeftOut is a column that nothing is read from.
type LeftOut struct {
	index       int
	Header, Why string
}

// row is a row as the spreadsheet numbers it.
type row struct {
	number int // from 1
	cells  []cell
}

// cell is a cell as people see it, in one line.
type cell struct {
	text  string
	day   time.Time // which day it is, if it is a number that can be one; whatever it looks like
	above bool      // it belongs to a merged cell that begins in a row above
}

func (r row) at(i int) cell {
	if i < len(r.cells) {
		return r.cells[i]
	}
	return cell{}
}

// Read reads an Excel workbook or a CSV file; which of them, the data tells.
func Read(data []byte, opt Options) (*Table, error) {
	if len(data) > maxBytes {
		return nil, fmt.Errorf("it has more than %d MB: save the list of people alone", maxBytes>>20)
	}
	headers, err := newHeaders(opt.Map)
	if err != nil {
		return nil, err
	}
	var t *Table
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		t, err = readExcel(data, opt.Sheet)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, errors.New("it is an old workbook (.xls), or one with a password: save it as .xlsx without password, or as CSV")
	case opt.Sheet != "":
		return nil, errors.New("it is no Excel workbook, so it has no sheets: leave --sheet away")
	default:
		t, err = readCSV(data, headers)
	}
	if err != nil {
		return nil, err
	}
	return t, t.findColumns(headers)
}

// clean makes one line of a cell's text: no invisible characters, no white
// space at its ends, and nothing if it is only a dash.
func clean(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == '\ufeff', r == '\u200b', r == '\u200e', r == '\u200f', r == '\ufffe', r == '\uffff':
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

// fold makes names equal that people take for the same: "E-Mail", "e mail".
func fold(text string) string { return strings.ReplaceAll(slug.Make(text), "-", "") }

// columnName is the letter of a column, counted from 0.
func columnName(i int) string {
	name, err := excelize.ColumnNumberToName(i + 1)
	if err != nil {
		return fmt.Sprint(i + 1) // farther right than spreadsheets go
	}
	return name
}
