package generator

import (
	"context"
	"io/fs"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/render"
	"ankerplatz/search/bleveindex"
)

// BuildOptions say what to build, and where to.
type BuildOptions struct {
	Options
	Out    string // the output folder; "" is site.yaml's
	Index  string // the folder of the bleve index; "" is site.yaml's
	Strict bool   // warnings are errors
	Force  bool   // add the site to a folder that holds files and no build of ours
}

// Result is what a build or a check did.
type Result struct {
	Diagnostics diag.List
	Pages       int // that people wrote, of the site that has most
	Languages   int
	Files       int // in the output folders
	Sites       []Written
	Written     bool     // false where mistakes kept the output as it was
	Unchanged   bool     // nothing has changed since the build or check before, so nothing was done
	Replaced    []string // files of the last build that somebody had changed
	Web         []WebLink
}

// WebLink is an address of another site, and where it stands: in a page, or in
// site.yaml.
type WebLink struct {
	URL string
	At  diag.Span
}

// Written is a site that was built.
type Written struct {
	Audience string // id; "" is everybody
	Dir      string
	Pages    int
}

// Build makes the outputs of a site and their indexes, out of files that are
// read once. All are replaced together and as a whole, or none. Where nothing has
// changed since the last one, it says the same again.
func Build(ctx context.Context, opt BuildOptions) (*Result, error) {
	opt.Now = opt.present()
	m, last := remember(ctx, "build", opt.Options, opt.Out, opt.Index, opt.Force)
	if last != nil && !failed(last.Diagnostics, opt.Strict) {
		return last, nil
	}
	o, err := open(ctx, opt.Options, m)
	if err != nil {
		return nil, err
	}
	defer o.root.Close()
	outs, err := o.wanted(opt)
	if err != nil {
		return nil, err
	}
	wrong, err := o.refuse(targetsOf(outs))
	if err != nil {
		return nil, err
	}
	b := build{opt: opt, result: Result{Diagnostics: wrong, Languages: len(o.config.LangCodes())}}
	defer b.discard()
	for _, out := range outs {
		if err := b.site(ctx, o.site(ctx, out.audience, out.address, 2), out); err != nil { // the output and the index for servers take the indexes
			return nil, err
		}
	}
	b.result.Diagnostics.Sort()
	if b.failed() {
		return &b.result, nil
	}
	swapping := o.opt.Progress.Begin(diag.Say("exchanging folders"), 0)
	err = output.CommitAll(b.stages...)
	swapping.End()
	if err != nil {
		return nil, err
	}
	b.result.Written = true
	o.opt.Cache.pictures.forget(o.root, o.in.Assets)
	for _, stage := range b.stages {
		b.result.Replaced = append(b.result.Replaced, stage.Changed()...)
	}
	m.keep(&b.result, opt.Now, b.next, b.stages)
	return &b.result, nil
}

// build is one that is going on.
type build struct {
	opt    BuildOptions
	stages []*output.Stage
	next   time.Time // when the first of the sites changes by itself; zero for never
	result Result
}

func (b *build) failed() bool { return failed(b.result.Diagnostics, b.opt.Strict) }

// discard ends the stages. One that was committed has nothing to discard; of
// the others the next build clears away what is left.
func (b *build) discard() {
	for _, stage := range b.stages {
		_ = stage.Discard()
	}
}

// tell adds to what is told; what is told of several sites is told once when it
// is sorted.
func (b *build) tell(list diag.List) { b.result.Diagnostics = append(b.result.Diagnostics, list...) }

// site makes the new version of a site and of its index. Once there was a
// mistake it only says what is wrong with the site.
func (b *build) site(ctx context.Context, site *Site, out wanted) error {
	b.result.Pages = max(b.result.Pages, site.Pages())
	b.result.Sites = append(b.result.Sites, Written{out.audience, out.targets[0].dir, site.Pages()})
	if b.tell(site.list); b.failed() {
		return nil
	}
	var stages []*output.Stage
	for _, t := range out.targets {
		keep := site.keeping(t, b.opt)
		if t.flag == "out" {
			keep.Published = sums(site.documents())
		}
		stage, err := output.NewStage(t.dir, keep)
		if err != nil {
			if site.occupied(&b.result.Diagnostics, t, err) {
				return nil
			}
			return err
		}
		stages, b.stages = append(stages, stage), append(b.stages, stage)
	}
	counted := counter{Sink: stages[0]}
	work, workCtx := errgroup.WithContext(ctx)
	var problems diag.List
	work.Go(func() (err error) {
		if problems, err = site.Write(workCtx, &counted); err != nil {
			return err
		}
		return counted.Write(render.WorkerFile, site.pages.Worker(stages[0].Version()))
	})
	if len(stages) > 1 {
		work.Go(func() error {
			defer site.opt.Progress.Begin(diag.Say("index for servers"), 0).End()
			err := bleveindex.Build(workCtx, stages[1].Dir(), site.documents(), bleveindex.Options{Postings: site.indexes.take})
			if err != nil {
				return err
			}
			return stages[1].Adopt()
		})
	}
	if err := work.Wait(); err != nil {
		return err
	}
	next := site.NextChange()
	stages[0].Until(next)
	if b.next.IsZero() || !next.IsZero() && next.Before(b.next) {
		b.next = next
	}
	b.result.Files += int(counted.files.Load())
	b.tell(problems)
	return nil
}

// Check says all that a build would say, of the site for everybody and of those
// for each audience, without the search indexes, of which a build says nothing,
// and what concerns those who look after the hub.
func Check(ctx context.Context, opt Options) (*Result, error) {
	o, err := open(ctx, opt, nil)
	if err != nil {
		return nil, err
	}
	defer o.root.Close()
	outs, err := o.wanted(BuildOptions{})
	if err != nil {
		return nil, err
	}
	for _, id := range o.config.AudienceIDs() { // those that only flags name a folder for
		if _, configured := o.outputFor(id); !configured {
			outs = append(outs, wanted{audience: id, address: o.addressFor(id)})
		}
	}
	wrong := o.checkFolders(outs)
	b := build{result: Result{Diagnostics: wrong, Languages: len(o.config.LangCodes())}}
	asked, advice := map[string]bool{}, newAdvice()
	for _, out := range outs {
		site := o.site(ctx, out.audience, out.address, 1)
		b.result.Pages = max(b.result.Pages, site.Pages())
		if !wrong.HasErrors() {
			b.tell(site.checkOccupied(out))
		}
		list, err := site.Check(ctx)
		if err != nil {
			return nil, err
		}
		b.tell(list)
		if list, err = site.problems(ctx, asked); err != nil {
			return nil, err
		}
		b.tell(list)
		advice.look(site)
	}
	b.result.Web = o.webLinks()
	b.tell(advice.told(o.config.Checks, b.result.Diagnostics.HasErrors()))
	b.result.Diagnostics.Sort()
	return &b.result, nil
}

func failed(list diag.List, strict bool) bool {
	return list.HasErrors() || strict && list.Count(diag.Warn) > 0
}

// counter counts the files that a sink takes.
type counter struct {
	planned.Sink
	files atomic.Int64
}

func (c *counter) Write(path string, data []byte) error {
	c.files.Add(1)
	return c.Sink.Write(path, data)
}

func (c *counter) Copy(path string, from fs.FS, name string) error {
	c.files.Add(1)
	return c.Sink.Copy(path, from, name)
}

func (c *counter) Kept(path string) (bool, error) {
	kept, err := c.Sink.Kept(path)
	if kept {
		c.files.Add(1)
	}
	return kept, err
}
