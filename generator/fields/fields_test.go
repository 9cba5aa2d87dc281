package fields

import (
	"slices"
	"strings"
	"testing"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// all are the fields of every kind and of site.yaml, those in groups too.
func all() []Field {
	var found []Field
	var walk func([]Field)
	walk = func(fields []Field) {
		for _, f := range fields {
			if f.Name != "" {
				found = append(found, f)
			}
			walk(f.Fields)
		}
	}
	for _, kind := range source.Kinds {
		walk(OfKind(kind))
		walk(OfFolder(kind))
	}
	walk(OfSite())
	return found
}

// TestSays holds the sentences to the fields: each has one, none is left over,
// and every language has the same.
func TestSays(t *testing.T) {
	used := map[string]bool{}
	for _, f := range all() {
		i := slices.IndexFunc(f.keys(), func(key string) bool { return sentences()[diag.English][key] != "" })
		if i < 0 {
			t.Errorf("says/en.yaml has nothing for %s", f.keys()[0])
			continue
		}
		used[f.keys()[i]] = true
	}
	for _, lang := range diag.Languages {
		for key, sentence := range sentences()[lang] {
			if !used[key] {
				t.Errorf("says/%s.yaml has %s, which no field asks for", lang, key)
			}
			if last := sentence[len(sentence)-1:]; last != "." && !strings.HasSuffix(sentence, "…") {
				t.Errorf("says/%s.yaml: %s does not end with a full stop", lang, key)
			}
		}
		for key := range used {
			if sentences()[lang][key] == "" {
				t.Errorf("says/%s.yaml lacks %s", lang, key)
			}
		}
	}
}

// TestShapes: every field has one, and what belongs to it.
func TestShapes(t *testing.T) {
	for _, f := range all() {
		switch {
		case f.Shape == "":
			t.Errorf("%s has no shape", f.Path)
		case f.Shape == Choice && len(f.Choices) == 0, f.Shape == Group && len(f.Fields) == 0, f.Shape == Map && len(f.Fields) != 1:
			t.Errorf("%s: %+v lacks what belongs to its shape", f.Path, f)
		case f.Shape == Reference && !slices.Contains([]string{"app", "department", "location", "audience", "language", "role", "profile", "page"}, f.Of):
			t.Errorf("%s refers to a %q", f.Path, f.Of)
		}
	}
}

// TestOfKind shows what is read off a struct, its tags and the table of kinds.
func TestOfKind(t *testing.T) {
	profile := OfKind(source.ProfileKind)
	if profile[0].Name != "name" || profile[1].Name != "department" || !profile[len(profile)-1].Rare {
		t.Error("the order is not title, required, own, common, rare")
	}
	for _, test := range []struct {
		path string
		want func(Field) bool
	}{
		{"name", func(f Field) bool { return f.Shape == Line && f.Required }},
		{"serves", func(f Field) bool { return f.Shape == Reference && f.Of == "department" && f.Many }},
		{"competencies.level", func(f Field) bool { return f.Shape == Number && *f.Bounds == Bounds{Least: 1, Most: 4} }},
		{"competencies.topic", func(f Field) bool { return f.Of == "app" && f.Open }},
		{"availability", func(f Field) bool { return f.Shape == Group && f.Many && f.Alone }},
		{"availability.days", func(f Field) bool { return f.Shape == Choice && f.Many && len(f.Choices) == 7 }},
		{"time.hours_per_week", func(f Field) bool { return f.Shape == Range && f.Bounds.Most == 168 }},
		{"status", func(f Field) bool { return slices.Equal(f.Choices, source.Statuses) }},
		{"title", func(f Field) bool { return f.Rare && !f.Required }},
		{"search_weight", func(f Field) bool { return f.Bounds.Above && f.Bounds.Broken }},
		{"audience", func(f Field) bool { return f.Many && f.Alone && f.Shape == Reference }},
	} {
		f, ok := Find(profile, strings.Split(test.path, ".")...)
		if !ok || !test.want(f) {
			t.Errorf("%s is %+v", test.path, f)
		}
	}
	if role, _ := Find(OfKind(source.RoleKind), "boundaries", "it"); !role.EachWord || !role.Many {
		t.Errorf("boundaries.it is %+v", role)
	}
	if file, _ := Find(OfSite(), "search", "thesaurus", ""); file.Shape != File {
		t.Errorf("search.thesaurus is %+v", file)
	}
}

// TestLabel: forms call fields and values as writers do.
func TestLabel(t *testing.T) {
	level, _ := Find(OfKind(source.TipKind), "level")
	if got := level.Label("de") + " " + level.LabelOf("de", "beginner"); got != "Stufe Anfänger" {
		t.Error(got)
	}
	if consent, _ := Find(OfSite(), "home", "start"); consent.Label("de") != "start" {
		t.Errorf("keys of site.yaml are called by their names: %s", consent.Label("de"))
	}
}
