// Package host serves a finished build in production: its files, and a search
// over its index. It takes over a new build while it runs.
//
// The build's list (build.json) says which files there are and what is in
// them; nothing else is served. A file is opened when it is asked for. If it is
// not what the list says, a build has just been put in its place, and that one
// is taken over before the answer is given. So an answer never mixes two
// builds, and none fails because of one.
package host

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/sitepath"
	"ankerplatz/search"
)

// Options say what is served and where.
type Options struct {
	Dir       string // the finished build
	Index     string // the folder of the index
	OpenIndex func(dir string) (Index, error)
	Addr      string           // host:port
	Grace     time.Duration    // how long the hashed files of earlier builds are kept for pages that are open
	Origins   []string         // web sites whose pages may search the hub, as https://portal.example
	Signals   string           // the file that keeps what pages tell of how they are used; "" keeps nothing
	AccessLog bool             // one line for each request, without queries and addresses
	Reload    <-chan os.Signal // looks for a new build at once; may be nil
	Log       *slog.Logger

	SignalsSize  int64 // of that file, in bytes: then the next one is begun
	SignalsFiles int   // older files that are kept
}

// Index is a search index. It may be asked by several goroutines.
type Index interface {
	Search(context.Context, Question) (*search.Answer, error)
	// Publish lets only documents with these sums be found from now on. It
	// reports whether they are just the index's.
	Publish(sums map[string]bool) (same bool)
	Close() error
}

// Question is what the search is asked. Conditions that are empty ask for
// nothing; of several values one must hold.
type Question struct {
	Text, Lang               string
	Kinds, Apps, Departments []string
	Limit                    int
}

// What one request may take.
const (
	headerTime = 5 * time.Second
	readTime   = 10 * time.Second
	writeTime  = 30 * time.Second // and longer for large files
	slowest    = 64 << 10         // bytes a second that a reader of a large file must take
	idleTime   = 2 * time.Minute
	headerSize = 16 << 10
	stopTime   = 10 * time.Second // for requests when the server stops
)

// server is the state of a running server.
type server struct {
	opt    Options
	every  time.Duration // how often new builds are looked for
	shown  shown
	watch  watcher
	zipped *keeper       // compressed forms
	small  *keeper       // files of at most mostSmall bytes
	turns  chan struct{} // holds one for each search that runs
	limits searchLimits

	signals *signalLog // nil where none are kept
}

func newServer(opt Options) *server {
	s := &server{opt: opt, every: time.Second, zipped: newKeeper(mostKept), small: newKeeper(mostSmalls), limits: defaultLimits}
	s.watch.known = map[string]*file{}
	s.turns = make(chan struct{}, 2*runtime.GOMAXPROCS(0))
	return s
}

// Serve serves until ctx ends, and then until the requests that have begun are
// answered.
func Serve(ctx context.Context, opt Options) error {
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", opt.Addr)
	if err != nil {
		if op, ok := errors.AsType[*net.OpError](err); ok {
			err = op.Err
		}
		return fmt.Errorf("can't listen at %s: %w (--addr names another address)", opt.Addr, err)
	}
	s := newServer(opt)
	if opt.Signals != "" {
		keeping, stop := context.WithCancel(context.WithoutCancel(ctx))
		if s.signals, err = keepSignals(keeping, opt); err != nil {
			stop()
			listener.Close()
			return err
		}
		defer func() {
			stop() // when the requests that have begun are answered
			<-s.signals.ended
		}()
	}
	return s.run(ctx, listener)
}

func (s *server) run(ctx context.Context, listener net.Listener) error {
	s.look()
	base := "/"
	if t := s.shown.now().tree; t != nil {
		base = t.base
	}
	s.opt.Log.Info(fmt.Sprintf("the hub is at http://%s%s", listener.Addr(), base))
	watching, stopWatching := context.WithCancel(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		s.follow(watching)
	}()
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    headerSize,
		// It names the addresses of readers, so it is not kept.
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(listener) }()
	var err error
	select {
	case err = <-done:
	case <-ctx.Done():
		s.opt.Log.Info("stopping: requests that have begun are answered")
		timeout, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		if srv.Shutdown(timeout) != nil {
			_ = srv.Close() // who still waits has waited long enough
		}
		if err = <-done; errors.Is(err, http.ErrServerClosed) {
			err = nil
		}
	}
	stopWatching()
	<-watched
	s.end()
	s.opt.Log.Info("stopped")
	return err
}

