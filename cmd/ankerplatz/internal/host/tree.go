package host

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/output"
)

// tree is a finished build as its list describes it. It does not change.
type tree struct {
	id         string   // names the build: two with the same id hold the same
	base       string   // the path of the site's address, "/hub/"
	ancestors  []string // sites that may show its pages in a frame
	edit       []string // servers that its editor talks with
	files      map[string]*file
	published  map[string]bool // sums of the documents that the search may find
	before     []earlier       // the newest first
	compressed bool            // files have compressed forms beside them
}

// earlier is what is kept of a build that another one has replaced.
type earlier struct {
	files     map[string]*file
	published map[string]bool
	until     time.Time
}

// file is a file of a build.
type file struct {
	sum      string // SHA-256 in hexadecimal
	size     int64
	modified time.Time
	data     []byte // of files that outlive their build, as far as there is room
}

// mostHeld is how many bytes of files that outlive their build are kept in
// memory, of the build and once more of earlier ones. A build that replaces
// another removes its files, but pages and searches that were begun before still
// ask for them.
const mostHeld = 128 << 20

// hashed matches files whose name or folder holds the hash of what is in them,
// or a version: they never change.
var hashed = regexp.MustCompile(`^assets/(.*-[A-Z2-7]{8}\.[a-z0-9.]+|[^/]*-\d+(\.\d+)+/.*)$|^search/[^/]+/[a-z2-7]{8}/`)

func immutable(name string) bool { return hashed.MatchString(name) }

// themes matches those hashed files that hold nothing of what people wrote.
var themes = regexp.MustCompile(`^assets/.*\.(css|js|mjs|woff2|svg)(\.br|\.gz)?$`)

// searched reports whether a file is a part of the index for browsers.
func searched(name string) bool { return strings.HasPrefix(name, "search/") }

// outlives reports whether a file is kept when another build replaces its own.
func outlives(name string) bool {
	return immutable(name) && (searched(name) || themes.MatchString(name))
}

// unchanged reports whether two looks at a file's place found the same file.
func unchanged(a, b os.FileInfo) bool {
	return a != nil && b != nil && os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}

// openTree reads the build in dir and makes sure that all of it is there.
// Files that are as they were in known are not read again; known then has what
// was found of this build and nothing else, even if something is wrong with the
// rest.
func openTree(dir string, known map[string]*file) (*tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	data, err := root.ReadFile(output.ListName)
	if err != nil {
		return nil, err
	}
	list, err := output.ParseList(data)
	if err != nil {
		return nil, err
	}
	t := &tree{id: output.Sum(data)[:12], files: make(map[string]*file, len(list.Files)), published: map[string]bool{}, compressed: list.Compressed > 0}
	for _, sum := range list.Published {
		t.published[sum] = true
	}
	if t.base, err = url.PathUnescape(list.Base); err != nil || !strings.HasPrefix(t.base, "/") || !strings.HasSuffix(t.base, "/") {
		t.base = "/" // of a build that does not say
	}
	for _, site := range list.Ancestors {
		if browser.FrameAncestor(site) { // it becomes a part of a header
			t.ancestors = append(t.ancestors, site)
		}
	}
	for _, server := range list.Edit {
		if browser.Server(server) { // as well
			t.edit = append(t.edit, server)
		}
	}
	maps.DeleteFunc(known, func(name string, _ *file) bool { return list.Files[name] == "" })
	names := slices.Sorted(maps.Keys(list.Files)) // assets come before the search index, should there be no room for both
	found, wrong := make([]*file, len(names)), make([]error, len(names))
	var held atomic.Int64
	var work errgroup.Group
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		was := known[name]
		work.Go(func() error {
			found[i], wrong[i] = check(root, name, list.Files[name], was, &held)
			return nil
		})
	}
	_ = work.Wait() // wrong has them all
	for i, name := range names {
		if found[i] != nil {
			t.files[name], known[name] = found[i], found[i]
		}
	}
	if err := cmp.Or(wrong...); err != nil {
		return nil, err
	}
	return t, nil
}

