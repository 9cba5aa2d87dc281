// Package lsp helps editors with a hub, by the Language Server Protocol over
// standard streams: what is wrong while it is written, what may stand at the
// cursor, what a field, a person or a link is, pages renamed with all that leads
// to them, and mistakes that are mended with a click.
//
// A change of a text is answered by reading that page alone. What it means for
// others is found out behind it, by loading the hub anew with all texts that are
// not saved.
package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/handler"

	"ankerplatz/generator"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
)

// Options say which hub the server is for.
type Options struct {
	Dir     string      // the hub's folder; "" is what the editor says
	Version string      // of the program
	Tongue  diag.Tongue // in which writers are told of mistakes
	Log     *slog.Logger
}

// server is one editor's.
type server struct {
	opt    Options
	client *jrpc2.Server
	cache  *generator.Cache
	dirty  chan struct{} // something changed that others may depend on

	mu       sync.Mutex
	dir      string             // the hub's folder, as an absolute path; "" as long as there is none
	asked    bool               // initialize came
	open     map[string]*text   // open documents, by path below the hub's folder
	site     *generator.Site    // the newest; nil before it is loaded. Sites are let go of when they are garbage
	linked   map[string]linking // what loading told of each file beyond what it says by itself
	complete context.CancelFunc // ends relinking
}

// text is a document that the editor shows.
type text struct {
	uri     string
	version *int
	data    []byte
	changes int       // how often it has changed
	told    diag.List // what was last said of it
}

// Serve answers an editor until it says that it is done, or is gone. The error
// is set where it went without a word.
func Serve(ctx context.Context, in io.Reader, out io.Writer, opt Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{opt: opt, cache: generator.NewCache(), dirty: make(chan struct{}, 1), open: map[string]*text{}, complete: cancel}
	s.client = jrpc2.NewServer(s.methods(), &jrpc2.ServerOptions{AllowPush: true, DisableBuiltin: true, Concurrency: 4})
	s.client.Start(newFrames(in, out))
	var relinking sync.WaitGroup
	relinking.Go(func() { s.relinkAll(ctx) })
	gone := make(chan error, 1)
	go func() { gone <- s.client.Wait() }()
	var err error
	select {
	case err = <-gone:
	case <-ctx.Done(): // exit, or the program ends: nobody waits for what may still come
	}
	cancel()
	relinking.Wait()
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// methods are what editors ask for. Others are answered as unknown by the
// library, and messages without an answer are passed over.
func (s *server) methods() handler.Map {
	return handler.Map{
		"initialize":  handler.New(s.initialize),
		"initialized": handler.New(func(context.Context) error { return nil }),
		"shutdown":    func(context.Context, *jrpc2.Request) (any, error) { return nil, nil },
		"exit": func(context.Context, *jrpc2.Request) (any, error) {
			s.complete()
			return nil, nil
		},
		"$/cancelRequest": func(_ context.Context, r *jrpc2.Request) (any, error) {
			var params struct {
				ID json.RawMessage `json:"id"`
			}
			if r.UnmarshalParams(&params) == nil {
				s.client.CancelRequest(string(params.ID))
			}
			return nil, nil
		},
		"textDocument/didOpen":            notification(s.didOpen),
		"textDocument/didChange":          notification(s.didChange),
		"textDocument/didClose":           notification(s.didClose),
		"textDocument/didSave":            notification(func(changeParams) { s.relink() }),
		"workspace/didChangeWatchedFiles": notification(func(struct{}) { s.relink() }),
		"workspace/didRenameFiles":        notification(func(struct{}) { s.relink() }),
		"textDocument/completion":         request(s, s.completion),
		"textDocument/hover":              request(s, s.hover),
		"textDocument/definition":         request(s, s.definition),
		"textDocument/prepareRename":      request(s, s.prepareRename),
		"textDocument/rename":             request(s, s.rename),
		"textDocument/codeAction":         request(s, s.codeActions),
		"workspace/willRenameFiles":       request(s, s.willRename),
	}
}

// notification handles a message that has no answer; what can't be read of it
// is passed over, and so are those that come before initialize.
func notification[P any](do func(P)) jrpc2.Handler {
	return func(_ context.Context, r *jrpc2.Request) (any, error) {
		var params P
		if err := unmarshal(r, &params); err == nil {
			do(params)
		}
		return nil, nil
	}
}

// request handles a question about a hub that was loaded; before, and without a
// hub, the answer is that there is nothing.
func request[P, R any](s *server, answer func(context.Context, *generator.Site, P) (R, error)) jrpc2.Handler {
	return func(ctx context.Context, r *jrpc2.Request) (any, error) {
		var params P
		if err := unmarshal(r, &params); err != nil {
			return nil, jrpc2.Errorf(jrpc2.InvalidParams, "%v", err)
		}
		s.mu.Lock()
		asked, site := s.asked, s.site
		s.mu.Unlock()
		switch {
		case !asked:
			return nil, jrpc2.Errorf(notInitialized, "initialize comes first")
		case site == nil:
			return nil, nil
		}
		return answer(ctx, site, params)
	}
}

const notInitialized jrpc2.Code = -32002

// unmarshal reads parameters; fields that are not known do not matter.
func unmarshal(r *jrpc2.Request, params any) error {
	if !r.HasParams() {
		return nil
	}
	return json.Unmarshal([]byte(r.ParamString()), params)
}

func (s *server) initialize(_ context.Context, r *jrpc2.Request) (any, error) {
	var params initializeParams
	if err := unmarshal(r, &params); err != nil {
		return nil, jrpc2.Errorf(jrpc2.InvalidParams, "%v", err)
	}
	folders := []string{s.opt.Dir}
	if s.opt.Dir == "" {
		folders = nil
		for _, f := range params.WorkspaceFolders {
			folders = append(folders, pathOf(f.URI))
		}
		folders = append(folders, pathOf(params.RootURI), ".")
	}
	s.mu.Lock()
	s.asked = true
	for _, folder := range folders {
		if dir := hubAbove(folder); dir != "" && s.dir == "" {
			s.dir = dir
		}
	}
	s.mu.Unlock()
	s.relink()
	none := struct{}{}
	pages := []any{map[string]any{"scheme": "file", "pattern": map[string]any{"glob": "**/*.md"}}}
	return map[string]any{
		"serverInfo": map[string]any{"name": "ankerplatz", "version": s.opt.Version},
		"capabilities": map[string]any{
			"positionEncoding":   "utf-16",
			"textDocumentSync":   map[string]any{"openClose": true, "change": 2, "save": none},
			"completionProvider": map[string]any{"triggerCharacters": []string{"[", "(", "@", "#", "/", " ", ":"}},
			"hoverProvider":      true,
			"definitionProvider": true,
			"renameProvider":     map[string]any{"prepareProvider": true},
			"codeActionProvider": map[string]any{"codeActionKinds": []string{"quickfix"}},
			"workspace":          map[string]any{"fileOperations": map[string]any{"willRename": map[string]any{"filters": pages}, "didRename": map[string]any{"filters": pages}}},
		},
	}, nil
}

// hubAbove is the folder of the hub that a folder is in, "" if it is in none.
func hubAbove(folder string) string {
	if folder == "" {
		return ""
	}
	dir, err := filepath.Abs(folder)
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, config.Name)); err == nil {
			return dir
		}
		above := filepath.Dir(dir)
		if above == dir {
			break
		}
		dir = above
	}
	return ""
}

