package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/net/html"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/compiled"
	"ankerplatz/generator/cover"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/edit"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/phone"
	"ankerplatz/generator/picture"
	"ankerplatz/generator/source"
	"ankerplatz/generator/theme"
)

// Renderer makes a hub's pages. It is safe for use by several goroutines.
type Renderer struct {
	hub      *hub.Hub
	theme    *theme.Theme
	assets   *theme.Assets
	limit    int
	script   string
	audience string
	made     func(*source.Asset) []picture.Form // see Options.Forms
	places   *edit.Places
	folder   func(lang string) string

	common *template.Template // base and partials, with no language's words yet
	sites  map[string]*site   // by language

	painter *cover.Painter // nil without covers

	buffers sync.Pool // of *limited

	mu      sync.Mutex
	ready   map[string]*layout // layout and language -> parsed
	inner   compiled.Inner
	endless map[string]time.Time // when a layout did not come to an end
}

// Options are what a Renderer needs beside the hub and the theme.
type Options struct {
	Output   int                      // largest page in bytes; 0 means 16 MiB
	Bundles  *theme.Bundles           // remembers the theme's styles and scripts; may be nil
	Logo     []byte                   // the hub's logo as its file has it; nil without one
	Audience string                   // id of those whom the site is for; "" is everybody
	Places   *edit.Places             // where pages are edited; nil without an editor of the hub's own
	Folder   func(lang string) string // where a language's pages lie: "content/de"
	// Forms are the forms of a picture in the order of their widths; nil has none.
	Forms  func(*source.Asset) []picture.Form
	Script string // URL of a script that every page loads besides, for the dev server
}

// New prepares a hub's pages: the theme's templates are parsed, its styles and
// scripts put together. A theme that cannot be used gives errors in the list.
func New(h *hub.Hub, t *theme.Theme, opt Options) (*Renderer, diag.List) {
	if opt.Output <= 0 {
		opt.Output = 16 << 20
	}
	r := &Renderer{hub: h, theme: t, limit: opt.Output, script: opt.Script, audience: opt.Audience, made: opt.Forms, places: opt.Places, folder: opt.Folder, sites: map[string]*site{}, ready: map[string]*layout{}, endless: map[string]time.Time{}}
	accents, list := t.Accent(h.Config.Accent)
	var problems diag.List
	if opt.Bundles == nil {
		opt.Bundles = &theme.Bundles{}
	}
	r.assets, problems = opt.Bundles.Assets(t, h.Base, accents+hues())
	list = append(list, problems...)

	r.common = template.New("").Funcs(r.functions("", nil))
	for _, name := range append(t.Names("partials/", ".html"), "layouts/base.html") {
		list = append(list, r.parse(r.common, name)...)
	}
	counted(r.common)
	r.painter = r.newPainter(opt.Logo)
	for _, lang := range h.Languages {
		r.sites[lang.Code] = r.newSite(lang)
	}
	return r, list
}

// Styles are the addresses of the styles that all pages have.
func (r *Renderer) Styles() []string { return []string{r.assets.Named["css/main.css"].URL} }

// parse adds a template file to the set, by its base name.
func (r *Renderer) parse(set *template.Template, name string) diag.List {
	var list diag.List
	file := r.theme.File(name)
	if file == nil {
		list.Add(r.theme.Place(name), diag.TemplateError, diag.Say("the theme has no %s", name), diag.Say("add the file"))
		return list
	}
	_, err := set.New(path.Base(name)).Parse(strings.TrimSuffix(string(file.Data), "\n"))
	if err != nil {
		list = append(list, r.templateError(err))
	}
	return list
}

// layout is a layout in a language.
type layout struct {
	set  *template.Template
	fast *compiled.Template // the same, made ready; nil where it needs what that does not know
	left atomic.Bool        // a page was left to html/template
}

