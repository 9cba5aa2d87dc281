// Package csvfile writes tables as CSV files that spreadsheets open, and in which
// they find no formulas.
package csvfile

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
)

// byteOrderMark tells Excel that a file is UTF-8.
const byteOrderMark = "\ufeff"

// Table is a CSV file that is being written, as Excel reads it: with a byte
// order mark, lines that end in CR LF, and the separator that spreadsheets
// expect where the language is spoken. Every field is in quotes, and none
// becomes a formula, whichever separator it is read with.
type Table struct {
	text      bytes.Buffer
	separator string
}

// New begins a table with a separator, as the language has it.
func New(separator string) *Table {
	t := &Table{separator: separator}
	t.text.WriteString(byteOrderMark)
	return t
}

// Bytes is the file.
func (t *Table) Bytes() []byte { return t.text.Bytes() }

// Row adds a row.
func (t *Table) Row(cells ...string) {
	for i, cell := range cells {
		if i > 0 {
			t.text.WriteString(t.separator)
		}
		t.text.WriteString(`"` + strings.ReplaceAll(harmless(cell), `"`, `""`) + `"`)
	}
	t.text.WriteString("\r\n")
}

// What a spreadsheet may take for a formula begins with a sign, at the
// beginning of the text (head) or of what is a cell for a program that splits
// at another separator (inner). To that program the quotes are no quotes, since
// they do not begin its cell; and it may leave out blanks and what is not seen.
var (
	head  = regexp.MustCompile("^(" + unseen + ")([|" + signs + "])")
	inner = regexp.MustCompile("([,;|])(" + unseen + ")([" + signs + "])")
)

const (
	unseen = "[\\pZ\\pC\"'`]*"
	signs  = `=+\-@%＝＋－＠﹢﹣﹦﹫−`
)

// harmless keeps spreadsheets from taking a text, or a part of it, for a
// formula (CSV injection): an apostrophe stands before the sign; within a text
// the curved one, as with the other a quotation may begin. Tabs, new lines and
// other control characters, which begin cells too, become blanks.
func harmless(cell string) string {
	cell = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, cell))
	return inner.ReplaceAllString(head.ReplaceAllString(cell, "$1'$2"), "$1$2’$3")
}

// Of is a whole table.
func Of(separator string, rows [][]string) []byte {
	t := New(separator)
	for _, cells := range rows {
		t.Row(cells...)
	}
	return t.Bytes()
}
