package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
)

// folder is a folder, of this machine or another:
//
//	current            a link to the release that is served
//	releases/<id>/     those that are kept
//	releases/.new-…/   one that is being made, or whose making was interrupted
//	lock               held by who publishes
//
// A web server serves current. It leads to another release in one step.
type folder struct {
	disk
	at       string // as it was named
	keep     int
	together int          // how many files are made at the same time
	held     func() error // fails once the lock is lost
}

const (
	currentLink = "current"
	releasesDir = "releases"
	unfinished  = ".new-"
	lockName    = "lock"
)

func (f *folder) lock() (func(), error) {
	unlock, held, err := f.disk.lock()
	if err != nil {
		return nil, err
	}
	f.held = held
	if err := f.mkdirAll(releasesDir); err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

// served is the id of the release that is served, "" before the first.
func (f *folder) served() (string, error) {
	to, err := f.readlink(currentLink)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", refuse(diag.Say("%s is not made by publishing: name another folder, or move it away", path.Join(f.at, currentLink)))
	}
	return path.Base(filepath.ToSlash(to)), nil
}

func (f *folder) Releases(context.Context) ([]Release, error) {
	served, err := f.served()
	if err != nil {
		return nil, err
	}
	names, err := f.names(releasesDir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []Release
	for _, name := range names {
		stamp, _, _ := strings.Cut(name, "-")
		if made, err := time.Parse(idTime, stamp); err == nil {
			all = append(all, Release{name, made, name == served})
		}
	}
	slices.SortFunc(all, func(a, b Release) int { return strings.Compare(b.ID, a.ID) }) // ids begin with the time
	return all, nil
}

// idTime is how ids of releases in folders begin.
const idTime = "20060102T150405.000Z"

func (f *folder) current(context.Context) (*output.List, error) {
	served, err := f.served()
	if err != nil || served == "" {
		return nil, err
	}
	text, err := f.readFile(path.Join(releasesDir, served, output.ListName))
	if err != nil {
		return nil, err
	}
	return listed(text)
}

func (f *folder) put(ctx context.Context, b *Build, step func()) (Release, error) {
	served, err := f.served()
	if err != nil {
		return Release{}, err
	}
	sum := b.list.Files[output.ListName]
	work := path.Join(releasesDir, unfinished+sum[:16])
	if err := f.sweep(path.Base(work)); err != nil {
		return Release{}, err
	}
	was, err := f.current(ctx)
	if err != nil {
		return Release{}, err
	}
	old := func(name string) string { // what is published of a file as it is now
		if was == nil || was.Files[name] != b.list.Files[name] {
			return ""
		}
		return path.Join(releasesDir, served, name)
	}
	if err := f.fill(ctx, work, old, b, step); err != nil {
		return Release{}, err
	}
	now := time.Now().UTC()
	release := Release{now.Format(idTime) + "-" + sum[:8], now, true}
	if err := f.rename(work, path.Join(releasesDir, release.ID)); err != nil {
		return Release{}, err
	}
	if err := f.turn(ctx, release); err != nil {
		return Release{}, err
	}
	return release, f.forget()
}

// fill makes a release of a build: files that were published before are the same
// files, and those of an interrupted attempt are taken if they are whole.
func (f *folder) fill(whole context.Context, to string, old func(name string) string, b *Build, step func()) error {
	folders := map[string]bool{}
	for _, name := range b.names {
		folders[path.Dir(path.Join(to, name))] = true
	}
	for dir := range folders {
		if err := errors.Join(whole.Err(), f.mkdirAll(dir)); err != nil {
			return err
		}
	}
	var mu sync.Mutex
	work, ctx := errgroup.WithContext(whole)
	work.SetLimit(f.together)
	for _, name := range b.names {
		work.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := f.place(path.Join(to, name), old(name), b, name); err != nil {
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

// place makes a file of a release. old is the same file of the one that is
// served, "" without one.
func (f *folder) place(file, old string, b *Build, name string) error {
	sum, size := b.list.Files[name], b.sizes[name]
	taken := func() (bool, error) {
		same, err := f.same(file, sum, size)
		if same || errors.Is(err, fs.ErrNotExist) {
			return same, nil
		}
		return false, errors.Join(err, f.remove(file)) // it may be a link to what is published: it is not written to
	}
	if done, err := taken(); done || err != nil {
		return err
	}
	if old != "" && f.link(old, file) == nil {
		if done, err := taken(); done || err != nil {
			return err
		}
	}
	from, err := b.root.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	out, err := f.create(file)
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = io.Copy(out, io.TeeReader(from, h))
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != sum {
		return errors.Join(changedMeanwhile(b, name), f.remove(file))
	}
	return nil
}

// turn leads current to a release.
func (f *folder) turn(_ context.Context, to Release) error {
	const next = currentLink + ".new"
	if err := f.remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := f.symlink(path.Join(releasesDir, to.ID), next); err != nil {
		return err
	}
	if err := f.held(); err != nil {
		return err
	}
	return f.rename(next, currentLink)
}

// sweep takes away what interrupted attempts left, but for one that is gone on
// with.
func (f *folder) sweep(but string) error {
	names, err := f.names(releasesDir)
	for _, name := range names {
		if strings.HasPrefix(name, unfinished) && name != but {
			err = errors.Join(err, f.removeAll(path.Join(releasesDir, name)))
		}
	}
	return err
}

// forget takes away the oldest releases beyond those that are kept.
func (f *folder) forget() error {
	all, err := f.Releases(context.Background())
	for _, r := range all[min(len(all), f.keep):] {
		if !r.Current {
			err = errors.Join(err, f.removeAll(path.Join(releasesDir, r.ID)))
		}
	}
	return err
}
