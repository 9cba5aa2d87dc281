// Package generator turns a site's folder into an intranet site and its search
// indexes. Build is the whole pipeline; Load and Render are its parts for a
// server that makes pages when they are asked for.
package generator

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/edit"
	"ankerplatz/generator/export"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/output"
	"ankerplatz/generator/picture"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/progress"
	"ankerplatz/generator/render"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/source"
	"ankerplatz/generator/theme"
	"ankerplatz/generator/words"
	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/themes"
)

// LiveScript is the address below the site's root of the script that pages
// load with Options.Live.
const LiveScript = LiveFolder + "/live.js"

// LiveFolder is the folder below the site's root that belongs to the dev server.
const LiveFolder = sitepath.LiveFolder

// Options say what to load.
type Options struct {
	Dir      string             // the site's folder: site.yaml lies in it
	Drafts   bool               // pages marked as drafts are part of the site
	NoIndex  bool               // neither search index is made
	Now      time.Time          // decides what is published and what is due; zero means the present
	BaseURL  string             // used instead of site.yaml's where it is not ""
	Audience string             // id of those whom the site is for: it has the pages for them besides those for everybody; "" is everybody
	Live     bool               // pages load LiveScript
	Zone     *time.Location     // whose clocks dates without an offset are written by, where site.yaml names none; nil is the machine's
	Unsaved  Unsaved            // texts in the place of files
	Cache    *Cache             // keeps what was read from one Load to the next; may be nil
	Progress *progress.Recorder // is told what is done; may be nil
}

// Site is a loaded site, ready to be written or to be asked for single files.
// It does not change after Load, and may be used by several goroutines: what is
// made when it is first asked for is behind locks of its own.
type Site struct {
	*origin
	config    *config.Site // of the origin, with the address of this site
	audience  string       // id of those whom it is for; "" is everybody
	hub       *hub.Hub
	pages     *render.Renderer
	files     []planned.File // everything that the site is made of, by path
	documents func() []search.Document
	indexes   *indexes
	list      diag.List
}

// origin is what sites are made from: read once, for all who may see something
// of it.
type origin struct {
	opt     Options
	root    *os.Root
	folder  fs.FS // the same, as all is read in it that sites are made from
	config  *config.Site
	theme   *theme.Theme
	in      hub.Input
	id      output.Hub                   // what it is known by
	said    map[string][]analysis.Saying // by language, what the site's own thesauri say
	parsers map[string]*markdown.Parser  // by language
	list    diag.List
}

// Load reads, parses and links a site. What is wrong with it is in the
// Site's Diagnostics; the error is the machine's, or an UnknownError for the
// audience.
func Load(ctx context.Context, opt Options) (*Site, error) {
	o, err := open(ctx, opt, nil)
	if err != nil {
		return nil, err
	}
	if err := o.knows(opt.Audience); err != nil {
		return nil, errors.Join(err, o.root.Close())
	}
	return o.site(ctx, opt.Audience, o.addressFor(opt.Audience), 1), nil
}

// present is the moment that counts as the present.
func (o *Options) present() time.Time {
	if o.Now.IsZero() {
		return time.Now()
	}
	return o.Now
}

// open reads and parses what sites are made from. What it and the sites read is
// noted where somebody will remember it.
func open(ctx context.Context, opt Options, m *notebook) (*origin, error) {
	opt.Now = opt.present()
	if opt.Cache == nil {
		opt.Cache = NewCache()
	}
	if opt.Cache.pictures == nil {
		opt.Cache.pictures = newPictures()
	}
	if opt.Progress == nil {
		opt.Progress = progress.New()
	}
	root, err := os.OpenRoot(opt.Dir)
	if err != nil {
		return nil, err
	}
	settings := opt.Progress.Begin(diag.Say("settings"), 0)
	folder := opt.Unsaved.over(m.reading(root))
	site, list := config.Load(folder)
	noSite := config.Unreadable(list)
	id := output.Hub{Title: site.Title.In(site.DefaultLang(), "")}
	if site.BaseURL.Span.File != nil {
		id.Address = site.BaseURL.Value
	}
	theme, problems := theme.Open(themes.FS(), folder, site.Theme.Name)
	list = append(list, problems...)
	languages, problems := words.Load(theme.Words(), site.LangCodes())
	list = append(list, problems...)

	in := hub.Input{Config: site, Words: languages, Now: opt.Now, Drafts: opt.Drafts, Edits: opt.Live, Zone: cmp.Or(opt.Zone, time.Local)}
	settings.End()
	work, workCtx := errgroup.WithContext(ctx)
	work.Go(func() (err error) {
		defer opt.Progress.Begin(diag.Say("Git"), 0).End()
		in.Git, err = opt.Cache.history.Read(workCtx, opt.Dir, opt.Now, site.Privacy.Contributors == "on")
		return err
	})
	var found content
	work.Go(func() (err error) {
		if !noSite { // else what is said of the pages would be wrong
			found, err = readContent(workCtx, folder, site, languages, opt)
		}
		return err
	})
	if err := work.Wait(); err != nil {
		root.Close()
		return nil, err
	}
	in.Pages, in.Assets, in.Lost = found.pages, found.assets, found.lost
	defer opt.Progress.Begin(diag.Say("earlier versions"), 0).End()
	if in.Moves, err = readMoves(ctx, opt.Dir, in.Git, in.Pages, ReadOptions(site), opt.Cache); err != nil {
		root.Close()
		return nil, err
	}
	list = append(list, found.list...)
	in.Insights, problems = readInsights(folder, site)
	list = append(list, problems...)
	said, problems := readThesauri(folder, site)
	list = append(list, problems...)
	if in.Git.Shallow {
		list.Add(site.File.Span(0, 0), diag.ShallowGit, diag.Say("the git clone is shallow: pages without date: and updated: look newer than they are"),
			diag.Say("let CI fetch the whole history (fetch-depth: 0)"))
	}
	return &origin{opt: opt, root: root, folder: folder, config: site, theme: theme, in: in, id: id, said: said, parsers: opt.Cache.parsers, list: list}, nil
}

