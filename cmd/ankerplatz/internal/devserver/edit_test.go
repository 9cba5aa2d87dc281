package devserver

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
)

// desk is an editor of a hub on the disk, and what asks it.
type desk struct {
	*testing.T
	dir    string
	editor *editor
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	dir := t.TempDir()
	d := &desk{t, dir, newEditor(dir, func(context.Context) bool { return true }, func(text diag.Text) string { return text.In("de") })}
	put(t, filepath.Join(dir, "site.yaml"), "title: Hub\n")
	put(t, filepath.Join(dir, "content/de/tips/one.md"), "---\ntitle: Eins\n---\nText.\n")
	put(t, filepath.Join(dir, "content/de/tips/sap/two/index.md"), "---\ntitle: Zwei\n---\n")
	put(t, filepath.Join(dir, "content/de/tips/sap/two/picture.png"), "png")
	return d
}

// ask sends an order and returns the status and what was answered.
func (d *desk) ask(action string, params map[string]any, header ...string) (int, string) {
	d.Helper()
	body, err := json.Marshal(map[string]any{"branch": "main", "action": action, "params": params})
	if err != nil {
		d.Fatal(err)
	}
	w := d.send(bytes.NewReader(body), header...)
	return w.Code, w.Body.String()
}

func (d *desk) send(body io.Reader, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:1313/_ankerplatz/edit", body)
	r.RemoteAddr = "127.0.0.1:5000"
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.Header.Set("Origin", "http://127.0.0.1:1313")
	for i := 0; i < len(header); i += 2 {
		if header[i] == "From" {
			r.RemoteAddr = header[i+1]
		} else {
			r.Header.Set(header[i], header[i+1])
		}
	}
	w := httptest.NewRecorder()
	d.editor.ServeHTTP(w, r)
	return w
}

// want asks and compares the status.
func (d *desk) want(status int, action string, params map[string]any) string {
	d.Helper()
	code, answer := d.ask(action, params)
	if code != status {
		d.Fatalf("%s %v: %d %s, want %d", action, params, code, answer, status)
	}
	return answer
}

// is compares a file of the hub; "" wants none.
func (d *desk) is(name, want string) {
	d.Helper()
	data, err := os.ReadFile(filepath.Join(d.dir, name))
	if string(data) != want || (err != nil) != (want == "") {
		d.Errorf("%s is %q (%v), want %q", name, data, err, want)
	}
}

// tree are all files below the hub's folder.
func (d *desk) tree() string {
	var all []string
	_ = filepath.WalkDir(d.dir, func(name string, entry os.DirEntry, _ error) error {
		if !entry.IsDir() {
			data, _ := os.ReadFile(name)
			all = append(all, fmt.Sprintf("%s %d %.20q", name, len(data), data))
		}
		return nil
	})
	return strings.Join(all, "\n")
}

func page(path, raw string, more ...any) map[string]any {
	file := map[string]any{"path": path, "slug": "x", "raw": raw}
	if len(more) > 0 {
		file["base"] = more[0]
	}
	return map[string]any{"dataFiles": []any{file}, "assets": []any{}, "options": map[string]any{"commitMessage": "x"}}
}

func picture(path, data string) map[string]any {
	return map[string]any{"path": path, "content": base64.StdEncoding.EncodeToString([]byte(data)), "encoding": "base64"}
}

