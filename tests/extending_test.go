package tests

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestExtending does what docs/extending.md says, and nothing else, in a copy
// of the tree: the kind that comes out of it is built, tested and used.
func TestExtending(t *testing.T) {
	tree := copyOfTree(t)
	var files []string
	for _, step := range steps(t, readDoc(t, "docs/extending.md")) {
		if slices.Contains(files, step.file) {
			t.Errorf("%s is changed in two steps", step.file)
		}
		files = append(files, step.file)
		step.do(t, tree)
	}
	if len(files) < 5 || len(files) > 10 {
		t.Errorf("a kind takes %d files, %s; it is to take at most ten", len(files), strings.Join(files, " "))
	}
	run := func(dir, name string, args ...string) string {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	binary := filepath.Join(t.TempDir(), "ankerplatz")
	run(tree, "go", "build", "-o", binary, "./cmd/ankerplatz")
	run(tree, "go", "vet", "./generator/...", "./cmd/...")
	run(tree, "go", "test", "./generator", "-run", "Imports")
	if out := run(tree, "gofmt", "-l", "generator", "cmd"); out != "" {
		t.Errorf("gofmt would change %s", out)
	}
	// The tests that hold every kind to the rest of the tree.
	run(tree, "go", "test", "./generator/source", "./generator/hub", "./generator/render", "./generator/words")
	run(tree, "go", "test", "./tests", "-run", "Docs|Content")
	run(tree, "go", "test", "./generator/archetype", "./generator/fields")

	hub, err := txtar.ParseFile("testdata/extending.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range hub.Files {
		if !strings.HasPrefix(f.Name, "want/") {
			write(t, filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data)
		}
	}
	run(dir, binary, "build", "--strict")
	for _, f := range hub.Files {
		name, ok := strings.CutPrefix(f.Name, "want/")
		if !ok {
			continue
		}
		made, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(f.Data)) {
			if line = strings.TrimSpace(line); !strings.Contains(string(made), line) {
				t.Errorf("%s lacks %s", name, line)
			}
		}
	}
	if found := run(dir, binary, "search", "--lang", "en", "Elbe"); !strings.Contains(found, "en/devices/projector") {
		t.Errorf("the device is not found by its place:\n%s", found)
	}
	if help := run(dir, binary, "new", "--help"); !strings.Contains(help, "device") {
		t.Errorf("new does not say that there are devices:\n%s", help)
	}
	run(dir, binary, "new", "device", "headsets")
	run(dir, binary, "check")
}

// step is what the guide does to a file: its whole text, or lines that are
// added behind one that is there.
type step struct {
	file, text string
	diff       bool
}

var stepForm = regexp.MustCompile("(?ms)^## \\d+\\. [^\n]*`([^`\n]+)`\n.*?^(```+)(\\w*)\n(.*?)^(```+)$")

func steps(t *testing.T, page string) []step {
	t.Helper()
	var all []step
	for _, m := range stepForm.FindAllStringSubmatch(page, -1) {
		all = append(all, step{file: m[1], text: m[4], diff: m[3] == "diff"})
	}
	if len(all) == 0 {
		t.Fatal("docs/extending.md has no steps")
	}
	return all
}

func (s step) do(t *testing.T, tree string) {
	t.Helper()
	name := filepath.Join(tree, filepath.FromSlash(s.file))
	old, err := os.ReadFile(name)
	switch {
	case !s.diff && err == nil:
		t.Fatalf("%s is there already", s.file)
	case !s.diff:
		write(t, name, []byte(s.text))
		return
	case err != nil:
		t.Fatal(err)
	}
	var before, added []string
	for line := range strings.Lines(s.text) {
		if line, ok := strings.CutPrefix(line, "+"); ok {
			added = append(added, line)
		} else if len(added) == 0 {
			before = append(before, strings.TrimPrefix(line, " "))
		}
	}
	at := []byte(strings.Join(before, ""))
	if bytes.Count(old, at) != 1 {
		t.Fatalf("%s has not once:\n%s", s.file, at)
	}
	start := bytes.Index(old, at) + len(at)
	inFunction(t, s.file, old, start)
	write(t, name, slices.Concat(old[:start], []byte(strings.Join(added, "")), old[start:]))
}

// inFunction fails if the place is in the body of a function.
func inFunction(t *testing.T, name string, data []byte, at int) {
	t.Helper()
	if path.Ext(name) != ".go" {
		return
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, data, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if body, ok := n.(*ast.BlockStmt); ok && set.Position(body.Pos()).Offset < at && at < set.Position(body.End()).Offset {
			t.Errorf("%s is changed in the middle of a function", name)
		}
		return true
	})
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// copyOfTree copies the repository without what is installed or built.
func copyOfTree(t *testing.T) string {
	t.Helper()
	to := t.TempDir()
	from := os.DirFS("..")
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || name == ".":
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"), name == "public", strings.HasPrefix(name, "index.bleve"):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular():
			return nil
		}
		data, err := fs.ReadFile(from, name)
		if err == nil {
			write(t, filepath.Join(to, filepath.FromSlash(name)), data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}