// site links what was read for an audience ("" is everybody) into the site that
// has an address, for who takes each search index so many times.
func (o *origin) site(ctx context.Context, audience, address string, uses int) *Site {
	linking := o.opt.Progress.Begin(diag.Say("linking"), 0)
	config, in, nowhere := *o.config, o.in, o.config.File.Span(0, 0)
	config.BaseURL.Value = address
	in.Config, in.Audience = &config, audience
	in.Pages = slices.Clone(in.Pages) // linking sorts out
	in.Was = func(asked []hub.Past) map[hub.Past]hub.Words {
		return o.opt.Cache.was(ctx, o.opt.Dir, asked, int64(config.Limits.PageBytes))
	}
	linked, problems := hub.Link(in)
	linking.End()
	defer o.opt.Progress.Begin(diag.Say("planning files"), 0).End()
	list := slices.Concat(o.list, problems)

	options := render.Options{Output: config.Limits.OutputBytes, Bundles: o.opt.Cache.bundles, Audience: audience, Forms: func(a *source.Asset) []picture.Form { return o.opt.Cache.pictures.of(o.root, o.folder, a).Forms }}
	if o.opt.Live {
		options.Script = linked.Base + LiveScript
	}
	options.Places = edit.PlacesOf(linked, o.folder, o.opt.Live)
	options.Folder = func(lang string) string { return source.LangFolder(o.folder, config.LangCodes(), lang) }
	if logo := linked.AssetAt(config.Logo.Value); logo != nil && logo.IsImage() {
		options.Logo, _ = fs.ReadFile(o.folder, path.Join(source.Root, logo.Path)) // what can't be read is told where it is copied
	}
	pages, problems := render.New(linked, o.theme, options)
	list = append(list, problems...)
	docs := sync.OnceValue(func() []search.Document { return documents(linked, o.opt.NoIndex) })
	indexes := newIndexes(&config, o.said, docs, uses)
	files := slices.Concat(pages.Files(), export.Files(linked, pages.Letters), formFiles(linked, o.folder),
		edit.Files(linked, options.Places, edit.Options{Live: o.opt.Live, Styles: pages.Styles()}))
	if !o.opt.NoIndex {
		files = append(files, slices.Concat(searchFiles(linked, indexes), embedFiles(linked, o.theme))...)
	}
	files, problems = plan(slices.Concat(files, assetFiles(linked, o.folder), o.pictureFiles(linked)), nowhere, config.Output.Compress)
	list = append(list, problems...).Apply(config.Checks)
	list.Sort()
	return &Site{
		origin: o, config: &config, audience: audience, hub: linked, pages: pages, files: files, documents: docs, indexes: indexes, list: list.Shorten(mostOfAKind),
	}
}

// mostOfAKind is how often one kind of mistake is told of one file.
const mostOfAKind = 100

// Close lets go of the site's folder. Downloads can't be rendered afterwards.
func (s *Site) Close() error { return s.root.Close() }

// Diagnostics is what loading has to say, with the levels that site.yaml asks
// for, sorted.
func (s *Site) Diagnostics() diag.List { return s.list }

// Config is the site's configuration.
func (s *Site) Config() *config.Site { return s.config }

// Hub is the linked model. It must not be changed.
func (s *Site) Hub() *hub.Hub { return s.hub }

// NextChange is when the site, as far as it was made, would be another of the same
// files: zero if that never comes by itself.
func (s *Site) NextChange() time.Time { return s.hub.NextChange() }

// Pages is the number of pages that people wrote.
func (s *Site) Pages() int { return len(s.hub.Pages) }

// Documents are what the search indexes are made of, by language. They must
// not be changed.
func (s *Site) Documents() []search.Document { return s.documents() }

// at is what is made at a path of the output: a file, or a folder that the path
// leads into.
func (s *Site) at(name string) (planned.File, bool) {
	for ; name != "." && name != "/"; name = path.Dir(name) {
		i, found := slices.BinarySearchFunc(s.files, name, func(f planned.File, name string) int { return strings.Compare(f.Path, name) })
		if found {
			return s.files[i], true
		}
	}
	return planned.File{}, false
}

// Source is the path of the file that the file at an output path shows or copies
// ("content/de/tips/x.md"), "" if there is none.
func (s *Site) Source(name string) string {
	f, _ := s.at(name)
	return f.Of
}
