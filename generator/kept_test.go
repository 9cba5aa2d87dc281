package generator

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/output"
	"ankerplatz/search/bleveindex"
)

// TestMain lets the test binary be the build that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("GENERATOR_TEST_BUILD"); dir != "" {
		buildForever(dir)
	}
	os.Exit(m.Run())
}

// snapshot is what a folder holds, with times: a file that was written anew is
// not untouched.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		text := info.Mode().String()
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			text += info.ModTime().String() + string(data)
		}
		files[name] = text
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestErrorsKeepOutput: a build that fails, for whatever reason, leaves the
// pages and the index as they were.
func TestErrorsKeepOutput(t *testing.T) {
	dir, out := newSite(t), t.TempDir()
	if err := os.Remove(filepath.Join(dir, "content/de/tips/bruch.md")); err != nil {
		t.Fatal(err)
	}
	build := func(ctx context.Context, strict bool) (*Result, error) {
		return Build(ctx, BuildOptions{
			Options: Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}}, Strict: strict,
			Out: filepath.Join(out, "public"), Index: filepath.Join(out, "index.bleve"),
		})
	}
	if result, err := build(context.Background(), false); err != nil || !result.Written {
		t.Fatal(result, err)
	}
	before := snapshot(t, out)
	for _, test := range []struct {
		name, file, text string
		strict           bool
	}{
		{"a broken link", "content/de/tips/gut.md", page("Gut", "[a](nirgends.md)"), false},
		{"a warning", "content/de/tips/gut.md", page("Gut", "[a](#nirgends)"), true},
		{"broken YAML", "content/de/tips/gut.md", "---\ntitle: [\n---\n", false},
		{"a template that fails while it runs", "themes/default/layouts/tip.html", `{{define "main"}}{{.Nirgends}}{{end}}`, false},
		{"a template that does not end", "themes/default/layouts/tip.html", `{{define "main"}}{{range 1000000000}}{{end}}{{end}}`, false},
		{"broken settings", "site.yaml", "title: [\n", false},
		{"another place in another page", "content/de/neu.md", "---\ntitle: Neu\nslug: con\n---\nx", false},
	} {
		file := filepath.Join(dir, test.file)
		was, missing := os.ReadFile(file)
		put(t, dir, test.file, test.text)
		result, err := build(context.Background(), test.strict)
		if err != nil || result.Written || !failed(result.Diagnostics, test.strict) {
			t.Errorf("%s: %+v, %v", test.name, result, err)
		}
		if diff := cmp.Diff(before, snapshot(t, out)); diff != "" {
			t.Errorf("%s: the output has changed: %.2000s", test.name, diff)
		}
		if missing != nil {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		} else {
			put(t, dir, test.file, string(was))
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := build(ctx, false); err == nil {
		t.Error("a build that is stopped says that all is well")
	}
	if diff := cmp.Diff(before, snapshot(t, out)); diff != "" {
		t.Errorf("a build that is stopped has changed the output: %.2000s", diff)
	}
}

// buildForever builds version after version of a site, with a page that says
// which one it is.
func buildForever(dir string) {
	cache := NewCache()
	for version := os.Getpid() * 1000; ; version++ {
		text := page("Version", fmt.Sprintf("versionnumber%d", version))
		err := os.WriteFile(filepath.Join(dir, "site/content/de/version.md"), []byte(text), 0o644)
		var result *Result
		if err == nil {
			result, err = Build(context.Background(), BuildOptions{
				Options: Options{Dir: filepath.Join(dir, "site"), Now: now, Cache: cache},
				Out:     filepath.Join(dir, "public"), Index: filepath.Join(dir, "index.bleve"),
			})
		}
		if err != nil || !result.Written {
			fmt.Println("failed:", result, err)
			os.Exit(1)
		}
		fmt.Println("built")
	}
}

// TestKilledBuild kills builds at any moment and looks whether the pages and
// the index are whole.
func TestKilledBuild(t *testing.T) {
	rounds := 30
	if testing.Short() {
		rounds = 3
	}
	dir := t.TempDir()
	site := newSite(t)
	if err := os.Remove(filepath.Join(site, "content/de/tips/bruch.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(site, filepath.Join(dir, "site")); err != nil {
		t.Fatal(err)
	}
	for range rounds {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "GENERATOR_TEST_BUILD="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// The first build of a process puts the theme together; the next ones
		// are quick, and a moment in one of them is hit as likely as not.
		lines := bufio.NewScanner(out)
		if !lines.Scan() || lines.Text() != "built" {
			t.Fatalf("the build says: %s", lines.Text())
		}
		start := time.Now()
		if !lines.Scan() || lines.Text() != "built" {
			t.Fatalf("the build says: %s", lines.Text())
		}
		time.Sleep(rand.N(2 * time.Since(start)))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			if lines.Text() != "built" {
				t.Errorf("the build says: %s", lines.Text())
			}
		}
		_ = cmd.Wait() // killed
		expectWhole(t, dir)
	}
}

func expectWhole(t *testing.T, dir string) {
	t.Helper()
	public := filepath.Join(dir, "public")
	data, err := os.ReadFile(filepath.Join(public, output.ListName))
	if err != nil {
		t.Fatal(err)
	}
	list, err := output.ParseList(data)
	if err != nil {
		t.Fatal(err)
	}
	there := 0
	for name := range snapshot(t, public) {
		rel, _ := filepath.Rel(public, name)
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && rel != output.ListName {
			there++
			if list.Files[filepath.ToSlash(rel)] == "" {
				t.Errorf("%s is not in the list", rel)
			}
		}
	}
	if there != len(list.Files) {
		t.Errorf("%d files are there, %d in the list", there, len(list.Files))
	}
	data, err = os.ReadFile(filepath.Join(public, "de/version/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(data), "versionnumber")
	word := "versionnumber" + after[:len(after)-len(strings.TrimLeft(after, "0123456789"))]
	docs, err := os.ReadFile(filepath.Join(public, "search/de/docs.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(docs), word) {
		t.Errorf("the page is of %s, the lunr index is not", word)
	}
	ix, err := bleveindex.Open(filepath.Join(dir, "index.bleve"))
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	if n := ix.Len(); n < 2 {
		t.Errorf("the index has %d documents", n)
	}
}

// TestOutputBehindLink: site.yaml may not send the output out of the site by
// way of a symbolic link.
func TestOutputBehindLink(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{Files: []txtar.File{
		{Name: "site.yaml", Data: []byte("title: Test\nlanguages: {list: [de]}\noutput: {dir: link/public, index: link/index}\n")},
	}})
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	result, err := Build(context.Background(), BuildOptions{Options: Options{Dir: dir, Now: now}})
	if err != nil {
		t.Fatal(err)
	}
	if result.Written || !result.Diagnostics.HasErrors() {
		t.Errorf("written: %v, %v", result.Written, result.Diagnostics)
	}
	if made, err := os.ReadDir(outside); err != nil || len(made) > 0 {
		t.Errorf("outside the site: %v, %v", made, err)
	}
}
