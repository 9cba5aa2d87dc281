// Package browser tests the sample hub as its readers see it: built by the
// real command, served as a strict web server would, looked at in Chromium.
package browser

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "../.." // of the repository, which is a hub

// languages are those of the sample hub.
var languages = func() []string {
	content, err := os.ReadDir(filepath.Join(root, "content"))
	if err != nil {
		panic(err) // the repository's own
	}
	var codes []string
	for _, folder := range content {
		codes = append(codes, folder.Name())
	}
	return codes
}()

// policy is what a careful server sends: nothing inline, nothing from elsewhere.
const policy = "default-src 'none'; script-src 'self' 'sha256-KEDj5JQcomJ3WfmtluvVRSmCg6oIZlE7VrWPQkV4QOw='; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// hub is a built and served hub.
type hub struct {
	dir  string // its public folder
	base string // its path, with slashes at both ends

	through func(http.Handler) http.Handler // what a test puts in front of the server; may be nil
	at      string                          // the address of a server that runs already; "" without
}

// build builds the sample hub for base_url into a folder of dir.
func build(dir, base string) (*hub, error) {
	site := filepath.Join(dir, "site")
	config, err := os.ReadFile(filepath.Join(root, "site.yaml"))
	if err != nil {
		return nil, err
	}
	baseURL := regexp.MustCompile(`(?m)^base_url:.*$`)
	if !baseURL.Match(config) {
		return nil, fmt.Errorf("site.yaml has no base_url")
	}
	config = baseURL.ReplaceAll(config, []byte("base_url: https://hub.example.org"+base))
	if err := os.CopyFS(filepath.Join(site, "content"), os.DirFS(filepath.Join(root, "content"))); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(site, "site.yaml"), config, 0o644); err != nil {
		return nil, err
	}
	h := &hub{dir: filepath.Join(dir, "public"), base: base}
	cmd := exec.Command(command, "build", "--site", site, "--out", h.dir, "--index", filepath.Join(dir, "index.bleve"))
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	return h, nil
}

// buildFiles builds a hub of some files.
func buildFiles(t *testing.T, files map[string]string) *hub {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, "site", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h := &hub{dir: filepath.Join(dir, "public"), base: "/"}
	cmd := exec.Command(command, "build", "--site", filepath.Join(dir, "site"), "--out", h.dir, "--index", filepath.Join(dir, "index.bleve"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return h
}

// serve serves the hub until close is called.
func (h *hub) serve() (url string, closeServer func()) {
	if h.at != "" {
		return h.at, func() {}
	}
	files := http.StripPrefix(h.base, http.FileServer(http.Dir(h.dir)))
	notFound, _ := os.ReadFile(filepath.Join(h.dir, "404.html"))
	var handler http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		name, inside := strings.CutPrefix(r.URL.Path, h.base)
		if strings.HasSuffix(name, "/") || name == "" {
			name += "index.html"
		}
		if path.Ext(name) == ".mjs" {
			w.Header().Set("Content-Type", "text/javascript")
		}
		info, err := os.Stat(filepath.Join(h.dir, filepath.FromSlash(name)))
		if !inside || err != nil || info.IsDir() && !strings.HasSuffix(r.URL.Path, "/") && !exists(filepath.Join(h.dir, name, "index.html")) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write(notFound)
			return
		}
		files.ServeHTTP(w, r)
	})
	if h.through != nil {
		handler = h.through(handler)
	}
	server := httptest.NewServer(handler)
	return server.URL + h.base, server.Close
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// page is a page of the hub and what it looks like.
type page struct{ kind, path string }

var layout = regexp.MustCompile(`<body class="layout-([a-z0-9-]+)`)

// pages returns the hub's pages in the order of their paths, which are
// relative to the hub's root.
func (h *hub) pages() ([]page, error) {
	var pages []page
	err := fs.WalkDir(os.DirFS(h.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(h.dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		kind := "redirect"
		if m := layout.FindSubmatch(data); m != nil {
			kind = string(m[1])
		}
		if bytes.Contains(data, []byte(`class="mermaid"`)) {
			kind = "diagram"
		}
		pages = append(pages, page{kind, strings.TrimSuffix(name, "index.html")})
		return nil
	})
	return pages, err
}

// samples returns one page of each kind: the largest, because it has most to
// go wrong. Pages of other languages than lang are left out.
func (h *hub) samples(t *testing.T, lang string) []page {
	t.Helper()
	pages, err := h.pages()
	if err != nil {
		t.Fatal(err)
	}
	largest := map[string]page{}
	sizes := map[string]int64{}
	for _, p := range pages {
		if p.kind == "redirect" || strings.Contains(p.path, "/") && !strings.HasPrefix(p.path, lang+"/") {
			continue
		}
		info, err := os.Stat(filepath.Join(h.dir, filepath.FromSlash(p.path), indexOf(p.path)))
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > sizes[p.kind] {
			largest[p.kind], sizes[p.kind] = p, info.Size()
		}
	}
	samples := make([]page, 0, len(largest))
	for _, p := range largest {
		samples = append(samples, p)
	}
	slices.SortFunc(samples, func(a, b page) int { return strings.Compare(a.kind, b.kind) })
	return samples
}

func indexOf(name string) string {
	if name == "" || strings.HasSuffix(name, "/") {
		return "index.html"
	}
	return ""
}

// withElement returns the path of the first page in lang whose HTML has part.
func (tb *tab) withElement(lang, part string) string {
	tb.Helper()
	pages, err := tb.hub.pages()
	if err != nil {
		tb.Fatal(err)
	}
	for _, p := range pages {
		data, err := os.ReadFile(filepath.Join(tb.hub.dir, filepath.FromSlash(p.path), indexOf(p.path)))
		if err != nil {
			tb.Fatal(err)
		}
		if strings.HasPrefix(p.path, lang+"/") && bytes.Contains(data, []byte(part)) {
			return p.path
		}
	}
	tb.Fatalf("%s: no page has %s", lang, part)
	return ""
}
