package sheet

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func known(text string) bool {
	return slices.Contains([]string{"Name", "Abteilung", "Telefon"}, text)
}

// texts are all cells, with the rows' numbers in front.
func (s *Sheet) texts() (rows [][]string, numbers []int) {
	for _, r := range s.Rows {
		cells := []string{}
		for _, c := range r.Cells {
			cells = append(cells, c.Text)
		}
		rows, numbers = append(rows, cells), append(numbers, r.Number)
	}
	return rows, numbers
}

func TestEncodings(t *testing.T) {
	text := "Die Kolleginnen, die helfen\r\n\r\nName;Abteilung;Telefon\r\n\"Müller, Zoë\";\"Einkauf\r\nund \"\"Lager\"\"\";030 0123\r\n;;\r\nÅse | Bø;Personal\r\n"
	want := [][]string{{"Name", "Abteilung", "Telefon"}, {"Müller, Zoë", `Einkauf und "Lager"`, "030 0123"}, {"", "", ""}, {"Åse | Bø", "Personal"}}
	encode := func(e encoding.Encoding, text string) []byte {
		data, err := e.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	little, big := unicode.LittleEndian, unicode.BigEndian
	for name, test := range map[string]struct {
		data []byte
		how  string
	}{
		"UTF-8":           {[]byte(text), "CSV with semicolons, UTF-8"},
		"BOM":             {[]byte("\ufeff" + text), "CSV with semicolons, UTF-8"},
		"Windows-1252":    {encode(charmap.Windows1252, text), "CSV with semicolons, Windows-1252"},
		"UTF-16LE":        {encode(unicode.UTF16(little, unicode.UseBOM), text), "CSV with semicolons, UTF-16"},
		"UTF-16BE":        {encode(unicode.UTF16(big, unicode.UseBOM), text), "CSV with semicolons, UTF-16"},
		"UTF-16LE no BOM": {encode(unicode.UTF16(little, unicode.IgnoreBOM), text), "CSV with semicolons, UTF-16"},
		"UTF-16BE no BOM": {encode(unicode.UTF16(big, unicode.IgnoreBOM), text), "CSV with semicolons, UTF-16"},
		"LF":              {[]byte(strings.ReplaceAll(text, "\r\n", "\n")), "CSV with semicolons, UTF-8"},
		"tabs":            {[]byte(strings.ReplaceAll(text, ";", "\t")), "CSV with tabs, UTF-8"},
		"commas":          {[]byte(strings.ReplaceAll(text, ";", ",")), "CSV with commas, UTF-8"},
		"bars":            {[]byte(strings.ReplaceAll(strings.ReplaceAll(text, "Åse | Bø", `"Åse | Bø"`), ";", "|")), "CSV with vertical bars, UTF-8"},
		"sep=":            {[]byte("sep=;\r\n" + text), `CSV with ";", UTF-8`},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Read(test.data, Options{Known: known})
			if err != nil {
				t.Fatal(err)
			}
			rows, numbers := s.texts()
			if diff := cmp.Diff(want, rows[1:]); diff != "" || s.How != test.how {
				t.Error(s.How, diff)
			}
			if diff := cmp.Diff([]int{1, 3, 4, 5, 6}, numbers); diff != "" {
				t.Error(diff)
			}
			if index, most := HeaderRow(s.Rows, known); index != 1 || most != 3 {
				t.Errorf("header in row %d with %d", index, most)
			}
		})
	}
}

// TestZeros has numbers that Excel wrote so that it keeps their zeros.
func TestZeros(t *testing.T) {
	s, err := Read([]byte("Name,Telefon,Mobile,Job\nAnna \"Anni\" Berg,=\"030\",=\"040\",=1+1\nBea,\"=\"\"050\"\"\",060,\"a,=\"\"b\"\"\"\r\n"), Options{Known: known})
	if err != nil {
		t.Fatal(err)
	}
	rows, _ := s.texts()
	if diff := cmp.Diff([][]string{{`Anna "Anni" Berg`, "030", "040", "=1+1"}, {"Bea", "050", "060", `a,="b"`}}, rows[1:]); diff != "" {
		t.Error(diff)
	}
}

