package compiled

import (
	"bytes"
	"errors"
	"html/template"
	"strings"
	"testing"
)

type site struct {
	Title, Address string
	Kinds          []kind
	Banner         *kind
}

type kind struct{ Name, URL string }

// Loud has a method: calls of such are html/template's.
func (k kind) Loud() string { return strings.ToUpper(k.Name) }

type card struct {
	Title string
	HTML  template.HTML
	Words int
}

type view struct {
	Site *site
	Page *struct {
		card
		Tags   []string
		Params map[string]any
		Own    any
		Next   *card
	}
	Layout string
}

var funcs = template.FuncMap{
	"t": func(key string, values ...any) (string, error) {
		if key == "none" {
			return "", errors.New("no words")
		}
		return strings.Join(append([]string{"<" + key + ">"}, make([]string, len(values))...), "&"), nil
	},
	"icon": func(name string) (template.HTML, error) {
		return template.HTML("<svg><use href='#" + name + "'/></svg>"), nil
	},
	"link":  func(s string) template.URL { return template.URL("tel:" + s) },
	"first": func(n int, list any) (any, error) { return list.([]string)[:n], nil },
	"dict":  func(pairs ...any) (map[string]any, error) { return map[string]any{pairs[0].(string): pairs[1]}, nil },
	"upper": strings.ToUpper,
}

func sample() *view {
	v := &view{Layout: "tip", Site: &site{Title: `<"A" & 'B' + C>`, Address: "/über/?q=a b&c='d'", Kinds: []kind{{"tip", "/tips/"}, {"task", "javascript:alert(1)"}}}}
	v.Page = new(struct {
		card
		Tags   []string
		Params map[string]any
		Own    any
		Next   *card
	})
	v.Page.card = card{Title: "a\x00b < c", HTML: "<b>bold</b>", Words: 3}
	v.Page.Tags = []string{"x", "<y>", "z+z"}
	v.Page.Params = map[string]any{"a": 1, "b": "two", "c": template.HTML("<i>")}
	v.Page.Own = &card{Title: "own", Words: 7}
	return v
}

func newBuffer() Buffer { return &bytes.Buffer{} }

