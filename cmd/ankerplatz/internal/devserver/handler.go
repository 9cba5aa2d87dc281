package devserver

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed" // for the script and its styles
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator"
	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/edit"
	"ankerplatz/generator/sitepath"
)

// Everything of the dev server's own lives below reserved.
const reserved = "/" + generator.LiveFolder + "/"

// pageFile is the file of a folder's page.
const pageFile = "index.html"

//go:embed live.js
var liveJS []byte

//go:embed live.css
var liveCSS []byte

func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET "+reserved+"events", s.events)
	mux.HandleFunc("GET "+reserved+"problems", s.problems)
	mux.Handle("POST /"+edit.Proxy, newEditor(s.opt.Dir, s.editing, s.opt.in))
	mux.HandleFunc("GET "+reserved+"live.js", static("live.js", liveJS))
	mux.HandleFunc("GET "+reserved+"live.css", static("live.css", liveCSS))
	mux.HandleFunc("GET /"+sitepath.SignalFolder+"/", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent) // what writers do while they look at their pages is not kept
	})
	mux.HandleFunc("GET /", s.page)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		browser.Secure(w.Header())
		if !s.hosts.allow(r.Host) {
			http.Error(w, fmt.Sprintf("this server does not answer for the host %q", r.Host), http.StatusMisdirectedRequest)
			return
		}
		if strings.HasPrefix(r.URL.Path, "/"+edit.Folder) && s.editing(r.Context()) {
			browser.SecureEdit(w.Header())
		}
		mux.ServeHTTP(w, r)
	})
}

func static(file string, data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { send(w, r, http.StatusOK, file, data) }
}

// send answers with data, as with a file of that name. The hash also goes where
// a script in the page can read it, to know whether the page that it is in is
// still the newest.
func send(w http.ResponseWriter, r *http.Request, status int, file string, data []byte) {
	sum := sha256.Sum256(data)
	tag := hex.EncodeToString(sum[:8])
	h := w.Header()
	browser.Describe(h, file)
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", `"`+tag+`"`)
	h.Set("Server-Timing", `page;desc="`+tag+`"`)
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			_, _ = w.Write(data) // the browser went away
		}
		return
	}
	if strings.Contains(r.Header.Get("Range"), ",") {
		r.Header.Del("Range") // the answer to many would be a multiple of the file
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// page answers with a page or file of the site.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	folder := strings.HasSuffix(r.URL.Path, "/")
	file := name
	if folder {
		file = path.Join(name, pageFile)
	}
	data, err := s.render(r.Context(), file)
	if data == nil && err == nil && !folder {
		if index, _ := s.render(r.Context(), path.Join(name, pageFile)); index != nil {
			redirect(w, name+"/", r.URL.RawQuery)
			return
		}
	}
	switch {
	case err != nil:
		send(w, r, http.StatusInternalServerError, pageFile, s.plainPage(diag.Say("This page could not be made"), err.Error()))
	case data != nil:
		send(w, r, http.StatusOK, file, data)
	default:
		s.notFound(w, r, name)
	}
}

// redirect leads to a path of the site. The path is clean: it can't be taken
// for another host's.
func redirect(w http.ResponseWriter, name, query string) {
	target := url.URL{Path: "/" + name, RawQuery: query}
	w.Header().Set("Location", target.String())
	w.WriteHeader(http.StatusFound)
}

// render makes a file: of the newest version, and if that lacks it because of
// an error, of the newest one without errors. It returns nil if there is no
// such file.
func (s *server) render(ctx context.Context, file string) ([]byte, error) {
	now := s.now.Load()
	if now.site == nil {
		return nil, nil
	}
	data, ok, problems, err := now.site.Render(ctx, file)
	if ok && err == nil && !problems.HasErrors() {
		return data, nil
	}
	if now.good != nil && now.good != now.site && (ok || now.lacks(file)) {
		if data, ok, problems, err := now.good.Render(ctx, file); ok && err == nil && !problems.HasErrors() {
			return data, nil
		}
	}
	switch {
	case err != nil:
		return nil, err
	case problems.HasErrors():
		return nil, fmt.Errorf("%s", problems[0].Message.In(s.opt.Tongue.Of(problems[0])))
	case !ok:
		return nil, nil
	}
	return data, nil
}

// lacks reports whether a file of the newest version without errors may be
// missing in the newest one because of an error. A page with none, that was
// deleted or is a draft now, is to be gone.
func (v *version) lacks(file string) bool {
	page := v.good.Source(file)
	return slices.ContainsFunc(v.site.Diagnostics(), func(d diag.Diagnostic) bool {
		elsewhere := !strings.EqualFold(path.Ext(page), ".md") || d.File == nil || !strings.HasPrefix(d.File.Name, "content/")
		return d.Level == diag.Error && (elsewhere || d.File.Name == page)
	})
}

