package render

import (
	"bytes"
	"html/template"
	"testing"
)

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
