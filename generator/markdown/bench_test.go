package markdown

import (
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"

	"ankerplatz/generator/diag"
)

// BenchmarkParse reads and writes the sample hub's pages.
func BenchmarkParse(b *testing.B) {
	content := os.DirFS("../../content")
	var pages []*diag.File
	size := 0
	err := fs.WalkDir(content, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		data, err := fs.ReadFile(content, name)
		pages = append(pages, diag.NewFile(name, data))
		size += len(data)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	p := New(Options{Language: in(b, "de")})
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, file := range pages {
			// Front matter is no Markdown and would be read as headings.
			start := max(strings.Index(string(file.Data), "\n---\n")+5, 0)
			doc, _ := p.Parse(file, start)
			if err := doc.Write(io.Discard, func(int) Target { return Target{URL: "/a/"} }); err != nil {
				b.Fatal(err)
			}
		}
	}
}
