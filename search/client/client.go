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

//go:embed *.js vendor
var sources embed.FS

const lunrJS = "vendor/lunr/lunr.js"

// modules are those that are published, by name, with what they say. searches.js
// imports client.js, and that one the others when it is asked: stems-LANG.js for
// a question; for search.lunr lunr-query.js and lunr-LANG.js, or lunr.js for
// English and where there are no stems.
var modules = func() map[string]string {
	modules := map[string]string{
		"client.js":     `export * from "./client.js"`,
		"searches.js":   `export * from "./searches.js"`,
		"lunr-query.js": `export * from "./lunr-query.js"`,
		"lunr.js":       `export { default } from "./` + lunrJS + `"`,
		"stems-en.js":   `import lunr from "./stems.js";` + english() + `export default lunr`,
	}
	const taught = `import lunr from "./%s"; import support from "./vendor/lunr/lunr.stemmer.support.js"; import rules from "./%s";
		support(lunr); rules(lunr); export default lunr`
	languages, err := fs.Glob(sources, "vendor/lunr/lunr.??.js")
	if err != nil {
		panic(err) // the pattern is well-formed
	}
	for _, rules := range languages {
		lang := strings.TrimPrefix(path.Ext(strings.TrimSuffix(rules, ".js")), ".")
		modules["lunr-"+lang+".js"] = fmt.Sprintf(taught, lunrJS, rules)
		modules["stems-"+lang+".js"] = fmt.Sprintf(taught, "stems.js", rules)
	}
	return modules
}()

// english returns the parts of lunr.js that are about English. A part begins
// with a comment that has its name.
func english() string {
	whole, err := fs.ReadFile(sources, lunrJS)
	if err != nil {
		panic(err) // it is part of the program
	}
	var parts strings.Builder
	for part := range strings.SplitSeq(string(whole), "/*!\n * ") {
		name, _, _ := strings.Cut(part, "\n")
		if name == "lunr.stemmer" || name == "lunr.stopWordFilter" || name == "lunr.trimmer" {
			parts.WriteString("/*!\n * " + part)
		}
	}
	return parts.String()
}

// packageJSON says to Node that the modules are such.
const packageJSON = `{"type": "module"}` + "\n"

// Names are the names of the files to publish, side by side, in order.
func Names() []string {
	return append(slices.Sorted(maps.Keys(modules)), "package.json")
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
	for name := range modules {
		points = append(points, api.EntryPoint{InputPath: name, OutputPath: strings.TrimSuffix(name, ".js")})
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

// load lets the bundler read the published modules and the embedded sources.
func load(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		if args.Kind == api.ResolveEntryPoint {
			return api.OnResolveResult{Path: args.Path, Namespace: "published"}, nil
		}
		if args.Kind == api.ResolveJSDynamicImport {
			return api.OnResolveResult{Path: args.Path, External: true}, nil
		}
		return api.OnResolveResult{Path: path.Join(path.Dir(args.Importer), args.Path), Namespace: "embedded"}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "published"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		text := modules[args.Path]
		return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "embedded"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		data, err := fs.ReadFile(sources, args.Path)
		text := string(data)
		return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, err
	})
}
