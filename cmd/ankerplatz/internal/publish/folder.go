package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
)

// folder is a folder of this machine:
//
//	current            a link to the release that is served
//	releases/<id>/     those that are kept
//	releases/.new-…/   one that is being made, or whose making was interrupted
//	lock               held by who publishes
//
// A web server serves current. It leads to another release in one step.
type folder struct {
	dir  string
	keep int
}

const (
	currentLink = "current"
	releasesDir = "releases"
	unfinished  = ".new-"
)

func (f *folder) Close() error { return nil }

func (f *folder) lock() (func(), error) {
	if err := os.MkdirAll(filepath.Join(f.dir, releasesDir), 0o755); err != nil {
		return nil, err
	}
	unlock, err := output.Lock(filepath.Join(f.dir, "lock"))
	if errors.Is(err, output.ErrBusy) {
		return nil, refuse(diag.Say("somebody else is publishing to %s just now", f.dir))
	}
	return unlock, err
}

// served is the id of the release that is served, "" before the first.
func (f *folder) served() (string, error) {
	to, err := os.Readlink(filepath.Join(f.dir, currentLink))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", refuse(diag.Say("%s is not made by publishing: name another folder, or move it away", filepath.Join(f.dir, currentLink)))
	}
	return path.Base(filepath.ToSlash(to)), nil
}

func (f *folder) Releases(context.Context) ([]Release, error) {
	served, err := f.served()
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(filepath.Join(f.dir, releasesDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []Release
	for _, e := range entries {
		if stamp, _, ok := strings.Cut(e.Name(), "-"); ok && e.IsDir() {
			if made, err := time.Parse(idTime, stamp); err == nil {
				all = append(all, Release{e.Name(), made, e.Name() == served})
			}
		}
	}
	slices.Reverse(all) // ids begin with the time
	return all, nil
}

// idTime is how ids of releases in folders begin.
const idTime = "20060102T150405.000Z"

func (f *folder) current(context.Context) (*output.List, error) {
	served, err := f.served()
	if err != nil || served == "" {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(f.dir, releasesDir, served, output.ListName))
	if err != nil {
		return nil, err
	}
	return listed(text)
}

func (f *folder) put(ctx context.Context, b *Build, step func()) (Release, error) {
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return Release{}, err
	}
	defer root.Close()
	served, err := f.served()
	if err != nil {
		return Release{}, err
	}
	sum := b.list.Files[output.ListName]
	work := path.Join(releasesDir, unfinished+sum[:16])
	if err := f.sweep(root, path.Base(work)); err != nil {
		return Release{}, err
	}
	was := ""
	if served != "" {
		was = path.Join(releasesDir, served)
	}
	if err := fill(ctx, root, work, was, b, step); err != nil {
		return Release{}, err
	}
	now := time.Now().UTC()
	release := Release{now.Format(idTime) + "-" + sum[:8], now, true}
	if err := root.Rename(work, path.Join(releasesDir, release.ID)); err != nil {
		return Release{}, err
	}
	if err := f.turn(ctx, release); err != nil {
		return Release{}, err
	}
	return release, f.forget(root)
}

// fill makes a release of a build: files that were published before are the same
// files, and those of an interrupted attempt are taken if they are whole.
func fill(whole context.Context, root *os.Root, to, was string, b *Build, step func()) error {
	var mu sync.Mutex
	work, ctx := errgroup.WithContext(whole)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for _, name := range b.names {
		work.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := place(root, to, was, b, name); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			step()
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return err
	}
	return whole.Err() // it may have been ended behind the last file
}

func place(root *os.Root, to, was string, b *Build, name string) error {
	file, sum := path.Join(to, name), b.list.Files[name]
	if there, _, err := sumOf(root, file); err == nil {
		if there == sum {
			return nil
		}
		if err := root.Remove(file); err != nil { // it may be a link to a published one
			return err
		}
	}
	if err := root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return err
	}
	if was != "" && root.Link(path.Join(was, name), file) == nil {
		if there, _, err := sumOf(root, file); err == nil && there == sum {
			return nil
		}
		if err := root.Remove(file); err != nil {
			return err
		}
	}
	from, err := b.root.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	out, err := root.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, h), from)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != sum {
		return refuse(diag.Say("%s changed while it was published: build again", path.Join(b.dir, name)))
	}
	return nil
}

// turn leads current to a release.
func (f *folder) turn(_ context.Context, to Release) error {
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	const next = currentLink + ".new"
	if err := root.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := root.Symlink(filepath.Join(releasesDir, to.ID), next); err != nil {
		return err
	}
	return root.Rename(next, currentLink)
}

// sweep takes away what interrupted attempts left, but for one that is gone on
// with.
func (f *folder) sweep(root *os.Root, but string) error {
	entries, err := fs.ReadDir(root.FS(), releasesDir)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), unfinished) && e.Name() != but {
			err = errors.Join(err, root.RemoveAll(path.Join(releasesDir, e.Name())))
		}
	}
	return err
}

// forget takes away the oldest releases beyond those that are kept.
func (f *folder) forget(root *os.Root) error {
	all, err := f.Releases(context.Background())
	for _, r := range all[min(len(all), f.keep):] {
		if !r.Current {
			err = errors.Join(err, root.RemoveAll(path.Join(releasesDir, r.ID)))
		}
	}
	return err
}
