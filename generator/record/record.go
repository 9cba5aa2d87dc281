// Package record notes which files a build has read and written, so that the
// next one can tell that all of them are as they were. A note is what the disk
// says of a file and, of what was read, a hash of what was seen; the hash is made
// again only where the disk says something else, or can't be relied on.
package record

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Note is what is known of one file or folder.
type Note struct {
	Name string // slash-separated
	Kind Kind
	Stamp
	Sum   string // SHA-256 of what was read, or of what is listed; "" if that was not all
	Fresh bool   // it could have changed afterwards without any other Stamp
	Error string // what the disk said instead; only of those that could not be had
}

// Kind is what was asked of a file or folder.
type Kind byte

// What was asked.
const (
	Looked Kind = iota // whether it is there, and what it is
	Read               // what is in it
	Listed             // a folder: which names are in it
)

// Stamp is what the disk says of a file. Two that are equal are one file that
// nobody has written since, unless it was written within a tick of the disk's
// clock.
type Stamp struct {
	Mode            fs.FileMode
	Size            int64
	Written, Status int64  // nanoseconds since 1970; Status, when anything of it was changed, is 0 where the system does not tell
	Inode           uint64 // the same
}

// StampOf is what the disk has said.
func StampOf(info fs.FileInfo) Stamp {
	s := Stamp{Mode: info.Mode(), Size: info.Size(), Written: info.ModTime().UnixNano()}
	s.Status, s.Inode = system(info)
	return s
}

// Reader is a folder that notes what is read in it. It is safe for use by several
// goroutines.
type Reader struct {
	root  *os.Root
	disk  fs.FS
	began int64 // by the clock of the folder's disk

	mu      sync.Mutex
	notes   map[asked]*Note
	top     []fs.DirEntry // of the folder itself
	unequal bool          // something was read twice, and was not the same
}

// NewReader notes what is read in a folder from a moment on, which the folder's
// own disk has named: the time of a file that was written just now.
func NewReader(root *os.Root, began time.Time) *Reader {
	from := began.Add(-tick)
	if began.Nanosecond() == 0 {
		from = began.Add(-coarseTick)
	}
	return &Reader{root: root, disk: root.FS(), began: from.UnixNano(), notes: map[asked]*Note{}}
}

// asked is a name and, where there was no answer, the question.
type asked struct {
	name   string
	failed bool
	kind   Kind
}

// How far apart two changes of a file are at least whose times differ: with the
// clocks of today's disks, and with those that count whole seconds or two.
const (
	tick       = 50 * time.Millisecond
	coarseTick = 2 * time.Second
)

// note adds to what is known of a name.
func (r *Reader) note(n Note) {
	n.Fresh = max(n.Written, n.Status) >= r.began
	r.mu.Lock()
	defer r.mu.Unlock()
	key := asked{name: n.Name}
	if n.Error != "" {
		key.failed, key.kind = true, n.Kind
	}
	known := r.notes[key]
	if known == nil {
		r.notes[key] = &n
		return
	}
	if n.Mode.IsDir() && known.Mode.IsDir() {
		n.Stamp = known.Stamp // what is in it says whether it is another
	}
	r.unequal = r.unequal || known.Stamp != n.Stamp || known.Error != n.Error || known.Sum != "" && n.Sum != "" && known.Sum != n.Sum
	known.Kind = max(known.Kind, n.Kind)
	if n.Sum != "" {
		known.Sum = n.Sum
	}
}

// answer notes what the disk has answered to a question, or that it has not.
func (r *Reader) answer(kind Kind, name string, info fs.FileInfo, err error) {
	if err != nil {
		r.note(Note{Name: name, Kind: kind, Error: err.Error()})
	} else {
		r.note(Note{Name: name, Kind: kind, Stamp: StampOf(info)})
	}
}

// Open implements fs.FS. Of what is not read to its end it is not known later
// whether it is the same.
func (r *Reader) Open(name string) (fs.File, error) {
	f, err := r.disk.Open(name)
	if err != nil {
		r.answer(Read, name, nil, err)
		return nil, err
	}
	info, err := f.Stat()
	r.answer(Read, name, info, err)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if !info.Mode().IsRegular() {
		return f, nil
	}
	return &file{File: f, reader: r, name: name, stamp: StampOf(info), sum: sha256.New()}, nil
}

// file is one that is read.
type file struct {
	fs.File
	reader *Reader
	name   string
	stamp  Stamp
	sum    hash.Hash
	read   int64
}

// Read implements io.Reader.
func (f *file) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.sum.Write(p[:n])
	f.read += int64(n)
	return n, err
}

// Close implements io.Closer.
func (f *file) Close() error {
	if f.read == f.stamp.Size {
		f.reader.note(Note{Name: f.name, Kind: Read, Stamp: f.stamp, Sum: string(f.sum.Sum(nil))})
	}
	return f.File.Close()
}

