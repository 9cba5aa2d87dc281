package bleveindex

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
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
