// Package devserver shows a hub to the people who write it: pages are made when
// the browser asks for them, the browser is told when files change, and
// mistakes are shown in the page. It writes nothing.
package devserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/progress"
	"ankerplatz/generator/source"
)

// Options say what is served and where.
type Options struct {
	Dir      string // the hub's folder
	Addr     string // host:port; if the port is taken, the next free one
	Audience string // see generator.Options
	Drafts   bool
	NoIndex  bool
	Open     bool // open the browser
	Follow   bool // the browser goes to the page that is edited
	Timings  bool // say what the time of reading went into

	Tongue diag.Tongue // in which people are told of mistakes

	Log      *slog.Logger
	Terminal io.Writer // where diagnostics are printed
	Colour   bool
	Width    int
}

func (o *Options) in(text diag.Text) string { return text.In(o.Tongue.General()) }

// server is the state of a running dev server.
type server struct {
	opt    Options
	load   func(context.Context) (site, error)
	hosts  hosts
	events *broker
	now    atomic.Pointer[version]

	edits  sync.Mutex
	edited []string // the pages that were written since the newest reading began
}

// site is what the server needs of a generator.Site.
type site interface {
	Diagnostics() diag.List
	Render(ctx context.Context, path string) (data []byte, ok bool, problems diag.List, err error)
	Source(path string) string
	Hub() *hub.Hub
	Edited(file string) (path string, data []byte, ok bool)
	NextChange() time.Time
}

// A version that is shown no more is not closed, because a request may still
// be reading from it: its folder is let go of when it is garbage.

// version is what is shown between two changes of the files.
type version struct {
	site *recent // the newest that could be loaded; nil before
	good *recent // the newest without an error: what site lacks is shown from here; may be nil
	err  error   // why the files could not be loaded
	gone gone    // the pages that were there before
}

// over reports whether the clock alone has made another site of the files.
func (v *version) over(now time.Time) bool {
	if v == nil || v.site == nil || v.err != nil {
		return false
	}
	next := v.site.NextChange()
	return !next.IsZero() && !now.Before(next)
}

// lookEvery is how often the clock is looked at. A timer for the moment would
// stand still while the machine sleeps, and pages bring the moment nearer when
// they are made.
const lookEvery = time.Second

// Serve serves until ctx ends.
func Serve(ctx context.Context, opt Options) error {
	listener, err := listen(ctx, opt.Addr)
	if err != nil {
		return err
	}
	addr := listener.Addr().String()
	if _, asked, _ := net.SplitHostPort(opt.Addr); asked != "0" && asked != port(addr) {
		opt.Log.Warn(opt.in(diag.Say("port %s is taken by another program, so this is port %s", asked, port(addr))))
	}
	url := "http://" + shownHost(opt.Addr) + ":" + port(addr) + "/"
	cache := generator.NewCache()
	s := &server{opt: opt, hosts: allowedHosts(opt.Addr), events: newBroker()}
	s.load = func(ctx context.Context) (site, error) {
		recorder := progress.New()
		loaded, err := generator.Load(ctx, generator.Options{
			Dir: opt.Dir, Audience: opt.Audience, Drafts: opt.Drafts, NoIndex: opt.NoIndex, BaseURL: url, Cache: cache, Live: true, Now: time.Now(), Progress: recorder,
		})
		if opt.Timings {
			err = errors.Join(err, recorder.Print(opt.Terminal, opt.Tongue.General()))
		}
		if err != nil {
			return nil, err
		}
		return loaded, nil
	}
	if !isLoopback(opt.Addr) {
		opt.Log.Warn(opt.in(diag.Say("everyone in the network can open this address, drafts included: %s", opt.Addr)))
	}
	changes, err := watch(ctx, opt.Dir, opt.Log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	start := time.Now()
	s.reload(ctx)
	opt.Log.Info(opt.in(diag.Say("the hub is at %s (read in %d ms, Ctrl+C stops)", url, time.Since(start).Milliseconds())))
	opt.Log.Info(opt.in(diag.Say("change a file in %s and save: the page in the browser follows; ankerplatz new begins another", filepath.Join(opt.Dir, source.Root))))
	if now := s.now.Load(); now != nil && now.site != nil {
		s.reportHeld(nil, now.site.Hub())
	}
	if opt.Open {
		if err := openBrowser(ctx, url); err != nil {
			opt.Log.Warn(opt.in(diag.Say("the browser could not be opened: %v", err)))
		}
	}
	return s.run(ctx, listener, changes)
}

// run answers requests and follows changes until ctx ends.
func (s *server) run(ctx context.Context, listener net.Listener, changes changes) error {
	srv := &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx }, // ends the event streams
		ErrorLog:          slog.NewLogLogger(s.opt.Log.Handler(), slog.LevelDebug),
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(listener) }()
	go s.follow(ctx, changes.text)
	looks := time.NewTicker(lookEvery)
	defer looks.Stop()
	for {
		select {
		case <-changes.all:
			s.reload(ctx)
		case <-looks.C:
			if s.now.Load().over(time.Now()) {
				s.reload(ctx)
			}
		case err := <-done:
			return err
		case <-ctx.Done():
			timeout, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
			defer cancel()
			if srv.Shutdown(timeout) != nil {
				_ = srv.Close() // who still waits has waited long enough
			}
			if err := <-done; !errors.Is(err, http.ErrServerClosed) {
				return err
			}
			return nil
		}
	}
}