// TestExecute compares what compiled templates give with what html/template
// gives of the same.
func TestExecute(t *testing.T) {
	for _, text := range []string{
		`plain`,
		`<p>{{.Site.Title}}</p><p title="{{.Site.Title}}" class={{.Layout}} data-x='{{.Page.Title}}'>{{.Page.Title}}</p>`,
		`<title>{{.Page.Title}} {{.Page.HTML}}</title><textarea>{{.Page.HTML}}</textarea><p>{{.Page.HTML}}</p><p title="{{.Page.HTML}}">`,
		`<a href="{{.Site.Address}}">{{range .Site.Kinds}}<a href="{{.URL}}">{{.Name}}</a>{{end}}</a><a href="/s?q={{.Page.Title}}#{{.Layout}}">`,
		`<a href="{{link "1 2"}}">{{link .Page.Title}}</a><img srcset="{{.Site.Address}} 2x" style="color: {{.Layout}}" onclick="f({{.Page.Params}})">`,
		`<script>let x = {{.Page.Tags}}, y = "{{.Page.Title}}"</script><style>a { b: {{.Layout}} }</style><!-- {{.Layout}} -->`,
		`{{t "a"}}{{t "b" .Page.Words}}{{t "c" 1 "x"}}{{icon "i"}}{{icon .Layout}}{{"ab" | upper}}{{.Layout | upper | upper}}`,
		`{{if .Page}}yes{{else}}no{{end}}{{if .Page.Next}}yes{{else if eq .Layout "x" "tip"}}else{{end}}{{with .Site.Banner}}{{.Name}}{{else}}none{{end}}`,
		`{{with $x := .Page}}{{$x.Words}} {{.Title}}{{$.Layout}}{{end}}{{with .Page.Own}}{{.Title}}{{.Words}}{{end}}`,
		`{{$n := 0}}{{range $i, $tag := .Page.Tags}}{{if $i}}, {{end}}{{$tag}}{{$n = $i}}{{end}} {{$n}}`,
		`{{$x := "a"}}{{if .Layout}}{{$x := "b"}}{{$x}}{{else}}{{$x}}{{end}}{{if .Page.Next}}{{$x := "b"}}{{$x}}{{else}}{{$x}}{{end}}{{$x}}`,
		`{{range .Page.Tags}}{{if eq . "<y>"}}{{continue}}{{end}}{{.}}{{if eq . "z+z"}}{{break}}{{end}}{{else}}none{{end}}`,
		`{{range .Site.Kinds}}{{.Name}}{{break}}{{end}}{{range $i, $k := .Site.Kinds}}{{$i}}{{$k.Name}}{{$.Page.Words}}{{end}}{{range .Page.Next}}{{end}}`,
		`{{and .Page.Words .Layout}}{{or "" .Page.Next .Layout}}{{not .Layout}}{{len .Page.Tags}}{{index .Page.Tags 1}}{{index .Page.Params "b"}}{{index .Page.Params "no"}}`,
		`{{if and (gt .Page.Words 2) (lt .Page.Words 4) (ne .Layout "x") (le 3 .Page.Words) (ge .Page.Words 3)}}all{{end}}{{(first 2 .Page.Tags)}}{{range first 2 .Page.Tags}}{{.}}{{end}}`,
		`{{range .Page.Words}}{{.}}{{end}}{{range 2}}{{.}}{{$.Layout}}{{end}}{{range 0}}{{else}}none{{end}}`, `{{range $i, $x := .Page.Words}}{{.}}{{end}}`,
		`{{.Page.Params.a}}{{.Page.Params.b}}{{.Page.Params.c}}{{.Page.Params.d}}{{(dict "k" .).k.Layout}}{{.Page.Own}}{{true}}{{1.5}}`,
		`{{template "card" .Page.card}}`, `{{.Page.Loud}}`, `{{t "none"}}`, `{{.Page.Next.Title}}`, `{{index .Page.Tags 9}}`, `{{eq .Page.Tags 1}}`, `{{len 3}}`, `{{.No}}`,
		`{{(index .Site.Kinds 0).Loud}}{{printf "%d%%" .Page.Words}}{{print .Layout}}{{.Page.Tags | len}}`,
		`{{define "in"}}{{.Name}}{{if eq .Name "tip"}}{{template "word"}}{{end}}{{end}}{{define "word"}}<i>{{t "w"}}</i>{{end}}{{range .Site.Kinds}}{{template "in" .}}{{end}}{{template "in" index .Site.Kinds 1}}`,
		`{{define "att"}}{{if .}}class="{{.}}"{{end}}{{template "more" .}}{{end}}{{define "more"}} title="{{.}}"{{end}}<p {{template "att" .Layout}}><p title="{{template "val" .Site.Title}}">{{define "val"}}{{.}}{{end}}{{template "val" .Page.Title}}`,
		`{{define "down"}}{{with .Page}}{{with .Next}}{{template "down" .}}{{end}}{{end}}{{.Layout}}{{end}}{{template "down" .}}{{template "down" $}}`,
		`{{define "endless"}}{{template "endless" .}}{{end}}{{if .Page.Next}}{{template "endless" .}}{{end}}done`,
		`<a href={{.Layout}} {{if .Layout}}`, `{{if .Layout}}<a href="{{else}}<p>{{end}}`,
	} {
		set, err := template.New("x").Funcs(funcs).Parse(text)
		if err != nil {
			continue // one that nobody can execute
		}
		var want, got bytes.Buffer
		untouched, _ := set.Clone()
		wrong := untouched.Execute(&want, sample())
		fast, escaped, err := New(set, "x", &Inner{}, Options{
			Funcs: funcs, Data: &view{Site: sample().Site, Layout: "tip"}, Fixed: []string{"Site", "Layout"}, Buffer: newBuffer,
		})
		if err == nil {
			err = fast.Execute(&got, sample())
		}
		switch {
		case errors.Is(err, ErrLeft):
			var left bytes.Buffer
			if again := escaped.Execute(&left, sample()); left.String() != want.String() || (again == nil) != (wrong == nil) || wrong != nil && again.Error() != wrong.Error() {
				t.Errorf("%s: what is left to html/template gives\n%s (%v), not\n%s (%v)", text, left.String(), again, want.String(), wrong)
			}
		case err != nil || wrong != nil:
			t.Errorf("%s: %v, html/template says %v", text, err, wrong)
		case got.String() != want.String():
			t.Errorf("%s: is\n%s, not\n%s", text, got.String(), want.String())
		}
	}
}

