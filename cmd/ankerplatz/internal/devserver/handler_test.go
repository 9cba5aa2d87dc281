package devserver

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
)

// fakeSite is a site of texts by path.
type fakeSite struct {
	files  map[string]string
	list   diag.List
	broken map[string]diag.List // pages that can't be made
	err    error
}

func (f *fakeSite) Diagnostics() diag.List { return f.list }

func (f *fakeSite) Render(_ context.Context, path string) ([]byte, bool, diag.List, error) {
	if list, ok := f.broken[path]; ok {
		return nil, true, list, f.err
	}
	text, ok := f.files[path]
	return []byte(text), ok, nil, nil
}

func (f *fakeSite) Edited(string) (string, []byte, bool) { return "", nil, false }

func (f *fakeSite) Hub() *hub.Hub { return &hub.Hub{Base: "/"} }

func (f *fakeSite) NextChange() time.Time { return time.Time{} }

func (f *fakeSite) Source(path string) string {
	if name, ok := strings.CutSuffix(path, "/index.html"); ok {
		return "content/" + name + ".md"
	}
	return ""
}

func mistake(file, text, part string, code diag.Code) diag.Diagnostic {
	f := diag.NewFile(file, []byte(text))
	start := strings.Index(text, part)
	return diag.Diagnostic{Span: f.Span(start, start+len(part)), Code: code, Level: code.Level(), Message: diag.Say("wrong: %s", part)}
}

func newTestServer(v *version) *server {
	s := &server{
		opt:    Options{Log: slog.New(slog.DiscardHandler), Terminal: io.Discard},
		hosts:  allowedHosts("127.0.0.1:1313"),
		events: newBroker(),
	}
	s.now.Store(v)
	return s
}

func get(t *testing.T, s *server, method, url string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, url, nil)
	r.Host = "localhost:1313"
	for i := 0; i < len(header); i += 2 {
		if r.Header.Set(header[i], header[i+1]); header[i] == "Host" {
			r.Host = header[i+1]
		}
	}
	w := httptest.NewRecorder()
	s.handler().ServeHTTP(w, r)
	return w
}

func TestPages(t *testing.T) {
	s := newTestServer(&version{site: &recent{site: &fakeSite{files: map[string]string{
		"index.html": "root", "de/tips/x/index.html": "x", "de/tips/über & co/index.html": "u", "404.html": "none", "de/404.html": "keine",
		"assets/a.js": "js", "search/de/index.json": "{}", "photo.bin": "0123456789",
	}}}})
	for _, c := range []struct {
		url      string
		status   int
		want     string // body, or where to
		mimeType string
	}{
		{"/", 200, "root", "text/html; charset=utf-8"},
		{"/de/tips/x/", 200, "x", "text/html; charset=utf-8"},
		{"/de/tips/x/index.html", 200, "x", "text/html; charset=utf-8"},
		{"/de/tips/x", 302, "/de/tips/x/", ""},
		{"/de/tips/x?q=1&r", 302, "/de/tips/x/?q=1&r", ""},
		{"/de/tips/%C3%BCber%20&%20co", 302, "/de/tips/%C3%BCber%20&%20co/", ""},
		{"/de/tips/%C3%BCber%20&%20co/", 200, "u", "text/html; charset=utf-8"},
		{"/de/none", 404, "keine", "text/html; charset=utf-8"},
		{"/fr/none/", 404, "none", "text/html; charset=utf-8"},
		{"/assets/a.js", 200, "js", "text/javascript; charset=utf-8"},
		{"/search/de/index.json", 200, "{}", "application/json"},
		{"/photo.bin", 200, "0123456789", "application/octet-stream"},
		{"/..%2f..%2fetc/passwd", 404, "none", "text/html; charset=utf-8"},
	} {
		r := get(t, s, "GET", c.url)
		got := r.Body.String()
		if c.status == 302 {
			got = r.Header().Get("Location")
		}
		if r.Code != c.status || got != c.want || c.mimeType != "" && r.Header().Get("Content-Type") != c.mimeType {
			t.Errorf("%s: %d %q %s", c.url, r.Code, got, r.Header().Get("Content-Type"))
		}
		if r.Header().Get("Content-Security-Policy") != browser.HeaderPolicy() || r.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", c.url, r.Header())
		}
	}

	page := get(t, s, "GET", "/de/tips/x/")
	tag := page.Header().Get("ETag")
	if timing := page.Header().Get("Server-Timing"); timing != `page;desc=`+tag {
		t.Errorf("Server-Timing %q, ETag %q", timing, tag)
	}
	if head := get(t, s, "HEAD", "/de/tips/x/"); head.Header().Get("ETag") != tag || head.Body.String() != "" {
		t.Error("HEAD differs from GET")
	}
	if r := get(t, s, "GET", "/de/tips/x/", "If-None-Match", tag); r.Code != http.StatusNotModified {
		t.Errorf("with the same ETag: %d", r.Code)
	}
	if r := get(t, s, "GET", "/photo.bin", "Range", "bytes=0-0,2-2,4-4"); r.Code != http.StatusOK || r.Body.String() != "0123456789" {
		t.Errorf("several ranges: %d %q", r.Code, r.Body.String())
	}
	if r := get(t, s, "GET", "/photo.bin", "Range", "bytes=2-4"); r.Code != http.StatusPartialContent || r.Body.String() != "234" {
		t.Errorf("a range: %d", r.Code)
	}
	if r := get(t, s, "POST", "/"); r.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", r.Code)
	}
}

