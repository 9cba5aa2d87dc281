package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// workbook is what a workbook's archive says of itself (ECMA-376, part 1,
// section 18; part 2).
type workbook struct {
	archive  *zip.Reader
	sheets   []worksheet
	from1904 bool // days are counted from 1904
}

type worksheet struct {
	Name  string `xml:"name,attr"`
	State string `xml:"state,attr"`
	ID    string `xml:"id,attr"` // of the relationship that says where it is
	part  string // its path in the archive
}

func (w worksheet) hidden() bool { return w.State == "hidden" || w.State == "veryHidden" }

// openWorkbook checks all parts of an archive, which are read without these
// checks later, and finds the sheets.
func openWorkbook(data []byte) (*workbook, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errors.New("it is an archive that is damaged or cut off: copy or download it again")
	}
	size := uint64(0)
	for _, file := range archive.File {
		if size += file.UncompressedSize64; file.UncompressedSize64 > maxUnpacked || size > maxUnpacked {
			return nil, errors.New("unpacked it is too large: save the list alone, without pictures")
		}
	}
	if err := noWorkbook(archive); err != nil {
		return nil, err
	}
	for _, file := range archive.File {
		if err := checkPart(file); err != nil {
			return nil, errDamaged
		}
	}
	b := &workbook{archive: archive}
	return b, b.findSheets()
}

// checkPart reads a part to its end: its size and its sum are right.
func checkPart(file *zip.File) error {
	r, err := file.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, r)
	return err
}

type relationship struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// findSheets follows the relationships from the archive to its workbook and on
// to its sheets.
func (b *workbook) findSheets() error {
	top, err := b.relations("")
	if err != nil {
		return err
	}
	main := ""
	for _, r := range top {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			main = r.Target
		}
	}
	var book struct {
		Sheets []worksheet `xml:"sheets>sheet"`
		Props  struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
	}
	if err := b.read(main, &book); err != nil {
		return err
	}
	b.from1904 = isTrue(book.Props.Date1904)
	parts, err := b.relations(main)
	if err != nil {
		return err
	}
	for _, sheet := range book.Sheets {
		for _, r := range parts {
			if r.ID == sheet.ID && strings.HasSuffix(r.Type, "/worksheet") {
				sheet.part = r.Target
				b.sheets = append(b.sheets, sheet)
			}
		}
	}
	if len(b.sheets) == 0 {
		return errDamaged
	}
	return nil
}

// relations are those of a part, with the targets' paths in the archive.
func (b *workbook) relations(part string) ([]relationship, error) {
	var list struct {
		All []relationship `xml:"Relationship"`
	}
	dir, name := path.Split(part)
	if err := b.read(dir+"_rels/"+name+".rels", &list); err != nil {
		return nil, err
	}
	for i, r := range list.All {
		if !strings.HasPrefix(r.Target, "/") {
			r.Target = path.Join("/", dir, r.Target)
		}
		list.All[i].Target = strings.TrimPrefix(path.Clean(r.Target), "/")
	}
	return list.All, nil
}

func (b *workbook) read(part string, into any) error {
	r, err := b.archive.Open(part)
	if err != nil {
		return errDamaged
	}
	defer r.Close()
	if err := xml.NewDecoder(r).Decode(into); err != nil {
		return errDamaged
	}
	return nil
}

func isTrue(value string) bool { return value == "1" || value == "true" }

// scan reads a sheet's part, row by row.
type scan struct {
	io.Closer
	xml    *xml.Decoder
	inData bool // within sheetData: drawings have rows and columns too
	last   int  // number of the row before
	texts  int  // how many shared texts there must be
	hidden [][2]int
	merged []area
}

// area is that of a merged cell: its left column from 0, its rows from 1.
type area struct{ left, top, bottom int }

// storedRow is a row as it is written in the workbook.
type storedRow struct {
	number int
	hidden bool
	cells  []storedCell // from left to right
}

type storedCell struct {
	column  int
	kind    string // as of section 18.18.11: "", "n", "s", "str", "inlineStr", "b", "d", "e"
	value   string
	formula bool
}

