package output

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
)

// buildCompressed makes a version of dir; pictures are copied.
func buildCompressed(t *testing.T, dir string, opt Options, files map[string]string) {
	t.Helper()
	s := stage(t, dir, opt)
	src := fstest.MapFS{"own.svg": {Data: []byte(files["own.svg"])}}
	if files["own.svg"] != "" {
		if err := s.Copy("own.svg", src, "own.svg"); err != nil {
			t.Fatal(err)
		}
	}
	rest := map[string]string{}
	for name, data := range files {
		if name != "own.svg" {
			rest[name] = data
		}
	}
	write(t, s, rest)
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
}

func decode(t *testing.T, coding, data string) string {
	t.Helper()
	var r io.Reader = brotli.NewReader(strings.NewReader(data))
	if coding == "gzip" {
		var err error
		if r, err = gzip.NewReader(strings.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

func noise(n int) string {
	var b bytes.Buffer
	for sum := sha256.Sum256(nil); b.Len() < n; sum = sha256.Sum256(sum[:]) {
		b.Write(sum[:])
	}
	return b.String()
}

func TestCompress(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	long := strings.Repeat("<p>Ankerplatz</p>\n", 200)
	files := map[string]string{
		"index.html": long, "own.svg": "<svg>" + long + "</svg>", "a/x.JSON": long + "{}", // become smaller
		"short.html": long[:1000], "noise.txt": noise(4000), "photo.jpg": long, // stay alone
	}
	compress := Options{Compress: true, Base: "/hub/"}
	buildCompressed(t, dir, compress, files)
	got := tree(t, dir)
	for _, name := range []string{"index.html", "own.svg", "a/x.JSON"} {
		for _, coding := range Codings {
			small := got[name+coding.Ending]
			if decode(t, coding.Name, small) != files[name] || len(small) >= len(files[name]) {
				t.Errorf("%s%s is not a smaller %s", name, coding.Ending, name)
			}
		}
	}
	if len(got) != len(files)+6 {
		t.Errorf("there are %d files, want %d", len(got), len(files)+6)
	}
	list, err := readList(dir)
	if err != nil || len(list.Files) != len(got) || list.Compressed != compressedVersion || list.Base != "/hub/" {
		t.Errorf("the list is %+v, %v", list, err)
	}

	// The same input gives the same bytes, in another folder too.
	other := filepath.Join(t.TempDir(), "public")
	buildCompressed(t, other, compress, files)
	if diff := cmp.Diff(got, tree(t, other)); diff != "" {
		t.Error(diff)
	}

	// Forms of what did not change are kept, as they are; changed ones are new.
	before, err := os.Stat(filepath.Join(dir, "own.svg.br"))
	if err != nil {
		t.Fatal(err)
	}
	files["index.html"] = long + "new"
	if err := os.WriteFile(filepath.Join(dir, "a/x.JSON.gz"), []byte("broken"), 0o644); err != nil {
		t.Fatal(err)
	}
	buildCompressed(t, dir, compress, files)
	if after, err := os.Stat(filepath.Join(dir, "own.svg.br")); err != nil || !os.SameFile(before, after) {
		t.Errorf("own.svg.br was made again: %v", err)
	}
	got = tree(t, dir)
	if decode(t, "br", got["index.html.br"]) != files["index.html"] || decode(t, "gzip", got["a/x.JSON.gz"]) != files["a/x.JSON"] {
		t.Error("a compressed form is not of its file")
	}

	// Forms of files that are gone go, and all where they are not wanted.
	delete(files, "own.svg")
	buildCompressed(t, dir, compress, files)
	if got := tree(t, dir); len(got) != len(files)+4 {
		t.Errorf("there are %d files, want %d", len(got), len(files)+4)
	}
	buildCompressed(t, dir, Options{}, files)
	expect(t, dir, files)
}

// TestBaseChanges checks that a list is written though no file changed.
func TestBaseChanges(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	for _, base := range []string{"/", "/hub/"} {
		s := stage(t, dir, Options{Base: base})
		write(t, s, map[string]string{"index.html": "x"})
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		if list, err := readList(dir); err != nil || list.Base != base {
			t.Errorf("the list is %+v, %v", list, err)
		}
	}
}
