package generator

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/theme"
)

var update = flag.Bool("update", false, "write the goldens and docs/diagnostics.md anew")

// bundles puts the shipped theme together once for all tests.
var bundles = &theme.Bundles{}

// now is the day on which the tests happen.
var now = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

// siteYAML serves the test sites that have none of their own.
const siteYAML = `title: Test
base_url: https://hub.example/
languages: {default: de, list: [de]}
organisation:
  departments:
    - {id: planung, name: Planung, users: 20}
    - {id: finanzen, name: Finanzen, users: 40}
  locations:
    - {id: kiel, name: Kiel}
  apps:
    - {id: excel, name: Excel}
    - {id: sap, name: SAP}
`

// onlyLanguage is how site.yaml begins a list of one language.
var onlyLanguage = regexp.MustCompile(`(?m)^languages: \{.*list: \[(..)\]`)

var escaped = regexp.MustCompile(`\\x[0-9a-f]{2}`)

// writeSite writes an archive's files into a new folder, and a page to begin with. The files want and
// note are not part of the site. In an archive whose comment says "bytes",
// \xNN stands for a byte.
func writeSite(t testing.TB, archive *txtar.Archive) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, data []byte) {
		if err := writeBelow(filepath.Join(dir, filepath.FromSlash(name)), data); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", []byte(siteYAML))
	lang := "de"
	for _, f := range archive.Files {
		if only := onlyLanguage.FindSubmatch(f.Data); f.Name == "site.yaml" && only != nil {
			lang = string(only[1])
		}
	}
	if !slices.ContainsFunc(archive.Files, func(f txtar.File) bool { return f.Name == "content/_index.md" }) {
		write("content/"+lang+"/_index.md", []byte("---\ntitle: Start\n---\nHallo.\n"))
	}
	for _, f := range archive.Files {
		switch {
		case f.Name == "want", strings.HasPrefix(f.Name, followed):
		case f.Name == "no-site":
			if err := os.Remove(filepath.Join(dir, "site.yaml")); err != nil {
				t.Fatal(err)
			}
		case strings.HasSuffix(f.Name, " ->"):
			link := filepath.Join(dir, strings.TrimSuffix(f.Name, " ->"))
			if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(strings.TrimSpace(string(f.Data)), link); err != nil {
				t.Fatal(err)
			}
		default:
			write(f.Name, unescaped(archive, f.Data))
		}
	}
	return dir
}

// writeBelow writes a file, and makes the folders that it lies in.
func writeBelow(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}

// unescaped are the bytes of a file of an archive.
func unescaped(archive *txtar.Archive, data []byte) []byte {
	if !strings.Contains(string(archive.Comment), "bytes:") {
		return data
	}
	return escaped.ReplaceAllFunc(data, func(b []byte) []byte {
		n, _ := strconv.ParseUint(string(b[2:]), 16, 8)
		return []byte{byte(n)}
	})
}

// diagnose returns everything that a build of the folder says.
func diagnose(t testing.TB, dir string) diag.List {
	t.Helper()
	result, err := Check(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	return result.Diagnostics
}

// saidAgain packs a list, and says it in all ways: it is the same.
func saidAgain(t *testing.T, list diag.List) {
	t.Helper()
	texts := map[string][]byte{}
	for i, d := range list {
		if d.File != nil && i%2 == 0 {
			texts[d.File.Name] = d.File.Data
		}
	}
	data, ok := list.Pack(func(f *diag.File) bool { return bytes.Equal(texts[f.Name], f.Data) })
	if !ok {
		t.Fatal("what is said can't be packed")
	}
	again, err := diag.Unpack(data, func(name string) []byte { return texts[name] })
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range diag.Formats {
		for _, lang := range diag.Languages {
			var first, second bytes.Buffer
			opt := diag.TextOptions{Tongue: diag.Tongue{Asked: lang}}
			if err := errors.Join(list.Print(&first, format, opt), again.Print(&second, format, opt)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(first.String(), second.String()); diff != "" {
				t.Errorf("said again as %s in %s, -first +again:\n%s", format, lang, diff)
			}
		}
	}
}

// TestDiagnostics builds the small sites in testdata/diagnostics, one for each
// code and named after it, and compares what is said, to the line and column.
func TestDiagnostics(t *testing.T) {
	eachDiagnosed(t, func(t *testing.T, file string, archive *txtar.Archive) {
		list := diagnose(t, writeSite(t, archive))
		var got bytes.Buffer
		if err := list.Text(&got, diag.TextOptions{Width: 100, Tongue: diag.Tongue{Asked: diag.English}}); err != nil {
			t.Fatal(err)
		}
		saidAgain(t, list)
		code, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".txtar"), "@")
		if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return string(d.Code) == code }) {
			t.Errorf("nothing is said with the code %s", code)
		}
		var want []byte
		rest := archive.Files[:0]
		for _, f := range archive.Files {
			if f.Name == "want" {
				want = f.Data
				continue
			}
			rest = append(rest, f)
		}
		if *update {
			rest = append(rest, txtar.File{Name: "want", Data: got.Bytes()})
			archive.Files = rest
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	})
}

