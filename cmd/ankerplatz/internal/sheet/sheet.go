// Package sheet reads tables out of files as people have them: Excel workbooks,
// and CSV files of any encoding and delimiter. It knows nothing of what they
// are about.
package sheet

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// MaxBytes is how large a file may be. Who reads it looks at its size first.
const MaxBytes = 64 << 20

// Bounds on what is in a file.
const (
	maxUnpacked = 256 << 20 // bytes of a workbook
	maxRows     = 100_000
	maxCells    = 2_000_000
)

// HeaderRows is how far down headers are looked for.
const HeaderRows = 100

// Sheet is a table as it was read.
type Sheet struct {
	How    string // how, for people: `sheet "Key users"`, "CSV with semicolons, Windows-1252"
	Rows   []Row  // those that have a cell with a text, and in CSV files those with delimiters
	Hidden []int  // columns that the spreadsheet does not show, counted from 0
}

// Row is a row with the number that the spreadsheet gives it, from 1.
type Row struct {
	Number int
	Cells  []Cell
	Hidden bool // the spreadsheet does not show it: somebody hid it, or a filter does
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
	Text   string    // in one line, without white space at its ends
	Fault  string    // why this is not what somebody wrote, for people: an error of a formula, letters that got lost
	Number bool      // the workbook has it as a number, which keeps no leading zeros; Text has them if its format shows them
	Day    time.Time // which day it is, if it is a number that can be one; whatever it looks like
	Above  bool      // it belongs to a merged cell that begins in a row above
}

// Options say what is read.
type Options struct {
	Name string // of a workbook's sheet, in any case; without it the first that is not hidden
	// Known reports whether a text is one of the headers that are looked for.
	// The delimiter of a CSV file is the one that makes most of these.
	Known func(text string) bool
}

// Read reads an Excel workbook or a CSV file; which of them, the data tells.
// The error says what it is, if it is neither, and what to do.
func Read(data []byte, opt Options) (*Sheet, error) {
	if len(data) > MaxBytes {
		return nil, ErrTooLarge
	}
	if err := noTable(data); err != nil {
		return nil, err
	}
	if isArchive(data) {
		return readExcel(data, opt.Name)
	}
	if opt.Name != "" {
		return nil, errors.New("it is no Excel workbook, so it has no sheets: leave --sheet away")
	}
	return readCSV(data, opt.Known)
}

// ErrTooLarge is of files with more than MaxBytes.
var ErrTooLarge = fmt.Errorf("it has more than %d MB: save the list alone", MaxBytes>>20)

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

// textCell is a cell with a text, as CSV files have them all.
func textCell(text string) Cell {
	text = clean(text)
	return Cell{Text: text, Fault: fault(text)}
}

var (
	errorValue = regexp.MustCompile(`^#(?:N/A|NV|N/B|I/T|REF!|BEZUG!|VERW!|REFERENCE!|NAME\?|NAAM\?|NAVN\?|VALUE!|WERT!|WAARDE!|VÆRDI!|DIV/0!|DEEL/0!|DIVISION/0!|NUM!|ZAHL!|GETAL!|NULL!|LEEG!|SPILL!|ÜBERLAUF!|OVERLOOP!|OVERLØB!|CALC!|KALK!|BEREKENEN!|BEREGN!|FIELD!|GETTING_DATA)$`)
	tooNarrow  = regexp.MustCompile(`^#{2,}$`)
	exponent   = regexp.MustCompile(`^-?[0-9](?:[.,][0-9]+)?E[+-]?[0-9]+$`)
	// lostLetters are signs in the place of letters: of programs that do not know
	// them, and those that show UTF-8 read as Windows-1252, Ã¼ for ü.
	lostLetters = regexp.MustCompile("\ufffd|\\pL\\?\\pL|Ã[\u0080-\u00bf\u0152-\u02dc\u2013-\u203a\u20ac\u2122]|â€")
)

// fault says why a text is not what somebody wrote.
func fault(text string) string {
	switch {
	case strings.HasPrefix(text, "#") && errorValue.MatchString(text):
		return fmt.Sprintf("the spreadsheet shows an error (%s)", text)
	case strings.HasPrefix(text, "#") && tooNarrow.MatchString(text):
		return fmt.Sprintf("the column was too narrow when the list was saved (%s): make it wider and save it again", text)
	case len(text) < 30 && exponent.MatchString(text):
		return fmt.Sprintf("the spreadsheet has rounded the number (%s): format the column as text, write the number again and save the list", text)
	case strings.ContainsAny(text, "?Ãâ\ufffd") && lostLetters.MatchString(text) && !strings.Contains(text, "://"):
		return fmt.Sprintf("letters got lost when the list was saved (%.60s): save it again, as .xlsx or as CSV UTF-8", text)
	}
	return ""
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
