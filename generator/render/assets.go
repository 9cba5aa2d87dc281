package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
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
)

// assets are a theme's files as the site publishes them.
type assets struct {
	files   map[string][]byte    // by path below assets/, with hashes in the names
	from    map[string]diag.Span // the theme's file that one is a copy of
	urls    map[string]Asset     // by the name that templates use
	sprite  string               // URL of the icons
	symbols map[string]bool
}

const (
	assetsFolder = "assets/"
	mostBundling = 30 * time.Second
)

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
	assets *assets
	list   diag.List
	late   bool // it took too long
	at     time.Time
}

// again is how long nobody tries again what took too long: the machine may have
// been busy.
const again = 5 * time.Minute

// get bundles a theme, or returns what came of it before.
func (b *Bundles) get(t *Theme, base, tokens string) (*assets, diag.List) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %q", t.Name, base, tokens)
	for _, name := range t.names("", "") {
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
		made.assets, made.list, made.late = bundle(t, base, tokens, cmp.Or(b.most, mostBundling))
		made.at = time.Now()
	})
	if made.late && time.Since(made.at) > cmp.Or(b.again, again) {
		b.mu.Lock()
		delete(b.known, key) // for who comes next
		b.mu.Unlock()
	}
	return made.assets, made.list
}

// bundle makes the styles and scripts, the sprite of icons and the copies. base
// is the site's path; tokens are styles that come before the theme's. After
// most it gives up, and is late: the bundler is slow over some scripts that nobody writes.
func bundle(t *Theme, base, tokens string, most time.Duration) (made *assets, list diag.List, late bool) {
	a := &assets{files: map[string][]byte{}, from: map[string]diag.Span{}, urls: map[string]Asset{}, symbols: map[string]bool{}}
	a.icons(t, base, &list)
	for name, file := range t.published() {
		a.from[a.add(base, name, file.Data)] = file.Span(0, 0)
	}
	entries := t.names("assets/css/main", ".css")
	for _, name := range t.names("assets/js/", ".js") {
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
		PublicPath: base + assetsFolder,
		Engines: []api.Engine{
			{Name: api.EngineChrome, Version: "123"},
			{Name: api.EngineFirefox, Version: "125"},
			{Name: api.EngineSafari, Version: "17.5"},
		},
		Loader:  map[string]api.Loader{".woff2": api.LoaderFile, ".svg": api.LoaderFile, ".png": api.LoaderFile, ".jpg": api.LoaderFile, ".webp": api.LoaderFile},
		Plugins: []api.Plugin{themePlugin(t, tokens)},
		Write:   false, TsconfigRaw: "{}", Metafile: true, LogLevel: api.LogLevelSilent,
	}
	done := make(chan api.BuildResult, 1)
	go func() { done <- api.Build(options) }()
	var result api.BuildResult
	select {
	case result = <-done:
	case <-time.After(most):
		list.Add(diag.NewFile(path.Join(themesFolder, t.Name), nil).Span(0, 0), diag.TemplateError,
			"putting the theme's styles and scripts together takes too long", "put large scripts into assets/static: they are copied as they are")
		return a, list, true
	}
	for _, m := range result.Errors {
		list.Add(messagePlace(t, m), diag.TemplateError, "the theme's styles or scripts can't be put together: "+m.Text, "")
	}
	for _, f := range result.OutputFiles {
		name := strings.TrimPrefix(path.Clean(strings.ReplaceAll(f.Path, "\\", "/")), "/")
		a.files[name] = f.Contents
		for _, entry := range entries {
			ending := path.Ext(entry)
			stem := strings.TrimSuffix(path.Base(entry), ending)
			rest, ok := strings.CutPrefix(name, stem+"-")
			if ok && path.Ext(name) == ending && len(rest) == 8+len(ending) {
				a.urls[strings.TrimPrefix(entry, "assets/")] = asset(base, name, f.Contents)
			}
		}
	}
	return a, list, false
}

// asset names a published file.
func asset(base, name string, data []byte) Asset {
	sum := sha512.Sum384(data)
	return Asset{URL: base + assetsFolder + name, Integrity: "sha384-" + base64.StdEncoding.EncodeToString(sum[:])}
}

// versioned is a folder with a version in its name, such as mermaid-11.17.2.
var versioned = regexp.MustCompile(`-\d+(\.\d+)+/`)

// add publishes a file under a name that holds its hash. In a versioned folder
// files keep their names: they find each other by them.
func (a *assets) add(base, name string, data []byte) (published string) {
	if versioned.MatchString(name) {
		a.files[name] = data
		a.urls[name] = asset(base, name, data)
		return name
	}
	sum := sha256.Sum256(data)
	hash := base32.StdEncoding.EncodeToString(sum[:5])
	ending := path.Ext(name)
	hashed := strings.TrimSuffix(name, ending) + "-" + hash + ending
	a.files[hashed] = data
	a.urls[name] = asset(base, hashed, data)
	return hashed
}

// themePlugin lets the bundler see the theme's files and nothing else.
func themePlugin(t *Theme, tokens string) api.Plugin {
	const space = "theme"
	return api.Plugin{Name: space, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind == api.ResolveCSSURLToken && (strings.HasPrefix(args.Path, "data:") || strings.HasPrefix(args.Path, "#")) {
				return api.OnResolveResult{Path: args.Path, External: true}, nil
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
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: space}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			name := strings.TrimPrefix(args.Path, "/")
			text := string(t.files[name].Data)
			loader := api.LoaderDefault
			switch path.Ext(name) {
			case ".css":
				loader = api.LoaderCSS
				if name == "assets/css/main.css" {
					text += "\n" + tokens
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
		return diag.NewFile(path.Join(themesFolder, t.Name), nil).Span(0, 0)
	}
	name := strings.TrimPrefix(strings.TrimPrefix(m.Location.File, "theme:"), "/")
	file := t.files[name]
	if file == nil {
		return diag.NewFile(path.Join(themesFolder, t.Name, name), nil).Span(0, 0)
	}
	start := file.Offset(m.Location.Line, 1) + m.Location.Column
	return file.Span(start, start+m.Location.Length)
}

// icons puts the theme's icons into one sprite.
func (a *assets) icons(t *Theme, base string, list *diag.List) {
	var sprite bytes.Buffer
	sprite.WriteString(`<svg xmlns="http://www.w3.org/2000/svg">`)
	for _, name := range t.names("assets/icons/", ".svg") {
		id := strings.TrimSuffix(path.Base(name), ".svg")
		var icon struct {
			ViewBox string `xml:"viewBox,attr"`
			Inner   string `xml:",innerxml"`
		}
		if err := xml.Unmarshal(t.files[name].Data, &icon); err != nil {
			list.Add(t.files[name].Span(0, 0), diag.TemplateError, "is no icon: "+err.Error(), "icons are SVG files")
			continue
		}
		if icon.ViewBox == "" {
			icon.ViewBox = "0 0 24 24"
		}
		fmt.Fprintf(&sprite, `<symbol id="%s" viewBox="%s">%s</symbol>`, html.EscapeString(id), html.EscapeString(icon.ViewBox), strings.Join(strings.Fields(icon.Inner), " "))
		a.symbols[id] = true
	}
	sprite.WriteString(`</svg>`)
	if len(a.symbols) > 0 {
		a.add(base, "icons.svg", sprite.Bytes())
		a.sprite = a.urls["icons.svg"].URL
	}
}

// names are the published files, sorted.
func (a *assets) names() []string {
	names := make([]string, 0, len(a.files))
	for name := range a.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
