package generator

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
	"ankerplatz/generator/theme"
	"ankerplatz/generator/webpage"
	"ankerplatz/generator/words"
	"ankerplatz/search"
	"ankerplatz/search/bleveindex"
	"ankerplatz/search/client"
	"ankerplatz/search/component"
	"ankerplatz/search/shards"
	"ankerplatz/themes"
)

// SearchFolder is where the search of a site lies, below the site's folder.
const SearchFolder = "search"

// IndexOptions say which site that another program made gets a search.
type IndexOptions struct {
	webpage.Options
	Dir   string // the folder with its pages
	Out   string // where SearchFolder is written; "" is Dir
	Index string // the folder of the bleve index; "" is none
	Lunr  bool   // with the whole index for lunr.js
}

// Indexed is what came of it.
type Indexed struct {
	*webpage.Site
	Bytes    int64    // of the written files
	Replaced []string // files of the last time that somebody had changed
}

// NoPagesError says that a folder has nothing to be found.
type NoPagesError struct {
	Dir  string
	Left int // pages that are not to be found
}

func (e *NoPagesError) Error() string {
	if e.Left > 0 {
		return fmt.Sprintf("no page in %s is to be found by a search", e.Dir)
	}
	return fmt.Sprintf("there is no page of HTML in %s: name the folder that the site's generator writes to", e.Dir)
}

