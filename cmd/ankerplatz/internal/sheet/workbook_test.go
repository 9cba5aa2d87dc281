package sheet

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/></Types>`
	office = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	pkg    = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	main   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
)

// parts are those of a small workbook.
func parts() map[string]string {
	return map[string]string{
		"[Content_Types].xml": types,
		"_rels/.rels":         `<Relationships ` + pkg + `><Relationship Id="r1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook ` + main + ` xmlns:r="` + office + `"><workbookPr date1904="0"/>` +
			`<sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships ` + pkg + `><Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="r2" Type="` + office + `/sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="r3" Type="` + office + `/styles" Target="styles.xml"/></Relationships>`,
		"xl/sharedStrings.xml": `<sst ` + main + ` count="2" uniqueCount="2"><si><t>Name</t></si><si><r><t>Zo</t></r><r><t>ë</t></r></si></sst>`,
		"xl/styles.xml": `<styleSheet ` + main + `><numFmts count="1"><numFmt numFmtId="164" formatCode="00000000000"/></numFmts>` +
			`<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": worksheetXML(`<cols><col min="3" max="3" width="9" hidden="1"/></cols>`,
			`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`+
				`<row r="3" hidden="1"><c r="A3" t="s"><v>1</v></c><c r="C3"><v>1701234567</v></c><c r="D3" s="1"><v>1701234567</v></c><c r="E3" s="2"><v>45413</v></c></row>`+
				`<row r="4"><c r="A4" t="inlineStr"><is><t>'t Hof</t></is></c><c r="B4" t="e"><v>#N/A</v></c><c r="C4"><f>A1&amp;B1</f></c>`+
				`<c r="D4" t="str"><f>""</f><v></v></c><c r="E4" t="inlineStr"><is><t>'0170</t></is></c></row>`,
			`<mergeCells count="1"><mergeCell ref="A4:A9"/></mergeCells>`),
	}
}

func worksheetXML(above, rows, below string) string {
	return `<worksheet ` + main + `>` + above + `<sheetData>` + rows + `</sheetData>` + below + `</worksheet>`
}

// pack makes an archive of parts.
func pack(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestFacts has what a spreadsheet knows of cells beyond their texts.
func TestFacts(t *testing.T) {
	s, err := Read(pack(t, parts()), Options{Known: known})
	if err != nil {
		t.Fatal(err)
	}
	want := &Sheet{
		How: `sheet "List"`, Hidden: []int{2},
		Rows: []Row{
			{Number: 1, Cells: []Cell{{Text: "Name"}}},
			{Number: 3, Hidden: true, Cells: []Cell{
				{Text: "Zoë"},
				{},
				{Text: "1701234567", Number: true},
				{Text: "01701234567", Number: true},
				{Text: "05-01-24", Number: true, Day: time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)},
			}},
			{Number: 4, Cells: []Cell{
				{Text: "'t Hof"},
				{Text: "#N/A", Fault: "the spreadsheet shows an error (#N/A)"},
				{Fault: "this is a formula without a result: open the workbook in Excel or LibreOffice and save it, then the results are in it"},
				{},
				{Text: "0170"},
			}},
		},
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
}

// malformed are workbooks with something that can't be: what is changed, in
// which part.
var malformed = map[string][3]string{
	"a text before the first":    {"xl/worksheets/sheet1.xml", `<v>1</v>`, `<v>-1</v>`},
	"a text behind the last":     {"xl/worksheets/sheet1.xml", `<v>1</v>`, `<v>2</v>`},
	"a text without a number":    {"xl/worksheets/sheet1.xml", `<v>1</v>`, `<v>x</v>`},
	"a style before the first":   {"xl/worksheets/sheet1.xml", `s="1"`, `s="-1"`},
	"a row beyond all":           {"xl/worksheets/sheet1.xml", `<row r="4">`, `<row r="2147483647">`},
	"a row before the first":     {"xl/worksheets/sheet1.xml", `<row r="1">`, `<row r="-1">`},
	"a row twice":                {"xl/worksheets/sheet1.xml", `<row r="4">`, `<row r="3">`},
	"a column beyond all":        {"xl/worksheets/sheet1.xml", `r="E3"`, `r="ZZZZ3"`},
	"columns out of order":       {"xl/worksheets/sheet1.xml", `r="E3"`, `r="B3"`},
	"a cell without a place":     {"xl/worksheets/sheet1.xml", `r="E3"`, `r="3"`},
	"a merged cell beyond all":   {"xl/worksheets/sheet1.xml", `A4:A9`, `A4:A9999999999`},
	"a sheet that is cut off":    {"xl/worksheets/sheet1.xml", `</sheetData>`, `<row r="5"><c`},
	"texts that are cut off":     {"xl/sharedStrings.xml", `</sst>`, ``},
	"styles that are cut off":    {"xl/styles.xml", `</styleSheet>`, `<`},
	"a workbook that is cut off": {"xl/workbook.xml", `</workbook>`, ``},
	"a sheet that is not there":  {"xl/_rels/workbook.xml.rels", `sheet1.xml`, `sheet7.xml`},
	"a sheet without a place":    {"xl/workbook.xml", `r:id="r1"`, ``},
	"a sheet that is a chart":    {"xl/_rels/workbook.xml.rels", `/worksheet"`, `/chartsheet"`},
	"a sheet outside":            {"xl/_rels/workbook.xml.rels", `worksheets/sheet1.xml`, `../../../etc/passwd`},
	"no sheets":                  {"xl/workbook.xml", `<sheet name="List" sheetId="1" r:id="r1"/>`, ``},
	"no workbook":                {"_rels/.rels", `xl/workbook.xml`, `xl/other.xml`},
	"entities":                   {"xl/sharedStrings.xml", `<sst `, `<!DOCTYPE x [<!ENTITY a "aaaa">]><sst a="&a;" `},
}

func TestMalformed(t *testing.T) {
	for name, change := range malformed {
		t.Run(name, func(t *testing.T) {
			p := parts()
			before := p[change[0]]
			if p[change[0]] = strings.Replace(before, change[1], change[2], 1); p[change[0]] == before {
				t.Fatal("nothing is changed")
			}
			if s, err := Read(pack(t, p), Options{Known: known}); err == nil || !strings.Contains(err.Error(), "a workbook that is damaged") {
				t.Errorf("%v, %+v", err, s)
			}
		})
	}
}

// TestDamagedPart has a byte that has flipped on its way.
func TestDamagedPart(t *testing.T) {
	data := pack(t, parts())
	at := bytes.Index(data, []byte("xl/sharedStrings.xml")) + len("xl/sharedStrings.xml") + 30
	data[at] ^= 0x10
	if s, err := Read(data, Options{Known: known}); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("%v, %+v", err, s)
	}
}

// FuzzWorkbook changes the parts of a workbook.
func FuzzWorkbook(f *testing.F) {
	const sheet, texts, styles, book = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
	add := func(p map[string]string) { f.Add(p[sheet], p[texts], p[styles], p[book]) }
	add(parts())
	for _, name := range slices.Sorted(maps.Keys(malformed)) {
		p := parts()
		p[malformed[name][0]] = strings.Replace(p[malformed[name][0]], malformed[name][1], malformed[name][2], 1)
		add(p)
	}
	f.Fuzz(func(t *testing.T, sheetXML, textsXML, stylesXML, bookXML string) {
		p := parts()
		p[sheet], p[texts], p[styles], p[book] = sheetXML, textsXML, stylesXML, bookXML
		checkRead(t, pack(t, p))
	})
}