func TestEditorWorks(t *testing.T) {
	d := newDesk(t)
	for depth, want := range map[int]string{1: "one.md", 9: "one.md index.md"} {
		var found []entry
		if err := json.Unmarshal([]byte(d.want(200, "entriesByFolder", map[string]any{"folder": "content/de/tips", "extension": "md", "depth": depth})), &found); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range found {
			names = append(names, f.File.Path[strings.LastIndexByte(f.File.Path, '/')+1:])
		}
		if strings.Join(names, " ") != want || *found[0].Data != "---\ntitle: Eins\n---\nText.\n" {
			t.Errorf("%d levels deep: %v", depth, names)
		}
	}
	if got := d.want(200, "entriesByFolder", map[string]any{"folder": "content/de/none", "extension": "md", "depth": 1}); got != "[]" {
		t.Errorf("a folder that is not there: %s", got)
	}
	if got := d.want(200, "getEntry", map[string]any{"path": "content/de/tips/none.md"}); !strings.Contains(got, `"data":null`) {
		t.Errorf("a page that is not there: %s", got)
	}

	create := page("content/de/tips/neu/index.md", "---\ntitle: Neu\n---\n")
	create["assets"] = []any{picture("content/de/tips/neu/bild.png", "\x89PNG")}
	d.want(200, "persistEntry", create)
	d.is("content/de/tips/neu/index.md", "---\ntitle: Neu\n---\n")
	d.is("content/de/tips/neu/bild.png", "\x89PNG")
	if got := d.want(200, "getMedia", map[string]any{"mediaFolder": "content/de/tips/neu"}); !strings.Contains(got, `"name":"bild.png"`) || strings.Contains(got, "index.md") {
		t.Errorf("the files of a folder: %s", got)
	}
	d.want(200, "persistMedia", map[string]any{"asset": picture("content/de/tips/neu/plan.pdf", "%PDF")})
	d.is("content/de/tips/neu/plan.pdf", "%PDF")
	if got := d.want(200, "getMediaFile", map[string]any{"path": "content/de/tips/neu/plan.pdf"}); !strings.Contains(got, `"content":"JVBERg=="`) {
		t.Errorf("a file: %s", got)
	}
	d.want(200, "deleteFiles", map[string]any{"paths": []string{"content/de/tips/neu/plan.pdf", "content/de/tips/neu/bild.png"}})
	d.want(200, "getEntry", map[string]any{"path": "content/de/tips/neu/index.md"})
	d.want(200, "deleteFile", map[string]any{"path": "content/de/tips/neu/index.md"})
	if _, err := os.Stat(filepath.Join(d.dir, "content/de/tips/neu")); err == nil {
		t.Error("the empty folder stays")
	}
	d.want(422, "publishUnpublishedEntry", nil)
}

// Two people at once: the second is told, whatever their editors say of what
// they had loaded.
func TestEditorLosesNothing(t *testing.T) {
	const name, was = "content/de/tips/one.md", "---\ntitle: Eins\n---\nText.\n"
	d := newDesk(t)
	d.want(200, "persistEntry", page(name, "first", was))
	if got := d.want(409, "persistEntry", page(name, "second", was)); !strings.Contains(got, "jemand anderes") {
		t.Errorf("the second is told: %s", got)
	}
	d.is(name, "first")
	d.want(200, "persistEntry", page(name, "third", "first"))

	d.want(409, "persistEntry", page(name, "blind")) // never loaded
	d.want(200, "getEntry", map[string]any{"path": name})
	d.want(200, "getEntry", map[string]any{"path": name})
	d.want(200, "persistEntry", page(name, "fourth"))
	d.want(409, "persistEntry", page(name, "fifth"))
	d.is(name, "fourth")

	d.want(200, "getEntry", map[string]any{"path": name})
	put(t, filepath.Join(d.dir, name), "by another program")
	d.want(409, "persistEntry", page(name, "sixth"))
	d.want(409, "deleteFiles", map[string]any{"paths": []string{name}})
	d.is(name, "by another program")

	if err := os.Remove(filepath.Join(d.dir, name)); err != nil {
		t.Fatal(err)
	}
	d.want(409, "persistEntry", page(name, "seventh", "by another program"))
	d.is(name, "")

	var wins sync.Map
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			text := fmt.Sprint("by ", i)
			if code, _ := d.ask("persistEntry", page("content/de/tips/both.md", text)); code == 200 {
				wins.Store(text, true)
			}
		})
	}
	all.Wait()
	data, _ := os.ReadFile(filepath.Join(d.dir, "content/de/tips/both.md"))
	count := 0
	wins.Range(func(_, _ any) bool {
		count++
		return true
	})
	if _, won := wins.Load(string(data)); !won || count != 1 {
		t.Errorf("%d of 20 who made one page at once were told that it is theirs; it is %q", count, data)
	}
}