// Index gives a site that another program made a search: it reads the site's
// pages and writes what [component] needs. Everything is replaced as a whole, or
// nothing. Its error may be a [*NoPagesError], a [*webpage.NoLanguageError], or a
// [*FolderError].
func Index(ctx context.Context, opt IndexOptions) (*Indexed, error) {
	pages, problems, err := readWebPages(ctx, opt.Dir)
	if err != nil {
		return nil, err
	}
	site, err := webpage.NewSite(pages, opt.Options)
	if err != nil {
		return nil, err
	}
	if len(site.Documents) == 0 {
		return nil, &NoPagesError{opt.Dir, len(pages)}
	}
	site.Problems = append(problems, site.Problems...)
	site.Problems.Sort()
	stages, err := opt.stages()
	defer func() {
		for _, stage := range stages {
			_ = stage.Discard() // what is left is swept by the next run
		}
	}()
	if err != nil {
		return nil, err
	}
	settings := config.Bare(site.Languages)
	if opt.Lunr {
		settings.Search.Whole = "on"
	}
	indexes := newIndexes(settings, nil, func() []search.Document { return site.Documents }, len(stages))
	result := &Indexed{Site: site}
	work, workCtx := errgroup.WithContext(ctx)
	work.Go(func() error { return opt.write(workCtx, stages[0], result, indexes) })
	if len(stages) > 1 {
		work.Go(func() error {
			err := bleveindex.Build(workCtx, stages[1].Dir(), site.Documents, bleveindex.Options{Postings: indexes.take})
			if err != nil {
				return err
			}
			return stages[1].Adopt()
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	if err := output.CommitAll(stages...); err != nil {
		return nil, err
	}
	for _, stage := range stages {
		result.Replaced = append(result.Replaced, stage.Changed()...)
	}
	return result, nil
}

// SearchDir is the folder that the search is written to.
func (opt *IndexOptions) SearchDir() string {
	return filepath.Join(cmp.Or(opt.Out, opt.Dir), SearchFolder)
}

// stages begins the new versions of the folders.
func (opt *IndexOptions) stages() ([]*output.Stage, error) {
	dir := opt.SearchDir()
	stage, err := output.NewStage(dir, output.Options{List: output.SearchListName})
	if err != nil || opt.Index == "" {
		return slices.DeleteFunc([]*output.Stage{stage}, func(s *output.Stage) bool { return s == nil }), err
	}
	nested, err := lieInOneAnother(dir, opt.Index)
	if err == nil && nested {
		err = &FolderError{"bleve", opt.Index, "lies in the folder of the search, or holds it"}
	}
	if err != nil {
		return []*output.Stage{stage}, err
	}
	index, err := output.NewStage(opt.Index, output.Options{List: output.IndexListName})
	if err != nil {
		return []*output.Stage{stage}, err
	}
	return []*output.Stage{stage, index}, nil
}

// write writes what browsers need.
func (opt *IndexOptions) write(ctx context.Context, to *output.Stage, result *Indexed, indexes *indexes) error {
	write := func(name string, data []byte) error {
		result.Bytes += int64(len(data))
		return to.Write(name, data)
	}
	t, list := theme.Open(themes.FS(), themes.FS(), "default")
	if list.HasErrors() {
		return list[0].Message
	}
	script, err := component.File(result.Languages[0], componentTexts(t))
	if err != nil {
		return err
	}
	names := searchableOf(result.Site, t).File()
	if err := errors.Join(write(component.Name, script), write(names.Name, names.Data)); err != nil {
		return err
	}
	for _, name := range client.Names() {
		data, err := client.File(name)
		if err == nil {
			err = write(name, data)
		}
		if err != nil {
			return err
		}
	}
	for _, lang := range result.Languages {
		published, err := indexes.files(lang)(ctx)
		if err != nil {
			return err
		}
		for _, f := range published.files {
			if err := write(lang+"/"+f.Name, f.Data); err != nil {
				return err
			}
		}
	}
	return nil
}

// searchableOf is what the component is told of the indexes of a site.
func searchableOf(site *webpage.Site, t *theme.Theme) shards.Hub {
	told := shards.Hub{Lang: site.Languages[0], Languages: map[string]shards.HubNames{}}
	languages, _ := words.Load(t.Words(), site.Languages) // the shipped theme's, which is whole
	for _, lang := range site.Languages {
		kinds := kindTitles(languages.In(lang))
		for id, title := range site.Kinds[lang] {
			kinds[id] = title
		}
		told.Languages[lang] = shards.HubNames{Title: site.Titles[lang], Kinds: kinds}
	}
	return told
}

// readWebPages reads all pages of a folder, in the order of their paths. The
// list tells which files are none.
func readWebPages(ctx context.Context, dir string) (pages []*webpage.Page, list diag.List, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	folder := root.FS()
	var names []string
	err = fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		switch hidden := name != "." && strings.HasPrefix(d.Name(), "."); {
		case err != nil:
			return err
		case d.IsDir() && (hidden || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.Type().IsRegular() && !hidden && slices.Contains([]string{".html", ".htm", ".xhtml"}, strings.ToLower(path.Ext(name))):
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	read := make([]*webpage.Page, len(names))
	wrong := make([]diag.List, len(names))
	err = inParallel(ctx, len(names), func(i int) (err error) {
		read[i], err = readWebPage(folder, names[i], &wrong[i])
		return err
	})
	pages = slices.DeleteFunc(read, func(p *webpage.Page) bool { return p == nil })
	return pages, slices.Concat(wrong...), err
}

// readWebPage reads a page; it is nil where the file is none.
func readWebPage(folder fs.FS, name string, list *diag.List) (*webpage.Page, error) {
	data, err := readBounded(folder, name, webpage.Largest)
	if err != nil {
		return nil, err
	}
	if len(data) > webpage.Largest {
		webpage.Tell(list, name, diag.Say("the file has more than %d MB and is left out", webpage.Largest>>20), diag.Say("divide the page"))
		return nil, nil
	}
	page, err := webpage.Read(name, data)
	if err != nil {
		what := diag.Say("%v, and is left out", err)
		if errors.Is(err, webpage.ErrNoPage) {
			what = diag.Say("the file is no page of HTML, and is left out")
		}
		webpage.Tell(list, name, what, diag.Say("what is a part of other pages is found there; files that are no pages need another ending"))
		return nil, nil
	}
	return page, nil
}
