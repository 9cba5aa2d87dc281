package main

import (
	"context"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"

	"ankerplatz/generator"
	"ankerplatz/generator/source"
	"ankerplatz/search/analysis"
	"ankerplatz/search/bleveindex"
)

// alike is a page that may say already what a title promises.
type alike struct {
	title, file string // the file below the hub's folder
}

// mostAlike is how many are shown.
const mostAlike = 3

// alikeTo finds pages in a language that may already say what a title promises:
// with the index that build wrote, else in the content. What can't be read has
// none: a page can be begun all the same.
func alikeTo(ctx context.Context, flags siteFlags, index, lang, title string) []alike {
	hub := os.DirFS(flags.dir)
	words := newTitleWords(lang, title)
	var found []alike
	add := func(title, ref string, texts ...string) {
		file := fileOf(hub, ref)
		if file != "" && len(found) < mostAlike && words.in(append(texts, title)) {
			found = append(found, alike{title, file})
		}
	}
	if ix, err := bleveindex.Open(flags.folder("", index)); err == nil {
		defer ix.Close()
		if answer, err := ix.Search(ctx, bleveindex.Query{Text: title, Lang: lang, Limit: 3 * mostAlike}); err == nil {
			for _, r := range answer.Results {
				add(r.Title, r.Path, r.Excerpt)
			}
			return found
		}
	}
	site, err := generator.Load(ctx, generator.Options{Dir: flags.dir, Drafts: true})
	if err != nil {
		return nil
	}
	defer site.Close()
	for _, d := range site.Documents() {
		if d.Lang == lang {
			add(d.Title, d.Ref, append(slices.Clone(d.Keywords), d.Problem, d.Summary)...)
		}
	}
	return found
}

// fileOf is the file of the page that a search calls so, "" if it is gone.
func fileOf(hub fs.FS, ref string) string {
	_, below, _ := strings.Cut(ref, "/") // a hub of one language may have no folder for it
	for _, ref := range []string{ref, below} {
		for _, end := range []string{".md", "/index.md", "/README.md"} {
			if name := path.Join(source.Root, ref) + end; fs.ValidPath(name) {
				if _, err := fs.Stat(hub, name); err == nil {
					return name
				}
			}
		}
	}
	return ""
}

// titleWords are the stems of a title's words that say something.
type titleWords struct {
	chain *analysis.Chain
	stems map[string]bool
}

func newTitleWords(lang, title string) titleWords {
	w := titleWords{analysis.NewChain(lang), map[string]bool{}}
	for stem := range w.of(title) {
		w.stems[stem] = true
	}
	return w
}

func (w titleWords) of(text string) map[string]bool {
	stems := map[string]bool{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if stem, ok := w.chain.Term([]byte(word)); ok && stem != "" {
			stems[stem] = true
		}
	}
	return stems
}

// in reports whether texts have more than half of the words.
func (w titleWords) in(texts []string) bool {
	stems, shared := w.of(strings.Join(texts, " ")), 0
	for stem := range w.stems {
		if stems[stem] {
			shared++
		}
	}
	return 2*shared > len(w.stems)
}
