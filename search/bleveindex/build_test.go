package bleveindex

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ankerplatz/search"
)

// generated returns documents with texts of so many words, and some 40 more.
// They use few words often and many seldom.
func generated(n, length int) []search.Document {
	rng := rand.New(rand.NewPCG(7, 7))
	zipf := rand.NewZipf(rng, 1.2, 8, 50_000)
	syllables := []string{"pass", "wort", "druck", "er", "netz", "werk", "konto", "sperr", "en", "ung", "lager", "buch", "größ", "ø"}
	text := func(words int) string {
		var b strings.Builder
		for range words {
			for w := zipf.Uint64() + 1; w > 0; w /= uint64(len(syllables)) {
				b.WriteString(syllables[w%uint64(len(syllables))])
			}
			b.WriteByte(' ')
		}
		return b.String()
	}
	docs := make([]search.Document, n)
	for i := range docs {
		lang := []string{"de", "nl", "da", "en"}[i%4]
		docs[i] = search.Document{
			Ref: fmt.Sprintf("%s/tips/%d", lang, i), Lang: lang, Kind: "tip", URL: fmt.Sprintf("/%s/tips/%d/", lang, i),
			Title: text(6), Problem: text(10), Keywords: []string{text(1), text(2)}, Summary: text(20),
			Sections: []search.Section{{Text: text(length / 2)}, {ID: "a", Heading: text(3), Text: text(length / 2)}},
			Apps:     []search.Facet{{ID: "sap", Name: "SAP"}}, Tags: []string{"konto"},
		}
	}
	return docs
}

func folderSize(tb testing.TB, dir string) float64 {
	var size int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		size += info.Size()
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return float64(size) / 1e6
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		docs := generated(n, 260)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			var size float64
			for b.Loop() {
				b.StopTimer()
				dir := filepath.Join(b.TempDir(), "index")
				b.StartTimer()
				if err := Build(context.Background(), dir, docs, options); err != nil {
					b.Fatal(err)
				}
				size = folderSize(b, dir)
			}
			b.ReportMetric(size, "MB")
		})
	}
}

func TestBuildErrors(t *testing.T) {
	ctx := context.Background()
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "notes.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Build(ctx, full, pages, options); err == nil {
		t.Error("no error for a folder that is not empty")
	}
	if err := Build(ctx, t.TempDir(), pages, options); err != nil {
		t.Errorf("an empty folder: %v", err)
	}
	for _, docs := range [][]search.Document{{{Ref: ""}}, {{Ref: "a"}, {Ref: "a"}}} {
		if err := Build(ctx, filepath.Join(t.TempDir(), "x"), docs, options); err == nil {
			t.Errorf("no error for %+v", docs)
		}
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	dir := filepath.Join(t.TempDir(), "x")
	if err := Build(stopped, dir, pages, options); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if _, err := Open(dir); !errors.Is(err, ErrDamaged) {
		t.Errorf("an index that was not finished: error %v, want %v", err, ErrDamaged)
	}
}

// A manifest that hides files is no better than a damaged one.
func TestUnlistedFiles(t *testing.T) {
	dir := build(t, pages)
	name := filepath.Join(dir, manifestName)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	for _, file := range slices.Sorted(maps.Keys(m.Files)) {
		if strings.HasPrefix(file, "words-") || strings.HasPrefix(file, "means-") {
			continue
		}
		shorter := manifest{m.Format, maps.Clone(m.Files)}
		delete(shorter.Files, file)
		if err := writeJSON(name, shorter); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir); !errors.Is(err, ErrDamaged) {
			t.Errorf("without %s: error %v, want %v", file, err, ErrDamaged)
		}
	}
	if err := writeJSON(name, m); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
}

func TestOpenErrors(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, ErrMissing) {
		t.Errorf("no folder: error %v, want %v", err, ErrMissing)
	}
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrMissing) {
		t.Errorf("an empty folder: error %v, want %v", err, ErrMissing)
	}
	dir := build(t, pages[:1])
	name := filepath.Join(dir, manifestName)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	old := strings.Replace(string(data), fmt.Sprintf(`"format": %d`, formatVersion), `"format": 1`, 1)
	if err := os.WriteFile(name, []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrVersion) {
		t.Errorf("an older index: error %v, want %v", err, ErrVersion)
	}
}

// Whatever happens to a file of an index, opening it is an error.
func TestDamage(t *testing.T) {
	var names []string
	dir := build(t, pages)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(names) < 4 {
		t.Fatalf("files %q", names)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		flipped := append([]byte(nil), data...)
		flipped[len(flipped)/2] ^= 0x55
		for what, damage := range map[string]func() error{
			"removed":   func() error { return os.Remove(name) },
			"emptied":   func() error { return os.WriteFile(name, nil, 0o644) },
			"cut":       func() error { return os.WriteFile(name, data[:len(data)/2], 0o644) },
			"one wrong": func() error { return os.WriteFile(name, flipped, 0o644) },
		} {
			if err := damage(); err != nil {
				t.Fatal(err)
			}
			ix, err := Open(dir)
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrVersion) {
				t.Errorf("%s %s: error %v, want %v", filepath.Base(name), what, err, ErrDamaged)
			}
			if ix != nil {
				_ = ix.Close()
			}
			if err := os.WriteFile(name, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	open(t, dir)
}
