package render

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/theme"
)

// WorkerFile is the service worker: it must lie at the site's root to be asked
// about all of its pages.
const WorkerFile = "sw.js"

// offline reports whether readers' browsers keep what they read. They never keep
// the pages of a dev server.
func (r *Renderer) offline() bool { return r.hub.Config.Offline == "on" && r.script == "" }

// offlineFiles are the pages that say that one is not kept.
func (s *site) offlineFiles() []planned.File {
	if !s.offline() {
		return nil
	}
	address := s.home + "offline/"
	return []planned.File{s.file(address, nil, func() ([]byte, diag.List) { return s.plain("offline", address, "offline") })}
}

// workerFile is the service worker that removes itself and what was kept, for
// sites without one. Where there is one, Worker is written in its place once
// all else is known.
func (r *Renderer) workerFile() planned.File {
	return planned.Bytes(WorkerFile, func() ([]byte, diag.List) { return r.Worker(""), nil })
}

// worn are those of the theme's files that every page may need; what stands in
// folders is large, and fetched when it is needed.
var worn = regexp.MustCompile(`^[^/]+\.(css|js|svg|woff2)$`)

// Worker is the service worker of a build. version names all that is in it, and
// the caches that belong to it; with "" it removes itself, as it does where
// site.yaml says "offline: off".
func (r *Renderer) Worker(version string) []byte {
	if !r.offline() {
		version = ""
	}
	about := struct {
		Base     string              `json:"base"`
		Audience string              `json:"audience"`
		Version  string              `json:"version"`
		Signals  bool                `json:"signals"`
		Langs    map[string][]string `json:"langs"`  // what is kept of a language before it is read
		Assets   []string            `json:"assets"` // below the base
	}{r.hub.Base, r.audience, version, r.hub.Config.Signals == "on", map[string][]string{}, []string{}}
	for code, s := range r.sites {
		first := []string{s.home, s.home + "offline/"}
		if people := s.view.PeopleURL; people != "" {
			first = append(first, people, s.home+"people.json")
		}
		about.Langs[code] = first
	}
	for _, name := range slices.Sorted(maps.Keys(r.assets.Files)) {
		if worn.MatchString(name) {
			about.Assets = append(about.Assets, path.Join(theme.AssetsFolder, name))
		}
	}
	data, err := json.Marshal(about)
	if err != nil {
		panic(err) // texts and lists always are JSON
	}
	return fmt.Appendf(nil, "self.hub=%s;\n%s", data, r.assets.Worker)
}
