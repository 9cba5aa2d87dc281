package tests

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestEditor has Neovim, whose client for language servers is one of its own,
// start the program: it tells mistakes in what is not saved, offers values, says
// what a link is, mends, and renames.
func TestEditor(t *testing.T) {
	editor, err := exec.LookPath("nvim")
	if err != nil {
		t.Fatalf("%v: `make packages` installs what is needed", err)
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "ankerplatz")
	if out, err := exec.Command("go", "build", "-o", program, "../cmd/ankerplatz").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	hub := filepath.Join(dir, "mein Häuschen")
	write(t, filepath.Join(hub, "site.yaml"), []byte("title: Hub\nlanguages: {list: [de]}\n"))
	write(t, filepath.Join(hub, "content/de/tips/andere.md"), []byte("---\ntitle: Andere\n---\n\nText.\n"))
	write(t, filepath.Join(hub, "content/de/tips/sperre.md"), []byte("---\ntitle: Dokument entsperren\n---\n\nKlick auf das Schloss.\n"))
	script, err := filepath.Abs("testdata/editor.lua")
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out.json")
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, editor, "--headless", "--clean", "-n", "-c", "luafile "+script)
	cmd.Env = append(os.Environ(), "HUB="+hub, "PROGRAM="+program, "OUT="+out, "XDG_STATE_HOME="+dir, "XDG_CACHE_HOME="+dir, "XDG_DATA_HOME="+dir)
	cmd.WaitDelay = time.Second
	said, err := cmd.CombinedOutput()
	data, readErr := os.ReadFile(out)
	if readErr != nil {
		t.Fatalf("%v, %v: %s", err, readErr, said)
	}
	var got struct {
		Told, Hover, Mistake, Mended, Link string
		Offered                            []string
		Moved                              bool
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got.Told, "unknown-field:2:0") || !strings.Contains(got.Told, "broken-link:5:") {
		t.Errorf("it tells %s", got.Told)
	}
	if !slices.Contains(got.Offered, "beginner") {
		t.Errorf("it offers %s", got.Offered)
	}
	if !strings.Contains(got.Hover, "Dokument entsperren") {
		t.Errorf("it says of a link: %s", got.Hover)
	}
	if got.Mended != "level: beginner" {
		t.Errorf("it told %s, and mended %q", got.Mistake, got.Mended)
	}
	if !got.Moved || !strings.Contains(got.Link, "[da](schloss.md)") {
		t.Errorf("renamed: %v, %s", got.Moved, got.Link)
	}
}
