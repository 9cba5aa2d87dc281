package devserver

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
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

// watch sends a value after the files of the hub changed, until ctx ends.
// Changes that come together are told once.
func watch(ctx context.Context, dir string, log *slog.Logger) (<-chan struct{}, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	changes := make(chan struct{}, 1)
	if w, err := newWatcher(dir); err == nil {
		go w.run(ctx, changes, log)
	} else {
		log.Warn("files can't be watched here, so they are looked at every second: " + err.Error())
		go poll(ctx, dir, changes)
	}
	return changes, nil
}

// tell leaves a value in the channel unless there is one already.
func tell(changes chan<- struct{}) {
	select {
	case changes <- struct{}{}:
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

// concerns reports whether pages are made from a file.
func (w *watcher) concerns(name string) bool {
	rel, err := filepath.Rel(w.dir, name)
	if err != nil {
		return false
	}
	top, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	for _, part := range watched {
		if top == part {
			return true
		}
	}
	return false
}

func (w *watcher) run(ctx context.Context, changes chan<- struct{}, log *slog.Logger) {
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
			if !w.concerns(event.Name) || event.Op == fsnotify.Chmod {
				continue
			}
			// A new folder may have got files before it was watched; the
			// reading that follows sees them.
			if info, err := os.Lstat(event.Name); event.Has(fsnotify.Create) && err == nil && info.IsDir() {
				if err := w.add(event.Name); err != nil {
					log.Warn("not all folders can be watched, so files are looked at every second: " + err.Error())
					go poll(ctx, w.dir, changes)
					return
				}
			}
			changed()
		case err := <-w.fs.Errors:
			log.Debug("events were lost, so anything may have changed", "error", err)
			changed()
		case <-quiet.C:
			since = time.Time{}
			tell(changes)
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
			tell(changes)
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
