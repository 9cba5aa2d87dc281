package host

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"go.uber.org/goleak"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/output"
	"ankerplatz/search"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }

// fakeIndex answers with what its function says.
type fakeIndex struct {
	ask    func(context.Context, Question) (*search.Answer, error)
	closed func()
}

func (f *fakeIndex) Search(ctx context.Context, q Question) (*search.Answer, error) {
	return f.ask(ctx, q)
}

func (f *fakeIndex) Publish(map[string]bool) bool { return true }

func (f *fakeIndex) Close() error {
	if f.closed != nil {
		f.closed()
	}
	return nil
}

func noIndex(string) (Index, error) { return nil, errors.New("no index today") }

// writeBuild makes a finished build.
func writeBuild(t testing.TB, dir string, opt output.Options, files map[string]string) {
	t.Helper()
	s, err := output.NewStage(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		if err := s.Write(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
}

// logged is a log that tests read.
type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// open returns a server over the build in dir that has looked once.
func open(dir string, openIndex func(string) (Index, error)) (*server, *logged) {
	said := &logged{}
	s := newServer(Options{Dir: dir, Index: dir + ".index", OpenIndex: openIndex, Grace: time.Minute, Log: slog.New(slog.NewTextHandler(said, nil))})
	s.look()
	return s, said
}

// reply is what a server answered.
type reply struct {
	StatusCode int
	Header     http.Header
	body       string
}

// get asks for a path with headers, each "Name: value".
func get(s *server, path string, headers ...string) *reply {
	return ask(s, http.MethodGet, path, headers...)
}

func ask(s *server, method, path string, headers ...string) *reply {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(path, "?")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return &reply{w.Code, w.Header(), w.Body.String()}
}

var long = strings.Repeat("<p>Moin, moin!</p>\n", 300)

var small = map[string]string{
	"index.html": "start", "404.html": "nowhere", "de/404.html": "nirgends", "de/index.html": long, "de/tips/x/index.html": "tip x",
	"de/termin.ics": "BEGIN:VCALENDAR", "de/jonas.vcf": "BEGIN:VCARD", "app.webmanifest": "{}", "de/daten.csv.gz": "z",
	"de/übersicht.es": "document.title = 1", "de/LICENSE": "MIT",
	"assets/main-5EJWF4DV.js": "js", "assets/mermaid-11.17.2/core.mjs": "mjs", "assets/logo.png": "png",
	"assets/next-UX7VTPGT.woff2": "font", "search/de/abcdefg2/terms-0.json": "{}", "search/de/manifest.json": "{}",
}

func TestStatic(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{Base: "/"}, small)
	for _, own := range []string{".htaccess", "secret.txt", "de/.git"} {
		if err := os.WriteFile(filepath.Join(dir, own), []byte("secret"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, said := open(dir, noIndex)
	const forever, always = "public, max-age=31536000, immutable", "no-cache"
	for _, ending := range []string{".es", ".gz"} {
		if err := mime.AddExtensionType(ending, "text/html"); err != nil { // what the machine says counts for nothing
			t.Fatal(err)
		}
	}
	for path, disposition := range map[string]string{
		"/de/übersicht.es": "attachment; filename*=utf-8''%C3%BCbersicht.es", "/de/daten.csv.gz": "attachment; filename=daten.csv.gz",
		"/de/LICENSE": "attachment; filename=LICENSE",
	} {
		if h := get(s, path).Header; h.Get("Content-Type") != "application/octet-stream" || h.Get("Content-Disposition") != disposition {
			t.Errorf("%s: %v", path, h)
		}
	}
	for _, c := range []struct{ path, body, kind, cache string }{
		{"/", "start", "text/html; charset=utf-8", always},
		{"/index.html", "start", "text/html; charset=utf-8", always},
		{"/de/", long, "text/html; charset=utf-8", always},
		{"/de/tips/x/", "tip x", "text/html; charset=utf-8", always},
		{"/de/termin.ics", "BEGIN:VCALENDAR", "text/calendar; charset=utf-8", always},
		{"/de/jonas.vcf", "BEGIN:VCARD", "text/vcard; charset=utf-8", always},
		{"/app.webmanifest", "{}", "application/manifest+json", always},
		{"/assets/main-5EJWF4DV.js", "js", "text/javascript; charset=utf-8", forever},
		{"/assets/mermaid-11.17.2/core.mjs", "mjs", "text/javascript; charset=utf-8", forever},
		{"/assets/logo.png", "png", "image/png", always},
		{"/assets/next-UX7VTPGT.woff2", "font", "font/woff2", forever},
		{"/search/de/abcdefg2/terms-0.json", "{}", "application/json", "private, max-age=60"},
		{"/search/de/manifest.json", "{}", "application/json", always},
	} {
		r := get(s, c.path)
		if got := r.body; r.StatusCode != http.StatusOK || got != c.body {
			t.Errorf("%s: %d %.40q, want %.40q", c.path, r.StatusCode, got, c.body)
		}
		h := r.Header
		if h.Get("Content-Type") != c.kind || h.Get("Cache-Control") != c.cache {
			t.Errorf("%s: %q, %q", c.path, h.Get("Content-Type"), h.Get("Cache-Control"))
		}
		sum := sha256.Sum256([]byte(c.body))
		if h.Get("ETag") != `"`+hex.EncodeToString(sum[:16])+`"` {
			t.Errorf("%s: the tag %s is not of what is in it", c.path, h.Get("ETag"))
		}
		if h.Get("Content-Disposition") != "" {
			t.Errorf("%s is to be saved, not shown: %v", c.path, h)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Security-Policy") != browser.HeaderPolicy() {
			t.Errorf("%s is not secured: %v", c.path, h)
		}
		if again := get(s, c.path, "If-None-Match: "+h.Get("ETag")); again.StatusCode != http.StatusNotModified || again.body != "" || again.Header.Get("Cache-Control") != c.cache {
			t.Errorf("%s, asked again: %d %v", c.path, again.StatusCode, again.Header)
		}
	}

	for path, to := range map[string]string{"/de": "/de/", "/de/tips/x": "/de/tips/x/", "/de/tips/x?a=b%20c": "/de/tips/x/?a=b%20c"} {
		if r := get(s, path); r.StatusCode != http.StatusMovedPermanently || r.Header.Get("Location") != to {
			t.Errorf("%s: %d to %q, want %q", path, r.StatusCode, r.Header.Get("Location"), to)
		}
	}
	for path, want := range map[string]string{
		"/nope": "nowhere", "/de/nope/": "nirgends", "/de/tips": "nirgends", "/de/tips/": "nirgends", "/assets/": "nowhere", "/.htaccess": "nowhere",
		"/secret.txt": "nowhere", "/de/.git": "nirgends", "/build.json": "nowhere", "/../secret.txt": "nowhere", "/de/../index.html": "nirgends",
		"//de/": "nowhere", `/de\index.html`: "nowhere", "/de/\x00": "nirgends", "/CON": "nowhere", "/de/./index.html": "nirgends", "/index.html/": "nowhere",
		"/INDEX.HTML": "nowhere", "/de/tips/x/index.html::$DATA": "nirgends", "//evil.example": "nowhere", "*": "nowhere",
	} {
		r := get(s, path, `If-None-Match: *`)
		if got := r.body; r.StatusCode != http.StatusNotFound || got != want || r.Header.Get("ETag") != "" || r.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%q: %d %q %v", path, r.StatusCode, got, r.Header)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"} {
		for _, path := range []string{"/", "/healthz", "/api/search?q=x", "/nope"} {
			if r := ask(s, method, path); r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d %v", method, path, r.StatusCode, r.Header)
			}
		}
	}
	if r := ask(s, "HEAD", "/de/"); r.StatusCode != http.StatusOK || r.body != "" || r.Header.Get("Content-Length") != strconv.Itoa(len(long)) {
		t.Errorf("HEAD: %d %v", r.StatusCode, r.Header)
	}
	if r := ask(s, "HEAD", "/nope"); r.StatusCode != http.StatusNotFound || r.body != "" {
		t.Errorf("HEAD of what is not there: %d", r.StatusCode)
	}
	if !strings.Contains(said.String(), "no index today") {
		t.Errorf("nobody said that there is no index: %s", said)
	}
}

func TestRanges(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	large := strings.Repeat("0123456789", mostRead/5)
	writeBuild(t, dir, output.Options{}, map[string]string{"film.mp4": large})
	s, _ := open(dir, noIndex)
	whole := get(s, "/film.mp4")
	if whole.body != large {
		t.Error("the large file is not what it was")
	}
	r := get(s, "/film.mp4", "Range: bytes=10-14", "If-Range: "+whole.Header.Get("ETag"))
	if got := r.body; r.StatusCode != http.StatusPartialContent || got != "01234" || r.Header.Get("Content-Range") != "bytes 10-14/2097150" {
		t.Errorf("%d %q %v", r.StatusCode, got, r.Header)
	}
	if r := get(s, "/film.mp4", "Range: bytes=10-14", `If-Range: "other"`); r.StatusCode != http.StatusOK || r.body != large {
		t.Errorf("a range of another version: %d", r.StatusCode)
	}
	if r := get(s, "/film.mp4", "Range: bytes=9999999-"); r.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("a range beyond the end: %d", r.StatusCode)
	}
}

// TestManyRanges: no request is answered with more than the file that it is
// for.
func TestManyRanges(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{Compress: true}, map[string]string{"index.html": long})
	s, _ := open(dir, noIndex)
	for what, ranges := range map[string]string{
		"many":        "0-0" + strings.Repeat(",2-2", 1500),
		"overlapping": "0-" + strings.Repeat(",0-", 20),
		"reversed":    "9-9,5-5,1-1",
		"from behind": "-1,-1,-1",
		"two":         "0-0,2-2",
	} {
		for _, coding := range []string{"identity", "br", "gzip"} {
			whole := get(s, "/", "Accept-Encoding: "+coding)
			for _, more := range []string{"If-Range: " + whole.Header.Get("ETag"), "Accept: */*"} {
				r := get(s, "/", "Accept-Encoding: "+coding, "Range: bytes="+ranges, more)
				if r.StatusCode != http.StatusOK || r.body != whole.body || r.Header.Get("Content-Length") != strconv.Itoa(len(whole.body)) {
					t.Errorf("%s ranges of %s: %d, %d bytes of %d", what, coding, r.StatusCode, len(r.body), len(whole.body))
				}
			}
		}
		if r := ask(s, http.MethodHead, "/", "Range: bytes="+ranges); r.StatusCode != http.StatusOK || r.body != "" {
			t.Errorf("HEAD with %s ranges: %d", what, r.StatusCode)
		}
	}
	if r := get(s, "/", "Range: lines=1-2"); r.StatusCode != http.StatusOK || r.body != long {
		t.Errorf("a unit that nobody knows: %d", r.StatusCode)
	}
	if r := get(s, "/", "Range: bytes=1-2", "Accept-Encoding: br"); r.StatusCode != http.StatusPartialContent || len(r.body) != 2 {
		t.Errorf("one range of a compressed form: %d", r.StatusCode)
	}
}

func decode(t *testing.T, r *reply) string {
	t.Helper()
	if length := r.Header.Get("Content-Length"); length != strconv.Itoa(len(r.body)) {
		t.Errorf("the length is %s, not %d", length, len(r.body))
	}
	var in io.Reader = strings.NewReader(r.body)
	switch coding := r.Header.Get("Content-Encoding"); coding {
	case "br":
		in = brotli.NewReader(in)
	case "gzip":
		var err error
		if in, err = gzip.NewReader(in); err != nil {
			t.Fatal(err)
		}
	case "":
	default:
		t.Fatalf("what is %q?", coding)
	}
	plain, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

func TestCodings(t *testing.T) {
	const path = "/de/"
	for _, compressed := range []bool{true, false} {
		dir := filepath.Join(t.TempDir(), "public")
		writeBuild(t, dir, output.Options{Compress: compressed}, small)
		s, _ := open(dir, noIndex)
		tags := map[string]string{}
		for _, c := range []struct{ accept, withForms, without string }{
			{"gzip, deflate, br, zstd", "br", "gzip"},
			{"gzip, deflate", "gzip", "gzip"},
			{"br;q=0, gzip", "gzip", "gzip"},
			{"br;q=0.5, gzip;q=0.8", "gzip", "gzip"},
			{"*", "br", "gzip"},
			{"*;q=0", "", ""},
			{"br;q=0, *", "gzip", "gzip"},
			{"identity, gzip;q=0.5", "", ""},
			{"x-gzip", "gzip", "gzip"},
			{"gzip;q=nan, br;q=2", "", ""},
			{"GZIP ; Q=1.0", "gzip", "gzip"},
			{"identity;q=0", "", ""}, // nothing else is offered, so it comes as it is
			{"", "", ""},
		} {
			want := c.without
			if compressed {
				want = c.withForms
			}
			r := get(s, path, "Accept-Encoding: "+c.accept)
			if got := r.Header.Get("Content-Encoding"); got != want || r.Header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("compressed %v, %q: %q, want %q; Vary %q", compressed, c.accept, got, want, r.Header.Get("Vary"))
			}
			if decode(t, r) != long {
				t.Errorf("compressed %v, %q: something else arrives", compressed, c.accept)
			}
			tag := r.Header.Get("ETag")
			if was := tags[want]; was != "" && was != tag {
				t.Errorf("the tag of %q changes", want)
			}
			tags[want] = tag
			if again := get(s, path, "Accept-Encoding: "+c.accept, "If-None-Match: "+tag); again.StatusCode != http.StatusNotModified || again.Header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%q, asked again: %d %v", c.accept, again.StatusCode, again.Header)
			}
		}
		if forms := map[bool]int{true: 3, false: 2}[compressed]; len(tags) != forms || tags["gzip"] == tags[""] {
			t.Errorf("the tags are %v", tags)
		}
		if r := get(s, "/assets/logo.png", "Accept-Encoding: gzip"); r.Header.Get("Vary") != "" || r.Header.Get("Content-Encoding") != "" {
			t.Errorf("a picture is compressed: %v", r.Header)
		}
		if r := get(s, "/de/tips/x/", "Accept-Encoding: gzip"); r.Header.Get("Content-Encoding") != "" {
			t.Errorf("what is small is compressed: %v", r.Header)
		}
		if r := get(s, "/de/daten.csv.gz", "Accept-Encoding: gzip"); r.body != "z" || r.Header.Get("Content-Encoding") != "" {
			t.Errorf("an archive is taken for a form: %v", r.Header)
		}
	}
}

