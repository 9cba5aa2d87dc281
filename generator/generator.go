// Package generator turns a site's folder into an intranet site and its search
// indexes. Build is the whole pipeline; Load and Render are its parts for a
// server that makes pages when they are asked for.
package generator

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/gitinfo"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/output"
	"ankerplatz/generator/render"
	"ankerplatz/generator/source"
	"ankerplatz/generator/theme"
	"ankerplatz/search"
	"ankerplatz/search/bleveindex"
	"ankerplatz/themes"
)

// LiveScript is the address below the site's root of the script that pages
// load with Options.Live.
const LiveScript = LiveFolder + "/live.js"

// LiveFolder is the folder below the site's root that belongs to the dev server.
const LiveFolder = output.LiveFolder

// Options say what to load.
type Options struct {
	Dir     string    // the site's folder: site.yaml lies in it
	Drafts  bool      // pages marked as drafts are part of the site
	NoIndex bool      // neither search index is made
	Now     time.Time // decides what is published and what is due; zero means the present
	BaseURL string    // used instead of site.yaml's where it is not ""
	Live    bool      // pages load LiveScript
	Cache   *Cache    // keeps what was read from one Load to the next; may be nil
}

// Site is a loaded site, ready to be written or to be asked for single files.
// It does not change, and may be used by several goroutines.
type Site struct {
	root      *os.Root
	config    *config.Site
	hub       *hub.Hub
	files     []file         // everything that the site is made of, by path
	at        map[string]int // index in files by path
	documents []search.Document
	list      diag.List
	indexes   *indexes
}

// Load reads, parses and links a site. What is wrong with it is in the
// Site's Diagnostics; the error is the machine's.
func Load(ctx context.Context, opt Options) (*Site, error) {
	if opt.Now.IsZero() {
		opt.Now = time.Now()
	}
	if opt.Cache == nil {
		opt.Cache = NewCache()
	}
	root, err := os.OpenRoot(opt.Dir)
	if err != nil {
		return nil, err
	}
	folder := root.FS()
	s := &Site{root: root}
	s.config, s.list = config.Load(folder)
	noSite := unreadable(s.list)
	if opt.BaseURL != "" {
		s.config.BaseURL.Value = opt.BaseURL
	}
	theme, problems := theme.Open(themes.FS(), folder, s.config.Theme.Name)
	s.list = append(s.list, problems...)

	in := hub.Input{Config: s.config, Now: opt.Now, Drafts: opt.Drafts}
	work, workCtx := errgroup.WithContext(ctx)
	work.Go(func() (err error) {
		in.Git, err = gitinfo.Read(workCtx, opt.Dir, opt.Now, s.config.Privacy.Contributors == "on")
		return err
	})
	var found content
	work.Go(func() (err error) {
		if !noSite { // else what is said of the pages would be wrong
			found, err = readContent(workCtx, folder, s.config, theme, opt.Cache)
		}
		return err
	})
	if err := work.Wait(); err != nil {
		root.Close()
		return nil, err
	}
	in.Pages, in.Assets = found.pages, found.assets
	s.list = append(s.list, found.list...)
	if in.Git.Shallow {
		s.list.Add(s.config.File.Span(0, 0), diag.ShallowGit, "the git clone is shallow: pages without date: and updated: look newer than they are",
			"let CI fetch the whole history (fetch-depth: 0)")
	}
	s.hub, problems = hub.Link(in)
	s.list = append(s.list, problems...)

	options := render.Options{Output: s.config.Limits.OutputBytes, Bundles: opt.Cache.bundles}
	if opt.Live {
		options.Script = s.hub.Base + LiveScript
	}
	pages, problems := render.New(s.hub, theme, options)
	s.list = append(s.list, problems...)
	word := func(lang, key string) string { return theme.Text(lang, key, 0) }
	s.documents = documents(s.hub, opt.NoIndex, word)
	s.indexes = s.newIndexes()
	s.plan(pages, word, opt.NoIndex)
	s.list = s.list.Apply(s.config.Checks)
	s.list.Sort()
	s.list = s.list.Shorten(mostOfAKind)
	return s, nil
}