// workbook has one sheet with a cell.
func newWorkbook(t testing.TB) []byte {
	f := excelize.NewFile()
	defer f.Close()
	var buf bytes.Buffer
	if err := f.SetCellStr("Sheet1", "B3", "x"); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// archive has one file, with a text or with zeros.
func archive(t testing.TB, name, text string, zeros int) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	for block := make([]byte, 1<<20); zeros > 0; zeros -= len(block) {
		if _, err := w.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestUnreadable has files that are no tables: each says why.
func TestUnreadable(t *testing.T) {
	good := newWorkbook(t)
	if s, err := Read(good, Options{Known: known}); err != nil || s.Rows[0].Number != 3 || s.Rows[0].At(1).Text != "x" || s.Rows[0].At(7) != (Cell{}) {
		t.Error(s, err)
	}
	for _, test := range []struct {
		name string
		data []byte
		opt  Options
		want string
	}{
		{"half a workbook", good[:len(good)/2], Options{}, "damaged or cut off"},
		{"an archive that explodes", archive(t, "xl/workbook.xml", "<a>", 700<<20), Options{}, "unpacked it is too large"},
		{"an archive that says it is small", lying(t), Options{}, "damaged"},
		{"too many bytes", make([]byte, MaxBytes+1), Options{}, "it has more than 64 MB"},
		{"too many cells", bytes.Repeat([]byte(";\n"), maxRows+1), Options{}, "it is too large"},
		{"no such sheet", good, Options{Name: "x"}, `it has no sheet "x": there are Sheet1`},
		{"a sheet of a CSV file", []byte("Name,Abteilung\n"), Options{Name: "x"}, "leave --sheet away"},
		{"a quote", []byte("Name;Abteilung\n\"Anna\" Berg;\"Einkauf\nund Lager\"\n"), Options{}, "line 2: a quotation mark"},
		{"a quote that stays open", []byte("Name;Abteilung\n\"Anna;Einkauf\n"), Options{}, "line 2: a quotation mark"},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.opt.Known = known
			if _, err := Read(test.data, test.opt); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
}

// lying has a part of two megabytes of which the archive says that it has ten
// bytes.
func lying(t testing.TB) []byte {
	data := archive(t, "xl/workbook.xml", "<a>", 2<<20)
	for _, sign := range []string{"PK\x01\x02", "PK\x07\x08"} {
		at := bytes.Index(data, []byte(sign))
		size := at + map[string]int{"PK\x01\x02": 24, "PK\x07\x08": 12}[sign]
		copy(data[size:], []byte{10, 0, 0, 0})
	}
	return data
}

// FuzzRead feeds anything, workbooks that are damaged too.
func FuzzRead(f *testing.F) {
	f.Add(newWorkbook(f))
	f.Add([]byte("sep=;\nName;Abteilung\n\"a\n\"\"b\";=1"))
	f.Add([]byte("\xfe\xff\x00N\x00,\x00\n"))
	f.Fuzz(checkRead)
}

// checkRead reads a file: rows are in order, texts are clean, and errors are for
// people.
func checkRead(t *testing.T, data []byte) {
	s, err := Read(data, Options{Known: known})
	if err != nil {
		if text := err.Error(); strings.Contains(text, "runtime") || strings.Contains(text, "index out of") {
			t.Error(text)
		}
		return
	}
	last := 0
	for _, r := range s.Rows {
		if r.Number <= last {
			t.Fatalf("row %d stands behind row %d", r.Number, last)
		}
		last = r.Number
		for _, c := range r.Cells {
			if c.Text != clean(c.Text) {
				t.Errorf("%q is not clean", c.Text)
			}
		}
	}
}

// TestAroundTheTable has what programs write above, below and behind a table.
func TestAroundTheTable(t *testing.T) {
	for name, text := range map[string]string{
		"PowerShell":          "#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser\r\n\"Name\",\"Abteilung\"\r\n\"Berg, Anna\",\"Einkauf\nund Lager\"\r\n",
		"a title":             "Key-User, Stand 3.5.\n\nName;Abteilung\nBerg, Anna;\"Einkauf\nund Lager\"\n",
		"a title with quotes": "Liste \"Key-User\"\nName;Abteilung\nBerg, Anna;Einkauf und Lager\n",
		"empty lines":         "\r\n\r\n;\r\nName;Abteilung\r\nBerg, Anna;Einkauf und Lager\r\n",
		"delimiters behind":   "Name;Abteilung;;;;\nBerg, Anna;Einkauf und Lager;;;;\n",
		"SEP=":                "SEP=;\nName;Abteilung\nBerg, Anna;Einkauf und Lager\n",
		"sep= behind a BOM":   "\ufeffsep=\t\r\nName\tAbteilung\r\nBerg, Anna\tEinkauf und Lager\r\n",
		"the end of DOS":      "Name;Abteilung\r\nBerg, Anna;Einkauf und Lager\r\n\x1a",
		"an old Mac":          "Name;Abteilung\rBerg, Anna;Einkauf und Lager\r",
		"apostrophes":         "Name;Abteilung;x\n'Berg, Anna';Einkauf und Lager;'0170\n",
	} {
		s, err := Read([]byte(text), Options{Known: known})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		index, most := HeaderRow(s.Rows, known)
		if most != 2 || len(s.Rows) != index+2 || s.Rows[index+1].At(1).Text != "Einkauf und Lager" || strings.Trim(s.Rows[index+1].At(0).Text, "'") != "Berg, Anna" {
			t.Errorf("%s: %s", name, s.dump())
		}
	}
}