// Left are the layouts, as "name/language", of which pages were left to
// html/template: they take several times as long.
func (r *Renderer) Left() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var names []string
	for name, l := range r.ready {
		if l.left.Load() {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// layout returns a layout in a language. It is parsed when it is first used.
func (r *Renderer) layout(name, lang string) (*layout, diag.List) {
	key := name + "/" + lang
	r.mu.Lock()
	defer r.mu.Unlock()
	if t := r.ready[key]; t != nil {
		return t, nil
	}
	set, err := r.common.Clone()
	if err != nil {
		return nil, diag.List{r.templateError(err)}
	}
	functions := r.functions(lang, r.sites[lang])
	set.Funcs(functions)
	file := "layouts/" + name + ".html"
	if r.theme.File(file) == nil && name != "page" {
		file = "layouts/page.html" // a kind that the theme has no layout for
	}
	if list := r.parse(set, file); list.HasErrors() {
		return nil, list
	}
	counted(set)
	ready := &layout{}
	ready.fast, ready.set, _ = compiled.New(set, "base.html", &r.inner, compiled.Options{
		Funcs: functions, Data: &View{Site: r.sites[lang].view, Layout: name, LayoutCSS: r.layoutCSS(name)}, Fixed: []string{"Site", "Layout", "LayoutCSS"},
		Buffer: func() compiled.Buffer { b := &limited{}; b.begin(r.limit); return b },
	})
	r.ready[key] = ready
	return ready, nil
}

func (r *Renderer) layoutCSS(layout string) theme.Asset {
	return r.assets.Named["css/layouts/"+layout+".css"]
}

// execute renders a view.
func (r *Renderer) execute(v *View) ([]byte, diag.List) {
	t, list := r.layout(v.Layout, v.Site.Lang)
	if t == nil {
		return nil, list
	}
	r.mu.Lock()
	endless := r.endless[v.Layout]
	r.mu.Unlock()
	if time.Since(endless) < mostTime {
		return nil, append(list, r.layoutError(v.Layout, errEndless))
	}
	v.LayoutCSS = r.layoutCSS(v.Layout)
	out, _ := r.buffers.Get().(*limited)
	if out == nil {
		out = &limited{}
	}
	defer r.buffers.Put(out)
	if err := t.execute(out, r.limit, v); err != nil {
		switch {
		case errors.Is(err, errEndless): // other pages need not wait for that too, unless the machine was just busy
			r.mu.Lock()
			r.endless[v.Layout] = time.Now()
			r.mu.Unlock()
			return nil, append(list, r.layoutError(v.Layout, err))
		case errors.Is(err, errTooLong):
			return nil, append(list, r.layoutError(v.Layout, fmt.Errorf("%s: %w", v.URL, err)))
		}
		return nil, append(list, r.templateError(err))
	}
	page := withPolicy(out.Bytes())
	if end := bytes.LastIndex(page, []byte("</body>")); end >= 0 && r.script != "" {
		tag := `<script src="` + template.HTMLEscapeString(r.script) + `" defer></script>`
		page = slices.Concat(page[:end], []byte(tag), page[end:])
	}
	return page, list
}

// execute writes a page. What the quick way leaves, html/template does: it also
// finds the words for what is wrong.
func (l *layout) execute(out *limited, limit int, v *View) error {
	out.begin(limit)
	err := compiled.ErrLeft
	if l.fast != nil {
		err = l.fast.Execute(out, v)
	}
	if errors.Is(err, compiled.ErrLeft) {
		l.left.Store(true)
		out.begin(limit)
		err = l.set.ExecuteTemplate(out, "base.html", v)
	}
	return err
}

// withPolicy puts the policy before all else that a page loads, whatever the
// theme's layouts are: not every web server sends headers. It returns a new
// slice.
func withPolicy(page []byte) []byte {
	tokens, at := html.NewTokenizer(bytes.NewReader(page)), 0
	for {
		kind := tokens.Next()
		raw := tokens.Raw()
		name, _ := tokens.TagName()
		switch {
		case kind == html.DoctypeToken, kind == html.CommentToken, kind == html.TextToken && len(bytes.TrimSpace(raw)) == 0,
			kind == html.StartTagToken && string(name) == "html":
			at += len(raw)
			continue
		case kind == html.StartTagToken && string(name) == "head":
			at += len(raw)
		}
		return slices.Concat(page[:at], []byte(browser.PolicyTag), page[at:])
	}
}

// templatePlace is how the template packages name a place: "name.html:12" or
// "name.html:12:5" behind "template: " or "html/template:".
var templatePlace = regexp.MustCompile(`(?:html/)?template: ?([^:\s]+):(\d+)(?::(\d+))?: (?s:(.*))`)

// layoutError is for what a layout as a whole does.
func (r *Renderer) layoutError(layout string, err error) diag.Diagnostic {
	var list diag.List
	at := r.theme.Place("")
	if file := r.theme.File("layouts/" + layout + ".html"); file != nil {
		at = file.Span(0, 0)
	}
	list.Add(at, diag.TemplateError, diag.Say("the template can't be used: %v", err), diag.Say("look at its loops, and at the templates that it calls"))
	return list[0]
}

func (r *Renderer) templateError(err error) diag.Diagnostic {
	var list diag.List
	at, message := r.theme.Place(""), err.Error()
	if m := templatePlace.FindStringSubmatch(err.Error()); m != nil {
		for _, folder := range []string{"layouts/", "partials/"} {
			file := r.theme.File(folder + m[1])
			if file == nil {
				continue
			}
			line, _ := strconv.Atoi(m[2])
			column, _ := strconv.Atoi(m[3])
			start := file.Offset(line, column+1)
			end := start
			if column == 0 {
				end = start + len(file.Line(line))
			}
			at, message = file.Span(start, end), m[4]
			break
		}
	}
	list.Add(at, diag.TemplateError, diag.Say("the template can't be used: %s", message), diag.Say("docs/themes.md lists what templates see"))
	return list[0]
}

// functions are what templates can call, as docs/themes.md lists them. Without a site
// they only have their names, for parsing.
func (r *Renderer) functions(lang string, s *site) template.FuncMap {
	language := r.hub.Words.In(lang)
	own := template.FuncMap{
		"t": func(key string, values ...any) (string, error) {
			text, ok := language.Lookup(key)
			if len(values) > 0 {
				if n, number := values[0].(int); number {
					text, ok = language.Count(key, n)
				}
			}
			if !ok {
				return "", fmt.Errorf("i18n has no words for %q", key)
			}
			for i, v := range values {
				place := "{" + strconv.Itoa(i) + "}"
				value := fmt.Sprint(v)
				if len(text)+strings.Count(text, place)*len(value) > mostValue {
					return "", errTooLarge
				}
				text = strings.ReplaceAll(text, place, value)
			}
			return text, nil
		},
		"key": func(name string) (string, error) {
			label := language.Key(name)
			if label == "" {
				return "", fmt.Errorf("there is no key %q on keyboards", name)
			}
			return label, nil
		},
		"icon": func(name string) (template.HTML, error) {
			if !r.assets.Icons[name] {
				return "", fmt.Errorf("there is no icon %q in assets/icons", name)
			}
			return template.HTML(`<svg class="icon" aria-hidden="true"><use href="` + r.assets.Sprite + "#" + name + `"/></svg>`), nil
		},
		"asset": func(name string) (string, error) {
			a, ok := r.assets.Named[name]
			if !ok {
				return "", fmt.Errorf("there is no file %q in assets/static or assets", name)
			}
			return a.URL, nil
		},
		"absolute": r.hub.Config.Absolute,
		"rel":      func(name string) string { return s.home + strings.TrimPrefix(name, "/") },
		"tel":      func(number string) template.URL { return template.URL(phone.Parse(number).URI()) },
		"words":    func(n int) int { return max(1, (n+110)/220) },
		"duration": language.Duration,
		"hue":      hueClass,
		"ids": func(terms []Term) string {
			ids := make([]string, len(terms))
			for i, term := range terms {
				ids[i] = term.ID
			}
			return strings.Join(ids, " ")
		},
		"first": func(n int, list any) (any, error) { return part(list, 0, n) },
		"rest":  func(n int, list any) (any, error) { return part(list, n, -1) },
	}
	maps.Copy(own, bounded)
	return own
}

// hueClass is one of twelve classes for a hue in degrees.
func hueClass(degrees int) int { return degrees * 12 / 360 % 12 }
