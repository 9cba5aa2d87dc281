package output

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/slug"
)

// Options say how a folder is kept.
type Options struct {
	// List is the name of the list of files; "" stands for ListName, a site's.
	List string
	// Force adds a version to a folder that holds files but no version of ours.
	// These files stay; where one is in the way, nothing is done.
	Force bool
	// Compress puts compressed forms beside text files, for servers that hand
	// these out instead.
	Compress bool
	// Base is the path of the site's address ("/hub/"): the list tells it to
	// whoever serves the folder.
	Base string
	// Ancestors are the sites that may show the pages in a frame: the list tells
	// whoever serves the folder.
	Ancestors []string
	// Edit are the servers that the hub's editor talks with: the list tells
	// whoever serves the folder.
	Edit []string
	// Hub is whose version it is, Audience whom it is for.
	Hub      Hub
	Audience string
	// Other says why a list is that of another hub, whose version is left alone;
	// "" if it is not. nil asks nothing.
	Other func(*List) diag.Text
	// Published names, in an order that is always the same, what the search
	// finds: the list tells it to whoever serves the folder, who must not go on
	// with what an earlier version had and this one has not.
	Published []string
}

func (opt *Options) listName() string { return cmp.Or(opt.List, ListName) }

// Stage is a new version of a folder. Write and Copy may be called from many
// goroutines; the others may not. A Stage ends with Commit or Discard.
type Stage struct {
	target string // absolute
	opt    Options
	mode   fs.FileMode            // of new folders: 0755 without what the umask takes
	work   *work                  // nil once the stage has ended
	was    *inventory             // of target when the stage began
	seen   map[string]fs.FileInfo // at target when the new version was made ready
	had    bool                   // there was something at target when it was swapped
	placed bool                   // the new version is at target, the old one in the work folder

	mu    sync.Mutex
	names map[string]string // path by its folded form
	dirs  map[string]bool   // made already
	sums  map[string]string
	kept  []string // paths whose bytes the present version has: linked when all is known

	people map[string][]string // see List
	next   time.Time           // the same

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
		names: map[string]string{}, dirs: map[string]bool{".": true}, sums: map[string]string{}, people: map[string][]string{},
	}
	if s.work, err = beginWork(WorkFolder(target)); err != nil {
		return nil, fmt.Errorf("output folder %s: %w", target, err)
	}
	if err := s.begin(); err != nil {
		s.work.end()
		return nil, fmt.Errorf("output folder: %w", err)
	}
	return s, nil
}

