package generator

import (
	"context"
	"io/fs"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/confidential"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/gitinfo"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/source"
	"ankerplatz/generator/theme"
	"ankerplatz/generator/words"
)

// inParallel calls do for 0 to n-1, on all processors, until one fails or the
// context ends.
func inParallel(ctx context.Context, n int, do func(i int) error) error {
	work, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		work.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := do(i); err != nil {
					return err
				}
			}
		})
	}
	return work.Wait()
}

func within(dir, name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }

// Cache keeps what was read of a site from one Load to the next, so that only
// files that changed are read again. It is for one site, and one Load at a
// time.
type Cache struct {
	mu       sync.Mutex
	config   string           // site.yaml that the rest was read with
	words    *words.Languages // and the words
	parsers  map[string]*markdown.Parser
	pages    map[source.Entry]readPage
	assets   map[source.Entry]readAsset
	history  gitinfo.History
	states   map[pastState]string   // of pages, in files as they were
	pasts    map[hub.Past]hub.Words // what such files said
	bundles  *theme.Bundles
	pictures *pictures
}

type readPage struct {
	hub.Parsed
	list diag.List
}

type readAsset struct {
	asset *source.Asset
	list  diag.List
}

// NewCache returns an empty cache.
func NewCache() *Cache { return &Cache{bundles: &theme.Bundles{}, pictures: newPictures()} }

// begin forgets everything if the site is read in another way now.
func (c *Cache) begin(site *config.Site, languages *words.Languages) {
	if config := string(site.File.Data); c.parsers == nil || config != c.config || !languages.Equal(c.words) {
		c.config, c.words, c.parsers, c.pages, c.assets, c.states, c.pasts = config, languages, map[string]*markdown.Parser{}, nil, nil, nil, nil
		for _, lang := range site.LangCodes() {
			c.parsers[lang] = markdown.New(markdown.Options{
				Language: languages.In(lang), Nesting: site.Limits.Nesting, Output: site.Limits.OutputBytes,
			})
		}
	}
}

// ReadOptions are what reading pages needs to know of the site.
func ReadOptions(site *config.Site) source.Options {
	names, organisation := source.Names{}, site.Organisation
	for _, d := range organisation.Departments {
		names.Add("department", d.ID, d.Name)
	}
	for _, l := range organisation.Locations {
		names.Add("location", l.ID, l.Name)
	}
	for _, a := range organisation.Apps {
		names.Add("app", a.ID, a.Name)
	}
	return source.Options{
		Languages: site.LangCodes(), Default: site.DefaultLang(), Ignore: site.Ignore,
		PageBytes: int64(site.Limits.PageBytes), FileBytes: int64(site.Limits.FileBytes), FrontMatterBytes: site.Limits.FrontMatterBytes,
		TellOwnWords: site.OwnWords == "tell", Names: names,
	}
}

// content is what a site's content folder holds.
type content struct {
	pages  []hub.Parsed
	assets []*source.Asset
	lost   map[string]bool // paths of the files that are neither: whether it was told what is wrong with them
	list   diag.List
}

// readContent reads and parses all pages and looks into all other files, each
// file once, on all processors.
func readContent(ctx context.Context, folder fs.FS, site *config.Site, languages *words.Languages, options Options) (content, error) {
	cache := options.Cache
	cache.mu.Lock()
	defer cache.mu.Unlock()
	cache.begin(site, languages)
	opt := ReadOptions(site)
	entries, others, list, err := source.Walk(folder, opt)
	if err != nil {
		return content{}, err
	}
	list = append(list, source.Outside(folder, opt)...)
	for _, e := range slices.Concat(entries, others) {
		if err := sitepath.Check(e.Path); err != nil {
			list.Add(diag.NewFile(path.Join(source.Root, e.Path), nil).Span(0, 0), diag.BadSlug, diag.Say("not everybody can have a file of this name: %v", err), diag.Say(otherName))
		}
	}
	reading := options.Progress.Begin(diag.Say("reading pages"), len(entries)+len(others))
	defer reading.End()
	pages := make([]readPage, len(entries))
	err = inParallel(ctx, len(entries), func(i int) error {
		known, ok := cache.pages[entries[i]]
		if !ok {
			known = read(folder, entries[i], opt, cache.parsers)
		}
		pages[i] = known
		reading.Done()
		return nil
	})
	if err != nil {
		return content{}, err
	}
	assets := make([]readAsset, len(others))
	err = inParallel(ctx, len(others), func(i int) error {
		known, ok := cache.assets[others[i]]
		if !ok {
			known.asset, known.list = source.Inspect(folder, others[i], opt)
		}
		assets[i] = known
		reading.Done()
		return nil
	})
	if err != nil {
		return content{}, err
	}
	out := content{list: list, lost: map[string]bool{}}
	cache.pages, cache.assets = make(map[source.Entry]readPage, len(pages)), make(map[source.Entry]readAsset, len(assets))
	for i, p := range pages {
		cache.pages[entries[i]] = p
		out.list = append(out.list, p.list...)
		if p.Source != nil {
			out.pages = append(out.pages, p.Parsed)
		} else {
			out.lost[norm.NFC.String(entries[i].Path)] = p.list.HasErrors()
		}
	}
	for i, a := range assets {
		cache.assets[others[i]] = a
		out.list = append(out.list, a.list...)
		if a.asset != nil {
			out.assets = append(out.assets, a.asset)
		} else {
			out.lost[norm.NFC.String(others[i].Path)] = a.list.HasErrors()
		}
	}
	return out, nil
}

// read reads and parses a page.
func read(folder fs.FS, entry source.Entry, opt source.Options, parsers map[string]*markdown.Parser) (p readPage) {
	defer survive(&p.list, diag.NewFile(path.Join(source.Root, entry.Path), nil).Span(0, 0), diag.Say("the page can't be read"))
	page, list := source.Read(folder, entry, opt)
	p.list = list
	if page != nil {
		parsed, problems := hub.Parse(page, parsers[page.Lang])
		p.Parsed, p.list = parsed, slices.Concat(p.list, problems, confidential.Tell(page.File, page.Body))
	}
	return p
}