// below is the path of a document below the hub's folder, with slashes; "" of
// what is not in it.
func (s *server) below(uri string) string {
	name := pathOf(uri)
	if name == "" || s.dir == "" {
		return ""
	}
	rel, err := filepath.Rel(s.dir, name)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// uri is the address of a file of the hub: as the editor writes it, if it shows
// it.
func (s *server) uri(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t := s.open[name]; t != nil {
		return t.uri
	}
	return uriOf(filepath.Join(s.dir, filepath.FromSlash(name)))
}

func (s *server) didOpen(p changeParams) {
	s.mu.Lock()
	name := s.below(p.TextDocument.URI)
	if name == "" {
		s.mu.Unlock()
		return
	}
	s.open[name] = &text{uri: p.TextDocument.URI, version: p.TextDocument.Version, data: []byte(p.TextDocument.Text)}
	s.mu.Unlock()
	s.tell(name)
	s.relink()
}

func (s *server) didChange(p changeParams) {
	s.mu.Lock()
	name := s.below(p.TextDocument.URI)
	t := s.open[name]
	if t == nil || t.version != nil && p.TextDocument.Version != nil && *p.TextDocument.Version < *t.version {
		s.mu.Unlock()
		return // never opened, or older than what is known
	}
	for _, c := range p.ContentChanges {
		t.data = c.apply(t.data)
	}
	t.changes++
	t.version = p.TextDocument.Version
	s.mu.Unlock()
	s.tell(name)
	s.relink()
}

func (s *server) didClose(p changeParams) {
	s.mu.Lock()
	name := s.below(p.TextDocument.URI)
	_, was := s.open[name]
	delete(s.open, name)
	s.mu.Unlock()
	if was {
		s.publish(diagnosticsParams{URI: p.TextDocument.URI, Diagnostics: []diagnostic{}})
		s.relink()
	}
}

// shown is an open document as it is now.
func (s *server) shown(uri string) (name string, data []byte, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name = s.below(uri)
	if t := s.open[name]; t != nil {
		return name, t.data, true
	}
	return name, nil, false
}

// relink has the hub loaded anew, soon.
func (s *server) relink() {
	select {
	case s.dirty <- struct{}{}:
	default: // it will be, anyway
	}
}

// rest is how long nothing must change before the hub is loaded anew.
const rest = 300 * time.Millisecond

// relinkAll loads the hub anew when something changed, until ctx ends. A large
// hub is loaded the less often the longer that takes.
func (s *server) relinkAll(ctx context.Context) {
	wait := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.dirty:
		}
		for settled := false; !settled; {
			select {
			case <-ctx.Done():
				return
			case <-s.dirty:
			case <-time.After(wait):
				settled = true
			}
		}
		start := time.Now()
		s.load(ctx)
		wait = max(rest, min(time.Since(start), 5*time.Second))
	}
}

// load loads the hub with what is not saved, and tells what is wrong in the open
// documents.
func (s *server) load(ctx context.Context) {
	s.mu.Lock()
	dir, unsaved := s.dir, generator.Unsaved{}
	for name, t := range s.open {
		unsaved[name] = t.data
	}
	s.mu.Unlock()
	if dir == "" {
		return
	}
	site, err := generator.Load(ctx, generator.Options{Dir: dir, NoIndex: true, Cache: s.cache, Unsaved: unsaved})
	if err != nil {
		if ctx.Err() == nil {
			s.opt.Log.Error(err.Error())
		}
		return
	}
	linked := linkings(site, unsaved)
	s.mu.Lock()
	s.site, s.linked = site, linked
	var names []string
	for name := range s.open {
		names = append(names, name)
	}
	s.mu.Unlock()
	for _, name := range names {
		s.tell(name)
	}
}

// isPage reports whether a path below the hub's folder is a page's.
func isPage(name string) bool {
	return strings.HasPrefix(name, "content/") && strings.HasSuffix(strings.ToLower(name), ".md")
}