// mostOfAKind is how often one kind of mistake is told of one file.
const mostOfAKind = 100

// unreadable reports whether site.yaml could not be read at all.
func unreadable(list diag.List) bool {
	return slices.ContainsFunc(list, func(d diag.Diagnostic) bool {
		return slices.Contains([]diag.Code{
			diag.MissingSite, diag.YAMLSyntax, diag.YAMLTooComplex, diag.NotUTF8, diag.NulByte, diag.FileTooLarge, diag.UnreadableFile,
		}, d.Code)
	})
}

// Close lets go of the site's folder. Downloads can't be rendered afterwards.
func (s *Site) Close() error { return s.root.Close() }

// Diagnostics is what loading has to say, with the levels that site.yaml asks
// for, sorted.
func (s *Site) Diagnostics() diag.List { return s.list }

// Config is the site's configuration.
func (s *Site) Config() *config.Site { return s.config }

// Pages is the number of pages that people wrote.
func (s *Site) Pages() int { return len(s.hub.Pages) }

// Documents are what the search indexes are made of, by language. They must
// not be changed.
func (s *Site) Documents() []search.Document { return s.documents }

// Paths returns the paths of all files of the site, sorted. It makes the search
// index, whose files are not known before.
func (s *Site) Paths(ctx context.Context) ([]string, error) {
	var paths []string
	for _, f := range s.files {
		if f.folder == nil {
			paths = append(paths, f.path)
			continue
		}
		files, err := f.folder(ctx)
		if err != nil {
			return nil, err
		}
		paths = slices.AppendSeq(paths, maps.Keys(files))
	}
	slices.Sort(paths)
	return paths, nil
}

// Source is the path of the Markdown file that the file at an output path is
// made of ("content/de/tips/x.md"), "" if it is not made of one.
func (s *Site) Source(name string) string {
	if i, ok := s.at[name]; ok && s.files[i].of != nil {
		return path.Join(source.Root, s.files[i].of.Path)
	}
	return ""
}

// Render makes one file of the site. It is not ok if the site has no such
// file; the list says what went wrong while it was made, and then data may be
// nil.
func (s *Site) Render(ctx context.Context, name string) (data []byte, ok bool, problems diag.List, err error) {
	i, ok := s.at[name]
	for dir := path.Dir(name); !ok && dir != "."; dir = path.Dir(dir) {
		if at, known := s.at[dir]; known && s.files[at].folder != nil {
			files, err := s.files[at].folder(ctx)
			data, ok = files[name]
			return data, ok, nil, err
		}
	}
	if !ok || s.files[i].folder != nil {
		return nil, false, nil, nil
	}
	f := s.files[i]
	if f.make == nil {
		data, err = fs.ReadFile(s.root.FS(), f.asset)
		return data, true, nil, err
	}
	data, problems, err = f.make(ctx)
	return data, true, problems.Apply(s.config.Checks), err
}

// Sink takes a site's files. Its methods are called by several goroutines.
type Sink interface {
	Write(output.File) error
	// Copy takes a file as it is.
	Copy(path string, from fs.FS, name string) error
}

// Write makes all files of the site. It goes on after a page that can't be
// made, to tell of all of them.
func (s *Site) Write(ctx context.Context, sink Sink) (diag.List, error) {
	folder := s.root.FS()
	lists := make([]diag.List, len(s.files))
	err := inParallel(ctx, len(s.files), func(i int) error {
		f := s.files[i]
		if f.folder != nil {
			files, err := f.folder(ctx)
			if err != nil {
				return err
			}
			for _, name := range slices.Sorted(maps.Keys(files)) {
				if err := sink.Write(output.File{Path: name, Data: files[name]}); err != nil {
					return err
				}
			}
			return nil
		}
		if f.make == nil {
			return sink.Copy(f.path, folder, f.asset)
		}
		data, list, err := f.make(ctx)
		lists[i] = list
		if err != nil || list.HasErrors() {
			return err
		}
		return sink.Write(output.File{Path: f.path, Data: data})
	})
	var all diag.List
	for _, list := range lists {
		all = append(all, list...)
	}
	all = all.Apply(s.config.Checks)
	all.Sort()
	return all.Shorten(mostOfAKind), err
}

