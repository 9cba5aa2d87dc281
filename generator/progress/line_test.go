package progress

import (
	"strings"
	"sync"
	"testing"
	"time"

	"ankerplatz/generator/diag"
)

func TestPhaseAt(t *testing.T) {
	for _, test := range []struct {
		total, done int
		took        time.Duration
		lang, want  string
	}{
		{5000, 0, 100 * time.Millisecond, "en", "making files: 0 of 5000"},
		{5000, 0, 10 * time.Second, "en", "making files: 0 of 5000"},
		{5000, 300, 500 * time.Millisecond, "en", "making files: 300 of 5000"},
		{5000, 1000, 4 * time.Second, "en", "making files: 1000 of 5000 · 250/s · 16 s left"},
		{5000, 1000, 4 * time.Second, "de", "Dateien erzeugen: 1000 von 5000 · 250/s · noch 16 s"},
		{5000, 10, 4 * time.Second, "nl", "bestanden maken: 10 van 5000 · 2.5/s · nog 34 min"},
		{5000, 5000, 4 * time.Second, "da", "filer dannes: 5000 af 5000 · 1250/s · 0 s tilbage"},
		{0, 0, 500 * time.Millisecond, "en", "making files"},
		{0, 0, 4 * time.Second, "en", "making files · 4 s"},
		{0, 80, 4 * time.Second, "en", "making files: 80 · 20/s · 4 s"},
		{0, 0, 90 * time.Second, "de", "Dateien erzeugen · 2 min"},
	} {
		p := New().Begin(diag.Say("making files"), test.total)
		for range test.done {
			p.Done()
		}
		if got := p.at(p.began.Add(test.took)).In(test.lang); got != test.want {
			t.Errorf("%+v: got %q", test, got)
		}
	}
}

// TestRecorderAt: of phases beside each other the line tells of what takes
// longest to count.
func TestRecorderAt(t *testing.T) {
	r := New()
	said := func(want string) {
		t.Helper()
		if got := r.at(r.wall).String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	said("")
	reading := r.Begin(diag.Say("reading pages"), 7)
	git := r.Begin(diag.Say("Git"), 0)
	said("reading pages: 0 of 7")
	reading.End()
	said("Git")
	git.End()
	said("")
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		columns int
		want    string
	}{{-1, ""}, {0, ""}, {1, "…"}, {8, "verknüp…"}, {10, "verknüpfen"}, {80, "verknüpfen"}} {
		if got := cut("verknüpfen", test.columns); got != test.want {
			t.Errorf("%d columns: %q", test.columns, got)
		}
	}
}

// screen is what a line of a terminal shows, whatever is written over it.
type screen struct {
	mu     sync.Mutex
	line   []rune
	writes int
	widest int
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes++
	at := 0
	for _, r := range string(p) {
		if r == '\r' {
			at = 0
			continue
		}
		if at == len(s.line) {
			s.line = append(s.line, r)
		}
		s.line[at] = r
		at++
	}
	s.widest = max(s.widest, len(s.line))
	return len(p), nil
}

func (s *screen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.TrimRight(string(s.line), " ")
}

func TestLine(t *testing.T) {
	r, s := New(), &screen{}
	line := NewLine(r, s, 21)
	start := time.Now()
	line.Show("de")
	line.Show("de") // is shown already
	long := r.Begin(diag.Say("making files"), 12345)
	waitFor(t, s, "Dateien erzeugen: 0…")
	long.End()
	git := r.Begin(diag.Say("Git"), 0)
	waitFor(t, s, "Git")
	line.Hide()
	line.Hide()
	git.End()
	if got := s.text(); got != "" || s.widest != 20 {
		t.Errorf("after Hide %q stands there, at most there were %d columns", got, s.widest)
	}
	if most := int(time.Since(start)/pace) + 1; s.writes > most {
		t.Errorf("%d writes where %d were due at most", s.writes, most)
	}
	writes := s.writes
	time.Sleep(2 * pace)
	if s.text(); s.writes != writes {
		t.Error("a hidden line moves")
	}
	line.Show("en")
	r.Begin(diag.Say("linking"), 0)
	waitFor(t, s, "linking")
	line.Hide()
}

// TestLineNowhere: what is no terminal gets nothing.
func TestLineNowhere(t *testing.T) {
	r, s := New(), &screen{}
	r.Begin(diag.Say("linking"), 0)
	line := NewLine(r, s, 0)
	line.Show("en")
	time.Sleep(2 * pace)
	line.Hide()
	if s.writes > 0 {
		t.Errorf("%d writes", s.writes)
	}
}

func waitFor(t *testing.T, s *screen, want string) {
	t.Helper()
	for range 500 {
		if s.text() == want {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%q is shown, want %q", s.text(), want)
}
