package roster

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"ankerplatz/generator/config"
)

// byHand changes a file by hand.
func byHand(files fstest.MapFS, name string, oldnew ...string) {
	files[name] = &fstest.MapFile{Data: []byte(strings.NewReplacer(oldnew...).Replace(string(files[name].Data)))}
}

// TestChangedIdentity finds people again whose name or address somebody
// changed in the profile, and leaves the change alone.
func TestChangedIdentity(t *testing.T) {
	files := hub(nil)
	list := []byte("Name;Abteilung;E-Mail;Telefon\nAnna Berg;Einkauf;anna.berg@example.org;030 1\nBo Holm;Einkauf;;030 2\nCleo Ast;Einkauf;cleo@example.org;030 3\n")
	apply(files, planOf(t, files, list, Options{}))
	byHand(files, "content/de/people/anna-berg.md", "name: Anna Berg", "name: Anna Wolf", "anna.berg@", "anna.wolf@")
	byHand(files, "content/de/people/bo-holm.md", "name: Bo Holm", "name: Bo Larsen")
	byHand(files, "content/de/people/cleo-ast.md", "cleo@example.org", "c.ast@example.org")
	want := `unchanged  anna-berg, bo-holm, cleo-ast
kept       anna-berg  name, contact.email (changed by hand)
kept       bo-holm    name (changed by hand)
kept       cleo-ast   contact.email (changed by hand)
note       what was changed or deleted by hand stays; --overwrite takes the list's values instead
note       in the hub and not in this list, left as they are: jonas-brandt
`
	if diff := cmp.Diff(want, planOf(t, files, list, Options{}).String()); diff != "" {
		t.Error(diff)
	}
	newer := []byte(strings.Replace(string(list), "030 2", "030 22", 1))
	if got := planOf(t, files, newer, Options{}).String(); !strings.HasPrefix(got, "changed    bo-holm    Bo Holm · contact.phone: 030 2 → 030 22\n") {
		t.Error(got)
	}
}

// TestRecord says what is in the record: no values, nothing of what was
// deleted, and the same bytes for the same hub.
func TestRecord(t *testing.T) {
	files := hub(nil)
	list := []byte("Name;Abteilung;E-Mail;Telefon;Kompetenzen;Status\nAnna Berg;Einkauf;anna@example.org;030 1;Excel: 3;aktiv\nBo Holm;Einkauf;bo@example.org;030 2;;aktiv\n")
	apply(files, planOf(t, files, list, Options{}))
	first := string(files[RecordFile].Data)
	for _, value := range []string{"030", "@", "Berg", "procurement"} {
		if strings.Contains(first, value) {
			t.Errorf("%s is in the record:\n%s", value, first)
		}
	}
	if plan := planOf(t, files, list, Options{}); plan.Record != nil {
		t.Errorf("the record changes without reason:\n%s", plan.Record.Data)
	}

	byHand(files, "content/de/people/anna-berg.md", "  phone: \"030 1\"\n", "", "  - {topic: excel, level: 3}\n", "", "competencies:\n", "")
	delete(files, "content/de/people/bo-holm.md")
	apply(files, planOf(t, files, list, Options{}))
	want := fmt.Sprintf(`{
  "note": %q,
  "version": 1,
  "profiles": {
    "de/people/anna-berg.md": {
      "competencies.excel": "deleted",
      "contact.email": %q,
      "contact.phone": "deleted",
      "department": %q,
      "name": %q,
      "status": %q
    }
  },
  "gone": {
    %q: %q
  }
}
`, recordNote, hash("contact.email", "anna@example.org"), hash("department", "procurement"), hash("name", "Anna Berg"), hash("status", "active"),
		hash("name", "Bo Holm"), hash("contact.email", "bo@example.org"))
	if diff := cmp.Diff(want, string(files[RecordFile].Data)); diff != "" {
		t.Error(diff)
	}
	if plan := planOf(t, files, list, Options{}); plan.Record != nil || len(plan.Files()) > 0 {
		t.Error(plan)
	}
}

// TestStatus takes from a list that somebody left, however the profile came to
// be active; and what was undone by hand stays undone.
func TestStatus(t *testing.T) {
	list := func(status string) []byte { return []byte("Name;Abteilung;Status\nAnna;Einkauf;" + status + "\n") }
	const anna = "content/de/people/anna.md"
	files := hub(nil)
	apply(files, planOf(t, files, list("aktiv"), Options{}))
	byHand(files, anna, "status: active\n", "") // the same in fewer words
	apply(files, planOf(t, files, list("ausgeschieden"), Options{}))
	if !strings.Contains(string(files[anna].Data), "status: left\n") {
		t.Fatalf("%s", files[anna].Data)
	}
	byHand(files, anna, "status: left\n", "")
	if plan := planOf(t, files, list("ausgeschieden"), Options{}); len(plan.Files()) > 0 || plan.Changes[0].Kept[0] != (Kept{"status", "changed by hand"}) {
		t.Error(plan)
	}
	if plan := planOf(t, files, list("aktiv"), Options{}); len(plan.Changes[0].Kept)+len(plan.Changes[0].Fields) > 0 {
		t.Error(plan)
	}
}

// TestShort tells of the first rows with one reason, and how many more there
// are.
func TestShort(t *testing.T) {
	var list strings.Builder
	list.WriteString("displayName,department,accountEnabled\n")
	for i := range 20 {
		fmt.Fprintf(&list, "Person %d,Einkuf,True\nPerson %d,Einkauf,False\n", i, i+100)
	}
	got := planOf(t, hub(nil), []byte(list.String()), Options{}).String()
	for _, want := range []string{
		"left out   row 17: Person 107 has a disabled account\nleft out   12 more rows like these (--report tells all): has a disabled account\n",
		"skipped    12 more rows like these (--report tells all): there is no department \"Einkuf\"; did you mean procurement (Einkauf)?\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nis not in\n%s", want, got)
		}
	}
}

// TestBrokenProfileElsewhere does not take a profile for deleted that can't be
// read just now.
func TestBrokenProfileElsewhere(t *testing.T) {
	const greta = "content/de/tips/greta.md"
	files := hub(map[string]string{greta: "---\nkind: profile\nname: Greta\ndepartment: hr\n---\n\nText.\n"})
	list := []byte("Name;Abteilung\nGreta;Personal\n")
	apply(files, planOf(t, files, list, Options{}))
	byHand(files, greta, "department: hr", "department: [")
	site, _ := config.Load(files)
	table, err := Read(list, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := MakePlan(files, site, table, PlanOptions{Lang: "de"}); err == nil || !strings.Contains(err.Error(), greta+" can't be read") {
		t.Error(err)
	}
}

// TestHashOfNumber: nobody finds a number by trying all that there can be.
func TestHashOfNumber(t *testing.T) {
	for _, field := range []string{"contact.phone", "contact.mobile"} {
		want, same := hash(field, "+49 170 1234567"), 0
		for n := range 1_000_000 {
			if hash(field, fmt.Sprintf("+49 170 %07d", n)) == want {
				same++
			}
		}
		if same < 5 || same > 50 {
			t.Errorf("%s: of a million numbers %d have the same hash", field, same)
		}
	}
}
