package theme

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/themes"
)

// TestOpen: a site's files replace those of the shipped theme one by one, and
// what is no use to a theme is told at its own place.
func TestOpen(t *testing.T) {
	site := fstest.MapFS{
		"themes/own/partials/footer.html":        {Data: []byte("mine")},
		"themes/own/partials/.footer.html.swp":   {Data: []byte("an editor's")},
		"themes/own/assets/js/large.js":          {Data: make([]byte, maxParsedFile+1)},
		"themes/own/assets/static/large.js":      {Data: make([]byte, maxParsedFile+1)},
		"themes/own/assets/icons/scripted.svg":   {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>`)},
		"themes/default/partials/never-read.htm": {Data: []byte("of another theme")},
	}
	own, list := Open(themes.FS(), site, "own")
	var told []string
	for _, d := range list {
		told = append(told, string(d.Code)+" "+d.Span.File.Name)
	}
	if want := []string{"template-error themes/own/assets/icons/scripted.svg", "file-too-large themes/own/assets/js/large.js"}; !slices.Equal(told, want) {
		t.Errorf("it tells %q, not %q", told, want)
	}
	if footer := own.File("partials/footer.html"); footer == nil || string(footer.Data) != "mine" || footer.Name != "themes/own/partials/footer.html" {
		t.Errorf("the footer is %v", footer)
	}
	if own.File("layouts/base.html") == nil || own.File("assets/static/large.js") == nil {
		t.Error("files are missing")
	}
	for _, name := range []string{"partials/.footer.html.swp", "partials/never-read.htm", "assets/js/large.js"} {
		if own.File(name) != nil {
			t.Errorf("%s is part of the theme", name)
		}
	}
	if at := own.Place("layouts/none.html"); at.File.Name != "themes/own/layouts/none.html" {
		t.Errorf("a missing file's place is %s", at.File.Name)
	}
}

// TestPublished: what lies in assets/static is published as it is, what
// templates name as well, and nothing else.
func TestPublished(t *testing.T) {
	site := fstest.MapFS{
		"themes/own/assets/static/kit-1.2/a.js":  {Data: []byte("a")},
		"themes/own/assets/static/logo.png":      {Data: []byte("b")},
		"themes/own/assets/named.txt":            {Data: []byte("c")},
		"themes/own/assets/css/layouts/main.css": {Data: []byte("main{--y:1px}")},
		"themes/own/assets/secret.txt":           {Data: []byte("d")},
		"themes/own/partials/footer.html":        {Data: []byte(`{{asset "named.txt"}}`)},
	}
	own, _ := Open(themes.FS(), site, "own")
	assets, list := (&Bundles{}).Assets(own, "/hub/", ":root{--x:1px}")
	if len(list) > 0 {
		t.Fatal(list)
	}
	if got := assets.Named["kit-1.2/a.js"].URL; got != "/hub/assets/kit-1.2/a.js" {
		t.Errorf("in a folder with a version files keep their names: %s", got)
	}
	for _, name := range []string{"logo.png", "named.txt", "icons.svg", "css/main.css", "css/layouts/main.css", "css/layouts/home.css", "js/main.js"} {
		made := assets.Named[name]
		file, ok := assets.Files[strings.TrimPrefix(made.URL, "/hub/"+AssetsFolder)]
		if !ok || made.URL == "/hub/assets/"+name || !strings.HasPrefix(made.Integrity, "sha384-") {
			t.Errorf("%s is published as %+v", name, made)
		}
		if name == "css/main.css" && !strings.Contains(string(file.Data), "--x:1px") {
			t.Error("the given styles are not part of main.css")
		}
		if name == "css/layouts/main.css" && !strings.HasPrefix(string(file.Data), "main{--y:1px}") {
			t.Errorf("a layout's styles are %q", file.Data)
		}
	}
	if _, ok := assets.Named["secret.txt"]; ok {
		t.Error("a file that no template names is published")
	}
	if at := assets.Files[strings.TrimPrefix(assets.Named["logo.png"].URL, "/hub/assets/")].From; at.File == nil || at.File.Name != "themes/own/assets/static/logo.png" {
		t.Errorf("a copy's place is %+v", at)
	}
}

// TestSlowScripts: a script that takes the bundler minutes does not hold the
// build up.
func TestSlowScripts(t *testing.T) {
	site := fstest.MapFS{"themes/own/assets/js/main.js": {Data: []byte(strings.Repeat("a,", 50_000) + "a")}}
	theme, list := Open(themes.FS(), site, "own")
	if len(list) > 0 {
		t.Fatal(list)
	}
	bundles := Bundles{most: time.Millisecond}
	if _, list := bundles.Assets(theme, "/", ""); len(list) != 1 || list[0].Code != diag.TemplateError {
		t.Errorf("got %v", list)
	}
}

// TestBusyMachine: what took too long is tried again after a while, not before.
func TestBusyMachine(t *testing.T) {
	theme, list := Open(themes.FS(), fstest.MapFS{}, "default")
	if len(list) > 0 {
		t.Fatal(list)
	}
	bundles := Bundles{most: time.Nanosecond}
	if _, list := bundles.Assets(theme, "/", ""); len(list) == 0 {
		t.Fatal("it was fast")
	}
	bundles.most = 0
	if _, list := bundles.Assets(theme, "/", ""); len(list) == 0 {
		t.Error("it is tried again at once")
	}
	bundles.again = time.Nanosecond
	bundles.Assets(theme, "/", "")
	if _, list := bundles.Assets(theme, "/", ""); len(list) > 0 {
		t.Errorf("it is not tried again: %v", list)
	}
}