// end closes the index, unless a search does not end.
func (s *server) end() {
	if ix := s.shown.now().index; ix != nil {
		s.shown.set(state{})
		s.close(ix)
	}
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		s.watch.closing.Wait()
	}()
	select {
	case <-closed:
	case <-time.After(stopTime):
	}
}

// ServeHTTP answers any request.
func (s *server) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w := &answer{ResponseWriter: rw}
	start := time.Now()
	defer func() {
		if failure := recover(); failure != nil {
			s.failed(w, failure)
		}
		if s.opt.AccessLog {
			s.opt.Log.Info("request", "method", r.Method, "path", r.URL.Path, "status", w.status, "bytes", w.bytes, "took", time.Since(start).Round(time.Microsecond))
		}
	}()
	path := r.URL.Path
	t := s.shown.now().tree
	if t == nil {
		browser.Secure(w.Header())
	} else {
		browser.Secure(w.Header(), t.ancestors...)
		if rest, ok := strings.CutPrefix(path, t.base); ok {
			path = "/" + rest
		}
		if strings.HasPrefix(path, "/"+sitepath.Edit+"/") && t.files[sitepath.Edit+"/index.html"] != nil {
			browser.SecureEdit(w.Header(), t.edit...)
		}
	}
	if strings.HasPrefix(path, "/search/") || path == "/"+sitepath.Search {
		s.share(w.Header(), r.Header.Get("Origin"))
	}
	told, isSignal := strings.CutPrefix(path, "/"+sitepath.SignalFolder+"/")
	switch {
	case isSignal:
		s.signal(w, r, told)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		if message := "only GET and HEAD are answered here"; path == "/"+sitepath.Search {
			failJSON(w, http.StatusMethodNotAllowed, message)
		} else {
			fail(w, http.StatusMethodNotAllowed, message)
		}
	case path == "/"+sitepath.Health:
		s.health(w)
	case path == "/"+sitepath.Search:
		s.search(w, r)
	default:
		s.static(w, r)
		if s.signals != nil {
			s.signals.viewed(r, w.status)
		}
	}
}

// share lets the pages of another web site read an answer, if they may.
func (s *server) share(h http.Header, origin string) {
	if len(s.opt.Origins) == 0 {
		return
	}
	h.Add("Vary", "Origin")
	if slices.Contains(s.opt.Origins, origin) {
		h.Set("Access-Control-Allow-Origin", origin)
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
}

// failed ends a request that ran into a mistake of the program.
func (s *server) failed(w *answer, failure any) {
	if err, ok := failure.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(failure)
	}
	s.opt.Log.Error(fmt.Sprintf("a request failed: %v\n%s", failure, debug.Stack()))
	if w.status != 0 {
		panic(http.ErrAbortHandler) // half an answer must not look like a whole one
	}
	fail(w, http.StatusInternalServerError, "this could not be answered")
}

// answer is a response that knows what was sent.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int64
	length int64 // of the whole, where http.ServeContent does not say it
}

func (w *answer) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
		if status == http.StatusOK && w.length > 0 {
			w.Header().Set("Content-Length", fmt.Sprint(w.length))
		}
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *answer) Write(data []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	n, err := w.ResponseWriter.Write(data)
	w.bytes += int64(n)
	return n, err
}

// ReadFrom lets the system send large files by itself.
func (w *answer) ReadFrom(r io.Reader) (int64, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	n, err := io.Copy(w.ResponseWriter, r)
	w.bytes += n
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *answer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// memory is a file's data that needs no closing.
type memory struct{ *bytes.Reader }

func inMemory(data []byte) memory { return memory{bytes.NewReader(data)} }

func (memory) Close() error { return nil }