// TestZipper checks that memory is bounded and that each file is made once.
func TestZipper(t *testing.T) {
	z := newKeeper(256 << 10)
	var made sync.Map
	var wait sync.WaitGroup
	plain := bytes.Repeat([]byte("moin "), 1000)
	for range 8 {
		wait.Go(func() {
			data, err := z.get("same", func() ([]byte, error) {
				if _, twice := made.LoadOrStore("same", true); twice {
					t.Error("the same file is compressed twice")
				}
				return zip(plain), nil
			})
			if err != nil || len(data) == 0 || len(data) >= len(plain) {
				t.Errorf("%d bytes, %v", len(data), err)
			}
		})
	}
	wait.Wait()
	if _, err := z.get("broken", func() ([]byte, error) { return nil, errChanged }); !errors.Is(err, errChanged) {
		t.Errorf("the error is %v", err)
	}
	if data, err := z.get("broken", func() ([]byte, error) { return zip(plain), nil }); err != nil || data == nil {
		t.Errorf("after an error: %d bytes, %v", len(data), err)
	}
	if data, err := z.get("tiny", func() ([]byte, error) { return zip([]byte("x")), nil }); err != nil || data != nil {
		t.Errorf("what does not become smaller: %q, %v", data, err)
	}
	hard := make([]byte, 64<<10) // becomes a quarter as large
	for i, sum := 0, sha256.Sum256(nil); i < len(hard)/4; i, sum = i+len(sum), sha256.Sum256(sum[:]) {
		copy(hard[i:], sum[:])
	}
	for i := range 40 {
		if _, err := z.get(string(rune('a'+i)), func() ([]byte, error) { return zip(hard), nil }); err != nil {
			t.Fatal(err)
		}
	}
	if z.size > z.most || z.last.Len() != len(z.known) || z.last.Len() > 16 || z.last.Len() < 13 {
		t.Errorf("%d files with %d bytes are remembered", z.last.Len(), z.size)
	}
	again := false
	if _, err := z.get("a", func() ([]byte, error) { again = true; return zip(hard), nil }); err != nil || !again {
		t.Errorf("what was not asked for longest is remembered: %v", err)
	}
}