// A text that is no UTF-8 would not come back from the editor as it was.
func TestEditorKeepsBytes(t *testing.T) {
	const name, latin = "content/de/tips/alt.md", "---\ntitle: Alt\n---\nGr\xfc\xdfe\n"
	d := newDesk(t)
	put(t, filepath.Join(d.dir, name), latin)
	if got := d.want(422, "getEntry", map[string]any{"path": name}); !strings.Contains(got, "UTF-8") {
		t.Errorf("its writer is told: %s", got)
	}
	if got := d.want(200, "entriesByFolder", map[string]any{"folder": "content/de/tips", "extension": "md", "depth": 9}); strings.Contains(got, "alt.md") || !strings.Contains(got, "one.md") {
		t.Errorf("the pages of its folder: %s", got)
	}
	d.want(409, "persistEntry", page(name, "new"))
	d.want(409, "persistEntry", page(name, "new", "---\ntitle: Alt\n---\nGr\ufffd\ufffde\n"))
	d.is(name, latin)
}

// A picture takes the place of another one only for somebody who has seen that.
// TestEditorTwins: what some disks take for one is not put side by side.
func TestEditorTwins(t *testing.T) {
	d := newDesk(t)
	was := d.tree()
	if got := d.want(409, "persistEntry", page("content/de/tips/One.md", "new")); !strings.Contains(got, "content/de/tips/one.md gibt es schon") {
		t.Errorf("who comes second is told: %s", got)
	}
	d.want(409, "persistEntry", page("content/de/Tips/two.md", "new"))
	if d.tree() != was {
		t.Errorf("something was written:\n%s", d.tree())
	}
	d.want(200, "persistEntry", page("content/de/tips/second.md", "new"))
	d.want(200, "persistMedia", map[string]any{"asset": picture("content/de/tips/a.png", "x")})
	d.want(409, "persistMedia", map[string]any{"asset": picture("content/de/tips/A.png", "x")})
}

func TestEditorKeepsPictures(t *testing.T) {
	const name = "content/de/tips/sap/two/picture.png"
	d := newDesk(t)
	mine := map[string]any{"asset": picture(name, "mine")}
	d.want(409, "persistMedia", mine)
	d.want(409, "persistEntry", map[string]any{"dataFiles": []any{}, "assets": []any{picture(name, "mine")}})
	d.is(name, "png")
	d.want(200, "persistMedia", map[string]any{"asset": picture(name, "png")}) // the same again
	d.want(200, "getMedia", map[string]any{"mediaFolder": "content/de/tips/sap/two"})
	d.want(200, "persistMedia", mine)
	d.is(name, "mine")
	put(t, filepath.Join(d.dir, name), "by another program")
	d.want(409, "persistMedia", map[string]any{"asset": picture(name, "again")})
	d.is(name, "by another program")
}