func (s *Stage) begin() (err error) {
	if err := s.recover(); err != nil {
		return err
	}
	if s.was, err = examine(s.target, s.opt); err != nil {
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
	_, err := os.Lstat(s.old())
	if err == nil {
		err = s.recoverOld()
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return removeAll(s.Dir())
}

// recoverOld puts the old version back, or lets go of it where the new one is
// in its place and nothing is missed.
func (s *Stage) recoverOld() error {
	_, err := os.Lstat(s.target)
	if errors.Is(err, fs.ErrNotExist) {
		return os.Rename(s.old(), s.target)
	}
	old, err := look(s.old())
	if err != nil {
		return err
	}
	_ = old.prove(s.old(), s.opt.listName()) // if it can't, all of it must be at target
	for _, p := range slices.Sorted(maps.Keys(old.files)) {
		there, err := os.Lstat(s.present(p))
		if !old.ours(p, s.opt.listName()) && (err != nil || !unchanged(old.files[p], there)) {
			return fmt.Errorf("a build that was killed left %s, which is not in %s: move it to where it belongs, and build again",
				filepath.Join(s.old(), filepath.FromSlash(p)), s.target)
		}
	}
	return s.letGo()
}

// letGo marks the old version as of no use to anybody.
func (s *Stage) letGo() error {
	if err := removeAll(s.Dir()); err != nil {
		return err
	}
	return os.Rename(s.old(), s.Dir())
}

// Dir is the staged folder, for programs that write files themselves. What is
// at this name may be removed at any time.
func (s *Stage) Dir() string { return s.work.path("new") }

func (s *Stage) old() string { return s.work.path("old") }

func (s *Stage) staged(p string) string  { return filepath.Join(s.Dir(), filepath.FromSlash(p)) }
func (s *Stage) present(p string) string { return filepath.Join(s.target, filepath.FromSlash(p)) }

// Write adds a file. A file that the present version has with the same bytes
// keeps its modification time.
func (s *Stage) Write(p string, data []byte) error {
	if err := s.claim(p); err != nil {
		return err
	}
	sum := Sum(data)
	kept := s.has(p, sum)
	if !kept {
		w, err := s.create(p)
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		if err = errors.Join(err, w.Close()); err != nil {
			return err
		}
	}
	s.record(p, sum, kept)
	return s.compress(p, int64(len(data)), kept, func() ([]byte, error) { return data, nil })
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

// has reports whether the present version has a file with this SHA-256:
// somebody may have edited it, whatever its list says.
func (s *Stage) has(p, sum string) bool { return s.was.intact[p] && s.was.list.Files[p] == sum }

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
	if s.was.intact[dst] {
		if sum, err := SumFile(src, name); err == nil && s.has(dst, sum) {
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

// Kept adds a file of the present version as it is, and reports whether there
// is one that nobody has edited. It is for files whose paths say what is in
// them, and that have no compressed forms.
func (s *Stage) Kept(p string) (bool, error) {
	if !s.was.intact[p] || Compressible(p) {
		return false, nil
	}
	if err := s.claim(p); err != nil {
		return false, err
	}
	s.record(p, s.was.list.Files[p], true)
	return true, nil
}

// Adopt lists the files that another program has written into Dir. It gives
// them the rights that ours have: an index that only its builder may read is of
// no use to a server.
func (s *Stage) Adopt() error {
	v, err := look(s.Dir())
	if err != nil {
		return err
	}
	for _, p := range v.folders {
		if err := os.Chmod(s.staged(p), s.mode); err != nil {
			return err
		}
		s.dirs[p] = true
	}
	paths := slices.Sorted(maps.Keys(v.files))
	sums, err := sumAll(s.Dir(), paths)
	if err != nil {
		return err
	}
	for _, p := range paths {
		if err := s.claim(p); err != nil {
			return err
		}
		if err := os.Chmod(s.staged(p), s.mode&^0o111); err != nil {
			return err
		}
		s.record(p, sums[p], false)
	}
	return os.Chmod(s.Dir(), s.mode)
}

// Present is the list of the version that is there: without files where there
// is none.
func (s *Stage) Present() *List { return s.was.list }

// Keep adds a file of the present version as it is, if it is there.
func (s *Stage) Keep(p string) error {
	if _, there := s.was.files[p]; !there {
		return nil
	}
	if err := s.claim(p); err != nil {
		return err
	}
	s.record(p, s.was.list.Files[p], true)
	if people := s.was.list.People[p]; people != nil {
		s.people[p] = people
	}
	return nil
}

// Show notes in the list who is on a file.
func (s *Stage) Show(p string, people []string) { s.people[p] = people }

// Changed returns the files of the present version that somebody has changed
// since it was written, by their place. They are not in the new version.
func (s *Stage) Changed() []string {
	var changed []string
	for p := range s.was.list.Files {
		if _, there := s.was.files[p]; there && !s.was.intact[p] && !slices.Contains(s.kept, p) {
			changed = append(changed, s.present(p))
		}
	}
	slices.Sort(changed)
	return changed
}

// Files are the files of the version that Commit has put in its place, and the
// list of them, with their SHA-256.
func (s *Stage) Files() (map[string]string, error) {
	files := maps.Clone(s.sums)
	if len(files) == 0 {
		return files, nil
	}
	var err error
	files[s.opt.listName()], err = SumFile(os.DirFS(s.target), s.opt.listName())
	return files, err
}

// Folder is where the version is, seen from the root of the disk.
func (s *Stage) Folder() string { return s.target }

// Until notes in the list when what the stage has would be another of the same
// files; the zero time stands for never.
func (s *Stage) Until(next time.Time) {
	if s.next = next.Add(time.Second - 1).Truncate(time.Second).UTC(); next.IsZero() || next.Year() > 9998 { // which JSON can't write
		s.next = time.Time{}
	}
}

// SumFile is the SHA-256 of a file as a List has it.
func SumFile(fsys fs.FS, name string) (string, error) {
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
	err := sitepath.Check(p)
	if err == nil && !filepath.IsLocal(filepath.FromSlash(p)) {
		err = errors.New("no file can be called so on this machine")
	}
	if err != nil {
		return fmt.Errorf("path %q: %w", p, err)
	}
	first, _, _ := strings.Cut(p, "/")
	if list := s.opt.listName(); slug.Fold(first) == list || list == ListName && !sitepath.Reserved(p).Empty() {
		return fmt.Errorf("path %q is kept for others", p)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := slug.Fold(p)
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
	err := os.Mkdir(s.staged(dir), mode)
	if info, there := os.Lstat(s.staged(dir)); errors.Is(err, fs.ErrExist) && there == nil && info.IsDir() {
		err = nil // by another case of its letters
	}
	if err != nil {
		return err
	}
	s.dirs[dir] = true
	return nil
}

// Version names all that the stage has so far: the paths of the files, and what
// is in them.
func (s *Stage) Version() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := sha256.New()
	for _, p := range slices.Sorted(maps.Keys(s.sums)) {
		fmt.Fprintf(h, "%q %s\n", p, s.sums[p])
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
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
	if s.work == nil {
		return nil
	}
	err := removeAll(s.Dir())
	s.work.end()
	s.work = nil
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
