package generator

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/planned"
)

// makeTimed is make, and takes down how long that took, and how long the sink.
func (s *Site) makeTimed(ctx context.Context, f planned.File, to planned.Sink) (diag.List, error) {
	sink, start := timed{Sink: to}, time.Now()
	list, err := s.make(ctx, f, &sink)
	writing := time.Duration(sink.took.Load())
	s.opt.Progress.Part(partOf(f)).Add(time.Since(start) - writing)
	s.opt.Progress.Part(diag.Say("writing")).Add(writing)
	return list, err
}

// partOf says what kind of work it is to make a file.
func partOf(f planned.File) diag.Text {
	ending := path.Ext(f.Path)
	switch {
	case f.Folder && strings.HasPrefix(f.Path, "search/"):
		return diag.Say("indexes for browsers")
	case ending == ".html":
		return diag.Say("pages")
	case slices.Contains([]string{".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"}, ending):
		return diag.Say("pictures")
	}
	return diag.Say("other files")
}

// timed is a sink that knows how long it took.
type timed struct {
	planned.Sink
	took atomic.Int64 // ns
}

func (t *timed) since(start time.Time) { t.took.Add(int64(time.Since(start))) }

func (t *timed) Write(path string, data []byte) error {
	defer t.since(time.Now())
	return t.Sink.Write(path, data)
}

func (t *timed) Copy(path string, from fs.FS, name string) error {
	defer t.since(time.Now())
	return t.Sink.Copy(path, from, name)
}

func (t *timed) Kept(path string) (bool, error) {
	defer t.since(time.Now())
	return t.Sink.Kept(path)
}
