package theme

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/evanw/esbuild/pkg/api"

	"ankerplatz/generator/diag"
	"ankerplatz/search/component"
)

// Assets are a theme's files as the site publishes them. They must not be
// changed.
type Assets struct {
	Files  map[string]Published // by path below AssetsFolder, with hashes in the names
	Named  map[string]Asset     // by the name that templates use
	Sprite string               // URL of the icons, "" without
	Icons  map[string]bool      // by name; each is a symbol of the sprite
	Worker []byte               // the service worker: a script without modules, which finds in self.hub what render.Worker says; nil without
}

// Published is a file that the site publishes.
type Published struct {
	Data []byte
	From diag.Span // the theme's file that it is a copy of; the zero Span of what is put together
}

// Asset is the address of a published file, with its content's hash.
type Asset struct{ URL, Integrity string }

// AssetsFolder is where a site's assets lie, below its root.
const AssetsFolder = "assets/"

// serviceWorker is the script that keeps pages for readers who are offline.
const serviceWorker = "assets/js/offline/worker.js"

const mostBundling = 30 * time.Second

// Bundles remember what was put together, so that a theme that has not changed
// is not put together again. The zero Bundles is ready for use, by several
// goroutines.
type Bundles struct {
	most  time.Duration // for putting a theme together; 0 means mostBundling
	again time.Duration // until that is tried again; 0 means again
	mu    sync.Mutex
	known map[[sha256.Size]byte]*bundled
}

type bundled struct {
	once   sync.Once
	assets *Assets
	list   diag.List
	late   bool // it took too long
	at     time.Time
}

// again is how long nobody tries again what took too long: the machine may have
// been busy.
const again = 5 * time.Minute

// Assets puts together what a site publishes of a theme, or returns what came
// of it before. base is the site's path, with slashes at both ends; styles are
// added to those of main.css.
func (b *Bundles) Assets(t *Theme, base, styles string) (*Assets, diag.List) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %q", t.Name, base, styles)
	for _, name := range t.Names("", "") {
		fmt.Fprintf(sum, "%q %d ", name, len(t.files[name].Data))
		sum.Write(t.files[name].Data)
	}
	var key [sha256.Size]byte
	sum.Sum(key[:0])
	b.mu.Lock()
	if b.known == nil {
		b.known = map[[sha256.Size]byte]*bundled{}
	}
	made := b.known[key]
	if made == nil {
		made = &bundled{}
		b.known[key] = made
	}
	b.mu.Unlock()
	made.once.Do(func() {
		made.assets, made.list, made.late = bundle(t, base, styles, cmp.Or(b.most, mostBundling))
		made.at = time.Now()
	})
	if made.late && time.Since(made.at) > cmp.Or(b.again, again) {
		b.mu.Lock()
		delete(b.known, key) // for who comes next
		b.mu.Unlock()
	}
	return made.assets, made.list
}

// bundle makes the styles and scripts, the sprite of icons and the copies. After
// most it gives up, and is late: the bundler is slow over some scripts that
// nobody writes.
func bundle(t *Theme, base, styles string, most time.Duration) (made *Assets, list diag.List, late bool) {
	a := &Assets{Files: map[string]Published{}, Named: map[string]Asset{}, Icons: map[string]bool{}}
	a.icons(t, base, &list)
	for name, file := range t.published() {
		a.add(base, name, Published{file.Data, file.Span(0, 0)})
	}
	entries := t.Names("assets/css/layouts/", ".css")
	if t.files["assets/css/main.css"] != nil {
		entries = append(entries, "assets/css/main.css")
	}
	for _, name := range t.Names("assets/js/", ".js") {
		if !strings.Contains(strings.TrimPrefix(name, "assets/js/"), "/") {
			entries = append(entries, name)
		}
	}
	options := api.BuildOptions{
		EntryPoints: entries,
		Bundle:      true, Splitting: true, Format: api.FormatESModule,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		LegalComments: api.LegalCommentsEndOfFile,
		Outdir:        "/", Outbase: "/assets", AbsWorkingDir: "/",
		EntryNames: "[name]-[hash]", ChunkNames: "[name]-[hash]", AssetNames: "[name]-[hash]",
		PublicPath: base + AssetsFolder,
		Engines: []api.Engine{
			{Name: api.EngineChrome, Version: "123"},
			{Name: api.EngineFirefox, Version: "125"},
			{Name: api.EngineSafari, Version: "17.5"},
		},
		Loader:  map[string]api.Loader{".woff2": api.LoaderFile, ".svg": api.LoaderFile, ".png": api.LoaderFile, ".jpg": api.LoaderFile, ".webp": api.LoaderFile},
		Plugins: []api.Plugin{themePlugin(t, styles)},
		Write:   false, TsconfigRaw: "{}", Metafile: true, LogLevel: api.LogLevelSilent,
	}
	worker := options // Firefox and Safari knew no modules in service workers for long
	worker.EntryPoints, worker.Splitting, worker.Format, worker.EntryNames = nil, false, api.FormatIIFE, "[name]"
	if t.files[serviceWorker] != nil {
		worker.EntryPoints = []string{serviceWorker}
	}
	done := make(chan [2]api.BuildResult, 1)
	go func() { done <- [2]api.BuildResult{api.Build(options), api.Build(worker)} }()
	var results [2]api.BuildResult
	select {
	case results = <-done:
	case <-time.After(most):
		list.Add(t.Place(""), diag.TemplateError,
			diag.Say("putting the theme's styles and scripts together takes too long"), diag.Say("put large scripts into assets/static: they are copied as they are"))
		return a, list, true
	}
	for _, m := range slices.Concat(results[0].Errors, results[1].Errors) {
		list.Add(messagePlace(t, m), diag.TemplateError, diag.Say("the theme's styles or scripts can't be put together: %s", m.Text), diag.Text{})
	}
	for _, f := range results[1].OutputFiles {
		a.Worker = f.Contents
	}
	result := results[0]
	var bundled struct {
		Outputs map[string]struct{ EntryPoint string }
	}
	if err := json.Unmarshal([]byte(result.Metafile), &bundled); err != nil && len(result.OutputFiles) > 0 {
		list.Add(t.Place(""), diag.TemplateError, diag.Say("the bundler's list of what it made can't be read: %v", err), diag.Text{})
	}
	for _, f := range result.OutputFiles {
		name := strings.TrimPrefix(path.Clean(strings.ReplaceAll(f.Path, "\\", "/")), "/")
		a.Files[name] = Published{Data: f.Contents}
		if entry, ok := strings.CutPrefix(bundled.Outputs[name].EntryPoint, "theme:/assets/"); ok {
			a.Named[entry] = asset(base, name, f.Contents)
		}
	}
	return a, list, false
}