func TestEditorKeepsToContent(t *testing.T) {
	d := newDesk(t)
	outside := t.TempDir()
	put(t, filepath.Join(outside, "secret.md"), "secret")
	if runtime.GOOS != "windows" {
		for link, to := range map[string]string{"content/de/out": outside, "content/de/out.md": filepath.Join(outside, "secret.md"), "content/de/in.md": "tips/one.md", "content/de/up": "../.."} {
			if err := os.Symlink(to, filepath.Join(d.dir, link)); err != nil {
				t.Fatal(err)
			}
		}
	}
	put(t, filepath.Join(d.dir, ".git/config"), "[core]")
	before, elsewhere := d.tree(), outside
	for _, path := range []string{
		"", ".", "/", "site.yaml", "site.md", "x.md", "themes/x.md", "../x.md", "content/../x.md", "content/de/../../../x.md", "content/de/tips/../../../site.yaml",
		"/etc/passwd", "/content/de/x.md", "content//de/x.md", "content/./x.md", "content\\de\\x.md", "content/de/..\\..\\x.md", "C:\\x.md", "content/de/C:/x.md",
		"content/de/x\x00.md", "content/\x00/x.md", "content/de/.hidden.md", "content/.git/x.md", ".git/config", "content/de/x.md/", "contents/x.md", "CONTENT/x.md",
		"content/de/out/x.md", "content/de/out/secret.md", "content/de/out.md", "content/de/in.md", "content/de/up/site.yaml", "content/de/up/x.md", "content/de/nul.md", "content/de/a?.md",
		"content/de/x.txt", "content/de/" + strings.Repeat("a", 300) + ".md",
	} {
		for _, order := range []map[string]any{page(path, "attack"), {"entry": map[string]any{"path": path, "raw": "attack"}, "assets": []any{}}} {
			if code, answer := d.ask("persistEntry", order); code < 400 {
				t.Errorf("persistEntry %q: %d %s", path, code, answer)
			}
		}
		asset := picture(path, "attack")
		if !strings.HasSuffix(path, ".txt") {
			for action, params := range map[string]map[string]any{"persistMedia": {"asset": asset}, "persistEntry": {"dataFiles": []any{}, "assets": []any{asset}}} {
				if code, answer := d.ask(action, params); code < 400 {
					t.Errorf("%s %q: %d %s", action, path, code, answer)
				}
			}
		}
		for action, params := range map[string]map[string]any{
			"deleteFile": {"path": path}, "deleteFiles": {"paths": []string{"content/de/tips/sap/two/picture.png", path}}, "getMediaFile": {"path": path},
		} {
			if code, answer := d.ask(action, params); code < 400 {
				t.Errorf("%s %q: %d %s", action, path, code, answer)
			}
		}
		for action, params := range map[string]map[string]any{
			"getEntry": {"path": path}, "entriesByFiles": {"files": []any{map[string]any{"path": path}}}, "entriesByFolder": {"folder": path, "extension": "md", "depth": 9}, "getMedia": {"mediaFolder": path},
		} {
			if code, answer := d.ask(action, params); strings.Contains(answer, "secret") || strings.Contains(answer, "[core]") || strings.Contains(answer, "Hub") {
				t.Errorf("%s %q: %d %s", action, path, code, answer)
			}
		}
	}
	for _, name := range []string{"run.html", "run.js", "run.php", "x.svg.xml", ".htaccess", "picture.md", "page.png"} {
		if code, answer := d.ask("persistMedia", map[string]any{"asset": picture("content/de/tips/"+name, "<!doctype html><script>")}); code < 400 {
			t.Errorf("persistMedia %s: %d %s", name, code, answer)
		}
	}
	if after := d.tree(); after != before {
		t.Errorf("files changed:\n%s\n---\n%s", before, after)
	}
	if data, err := os.ReadFile(filepath.Join(elsewhere, "secret.md")); string(data) != "secret" {
		t.Errorf("a file elsewhere is %q (%v)", data, err)
	}
}

// endless is a body that tells how much of it was read.
type endless struct{ read, size int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.read >= e.size {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = 'a'
	}
	if e.read == 0 {
		copy(p, `{"action":"persistMedia","params":{"asset":{"content":"`)
	}
	e.read += int64(len(p))
	return len(p), nil
}

