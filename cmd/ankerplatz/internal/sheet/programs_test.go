package sheet

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// dump is a sheet for people: rows with their numbers, cells with what is
// known of them.
func (s *Sheet) dump() string {
	var b strings.Builder
	fmt.Fprintln(&b, s.How, s.Hidden)
	for _, r := range s.Rows {
		fmt.Fprint(&b, r.Number)
		if r.Hidden {
			b.WriteString(" hidden")
		}
		for _, c := range r.Cells {
			b.WriteString(" | " + c.Text)
			if c.Number {
				b.WriteString(" #")
			}
			if !c.Day.IsZero() {
				b.WriteString(" " + c.Day.Format(time.DateOnly))
			}
			if c.Above {
				b.WriteString(" ^")
			}
			if c.Fault != "" {
				b.WriteString(" ! " + strings.Join(strings.Fields(c.Fault)[:4], " "))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

const libreofficeCSV = `1 | Unsere Key-User |  |  |  |  | 
2 | Name | Abteilung | Telefon | seit | Standort | Raum
3 | Åse Bøgh-Özdemir | Einkauf | 301234567 | 01.05.2024 | #NV ! the spreadsheet shows an | 2.14
4 | Zoë Müller |  | 030 1234 |  | Köln | 
5 | Jürgen Groß | Büro | 4930123456789012 |  |  | 
`

// TestOtherPrograms reads what other programs wrote (testdata/README.md).
func TestOtherPrograms(t *testing.T) {
	for name, want := range map[string]string{
		"libreoffice.xlsx": `sheet "Key-User" [5]
1 | Unsere Key-User
2 | Name | Abteilung | Telefon | seit | Standort | Raum
3 | Åse Bøgh-Özdemir | Einkauf | 301234567 # | 01.05.2024 # 2024-05-01 | #NV ! the spreadsheet shows an | 2.14
4 hidden | Zoë Müller | Einkauf ^ | 030 1234 |  | Köln
5 hidden | Jürgen Groß | Büro | 4930123456789010 # ! the spreadsheet keeps only
`,
		"openpyxl-1904.xlsx": `sheet "Key-User" [4]
1 | Name | Abteilung | Telefon | seit | Raum
2 | Åse Bøgh | Einkauf | 0301234567 # | 2024-05-01 # 2024-05-01 |  ! this is a formula
3 hidden | Zoë Müller | Büro | 030 1234
4 | Jürgen Groß | Büro | 4930123456789012 # ! the spreadsheet keeps only |  | #REF! ! the spreadsheet shows an
`,
		"exceljs.xlsx": `sheet "Key-User" []
1 | Name | Abteilung | Telefon | seit | Summe
2 | Åse Bøgh | Einkauf | 301234567 # | 05-01-24 # 2024-05-01 | 2 #
3 hidden | Zoë Müller | Einkauf ^ | 030 1234 |  |  ! this is a formula
`,
		"libreoffice-mac.csv":   "CSV with semicolons, Mac Roman []\n" + libreofficeCSV,
		"libreoffice-utf16.csv": "CSV with semicolons, UTF-16 []\n" + libreofficeCSV,
		"libreoffice-cp437.csv": "CSV with semicolons, code page 850 (DOS) []\n" +
			strings.Replace(libreofficeCSV, "Bøgh-Özdemir", "B?gh-Özdemir ! letters got lost when", 1),
		"gnumeric-cp850.csv": "CSV with semicolons, code page 850 (DOS) []\n" +
			strings.NewReplacer("#NV", "#N/A", "4930123456789012", "4.9301E+15 ! the spreadsheet has rounded").Replace(libreofficeCSV),
		"libreoffice.ods": "it is an OpenDocument table (.ods)",
		"libreoffice.xls": "it is an old Excel workbook (.xls)",
		"sheetjs.xlsb":    "it is a binary workbook (.xlsb)",
	} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata", name))
			if err != nil {
				t.Fatal(err)
			}
			s, err := Read(data, Options{Known: known})
			if err != nil {
				if !strings.HasPrefix(err.Error(), want) {
					t.Error(err)
				}
				return
			}
			if diff := cmp.Diff(want, s.dump()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
