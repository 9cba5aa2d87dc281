package bleveindex

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ankerplatz/search"
)

// generated returns documents of some 300 words each that use few words often
// and many seldom.
func generated(n int) []search.Document {
	rng := rand.New(rand.NewPCG(7, 7))
	zipf := rand.NewZipf(rng, 1.1, 4, 100_000)
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
			Sections: []search.Section{{Text: text(130)}, {ID: "a", Heading: text(3), Text: text(130)}},
			Apps:     []search.Facet{{ID: "sap", Name: "SAP"}}, Tags: []string{"konto"},
		}
	}
	return docs
}

// hub returns the pages of the hub in the folder that HUB names.
func hub(tb testing.TB) []search.Document {
	dir := os.Getenv("HUB")
	if dir == "" {
		tb.Skip("no HUB")
	}
	var docs []search.Document
	root := os.DirFS(filepath.Join(dir, "content"))
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".md") {
			return err
		}
		data, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		_, front, _ := strings.Cut(string(data), "title:")
		title, _, _ := strings.Cut(front, "\n")
		_, body, _ := strings.Cut(front, "\n---\n")
		docs = append(docs, search.Document{
			Ref: strings.TrimSuffix(path, ".md"), Lang: path[:2], URL: "/" + path, Kind: "page", Title: strings.Trim(title, ` "`),
			Sections: []search.Section{{Text: body}},
		})
		return nil
	})
	if err != nil {
		tb.Fatal(err)
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
	for _, c := range []struct {
		name string
		docs func(testing.TB) []search.Document
	}{
		{"1000", func(testing.TB) []search.Document { return generated(1_000) }},
		{"10000", func(testing.TB) []search.Document { return generated(10_000) }},
		{"hub", hub},
	} {
		b.Run(c.name, func(b *testing.B) {
			docs := c.docs(b)
			b.ReportAllocs()
			var size float64
			for b.Loop() {
				b.StopTimer()
				dir := filepath.Join(b.TempDir(), "index")
				b.StartTimer()
				if err := Build(context.Background(), dir, docs); err != nil {
					b.Fatal(err)
				}
				size = folderSize(b, dir)
			}
			b.ReportMetric(size, "MB")
			b.ReportMetric(float64(len(docs)), "documents")
		})
	}
}
