package roster

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"ankerplatz/generator/config"
)

var encodingLine = regexp.MustCompile(`(?m)^encoding: (\S+)$`)

// TestExports imports what directories write, each encoded as it does it. The
// files have the programs' headers, and people who were made up.
func TestExports(t *testing.T) {
	files, err := filepath.Glob("testdata/exports/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			list, want := archive.Files[0].Data, string(archive.Files[1].Data)
			crlf := strings.ReplaceAll(string(list), "\n", "\r\n")
			switch name := encodingLine.FindStringSubmatch(string(archive.Comment))[1]; name {
			case "utf-8":
				list = []byte(crlf)
			case "utf-8-bom":
				list = []byte("\ufeff" + crlf)
			case "utf-16":
				list, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(crlf))
			case "windows-1252":
				list, err = charmap.Windows1252.NewEncoder().Bytes([]byte(crlf))
			default:
				t.Fatalf("there is no encoding %s", name)
			}
			if err != nil {
				t.Fatal(err)
			}
			hub := hub(nil)
			plan := exportPlan(t, hub, list, nil)
			if diff := cmp.Diff(want, plan.String()); diff != "" {
				t.Error(diff)
			}
			apply(hub, plan)
			if added, changed, _ := exportPlan(t, hub, list, nil).Count(); added+changed > 0 {
				t.Error("a second import is not without changes")
			}
		})
	}
}

func exportPlan(t *testing.T, files fstest.MapFS, list []byte, mapping map[string]string) *Plan {
	t.Helper()
	site, _ := config.Load(files)
	table, err := Read(list, Options{Map: mapping})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := MakePlan(files, site, table, PlanOptions{Lang: "de", Now: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// TestOnPurpose takes what is left out of an export where --map names it.
func TestOnPurpose(t *testing.T) {
	list := "VORNA;NACHN;ORGTX;CELL;BEGDA;ENDDA\nUte;Kern;Einkauf;0170 1;01.05.2024;31.12.9999\n"
	plan := exportPlan(t, hub(nil), []byte(list), map[string]string{"mobile": "CELL", "since": "BEGDA", "until": "ENDDA"})
	want := "new        ute-kern  Ute Kern · department: procurement; contact.mobile: 0170 1; since: 2024-05-01\n" +
		"note       in the hub and not in this list, left as they are: jonas-brandt\n"
	if diff := cmp.Diff(want, plan.String()); diff != "" {
		t.Error(diff)
	}
}

// TestOwnList has headers that a directory has too, in a list that somebody
// made: there the mobile number is meant.
func TestOwnList(t *testing.T) {
	plan := exportPlan(t, hub(nil), []byte("Name;Abteilung;Mobiltelefon;Telefon privat;Geburtsdatum\nUte Kern;Einkauf;0170 1;0431 1;1.2.1980\n"), nil)
	want := "new        ute-kern  Ute Kern · department: procurement; contact.mobile: 0170 1\n" +
		"left out   columns D (Telefon privat), E (Geburtsdatum): private, and nothing for a hub\n" +
		"note       in the hub and not in this list, left as they are: jonas-brandt\n"
	if diff := cmp.Diff(want, plan.String()); diff != "" {
		t.Error(diff)
	}
}

// TestLostLetters: PowerShell saves in ASCII unless told otherwise; no name with
// a question mark becomes a profile.
func TestLostLetters(t *testing.T) {
	for _, row := range []string{"Maria,Wei?", "?zlem,Ast", "J?rg,Ast"} {
		plan := exportPlan(t, hub(nil), []byte("GivenName,Surname,Department,Enabled\n"+row+",Einkauf,True\n"), nil)
		if len(plan.Changes) > 0 || len(plan.Problems) != 1 || !strings.Contains(plan.Problems[0].Text, "letters got lost") {
			t.Errorf("%s: %s", row, plan)
		}
	}
}