// BuildOptions say what to build, and where to.
type BuildOptions struct {
	Options
	Out    string // the output folder; "" is site.yaml's
	Index  string // the folder of the bleve index; "" is site.yaml's
	Strict bool   // warnings are errors
	Force  bool   // add the site to a folder that holds files and no build of ours
}

// Result is what a build did.
type Result struct {
	Diagnostics diag.List
	Pages       int // that people wrote
	Languages   int
	Files       int      // in the output folder
	Written     bool     // false where mistakes kept the output as it was
	Replaced    []string // files of the last build that somebody had changed
}

// Build makes a site's output and its indexes. Both are replaced together and
// as a whole, or not at all.
func Build(ctx context.Context, opt BuildOptions) (*Result, error) {
	site, err := Load(ctx, opt.Options)
	if err != nil {
		return nil, err
	}
	defer site.Close()
	result := &Result{Diagnostics: site.list, Pages: site.Pages(), Languages: len(site.hub.Languages)}
	targets := site.targets(opt)
	wrong, err := site.refuse(targets)
	if err != nil {
		return nil, err
	}
	result.Diagnostics = slices.Concat(site.list, wrong)
	if result.Diagnostics.Sort(); failed(result.Diagnostics, opt.Strict) {
		return result, nil
	}
	stages, err := openStages(targets)
	defer func() {
		for _, stage := range stages {
			// A stage that was committed has nothing to discard; of the others
			// the next build clears away what is left.
			_ = stage.Discard()
		}
	}()
	if foreign, ok := errors.AsType[*output.ForeignError](err); ok {
		if t := targets[len(stages)]; !t.asked && t.at.File != nil {
			site.notOurs(&result.Diagnostics, t, foreign)
			return result, nil
		}
	}
	if err != nil {
		return nil, err
	}
	site.indexes.twice = len(stages) > 1
	work, workCtx := errgroup.WithContext(ctx)
	var problems diag.List
	work.Go(func() (err error) {
		problems, err = site.Write(workCtx, stages[0])
		return err
	})
	if len(stages) > 1 {
		work.Go(func() error {
			err := bleveindex.Build(workCtx, stages[1].Dir(), site.documents, bleveindex.Options{Hub: site.indexes.take})
			if err != nil {
				return err
			}
			return stages[1].Adopt()
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	paths, err := site.Paths(ctx)
	if err != nil {
		return nil, err
	}
	result.Files = len(paths)
	result.Diagnostics = append(result.Diagnostics, problems...)
	result.Diagnostics.Sort()
	if failed(result.Diagnostics, opt.Strict) {
		return result, nil
	}
	if err := output.CommitAll(stages...); err != nil {
		return nil, err
	}
	result.Written = true
	for _, stage := range stages {
		result.Replaced = append(result.Replaced, stage.Changed()...)
	}
	return result, nil
}

func failed(list diag.List, strict bool) bool {
	return list.HasErrors() || strict && list.Count(diag.Warn) > 0
}

// openStages begins new versions of the folders. On an error it returns those
// that it has begun.
func openStages(targets []target) ([]*output.Stage, error) {
	var stages []*output.Stage
	for _, t := range targets {
		stage, err := output.NewStage(t.dir, t.opt)
		if err != nil {
			return stages, err
		}
		stages = append(stages, stage)
	}
	return stages, nil
}

// Nowhere is a Sink that takes everything and keeps nothing, for a look at
// what a build would say.
type Nowhere struct{}

// Write does nothing.
func (Nowhere) Write(output.File) error { return nil }

// Copy does nothing.
func (Nowhere) Copy(string, fs.FS, string) error { return nil }
