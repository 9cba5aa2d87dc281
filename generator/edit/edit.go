// Package edit is the editor in the browser: Decap CMS as its package has it,
// what it is told of the hub, and where a page is edited in it. Its
// configuration is made of the kinds and their fields, so a new field is in its
// form without more. site.yaml is no part of it.
package edit

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"strings"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/sitepath"
)

// Folder is where the editor lies, below the site's root.
const Folder = sitepath.Edit + "/"

// Proxy is where "ankerplatz serve" takes what the editor does to the files,
// below the site's root.
const Proxy = sitepath.LiveFolder + "/edit"

// assets are the editor's scripts and styles: Decap CMS, and what makes it the
// hub's.
//
//go:embed assets
var assets embed.FS

// decap is the folder of Decap CMS in assets.
const decap = "decap-3.16.3"

// Options say for whom the editor is made.
type Options struct {
	Live   bool     // for "ankerplatz serve": the files are on this machine
	Styles []string // addresses of the styles of the hub's pages, for the preview
}

// On reports whether a hub has an editor. Without a server that keeps its
// changes it is there under "ankerplatz serve" only.
func On(site *config.Site, live bool) bool {
	return site.Edit.Enabled && (live || site.Edit.Backend != config.LocalEdit)
}

// Files are the editor's for pages of these places; without places the hub has
// no editor.
func Files(h *hub.Hub, places *Places, opt Options) []planned.File {
	if places == nil {
		return nil
	}
	var servers []string
	if !opt.Live {
		servers = h.Config.Edit.Servers()
	}
	files := []planned.File{planned.Bytes(Folder+"index.html", func() ([]byte, diag.List) { return page(h, servers), nil })}
	for _, lang := range h.Languages {
		name := "config." + lang.Code + ".json"
		files = append(files, written(name, func() ([]byte, error) { return configuration(h, lang, places, opt) }))
	}
	files = append(files,
		written("words.json", func() ([]byte, error) { return encode(vocabularyOf(h)) }),
		written("register.js", registerScript))
	names, _ := fs.Glob(assets, "assets/"+decap+"/*")
	for _, name := range append(names, "assets/begin.js", "assets/edit.js", "assets/edit.css") {
		files = append(files, written(strings.TrimPrefix(name, "assets/"), func() ([]byte, error) { return assets.ReadFile(name) }))
	}
	return files
}

// written is a file of the editor.
func written(name string, data func() ([]byte, error)) planned.File {
	return planned.File{Path: Folder + name, Make: func(_ context.Context, to planned.Sink) (diag.List, error) {
		made, err := data()
		if err != nil {
			return nil, err
		}
		return nil, to.Write(Folder+name, made)
	}}
}

// page is the one page of the editor.
func page(h *hub.Hub, servers []string) []byte {
	lang := h.Config.DefaultLang()
	words := h.Words.In(lang)
	title := html.EscapeString(words.Text("edit") + " – " + h.Config.Title.In(lang, lang))
	var b bytes.Buffer
	fmt.Fprintf(&b, `<!DOCTYPE html>
<html lang="%s">
<head>
<meta http-equiv="Content-Security-Policy" content="%s">
<meta charset="utf-8">
<title>%s</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="edit.css">
<script src="begin.js"></script>
<script src="%s/decap-cms.js"></script>
<script type="module" src="edit.js"></script>
</head>
<body data-languages="%s">
<noscript><p>%s</p></noscript>
</body>
</html>
`, lang, html.EscapeString(browser.EditPolicy(servers...)), title, decap, strings.Join(h.Config.LangCodes(), " "), html.EscapeString(words.Text("edit_needs_script")))
	return b.Bytes()
}

// encode is a value as JSON, with an end of line.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}
