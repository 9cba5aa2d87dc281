// Package scaffold is what a new hub begins with: its files, in a language.
package scaffold

import (
	"bytes"
	"embed"
	"encoding/json"
	"strings"
	"text/template"

	"ankerplatz/generator/diag"
)

//go:embed files
var files embed.FS

// Hub is what is known of a hub before it is there.
type Hub struct {
	Title, Lang       string
	Departments, Apps []Named
}

// Named is a department or an app.
type Named struct{ ID, Name string }

// File is a file of a new hub, by its path.
type File struct {
	Path string
	Data []byte
}

// tips are what the first page is called in each language.
var tips = map[string]string{"de": "einen-tipp-schreiben", "nl": "een-tip-schrijven", "da": "skriv-et-tip", diag.English: "write-a-tip"}

// Files are those that a hub begins with: ready to be served and without a
// mistake. What is in them is written in the hub's language if diag.Speaks it,
// else in English.
func Files(hub Hub) ([]File, error) {
	lang, _, _ := strings.Cut(hub.Lang, "-")
	if !diag.Speaks(lang) {
		lang = diag.English
	}
	var all []File
	for _, f := range [][2]string{
		{"site.yaml", lang + "/site.yaml"},
		{"README.md", lang + "/README.md"},
		{"content/" + hub.Lang + "/_index.md", lang + "/index.md"},
		{"content/" + hub.Lang + "/tips/" + tips[lang] + ".md", lang + "/tip.md"},
		{".gitignore", "all/gitignore"},
		{".gitattributes", "all/gitattributes"},
		{".gitlab-ci.yml", "all/gitlab-ci.yml"},
		{".github/workflows/hub.yml", "all/github.yml"},
		{".forgejo/workflows/hub.yml", "all/forgejo.yml"},
	} {
		text, err := files.ReadFile("files/" + f[1])
		if err != nil {
			return nil, err
		}
		if !strings.HasPrefix(f[1], "all/") { // those of other programs have braces of their own
			if text, err = fill(text, hub); err != nil {
				return nil, err
			}
		}
		all = append(all, File{f[0], text})
	}
	return all, nil
}

func fill(text []byte, hub Hub) ([]byte, error) {
	t, err := template.New("").Funcs(template.FuncMap{"quote": quote}).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, hub)
	return out.Bytes(), err
}

// quote writes a text as YAML: JSON is that as well.
func quote(text string) (string, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(text)
	return strings.TrimSpace(out.String()), err
}