func TestBase(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{Base: "/h%C3%BCb/"}, small)
	s, _ := open(dir, noIndex)
	for path, want := range map[string]string{"/": "/h%C3%BCb/", "/hüb": "/h%C3%BCb/", "/hüb/de": "/h%C3%BCb/de/"} {
		if r := get(s, path); r.StatusCode != http.StatusMovedPermanently || r.Header.Get("Location") != want {
			t.Errorf("%s: %d to %q", path, r.StatusCode, r.Header.Get("Location"))
		}
	}
	for path, want := range map[string]string{"/hüb/": "start", "/hüb/de/tips/x/": "tip x", "/de/": "nowhere", "/hübx/": "nowhere", "/hüb/de/no": "nirgends"} {
		if got := get(s, path).body; got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	for path, want := range map[string]int{"/healthz": 200, "/hüb/healthz": 200, "/api/search?q=x": 503, "/hüb/api/search": 400} {
		if r := get(s, path); r.StatusCode != want || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %d, want %d", path, r.StatusCode, want)
		}
	}
}

func TestPanics(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{}, small)
	s, said := open(dir, func(string) (Index, error) {
		return &fakeIndex{ask: func(context.Context, Question) (*search.Answer, error) { panic("ouch") }}, nil
	})
	if r := get(s, "/api/search?q=geheim"); r.StatusCode != http.StatusInternalServerError || r.body != `{"error":"the search failed"}`+"\n" {
		t.Errorf("a search that panics: %d", r.StatusCode)
	}
	s.zipped = nil // any mistake will do
	if r := get(s, "/de/", "Accept-Encoding: gzip"); r.StatusCode != http.StatusInternalServerError || r.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("a page that panics: %d %v", r.StatusCode, r.Header)
	}
	if text := said.String(); !strings.Contains(text, "ouch") || !strings.Contains(text, "static.go") || strings.Contains(text, "geheim") {
		t.Errorf("the log says: %s", text)
	}
}

