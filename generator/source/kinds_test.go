package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ankerplatz/generator/slug"
)

// TestKinds holds the table together: names and folders are one kind's only,
// and one kind is that of all other pages.
func TestKinds(t *testing.T) {
	taken := map[string]*Kind{}
	defaults := 0
	for i, k := range Kinds {
		if k.Default {
			defaults++
		}
		if k.Order() != i || KindNamed(k.Name) != k || k.Icon == "" {
			t.Errorf("%s: place %d, icon %q", k.Name, k.Order(), k.Icon)
		}
		names := append([]string{k.Name}, k.Folders()...)
		if k.Folder != "" {
			names = append(names, k.Folder)
		}
		slices.Sort(names)
		for _, name := range slices.Compact(names) { // news lie in the folder news
			if other := taken[name]; other != nil {
				t.Errorf("%s is a name of %s and of %s", name, other.Name, k.Name)
			}
			if taken[name] = k; slug.Make(name) != name {
				t.Errorf("%s: %s is no slug, so that no folder is called so", k.Name, name)
			}
		}
		for _, folder := range append(k.Folders(), k.Folder) {
			if folder != "" && KindOf(folder+"/erp") != k {
				t.Errorf("pages in %s are no %s", folder, k.Name)
			}
		}
	}
	if defaults != 1 {
		t.Errorf("%d kinds are that of all other pages", defaults)
	}
	if unknown := (&Kind{Name: "x"}); unknown.Order() != len(Kinds) {
		t.Error("a kind that is not there does not come last")
	}
}

// TestKindAtTheEnd: where a kind stands in the table says nothing but its
// order.
func TestKindAtTheEnd(t *testing.T) {
	kinds := Kinds
	defer func() { Kinds = kinds }()
	Kinds = append(slices.Clone(kinds), &Kind{Name: "wish", Folder: "wishes", decode: decode[Plain]})
	for folder, want := range map[string]string{"": "page", "network": "page", "wishes": "wish", "tips": "tip", "x/tips": "page"} {
		if got := KindOf(folder).Name; got != want {
			t.Errorf("%q: %s, want %s", folder, got, want)
		}
	}
}

func TestKindOfFolders(t *testing.T) {
	for folder, want := range map[string]*Kind{
		"tips": TipKind, "Tipps": TipKind, "tipps/erp": TipKind, "Gereedschapskisten": ToolkitKind, "værktøjskasser": ToolkitKind, "Werkzeugkästen": ToolkitKind,
		"rollen": RoleKind, "Roller": RoleKind, "personer": ProfileKind, "Menschen": ProfileKind, "tipp": PageKind, "": PageKind,
	} {
		if got := KindOf(folder); got != want {
			t.Errorf("%q is for pages of the kind %s", folder, got.Name)
		}
	}
	site := fstest.MapFS{"content/da/Personer/bo.md": {}, "content/de/tipps/a.md": {}, "content/de/tips/a.md": {}, "content/de/rollen": {}}
	for _, test := range []struct {
		kind       *Kind
		base, want string
	}{
		{ProfileKind, "content/da", "Personer"},
		{TipKind, "content/da", "tips"},
		{TipKind, "content/de", "tips"},
		{RoleKind, "content/de", "roles"}, // a file is no folder
		{PageKind, "content/de", ""},
		{TipKind, "content/xx", "tips"},
	} {
		if got := test.kind.FolderIn(site, test.base); got != test.want {
			t.Errorf("%s in %s: %q", test.kind.Name, test.base, got)
		}
	}
}

