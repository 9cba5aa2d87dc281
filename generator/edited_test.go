package generator

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestEdited edits the text of each page of the sample hub, and compares what is
// made of it at once with what the next Load makes.
func TestEdited(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	site, err := os.ReadFile("../site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, text []byte) {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", site)
	cache, now := NewCache(), time.Now()
	load := func() *Site {
		s, err := Load(t.Context(), Options{Dir: dir, Live: true, Cache: cache, Now: now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	before, early := load(), map[string][]byte{}
	for _, p := range before.hub.Pages {
		write(p.File.Name, append(bytes.Clone(p.File.Data), "\n\n## Anew\n\nAnd [below](#anew) @anna.petersen and ![](none.png).\n"...))
		name, data, ok := before.Edited(p.File.Name)
		if ok == p.Index {
			t.Errorf("%s: ok is %v", p.File.Name, ok)
		}
		if ok {
			early[name] = data
		}
	}
	after := load()
	for name, data := range early {
		late, _, _, err := after.Render(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := added(data), added(late); got != want || got == "" {
			t.Errorf("%s: it is shown as\n%s\nat once, and as\n%s\nlater", name, got, want)
		}
	}

	// Where nothing but the text changes by an edit, the page is the same to the byte.
	const file = "content/de/tips/lost-device.md"
	text, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	write(file, bytes.Replace(text, []byte("And [below]"), []byte("and, [below]"), 1))
	name, data, _ := after.Edited(file)
	if late, _, _, err := load().Render(t.Context(), name); err != nil || !bytes.Equal(data, late) || !bytes.Contains(late, []byte("and, <a")) {
		t.Errorf("the page differs from what is made of it later (%v)", err)
	}

	// What changes more than the text is left to Load.
	for what, text := range map[string]string{
		"another title": "---\ntitle: Something else\n---\nText.\n", "a mistake": "---\ntitle: [\n---\nText.\n", "nothing": "",
	} {
		write(file, []byte(text))
		if _, _, ok := after.Edited(file); ok {
			t.Errorf("%s is shown at once", what)
		}
	}
	for _, file := range []string{"content/de/tips/none.md", "site.yaml", "../x", "content/de/tips"} {
		if _, _, ok := after.Edited(file); ok {
			t.Errorf("%s is a page", file)
		}
	}
}

// added is what a page shows of the heading that was added, and of what is below
// it.
func added(page []byte) string {
	_, shown, _ := bytes.Cut(page, []byte(`<h2 id="anew"`))
	shown, _, _ = bytes.Cut(shown, []byte("</p>"))
	return string(shown)
}
