package publish

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
)

// Build is a finished build: all of it is there, and as its list says.
type Build struct {
	root  *os.Root
	dir   string
	list  *output.List
	names []string // of its files, sorted, the list's own last
	sizes map[string]int64

	// Others are the files in its folder that are none of it. They are not
	// published.
	Others []string
}

// OpenBuild opens the build in a folder and reads all of it: a file that is
// missing or not as it was made is an error.
func OpenBuild(ctx context.Context, dir string) (*Build, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	b := &Build{root: root, dir: dir, sizes: map[string]int64{}}
	if err := b.read(ctx); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return b, nil
}

// Close lets go of the build's folder.
func (b *Build) Close() error { return b.root.Close() }

func (b *Build) read(ctx context.Context) error {
	text, err := b.root.ReadFile(output.ListName)
	if errors.Is(err, fs.ErrNotExist) {
		return refuse(diag.Say("there is no finished build in %s: ankerplatz build makes one", b.dir))
	}
	if err != nil {
		return err
	}
	if b.list, err = output.ParseList(text); err != nil {
		return refuse(diag.Say("the build in %s can't be read: build again", b.dir))
	}
	b.names = slices.Sorted(maps.Keys(b.list.Files))
	if err := b.verify(ctx); err != nil {
		return err
	}
	b.list.Files[output.ListName] = output.Sum(text)
	b.names = append(b.names, output.ListName)
	return fs.WalkDir(b.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case b.list.Files[name] == "":
			b.Others = append(b.Others, name)
			return nil
		}
		info, err := d.Info()
		if err == nil {
			b.sizes[name] = info.Size()
		}
		return err
	})
}

// verify reads all files and compares them with the list.
func (b *Build) verify(ctx context.Context) error {
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for _, name := range b.names {
		work.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			sum, err := output.SumFile(b.root.FS(), name)
			if errors.Is(err, fs.ErrNotExist) || err == nil && sum != b.list.Files[name] {
				return refuse(diag.Say("%s is not as it was built: build again", path.Join(b.dir, name)))
			}
			return err
		})
	}
	return work.Wait()
}

// plan compares the build with what is published; nil is nothing.
func (b *Build) plan(was *output.List) Plan {
	var p Plan
	var before map[string]string
	if was != nil {
		before = was.Files
	}
	for _, name := range b.names {
		switch before[name] {
		case b.list.Files[name]:
			p.Kept++
			continue
		case "":
			p.Added = append(p.Added, name)
		default:
			p.Changed = append(p.Changed, name)
		}
		p.Bytes += b.sizes[name]
	}
	for name := range before {
		if b.list.Files[name] == "" {
			p.Deleted = append(p.Deleted, name)
		}
	}
	for _, names := range [][]string{p.Added, p.Changed, p.Deleted} {
		slices.Sort(names)
	}
	return p
}

// listed is the list of a release as it was published, its own file included.
func listed(text []byte) (*output.List, error) {
	list, err := output.ParseList(text)
	if err != nil {
		return nil, err
	}
	list.Files[output.ListName] = output.Sum(text)
	return list, nil
}

// changedMeanwhile says that a file is not what it was when the build was opened.
func changedMeanwhile(b *Build, name string) error {
	return refuse(diag.Say("%s changed while it was published: build again", path.Join(b.dir, name)))
}