func TestAccessLog(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{}, small)
	s, said := open(dir, noIndex)
	get(s, "/de/?q=geheim")
	if strings.Contains(said.String(), "path=") {
		t.Errorf("nobody asked for a log: %s", said)
	}
	s.opt.AccessLog = true
	get(s, "/de/?q=geheim")
	get(s, "/api/search?q=geheim")
	text := said.String()
	if !strings.Contains(text, "method=GET path=/de/ status=200 bytes=5700 ") || !strings.Contains(text, "path=/api/search status=503 ") ||
		strings.Contains(text, "geheim") || strings.Contains(text, "192.0.2.1") {
		t.Errorf("the log says: %s", text)
	}
}

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: it never happens", what)
		}
	}
}

// Every answer keeps its readers safe, whatever it is.
func TestEveryAnswerIsSecured(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{Base: "/"}, small)
	s, _ := open(dir, noIndex)
	empty, _ := open(t.TempDir(), noIndex)
	for name, r := range map[string]*reply{
		"page": get(s, "/de/"), "redirect": get(s, "/de/tips/x"), "not found": get(s, "/xx"), "method": ask(s, http.MethodPost, "/de/"),
		"range": get(s, "/de/", "Range: bytes=999999-"), "unchanged": get(s, "/", "If-None-Match: *"), "health": get(s, "/healthz"),
		"question": get(s, "/api/search?limit=x"), "no index": get(s, "/api/search?q=x"), "no build": get(empty, "/"), "saved": get(s, "/de/LICENSE"),
	} {
		if h := r.Header; h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Security-Policy") != browser.HeaderPolicy() {
			t.Errorf("%s: %d %v", name, r.StatusCode, h)
		}
	}
}

// TestFrameAncestors: a build says which sites may show it in a frame, in
// all answers, until a new build says otherwise.
func TestFrameAncestors(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	writeBuild(t, dir, output.Options{Base: "/", Ancestors: []string{"https://*.sharepoint.com", "https://teams.microsoft.com; script-src *"}}, small)
	s, _ := open(dir, noIndex)
	policy := func(path string) string { return get(s, path).Header.Get("Content-Security-Policy") }
	for _, path := range []string{"/de/", "/xx", "/healthz"} {
		if got := policy(path); got != browser.HeaderPolicy("https://*.sharepoint.com") {
			t.Errorf("%s: %s", path, got)
		}
	}
	writeBuild(t, dir, output.Options{Base: "/"}, small)
	s.look()
	if got := policy("/de/"); got != browser.HeaderPolicy() {
		t.Errorf("after a build without: %s", got)
	}
}
