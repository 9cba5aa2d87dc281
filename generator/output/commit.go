package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/slug"
)

// Commit puts the new version in the old one's place and ends the stage. If
// it fails, the old version is still there.
func (s *Stage) Commit() error { return CommitAll(s) }

// CommitAll commits several folders: everything is made ready first, then
// they are swapped back to back. If one can't be, none is. It ends the stages.
func CommitAll(stages ...*Stage) error {
	defer func() {
		for _, s := range stages {
			_ = s.Discard() // what is left is swept by the next build
		}
	}()
	for i, s := range stages {
		for _, t := range stages[:i] {
			if within(s.target, t.target) || within(t.target, s.target) {
				return fmt.Errorf("output folder: %s and %s lie in one another", t.target, s.target)
			}
		}
		if err := s.prepare(); err != nil {
			return fmt.Errorf("output folder: %w", err)
		}
	}
	// The looks come last: a server may ask the one folder while the other is
	// still the old one.
	for _, step := range []func(*Stage) error{(*Stage).swap, (*Stage).missed} {
		for _, s := range stages {
			if err := step(s); err != nil {
				err = fmt.Errorf("output folder %s: %w", s.target, err)
				for _, t := range slices.Backward(stages) {
					err = errors.Join(err, t.unswap())
				}
				return err
			}
		}
	}
	for _, s := range stages {
		if s.placed && s.had {
			_ = s.letGo() // else the next build does
		}
	}
	return nil
}

func within(dir, parent string) bool {
	rel, err := filepath.Rel(parent, dir)
	return err == nil && filepath.IsLocal(rel)
}

// same reports whether the new version is the present one, file by file: then
// there is nothing to do.
func (s *Stage) same() bool {
	was, now := s.was.list, s.list()
	return was.Version == now.Version && was.Hub == now.Hub && was.Base == now.Base && slices.Equal(was.Ancestors, now.Ancestors) && slices.Equal(was.Edit, now.Edit) && was.Compressed == now.Compressed && slices.Equal(was.Published, now.Published) && was.NextChange.Equal(now.NextChange) &&
		maps.EqualFunc(was.People, now.People, slices.Equal) &&
		len(s.kept) == len(s.sums) && len(s.sums) == len(was.Files)
}

func (s *Stage) list() *List {
	l := &List{Version: 1, Hub: s.opt.Hub, Audience: s.opt.Audience, Base: s.opt.Base, Ancestors: s.opt.Ancestors, Edit: s.opt.Edit, Published: s.opt.Published, NextChange: s.next, People: s.people, Files: s.sums}
	if s.opt.Compress {
		l.Compressed = compressedVersion
	}
	return l
}

// prepare completes the staged folder: with its list, with the files that did
// not change, and with those that are not ours. Where it fails, nothing has
// been changed.
func (s *Stage) prepare() error {
	if s.same() {
		return nil
	}
	now, err := look(s.target)
	if err != nil {
		return err
	}
	foreign, err := s.foreign(now)
	if err != nil {
		return err
	}
	if len(s.sums) > 0 { // else nothing is ours any more
		data, err := s.list().encode()
		if err != nil {
			return err
		}
		if err := os.WriteFile(s.staged(s.opt.listName()), data, 0o644); err != nil {
			return err
		}
	}
	if err := errors.Join(s.keep(), s.carryOver(foreign)); err != nil {
		return err
	}
	s.seen = now.files
	// Whoever set the folder's rights meant them to stay.
	if info, err := os.Stat(s.target); err == nil {
		return os.Chmod(s.Dir(), info.Mode()&(fs.ModePerm|fs.ModeSetgid))
	}
	return nil
}

// foreign returns what is not ours at target, files and empty folders. It is an
// error if the new version needs the place of one, or if somebody has changed
// our files since the stage began.
func (s *Stage) foreign(now *inventory) ([]string, error) {
	list := s.opt.listName()
	for _, p := range s.kept {
		if now.files[p] == nil {
			return nil, &changedError{s.present(p)}
		}
	}
	var foreign []string
	full := map[string]bool{} // folders that have something in them
	for _, p := range slices.Sorted(maps.Keys(now.files)) {
		full[path.Dir(p)] = true
		if !s.was.ours(p, list) {
			foreign = append(foreign, p)
		} else if !unchanged(s.was.files[p], now.files[p]) {
			return nil, &changedError{s.present(p)}
		}
	}
	for _, p := range slices.Backward(now.folders) {
		if full[path.Dir(p)] = true; !full[p] {
			foreign = append(foreign, p)
		}
	}
	slices.Sort(foreign)
	files, folders := map[string]string{slug.Fold(list): list}, map[string]string{}
	for p := range s.sums {
		files[slug.Fold(p)] = p
		for dir := path.Dir(p); dir != "." && folders[slug.Fold(dir)] == ""; dir = path.Dir(dir) {
			folders[slug.Fold(dir)] = p
		}
	}
	for _, p := range foreign {
		_, isFile := now.files[p]
		other := files[slug.Fold(p)]
		if other == "" && isFile {
			other = folders[slug.Fold(p)]
		}
		for dir := path.Dir(p); dir != "." && other == ""; dir = path.Dir(dir) {
			other = files[slug.Fold(dir)]
		}
		if other != "" {
			return nil, fmt.Errorf("%s was not made by ankerplatz and is in the way of the new file %s: move it away or rename it; nothing was changed", s.present(p), other)
		}
	}
	return foreign, nil
}

// changedError says that somebody works in the folder at this moment.
type changedError struct{ name string }

