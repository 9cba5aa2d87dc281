package generator

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// BenchmarkLoadSmall is what a writer waits for after a change.
func BenchmarkLoadSmall(b *testing.B) {
	dir := writeSite(b, &txtar.Archive{})
	for b.Loop() {
		site, err := Load(context.Background(), Options{Dir: dir, Now: now})
		if err != nil {
			b.Fatal(err)
		}
		site.Close()
	}
}

// BenchmarkBuild is the whole build, both indexes included, of generated hubs.
func BenchmarkBuild(b *testing.B) {
	for _, pages := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) {
			dir := generateSite(b, pages)
			out, index := filepath.Join(b.TempDir(), "public"), filepath.Join(b.TempDir(), "index.bleve")
			b.ReportAllocs()
			for b.Loop() {
				result, err := Build(context.Background(), BuildOptions{Options: Options{Dir: dir, Now: now}, Out: out, Index: index})
				if err != nil {
					b.Fatal(err)
				}
				if !result.Written || len(result.Diagnostics) > 0 {
					b.Fatalf("not written: %v", result.Diagnostics)
				}
			}
			b.ReportMetric(float64(pages)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

// generateSite writes a hub of n tips, the same for the same n: some 300 words
// each with the frequencies of a natural language (Zipf), headings, lists,
// code, links and tags.
func generateSite(b *testing.B, n int) string {
	b.Helper()
	dir := b.TempDir()
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 3, 19_999)
	syllables := strings.Fields("ba be bei brau da dro fe fla ga gro ha hei ka klo la lei ma mü na no pa plu ra rö sa schu ta tro va wo ze zü")
	vocabulary := make([]string, 20_000)
	for i := range vocabulary {
		for range 1 + r.IntN(4) {
			vocabulary[i] += syllables[r.IntN(len(syllables))] + []string{"", "n", "r", "st", "ng"}[r.IntN(5)]
		}
	}
	words := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = vocabulary[zipf.Uint64()]
		}
		return strings.Join(list, " ")
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "content/de/tips"), 0o755); err != nil {
		b.Fatal(err)
	}
	write("site.yaml", siteYAML)
	for i := range n {
		var t strings.Builder
		fmt.Fprintf(&t, "---\ntitle: %s %d\nsummary: %s\ndate: 20%d-%02d-%02d\ntags: [t%d, t%d]\napps: [%s]\nminutes: %d\n---\n%s.\n",
			words(3), i, words(12), 20+r.IntN(6), 1+r.IntN(12), 1+r.IntN(28), r.IntN(120), r.IntN(120), []string{"excel", "sap"}[r.IntN(2)], 1+r.IntN(20), words(40))
		for section := range 4 {
			fmt.Fprintf(&t, "\n## %s\n\n%s **%s** %s. See [tip](tip-%05d.md).\n", words(3), words(25), words(1), words(25), r.IntN(n))
			if section%2 == 0 {
				fmt.Fprintf(&t, "\n1. %s\n2. %s\n3. %s\n", words(6), words(6), words(6))
			}
			if section == 3 {
				t.WriteString("\n```sql\nselect * from orders where id = 1;\n```\n")
			}
		}
		write(fmt.Sprintf("content/de/tips/tip-%05d.md", i), t.String())
	}
	return dir
}
