package generator

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/picture"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/render"
	"ankerplatz/generator/source"
	"ankerplatz/search/client"
)

// Render makes one file of the site. It is not ok if the site has no such
// file; the list says what went wrong while it was made, and then data may be
// nil.
func (s *Site) Render(ctx context.Context, name string) (data []byte, ok bool, problems diag.List, err error) {
	f, ok := s.at(name)
	if !ok || name != f.Path && !f.Folder {
		return nil, false, nil, nil
	}
	wanted := one{path: name}
	problems, err = s.make(ctx, f, &wanted)
	return wanted.data, wanted.there || !f.Folder, problems.Apply(s.config.Checks), err
}

// one is a sink that keeps one file.
type one struct {
	path  string
	data  []byte
	there bool
}

func (o *one) Write(path string, data []byte) error {
	if path == o.path {
		o.data, o.there = data, true
	}
	return nil
}

func (o *one) Copy(path string, from fs.FS, name string) error {
	if path != o.path {
		return nil
	}
	data, err := fs.ReadFile(from, name)
	o.data, o.there = data, err == nil
	return err
}

func (o *one) Kept(string) (bool, error) { return false, nil }

// Write makes all files of the site but the service worker, which names what is
// in the others: that is made last. It goes on after a page that can't be made,
// to tell of all of them.
func (s *Site) Write(ctx context.Context, to planned.Sink) (diag.List, error) {
	files := slices.DeleteFunc(slices.Clone(s.files), func(f planned.File) bool { return f.Path == render.WorkerFile })
	return s.makeAll(ctx, files, to)
}

// Check is all that a build would say of the site, without the search indexes,
// of which it says nothing.
func (s *Site) Check(ctx context.Context) (diag.List, error) {
	files := slices.DeleteFunc(slices.Clone(s.files), func(f planned.File) bool { return f.Folder && !strings.HasPrefix(f.Path, render.FormsFolder) })
	list, err := s.makeAll(ctx, files, nowhere{})
	list = slices.Concat(s.list, list)
	list.Sort()
	return list, err
}

// nowhere is a sink that keeps nothing, and asks for nothing that is not looked
// at.
type nowhere struct{}

func (nowhere) Write(string, []byte) error       { return nil }
func (nowhere) Copy(string, fs.FS, string) error { return nil }
func (nowhere) Kept(string) (bool, error)        { return true, nil }

func (s *Site) makeAll(ctx context.Context, files []planned.File, to planned.Sink) (diag.List, error) {
	making := s.opt.Progress.Begin(diag.Say("making files"), len(files))
	defer making.End()
	lists := make([]diag.List, len(files))
	err := inParallel(ctx, len(files), func(i int) (err error) {
		defer making.Done()
		lists[i], err = s.makeTimed(ctx, files[i], to)
		return err
	})
	list := slices.Concat(lists...).Apply(s.config.Checks)
	list.Sort()
	return list.Shorten(mostOfAKind), err
}

func (s *Site) make(ctx context.Context, f planned.File, to planned.Sink) (list diag.List, err error) {
	defer survive(&list, f.At, diag.Say("%s can't be made", f.Path))
	return f.Make(ctx, to)
}

// survive is deferred where a page's text goes through libraries: should one
// fail over it, that is told like any other mistake, and other pages are not
// lost.
func survive(list *diag.List, at diag.Span, what diag.Text) {
	if failure := recover(); failure != nil {
		*list = nil
		list.Add(at, diag.InternalError, diag.Say("%s because of a mistake in the program: %v", what, failure), diag.Say("please report it, with the page"))
	}
}

// searchFiles are the client's files and, for each language, the folder of its
// index.
func searchFiles(h *hub.Hub, indexes *indexes) []planned.File {
	var files []planned.File
	for _, name := range client.Names() {
		to := "search/" + name
		files = append(files, planned.File{Path: to, Make: func(_ context.Context, sink planned.Sink) (diag.List, error) {
			data, err := client.File(name)
			if err != nil {
				return nil, err
			}
			return nil, sink.Write(to, data)
		}})
	}
	for _, lang := range h.Languages {
		dir := "search/" + lang.Code
		made := indexes.files(lang.Code)
		files = append(files, planned.File{Path: dir, Folder: true, Make: func(ctx context.Context, sink planned.Sink) (diag.List, error) {
			all, err := made(ctx)
			for _, f := range all.files {
				if err := sink.Write(dir+"/"+f.Name, f.Data); err != nil {
					return nil, err
				}
			}
			var list diag.List
			if err == nil && !all.whole && h.Config.Search.Whole == "auto" {
				list.Add(h.Config.File.Span(0, 0), diag.WholeIndex, diag.Say("search/%s/index.json is left out: it would have more than %d MB, and the hub's own search does not load it", lang.Code, mostWhole>>20),
					diag.Say("if a program of yours loads it, write whole_index: on below search:, else whole_index: off"))
			}
			return list, err
		}})
	}
	return files
}

// assetFiles are the downloads and pictures of the content. Pictures lose what
// their files say beside the picture.
func assetFiles(h *hub.Hub, site fs.FS) []planned.File {
	var files []planned.File
	for _, a := range h.Assets {
		name := path.Join(source.Root, a.Path)
		f := planned.Copy(a.Output, site, name)
		if slices.Contains([]string{"JPEG", "PNG", "GIF", "WebP"}, a.Format) {
			f.Make = func(_ context.Context, to planned.Sink) (diag.List, error) {
				data, err := fs.ReadFile(site, name)
				if err != nil {
					return nil, err
				}
				return nil, to.Write(f.Path, picture.Plain(data))
			}
		}
		f.At = diag.NewFile(name, nil).Span(0, 0)
		files = append(files, f)
	}
	return files
}