func (b *workbook) scan(source worksheet) (*scan, error) {
	r, err := b.archive.Open(source.part)
	if err != nil {
		return nil, errDamaged
	}
	return &scan{Closer: r, xml: xml.NewDecoder(r)}, nil
}

// next returns the next row, or nil behind the last one. What stands below the
// rows has been read then.
func (s *scan) next() (*storedRow, error) {
	for {
		token, err := s.xml.Token()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return nil, errDamaged
		}
		if end, ok := token.(xml.EndElement); ok && end.Name.Local == "sheetData" {
			s.inData = false
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case start.Name.Local == "sheetData":
			s.inData = true
		case start.Name.Local == "row" && s.inData:
			return s.row(start)
		case start.Name.Local == "col" && !s.inData && s.last == 0:
			s.column(start)
		case start.Name.Local == "mergeCell":
			if err := s.merge(attribute(start, "ref")); err != nil {
				return nil, errDamaged
			}
		}
	}
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// column notes columns that are hidden, or as narrow as that.
func (s *scan) column(start xml.StartElement) {
	first, err1 := strconv.Atoi(attribute(start, "min"))
	last, err2 := strconv.Atoi(attribute(start, "max"))
	width, err3 := strconv.ParseFloat(attribute(start, "width"), 64)
	if err1 == nil && err2 == nil && (isTrue(attribute(start, "hidden")) || err3 == nil && width == 0) {
		s.hidden = append(s.hidden, [2]int{first - 1, last - 1})
	}
}

func (s *scan) merge(ref string) error {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return nil
	}
	left, top, err1 := excelize.CellNameToCoordinates(from)
	_, bottom, err2 := excelize.CellNameToCoordinates(to)
	s.merged = append(s.merged, area{left - 1, top, bottom})
	return errors.Join(err1, err2)
}

// row reads a row. Rows and cells stand in their order, which the library
// takes for granted.
func (s *scan) row(start xml.StartElement) (*storedRow, error) {
	number := s.last + 1
	if r := attribute(start, "r"); r != "" {
		var err error
		if number, err = strconv.Atoi(r); err != nil {
			return nil, errDamaged
		}
	}
	if number <= s.last || number > excelize.TotalRows {
		return nil, errDamaged
	}
	s.last = number
	height, err := strconv.ParseFloat(attribute(start, "ht"), 64)
	row := &storedRow{number: number, hidden: isTrue(attribute(start, "hidden")) || err == nil && height == 0}
	next := 0
	for {
		token, err := s.xml.Token()
		if err != nil {
			return nil, errDamaged
		}
		switch t := token.(type) {
		case xml.EndElement:
			return row, nil
		case xml.StartElement:
			if t.Name.Local != "c" {
				if s.xml.Skip() != nil {
					return nil, errDamaged
				}
				continue
			}
			cell, err := s.cell(t, next)
			if err != nil || cell.column < next {
				return nil, errDamaged
			}
			next = cell.column + 1
			row.cells = append(row.cells, cell)
		}
	}
}

// cell reads a cell that stands in a column unless it says another one.
func (s *scan) cell(start xml.StartElement, column int) (storedCell, error) {
	var in struct {
		Value   string    `xml:"v"`
		Formula *struct{} `xml:"f"`
	}
	if err := s.xml.DecodeElement(&in, &start); err != nil {
		return storedCell{}, err
	}
	c := storedCell{column: column, kind: attribute(start, "t"), value: strings.TrimSpace(in.Value), formula: in.Formula != nil}
	if ref := attribute(start, "r"); ref != "" {
		at, _, err := excelize.CellNameToCoordinates(ref)
		if err != nil {
			return c, err
		}
		c.column = at - 1
	}
	if style := attribute(start, "s"); style != "" {
		if _, err := strconv.ParseUint(style, 10, 31); err != nil {
			return c, err
		}
	}
	if c.kind == "s" && c.value != "" {
		index, err := strconv.ParseUint(c.value, 10, 31)
		if err != nil {
			return c, err
		}
		s.texts = max(s.texts, int(index)+1)
	}
	return c, nil
}
