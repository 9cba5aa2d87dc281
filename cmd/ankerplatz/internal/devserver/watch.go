package devserver

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"ankerplatz/generator/config"
)

const (
	// settle is how long files must be quiet: editors save in several steps.
	settle = 50 * time.Millisecond
	// longest is how long a storm of changes can put off reading.
	longest = time.Second
	// pollEvery is how often files are looked at where they can't be watched.
	pollEvery = time.Second
)

// watched are the parts of a hub that pages are made from.
var watched = []string{"content", "themes", config.Name}

// changes are what happens to the files of a hub.
type changes struct {
	all  chan struct{} // a value after files changed; changes that come together are told once
	text chan string   // at once, the path in the hub of a page that was written; where many are, some are left out
}

func newChanges() changes { return changes{make(chan struct{}, 1), make(chan string, 16)} }

// watch tells of the changes of a hub's files, until ctx ends.
func watch(ctx context.Context, dir string, log *slog.Logger) (changes, error) {
	to := newChanges()
	dir, err := filepath.Abs(dir)
	if err != nil {
		return to, err
	}
	if w, err := newWatcher(dir); err == nil {
		go w.run(ctx, to, log)
	} else {
		log.Warn("files can't be watched here, so they are looked at every second: " + err.Error())
		go poll(ctx, dir, to.all)
	}
	return to, nil
}

// tell leaves a value in the channel unless it is full.
func tell[T any](to chan<- T, value T) {
	select {
	case to <- value:
	default:
	}
}

// watcher watches folders, because editors replace files by renaming.
type watcher struct {
	dir string
	fs  *fsnotify.Watcher
}

func newWatcher(dir string) (*watcher, error) {
	events, err := fsnotify.NewBufferedWatcher(1024)
	if err != nil {
		return nil, err
	}
	w := &watcher{dir: dir, fs: events}
	err = events.Add(dir) // for site.yaml, and for content/ and themes/ that come later
	for _, name := range watched {
		err = errors.Join(err, w.add(filepath.Join(dir, name)))
	}
	if err != nil {
		return nil, errors.Join(err, events.Close())
	}
	return w, nil
}

// add watches a folder and those below it. What vanishes meanwhile is fine.
func (w *watcher) add(root string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			err = w.fs.Add(name)
		}
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil
		}
		return err
	})
}

// concerned is the path in the hub of a file that pages are made from, "" of
// others.
func (w *watcher) concerned(name string) string {
	rel, err := filepath.Rel(w.dir, name)
	if err != nil {
		return ""
	}
	rel = filepath.ToSlash(rel)
	if top, _, _ := strings.Cut(rel, "/"); slices.Contains(watched, top) {
		return rel
	}
	return ""
}

func (w *watcher) run(ctx context.Context, to changes, log *slog.Logger) {
	defer w.fs.Close()
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	defer quiet.Stop()
	var since time.Time // of the first change that was not told
	changed := func() {
		if since.IsZero() {
			since = time.Now()
		}
		quiet.Reset(min(settle, max(0, longest-time.Since(since))))
	}
	for {
		select {
		case event := <-w.fs.Events:
			file := w.concerned(event.Name)
			if file == "" || event.Op == fsnotify.Chmod {
				continue
			}
			if path.Ext(file) == ".md" && (event.Has(fsnotify.Write) || event.Has(fsnotify.Create)) {
				tell(to.text, file)
			}
			// A new folder may have got files before it was watched; the
			// reading that follows sees them.
			if info, err := os.Lstat(event.Name); event.Has(fsnotify.Create) && err == nil && info.IsDir() {
				if err := w.add(event.Name); err != nil {
					log.Warn("not all folders can be watched, so files are looked at every second: " + err.Error())
					go poll(ctx, w.dir, to.all)
					return
				}
			}
			changed()
		case err := <-w.fs.Errors:
			log.Debug("events were lost, so anything may have changed", "error", err)
			changed()
		case <-quiet.C:
			since = time.Time{}
			tell(to.all, struct{}{})
		case <-ctx.Done():
			return
		}
	}
}

// poll looks at the files again and again.
func poll(ctx context.Context, dir string, changes chan<- struct{}) {
	last, pause := fingerprint(dir), pollEvery
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		start := time.Now()
		now := fingerprint(dir)
		pause = max(pollEvery, 10*time.Since(start)) // a slow disk is not kept busy
		if now != last {
			last = now
			tell(changes, struct{}{})
		}
	}
}

// fingerprint stands for the names, sizes and times of all files.
func fingerprint(dir string) uint64 {
	h := fnv.New64a()
	for _, name := range watched {
		// What can't be read can't be seen changing.
		_ = filepath.WalkDir(filepath.Join(dir, name), func(name string, d fs.DirEntry, err error) error {
			if err == nil {
				info, err := d.Info()
				if err == nil {
					fmt.Fprintln(h, name, info.Size(), info.ModTime().UnixNano())
				}
			}
			return nil
		})
	}
	return h.Sum64()
}