// TestLeft has what is worth to be compiled, and what html/template does.
func TestLeft(t *testing.T) {
	for text, left := range map[string]bool{
		`{{.Site.Title}}{{range .Page.Tags}}{{.}}{{end}}<p {{template "x" .Layout}}>{{define "x"}}class="{{.}}"{{end}}`: false,
		`{{printf "%d" .Page.Words}}`: true,
		`{{index .Page.Tags 9}}`:      true,
		`{{.Page.Next.Title}}`:        true,
		`{{t "none"}}`:                true,
	} {
		set := template.Must(template.New("").Funcs(funcs).New("page").Parse(text))
		fast, _, err := New(set, "page", &Inner{}, Options{Funcs: funcs, Data: &view{}, Buffer: newBuffer})
		if err == nil {
			err = fast.Execute(&bytes.Buffer{}, sample())
		}
		if errors.Is(err, ErrLeft) != left {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestKnown has calls that are worked out once, however often a page is made.
func TestKnown(t *testing.T) {
	calls := 0
	counting := template.FuncMap{"t": func(key string) (string, error) { calls++; return key, nil }}
	set := template.Must(template.New("page").Funcs(counting).Parse(
		`{{t "a"}}{{t .Site.Title}}{{template "x" .Site}}{{define "x"}}{{t .Title}}{{range .Kinds}}{{t .Name}}{{end}}{{end}}{{with .Page}}{{t "b"}}{{t .Title}}{{end}}`))
	fast, _, err := New(set, "page", &Inner{}, Options{
		Funcs: counting, Data: &view{Site: sample().Site}, Fixed: []string{"Site"}, Buffer: newBuffer,
	})
	if err != nil {
		t.Fatal(err)
	}
	calls = 0
	for range 3 {
		if err := fast.Execute(&bytes.Buffer{}, sample()); err != nil {
			t.Fatal(err)
		}
	}
	if calls != 3 {
		t.Errorf("%d calls for 3 pages, not one for the title of each", calls)
	}
}

// TestWriterFails has an error of the writer, which is nothing that html/template
// has to tell.
func TestWriterFails(t *testing.T) {
	set := template.Must(template.New("page").Parse(`{{range .Page.Tags}}{{.}}{{end}}`))
	fast, _, err := New(set, "page", &Inner{}, Options{Data: &view{}, Buffer: newBuffer})
	if err != nil {
		t.Fatal(err)
	}
	if err := fast.Execute(failing{}, sample()); !errors.Is(err, errFull) {
		t.Errorf("it comes out as %v", err)
	}
}

type failing struct{}

var errFull = errors.New("full")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func FuzzEscape(f *testing.F) {
	f.Add(`<a href="x">'+&`)
	f.Add("https://a.example/ä?b=[c]&d:e")
	set := template.Must(template.New("page").Parse(`<p title="{{.}}">{{.}}</p><a href="{{.}}"><a href="/x/{{.}}"><title>{{.}}</title>`))
	fast, escaped, err := New(set, "page", &Inner{}, Options{Data: "", Buffer: newBuffer})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want, got bytes.Buffer
		if err := errors.Join(escaped.Execute(&want, text), fast.Execute(&got, text)); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("%q: is\n%s, not\n%s", text, got.String(), want.String())
		}
	})
}