func TestTheLastGoodPageIsKept(t *testing.T) {
	bad := diag.List{mistake("themes/default/layouts/tip.html", "{{x}}", "x", diag.TemplateError)}
	good := &recent{site: &fakeSite{files: map[string]string{"x/index.html": "good", "y/index.html": "good"}}}
	s := newTestServer(&version{good: good, site: &recent{site: &fakeSite{
		files: map[string]string{"z/index.html": "new"}, broken: map[string]diag.List{"y/index.html": bad}, list: bad,
	}}})
	for url, want := range map[string]string{"/x/": "good", "/y/": "good", "/z/": "new"} {
		if got := get(t, s, "GET", url).Body.String(); got != want {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}

	// What has no mistake of its own was deleted, or is a draft now.
	bad = diag.List{mistake("content/y.md", "---", "---", diag.YAMLSyntax)}
	s = newTestServer(&version{good: good, site: &recent{site: &fakeSite{list: bad}}})
	for url, want := range map[string]int{"/x/": http.StatusNotFound, "/y/": http.StatusOK} {
		if r := get(t, s, "GET", url); r.Code != want {
			t.Errorf("%s: %d, want %d", url, r.Code, want)
		}
	}

	// Without a good one, the page says what is wrong, and that safely.
	for _, site := range []*fakeSite{
		{broken: map[string]diag.List{"x/index.html": {mistake("a", "<b>", "<b>", diag.TemplateError)}}},
		{broken: map[string]diag.List{"x/index.html": nil}, err: errors.New("wrong: <b>")},
	} {
		r := get(t, newTestServer(&version{site: &recent{site: site}}), "GET", "/x/")
		if text := r.Body.String(); r.Code != http.StatusInternalServerError || !strings.Contains(text, "wrong: &lt;b&gt;") || !strings.Contains(text, "live.js") {
			t.Errorf("%d %s", r.Code, text)
		}
	}
	r := get(t, newTestServer(&version{err: errors.New("disk")}), "GET", "/<x>")
	if text := r.Body.String(); r.Code != http.StatusNotFound || !strings.Contains(text, "/&lt;x&gt;") {
		t.Errorf("%d %s", r.Code, text)
	}
}

func TestProblems(t *testing.T) {
	list := diag.List{
		mistake("content/a.md", "see [[nowhere]]", "nowhere", diag.BrokenLink),
		mistake("content/de/x.md", "<script>", "<script>", diag.UnsafeHTML),
		mistake("content/de/x.md", "other", "other", diag.BrokenLink),
		mistake("content/z.md", "late", "late", diag.ReviewDue),
	}
	s := newTestServer(&version{site: &recent{site: &fakeSite{list: list, files: map[string]string{"de/x/index.html": ""}}}})
	r := get(t, s, "GET", reserved+"problems?path=%2Fde%2Fx%2F")
	var answer problemList
	if err := json.Unmarshal(r.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Errors != 2 || answer.Title != "2 Fehler, 1 Warnung" || answer.Lang != "de" || len(answer.Shown) != 3 {
		t.Fatalf("%+v", answer)
	}
	for i, want := range []struct {
		name  string
		level string
		here  bool
		text  string
	}{
		{"Fehler content/de/x.md", "error", true, "    1 | other\n      | ^^^^^\n"},
		{"error content/a.md", "error", false, "    1 | see [[nowhere]]\n      |       ^^^^^^^\n"},
		{"Warnung content/de/x.md", "warn", true, "wrong: <script>"},
	} {
		got := answer.Shown[i]
		if got.Name != want.name || got.Level != want.level || got.Here != want.here || !strings.Contains(got.Text, want.text) {
			t.Errorf("%d: %+v", i, got)
		}
	}

	s.now.Store(&version{err: errors.New("the disk is gone")})
	if text := get(t, s, "GET", reserved+"problems?path=%zz").Body.String(); !strings.Contains(text, "the disk is gone") {
		t.Error(text)
	}
}

func TestHosts(t *testing.T) {
	for addr, hosts := range map[string]map[string]bool{
		"127.0.0.1:1313": {
			"localhost:1313": true, "LOCALHOST": true, "127.0.0.1:1313": true, "[::1]:1313": true, "10.0.0.5": true,
			"hub.localhost:1313": true, "localhost.": true,
			"evil.example": false, "evil.example:1313": false, "localhost.evil.example": false, "": false,
		},
		"hub.internal:80": {"hub.internal": true, "hub.internal:80": true, "other.internal": false},
	} {
		for host, want := range hosts {
			if got := allowedHosts(addr).allow(host); got != want {
				t.Errorf("at %s, host %q: %v", addr, host, got)
			}
		}
	}
	s := newTestServer(&version{site: &recent{site: &fakeSite{files: map[string]string{"index.html": "secret"}}}})
	for _, path := range []string{"/", reserved + "problems", reserved + "live.js"} {
		if r := get(t, s, "GET", path, "Host", "evil.example:1313"); r.Code != http.StatusMisdirectedRequest {
			t.Errorf("%s answers a foreign host: %d", path, r.Code)
		}
	}
	for addr, want := range map[string]string{
		"127.0.0.1:1": "127.0.0.1", ":1313": "localhost", "0.0.0.0:1": "localhost", "[::]:1": "localhost", "[::1]:1": "[::1]", "hub:1": "hub",
	} {
		if got := shownHost(addr); got != want {
			t.Errorf("%s is shown as %s", addr, got)
		}
	}
}
