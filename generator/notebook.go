package generator

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/calendar"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/gitinfo"
	"ankerplatz/generator/output"
	"ankerplatz/generator/record"
)

// notebook is what a hub's folder keeps of the last build or check, so that the next
// one can say the same at once as long as everything is as it was: what was asked,
// the program, the files read and written, what Git says, the zones of time, and
// the clock until the hub's next change. The nil notebook notes and keeps nothing.
type notebook struct {
	root   *os.Root
	name   string // of the file
	key    string
	git    string
	began  time.Time
	reader *record.Reader
}

// remembered is what the file holds.
type remembered struct {
	Key, Git    string
	From, Until time.Time         // Until is zero where nothing changes by itself
	Zones       map[string]string // fingerprints by name
	Read        []record.Note
	Made        []string // names in the hub's folder that are not read
	Written     []writtenFolder
	Pages       int // this and the following are of the Result
	Languages   int
	Files       int
	Sites       []Written
	Said        []byte // the diagnostics, packed
}

// writtenFolder has the notes of what was written into a folder.
type writtenFolder struct {
	Dir   string
	Notes []record.Note
}

// program stands for the program that runs: another build of it may do anything
// otherwise.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s %+v", name, record.StampOf(info))
}

// remember returns what the last build or check said, if this one would say the
// same, else nil and a notebook for it. asked is what is asked for besides the
// options.
func remember(ctx context.Context, name string, opt Options, asked ...any) (*notebook, *Result) {
	root, err := os.OpenRoot(opt.Dir)
	if err != nil || len(opt.Unsaved) > 0 {
		return nil, nil // of the error open tells
	}
	here, err := filepath.Abs(opt.Dir)
	runs := program()
	if err != nil || runs == "" {
		return nil, nil
	}
	zone := opt.Zone
	if zone == nil {
		zone = time.Local
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", []any{
		runs, here, opt.Dir, opt.Drafts, opt.NoIndex, opt.BaseURL, opt.Audience, calendar.Fingerprint(zone), asked,
	}))
	m := &notebook{root: root, name: path.Join(keptFolder, name), key: hex.EncodeToString(sum[:])}
	git := make(chan string, 1)
	go func() { git <- gitinfo.Fingerprint(ctx, opt.Dir) }()
	last := m.load()
	same := last != nil && last.Key == m.key && last.holds(opt.Now) && record.Same(root, last.Read, last.Made) && last.isWritten()
	if m.git = <-git; same && last.Git == m.git {
		if result := last.result(root); result != nil {
			return nil, result
		}
	}
	if m.began, err = m.touch(); err != nil {
		return nil, nil // a folder that nobody may write to
	}
	return m, nil
}

// keptClock is written to learn what time it is on the disk.
var keptClock = path.Join(keptFolder, "clock")

// load reads the file; nil if there is none that can be used.
func (m *notebook) load() *remembered {
	var last remembered
	if unkeep(m.root, m.name, &last) != nil {
		return nil
	}
	return &last
}

// touch is the present by the clock of the folder's disk.
func (m *notebook) touch() (time.Time, error) {
	if err := keep(m.root, keptClock, m.key); err != nil {
		return time.Time{}, err
	}
	info, err := m.root.Stat(keptClock)
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}

// holds reports whether a moment is in the time for which it was made.
func (r *remembered) holds(now time.Time) bool {
	for name, was := range r.Zones {
		if zone, ok := calendar.Zone(name); !ok || calendar.Fingerprint(zone) != was {
			return false
		}
	}
	return !now.Before(r.From) && (r.Until.IsZero() || now.Before(r.Until))
}

func (r *remembered) isWritten() bool {
	return !slices.ContainsFunc(r.Written, func(w writtenFolder) bool { return !record.Kept(w.Dir, w.Notes) })
}