func (e *changedError) Error() string {
	return e.name + " was changed while the new version was made, so nothing was replaced: build again"
}

// keep links the files that did not change into the new version.
func (s *Stage) keep() error {
	var g errgroup.Group
	g.SetLimit(2 * runtime.GOMAXPROCS(0))
	for _, p := range s.kept {
		if err := s.mkdir(path.Dir(p), 0o755); err != nil {
			return errors.Join(err, g.Wait())
		}
		g.Go(func() error { return link(s.present(p), s.staged(p)) })
	}
	return g.Wait()
}

// carryOver links what is not ours from the present version into the new one.
func (s *Stage) carryOver(foreign []string) error {
	for _, p := range foreign {
		err := s.carryFolder(path.Dir(p))
		if info, there := os.Lstat(s.present(p)); err == nil && there == nil && info.IsDir() {
			err = s.carryFolder(p)
		} else if err == nil {
			err = link(s.present(p), s.staged(p))
		}
		if err != nil {
			return fmt.Errorf("%s is not part of the site and can't be kept, move it away: %w", s.present(p), err)
		}
	}
	return nil
}

// carryFolder makes folders as the present version has them.
func (s *Stage) carryFolder(dir string) error {
	if s.dirs[dir] {
		return nil
	}
	if err := s.carryFolder(path.Dir(dir)); err != nil {
		return err
	}
	info, err := os.Lstat(s.present(dir))
	if err != nil {
		return err
	}
	return s.mkdir(dir, info.Mode().Perm())
}

// link gives a file a second name, or copies it where that can't be.
func link(from, to string) error {
	err := os.Link(from, to) // of a symbolic link itself, not of what it leads to
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	info, statErr := os.Lstat(from)
	switch {
	case statErr != nil:
		return statErr
	case info.Mode()&fs.ModeSymlink != 0:
		dest, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(dest, to)
	case info.Mode().IsRegular():
		return copyFile(from, to, info)
	}
	return err
}

func copyFile(from, to string, info fs.FileInfo) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close(), os.Chtimes(to, info.ModTime(), info.ModTime()))
}

// swap puts the staged folder in its place.
func (s *Stage) swap() error {
	if s.same() {
		return nil
	}
	_, err := os.Lstat(s.target)
	if s.had = err == nil; s.had {
		err = s.exchange()
	} else {
		err = os.Rename(s.Dir(), s.target)
	}
	if err != nil {
		return explain(err)
	}
	s.placed = true
	return nil
}

// exchange swaps the staged folder and the old version, which is in the work
// folder then. A build that is killed before it is done is mended by the next.
func (s *Stage) exchange() error {
	if err := os.Rename(s.Dir(), s.old()); err != nil {
		return err
	}
	err := exchange(s.old(), s.target)
	if err == nil {
		return nil
	}
	if back := os.Rename(s.old(), s.Dir()); back != nil {
		return errors.Join(err, back)
	}
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return s.exchangeSlowly()
	}
	return err
}

// exchangeSlowly serves file systems that can't exchange two names at once.
func (s *Stage) exchangeSlowly() error {
	if err := os.Rename(s.target, s.old()); err != nil {
		return err
	}
	if err := os.Rename(s.Dir(), s.target); err != nil {
		return errors.Join(err, os.Rename(s.old(), s.target))
	}
	return nil
}

// missed reports a file of the old version that nobody knew of when the new one
// was made ready. After the swap no other can come.
func (s *Stage) missed() error {
	if !s.placed || !s.had {
		return nil
	}
	old, err := look(s.old())
	if err != nil {
		return err
	}
	for p, info := range old.files {
		there, err := os.Lstat(s.present(p))
		if !unchanged(s.seen[p], info) && (err != nil || !os.SameFile(info, there)) {
			return &changedError{s.present(p)}
		}
	}
	return nil
}

// unswap takes a swap back. What somebody put into the new version while it
// was in its place goes to the old one.
func (s *Stage) unswap() error {
	if !s.placed {
		return nil
	}
	s.placed = false
	if !s.had {
		return errors.Join(os.Rename(s.target, s.old()), s.handBack())
	}
	err := exchange(s.old(), s.target) // at no moment may somebody find nothing, and begin a folder of that name
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = errors.Join(os.Rename(s.target, s.Dir()), os.Rename(s.old(), s.target), os.Rename(s.Dir(), s.old()))
	}
	if err != nil {
		return err
	}
	return s.handBack()
}

// handBack links into target what the new version, which is in the old one's
// place in the work folder, has beside its own files, and lets go of it.
func (s *Stage) handBack() error {
	v, err := look(s.old())
	if err != nil {
		return err
	}
	for _, p := range slices.Sorted(maps.Keys(v.files)) {
		_, made := s.sums[p]
		there, err := os.Lstat(s.present(p))
		if made || p == s.opt.listName() || err == nil && os.SameFile(v.files[p], there) {
			continue
		}
		from := filepath.Join(s.old(), filepath.FromSlash(p))
		if err == nil {
			return fmt.Errorf("%s was written at the same time as %s: both are kept, move one to where it belongs", from, s.present(p))
		}
		if err := os.MkdirAll(filepath.Dir(s.present(p)), 0o755); err != nil {
			return err
		}
		if err := link(from, s.present(p)); err != nil {
			return err
		}
	}
	return s.letGo()
}

func explain(err error) error {
	if errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) {
		return fmt.Errorf("it can't be replaced, because a disk is mounted there: choose a folder inside it (%w)", err)
	}
	return err
}
