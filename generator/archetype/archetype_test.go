package archetype

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/fields"
	"ankerplatz/generator/source"
)

var day = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

func hub(t *testing.T) *config.Site {
	t.Helper()
	site, list := config.Load(fstest.MapFS{"site.yaml": {Data: []byte(`title: Hub
languages: [en, de]
organisation: {apps: [{id: excel}, {id: on}], departments: [{id: sales}], locations: [{id: kiel}]}
`)}})
	if len(list) > 0 {
		t.Fatal(list)
	}
	return site
}

// pageOf reads an archetype as the page that it becomes.
func pageOf(text []byte, kind *source.Kind) (*source.Page, diag.List) {
	name := path.Join("en", kind.Folder, "x.md")
	return source.Read(fstest.MapFS{path.Join(source.Root, name): {Data: text}}, source.Entry{Path: name},
		source.Options{Languages: []string{"en"}, PageBytes: 10_000, FrontMatterBytes: 10_000})
}

// TestArchetypes: in every language a page of every kind begins with something
// that has no mistake, neither as it is nor with the signs before its fields
// taken away.
func TestArchetypes(t *testing.T) {
	sign := regexp.MustCompile(`(?m)^# ([a-z_]+: )`)
	for _, kind := range source.Kinds {
		for _, lang := range diag.Languages {
			begun := Begun{Kind: kind, Lang: lang, Title: "Some: thing", Today: day}
			text := Text(hub(t), begun, Full)
			for _, text := range [][]byte{text, sign.ReplaceAll(text, []byte("$1")), Text(hub(t), begun, Brief)} {
				page, list := pageOf(text, kind)
				for _, d := range list {
					t.Errorf("%s, %s: %s: %s\n%s", kind.Name, lang, d.Text(), d.Message, text)
				}
				if page == nil || page.Kind != kind || page.Meta.Title.Value != "Some: thing" {
					t.Errorf("%s, %s: it is another page\n%s", kind.Name, lang, text)
				}
			}
		}
	}
}

// TestData holds kinds.yaml to the fields that there are.
func TestData(t *testing.T) {
	for name, begins := range data().kinds {
		kind := source.KindNamed(name)
		if kind == nil {
			t.Errorf("there is no kind %s", name)
			continue
		}
		for _, field := range begins.Fields {
			if _, ok := fields.Find(fields.OfKind(kind), field); !ok {
				t.Errorf("%s has no field %s", name, field)
			}
		}
		for field := range begins.Examples {
			if _, ok := fields.Find(fields.OfKind(kind), strings.Split(field, ".")...); !ok {
				t.Errorf("%s has no field %s", name, field)
			}
		}
	}
}

// TestKindOfItsOwn: a kind that nobody wrote anything about begins with its own
// fields, and the words of a page.
func TestKindOfItsOwn(t *testing.T) {
	kinds := data().kinds
	tip := kinds["tip"]
	delete(kinds, "tip")
	defer func() { kinds["tip"] = tip }()
	text := string(Text(hub(t), Begun{Kind: source.TipKind, Lang: "de-AT", Title: "X", Today: day}, Full))
	for _, want := range []string{
		"---\ntitle: X\n\n", "# Für wen es ist: beginner, intermediate, advanced\n# level: beginner\n", "# summary: …", "# apps: [excel]\n", "Software, um die es auf der Seite geht: excel, on\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q\n%s", want, text)
		}
	}
}

// TestGiven: what is known already stands in its field.
func TestGiven(t *testing.T) {
	begun := Begun{Kind: source.TipKind, Lang: "fr", Title: "X", Today: day, Apps: []string{"excel", "on"}, Departments: []string{"sales"}}
	for _, extent := range []Extent{Full, Brief} {
		text := Text(hub(t), begun, extent)
		page, list := pageOf(text, source.TipKind)
		if len(list) > 0 || len(page.Meta.Apps) != 2 || page.Meta.Apps[1].Value != "on" || page.Meta.Departments[0].Value != "sales" {
			t.Errorf("%v\n%s", list, text)
		}
	}
	begun.Kind = source.ProfileKind
	if text := string(Text(hub(t), begun, Brief)); !strings.Contains(text, "\ndepartment: sales\n") {
		t.Error(text)
	}
	begun.Kind = source.ChangeKind
	if text := string(Text(hub(t), begun, Brief)); !strings.Contains(text, "\napp: excel\n") {
		t.Error(text)
	}
}

// TestTexts: every language has the same.
func TestTexts(t *testing.T) {
	want := slices.Sorted(maps.Keys(data().texts[diag.English]))
	for lang, texts := range data().texts {
		if got := slices.Sorted(maps.Keys(texts)); !slices.Equal(got, want) || len(got) < 10 {
			t.Errorf("texts/%s.yaml has %q, and that of English %q", lang, got, want)
		}
	}
}

// TestWidth: no line of a comment is longer than an editor shows.
func TestWidth(t *testing.T) {
	for _, kind := range source.Kinds {
		for line := range strings.Lines(string(Text(hub(t), Begun{Kind: kind, Lang: "de", Title: "X", Today: day}, Full))) {
			if len([]rune(line)) > width+1 && !strings.Contains(line, ": [{") {
				t.Errorf("%s: %s", kind.Name, line)
			}
		}
	}
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
