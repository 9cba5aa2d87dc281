package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestForeignSite gives a site that Hugo made a search, and asks it in one of its
// pages.
func TestForeignSite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "generator", "webpage", "testdata", "hugo"))); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(dir, "de", "it", "drucker", "index.html")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	const search = `<script type="module" src="/search/component.js"></script><ankerplatz-search></ankerplatz-search></header>`
	if err := os.WriteFile(page, []byte(strings.Replace(string(text), "</header>", search, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(command, "index", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	p := &portal{tab: newTab(t, &hub{dir: dir, base: "/"})}
	p.expect("/css/") // the theme's own files are no part of the test
	p.expect("/js/")
	p.expect("favicon.ico")
	p.open("de/it/drucker/")
	p.wait("customElements.get('ankerplatz-search')")
	for question, want := range map[string]string{
		"Formular":      "/de/reisen/abrechnung/#belege-hochladen", // Verpflegungspauschalenformular
		"Rücksetzung":   "/de/it/kennwort/",
		"Etagendrukcer": "/de/it/drucker/",
		"Passwort":      "/de/it/kennwort/", // Kennwort
		"Fremdwaehrung": "/de/reisen/abrechnung/#fremdw%C3%A4hrungen",
	} {
		p.asks(question)
		p.wait(boxFound + "[0]?.href === location.origin + '" + want + "'")
	}
}