// TestChecks: what each kind has to say of its fields.
func TestChecks(t *testing.T) {
	for _, test := range []struct{ file, fields, want string }{
		{"tips/a.md", "title: A | level: huge", "1 bad-value"},
		{"tips/a.md", "title: A | minutes: -1", "1 bad-value"},
		{"tips/a.md", "title: A | level: advanced | minutes: 3 | problem: P | keywords: [k] | related: [b]", ""},
		{"tips/a.md", "title: A | goals: [x]", "1 unknown-field"},
		{"changes/a.md", "title: A", "1 missing-field"},
		{"changes/a.md", "title: A | when:", "1 missing-field"},
		{"changes/a.md", "title: A | when: ''", "1 missing-field"},
		{"changes/a.md", "title: A | when: [2027]", "1 wrong-type"},
		{"changes/a.md", "title: A | when: 2027", "1 bad-date"},
		{"changes/a.md", "title: A | when: 2027-Q1 | impact: huge", "1 bad-value"},
		{"changes/a.md", "title: A | when: 2027-Q1 | state: planned", "1 bad-value"},
		{"changes/a.md", "title: A | when: 2027-Q1 | state: pilot", "1 missing-field"},
		{"changes/a.md", "title: A | when: 2027-05-04 | trained_by: 2027-05-05", "1 date-order"},
		{"changes/a.md", "title: A | when: 2027-Q1 | source: 'javascript:x'", "1 bad-url"},
		{"changes/a.md", "title: A | when: 2027-05-04 | trained_by: 2027-05-04 | app: x | what: W | action: B | action_key_users: C | state: pilot | pilot: [b] | impact: none | source: 'https://example.org/'", ""},
		{"story/a.md", "title: A", "1 missing-field"},
		{"story/a.md", "title: A | when: 2027-05 | state: live", "1 bad-value"},
		{"story/a.md", "title: A | when: 2027-05 | state: moved", "1 missing-field"},
		{"story/a.md", "title: A | when: 2027-05 | goals: [x]", "1 unknown-field"},
		{"story/a.md", "title: A | when: 2027-05 | was: 2026-Q4 | state: moved", ""},
		{"story/_index.md", "title: A | goals: [x, y]", ""},
		{"story/_index.md", "title: A | when: 2027-05", "1 unknown-field"},
		{"tips/_index.md", "title: A | goals: [x]", "1 unknown-field"},
		{"story/_index.md", "title: A | kind: tip | goals: [x]", "1 unknown-field"},
		{"toolkits/a.md", "title: A | items: [{note: x}]", "1 missing-field"},
		{"toolkits/a.md", "title: A | items: [{page: x, link: 'https://example.org/'}]", "1 bad-value"},
		{"toolkits/a.md", "title: A | items: [{link: 'javascript:x'}]", "1 bad-url"},
		{"toolkits/a.md", "title: A | items: [{file: x.pdf, minutes: -1}]", "1 bad-value"},
		{"toolkits/a.md", "title: A | items: [{file: x.pdf}] | for: [key-user]", ""},
		{"roles/a.md", "title: A | users_per_holder: -5", "1 bad-value"},
		{"roles/a.md", "title: A | time: {percent: 120}", "1 bad-value"},
		{"roles/a.md", "title: A | boundaries: {it: [{text: x, see: ['ftp://x']}]}", "1 bad-url"},
		{"roles/a.md", "title: A | boundaries: {it: [{see: [x]}]}", "1 missing-field"},
		{"people/a.md", "department: lab", "1 missing-field"},
		{"people/a.md", "name: A", "1 missing-field"},
		{"people/a.md", "name: A | department: lab | status: lost", "1 bad-value"},
		{"people/a.md", "name: A | department: lab | competencies: [{topic: x, level: 9}]", "1 bad-value"},
		{"people/a.md", "name: A | department: lab | since: 2024-05-01 | until: 2023-05-01", "1 date-order"},
		{"people/a.md", "name: A | department: lab | contact: {email: x}", "1 bad-contact"},
		{"people/a.md", "name: A | department: lab | consent: [shoe-size]", "1 bad-value"},
		{"network/a.md", "title: A | kind: tippp", "1 unknown-kind"},
		{"network/a.md", "title: A | level: beginner", "1 unknown-field"},
		{"network/a.md", "title: A | kind: tip | level: beginner", ""},
	} {
		_, list := readText(t, test.file, "---\n"+strings.ReplaceAll(test.fields, " | ", "\n")+"\n---\nx\n")
		got := ""
		if len(list) > 0 {
			got = fmt.Sprintf("%d %s", len(list), list[0].Code)
		}
		if got != test.want {
			t.Errorf("%s, %s: got %q, want %q: %v", test.file, test.fields, got, test.want, list)
		}
	}
}

