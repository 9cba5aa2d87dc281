package generator

import (
	"context"
	"io/fs"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
	"ankerplatz/generator/planned"
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
	site, err := load(ctx, opt.Options, 2) // the output and the index for servers take them
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
	targets[0].opt.Published = sums(site.documents())
	stages, err := openStages(targets)
	defer func() {
		for _, stage := range stages {
			// A stage that was committed has nothing to discard; of the others
			// the next build clears away what is left.
			_ = stage.Discard()
		}
	}()
	if err != nil {
		if site.occupied(&result.Diagnostics, targets[len(stages)], err) {
			return result, nil
		}
		return nil, err
	}
	counted := counter{Sink: stages[0]}
	work, workCtx := errgroup.WithContext(ctx)
	var problems diag.List
	work.Go(func() (err error) {
		problems, err = site.Write(workCtx, &counted)
		return err
	})
	if len(stages) > 1 {
		work.Go(func() error {
			err := bleveindex.Build(workCtx, stages[1].Dir(), site.documents(), bleveindex.Options{Postings: site.indexes.take})
			if err != nil {
				return err
			}
			return stages[1].Adopt()
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	result.Files = int(counted.files.Load())
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
