// Package client has the search of browsers: an ES module without DOM that
// answers questions from the files that search/shards publishes. It is written
// in JavaScript and bundled when it is first asked for.
package client

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

//go:embed *.js languages vendor
var sources embed.FS

// entries are the modules that are published, by name. searches.js imports
// client.js, and that one of the others: lunr, with what it knows of a language.
var entries = func() map[string]string {
	modules := map[string]string{"client.js": "client.js", "searches.js": "searches.js"}
	languages, err := fs.ReadDir(sources, "languages")
	if err != nil {
		panic(err) // they are part of the program
	}
	for _, file := range languages {
		name := "lunr-" + file.Name()
		if file.Name() == "none.js" {
			name = "lunr.js"
		}
		modules[name] = "languages/" + file.Name()
	}
	return modules
}()

// packageJSON says to Node that the modules are such.
const packageJSON = `{"type": "module"}` + "\n"

// Names are the names of the files to publish, side by side, in order.
func Names() []string {
	return append(slices.Sorted(maps.Keys(entries)), "package.json")
}

// File returns one of the published files.
func File(name string) ([]byte, error) {
	if name == "package.json" {
		return []byte(packageJSON), nil
	}
	files, err := bundle()
	if err != nil {
		return nil, err
	}
	return files[name], nil
}

// Sources are what the modules are made of; lunr and its languages lie below
// vendor/lunr as they come.
func Sources() fs.FS { return sources }

var bundle = sync.OnceValues(func() (map[string][]byte, error) {
	var points []api.EntryPoint
	for name, source := range entries {
		points = append(points, api.EntryPoint{InputPath: source, OutputPath: strings.TrimSuffix(name, ".js")})
	}
	result := api.Build(api.BuildOptions{
		EntryPointsAdvanced: points,
		Bundle:              true, Format: api.FormatESModule, Platform: api.PlatformNeutral,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		LegalComments: api.LegalCommentsEndOfFile,
		Target:        api.ES2022,
		Outdir:        "/", AbsWorkingDir: "/",
		Plugins: []api.Plugin{{Name: "embedded", Setup: load}},
		Write:   false, TsconfigRaw: "{}", LogLevel: api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("search client: %s", result.Errors[0].Text)
	}
	files := make(map[string][]byte)
	for _, f := range result.OutputFiles {
		files[path.Base(strings.ReplaceAll(f.Path, "\\", "/"))] = f.Contents
	}
	return files, nil
})

// load lets the bundler read the embedded sources.
func load(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		if args.Kind == api.ResolveJSDynamicImport {
			return api.OnResolveResult{Path: args.Path, External: true}, nil
		}
		return api.OnResolveResult{Path: path.Join(path.Dir(args.Importer), args.Path), Namespace: "embedded"}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "embedded"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		data, err := fs.ReadFile(sources, args.Path)
		text := string(data)
		return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, err
	})
}
