package lunr

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"strconv"
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

var input = flag.String("input", "", "`file` to write BenchmarkBuild's documents to, for tests/lunr-speed.mjs")

// BenchmarkBuild builds and writes an index of documents of about 4 kB each.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		cfg := Config{Languages: []string{"de"}, Fields: []Field{{Name: "title", Boost: 10}, {Name: "summary", Boost: 3}, {Name: "body", Boost: 1}}}
		docs := make([]Doc, n)
		size := 0
		for i, text := range generated(n, 350) {
			docs[i] = Doc{Ref: strconv.Itoa(i), Fields: Texts(text[:60], text[60:260], text[260:])}
			size += len(text)
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			writeInput(b, cfg, docs)
			b.ReportAllocs()
			b.SetBytes(int64(size))
			var out int64
			for b.Loop() {
				ix, err := Build(context.Background(), cfg, docs)
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

// writeInput writes the documents as JSON, if that is wanted.
func writeInput(b *testing.B, cfg Config, docs []Doc) {
	b.Helper()
	if *input == "" {
		return
	}
	var fields, documents []map[string]any
	for _, f := range cfg.Fields {
		fields = append(fields, map[string]any{"name": f.Name, "boost": f.Boost})
	}
	for _, d := range docs {
		doc := map[string]any{"id": d.Ref}
		for i, f := range cfg.Fields {
			doc[f.Name] = d.Fields[i].Text
		}
		documents = append(documents, map[string]any{"doc": doc})
	}
	data, err := json.Marshal(map[string]any{"config": map[string]any{"languages": cfg.Languages, "fields": fields}, "documents": documents})
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(*input, data, 0o644); err != nil {
		b.Fatal(err)
	}
}
