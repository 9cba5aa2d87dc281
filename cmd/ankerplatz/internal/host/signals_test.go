package host

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ankerplatz/generator/output"
)

// tellAll has a server keep what the requests say, and returns what its files
// hold, the newest first.
func tellAll(t *testing.T, opt Options, requests ...*http.Request) (files []string) {
	t.Helper()
	dir := t.TempDir()
	writeBuild(t, filepath.Join(dir, "public"), output.Options{Base: "/hub/"}, map[string]string{"de/index.html": "x", "de/people/anna/index.html": "x", "de/menschen/anna/index.html": "x", "a.css": ""})
	s, _ := open(filepath.Join(dir, "public"), noIndex)
	ctx, stop := context.WithCancel(t.Context())
	opt.Signals, opt.Log = filepath.Join(dir, "signals.log"), s.opt.Log
	var err error
	if s.signals, err = keepSignals(ctx, opt); err != nil {
		stop()
		t.Fatal(err)
	}
	for _, r := range requests {
		rec := httptest.NewRecorder()
		s.ServeHTTP(rec, r)
		if !strings.Contains(r.URL.Path, "/_signal/") {
			continue
		}
		if rec.Code != http.StatusNoContent || rec.Body.Len() > 0 || rec.Header().Get("Set-Cookie") != "" {
			t.Errorf("%s %s is answered with %d %q", r.Method, r.URL, rec.Code, rec.Body)
		}
	}
	stop()
	<-s.signals.ended
	for _, ending := range []string{"", ".1", ".2", ".3"} {
		if data, err := os.ReadFile(opt.Signals + ending); err == nil {
			files = append(files, string(data))
		}
	}
	return files
}

func TestSignals(t *testing.T) {
	get := func(address string) *http.Request { return httptest.NewRequest(http.MethodGet, address, nil) }
	foreign := get("/hub/_signal/none?lang=de&q=foreign")
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	post := httptest.NewRequest(http.MethodPost, "/hub/_signal/helpful?page=/hub/de/tips/x/&is=no&why=fails", strings.NewReader("body"))
	post.Header.Set("Cookie", "who=anna")
	post.Header.Set("Referer", "https://portal.example/anna")
	removed := httptest.NewRequest(http.MethodDelete, "/hub/_signal/none?lang=de&q=removed", nil)
	robot := get("/hub/de/")
	robot.Header.Set("User-Agent", "intranet-crawler/2.1")
	requests := []*http.Request{
		get("/hub/de/"), get("/hub/de/?_kept"), get("/hub/de/people/anna/"), get("/hub/de/menschen/anna/"), get("/hub/nowhere/"), get("/hub/a.css"), robot, get("/hub/_signal/view?page=/hub/de/"),
		get("/hub/_signal/none?lang=de&q=urlaub+buchen&who=anna"), post, foreign, removed,
		get("/hub/_signal/open?lang=de&q=a%0ab&page=/hub/de/&at=2"),
		get("/hub/_signal/none?lang=de&q=" + strings.Repeat("x", 5000)), get("/hub/_signal/none?lang=de%0a&q=x"), get("/hub/_signal/none?lang=de&q=0171+5551234"),
		get("/hub/_signal/"), get("/hub/_signal/../_signal/x"), get("/hub/_signal/none%0a?lang=de&q=x"), get("/hub/_signal/none?%zz"), get("/hub/_signal/none?lang=de&q=%00"),
	}
	files := tellAll(t, Options{SignalsSize: 1 << 20, SignalsFiles: 2}, requests...)
	if len(files) != 1 {
		t.Fatalf("there are %d files", len(files))
	}
	got := regexp.MustCompile(`(?m)^\d{4}-\d\d-\d\dT\d\dZ `).ReplaceAllString(files[0], "")
	want := "view?page=%2Fhub%2Fde%2F\nnone?lang=de&q=urlaub+buchen\nhelpful?is=no&page=%2Fhub%2Fde%2Ftips%2Fx%2F&why=fails\nopen?at=2&lang=de&page=%2Fhub%2Fde%2F&q=a+b\n"
	if got != want {
		t.Errorf("what is kept is\n%s", files[0])
	}
}

// TestSignalsForgotten holds a server without a file to its answer.
func TestSignalsForgotten(t *testing.T) {
	dir := t.TempDir()
	writeBuild(t, dir, output.Options{Base: "/"}, map[string]string{"de/index.html": "x"})
	s, _ := open(dir, noIndex)
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/_signal/none?lang=de&q=x", nil))
	if rec.Code != http.StatusNoContent {
		t.Errorf("the answer is %d", rec.Code)
	}
}

// TestSignalsBounded sends more than may be kept.
func TestSignalsBounded(t *testing.T) {
	var requests []*http.Request
	for i := range 5 * signalsAtOnce {
		requests = append(requests, httptest.NewRequest(http.MethodGet, fmt.Sprintf("/_signal/none?lang=de&q=w%03d", i), nil))
	}
	files := tellAll(t, Options{SignalsSize: 1 << 20}, requests...)
	if n := strings.Count(strings.Join(files, ""), "\n"); n > 2*signalsAtOnce {
		t.Errorf("%d signals are kept of a flood", n)
	}
}

func TestSignalsRotate(t *testing.T) {
	dir := t.TempDir()
	l := &signalLog{name: filepath.Join(dir, "s"), size: 10, files: 2}
	file, err := l.open()
	for i := 0; err == nil && i < 6; i++ {
		file, err = l.add(file, fmt.Sprintf("line %d\n", i))
	}
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	for name, want := range map[string]string{"s": "line 5\n", "s.1": "line 4\n", "s.2": "line 3\n"} {
		if got, _ := os.ReadFile(filepath.Join(dir, name)); string(got) != want {
			t.Errorf("%s holds %q", name, got)
		}
	}
	if all, _ := os.ReadDir(dir); len(all) != 3 {
		t.Errorf("there are %d files", len(all))
	}
	l.files = 0
	if file, err = l.open(); err == nil {
		file, err = l.add(file, "only\n")
	}
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	if got, _ := os.ReadFile(l.name); string(got) != "only\n" {
		t.Errorf("without older files it holds %q", got)
	}
	for _, opt := range []Options{{Signals: dir}, {Signals: filepath.Join(dir, "de", "index.html"), Dir: dir}} {
		if _, err := keepSignals(t.Context(), opt); err == nil {
			t.Errorf("signals are kept in %s", opt.Signals)
		}
	}
}