// TestFiles: what a kind names of files beside the page.
func TestFiles(t *testing.T) {
	for page, want := range map[string]string{
		"toolkits/a.md: items: [{file: a.pdf}, {page: x}, {file: b.pdf}]": "a.pdf, ,b.pdf",
		"people/a.md: photo: a.png":                                       "a.png",
		"tips/a.md: minutes: 1":                                           "",
		"roles/a.md: formats: [a]":                                        "",
		"a.md: weight: 1":                                                 "",
	} {
		name, head, _ := strings.Cut(page, ": ")
		p, _ := readText(t, name, "---\ntitle: A\n"+head+"\n---\nx\n")
		var files []string
		if filed, ok := p.Fields.(Filed); ok {
			for _, f := range filed.Files() {
				files = append(files, f.Value)
			}
		}
		if got := strings.ReplaceAll(strings.Join(files, ","), ",,", ", ,"); got != want {
			t.Errorf("%s: %q", page, got)
		}
	}
}

// TestNames: a profile's name is its title, and a title its name.
func TestNames(t *testing.T) {
	for head, want := range map[string]string{"name: Bo Holm": "Bo Holm", "title: Bo Holm": "Bo Holm", "name: Bo Holm\ntitle: B": "Bo Holm", "job: x": "bo"} {
		p, _ := readText(t, "people/bo.md", "---\ndepartment: lab\n"+head+"\n---\nx\n")
		if name := p.Fields.(*Profile).Name.Value; name != want || p.Meta.Title.Value != want {
			t.Errorf("%q: name %q, title %q", head, name, p.Meta.Title.Value)
		}
	}
}

// TestWhat: what changes is the summary of a change that has none.
func TestWhat(t *testing.T) {
	for head, want := range map[string]string{"what: W": "W", "summary: S": "S", "what: W\nsummary: S": "S", "impact: small": ""} {
		if p, _ := readText(t, "changes/a.md", "---\ntitle: A\nwhen: 2027-Q1\n"+head+"\n---\nx\n"); p.Meta.Summary != want {
			t.Errorf("%q: %q", head, p.Meta.Summary)
		}
	}
}

// board is a kind with states, for tests.
type board struct {
	Progress `yaml:",inline"`
	Vote     string `yaml:"vote"`
}

func (*board) check(*checker) {}

// TestStates: what a kind with states says of a page's.
func TestStates(t *testing.T) {
	kinds := Kinds
	defer func() { Kinds = kinds }()
	Kinds = append(slices.Clone(kinds), &Kind{
		Name: "wish", Folder: "wishes", decode: decode[board],
		States: []State{{Name: "new"}, {Name: "planned"}, {Name: "withdrawn", Closed: true}},
	})
	for _, test := range []struct{ fields, state, codes string }{
		{"vote: x", "new", ""},
		{"state:", "new", ""},
		{"state: planned", "planned", ""},
		{"state: withdrawn", "withdrawn!", ""}, // which other tools take for a page that is held back
		{"state: plannd", "new", "bad-value"},
		{"state: draft", "", ""},
	} {
		p, list := readText(t, "wishes/a.md", "---\ntitle: A\n"+test.fields+"\n---\nx\n")
		var state State
		held := p.Meta.Draft
		if !held {
			state, _ = p.State()
		}
		got := state.Name
		if state.Closed {
			got += "!"
		}
		codes := ""
		if !held && len(list) > 0 {
			codes = string(list[0].Code)
		}
		if got != test.state || codes != test.codes {
			t.Errorf("%s: %q %q, want %q %q: %v", test.fields, got, codes, test.state, test.codes, list)
		}
	}
	if p, _ := readText(t, "tips/a.md", "---\ntitle: A\n---\nx\n"); p.Kind != TipKind {
		t.Error("not a tip")
	} else if _, ok := p.State(); ok {
		t.Error("a tip has a state")
	}
}
