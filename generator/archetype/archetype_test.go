package archetype

import (
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// TestArchetypes holds the pages that "new" starts with to the content model:
// every field of a kind is explained, and no other.
func TestArchetypes(t *testing.T) {
	site, list := config.Load(fstest.MapFS{"site.yaml": {Data: []byte("title: Hub\n")}})
	if len(list) > 0 {
		t.Fatal(list)
	}
	field := regexp.MustCompile(`(?m)^(?:# )?([a-z_]+):(?: |$)`)
	for _, kind := range source.Kinds {
		data, err := Text(site, kind, Full, "Some thing", time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		head := strings.SplitN(string(data), "---\n", 3)[1]
		var got []string
		for _, m := range field.FindAllStringSubmatch(head, -1) {
			got = append(got, m[1])
		}
		want := append(tags(reflect.TypeFor[source.Meta]()), tags(fieldsOf(kind, data))...)
		if kind.Title != "" {
			want = slices.DeleteFunc(want, func(name string) bool { return name == "title" }) // its own field serves
		}
		for _, name := range want {
			if !slices.Contains(got, name) {
				t.Errorf("%s: %s is not explained", kind.Name, name)
			}
		}
		for _, name := range got {
			if !slices.Contains(want, name) {
				t.Errorf("%s: %s is no field", kind.Name, name)
			}
		}
	}
}

// TestUncommented: whoever takes the signs away before what they want has front
// matter that can be read.
func TestUncommented(t *testing.T) {
	site, _ := config.Load(fstest.MapFS{"site.yaml": {Data: []byte("title: Hub\n")}})
	field := regexp.MustCompile(`(?m)^# ( *- | +[a-z]|[a-z_]+:)`)
	for _, kind := range source.Kinds {
		text, _ := Text(site, kind, Full, "Some thing", time.Time{})
		head := field.ReplaceAllString(strings.SplitN(string(text), "---\n", 3)[1], "$1")
		if _, list := strictyaml.Parse(diag.NewFile("a.md", []byte(head)), 0, len(head), strictyaml.Limits{}); len(list) > 0 {
			t.Errorf("%s: %v\n%s", kind.Name, list, head)
		}
	}
}

// TestBrief: where there is no room, the fields of every kind are left out, and
// the others are still a page.
func TestBrief(t *testing.T) {
	site, _ := config.Load(fstest.MapFS{"site.yaml": {Data: []byte("title: Hub\n")}})
	for _, kind := range source.Kinds {
		full, _ := Text(site, kind, Full, "Some thing", time.Time{})
		brief, err := Text(site, kind, Brief, "Some thing", time.Time{})
		if err != nil || len(brief) >= len(full) || strings.Contains(string(brief), "aliases:") || strings.Count(string(brief), "---\n") < 2 {
			t.Errorf("%s: %v\n%s", kind.Name, err, brief)
		}
		if fieldsOf(kind, brief) != fieldsOf(kind, full) {
			t.Errorf("%s: another kind", kind.Name)
		}
	}
}

// fieldsOf is the type of a kind's own fields, of which data is a page.
func fieldsOf(kind *source.Kind, data []byte) reflect.Type {
	name := path.Join("en", kind.Folder, "x.md")
	page, _ := source.Read(fstest.MapFS{path.Join(source.Root, name): {Data: data}}, source.Entry{Path: name},
		source.Options{Languages: []string{"en"}, PageBytes: 10_000, FrontMatterBytes: 10_000})
	return reflect.TypeOf(page.Fields).Elem()
}

func tags(fields reflect.Type) []string {
	var names []string
	for f := range fields.Fields() {
		switch name := f.Tag.Get("yaml"); name {
		case "-":
		case ",inline":
			names = append(names, tags(f.Type)...)
		default:
			names = append(names, name)
		}
	}
	return names
}

func TestQuoteYAML(t *testing.T) {
	for text, want := range map[string]string{
		"Unlock a document": "Unlock a document", "Über – alles": "Über – alles",
		"": `""`, "no": `"no"`, "a: b": `"a: b"`, "- x": `"- x"`, "2026": `"2026"`, `"x" \`: `"\"x\" \\"`, "a\nb": `"a\nb"`, " x": `" x"`, "@x": `"@x"`,
		"null": `"null"`, "x # y": `"x # y"`,
	} {
		if got := quoteYAML(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
