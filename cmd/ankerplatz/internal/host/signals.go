package host

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"ankerplatz/generator/signals"
)

// Bounds of what pages may tell. A hub of some thousand readers is far below.
const (
	signalsASecond = 100 // on average
	signalsAtOnce  = 500 // that wait to be written; what comes beyond is let go
	signalsPause   = time.Second
)

// signalLog keeps signals, and which pages were asked for, in a file: a line for
// each, with the hour, and nothing of who sent it. A file that is full gets the
// ending .1, the one that had it before .2, and so on.
type signalLog struct {
	name  string
	size  int64 // of a file, in bytes
	files int   // older ones that are kept
	log   *slog.Logger

	waiting chan string
	ended   chan struct{}
	lost    atomic.Int64
}

// keepSignals opens the file, so that it is known at once whether it can be
// written, and writes until ctx ends.
func keepSignals(ctx context.Context, opt Options) (*signalLog, error) {
	if within(opt.Dir, opt.Signals) {
		return nil, fmt.Errorf("signals can't be kept in %s: it is the site's folder, and what lies there is published", opt.Dir)
	}
	l := &signalLog{name: opt.Signals, size: opt.SignalsSize, files: opt.SignalsFiles, log: opt.Log, waiting: make(chan string, signalsAtOnce), ended: make(chan struct{})}
	file, err := l.open()
	if err != nil {
		return nil, fmt.Errorf("signals can't be kept: %w", err)
	}
	go l.write(ctx, file)
	return l, nil
}

// within reports whether a file is somewhere in a folder.
func within(dir, name string) bool {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	name, err = filepath.Abs(name)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(dir, name)
	return err == nil && filepath.IsLocal(rel)
}

func (l *signalLog) open() (*os.File, error) {
	return os.OpenFile(l.name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

// take takes what a request says, and never waits.
func (l *signalLog) take(r *http.Request, what string) {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return // not one of the hub's own pages
	}
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		return // no page asks like that
	}
	if s, ok := signals.Read(what, r.URL.RawQuery); ok && !signals.IsRobot([]byte(r.UserAgent())) {
		l.put(s)
	}
}

// viewed takes that a page was asked for and shown, unless it is a person's.
func (l *signalLog) viewed(r *http.Request, status int) {
	page := r.URL.Path
	isPage := strings.HasSuffix(page, "/") || strings.HasSuffix(page, ".html")
	if r.Method == http.MethodGet && isPage && r.URL.RawQuery != signals.Fetched && (status == http.StatusOK || status == http.StatusNotModified) &&
		!signals.OfPerson(page) && !signals.IsRobot([]byte(r.UserAgent())) {
		l.put(signals.Signal{What: signals.View, Page: page})
	}
}

func (l *signalLog) put(s signals.Signal) {
	select {
	case l.waiting <- s.Line(time.Now()) + "\n":
	default:
		l.lost.Add(1)
	}
}

// write writes what has come, once in a pause.
func (l *signalLog) write(ctx context.Context, file *os.File) {
	defer close(l.ended)
	defer func() {
		if file != nil {
			file.Close()
		}
	}()
	pause := time.NewTicker(signalsPause)
	defer pause.Stop()
	allowed, told := signalsAtOnce, time.Time{}
	for last := false; !last; {
		select {
		case <-ctx.Done():
			last = true
		case <-pause.C:
		}
		allowed = min(allowed+signalsASecond, signalsAtOnce)
		var lines strings.Builder
		for range len(l.waiting) {
			line := <-l.waiting
			if allowed > 0 {
				allowed--
				lines.WriteString(line)
			} else {
				l.lost.Add(1)
			}
		}
		var err error
		if lines.Len() > 0 {
			file, err = l.add(file, lines.String())
		}
		if lost := l.lost.Load(); time.Since(told) > time.Minute && (err != nil || lost > 0) {
			told = time.Now()
			l.lost.Add(-lost)
			if err != nil {
				l.log.Error("signals can't be kept: " + err.Error())
			}
			if lost > 0 {
				l.log.Warn(fmt.Sprintf("%d signals were not kept: there were too many at once", lost))
			}
		}
	}
}

// add appends lines to the file, or to a new one where it is full. The file is
// nil where none could be opened.
func (l *signalLog) add(file *os.File, lines string) (*os.File, error) {
	if file != nil {
		if info, err := file.Stat(); err == nil && info.Size() > 0 && info.Size()+int64(len(lines)) > l.size {
			file.Close()
			file = nil
			for i := l.files; i >= 1; i-- {
				older := fmt.Sprintf("%s.%d", l.name, i-1)
				if i == 1 {
					older = l.name
				}
				_ = os.Rename(older, fmt.Sprintf("%s.%d", l.name, i)) // which need not be there
			}
			if l.files == 0 {
				_ = os.Remove(l.name) // opening it tells why it can't be
			}
		}
	}
	if file == nil {
		var err error
		if file, err = l.open(); err != nil {
			return nil, err
		}
	}
	_, err := file.WriteString(lines)
	return file, err
}

// signal answers a request of a page that tells something.
func (s *server) signal(w *answer, r *http.Request, what string) {
	if s.signals != nil {
		s.signals.take(r, what)
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
}