// asset names a published file.
func asset(base, name string, data []byte) Asset {
	sum := sha512.Sum384(data)
	return Asset{URL: base + AssetsFolder + name, Integrity: "sha384-" + base64.StdEncoding.EncodeToString(sum[:])}
}

// versioned is a folder with a version in its name, such as mermaid-11.17.2.
var versioned = regexp.MustCompile(`-\d+(\.\d+)+/`)

// add publishes a file under a name that holds its hash. In a versioned folder
// files keep their names: they find each other by them.
func (a *Assets) add(base, name string, file Published) {
	published := name
	if !versioned.MatchString(name) {
		sum := sha256.Sum256(file.Data)
		ending := path.Ext(name)
		published = strings.TrimSuffix(name, ending) + "-" + base32.StdEncoding.EncodeToString(sum[:5]) + ending
	}
	a.Files[published] = file
	a.Named[name] = asset(base, published, file.Data)
}

// ownSearch begins the imports of what the theme's search has in common with
// the component for other pages: "search:listbox.js".
const ownSearch = "search:"

// themePlugin lets the bundler see the theme's files, what is imported by
// ownSearch, and nothing else.
func themePlugin(t *Theme, styles string) api.Plugin {
	const space = "theme"
	return api.Plugin{Name: space, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind == api.ResolveCSSURLToken && (strings.HasPrefix(args.Path, "data:") || strings.HasPrefix(args.Path, "#")) {
				return api.OnResolveResult{Path: args.Path, External: true}, nil
			}
			if name, ok := strings.CutPrefix(args.Path, ownSearch); ok {
				return api.OnResolveResult{Path: name, Namespace: ownSearch}, nil
			}
			name := args.Path
			if args.Kind != api.ResolveEntryPoint {
				name = path.Join(path.Dir(args.Importer), args.Path)
			}
			name = strings.TrimPrefix(path.Clean("/"+name), "/")
			if t.files[name] == nil {
				return api.OnResolveResult{}, fmt.Errorf("the theme has no file %q", name)
			}
			return api.OnResolveResult{Path: "/" + name, Namespace: space}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: ownSearch}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := component.Source(args.Path)
			text := string(data)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, err
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: space}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			name := strings.TrimPrefix(args.Path, "/")
			text := string(t.files[name].Data)
			loader := api.LoaderDefault
			switch path.Ext(name) {
			case ".css":
				loader = api.LoaderCSS
				if name == "assets/css/main.css" {
					text += "\n" + styles
				}
			case ".js", ".mjs":
				loader = api.LoaderJS
			case ".json":
				loader = api.LoaderJSON
			}
			if loader == api.LoaderDefault {
				loader = api.LoaderFile
			}
			return api.OnLoadResult{Contents: &text, Loader: loader, ResolveDir: "/"}, nil
		})
	}}
}

func messagePlace(t *Theme, m api.Message) diag.Span {
	if m.Location == nil {
		return t.Place("")
	}
	name := strings.TrimPrefix(strings.TrimPrefix(m.Location.File, "theme:"), "/")
	file := t.files[name]
	if file == nil {
		return t.Place(name)
	}
	start := file.Offset(m.Location.Line, 1) + m.Location.Column
	return file.Span(start, start+m.Location.Length)
}

// icons puts the theme's icons into one sprite.
func (a *Assets) icons(t *Theme, base string, list *diag.List) {
	var sprite bytes.Buffer
	sprite.WriteString(`<svg xmlns="http://www.w3.org/2000/svg">`)
	for _, name := range t.Names("assets/icons/", ".svg") {
		id := strings.TrimSuffix(path.Base(name), ".svg")
		var icon struct {
			ViewBox string `xml:"viewBox,attr"`
			Inner   string `xml:",innerxml"`
		}
		if err := xml.Unmarshal(t.files[name].Data, &icon); err != nil {
			list.Add(t.files[name].Span(0, 0), diag.TemplateError, diag.Say("is no icon: %v", err), diag.Say("icons are SVG files"))
			continue
		}
		if icon.ViewBox == "" {
			icon.ViewBox = "0 0 24 24"
		}
		fmt.Fprintf(&sprite, `<symbol id="%s" viewBox="%s">%s</symbol>`, html.EscapeString(id), html.EscapeString(icon.ViewBox), strings.Join(strings.Fields(icon.Inner), " "))
		a.Icons[id] = true
	}
	sprite.WriteString(`</svg>`)
	if len(a.Icons) > 0 {
		a.add(base, "icons.svg", Published{Data: sprite.Bytes()})
		a.Sprite = a.Named["icons.svg"].URL
	}
}
