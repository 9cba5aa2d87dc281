//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// generate writes a hub of so many tips, and the same pages for Hugo with a
// plain theme. Words come as often as in a natural language (Zipf).
func generate(site, plain string, pages int) error {
	random := rand.New(rand.NewPCG(7, 11))
	zipf := rand.NewZipf(random, 1.1, 3, 19_999)
	syllables := strings.Fields("an be bor da del eis fa fen gra har il ka kel lin ma mor ne no ost pa ran ri sal se tal tu um ver wa zen")
	vocabulary := make([]string, 20_000)
	for i := range vocabulary {
		for range 1 + random.IntN(4) {
			vocabulary[i] += syllables[random.IntN(len(syllables))]
		}
	}
	words := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = vocabulary[zipf.Uint64()]
		}
		return strings.Join(list, " ")
	}
	files := map[string]string{
		filepath.Join(site, "site.yaml"):                     "title: Bench\nbase_url: https://hub.example/\nlanguages: {list: [de]}\norganisation:\n  apps: [{id: excel, name: Excel}, {id: sap, name: SAP}]\n",
		filepath.Join(plain, "hugo.toml"):                    "baseURL = 'https://hub.example/'\ntitle = 'Bench'\ndisableKinds = ['taxonomy', 'term']\n",
		filepath.Join(plain, "layouts/_default/single.html"): "<!doctype html><title>{{ .Title }}</title><main><h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>{{ .Content }}</main>\n",
		filepath.Join(plain, "layouts/_default/list.html"):   "<!doctype html><title>{{ .Title }}</title><ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</ul>\n",
	}
	for name, text := range files {
		if err := write(name, text); err != nil {
			return err
		}
	}
	for i := range pages {
		var t strings.Builder
		fmt.Fprintf(&t, "---\ntitle: %s %d\nsummary: %s\ndate: 20%d-%02d-%02d\ntags: [t%d, t%d]\napps: [%s]\n---\n%s.\n",
			words(3), i, words(10), 20+random.IntN(6), 1+random.IntN(12), 1+random.IntN(28), random.IntN(120), 120+random.IntN(120), []string{"excel", "sap"}[random.IntN(2)], words(20))
		for range 4 {
			fmt.Fprintf(&t, "\n## %s\n\n%s **%s** %s.\n\n%s.\n\n- %s\n- %s\n", words(3), words(10), words(1), words(10), words(20), words(6), words(6))
		}
		for _, folder := range []string{filepath.Join(site, "content/de/tips"), filepath.Join(plain, "content/tips")} {
			if err := write(filepath.Join(folder, fmt.Sprintf("tip-%06d.md", i)), t.String()); err != nil {
				return err
			}
		}
	}
	return nil
}

// change adds a sentence to one page.
func change(site string) error {
	name := filepath.Join(site, "content/de/tips/tip-000007.md")
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return write(name, string(text)+"\nOne more sentence.\n")
}

func write(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}