// eachDiagnosed tests all cases of testdata/diagnostics.
func eachDiagnosed(t *testing.T, test func(t *testing.T, file string, archive *txtar.Archive)) {
	files, err := filepath.Glob("testdata/diagnostics/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			test(t, file, archive)
		})
	}
}

// elsewhere are the codes that need more than files to be seen, and where
// they are tested.
var elsewhere = map[diag.Code]string{
	diag.BadWebPage:     "index-site.txtar of the command",
	diag.DeadLink:       "weblinks of the command",
	diag.MovedLink:      "weblinks of the command",
	diag.SilentLink:     "weblinks of the command",
	diag.InternalError:  "nothing is known that brings it about",
	diag.ShallowGit:     "TestShallowGit",
	diag.UnreadableFile: "TestUnreadableFile",
	diag.WholeIndex:     "TestWholeIndex",
}

// TestDiagnosticsDocs holds docs/diagnostics.md to the cases: the page is made
// of the codes' table, the cases' comments, and what a build says.
func TestDiagnosticsDocs(t *testing.T) {
	var b strings.Builder
	b.WriteString(diagnosticsIntro)
	for _, code := range diag.Codes() {
		level := code.Level().String()
		if code.Fixed() {
			level += ", whatever site.yaml says"
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s. Level: %s.\n", code, code.About(), level)
		archive, err := txtar.ParseFile("testdata/diagnostics/" + string(code) + ".txtar")
		if err != nil {
			if _, ok := elsewhere[code]; !ok {
				t.Errorf("%s has no case: %v", code, err)
			}
			continue
		}
		if comment := strings.TrimSpace(string(archive.Comment)); comment != "" {
			fmt.Fprintf(&b, "\n%s\n", comment)
		}
		for _, f := range archive.Files {
			if f.Name == "want" {
				fmt.Fprintf(&b, "\n```text\n%s```\n", f.Data)
			}
		}
	}
	const page = "../docs/diagnostics.md"
	if *update {
		if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b.String(), string(got)); diff != "" {
		t.Errorf("docs/diagnostics.md is not up to date; run go test ./generator -update\n%s", diff)
	}
}

const diagnosticsIntro = `# What Ankerplatz says, and what to do about it

Every mistake that a build finds has a place (file, line and column, both from 1, columns in characters), a level, plain
words, and a code in square brackets that never changes. Errors keep a build from replacing the last good site; warnings do
so with --strict; hints never do.

All of it is said in German, Dutch, Danish or English: in the language that --lang or the variable ANKERPLATZ_LANG asks for, else
in that of the page, else in the hub's default language, else in the computer's. The codes are the same in each.

What one answer alone is right for, such as a misspelt name of a field, ` + "`ankerplatz check --fix`" + ` mends: it shows what would
change and asks first. Who may see a page is never guessed.

A site can raise or lower most levels in site.yaml, or turn a code off:

` + "```yaml" + `
checks:
  broken-link: warn
  review-due: off
` + "```" + `

Where no page could be shown the level is fixed. The examples below are the tests of the program itself.
`

func TestUnreadableFile(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	pipe := filepath.Join(dir, "content", "de", "pipe.md")
	if out, err := exec.Command("mkfifo", pipe).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	list := diagnose(t, dir)
	if len(list) != 1 || list[0].Code != diag.UnreadableFile || list[0].File.Name != "content/de/pipe.md" {
		t.Errorf("got %v", list)
	}
}

func TestShallowGit(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	clone := filepath.Join(t.TempDir(), "clone")
	for _, args := range [][]string{
		{"-C", dir, "init", "-q"},
		{"-C", dir, "add", "."},
		{"-C", dir, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "one"},
		{"-C", dir, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "two", "--allow-empty"},
		{"clone", "-q", "--depth", "1", "file://" + dir, clone},
	} {
		cmd := exec.Command("git", args...)
		cmd.Env = append(cmd.Environ(), "GIT_AUTHOR_DATE=2026-10-01T12:00:00Z", "GIT_COMMITTER_DATE=2026-10-01T12:00:00Z")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", args, err, out)
		}
	}
	list := diagnose(t, clone)
	if len(list) != 1 || list[0].Code != diag.ShallowGit {
		t.Errorf("got %v", list)
	}
}
