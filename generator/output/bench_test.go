package output

import (
	"bytes"
	"fmt"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sync/errgroup"
)

// BenchmarkCommit writes as many pages as a large hub has: anew, again without
// a change, and with every page changed.
func BenchmarkCommit(b *testing.B) {
	const pages = 13_000
	body := bytes.Repeat([]byte("<p>Words of a page.</p>\n"), 600) // 14 kB
	build := func(b *testing.B, dir, version string) {
		b.Helper()
		s, err := NewStage(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		var g errgroup.Group
		g.SetLimit(2 * runtime.GOMAXPROCS(0))
		for n := range pages {
			g.Go(func() error {
				return s.Write(fmt.Sprintf("de/tips/p%d/index.html", n), append(fmt.Appendln(nil, n, version), body...))
			})
		}
		if err := g.Wait(); err != nil {
			b.Fatal(err)
		}
		if err := s.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	for _, c := range []string{"first", "same", "changed"} {
		b.Run(c, func(b *testing.B) {
			parent := b.TempDir()
			if c != "first" {
				build(b, filepath.Join(parent, "public"), "")
			}
			for i := 0; b.Loop(); i++ {
				switch c {
				case "first":
					build(b, filepath.Join(parent, fmt.Sprint(i)), "")
				case "same":
					build(b, filepath.Join(parent, "public"), "")
				default:
					build(b, filepath.Join(parent, "public"), fmt.Sprint(i))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/build")
		})
	}
}
