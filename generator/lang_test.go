package generator

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

// shownTexts are the texts that the pages of a site show, by the language that
// they are marked as, each with a page that shows it.
type shownTexts struct {
	mu sync.Mutex
	in map[string]map[string]string
}

func (s *shownTexts) Copy(string, fs.FS, string) error { return nil }

func (s *shownTexts) Kept(string) (bool, error) { return false, nil }

func (s *shownTexts) Write(name string, data []byte) error {
	if path.Ext(name) != ".html" {
		return nil
	}
	page, err := html.Parse(bytes.NewReader(data))
	if err == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.walk(page, name, "")
	}
	return err
}

func (s *shownTexts) walk(n *html.Node, page, lang string) {
	for _, a := range n.Attr {
		if a.Key == "lang" {
			lang = a.Val
		}
	}
	if text := squeezed(n.Data); n.Type == html.TextNode && text != "" {
		if s.in[lang] == nil {
			s.in[lang] = map[string]string{}
		}
		s.in[lang][text] = page
	}
	for child := range n.ChildNodes() {
		s.walk(child, page, lang)
	}
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), " ") }

// TestWordsOfOtherLanguages walks through the sample hub: where a page shows the
// title or the summary of one that its language does not have, it says in which
// language that is, so that it is read aloud and hyphenated right.
func TestWordsOfOtherLanguages(t *testing.T) {
	site, err := Load(context.Background(), Options{Dir: "..", Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	written := map[string][]string{} // the languages of texts
	for _, p := range site.hub.Pages {
		for _, text := range []string{p.Title, p.Summary} {
			if text = squeezed(text); strings.Contains(text, " ") && p.Person() == nil { // one word is often the same in several
				written[text] = append(written[text], p.Lang)
			}
		}
	}
	shown := &shownTexts{in: map[string]map[string]string{}}
	if list, err := site.Write(context.Background(), shown); err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	marked := 0
	for _, lang := range slices.Sorted(maps.Keys(shown.in)) {
		for _, text := range slices.Sorted(maps.Keys(shown.in[lang])) {
			langs := written[text]
			if page := shown.in[lang][text]; len(langs) > 0 && !slices.Contains(langs, lang) {
				t.Errorf("%s shows %q, which is written in %v, as %q", page, text, langs, lang)
			} else if len(langs) > 0 && !strings.HasPrefix(page, lang+"/") {
				marked++
			}
		}
	}
	if marked < 20 {
		t.Errorf("only %d texts of another language were looked at", marked)
	}
}
