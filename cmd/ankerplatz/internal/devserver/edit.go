package devserver

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/netip"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"unicode/utf8"

	"ankerplatz/cmd/ankerplatz/internal/rewrite"
	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/edit"
)

// mostEdited is how much the editor may send at once, in bytes: a page with its
// pictures, which are a third longer on the way.
const mostEdited = 32 << 20

// editor does to the hub's files what the editor in the browser asks for, in
// the protocol of Decap CMS's local server (decap-server 3, without a
// workflow). It does so for pages of its own on this machine only, and one
// change at a time.
type editor struct {
	dir   string                     // the hub's folder
	on    func(context.Context) bool // whether the hub has an editor
	in    func(diag.Text) string     // the writer's language
	cross *http.CrossOriginProtection

	mu     sync.Mutex
	handed map[string]sum // by path, what was given out last
}

type sum [sha256.Size]byte

func newEditor(dir string, on func(context.Context) bool, in func(diag.Text) string) *editor {
	return &editor{dir: dir, on: on, in: in, cross: http.NewCrossOriginProtection(), handed: map[string]sum{}}
}

// refusal is what the editor is told instead of an answer: what its writer can
// read is a diag.Text, what only a program would do wrong is not.
type refusal struct {
	status int
	error
}

func refuse(status int, what error) error { return &refusal{status, what} }

// order is what the editor asks for: of its parameters each action has some.
type order struct {
	Action string `json:"action"`
	Params struct {
		Folder    string     `json:"folder"`
		Extension string     `json:"extension"`
		Depth     int        `json:"depth"`
		Path      string     `json:"path"`
		Paths     []string   `json:"paths"`
		Media     string     `json:"mediaFolder"`
		Files     []fileName `json:"files"`
		Entry     *dataFile  `json:"entry"`
		DataFiles []dataFile `json:"dataFiles"`
		Assets    []asset    `json:"assets"`
		Asset     asset      `json:"asset"`
	} `json:"params"`
}

type fileName struct {
	Path  string `json:"path"`
	Label string `json:"label,omitempty"`
	ID    string `json:"id"`
}

// entry is a page as the editor gets it; Data is nil where there is none.
type entry struct {
	Data *string  `json:"data"`
	File fileName `json:"file"`
}

// dataFile is a page as the editor wants it. Base is the text that it was made
// of, nil where it does not say or the page is new.
type dataFile struct {
	Path    string  `json:"path"`
	NewPath string  `json:"newPath"`
	Raw     string  `json:"raw"`
	Base    *string `json:"base"`
}

type asset struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name,omitempty"`
	Path     string `json:"path"`
	Content  string `json:"content"`
	Encoding string `json:"encoding"`
}

// ServeHTTP answers one order.
func (e *editor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer, err := e.serve(w, r)
	status := http.StatusOK
	if err != nil {
		status = http.StatusInternalServerError
		text := err.Error()
		if told, ok := errors.AsType[*refusal](err); ok {
			status, text = told.status, told.Error()
			if said, ok := errors.AsType[diag.Text](told.error); ok {
				text = e.in(said)
			}
		}
		answer = map[string]string{"error": text}
	}
	data, err := json.Marshal(answer)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(data) // the browser went away
}

func (e *editor) serve(w http.ResponseWriter, r *http.Request) (any, error) {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !from.Addr().Unmap().IsLoopback() {
		return nil, refuse(http.StatusForbidden, diag.Say("pages are edited on the machine that serves the hub only"))
	}
	if e.cross.Check(r) != nil {
		return nil, refuse(http.StatusForbidden, diag.Say("pages of other sites can't edit the hub"))
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, refuse(http.StatusUnsupportedMediaType, errors.New("the type of an order is application/json"))
	}
	if !e.on(r.Context()) {
		return nil, refuse(http.StatusNotFound, errors.New("this hub has no editor"))
	}
	tooMuch := refuse(http.StatusRequestEntityTooLarge, diag.Say("this is more than can be sent at once: make the picture smaller than %d MB, or copy it beside the page's file", mostEdited*3/4>>20))
	if r.ContentLength > mostEdited {
		return nil, tooMuch
	}
	var o order
	body := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostEdited))
	if err := body.Decode(&o); err != nil {
		if _, over := errors.AsType[*http.MaxBytesError](err); over {
			return nil, tooMuch
		}
		return nil, refuse(http.StatusUnprocessableEntity, err)
	}
	if _, err := body.Token(); !errors.Is(err, io.EOF) {
		return nil, refuse(http.StatusUnprocessableEntity, errors.New("one order at a time"))
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	files, err := openDrawer(e.dir)
	if err != nil {
		return nil, err
	}
	defer files.Close()
	return e.do(files, &o)
}

