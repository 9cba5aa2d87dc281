package render

import (
	"bytes"
	"html/template"
	"testing"
	"testing/fstest"

	"ankerplatz/generator/source"
	"ankerplatz/generator/theme"
	"ankerplatz/generator/words"
	"ankerplatz/themes"
)

// TestKinds: the shipped theme has the icon of every kind, and says how a page
// of it is begun.
func TestKinds(t *testing.T) {
	shipped, _ := theme.Open(themes.FS(), fstest.MapFS{}, "default")
	texts, list := words.Load(shipped.Words(), []string{"en"})
	if len(list) > 0 {
		t.Fatal(list)
	}
	for _, k := range source.Kinds {
		if key := "begin_" + k.Name; texts.In("en").Text(key) == key {
			t.Errorf("%s lacks the word %s", k.Name, key)
		}
		if shipped.File("assets/icons/"+k.Icon+".svg") == nil {
			t.Errorf("%s has the icon %q, which themes/default lacks", k.Name, k.Icon)
		}
	}
}

// TestJSON: kinds reach scripts as JSON in an attribute, whatever their words
// hold.
func TestJSON(t *testing.T) {
	set := template.Must(template.New("").Funcs(bounded).Parse(`<p data-kinds="{{json .}}">`))
	var b bytes.Buffer
	if err := set.Execute(&b, []Kind{{Name: "tip", Title: "Tipp", Titles: `<"Tipps">`, Icon: "lightbulb"}}); err != nil {
		t.Fatal(err)
	}
	want := `<p data-kinds="[{&#34;name&#34;:&#34;tip&#34;,&#34;titles&#34;:&#34;&lt;\&#34;Tipps\&#34;&gt;&#34;,&#34;icon&#34;:&#34;lightbulb&#34;}]">`
	if b.String() != want {
		t.Errorf("got %s", b.String())
	}
}
