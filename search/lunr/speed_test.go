package lunr

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// generated returns texts of some hundred thousand different words at most,
// which come as often as words do: the n-th one n times as seldom.
func generated(texts, words int) []string {
	rng := rand.New(rand.NewPCG(7, 7))
	zipf := rand.NewZipf(rng, 1.1, 4, 200_000)
	syllables := []string{"pass", "wort", "druck", "er", "netz", "werk", "konto", "sperr", "en", "ung", "lager", "buch", "größ", "ø"}
	out := make([]string, texts)
	for i := range out {
		var b strings.Builder
		for range words {
			for w := zipf.Uint64() + 1; w > 0; w /= uint64(len(syllables)) {
				b.WriteString(syllables[w%uint64(len(syllables))])
			}
			b.WriteByte(' ')
		}
		out[i] = b.String()
	}
	return out
}

// BenchmarkBuild builds and writes an index of documents with 350 words each.
func BenchmarkBuild(b *testing.B) {
	fields := []Field{{"title", 10}, {"summary", 3}, {"body", 1}}
	for _, n := range []int{1_000, 10_000} {
		docs := make([]Doc, n)
		size := 0
		for i, text := range generated(n, 350) {
			docs[i] = Doc{Ref: fmt.Sprint(i), Fields: Texts(text[:60], text[60:260], text[260:])}
			size += len(text)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(size))
			var out int64
			for b.Loop() {
				ix, err := Build(context.Background(), Config{Languages: []string{"de"}, Fields: fields}, docs)
				if err != nil {
					b.Fatal(err)
				}
				var buf bytes.Buffer
				out, _ = ix.WriteTo(&buf)
			}
			b.ReportMetric(float64(out)/1e6, "MB")
		})
	}
}