func (e *editor) do(files *drawer, o *order) (any, error) {
	p := &o.Params
	switch o.Action {
	case "info":
		return map[string]any{"repo": filepath.Base(e.dir), "publish_modes": []string{"simple"}, "type": "local_fs"}, nil
	case "entriesByFolder":
		return e.folder(files, p.Folder, p.Extension, p.Depth)
	case "entriesByFiles":
		found := []entry{}
		for _, f := range p.Files {
			one, err := e.page(files, f.Path)
			if err != nil {
				return nil, err
			}
			one.File.Label = f.Label
			found = append(found, one)
		}
		return found, nil
	case "getEntry":
		return e.page(files, p.Path)
	case "persistEntry":
		if p.Entry != nil {
			p.DataFiles = append(p.DataFiles, *p.Entry)
		}
		return done, e.persist(files, p.DataFiles, p.Assets)
	case "getMedia":
		return e.media(files, p.Media)
	case "getMediaFile":
		return e.medium(files, p.Path)
	case "persistMedia":
		if err := e.persist(files, nil, []asset{p.Asset}); err != nil {
			return nil, err
		}
		return e.medium(files, p.Asset.Path)
	case "deleteFile":
		return done, e.remove(files, []string{p.Path})
	case "deleteFiles":
		return done, e.remove(files, p.Paths)
	case "getDeployPreview":
		return nil, nil
	}
	return nil, refuse(http.StatusUnprocessableEntity, fmt.Errorf("there is no action %q", o.Action))
}

var done = map[string]string{"message": "done"}

// folder are the pages in a folder, so many levels deep.
func (e *editor) folder(files *drawer, folder, extension string, depth int) ([]entry, error) {
	found := []entry{}
	if extension != "md" {
		return found, nil
	}
	names, err := files.list(folder, depth)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if !isPage(name) {
			continue
		}
		data, err := files.read(name)
		if err != nil {
			return nil, err
		}
		if utf8.Valid(data) { // the others can be edited
			found = append(found, e.hand(name, data))
		}
	}
	return found, nil
}

// page hands out a page, but not one that is no UTF-8, which would lose letters
// on the way to the editor and back.
func (e *editor) page(files *drawer, name string) (entry, error) {
	if !isPage(name) {
		return entry{}, refuse(http.StatusForbidden, fmt.Errorf("%q is no page", name))
	}
	data, err := files.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return entry{File: fileName{Path: name}}, nil
	}
	if err != nil {
		return entry{}, err
	}
	if !utf8.Valid(data) {
		return entry{}, refuse(http.StatusUnprocessableEntity, diag.Say("%s is not saved as UTF-8: save it with that encoding before you edit it here", name))
	}
	return e.hand(name, data), nil
}

// hand notes that a page's text is given out.
func (e *editor) hand(name string, data []byte) entry {
	hash := sum(sha256.Sum256(data))
	e.handed[name] = hash
	text := string(data)
	return entry{&text, fileName{Path: name, ID: hex.EncodeToString(hash[:])}}
}

// mostShownMedia is how much of pictures one answer has, in bytes.
const mostShownMedia = 64 << 20

// media are the files of a folder that are no pages.
func (e *editor) media(files *drawer, folder string) ([]asset, error) {
	names, err := files.list(folder, 1)
	if err != nil {
		return nil, err
	}
	found, room := []asset{}, mostShownMedia
	for _, name := range names {
		if isPage(name) || files.size(name) > int64(room) {
			continue
		}
		one, err := e.medium(files, name)
		if err != nil {
			return nil, err
		}
		room -= len(one.Content)
		found = append(found, one)
	}
	return found, nil
}

