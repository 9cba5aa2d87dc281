package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readExcel reads a sheet of a workbook.
func readExcel(data []byte, name string) (s *Sheet, err error) {
	defer func() {
		if r := recover(); r != nil { // the library is not made for broken workbooks
			s, err = nil, fmt.Errorf("it can't be read: %v", r)
		}
	}()
	// The same limit twice: nothing of it is written to a temporary folder.
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: 10 * maxBytes, UnzipXMLSizeLimit: 10 * maxBytes})
	if err != nil {
		return nil, fmt.Errorf("it is no Excel workbook that can be read (%w): save it as .xlsx or as CSV", err)
	}
	defer f.Close()
	if name, err = choose(f, name); err != nil {
		return nil, err
	}
	rows, err := readSheet(f, name)
	if err != nil {
		return nil, err
	}
	return &Sheet{How: fmt.Sprintf("sheet %q", name), Rows: rows}, nil
}

// choose returns the sheet of a name, or the first that can be seen.
func choose(f *excelize.File, name string) (string, error) {
	var visible []string
	for _, sheet := range f.GetSheetList() {
		if name != "" && strings.EqualFold(sheet, name) {
			return sheet, nil
		}
		if shown, err := f.GetSheetVisible(sheet); err == nil && shown {
			visible = append(visible, sheet)
		}
	}
	switch {
	case name != "":
		return "", fmt.Errorf("it has no sheet %q: there are %s", name, strings.Join(visible, ", "))
	case len(visible) == 0:
		return "", errors.New("it has no sheet that is not hidden")
	}
	return visible[0], nil
}

// readSheet reads all cells, each as it is shown and as it is stored.
func readSheet(f *excelize.File, sheet string) ([]Row, error) {
	shown, err := sheetCells(f, sheet, false)
	if err != nil {
		return nil, err
	}
	stored, err := sheetCells(f, sheet, true)
	if err != nil {
		return nil, err
	}
	props, err := f.GetWorkbookProps()
	if err != nil {
		return nil, err
	}
	from1904 := props.Date1904 != nil && *props.Date1904
	rows := make([]Row, len(shown))
	for i := range shown {
		rows[i].Number = i + 1
		for j, text := range shown[i] {
			raw := text
			if i < len(stored) && j < len(stored[i]) {
				raw = stored[i][j]
			}
			rows[i].Cells = append(rows[i].Cells, excelCell(text, raw, from1904))
		}
	}
	return rows, fillDown(f, sheet, rows)
}

// sheetCells is GetRows of the library, without its silence about errors.
func sheetCells(f *excelize.File, sheet string, raw bool) ([][]string, error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all [][]string
	cells, last := 0, 0
	for rows.Next() {
		columns, err := rows.Columns(excelize.Options{RawCellValue: raw})
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", len(all)+1, err)
		}
		all = append(all, columns)
		if len(columns) > 0 {
			last = len(all)
		}
		if cells += len(columns); cells > maxCells || last > maxRows {
			return nil, fmt.Errorf("sheet %q is too large: save the list alone", sheet)
		}
	}
	return all[:last], rows.Error()
}

var (
	tooNarrow = regexp.MustCompile(`^#+$`)
	exponent  = regexp.MustCompile(`^-?[0-9](?:[.,][0-9]+)?E[+-]?[0-9]+$`)
)

// excelCell makes a cell of what is shown and what is stored: leading zeros
// are only shown, and days are numbers.
func excelCell(shown, stored string, from1904 bool) Cell {
	c := Cell{Text: clean(shown)}
	number, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return c
	}
	if exponent.MatchString(c.Text) || tooNarrow.MatchString(c.Text) {
		c.Text = strconv.FormatFloat(number, 'f', -1, 64)
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
func fillDown(f *excelize.File, sheet string, rows []Row) error {
	merged, err := f.GetMergeCells(sheet, true)
	if err != nil {
		return err
	}
	for _, m := range merged {
		column, first, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		_, last, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		if first > len(rows) {
			continue
		}
		value := rows[first-1].At(column - 1)
		value.Above = true
		for i := first; i < min(last, len(rows)) && value.Text != ""; i++ {
			cells := slices.Grow(rows[i].Cells, column)
			for len(cells) < column {
				cells = append(cells, Cell{})
			}
			cells[column-1] = value
			rows[i].Cells = cells
		}
	}
	return nil
}
