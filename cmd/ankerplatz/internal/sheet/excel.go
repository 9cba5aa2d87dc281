package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// errDamaged is of workbooks that are not as they should be. Excel mends some
// of them when it opens them.
var errDamaged = errors.New("it is a workbook that is damaged: open it in Excel or LibreOffice, save it anew as .xlsx, and import that file")

// readExcel reads a sheet of a workbook. Its structure is read by the scan
// here, which believes nothing; how cells are shown is known to the library.
func readExcel(data []byte, name string) (s *Sheet, err error) {
	defer func() {
		if recover() != nil { // the library is not made for broken workbooks
			s, err = nil, errDamaged
		}
	}()
	book, err := openWorkbook(data)
	if err != nil {
		return nil, err
	}
	source, err := book.choose(name)
	if err != nil {
		return nil, err
	}
	// The same limit twice: nothing of it is written to a temporary folder.
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return nil, errDamaged
	}
	defer f.Close()
	s = &Sheet{How: fmt.Sprintf("sheet %q", source.Name)}
	if err := s.readCells(f, book, source); err != nil {
		return nil, err
	}
	return s, nil
}

// readCells goes through the sheet's rows with the scan and with the library
// side by side.
func (s *Sheet) readCells(f *excelize.File, book *workbook, source worksheet) error {
	shown, err := f.Rows(source.Name)
	if err != nil {
		return errDamaged
	}
	defer shown.Close()
	scan, err := book.scan(source)
	if err != nil {
		return err
	}
	defer scan.Close()
	number, cells, widest := 0, 0, 0
	for {
		row, err := scan.next()
		if err != nil {
			return err
		}
		if row == nil {
			break
		}
		for ; number < row.number; number++ {
			if !shown.Next() {
				return errDamaged
			}
		}
		texts, err := shown.Columns()
		if err != nil {
			return errDamaged
		}
		out := Row{Number: row.number, Hidden: row.hidden, Cells: make([]Cell, 0, len(texts))}
		for _, stored := range row.cells {
			text := ""
			if stored.column < len(texts) {
				text = texts[stored.column]
			}
			c := excelCell(text, stored, book.from1904)
			if c == (Cell{}) {
				continue
			}
			out.Cells = append(out.Cells, make([]Cell, stored.column-len(out.Cells))...)
			out.Cells = append(out.Cells, c)
		}
		if len(out.Cells) > 0 {
			s.Rows = append(s.Rows, out)
		}
		widest = max(widest, len(out.Cells))
		if cells += len(out.Cells); cells > maxCells || len(s.Rows) > maxRows {
			return tooLarge(source.Name)
		}
	}
	if scan.texts > 0 && (f.SharedStrings == nil || scan.texts > len(f.SharedStrings.SI)) {
		return errDamaged // the library shows the number of a text that is not there
	}
	for column := range widest {
		if slices.ContainsFunc(scan.hidden, func(span [2]int) bool { return span[0] <= column && column <= span[1] }) {
			s.Hidden = append(s.Hidden, column)
		}
	}
	return s.fillDown(scan.merged, source.Name)
}

func tooLarge(name string) error {
	return fmt.Errorf("sheet %q is too large: save the list alone", name)
}

// excelCell makes a cell of what is shown and what is stored: leading zeros
// are only shown, and days are numbers.
func excelCell(shown string, stored storedCell, from1904 bool) Cell {
	if stored.formula && stored.value == "" && stored.kind != "str" {
		return Cell{Fault: "this is a formula without a result: open the workbook in Excel or LibreOffice and save it, then the results are in it"}
	}
	number, err := strconv.ParseFloat(stored.value, 64)
	if stored.kind != "" && stored.kind != "n" || err != nil {
		return textCell(unquote(shown))
	}
	c := Cell{Text: clean(shown), Number: true}
	if exponent.MatchString(c.Text) || tooNarrow.MatchString(c.Text) {
		c.Text = strconv.FormatFloat(number, 'f', -1, 64)
	}
	if math.Abs(number) >= 1e15 {
		c.Fault = fmt.Sprintf("the spreadsheet keeps only 15 digits of a number (%s): format the column as text and write the number again", c.Text)
	}
	if number >= 10_000 && number < 100_000 { // 1927 to 2173
		if day, err := excelize.ExcelDateToTime(number, from1904); err == nil {
			c.Day = day
		}
	}
	return c
}

// fillDown gives all rows of a merged cell its value: a department that stands
// beside several people, a header that is two rows high.
func (s *Sheet) fillDown(merged []area, name string) error {
	steps := 0
	for _, m := range merged {
		first, found := slices.BinarySearchFunc(s.Rows, m.top, func(r Row, number int) int { return r.Number - number })
		if !found {
			continue
		}
		value := s.Rows[first].At(m.left)
		if value.Text == "" && value.Fault == "" {
			continue
		}
		value.Above = true
		for i := first + 1; i < len(s.Rows) && s.Rows[i].Number <= m.bottom; i++ {
			cells := s.Rows[i].Cells
			if missing := m.left + 1 - len(cells); missing > 0 {
				cells = append(cells, make([]Cell, missing)...)
				steps += missing
			}
			cells[m.left] = value
			s.Rows[i].Cells = cells
			if steps++; steps > maxCells {
				return tooLarge(name)
			}
		}
	}
	return nil
}

// choose returns the sheet of a name, or the first that can be seen.
func (b *workbook) choose(name string) (worksheet, error) {
	var visible []string
	for _, sheet := range b.sheets {
		if name != "" && strings.EqualFold(sheet.Name, name) || name == "" && !sheet.hidden() {
			return sheet, nil
		}
		if !sheet.hidden() {
			visible = append(visible, sheet.Name)
		}
	}
	if name != "" {
		return worksheet{}, fmt.Errorf("it has no sheet %q: there are %s", name, strings.Join(visible, ", "))
	}
	return worksheet{}, errors.New("it has no sheet that is not hidden: unhide the one with the list, or name it with --sheet")
}
