package insights

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ankerplatz/generator/signals"
)

// readAll reads logs as one after the other.
func readAll(t testing.TB, hub *Hub, logs ...[]byte) *Tally {
	t.Helper()
	tally := NewTally(hub, time.Time{})
	for _, log := range logs {
		if err := tally.Read(t.Context(), bytes.NewReader(log)); err != nil {
			t.Fatal(err)
		}
	}
	return tally
}

func packed(t testing.TB, data []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	zip := gzip.NewWriter(&buf)
	if _, err := zip.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// told is what a tally holds, in a form that can be compared.
func told(t *Tally) string {
	var b strings.Builder
	for _, s := range t.searches.sorted(compareSearches) {
		c := t.searches.values[s].value
		fmt.Fprintf(&b, "%s %q none %v opened %v places %d\n", s.lang, s.words, c.none, c.opened, c.places)
	}
	for _, page := range t.pages.sorted(strings.Compare) {
		c := t.pages.values[page].value
		fmt.Fprintf(&b, "%s views %v opened %d yes %d no %d %v\n", page, c.views, c.opened, c.yes, c.no, c.whyCount)
	}
	return b.String()
}

// TestRealLines reads what nginx 1.22 and Caddy 2.6 wrote when they were asked
// for the same, what S3 writes, and what host writes, plain and compressed.
func TestRealLines(t *testing.T) {
	names, err := filepath.Glob("testdata/real/*.log")
	if err != nil || len(names) < 8 {
		t.Fatal(names, err)
	}
	want := "de \"büro \\\"x\\\"\" none [{2969 1}] opened [] places 0\n/de/tips/x/ views [{2969 1}] opened 0 yes 0 no 1 [0 0 0 0]\n"
	for _, name := range names {
		log, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range [][]byte{log, packed(t, log), bytes.ReplaceAll(log, []byte("\n"), []byte("\r\n")), bytes.TrimSpace(log)} {
			tally := readAll(t, nil, data)
			if got := told(tally); got != want {
				t.Errorf("%s tells\n%s", name, got)
			}
			if tally.broken > 0 || tally.lines != int64(bytes.Count(log, []byte("\n"))) {
				t.Errorf("%s: %d of %d lines are broken", name, tally.broken, tally.lines)
			}
		}
	}
	if got := monday(2969).Format(time.DateOnly); got != "2026-11-23" {
		t.Errorf("the week begins on %s", got)
	}
}

// TestFormatsAlike reads the same requests in all formats. Common does not say
// which are those of robots.
func TestFormatsAlike(t *testing.T) {
	const lines = 20_000
	want := told(readAll(t, nil, madeLog("combined", lines)))
	for _, format := range slices.Sorted(maps.Keys(writers)) {
		log := madeLog(format, lines)
		tally := readAll(t, nil, log)
		if tally.broken > 0 || tally.lines != int64(bytes.Count(log, []byte("\n"))) {
			t.Errorf("%s: of %d lines %d are broken", format, tally.lines, tally.broken)
		}
		if diff := cmp.Diff(want, told(tally)); diff != "" && format != "common" {
			t.Errorf("%s differs from combined: %s", format, diff)
		}
	}
}

// TestFetchedPages: a page that a browser fetches to have it offline is no view.
func TestFetchedPages(t *testing.T) {
	line := `192.0.2.7 - - [27/Nov/2026:15:40:29 +0000] "GET /de/tips/x/%s HTTP/1.1" 200 153` + "\n"
	tally := readAll(t, nil, fmt.Appendf(nil, line+line+line, "", "?"+signals.Fetched, "?q=a"))
	if got, want := told(tally), "/de/tips/x/ views [{2969 2}] opened 0 yes 0 no 0 [0 0 0 0]\n"; got != want {
		t.Errorf("what is counted is\n%s, not\n%s", got, want)
	}
}

// TestHostileLines puts what nobody should write between good lines.
func TestHostileLines(t *testing.T) {
	good := `192.0.2.7 - - [27/Nov/2026:15:40:29 +0000] "GET /_signal/none?lang=de&q=gut HTTP/1.1" 404 153`
	ask := func(target string) string { return strings.Replace(good, "/_signal/none?lang=de&q=gut", target, 1) }
	broken := []string{
		"\x00\xff\xfe\x01", strings.Repeat("x", 100<<10), `{"broken`, `{"request":` + strings.Repeat(`{"request":`, 1000), "{}", `{"ts":"x","status":200}`, "[", `[27/Nov/2026:15:40:29 +0000]`,
		`192.0.2.7 - - [27/Foo/2026:15:40:29 +0000] "GET / HTTP/1.1" 200 1`, `192.0.2.7 - - [99/Nov/2026:15:40:29 +0000] "GET / HTTP/1.1" 200 1`,
		`192.0.2.7 - - [27/Nov/2026:15:40:29 +0000] "\x16\x03\x01" 400 157`, `192.0.2.7 - - [27/Nov/2026:15:40:29 +0000] "" 400 0`, `192.0.2.7 - - [27/Nov/2026:15:40:29 +0000] "GET / HTTP/1.1" abc`,
		`192.0.2.7 - - [27/Nov/2026:15:40:29 +0000] "GET /unended`, `a b c [27/Nov/2026:15:40:29 +0000] x "GET / HTTP/1.1" 200`, "2026-13-99T15Z none?lang=de&q=x",
		`{"ts":1e999,"status":200,"method":"GET","uri":"/"}`, `{"ts":-5,"status":200,"method":"GET","uri":"/"}`, strings.Repeat("[", 5000), strings.Repeat(`"\`, 4000),
	}
	refused := []string{
		"2026-11-27T15Z drop?table",
		ask("/_signal/none?lang=de&q=%00"), ask("/_signal/none?lang=de&q=%ff"), ask("/_signal/none?lang=de&q=0171+5551234"), ask("/_signal/drop?lang=de&q=x"), ask("/_signal/view?page=/x/"),
		ask("/_signal/open?lang=de&q=x&at=1&page=//evil.example/%0A"), ask("/_signal/none?lang=%3Cb%3E&q=x"), ask("/_signal/none?lang=de&q=" + strings.Repeat("x", 3000)),
		ask("/x/_signal/none/_signal/none?lang=de&q=x"),
	}
	var lines []string
	for _, line := range slices.Concat(broken, refused) {
		lines = append(lines, good, line)
	}
	started := time.Now()
	tally := readAll(t, nil, []byte(strings.Join(lines, "\n")), bytes.Repeat([]byte("y"), 3<<20), []byte(good+"\n"))
	if took := time.Since(started); took > 5*time.Second {
		t.Errorf("that took %s", took)
	}
	n := len(broken) + len(refused) + 1
	if got, want := told(tally), fmt.Sprintf("de \"gut\" none [{2969 %d}] opened [] places 0\n", n); got != want {
		t.Errorf("what is counted is\n%s, not\n%s", got, want)
	}
	if got := tally.broken + tally.tooLong.Load(); got != int64(len(broken)+1) || tally.alien != int64(len(refused)) {
		t.Errorf("%d lines are broken, %d signals refused", got, tally.alien)
	}
}

// TestBroken reads what can't be read to its end.
func TestBroken(t *testing.T) {
	zipped := packed(t, madeLog("combined", 5000))
	tally := NewTally(nil, time.Time{})
	if err := tally.Read(t.Context(), bytes.NewReader(zipped[:len(zipped)/2])); err == nil || tally.lines == 0 {
		t.Errorf("half a compressed log: %v, %d lines", err, tally.lines)
	}
	if err := tally.Read(t.Context(), bytes.NewReader([]byte("\x1f\x8bnothing"))); err == nil {
		t.Error("what looks compressed and is not is read")
	}
	if err := tally.Read(t.Context(), strings.NewReader("")); err != nil {
		t.Errorf("an empty log: %v", err)
	}
}

// TestSince leaves out what came before a day.
func TestSince(t *testing.T) {
	tally := NewTally(nil, time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC))
	log := "2026-11-26T23Z none?lang=de&q=alt\n2026-11-27T00Z none?lang=de&q=neu\n2026-11-26T23Z view?page=/a/\n"
	if err := tally.Read(t.Context(), strings.NewReader(log)); err != nil {
		t.Fatal(err)
	}
	if got := told(tally); got != "de \"neu\" none [{2969 1}] opened [] places 0\n" {
		t.Error(got)
	}
}

// TestBounded floods a tally with words that nobody ever searches for again.
func TestBounded(t *testing.T) {
	tally := NewTally(nil, time.Time{})
	tally.searches.most, tally.pages.most = 1000, 1000
	var log strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&log, "2026-11-27T15Z none?lang=de&q=w%s\n2026-11-27T15Z view?page=/p%d/\n", strings.Repeat("a", i%70)+string(rune('a'+i%26))+string(rune('a'+i/26%26))+string(rune('a'+i/676%26)), i)
		if i%10 == 0 {
			log.WriteString("2026-11-27T15Z none?lang=de&q=urlaub\n2026-11-27T15Z view?page=/de/\n")
		}
	}
	if err := tally.Read(t.Context(), strings.NewReader(log.String())); err != nil {
		t.Fatal(err)
	}
	if n, p := len(tally.searches.values), len(tally.pages.values); n > 1000 || p > 1000 {
		t.Errorf("%d searches and %d pages are remembered", n, p)
	}
	if c := tally.searches.values[search{"de", "urlaub"}]; c == nil || c.value.none.sum() != 5000 {
		t.Error("what came often was forgotten")
	}
	if tally.pages.forgot == 0 || tally.searches.forgot == 0 {
		t.Error("what was forgotten is not counted")
	}
	var wild strings.Builder
	for year := range 100 {
		fmt.Fprintf(&wild, "20%02d-01-05T15Z none?lang=de&q=x\n20%02d-09-05T15Z none?lang=de&q=x\n20%02d-03-05T15Z none?lang=de&q=x\n20%02d-05-05T15Z none?lang=de&q=x\n20%02d-07-05T15Z none?lang=de&q=x\n20%02d-11-05T15Z none?lang=de&q=x\n", year, year, year, year, year, year)
	}
	if err := tally.Read(t.Context(), strings.NewReader(wild.String())); err != nil || len(tally.weeks) > mostWeeks {
		t.Errorf("%d weeks are remembered, %v", len(tally.weeks), err)
	}
}

func FuzzParse(f *testing.F) {
	for _, write := range writers {
		f.Add([]byte(write(written{method: "GET", target: "/_signal/none?lang=de&q=x", agent: firefox, status: 404})))
	}
	f.Add([]byte(`{"msec":1795794029.134,"uri":"/_signal/none","args":"lang=de&q=%22","method":"GET","status":404}`))
	f.Add([]byte(`2026-11-27T15Z none?lang=de&q=x`))
	f.Fuzz(func(t *testing.T, line []byte) {
		var r request
		if len(line) > 0 && parse(line, &r) && (len(r.target) == 0 || len(r.method) == 0 && r.format != formatOwn) {
			t.Errorf("%q is taken for %+v", line, r)
		}
		tally := NewTally(nil, time.Time{})
		tally.add(tally.look(line))
		if tally.lines > int64(1+bytes.Count(line, []byte("\n"))) || tally.broken > tally.lines {
			t.Errorf("%q has %d lines, %d broken", line, tally.lines, tally.broken)
		}
		if _, err := tally.Publish(t.Context(), nil); err != nil {
			t.Error(err)
		}
	})
}