// ReadFile implements fs.ReadFileFS.
func (r *Reader) ReadFile(name string) ([]byte, error) {
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Stat implements fs.StatFS.
func (r *Reader) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(r.disk, name)
	r.answer(Looked, name, info, err)
	return info, err
}

// ReadDir implements fs.ReadDirFS.
func (r *Reader) ReadDir(name string) ([]fs.DirEntry, error) {
	info, err := fs.Stat(r.disk, name) // first, so that what changes meanwhile makes it look older than it is
	if err != nil {
		r.answer(Listed, name, nil, err)
		return nil, err
	}
	entries, err := fs.ReadDir(r.disk, name)
	if err != nil {
		r.answer(Listed, name, nil, err)
		return entries, err
	}
	n := Note{Name: name, Kind: Listed, Stamp: StampOf(info)}
	if name == "." {
		r.mu.Lock()
		if r.top == nil {
			r.top = entries
		}
		r.mu.Unlock()
	} else {
		n.Sum = sumOf(entries, nil)
	}
	r.note(n)
	return entries, nil
}

// sumOf is the hash of a list without some names.
func sumOf(entries []fs.DirEntry, without []string) string {
	h := sha256.New()
	for _, e := range entries {
		if !slices.Contains(without, e.Name()) {
			fmt.Fprintf(h, "%s %s\x00", e.Type(), e.Name())
		}
	}
	return string(h.Sum(nil))
}

// Notes are what was read so far. What lies in the folder itself under one of
// some names does not count: what is made there. They are not ok if something
// changed while it was read, so that nobody can say what it was.
func (r *Reader) Notes(made []string) (notes []Note, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, n := range r.notes {
		if n.Name == "." && n.Kind == Listed && n.Error == "" {
			n.Sum = sumOf(r.top, made)
		}
		notes = append(notes, *n)
	}
	slices.SortFunc(notes, func(a, b Note) int { return strings.Compare(a.Name, b.Name) })
	return notes, !r.unequal
}

// Written notes files of a folder, of which it is known what is in them: their
// SHA-256 in hexadecimal, by name.
func Written(dir string, sums map[string]string) ([]Note, error) {
	notes := make([]Note, 0, len(sums))
	last := int64(math.MinInt64)
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		sum, err := hex.DecodeString(sums[name])
		if err != nil {
			return nil, err
		}
		n := Note{Name: name, Kind: Read, Stamp: StampOf(info), Sum: string(sum)}
		notes, last = append(notes, n), max(last, n.Written)
	}
	for i := range notes { // the disk's clock has not stood before the last
		notes[i].Fresh = notes[i].Written >= last-int64(tick) || last%int64(time.Second) == 0 && notes[i].Written >= last-int64(coarseTick)
	}
	return notes, nil
}

// Kept reports whether files that were Written are as they were. No links count
// as them.
func Kept(dir string, notes []Note) bool {
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
		return false
	}
	return same(dir, os.DirFS(dir), notes, nil, os.Lstat)
}

// Same reports whether everything that was read in a folder is as it was. made
// are the names that did not count.
func Same(root *os.Root, notes []Note, made []string) bool {
	return same(root.Name(), root.FS(), notes, made, os.Stat)
}

func same(dir string, disk fs.FS, notes []Note, made []string, stat func(string) (fs.FileInfo, error)) bool {
	for i := range notes {
		n := &notes[i]
		if n.Error != "" {
			if !n.fails(disk) {
				return false
			}
			continue
		}
		info, err := stat(filepath.Join(dir, filepath.FromSlash(n.Name)))
		if err != nil || info.Mode() != n.Mode {
			return false
		}
		switch now := StampOf(info); {
		case n.Kind == Looked && n.Mode.IsDir(), now == n.Stamp && !n.Fresh:
		case n.Sum == "" || !n.seenAgain(disk, made):
			return false
		}
	}
	return true
}

// fails reports whether the disk says again why something can't be had.
func (n *Note) fails(disk fs.FS) bool {
	var err error
	switch n.Kind {
	case Looked:
		_, err = fs.Stat(disk, n.Name)
	case Listed:
		_, err = fs.ReadDir(disk, n.Name)
	case Read:
		var f fs.File
		if f, err = disk.Open(n.Name); err == nil {
			f.Close()
		}
	}
	return err != nil && err.Error() == n.Error
}

// seenAgain reports whether what was read is there still.
func (n *Note) seenAgain(disk fs.FS, made []string) bool {
	if n.Kind == Listed {
		entries, err := fs.ReadDir(disk, n.Name)
		if n.Name != "." {
			made = nil
		}
		return err == nil && sumOf(entries, made) == n.Sum
	}
	sum, err := sumFile(disk, n.Name)
	return err == nil && sum == n.Sum
}

func sumFile(disk fs.FS, name string) (string, error) {
	f, err := disk.Open(name)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	return string(h.Sum(nil)), errors.Join(err, f.Close())
}