// follow shows pages whose text is edited at once, before all files are read
// again, until ctx ends.
func (s *server) follow(ctx context.Context, written <-chan string) {
	for {
		select {
		case file := <-written:
			s.edits.Lock()
			s.edited = append(s.edited, file)
			shown := s.now.Load().edit(file)
			s.edits.Unlock()
			if shown {
				s.events.changed()
			}
		case <-ctx.Done():
			return
		}
	}
}

// edit shows a page as its text is now, where that can be done.
func (v *version) edit(file string) bool { return v != nil && v.site != nil && v.site.edit(file) }

// show is what is shown from now on. What was written while its files were read
// may be newer than what it has.
func (s *server) show(next *version) {
	s.edits.Lock()
	defer s.edits.Unlock()
	for _, file := range slices.Compact(slices.Sorted(slices.Values(s.edited))) {
		next.edit(file)
	}
	s.now.Store(next)
}

// reload reads the files again and tells the browsers.
func (s *server) reload(ctx context.Context) {
	s.edits.Lock()
	s.edited = nil
	s.edits.Unlock()
	last := s.now.Load()
	first := last == nil
	if first {
		last = &version{}
	}
	start := time.Now()
	loaded, err := s.load(ctx)
	switch {
	case ctx.Err() != nil:
		return
	case err != nil:
		s.opt.Log.Error(s.opt.in(diag.Say("the files could not be read: %v", err)))
		s.show(&version{site: last.site, good: last.good, err: err, gone: last.gone})
	default:
		next := &version{site: &recent{site: loaded}, good: last.good, gone: last.gone}
		list := loaded.Diagnostics()
		if !list.HasErrors() {
			next.good = next.site
		}
		var before *hub.Hub
		if last.site != nil {
			before = last.site.Hub()
			next.gone = last.gone.after(before, loaded.Hub())
			if address := edited(before, loaded.Hub()); s.opt.Follow && address != "" {
				s.events.edit(address)
			}
		}
		s.show(next)
		s.report(last, list)
		if !first {
			s.reportHeld(before, loaded.Hub())
		}
		if last.site != nil {
			s.opt.Log.Info(s.opt.in(diag.Say("read again in %d ms", time.Since(start).Milliseconds())))
		}
	}
	s.events.changed()
}

// mostPrinted is how many diagnostics a change prints at most: "check" prints
// all of them.
const mostPrinted = 20

// report prints what was not wrong before.
func (s *server) report(last *version, list diag.List) {
	type key struct {
		file, text string
		code       diag.Code
	}
	keyOf := func(d diag.Diagnostic) key {
		k := key{text: d.Message.String(), code: d.Code}
		if d.File != nil {
			k.file = d.File.Name
		}
		return k
	}
	known := map[key]bool{}
	if last.site != nil {
		for _, d := range last.site.Diagnostics() {
			known[keyOf(d)] = true
		}
	}
	var fresh diag.List
	for _, d := range list {
		if !known[keyOf(d)] && d.Level > diag.Info {
			fresh = append(fresh, d)
		}
	}
	more := max(len(fresh)-mostPrinted, 0)
	if err := fresh[:len(fresh)-more].Text(s.opt.Terminal, diag.TextOptions{Tongue: s.opt.Tongue, Colour: s.opt.Colour, Width: s.opt.Width}); err != nil {
		s.opt.Log.Error(err.Error())
	}
	if more > 0 {
		s.opt.Log.Warn(s.opt.in(diag.Say("and %d more: ankerplatz check shows them all", more)))
	}
	if last.site != nil && len(list) == 0 && len(known) > 0 {
		s.opt.Log.Info(s.opt.in(diag.Say("all mistakes are mended")))
	}
}

func port(addr string) string {
	_, p, _ := net.SplitHostPort(addr)
	return p
}

// AddrError says that Options.Addr is not an address.
type AddrError struct{ Addr string }

func (e *AddrError) Error() string {
	return fmt.Sprintf("%q is no address to listen at: write it like 127.0.0.1:1313", e.Addr)
}

// triedPorts is how many ports are tried when the wanted one is taken.
const triedPorts = 30

func listen(ctx context.Context, addr string) (net.Listener, error) {
	host, wanted, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, &AddrError{addr}
	}
	first, err := strconv.ParseUint(wanted, 10, 16)
	if err != nil {
		return nil, &AddrError{addr}
	}
	var lc net.ListenConfig
	for n := first; ; n++ {
		listener, err := lc.Listen(ctx, "tcp", net.JoinHostPort(host, strconv.FormatUint(n, 10)))
		if err == nil || !portTaken(err) || n >= first+triedPorts || n >= 65535 {
			return listener, err
		}
	}
}
