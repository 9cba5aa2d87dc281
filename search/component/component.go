// Package component has <ankerplatz-search>, a web component that puts the
// search of one hub or several into any page. It asks with package client. It
// is written in JavaScript and bundled with the texts that it says.
package component

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"

	"github.com/evanw/esbuild/pkg/api"
)

//go:embed *.js *.css
var sources embed.FS

// Name is the name of the file to publish, beside those of package client.
const Name = "component.js"

// Texts are what the component says in a language. {0} stands for what is put
// in.
type Texts struct {
	Search     string `json:"search"`
	Label      string `json:"label"`  // of the field
	Prompt     string `json:"prompt"` // in the empty field
	Results    string `json:"results"`
	Close      string `json:"close"`
	Loading    string `json:"loading"` // when it is first asked
	Busy       string `json:"busy"`
	One        string `json:"one"`   // one result
	Other      string `json:"other"` // {0} results
	None       string `json:"none"`  // nothing for {0}
	Meant      string `json:"meant"`
	More       string `json:"more"` // all {0} results
	Hours      string `json:"hours"`
	Minutes    string `json:"minutes"`
	Step       string `json:"step"`  // one
	Steps      string `json:"steps"` // {0} steps
	App        string `json:"app"`
	Department string `json:"department"`
	Page       string `json:"page"`   // one
	Pages      string `json:"pages"`  // {0} pages
	Failed     string `json:"failed"` // the hub {0}
	Network    string `json:"network"`
	Offline    string `json:"offline"`
	Retry      string `json:"retry"`
	Ctrl       string `json:"ctrl"` // as keys are called
	Alt        string `json:"alt"`
	Shift      string `json:"shift"`

	Because map[string]string `json:"because"` // "Keyword:", by the fields of search.Because
}

// File returns the component with its texts by language, a BCP 47 tag. lang is
// the language of pages for whose own there are none.
func File(lang string, texts map[string]Texts) ([]byte, error) {
	data, err := json.Marshal(struct {
		Lang      string           `json:"lang"`
		Languages map[string]Texts `json:"languages"`
	}{lang, texts})
	if err != nil {
		return nil, fmt.Errorf("search component: %w", err)
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{Name},
		Bundle:      true, Format: api.FormatESModule,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		Target: api.ES2022,
		Define: map[string]string{"TEXTS": string(data)},
		Outdir: "/", AbsWorkingDir: "/",
		Plugins: []api.Plugin{{Name: "component", Setup: load}},
		Write:   false, TsconfigRaw: "{}", LogLevel: api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("search component: %s", result.Errors[0].Text)
	}
	return result.OutputFiles[0].Contents, nil
}

// Source is one of the files that the component is made of. The search of a
// hub's own pages shares some of them.
func Source(name string) ([]byte, error) { return fs.ReadFile(sources, name) }

// load lets the bundler read the embedded sources. What is imported when it is
// needed lies beside the component.
func load(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		if args.Kind == api.ResolveJSDynamicImport {
			return api.OnResolveResult{Path: args.Path, External: true}, nil
		}
		return api.OnResolveResult{Path: path.Clean(args.Path), Namespace: "component"}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "component"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		data, err := Source(args.Path)
		text, loader := string(data), api.LoaderJS
		if path.Ext(args.Path) == ".css" {
			small := api.Transform(text, api.TransformOptions{Loader: api.LoaderCSS, MinifyWhitespace: true, MinifySyntax: true})
			text, loader = string(small.Code), api.LoaderText
		}
		return api.OnLoadResult{Contents: &text, Loader: loader}, err
	})
}