func TestEditorRefuses(t *testing.T) {
	d := newDesk(t)
	before := d.tree()
	good := page("content/de/tips/x.md", "x")
	for name, header := range map[string][]string{
		"another site":               {"Origin", "https://evil.example"},
		"another port":               {"Origin", "http://127.0.0.1:8080"},
		"a page without an origin":   {"Origin", "null"},
		"what the browser tells":     {"Sec-Fetch-Site", "cross-site"},
		"a site beside":              {"Sec-Fetch-Site", "same-site"},
		"another machine":            {"From", "192.0.2.1:5000"},
		"a form":                     {"Content-Type", "text/plain"},
		"a form of the browser's":    {"Content-Type", "application/x-www-form-urlencoded"},
		"a type that is not there":   {"Content-Type", ""},
		"another machine, in IPv6":   {"From", "[2001:db8::1]:5000"},
		"an address that is no port": {"From", "here"},
	} {
		if code, answer := d.ask("persistEntry", good, header...); code != 403 && code != 415 {
			t.Errorf("%s: %d %s", name, code, answer)
		}
	}
	for _, body := range []string{"", "{", "[]", "null", `"x"`, `{"action":1}`, `{"action":"persistEntry","params":{"dataFiles":"x"}}`, `{"action":"info"} {"action":"info"}`, strings.Repeat("[", 1<<20)} {
		if w := d.send(strings.NewReader(body)); w.Code != 422 {
			t.Errorf("%.40q: %d %s", body, w.Code, w.Body)
		}
	}
	big := &endless{size: 100 << 20}
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:1313/_ankerplatz/edit", big)
	r.RemoteAddr, r.ContentLength = "127.0.0.1:5000", big.size
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	d.editor.ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge || big.read != 0 {
		t.Errorf("100 MB: %d after %d bytes", w.Code, big.read)
	}
	if w := d.send(big); w.Code != http.StatusRequestEntityTooLarge || big.read > mostEdited+1<<20 { // without a length
		t.Errorf("100 MB by and by: %d after %d bytes", w.Code, big.read)
	}
	if after := d.tree(); after != before {
		t.Errorf("files changed:\n%s\n---\n%s", before, after)
	}

	d.editor.on = func(context.Context) bool { return false }
	if code, answer := d.ask("persistEntry", good); code != 404 {
		t.Errorf("a hub without an editor: %d %s", code, answer)
	}
	d.is("content/de/tips/x.md", "")
}

// Of all pages the editor's alone has a policy of its own, where there is one.
func TestEditorIsServed(t *testing.T) {
	files := map[string]string{"index.html": "root", "404.html": "none", "edit/index.html": "editor", "edit/edit.js": "js"}
	s := newTestServer(&version{site: &recent{site: &fakeSite{files: files}}})
	own := browser.EditPolicy() + "; frame-ancestors 'self'"
	for path, policy := range map[string]string{"/edit/": own, "/edit/edit.js": own, "/edit/none": own, "/": browser.HeaderPolicy(), "/edit": browser.HeaderPolicy()} {
		if got := get(t, s, "GET", path).Header().Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s: %s", path, got)
		}
	}
	order := func(host string) int {
		r := httptest.NewRequest(http.MethodPost, "/_ankerplatz/edit", strings.NewReader(`{"action":"info"}`))
		r.Host, r.RemoteAddr = host, "127.0.0.1:5000"
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", "http://"+host)
		w := httptest.NewRecorder()
		s.handler().ServeHTTP(w, r)
		return w.Code
	}
	s.opt.Dir = t.TempDir()
	if code := order("localhost:1313"); code != http.StatusOK {
		t.Errorf("from its own page: %d", code)
	}
	if code := order("evil.example:1313"); code != http.StatusMisdirectedRequest {
		t.Errorf("by a name that was made to lead here: %d", code)
	}
	delete(files, "edit/index.html")
	s.now.Store(&version{site: &recent{site: &fakeSite{files: files}}})
	if got := get(t, s, "GET", "/edit/").Header().Get("Content-Security-Policy"); got != browser.HeaderPolicy() {
		t.Errorf("without an editor: %s", got)
	}
	if code := order("localhost:1313"); code != http.StatusNotFound {
		t.Errorf("an order to a hub without an editor: %d", code)
	}
}
