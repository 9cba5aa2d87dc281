package edit

import (
	"embed"
	"fmt"
	"path"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// client is what makes Decap CMS the hub's, and the YAML library that it reads
// with.
//
//go:embed client/*.js client/vendor/yaml
var client embed.FS

// registerScript is client/register.js and what it imports, in one file.
var registerScript = sync.OnceValues(func() ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{"client/register.js"},
		Bundle:      true, Format: api.FormatESModule, Target: api.ES2022,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		LegalComments: api.LegalCommentsEndOfFile,
		Banner:        map[string]string{"js": "/*! with yaml 2.9.1, Copyright Eemeli Aro, ISC licence */"},
		Outdir:        "/", AbsWorkingDir: "/",
		Plugins: []api.Plugin{{Name: "client", Setup: loadClient}},
		Write:   false, TsconfigRaw: "{}", LogLevel: api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("editor: %s", result.Errors[0].Text)
	}
	return result.OutputFiles[0].Contents, nil
})

// loadClient lets the bundler read the embedded files.
func loadClient(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		return api.OnResolveResult{Path: path.Join(path.Dir(args.Importer), args.Path), Namespace: "client"}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "client"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		data, err := client.ReadFile(args.Path)
		text := string(data)
		return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, err
	})
}
