package gitinfo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// History keeps what git said of a folder until something changes that it
// depends on. The zero History has asked nothing yet.
type History struct {
	mu      sync.Mutex
	info    *Info
	state   string   // of the repository when git said it
	authors bool     // they were asked for
	files   []string // that git's words depend on
	stamp   string   // of these files
}

// Read asks git about the files below dir. A folder that is in no repository,
// or a machine without git, gives an empty Info and no error. No date is later
// than now. Who changed the files it asks only if authors is set.
//
// All commits are read only where git may say something else than the last
// time: else it costs one short call.
func (h *History) Read(ctx context.Context, dir string, now time.Time, authors bool) (*Info, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, ok := open(ctx, dir)
	if !ok {
		return &Info{}, ctx.Err()
	}
	if h.info != nil && h.state == r.state && h.authors == authors && h.stamp == stamp(h.files) && (h.info.until == 0 || now.Unix() < h.info.until) {
		return h.info, nil
	}
	// What changes while git works makes this look older than it is.
	files := r.files(r.settings(ctx))
	before := stamp(files)
	info, err := r.log(ctx, now, authors)
	if err != nil {
		return info, err
	}
	h.info, h.state, h.authors, h.files, h.stamp = info, r.state, authors, files, before
	return info, nil
}

// repository is where a folder's history is.
type repository struct {
	dir     string // the folder
	top     string // the repository's
	prefix  string // of the folder below it, "docs/"
	shallow bool
	state   string // what git says of all this, of its newest commit and of commits that stand for others
	own     []string
}

// open asks what repository a folder is in. It is not ok if it is in none that
// has commits.
func open(ctx context.Context, dir string) (repository, bool) {
	out, err := git(ctx, dir, "rev-parse", "--is-shallow-repository", "--git-path", "shallow", "--git-path", "info/grafts", "--show-cdup",
		"HEAD", "--glob=refs/replace", "--show-prefix").Output()
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if err != nil || len(lines) < 6 {
		return repository{}, false
	}
	r := repository{dir: dir, shallow: lines[0] == "true", state: string(out), top: within(dir, lines[3])}
	r.own = []string{within(dir, lines[1]), within(dir, lines[2]), filepath.Join(r.top, ".mailmap")}
	rest := lines[5:]
	for len(rest) > 1 && len(rest[0]) == len(lines[4]) && !strings.Contains(rest[0], "/") {
		rest = rest[1:] // a commit that stands for another
	}
	r.prefix = strings.Join(rest, "\n") // the names of folders may have any signs
	return r, true
}

// Fingerprint stands for all that decides what git says of a folder: as long as it
// is the same, so is what Read finds out at one moment.
func Fingerprint(ctx context.Context, dir string) string {
	r, ok := open(ctx, dir)
	if !ok {
		return ""
	}
	settings := r.settings(ctx)
	h := sha256.New()
	fmt.Fprintf(h, "%q %q\n", r.state, settings)
	for _, name := range r.files(settings) {
		data, err := os.ReadFile(name)
		fmt.Fprintf(h, "%q %q %t\n", name, data, err == nil)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// settings are git's, each with where it stands, as git lists them.
func (r repository) settings(ctx context.Context) string {
	out, _ := git(ctx, r.dir, "config", "--list", "--show-origin", "-z").Output() // there may be none
	return string(out)
}

// files are what else decides what git says: those of the settings, and those that
// these name.
func (r repository) files(settings string) []string {
	files := r.own
	fields := strings.Split(settings, "\x00")
	for i := 0; i+1 < len(fields); i += 2 {
		if name, ok := strings.CutPrefix(fields[i], "file:"); ok {
			files = append(files, within(r.top, name))
		}
		if name, ok := strings.CutPrefix(fields[i+1], "mailmap.file\n"); ok {
			if below, ok := strings.CutPrefix(name, "~/"); ok {
				home, _ := os.UserHomeDir() // git does without one too
				name = filepath.Join(home, below)
			}
			files = append(files, within(r.top, name))
		}
	}
	return files
}

func within(dir, name string) string {
	if name = filepath.FromSlash(name); filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// stamp changes when one of the files does, comes or goes.
func stamp(files []string) string {
	var b strings.Builder
	for _, name := range files {
		if info, err := os.Stat(name); err == nil {
			fmt.Fprintf(&b, "%s %d %d\n", name, info.Size(), info.ModTime().UnixNano())
		}
	}
	return b.String()
}