func (e *editor) medium(files *drawer, name string) (asset, error) {
	data, err := files.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return asset{}, refuse(http.StatusNotFound, fmt.Errorf("there is no file %s", name))
	}
	if err != nil {
		return asset{}, err
	}
	hash := sum(sha256.Sum256(data))
	e.handed[name] = hash
	return asset{ID: hex.EncodeToString(hash[:]), Name: path.Base(name), Path: name, Content: base64.StdEncoding.EncodeToString(data), Encoding: "base64"}, nil
}

// persist writes pages and what belongs to them, all or none. A page or another
// file that is not as its writer saw it is not written.
func (e *editor) persist(files *drawer, pages []dataFile, assets []asset) error {
	var writes []rewrite.File
	for _, p := range pages {
		if !isPage(p.Path) || p.NewPath != "" && p.NewPath != p.Path {
			return refuse(http.StatusForbidden, fmt.Errorf("%q is no page", p.Path+p.NewPath))
		}
		was, err := e.asSeen(files, p.Path, p.Base)
		if err != nil {
			return err
		}
		writes = append(writes, rewrite.File{Path: p.Path, Old: was, Data: []byte(p.Raw)})
	}
	for _, a := range assets {
		data, err := base64.StdEncoding.DecodeString(a.Content)
		if err != nil || a.Encoding != "base64" {
			return refuse(http.StatusUnprocessableEntity, fmt.Errorf("%s can't be read", a.Path))
		}
		if reason := browser.Refused(a.Path); isPage(a.Path) || !reason.Empty() || browser.LooksActive(a.Path, data[:min(len(data), browser.Sniffed)]) {
			return refuse(http.StatusForbidden, diag.Say("%s can't be a file beside a page: send a picture or a document", path.Base(a.Path)))
		}
		was, err := files.read(a.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if seen, known := e.handed[a.Path]; err == nil && !bytes.Equal(was, data) && (!known || seen != sum(sha256.Sum256(was))) {
			return refuse(http.StatusConflict, diag.Say("somebody else has put another file %s there: give yours another name", a.Path))
		}
		writes = append(writes, rewrite.File{Path: a.Path, Old: was, Data: data})
	}
	if err := files.write(writes); err != nil {
		return err
	}
	for _, p := range pages {
		delete(e.handed, p.Path) // it has been handed out for one change
	}
	for _, a := range assets {
		delete(e.handed, a.Path)
	}
	return nil
}

// asSeen returns a page's text, nil if there is none, and refuses to go on where
// it is not what the writer saw: base, if the editor says what that was, else
// what was handed out last.
func (e *editor) asSeen(files *drawer, name string, base *string) ([]byte, error) {
	data, err := files.read(name)
	seen, known := e.handed[name]
	switch {
	case errors.Is(err, fs.ErrNotExist) && base == nil:
		return nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, refuse(http.StatusConflict, diag.Say("%s was deleted since you opened it: copy your text, and make a new page", name))
	case err != nil:
		return nil, err
	case base != nil && *base == string(data), base == nil && known && seen == sum(sha256.Sum256(data)):
		return data, nil
	}
	return nil, refuse(http.StatusConflict, diag.Say("%s was changed by somebody else since you opened it: copy your text, load the page again, and put it in there", name))
}

// remove deletes files. A page goes as its writer saw it, or not.
func (e *editor) remove(files *drawer, names []string) error {
	for _, name := range names {
		if !isPage(name) {
			continue
		}
		if _, err := e.asSeen(files, name, nil); err != nil {
			return err
		}
	}
	if err := files.remove(names); err != nil {
		return err
	}
	for _, name := range names {
		delete(e.handed, name)
	}
	return nil
}

// isPage reports whether a file is a page's by its name.
func isPage(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// editing reports whether the hub has an editor.
func (s *server) editing(ctx context.Context) bool {
	data, err := s.render(ctx, edit.Folder+pageFile)
	return err == nil && data != nil
}
