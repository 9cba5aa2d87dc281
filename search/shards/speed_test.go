package shards

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"ankerplatz/search"
	"ankerplatz/search/postings"
	"ankerplatz/search/ranking"
)

// BenchmarkFiles makes everything that browsers get of many documents of some
// 350 words each, which come as often as words do.
func BenchmarkFiles(b *testing.B) {
	zipf := rand.NewZipf(rand.New(rand.NewPCG(7, 7)), 1.1, 4, 200_000)
	syllables := strings.Fields("pass wort druck er netz werk konto sperr en ung lager buch größ ø")
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
	for _, n := range []int{1_000, 10_000} {
		docs := make([]search.Document, n)
		for i := range docs {
			docs[i] = search.Document{Ref: strconv.Itoa(i), Title: text(5), Summary: text(20), Sections: []search.Section{{Text: text(325)}}}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			size := 0
			for b.Loop() {
				ix, err := postings.New(b.Context(), postings.Options{Lang: "de", Options: ranking.Options{Compounds: true}}, docs)
				if err != nil {
					b.Fatal(err)
				}
				size = 0
				for _, f := range Files(ix, 0) {
					size += len(f.Data)
				}
			}
			b.ReportMetric(float64(size)/1e6, "MB")
		})
	}
}
