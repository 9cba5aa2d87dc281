package roster

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// book is a workbook that a test fills.
type book struct {
	*excelize.File
	t *testing.T
}

func newBook(t *testing.T) book {
	f := excelize.NewFile()
	t.Cleanup(func() { f.Close() })
	return book{f, t}
}

func (b book) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// set writes a row from a cell on.
func (b book) set(sheet, cell string, values ...any) {
	b.t.Helper()
	b.must(b.SetSheetRow(sheet, cell, &values))
}

// format gives a cell a number format.
func (b book) format(cell, format string) {
	b.t.Helper()
	style, err := b.NewStyle(&excelize.Style{CustomNumFmt: &format})
	b.must(err)
	b.must(b.SetCellStyle("Key-User", cell, cell, style))
}

func (b book) bytes() []byte {
	b.t.Helper()
	var buf bytes.Buffer
	b.must(b.Write(&buf))
	return buf.Bytes()
}

// keyUsers is a workbook as people make them: a hidden sheet first, a title
// over all columns, headers two rows high, a department that stands beside
// several people, empty rows, days and numbers in all forms.
func keyUsers(t *testing.T) []byte {
	b := newBook(t)
	b.must(b.SetSheetName("Sheet1", "Old"))
	b.set("Old", "A1", "Name", "Abteilung")
	b.set("Old", "A2", "Somebody Else", "Einkauf")
	active, err := b.NewSheet("Key-User")
	b.must(err)
	b.SetActiveSheet(active)
	b.must(b.SetSheetVisible("Old", false))
	const s = "Key-User"
	b.set(s, "B2", "Unsere Key-User")
	b.must(b.MergeCell(s, "B2", "K2"))
	b.set(s, "B4", "Abteilung", "Name", nil, "Kontakt", nil, nil, "Key-User seit", "Std./\nWoche", "Excel", "SAP")
	for _, column := range []string{"B", "H", "I", "J", "K"} {
		b.must(b.MergeCell(s, column+"4", column+"5"))
	}
	b.must(b.MergeCell(s, "C4", "D4"))
	b.must(b.MergeCell(s, "E4", "G4"))
	b.set(s, "C5", "Nachname", "Vorname", "E-Mail", "Telefon", "Mobil")

	may := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	b.set(s, "B6", "Einkauf", "Petersen", "Anna", "anna@example.org", "030 0123", 170123456, may, 4, 3, 0)
	b.format("G6", "00000000000")
	b.format("H6", `dd/mm/yy`)
	b.set(s, "B8", nil, "Müller", "Zoë", "zoe@example.org", 493012345678901, "0171 5", 45413, 2.5, nil, 4)
	b.format("F8", "General")
	b.format("I8", "0.00")
	b.must(b.MergeCell(s, "B6", "B8"))
	b.set(s, "B9", "Personal", "Çelik", "Ünal", "unal@example.org", 0.5, nil, "1.5.2024")
	b.set(s, "B10", "Personal", "Berg", "Bo", "bo@example.org", nil, nil, 45413.75)
	b.format("H10", `[$-407]d. mmmm yyyy;@`)
	b.set(s, "B30", nil, nil)
	return b.bytes()
}

func TestExcel(t *testing.T) {
	files := hub(nil)
	plan := planOf(t, files, keyUsers(t), Options{})
	want := `new        anna-petersen  Anna Petersen · department: procurement; competencies.excel: 3; contact.email: anna@example.org; contact.phone: 030 0123; contact.mobile: 00170123456; time.hours_per_week: 4; since: 2024-05-01
new        zoe-mueller    Zoë Müller · department: procurement; competencies.sap: 4; contact.email: zoe@example.org; contact.phone: 493012345678901; contact.mobile: 0171 5; time.hours_per_week: 2.5; since: 2024-05-01
new        uenal-celik    Ünal Çelik · department: hr; contact.email: unal@example.org; contact.phone: 0.5; since: 2024-05-01
new        bo-berg        Bo Berg · department: hr; contact.email: bo@example.org; since: 2024-05-01
note       row 8: column F (Telefon): the number begins with neither 0 nor +; a spreadsheet takes zeros away from numbers
note       in the hub and not in this list, left as they are: jonas-brandt
`
	if diff := cmp.Diff(want, plan.String()); diff != "" {
		t.Error(diff)
	}
	apply(files, plan)
	loads(t, files)
	again := planOf(t, files, keyUsers(t), Options{})
	if _, _, unchanged := again.Count(); unchanged != 4 {
		t.Errorf("a second import is not without changes:\n%s", again)
	}

	// The hidden sheet can be asked for, in any case.
	if plan := planOf(t, hub(nil), keyUsers(t), Options{Sheet: "old"}); plan.Changes[0].Name != "Somebody Else" {
		t.Error(plan)
	}
	table, err := Read(keyUsers(t), Options{})
	if err != nil || table.Header != 5 || table.How != `sheet "Key-User"` {
		t.Errorf("header in row %d, %s, %v", table.Header, table.How, err)
	}
}

