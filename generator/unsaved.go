package generator

import (
	"bytes"
	"hash/fnv"
	"io/fs"
	"path"
	"strings"
	"time"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// Unsaved are texts that stand in the place of files of the site, by their
// paths below its folder: what editors show and have not written yet. Files
// that are not there yet are found by their paths, and in no folder.
type Unsaved map[string][]byte

// over is the site's folder with what is not saved.
func (u Unsaved) over(folder fs.FS) fs.FS {
	if len(u) == 0 {
		return folder
	}
	return overlay{folder, u}
}

type overlay struct {
	fs.FS
	unsaved Unsaved
}

// Open implements fs.FS.
func (o overlay) Open(name string) (fs.File, error) {
	if data, ok := o.unsaved[name]; ok {
		return &unsavedFile{Reader: bytes.NewReader(data), name: path.Base(name), data: data}, nil
	}
	return o.FS.Open(name)
}

// Stat implements fs.StatFS.
func (o overlay) Stat(name string) (fs.FileInfo, error) {
	if data, ok := o.unsaved[name]; ok {
		return &unsavedFile{name: path.Base(name), data: data}, nil
	}
	return fs.Stat(o.FS, name)
}

// ReadDir implements fs.ReadDirFS.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(o.FS, name) }

// unsavedFile is a text as a file.
type unsavedFile struct {
	*bytes.Reader
	name string
	data []byte
}

func (f *unsavedFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *unsavedFile) Close() error               { return nil }
func (f *unsavedFile) Name() string               { return f.name }
func (f *unsavedFile) Size() int64                { return int64(len(f.data)) }
func (f *unsavedFile) Mode() fs.FileMode          { return 0o644 }
func (f *unsavedFile) IsDir() bool                { return false }
func (f *unsavedFile) Sys() any                   { return nil }

// ModTime tells texts apart: it is made of the text, for whoever keeps what was
// read of a file by its time.
func (f *unsavedFile) ModTime() time.Time {
	sum := fnv.New64a()
	sum.Write(f.data)
	return time.Unix(0, int64(sum.Sum64()>>2))
}

// Alone reads one page or site.yaml by itself, as of a text that need not be
// saved. Source is nil where no page can be made of it. The list is what is wrong
// with the file without looking at others, with the levels that site.yaml asks
// for.
func (s *Site) Alone(name string, text []byte) (hub.Parsed, diag.List) {
	folder := overlay{s.root.FS(), Unsaved{name: text}}
	if name == config.Name {
		_, list := config.Load(folder)
		return hub.Parsed{}, list
	}
	below, in := strings.CutPrefix(name, source.Root+"/")
	if !in || !strings.EqualFold(path.Ext(name), ".md") {
		return hub.Parsed{}, nil
	}
	p := read(folder, source.Entry{Path: below, Size: int64(len(text))}, ReadOptions(s.config), s.parsers)
	list := p.list.Apply(s.config.Checks)
	list.Sort()
	return p.Parsed, list
}
