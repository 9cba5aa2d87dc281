package strictyaml

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ankerplatz/generator/diag"
)

func TestSet(t *testing.T) {
	day := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	excel := []Entry{{"topic", "excel"}, {"level", 3}}
	for _, test := range []struct {
		name, text, path string
		value            any
		want             string
	}{
		{"into nothing", "", "name", "Anna", "name: Anna\n"},
		{"at the end", "# why\nname: Anna\n# what follows\n", "job", "Boss", "# why\nname: Anna\n# what follows\njob: Boss\n"},
		{"without a last break", "name: Anna", "since", day, "name: Anna\nsince: 2024-05-01\n"},
		{"CRLF", "name: Anna\r\ncontact:\r\n  email: a@b.example\r\n", "contact.phone", "+49 1", "name: Anna\r\ncontact:\r\n  email: a@b.example\r\n  phone: \"+49 1\"\r\n"},
		{"CRLF at the end", "name: Anna\r\n", "job", "Boss", "name: Anna\r\njob: Boss\r\n"},
		{"a value", "name: Anna # since birth\njob: x\n", "name", "Bea", "name: Bea # since birth\njob: x\n"},
		{"a quoted value", "name: 'Anna' # since birth\n", "name", "Bea: the boss", "name: \"Bea: the boss\" # since birth\n"},
		{"a text of several lines", "job: |\n  a\n  b\nname: x\n", "job", "c", "job: c\nname: x\n"},
		{"a folded text", "job: a\n  b\nname: x\n", "job", "c", "job: c\nname: x\n"},
		{"nothing", "job:\nname: x\n", "job", "c", "job: c\nname: x\n"},
		{"nothing, last", "name: x\njob:", "job", "c", "name: x\njob: c"},
		{"nothing, with a comment", "job: # none yet\nname: x\n", "job", "c", "job: c # none yet\nname: x\n"},
		{"null", "job: ~\nname: x\n", "job", "c", "job: c\nname: x\n"},
		{"a tilde in brackets", "contact: {email: ~, phone: x}\n", "contact.email", "c", "contact: {email: c, phone: x}\n"},

		{"a new map", "name: x\n", "contact.email", "a@b.example", "name: x\ncontact:\n  email: a@b.example\n"},
		{"in a map", "contact:\n  # work\n  email: a # this one\n  # home\nname: x\n", "contact.phone", "030", "contact:\n  # work\n  email: a # this one\n  phone: \"030\"\n  # home\nname: x\n"},
		{"in a map with four spaces", "contact:\n    email: a\nname: x\n", "contact.phone", "b", "contact:\n    email: a\n    phone: b\nname: x\n"},
		{"in brackets", "contact: {email: a}\nname: x\n", "contact.phone", "a, b", "contact: {email: a, phone: \"a, b\"}\nname: x\n"},
		{"in brackets over lines", "contact: {\n  email: a,\n}\n", "contact.phone", "b", "contact: {\n  email: a, phone: b,\n}\n"},
		{"in empty brackets", "contact: {}\nname: x\n", "contact.phone", "b", "contact: {phone: b}\nname: x\n"},
		{"in an empty map", "contact:\nname: x\n", "contact.phone", "b", "contact: {phone: b}\nname: x\n"},
		{"hours", "time: {hours_per_week: [2, 4]} # agreed\n", "time.hours_per_week", 4.5, "time: {hours_per_week: 4.5} # agreed\n"},

		{"a pair", "name: x\n", "time.hours_per_week", []any{2, 4.5}, "name: x\ntime:\n  hours_per_week: [2, 4.5]\n"},

		{"a list", "roles: [a] # both\n", "roles", []string{"a", "b"}, "roles: [a, b] # both\n"},
		{"a list in lines", "roles:\n  - a # first\n  # the other\n  - b\nname: x\n", "roles", []string{"a", "c"}, "roles:\n  - a # first\n  # the other\n  - c\nname: x\n"},
		{"a list in lines, last", "roles:\n- a\n- b", "roles", []string{"b", "c"}, "roles:\n- b\n- c\n"},
		{"all of a list", "roles:\n  - a\n  - b\nname: x\n", "roles", []string{"c"}, "roles:\n  - c\nname: x\n"},
		{"a new list", "name: x\n", "roles", []string{"a", "no"}, "name: x\nroles: [a, \"no\"]\n"},

		{"a new list of maps", "name: x\n", "competencies.-", excel, "name: x\ncompetencies:\n  - {topic: excel, level: 3}\n"},
		{"an item", "competencies:\n  - {topic: sap, level: 1}\n  # last\nname: x\n", "competencies.-", excel, "competencies:\n  - {topic: sap, level: 1}\n  - {topic: excel, level: 3}\n  # last\nname: x\n"},
		{"an item behind lines", "competencies:\n- topic: sap\n  level: 1\nname: x\n", "competencies.-", excel, "competencies:\n- topic: sap\n  level: 1\n- {topic: excel, level: 3}\nname: x\n"},
		{"an item in brackets", "competencies: [{topic: sap, level: 1}]\n", "competencies.-", excel, "competencies: [{topic: sap, level: 1}, {topic: excel, level: 3}]\n"},
		{"an item in empty brackets", "competencies: []\n", "competencies.-", excel, "competencies: [{topic: excel, level: 3}]\n"},
		{"an item of nothing", "competencies:\nname: x\n", "competencies.-", excel, "competencies: [{topic: excel, level: 3}]\nname: x\n"},
		{"within an item", "competencies:\n  - {topic: sap, level: 1, note: by hand} # why\n", "competencies.0.level", 4, "competencies:\n  - {topic: sap, level: 4, note: by hand} # why\n"},
		{"within an item of lines", "competencies:\n  - topic: sap\n    note: x\n", "competencies.0.level", 4, "competencies:\n  - topic: sap\n    note: x\n    level: 4\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Set([]byte(test.text), strings.Split(test.path, "."), test.value)
			if diff := cmp.Diff(test.want, string(got)); err != nil || diff != "" {
				t.Error(err, diff)
			}
		})
	}
}

