package sheet

import (
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// delimiters are what may stand between the fields, and what people call them.
var delimiters = []struct {
	sign rune
	name string
}{{';', "semicolons"}, {',', "commas"}, {'\t', "tabs"}, {'|', "vertical bars"}}

// readCSV reads text with the delimiter by which most headers are known, of
// several the one that makes most columns.
func readCSV(data []byte, known func(string) bool) (*Sheet, error) {
	text, encoding, err := decode(data)
	if err != nil {
		return nil, err
	}
	text = schemaLine.ReplaceAllString(text, "$1") // an empty line still counts
	// Excel's own way to say it.
	if m := sepLine.FindStringSubmatch(text); m != nil {
		sign, _ := utf8.DecodeRuneInString(m[1])
		rows, err := parseCSV(text[len(m[0]):], sign)
		return &Sheet{How: fmt.Sprintf("CSV with %q, %s", m[1], encoding), Rows: rows}, err
	}
	var best *Sheet
	var firstErr error
	most, widest := -1, 0
	for _, d := range delimiters {
		rows, err := parseCSV(text, d.sign)
		if err != nil {
			// The delimiter that the first line has tells what is wrong.
			if line, _, _ := strings.Cut(text, "\n"); firstErr == nil && strings.ContainsRune(line, d.sign) {
				firstErr = err
			}
			continue
		}
		width := 0
		for _, r := range rows[:min(len(rows), HeaderRows)] {
			width = max(width, len(r.Cells))
		}
		if _, n := HeaderRow(rows, known); n > most || n == most && width > widest {
			most, widest = n, width
			best = &Sheet{How: fmt.Sprintf("CSV with %s, %s", d.name, encoding), Rows: rows}
		}
	}
	if firstErr != nil && most < 2 {
		return nil, firstErr
	}
	if best == nil {
		return nil, errors.New("it is no CSV file that can be read")
	}
	return best, nil
}

var sepLine = regexp.MustCompile(`(?i)^"?sep=([;,|\t])"?\r?\n`)

// schemaLine is what SharePoint writes above a list.
var schemaLine = regexp.MustCompile(`^"?ListSchema=[^\r\n]*(\r?\n)`)

// parseCSV reads the rows. Quotation marks that stand within a field without
// being written twice are taken as they are, if all fields end in their lines.
func parseCSV(text string, delimiter rune) ([]Row, error) {
	// A carriage return alone ends lines in files of old Macs.
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	rows, _, err := scanCSV(text, delimiter, false)
	if errors.Is(err, csv.ErrBareQuote) {
		if lazy, oneLine, lazyErr := scanCSV(text, delimiter, true); lazyErr == nil && oneLine {
			return lazy, nil
		}
	}
	return rows, err
}

// scanCSV numbers the rows as a spreadsheet does: empty ones count, and lines
// within a cell don't. oneLine is false if there are such lines.
func scanCSV(text string, delimiter rune, lazy bool) (rows []Row, oneLine bool, err error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = delimiter, -1, true, lazy
	nextLine, number, cells := 1, 1, 0
	oneLine = true
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, oneLine, nil
		}
		if err != nil {
			return nil, false, quoteError(err)
		}
		line, _ := r.FieldPos(0)
		number += line - nextLine // empty lines
		record := Row{Number: number}
		nextLine = line + 1
		for _, field := range fields {
			breaks := strings.Count(field, "\n")
			oneLine = oneLine && breaks == 0
			nextLine += breaks
			record.Cells = append(record.Cells, textCell(unprotect(field)))
		}
		rows = append(rows, record)
		number++
		if cells += len(fields); cells > maxCells || len(rows) > maxRows {
			return nil, false, errors.New("it is too large: save the list alone")
		}
	}
}

var (
	protected = regexp.MustCompile(`^="([^"]*)"$`)
	hexText   = regexp.MustCompile(`^X'((?:[0-9A-Fa-f]{2})+)'$`)
	quoted    = regexp.MustCompile(`^'[-+=@0-9]`)
)

// unprotect takes the formula away by which leading zeros survive in Excel,
// ="030 123", and reads what csvde writes of texts with other letters than
// those of ASCII: X'c39f' for ß. Anything else that looks like a formula is text.
func unprotect(field string) string {
	if m := protected.FindStringSubmatch(strings.TrimSpace(field)); m != nil {
		return m[1]
	}
	if m := hexText.FindStringSubmatch(field); m != nil {
		if b, err := hex.DecodeString(m[1]); err == nil && utf8.Valid(b) {
			return string(b)
		}
	}
	return unquote(field)
}

// unquote takes the apostrophe away by which a spreadsheet takes a number or a
// formula for text: '030 123. Of names it is a part: 't Hof.
func unquote(field string) string {
	if quoted.MatchString(field) {
		return field[1:]
	}
	return field
}

func quoteError(err error) error {
	parse, ok := errors.AsType[*csv.ParseError](err)
	if !ok {
		return err
	}
	return fmt.Errorf("line %d: a quotation mark stands where none can stand, or is never closed: "+
		`put the whole cell in quotation marks and write those within it twice, "Anna ""Anni"" Berg" (%w)`, parse.StartLine, parse.Err)
}