func (s *server) notFound(w http.ResponseWriter, r *http.Request, name string) {
	lang, _, _ := strings.Cut(name, "/")
	for _, file := range []string{path.Join(lang, "404.html"), "404.html"} {
		if data, err := s.render(r.Context(), file); data != nil && err == nil {
			send(w, r, http.StatusNotFound, pageFile, data)
			return
		}
	}
	send(w, r, http.StatusNotFound, pageFile, s.plainPage(diag.Say("There is no such page"), "/"+name))
}

// plainPage is a page where the theme can't make one.
func (s *server) plainPage(title diag.Text, text string) []byte {
	return fmt.Appendf(nil, `<!doctype html><html lang="%s">`+browser.PolicyTag+`<meta charset="utf-8"><meta name="viewport" content="width=device-width">`+
		`<title>%s</title><link rel="stylesheet" href="%slive.css"><script src="%slive.js" defer></script><main><h1>%s</h1><pre>%s</pre>`+
		"<p>%s</main></html>\n",
		s.opt.Tongue.General(), html.EscapeString(s.opt.in(title)), reserved, reserved, html.EscapeString(s.opt.in(title)), html.EscapeString(text),
		html.EscapeString(s.opt.in(diag.Say("This page comes back by itself as soon as it can be made."))))
}

// problem is a diagnostic as the page shows it.
type problem struct {
	Level string `json:"level"`
	Lang  string `json:"lang"` // of the words
	Name  string `json:"name"` // of the level, and the file
	Text  string `json:"text"` // as in a terminal
	Here  bool   `json:"here"` // in the file of the page that asks
}

// problemList is what the page asks for after each change.
type problemList struct {
	Lang   string    `json:"lang"`
	Title  string    `json:"title"`  // how many there are
	Others string    `json:"others"` // heading above those of other files
	Errors int       `json:"errors"`
	Shown  []problem `json:"shown"` // those of the page first; at most mostShown
	Note   *note     `json:"note"`  // why the page is not there; null where it is
}

const mostShown = 50

// problems answers with what is wrong, seen from the page in "path".
func (s *server) problems(w http.ResponseWriter, r *http.Request) {
	now := s.now.Load()
	var list diag.List
	page, _ := url.PathUnescape(r.URL.Query().Get("path")) // a path that is not one has no problems of its own
	file := strings.TrimPrefix(path.Join("/", page, pageFile), "/")
	source := ""
	if now.site != nil {
		list = append(list, now.site.Diagnostics()...)
		if _, _, more, err := now.site.Render(r.Context(), file); err == nil {
			list = append(list, more...)
		}
		if source = now.site.Source(file); source == "" && now.good != nil {
			source = now.good.Source(file)
		}
		list.Sort()
	}
	list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Level < diag.Warn })
	lang := s.opt.Tongue.Of(diag.Diagnostic{Span: diag.NewFile(source, nil).Span(0, 0)})
	answer := problemList{Lang: lang, Others: diag.Say("In other files").In(lang), Errors: list.Count(diag.Error), Shown: []problem{}}
	counted := list
	if now.err != nil {
		answer.Errors++
		answer.Shown = append(answer.Shown, problem{Level: "error", Lang: diag.English, Name: diag.Error.Name().In(lang), Text: now.err.Error(), Here: true})
		counted = append(slices.Clone(list), diag.Diagnostic{Level: diag.Error})
	}
	title := counted.Counts()
	if answer.Note = s.note(r.Context(), now, file, lang); answer.Note != nil {
		title = append([]diag.Text{diag.Say("%s", answer.Note.Title)}, title...)
	}
	answer.Title = diag.Join(title, ", ").In(lang)
	for _, pass := range []struct {
		here  bool
		level diag.Level
	}{{true, diag.Error}, {false, diag.Error}, {true, diag.Warn}, {false, diag.Warn}} {
		for _, d := range list {
			if here := d.File != nil && d.File.Name == source; here == pass.here && d.Level == pass.level && len(answer.Shown) < mostShown {
				answer.Shown = append(answer.Shown, s.newProblem(d, here))
			}
		}
	}
	data, err := json.Marshal(answer)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, http.StatusOK, "problems.json", data)
}

func (s *server) newProblem(d diag.Diagnostic, here bool) problem {
	lang := s.opt.Tongue.Of(d)
	p := problem{Level: d.Level.String(), Lang: lang, Name: d.Level.Name().In(lang), Here: here}
	if d.File != nil {
		p.Name += " " + d.File.Name
	}
	var text strings.Builder
	_ = diag.List{d}.Text(&text, diag.TextOptions{Tongue: s.opt.Tongue, Width: 110}) // a Builder takes everything
	p.Text = text.String()
	return p
}
