package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Options say how a folder is kept.
type Options struct {
	// Whole says that all of the folder is ours and another program writes the
	// files in it: they are not listed, and nothing is carried over.
	Whole bool
	// Force takes over a folder that holds files but no build of ours. The
	// files stay, except where the new version has a file of the same name.
	Force bool
	// Compress puts compressed forms beside text files, for servers that hand
	// these out instead.
	Compress bool
	// Base is the path of the site's address ("/hub/"): the list tells it to
	// whoever serves the folder.
	Base string
}

// Stage is a new version of a folder. Write and Copy may be called from many
// goroutines; the others may not. A Stage ends with Commit or Discard.
type Stage struct {
	target string // absolute
	opt    Options
	mode   fs.FileMode // of new folders: 0755 without what the umask takes
	lock   *lock       // nil once the stage has ended
	had    bool        // there was something at target when it was swapped
	old    *List

	mu    sync.Mutex
	names map[string]string // path by its folded form
	dirs  map[string]bool   // made already
	sums  map[string]string
	kept  []string // paths whose bytes the present version has: linked when all is known

	compressors compressors
}

// ErrBusy says that another build is writing the same folder.
var ErrBusy = errors.New("another build is writing it just now")

// NewStage begins a new version of the folder dir. It takes the folder's lock
// and clears away what killed builds left behind.
func NewStage(dir string, opt Options) (*Stage, error) {
	target, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if filepath.Dir(target) == target {
		return nil, fmt.Errorf("%s can't be the output folder", target)
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	s := &Stage{
		target: target, opt: opt,
		names: map[string]string{}, dirs: map[string]bool{".": true}, sums: map[string]string{},
	}
	if s.lock, err = acquire(s.beside("lock")); err != nil {
		return nil, fmt.Errorf("output folder %s: %w", target, err)
	}
	if err := s.begin(); err != nil {
		s.lock.release()
		return nil, fmt.Errorf("output folder: %w", err)
	}
	return s, nil
}

func (s *Stage) begin() (err error) {
	if err := s.recover(); err != nil {
		return err
	}
	if s.old, err = examine(s.target, s.opt); err != nil {
		return err
	}
	if err := os.Mkdir(s.Dir(), 0o755); err != nil {
		return err
	}
	info, err := os.Stat(s.Dir())
	if err != nil {
		return err
	}
	s.mode = info.Mode().Perm()
	return nil
}

// recover undoes what a killed build left.
func (s *Stage) recover() error {
	_, err := os.Lstat(s.target)
	if errors.Is(err, fs.ErrNotExist) {
		err = os.Rename(s.beside("old"), s.target)
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	return errors.Join(err, os.RemoveAll(s.beside("old")), os.RemoveAll(s.Dir()))
}

func (s *Stage) beside(what string) string {
	return filepath.Join(filepath.Dir(s.target), "."+filepath.Base(s.target)+"."+what)
}

// Dir is the staged folder, for programs that write files themselves.
func (s *Stage) Dir() string { return s.beside("new") }

func (s *Stage) staged(p string) string  { return filepath.Join(s.Dir(), filepath.FromSlash(p)) }
func (s *Stage) present(p string) string { return filepath.Join(s.target, filepath.FromSlash(p)) }

// Write adds a file. A file that the present version has with the same bytes
// keeps its modification time.
func (s *Stage) Write(f File) error {
	if err := s.claim(f.Path); err != nil {
		return err
	}
	sum := hexSum(f.Data)
	kept := s.old.Files[f.Path] == sum && s.unchanged(f)
	if !kept {
		w, err := s.create(f.Path)
		if err != nil {
			return err
		}
		_, err = w.Write(f.Data)
		if err = errors.Join(err, w.Close()); err != nil {
			return err
		}
	}
	s.record(f.Path, sum, kept)
	return s.compress(f.Path, int64(len(f.Data)), kept, func() ([]byte, error) { return f.Data, nil })
}

func (s *Stage) create(p string) (*os.File, error) {
	s.mu.Lock()
	err := s.mkdir(path.Dir(p), 0o755)
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	// Never through an existing name: it could be a link to the present version's file.
	return os.OpenFile(s.staged(p), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

// unchanged reports whether the present version's file really holds what its
// list says: somebody may have edited it since.
func (s *Stage) unchanged(f File) bool {
	info, err := os.Lstat(s.present(f.Path))
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(f.Data)) {
		return false
	}
	data, err := os.ReadFile(s.present(f.Path))
	return err == nil && bytes.Equal(data, f.Data)
}

// Copy adds a file of src without reading all of it into memory, unless it is
// text that is compressed.
func (s *Stage) Copy(dst string, src fs.FS, name string) error {
	if err := s.claim(dst); err != nil {
		return err
	}
	kept, err := s.copy(dst, src, name)
	if err != nil {
		return err
	}
	size, err := sizeOf(src, name)
	if err != nil {
		return err
	}
	return s.compress(dst, size, kept, func() ([]byte, error) { return fs.ReadFile(src, name) })
}

func (s *Stage) copy(dst string, src fs.FS, name string) (kept bool, err error) {
	if was := s.old.Files[dst]; was != "" && s.presentIs(dst, was) {
		if sum, err := hashFile(src, name); err == nil && sum == was {
			s.record(dst, sum, true)
			return true, nil
		}
	}
	r, err := src.Open(name)
	if err != nil {
		return false, err
	}
	defer r.Close()
	w, err := s.create(dst)
	if err != nil {
		return false, err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(w, h), r)
	s.record(dst, hex.EncodeToString(h.Sum(nil)), false)
	return false, errors.Join(err, w.Close())
}

func (s *Stage) presentIs(p, sum string) bool {
	info, err := os.Lstat(s.present(p))
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	now, err := hashFile(os.DirFS(s.target), p)
	return err == nil && now == sum
}

func hashFile(fsys fs.FS, name string) (string, error) {
	r, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(h, r)
	return hex.EncodeToString(h.Sum(nil)), errors.Join(err, r.Close())
}

// claim takes a path for a new file.
func (s *Stage) claim(p string) error {
	if err := CheckPath(p); err != nil {
		return err
	}
	if p == ListName && !s.opt.Whole || p == markName && s.opt.Whole {
		return fmt.Errorf("path %q is kept for the list of files", p)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := fold(p)
	if other, taken := s.names[key]; taken {
		return fmt.Errorf("paths %q and %q are the same file on some machines", other, p)
	}
	s.names[key] = p
	return nil
}

// mkdir makes a folder and those above it. While files are written, the caller holds mu.
func (s *Stage) mkdir(dir string, mode fs.FileMode) error {
	if s.dirs[dir] {
		return nil
	}
	if err := s.mkdir(path.Dir(dir), 0o755); err != nil {
		return err
	}
	if err := os.Mkdir(s.staged(dir), mode); err != nil {
		return err
	}
	s.dirs[dir] = true
	return nil
}

func (s *Stage) record(p, sum string, kept bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sums[p] = sum
	if kept {
		s.kept = append(s.kept, p)
	}
}

// Discard ends the stage without a trace. After Commit it does nothing.
func (s *Stage) Discard() error {
	if s.lock == nil {
		return nil
	}
	err := removeAll(s.Dir())
	s.lock.release()
	s.lock = nil
	return err
}

// removeAll is os.RemoveAll for a folder with thousands of files.
func removeAll(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var g errgroup.Group
	for _, e := range entries {
		g.Go(func() error { return os.RemoveAll(filepath.Join(dir, e.Name())) })
	}
	return errors.Join(g.Wait(), os.RemoveAll(dir))
}
