package output

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"ankerplatz/generator/sitepath"
)

// compressedVersion says how compressed forms are made. It goes up when they
// come out otherwise: then those of the present version are made anew.
const compressedVersion = 1

// Only files between these sizes get compressed forms, in bytes: less is one
// packet of the network anyway, and more would have to fit into memory.
const (
	leastCompressed = 1 << 10
	mostCompressed  = 32 << 20
)

// Codings are the compressed forms of a file, best first: what they add to its
// name, and what HTTP calls them.
var Codings = []struct{ Ending, Name string }{{".br", "br"}, {".gz", "gzip"}}

// longestEnding is that of Codings, in bytes. Files whose names have no room for
// it stay as they are.
const longestEnding = len(".gz")

var textEndings = []string{
	".html", ".css", ".js", ".mjs", ".json", ".map", ".xml", ".atom", ".txt", ".md", ".csv", ".vcf", ".ics", ".svg", ".webmanifest",
}

// Compressible reports whether a file is text, by its name, so that it pays to
// compress it.
func Compressible(name string) bool {
	return slices.Contains(textEndings, strings.ToLower(path.Ext(name)))
}

// compress adds the compressed forms of the file p where they are smaller.
// kept says that the present version has the same file.
func (s *Stage) compress(p string, size int64, kept bool, read func() ([]byte, error)) error {
	if !s.opt.Compress || !Compressible(p) || len(path.Base(p)) > sitepath.LongestName-longestEnding || size < leastCompressed || size > mostCompressed {
		return nil
	}
	var data []byte
	for _, coding := range Codings {
		name := p + coding.Ending
		if kept && s.was.list.Compressed == compressedVersion {
			was := s.was.list.Files[name]
			if was == "" { // it was not smaller
				continue
			}
			if s.was.intact[name] {
				if err := s.claim(name); err != nil {
					return err
				}
				s.record(name, was, true)
				continue
			}
		}
		if data == nil {
			var err error
			if data, err = read(); err != nil {
				return err
			}
		}
		small, err := s.compressors.encode(coding.Name, data)
		if err != nil {
			return err
		}
		if len(small) < len(data) {
			if err := s.Write(name, small); err != nil {
				return err
			}
		}
	}
	return nil
}

// compressors are kept from one file to the next: a new one takes longer than
// a page.
type compressors struct{ brotli, gzip sync.Pool }

type compressor interface {
	io.WriteCloser
	Reset(io.Writer)
}

// encode compresses data. Brotli's level 6 takes a tenth of the time of its
// highest for files that are a quarter larger.
func (c *compressors) encode(coding string, data []byte) ([]byte, error) {
	var w compressor
	pool := &c.brotli
	if coding == "gzip" {
		pool = &c.gzip
	}
	switch was, known := pool.Get().(compressor); {
	case known:
		w = was
	case coding == "gzip":
		gz, err := gzip.NewWriterLevel(nil, gzip.BestCompression) // its header holds no time
		if err != nil {
			return nil, err
		}
		w = gz
	default:
		w = brotli.NewWriterLevel(nil, 6)
	}
	defer pool.Put(w)
	var buf bytes.Buffer
	w.Reset(&buf)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return buf.Bytes(), err
}

func sizeOf(fsys fs.FS, name string) (int64, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
