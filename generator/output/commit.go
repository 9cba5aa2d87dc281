package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"syscall"

	"golang.org/x/sync/errgroup"
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
	for i, s := range stages {
		if s.same() {
			continue
		}
		if err := s.swap(); err != nil {
			for _, done := range stages[:i] {
				if !done.same() {
					err = errors.Join(err, done.unswap())
				}
			}
			return err
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
	now := s.list()
	return !s.opt.Whole && s.old.Version == now.Version && s.old.Base == now.Base && s.old.Compressed == now.Compressed &&
		len(s.kept) == len(s.sums) && len(s.sums) == len(s.old.Files)
}

func (s *Stage) list() *List {
	l := &List{Version: 1, Base: s.opt.Base, Files: s.sums}
	if s.opt.Compress {
		l.Compressed = compressedVersion
	}
	return l
}

// prepare completes the staged folder.
func (s *Stage) prepare() error {
	if s.same() {
		return nil
	}
	if s.opt.Whole {
		if err := errors.Join(os.WriteFile(s.staged(markName), nil, 0o644), s.openUp()); err != nil {
			return err
		}
	} else {
		data, err := s.list().encode()
		if err != nil {
			return err
		}
		if err := os.WriteFile(s.staged(ListName), data, 0o644); err != nil {
			return err
		}
		if err := errors.Join(s.keep(), s.carryOver()); err != nil {
			return err
		}
	}
	// Whoever set the folder's rights meant them to stay.
	if info, err := os.Stat(s.target); err == nil {
		return os.Chmod(s.Dir(), info.Mode()&(fs.ModePerm|fs.ModeSetgid))
	}
	return nil
}

// openUp gives files that another program wrote the rights that ours have: an
// index that only its builder may read is of no use to a server.
func (s *Stage) openUp() error {
	return filepath.WalkDir(s.Dir(), func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return os.Chmod(name, s.mode)
		case d.Type().IsRegular():
			return os.Chmod(name, s.mode&^0o111)
		}
		return nil
	})
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
func (s *Stage) carryOver() error {
	present := os.DirFS(s.target)
	return fs.WalkDir(present, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			if p == "." && errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		if d.IsDir() {
			entries, err := fs.ReadDir(present, p)
			if err != nil || len(entries) > 0 {
				return err
			}
			return s.carryFolder(p)
		}
		if _, ours := s.old.Files[p]; ours || p == ListName {
			return nil
		}
		if _, taken := s.names[fold(p)]; taken {
			return nil
		}
		if err = s.carryFolder(path.Dir(p)); err == nil {
			err = link(s.present(p), s.staged(p))
		}
		if err != nil {
			return fmt.Errorf("%s is not part of the site and can't be kept, move it away: %w", s.present(p), err)
		}
		return nil
	})
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

// swap puts the staged folder in its place; what was there is then at Dir.
func (s *Stage) swap() error {
	_, err := os.Lstat(s.target)
	if s.had = err == nil; !s.had {
		return explain(s.target, os.Rename(s.Dir(), s.target))
	}
	err = exchange(s.Dir(), s.target)
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = s.swapSlowly()
	}
	return explain(s.target, err)
}

// swapSlowly serves file systems that can't exchange two names at once. A
// build that is killed between the two steps is mended by the next one.
func (s *Stage) swapSlowly() error {
	old := s.beside("old")
	if err := os.Rename(s.target, old); err != nil {
		return err
	}
	if err := os.Rename(s.Dir(), s.target); err != nil {
		return errors.Join(err, os.Rename(old, s.target))
	}
	return os.Rename(old, s.Dir())
}

// unswap takes a swap back.
func (s *Stage) unswap() error {
	if !s.had {
		return os.Rename(s.target, s.Dir())
	}
	return s.swap()
}

func explain(target string, err error) error {
	if errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) {
		return fmt.Errorf("output folder %s can't be replaced, because a disk is mounted there: choose a folder inside it (%w)", target, err)
	}
	if err != nil {
		return fmt.Errorf("output folder %s: %w", target, err)
	}
	return nil
}