// TestExcel1904 has days that are counted from 1904, as on old Macs.
func TestExcel1904(t *testing.T) {
	b := newBook(t)
	b.must(b.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: new(true)}))
	b.set("Sheet1", "A1", "Name", "Abteilung", "seit")
	b.set("Sheet1", "A2", "Anna", "Einkauf", 43951) // 1 May 2024
	plan := planOf(t, hub(nil), b.bytes(), Options{})
	if f := plan.Changes[0].Fields; f[len(f)-1].New != "2024-05-01" {
		t.Error(plan)
	}
}

// TestHidden leaves out what a filter or somebody hid, and tells by row what a
// number cell may have lost.
func TestHidden(t *testing.T) {
	b := newBook(t)
	b.set("Sheet1", "A1", "Name", "Abteilung", "Telefon", "Mobil")
	b.set("Sheet1", "A2", "Anna", "Einkauf", 301234567, "0170 1")
	b.set("Sheet1", "A3", "Bea", "Einkuf", 301234568, "0170 2")
	b.set("Sheet1", "A4", "Cleo", "Einkauf", 4711, "0170 3")
	b.must(b.SetRowVisible("Sheet1", 3, false))
	b.must(b.SetColVisible("Sheet1", "D", false))
	want := `new        anna  Anna · department: procurement; contact.phone: 301234567
new        cleo  Cleo · department: procurement; contact.phone: 4711
left out   row 3: Bea is in a row that the spreadsheet hides; show it to take it
left out   column D (Mobil): the spreadsheet hides it; show it to take it
note       rows 2, 3: column C (Telefon): the number begins with neither 0 nor +; a spreadsheet takes zeros away from numbers
note       in the hub and not in this list, left as they are: jonas-brandt
`
	if diff := cmp.Diff(want, planOf(t, hub(nil), b.bytes(), Options{}).String()); diff != "" {
		t.Error(diff)
	}
	plan := planOf(t, hub(nil), b.bytes(), Options{Map: map[string]string{"mobile": "Mobil"}})
	if f := plan.Changes[0].Fields; f[len(f)-1].New != "0170 1" {
		t.Error(plan)
	}
}

// TestExcelProblems names the cells as Excel does.
func TestExcelProblems(t *testing.T) {
	b := newBook(t)
	b.set("Sheet1", "C7", "Name", "Abteilung", "seit")
	b.set("Sheet1", "C9", "Anna", "Einkuf", 2024)
	plan := planOf(t, hub(nil), b.bytes(), Options{})
	want := `skipped    row 9, column D (Abteilung): there is no department "Einkuf"; did you mean procurement (Einkauf)?
skipped    row 9, column E (seit): this is not a day: write it as in 2026-03-01 or 01.03.2026
note       in the hub and not in this list, left as they are: jonas-brandt
`
	if diff := cmp.Diff(want, plan.String()); diff != "" {
		t.Error(diff)
	}
}

// TestNoTable has files that no list can be read from: each says why.
func TestNoTable(t *testing.T) {
	good := keyUsers(t)
	for _, test := range []struct {
		name string
		data []byte
		opt  Options
		want string
	}{
		{"nothing", nil, Options{}, "it is empty"},
		{"a text", []byte("Dear all,\nplease find\n"), Options{}, "no row names at least two columns"},
		{"an empty sheet", newBook(t).bytes(), Options{}, `sheet "Sheet1": no row names at least two columns`},
		{"no such sheet", good, Options{Sheet: "Keyuser"}, `it has no sheet "Keyuser": there are Key-User`},
		{"a field that is none", []byte("Wer;Wo\n"), Options{Map: map[string]string{"nam": "Wer"}}, `there is no field "nam": did you mean "name"?`},
		{"a header that is none", []byte("Name;Wo;Mail\n"), Options{Map: map[string]string{"department": "Woh"}}, `there is no column "Woh"; did you mean "Wo"?`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Read(test.data, test.opt); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
}