// check looks whether a file is what the list says.
func check(root *os.Root, name, sum string, was *file, held *atomic.Int64) (*file, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file", name)
	}
	hold := outlives(name)
	if hold && held.Add(info.Size()) > mostHeld {
		held.Add(-info.Size())
		hold = false
	}
	if was != nil && was.sum == sum && was.same(info) && (was.data != nil) == hold {
		return was, nil
	}
	made := &file{sum: sum, size: info.Size(), modified: info.ModTime()}
	var r io.Reader = f
	if hold {
		if made.data, err = io.ReadAll(f); err != nil {
			return nil, err
		}
		r = bytes.NewReader(made.data)
	}
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return nil, err
	}
	if hex.EncodeToString(h.Sum(nil)) != sum {
		return nil, fmt.Errorf("%s is not as the build wrote it", name)
	}
	return made, nil
}

// same reports whether a file on the disk is still the one that was checked.
func (f *file) same(info os.FileInfo) bool {
	return info.Size() == f.size && info.ModTime().Equal(f.modified)
}

// mostBefore is how many earlier builds are remembered.
const mostBefore = 100

// after gives t what pages of earlier builds still ask for: of last for some
// time, grace, and of those before it for what is left of theirs, as many as
// there is room for, in bytes. Of a build that said anything in the search that
// t does not say, only the theme's files are kept.
func (t *tree) after(last *tree, room int, now time.Time, grace time.Duration) {
	if last == nil {
		return
	}
	if last.id == t.id {
		t.before = last.before
		return
	}
	gone := earlier{map[string]*file{}, last.published, now.Add(grace)}
	for name, f := range last.files {
		if f.data != nil && t.files[name] == nil {
			gone.files[name] = f
		}
	}
	for _, e := range slices.Concat([]earlier{gone}, last.before) {
		if withdrawn(e.published, t.published) {
			e.files, e.published = maps.Clone(e.files), nil
			maps.DeleteFunc(e.files, func(name string, _ *file) bool { return searched(name) })
		}
		for _, f := range e.files {
			room -= len(f.data)
		}
		if room < 0 || len(t.before) == mostBefore || !now.Before(e.until) {
			return
		}
		if len(e.files) > 0 {
			t.before = append(t.before, e)
		}
	}
}

// withdrawn reports whether something was published that is not published now.
func withdrawn(was, now map[string]bool) bool {
	for sum := range was {
		if !now[sum] {
			return true
		}
	}
	return len(was) == 0 // a build that does not say
}

// without returns t without the earlier builds whose time is over.
func (t *tree) without(now time.Time) *tree {
	n := slices.IndexFunc(t.before, func(e earlier) bool { return !now.Before(e.until) })
	if n < 0 {
		return t
	}
	rest := *t
	rest.before = slices.Clone(t.before[:n]) // the others are garbage
	return &rest
}

// find returns what is at a path of the site: the name of a file, or the path
// to go to instead, or neither.
func (t *tree) find(path string) (name, redirect string) {
	name, ok := strings.CutPrefix(path, t.base)
	if !ok {
		if path == "/" || path+"/" == t.base {
			return "", t.base
		}
		return "", ""
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if t.file(name) != nil {
		return name, ""
	}
	if t.files[name+"/index.html"] != nil {
		return "", path + "/"
	}
	return "", ""
}

func (t *tree) file(name string) *file {
	if f := t.files[name]; f != nil {
		return f
	}
	for _, e := range t.before {
		if f := e.files[name]; f != nil {
			return f
		}
	}
	return nil
}

// errChanged says that a file is not the one that was checked: a new build is
// in its place, or somebody edited it.
var errChanged = errors.New("the file has changed")

// mostRead is how large a file may be that is read as a whole before it is
// sent. Others stay open while a slow reader takes them.
const mostRead = 1 << 20

// open opens a file of the build that is in dir now. It returns errChanged
// with a file that can be read if it is not the one that was checked.
func (f *file) open(dir, name string) (io.ReadSeekCloser, error) {
	if f.data != nil {
		return inMemory(f.data), nil
	}
	r, err := os.OpenInRoot(dir, name)
	if err != nil {
		return nil, err
	}
	info, err := r.Stat()
	switch {
	case err == nil && !info.Mode().IsRegular():
		err = &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		fallthrough
	case err != nil:
		return nil, errors.Join(err, r.Close())
	case !f.same(info):
		return r, errChanged
	case info.Size() > mostRead:
		return r, nil
	}
	data := make([]byte, f.size)
	_, err = io.ReadFull(r, data)
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, err
	}
	return inMemory(data), nil
}
