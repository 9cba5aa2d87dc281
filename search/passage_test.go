package search

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestPassages(t *testing.T) {
	for _, c := range []struct {
		sections []Section
		want     string
	}{
		{nil, "[]"},
		{[]Section{{Text: "Eins. Zwei! Drei? vier."}}, `[["","","Eins.","Zwei!","Drei? vier."]]`},
		{[]Section{{ID: "a", Heading: "A", Text: "Am 3. Mai, z. B. bei Dr. Petersen, um 12.30 Uhr. Danach nicht."}}, `[["a","A","Am 3. Mai, z. B. bei Dr. Petersen, um 12.30 Uhr.","Danach nicht."]]`},
		{[]Section{{ID: "a", Heading: "A", Text: "Datei wählen\nSpeichern\n"}, {ID: "b", Heading: "B"}}, `[["a","A","Datei wählen","Speichern"],["b","B"]]`},
		{[]Section{{Text: "Summary."}}, `[["",""]]`}, // it is shown anyhow
	} {
		d := Document{Summary: "Summary.", Sections: c.sections}
		passages, _ := d.Passages()
		got, err := json.Marshal(passages)
		if err != nil || string(got) != c.want {
			t.Errorf("%+v: %s, %v; want %s", c.sections, got, err, c.want)
		}
		var back []Passage
		if err := json.Unmarshal(got, &back); err != nil || fmt.Sprint(back) != fmt.Sprint(passages) {
			t.Errorf("%s is read as %v, %v", got, back, err)
		}
	}
	long := Document{Sections: []Section{{Text: strings.Repeat("Wort ", 100_000)}, {ID: "b", Heading: "B", Text: strings.Repeat("Ein Satz. ", 10_000)}}}
	n := 0
	passages, rest := long.Passages()
	for i, p := range passages {
		if all := len(p.Sentences) + len(rest.Sentences[i]); i == 1 && all != 10_000 {
			t.Errorf("%d sentences of %q", all, p.Heading)
		}
		if len(p.Sentences) == 0 {
			t.Errorf("nothing of %q", p.Heading)
		}
		for _, s := range p.Sentences {
			n += len(s)
		}
	}
	if n > passagesLength {
		t.Errorf("%d bytes of a long document", n)
	}
}