// result is what was said. The texts of files are read when something of them is
// shown.
func (r *remembered) result(root *os.Root) *Result {
	read := func(name string) []byte {
		data, _ := root.ReadFile(name) // it was there just now
		return data
	}
	said, err := diag.Unpack(r.Said, read)
	if err != nil {
		return nil
	}
	return &Result{Diagnostics: said, Pages: r.Pages, Languages: r.Languages, Files: r.Files, Sites: r.Sites, Written: true, Unchanged: true}
}

// reading is the folder in which a site is read.
func (m *notebook) reading(root *os.Root) fs.FS {
	if m == nil {
		return root.FS()
	}
	m.reader = record.NewReader(root, m.began)
	return m.reader
}

// keep keeps what a build has said that wrote into folders. What can't be kept is
// made again by the next one.
func (m *notebook) keep(result *Result, from, until time.Time, stages []*output.Stage) {
	if m == nil {
		return
	}
	here, err := filepath.Abs(m.root.Name())
	if err != nil {
		return
	}
	now := remembered{
		Key: m.key, Git: m.git, From: from, Until: until, Zones: map[string]string{}, Made: []string{keptFolder},
		Pages: result.Pages, Languages: result.Languages, Files: result.Files, Sites: result.Sites,
	}
	for _, name := range calendar.Zones() {
		zone, _ := calendar.Zone(name)
		now.Zones[name] = calendar.Fingerprint(zone)
	}
	for _, stage := range stages {
		files, err := stage.Files()
		if err != nil {
			return
		}
		notes, err := record.Written(stage.Folder(), files)
		if err != nil {
			return
		}
		now.Written = append(now.Written, writtenFolder{stage.Folder(), notes})
		for _, dir := range []string{stage.Folder(), output.WorkFolder(stage.Folder())} {
			if below, err := filepath.Rel(here, dir); err == nil && filepath.IsLocal(below) {
				top, _, _ := strings.Cut(filepath.ToSlash(below), "/")
				now.Made = append(now.Made, top)
			}
		}
	}
	var ok bool
	if now.Read, ok = m.reader.Notes(now.Made); !ok {
		return
	}
	if now.Said, ok = result.Diagnostics.Pack(now.canRead); !ok {
		return
	}
	_ = keep(m.root, m.name, now)
}

// canRead reports whether a file's text is that of a file that was read.
func (r *remembered) canRead(f *diag.File) bool {
	i, found := slices.BinarySearchFunc(r.Read, f.Name, func(n record.Note, name string) int { return strings.Compare(n.Name, name) })
	if !found {
		return false
	}
	sum := sha256.Sum256(f.Data)
	return r.Read[i].Sum == string(sum[:])
}

// keep writes a value into the folder of what is kept, whole or not at all, after
// its SHA-256.
func keep(site *os.Root, name string, value any) error {
	var content bytes.Buffer
	if err := gob.NewEncoder(&content).Encode(value); err != nil {
		return err
	}
	if err := site.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	ignored := path.Join(keptFolder, ".gitignore")
	if _, err := site.Stat(ignored); err != nil {
		if err := site.WriteFile(ignored, []byte("*\n"), 0o644); err != nil {
			return err
		}
	}
	sum := sha256.Sum256(content.Bytes())
	begun := name + "." + strconv.Itoa(os.Getpid()) + ".new"
	err := site.WriteFile(begun, append(sum[:], content.Bytes()...), 0o644)
	if err == nil {
		err = site.Rename(begun, name)
	}
	if err != nil {
		_ = site.Remove(begun)
	}
	return err
}

var errChanged = errors.New("is not as it was written")

// unkeep reads what keep has written.
func unkeep(site *os.Root, name string, value any) error {
	data, err := site.ReadFile(name)
	if err != nil {
		return err
	}
	if len(data) < sha256.Size {
		return errChanged
	}
	content := data[sha256.Size:]
	if sum := sha256.Sum256(content); !bytes.Equal(sum[:], data[:sha256.Size]) {
		return errChanged
	}
	return gob.NewDecoder(bytes.NewReader(content)).Decode(value)
}