// TestSetNot has changes that would change something else as well.
func TestSetNot(t *testing.T) {
	for _, test := range []struct{ name, text, path string }{
		{"no YAML", "a: [", "name"},
		{"an anchor", "a: &x {b: c}\nd: *x\n", "a.b"},
		{"an alias", "a: &x {b: c}\nd: *x\n", "d.b"},
		{"a merged field", "a: &x {b: c}\nd: {<<: *x}\n", "d.b"},
		{"a text on the way", "contact: me\n", "contact.email"},
		{"a field of a list", "contact: [a]\n", "contact.email"},
		{"no such item", "a: [b]\n", "a.1.c"},
		{"an end", "a: b\n...\n", "name"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got, err := Set([]byte(test.text), strings.Split(test.path, "."), "x"); err == nil {
				t.Errorf("it became %q", got)
			}
		})
	}
}

// FuzzSet writes any text anywhere: it is read as it was written, and Set
// itself sees to it that nothing else changes.
func FuzzSet(f *testing.F) {
	for _, value := range []string{"", "a: b", "- x", "=1+1", "'", `"\`, "no", "1e3", "a\nb", "\u0085\u2028", "#x", "a #b", "é {,}", "<script>"} {
		f.Add("name: x # y\ncontact: {a: b}\nlist:\n  - c\n", "name", value)
		f.Add("contact:\n  email: x\n", "contact.phone", value)
	}
	f.Fuzz(func(t *testing.T, text, path, value string) {
		value = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(value, "\x00", ""), ""))
		got, err := Set([]byte(text), strings.Split(path, "."), value)
		if err != nil {
			return
		}
		if _, err := Set(got, strings.Split(path, "."), "again"); err != nil && !strings.Contains(path, "-") {
			t.Errorf("%q: what was written can't be changed: %v", got, err)
		}
	})
}

func TestQuoteText(t *testing.T) {
	for _, text := range []string{"", " ", "a: b", "- x", "=1+1", "'", `"\`, "no", "1e3", "030", "a\nb\tc", "a\u200fb\u2028", "#x", "a #b", "{,}", "<script>", "a://b", "a:b", "ünï (x)"} {
		for _, form := range []string{"a: %\n", "a: [%, b]\n", "a: {b: %}\n"} {
			written := strings.Replace(form, "%", quoteText(text), 1)
			n, list := Parse(diag.NewFile("", []byte(written)), 0, len(written), Limits{})
			value := n.Field("a")
			if value.Kind() == List {
				value = value.Items()[0]
			} else if value.Kind() == Map {
				value = value.Field("b")
			}
			if len(list) > 0 || value.Kind() != Scalar || value.Value() != text {
				t.Errorf("%q is read as %q %v", written, value.Value(), list)
			}
		}
	}
}
