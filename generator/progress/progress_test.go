package progress

import (
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/diag"
)

// TestTogether: time in which phases go on beside each other is told of all of
// them, and the shares are of the whole.
func TestTogether(t *testing.T) {
	r := New()
	reading := r.Begin(diag.Say("reading pages"), 2)
	git := r.Begin(diag.Say("Git"), 0)
	time.Sleep(20 * time.Millisecond)
	git.End()
	reading.End()
	linking := r.Begin(diag.Say("linking"), 0)
	time.Sleep(10 * time.Millisecond)
	linking.End()
	r.Part(diag.Say("pages")).Add(30 * time.Millisecond)
	r.Part(diag.Say("writing")).Add(10 * time.Millisecond)
	r.Part(diag.Say("pages")).Add(30 * time.Millisecond)
	var b strings.Builder
	if err := r.Print(&b, "de"); err != nil {
		t.Fatal(err)
	}
	told := map[string][]string{}
	for line := range strings.Lines(b.String()) {
		name, figures, _ := strings.Cut(line, "  ")
		told[name] = strings.Fields(figures)
	}
	var wall time.Duration
	for _, s := range r.spans {
		wall += s.wall
	}
	if wall < 30*time.Millisecond || told["Git + Seiten lesen"] == nil || told["verknüpfen"] == nil || told["alles"] == nil {
		t.Errorf("%v in\n%s", wall, b.String())
	}
	if got := strings.Join(told["Seiten"], " "); got != "60 ms 85.7 %" {
		t.Errorf("pages took %q in\n%s", got, b.String())
	}
}
