package generator

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/export"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/output"
	"ankerplatz/generator/picture"
	"ankerplatz/generator/render"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/search/client"
	"ankerplatz/search/lunr"
)

// file is a file of the output, not made yet, or a folder of which nobody knows
// yet what will be in it. One of asset, folder and make is set; asset and make
// for what is made of a file of the site.
type file struct {
	path   string
	of     *hub.Page                                        // that it shows, for messages; nil for others
	asset  string                                           // a file of the site that is copied as it is, without make
	folder func(context.Context) (map[string][]byte, error) // by path in the output
	make   func(context.Context) ([]byte, diag.List, error)
}

// address is how the file is asked for, shortened where it is long.
func (f *file) address() string {
	address := []rune("/" + strings.TrimSuffix(f.path, "index.html"))
	if len(address) > 100 {
		return string(address[:100]) + "…"
	}
	return string(address)
}

// planner collects the files of a site and tells of those that can't be.
type planner struct {
	*Site
	nowhere diag.Span      // the place of what the hub makes by itself
	places  []diag.Span    // of each of the site's files
	taken   map[string]int // file by the form of its path that some disks take it for
	folders map[string]int // a file below the folder
}

func (p *planner) add(f file, at diag.Span) {
	if err := output.CheckPath(f.path); err != nil {
		if name, ok := strings.CutPrefix(at.File.Name, source.Root+"/"); !ok || at.Start > 0 || output.CheckPath(name) == nil { // else its file's name is told
			p.list.Add(at, diag.BadSlug, "no file can be written for the address "+f.address()+": "+err.Error(), otherName)
		}
		return
	}
	if by := output.Reserved(f.path); by != "" {
		p.list.Add(at, diag.DuplicateURL, "the address "+f.address()+" is kept for "+by, "use another name")
		return
	}
	key := slug.Fold(f.path)
	first, taken := p.taken[key]
	if !taken {
		first, taken = p.folders[key]
	}
	for dir := path.Dir(key); dir != "." && !taken; dir = path.Dir(dir) {
		first, taken = p.taken[dir]
	}
	if taken {
		other := p.files[first]
		if at == p.nowhere && p.places[first] != p.nowhere {
			// What somebody wrote can be renamed, what the hub makes can't.
			f, other, at = other, f, p.places[first]
		}
		what := "a page that the hub makes by itself"
		if other.of != nil {
			what = path.Join(source.Root, other.of.Path)
		} else if other.asset != "" {
			what = other.asset
		}
		p.list.Add(at, diag.DuplicateURL, "the address "+f.address()+" is taken by "+what, "give one of them another name or slug:")
		return
	}
	p.taken[key] = len(p.files)
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if _, known := p.folders[dir]; known {
			break
		}
		p.folders[dir] = len(p.files)
	}
	p.files, p.places = append(p.files, f), append(p.places, at)
}

const otherName = "use another name, short and of letters and digits"

// plan works out all files and folders of the site. Two that want one path are a mistake
// that is told at the later one; pages come before everything else. On some
// disks names that differ in case only are one name, so they are here.
func (s *Site) plan(pages *render.Renderer, word func(lang, key string) string, noIndex bool) {
	nowhere := s.config.File.Span(0, 0)
	p := planner{Site: s, nowhere: nowhere, taken: map[string]int{}, folders: map[string]int{}}
	for _, out := range pages.Outputs() {
		at := nowhere
		if out.At.File != nil {
			at = out.At
		} else if out.Of != nil {
			at = out.Of.File.Span(0, 0)
			if slug := out.Of.Meta.Slug.Span; slug.File != nil {
				at = slug
			}
		}
		p.add(file{path: out.Path, of: out.Of, make: func(context.Context) (data []byte, list diag.List, err error) {
			defer func() {
				if failure := recover(); failure != nil {
					data, list = nil, nil
					list.Add(at, diag.InternalError, fmt.Sprintf("%s can't be made because of a mistake in the program: %v", out.Path, failure), "please report it, with the page")
				}
			}()
			data, list = out.Make()
			return data, list, nil
		}}, at)
	}
	for _, out := range export.Outputs(s.hub, word) {
		p.add(file{path: out.Path, make: func(context.Context) ([]byte, diag.List, error) { return out.Make(), nil, nil }}, nowhere)
	}
	if !noIndex {
		for _, f := range s.searchFiles() {
			p.add(f, nowhere)
		}
	}
	for _, a := range s.hub.Assets {
		name := path.Join(source.Root, a.Path)
		f := file{path: a.Output, asset: name}
		if a.Portrait {
			f.make = func(context.Context) ([]byte, diag.List, error) {
				data, err := fs.ReadFile(s.root.FS(), name)
				return picture.Plain(data), nil, err
			}
		}
		p.add(f, diag.NewFile(name, nil).Span(0, 0))
	}
	p.compressed()
	slices.SortFunc(s.files, func(a, b file) int { return strings.Compare(a.path, b.path) })
	s.at = make(map[string]int, len(s.files))
	for i, f := range s.files {
		s.at[f.path] = i
	}
}

// searchFiles are the client's files and, for each language, the folder of its
// index. Both are made when they are first asked for.
func (s *Site) searchFiles() []file {
	var files []file
	for _, name := range client.Names() {
		files = append(files, file{path: "search/" + name, make: func(context.Context) ([]byte, diag.List, error) {
			data, err := client.File(name)
			return data, nil, err
		}})
	}
	for _, lang := range s.hub.Languages {
		files = append(files, folder("search/"+lang.Code, func(ctx context.Context) ([]lunr.File, error) {
			hub, err := s.indexes.take(ctx, lang.Code)
			if err != nil {
				return nil, err
			}
			return hub.Files(), nil
		}))
	}
	return files
}

// folder returns a folder whose files are made once, all together. Only what
// succeeded is kept: if whoever asks first goes away meanwhile, or something
// fails, the next one makes them anew.
func folder(name string, files func(context.Context) ([]lunr.File, error)) file {
	var made map[string][]byte
	turn := make(chan struct{}, 1) // held by who looks at made
	return file{path: name, folder: func(ctx context.Context) (map[string][]byte, error) {
		select {
		case turn <- struct{}{}:
			defer func() { <-turn }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if made != nil {
			return made, nil
		}
		all, err := files(ctx)
		if err != nil {
			return nil, err
		}
		made = make(map[string][]byte, len(all))
		for _, f := range all {
			made[name+"/"+f.Name] = f.Data
		}
		return made, nil
	}}
}
