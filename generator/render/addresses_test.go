package render

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/clock"
	"ankerplatz/generator/config"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/words"
)

// TestBegin: an address is never longer than servers take, and holds as much of
// the archetype as there is room for.
func TestBegin(t *testing.T) {
	texts, list := words.Load(nil, []string{"en"})
	if len(list) > 0 {
		t.Fatal(list)
	}
	for _, test := range []struct {
		folder      int // bytes of its path
		full, brief bool
	}{
		{10, true, true}, {5200, false, true}, {5800, false, false},
	} {
		c := &config.Site{Languages: config.Languages{Default: strictyaml.Text{Value: "en"}, List: []strictyaml.Text{{Value: "en"}}}}
		c.Repository.New.Value = "https://git.example/_new/{branch}/{folder}?filename={name}&value={text}"
		lang := &hub.Language{Language: texts.In("en")}
		s := &site{Renderer: &Renderer{hub: &hub.Hub{Config: c, Words: texts, Languages: []*hub.Language{lang}, Clock: clock.New(time.Now(), time.UTC)}, folder: func(lang string) string { return "content/" + lang }}, lang: lang}
		s.kinds = s.newKinds()
		address := s.begin(&hub.Folder{Lang: "en", Path: strings.Repeat("a", test.folder), Kind: source.TipKind}).URL
		text, err := url.QueryUnescape(address[strings.Index(address, "&value=")+len("&value="):])
		if err != nil || len(address) > longest {
			t.Errorf("%d bytes: %v", len(address), err)
		}
		if strings.Contains(text, "problem:") != test.full || strings.Contains(text, "title:") != test.brief {
			t.Errorf("a path of %d bytes leaves %q", test.folder, text)
		}
	}
}

// TestFilled: an address with a form in it is no longer than mail programs and
// servers take, whatever a page is called; what is known of it is cut, and the form
// is whole as long as there is room for it.
func TestFilled(t *testing.T) {
	texts, list := words.Load(nil, []string{"de"})
	if len(list) > 0 {
		t.Fatal(list)
	}
	for _, test := range []struct {
		template string
		title    int // letters
		address  int // bytes of the page's own
		most     int
		name     string // what is left of the title
		form     bool
	}{
		{"mailto:it@example.org?subject={title}&body={text}", 60, 10, 2000, strings.Repeat("ü", 60), true},
		{"mailto:it@example.org?subject={title}&body={text}", 1000, 10, 2000, strings.Repeat("ü", 250) + "…", true},
		{"https://it.example/?t={title}&x={text}", 1000, 10, 8000, strings.Repeat("ü", 1000), true},
		{"https://it.example/?t={title}&x={text}", 9000, 10, 8000, strings.Repeat("ü", 1125) + "…", true},
		{"mailto:it@example.org?subject={title}&body={text}", 60, 1900, 2000, strings.Repeat("ü", 30) + "…", false},
	} {
		c := &config.Site{}
		lang := &hub.Language{Language: texts.In("de")}
		s := &site{Renderer: &Renderer{hub: &hub.Hub{Config: c, Words: texts, Languages: []*hub.Language{lang}}}, lang: lang}
		c.Feedback.IT.Value = test.template
		got := s.ticket(blanks{title: strings.Repeat("ü", test.title), address: strings.Repeat("a", test.address)}).URL
		if len(got) > test.most {
			t.Errorf("%d letters become an address of %d bytes", test.title, len(got))
		}
		text, err := url.QueryUnescape(got)
		if err != nil || !strings.Contains(text, "="+test.name+"&") || strings.HasSuffix(text, "\r\n"+s.askDepartment()) != test.form {
			t.Errorf("%d letters: %v, %q", test.title, err, text)
		}
	}
}

// TestSuggest: of a long page, as much of its text is in the address as there is
// room for; where the page lies always is.
func TestSuggest(t *testing.T) {
	texts, list := words.Load(nil, []string{"de"})
	if len(list) > 0 {
		t.Fatal(list)
	}
	lang := &hub.Language{Language: texts.In("de")}
	s := &site{Renderer: &Renderer{hub: &hub.Hub{Config: &config.Site{}, Words: texts, Languages: []*hub.Language{lang}}}, lang: lang}
	for template, most := range map[string]int{"mailto:a@b.example?subject={title}&body={text}": 2000, "https://git.example/new?t={title}&d={text}": 8000} {
		for _, letters := range []int{0, 100, 3000, 1_000_000} {
			b := blanks{title: strings.Repeat("ü", letters), file: "content/de/tips/x.md"}
			page := &hub.Page{Doc: &markdown.Doc{Sections: []markdown.Section{{Text: strings.Repeat("Wörter ", letters)}}}}
			got := s.suggest(strictyaml.Text{Value: template}, b, page.Doc)
			text, err := url.QueryUnescape(got)
			if err != nil || len(got) > most || len(got) < most/4 && letters > 1000 || !strings.Contains(text, b.file) {
				t.Errorf("%s, %d letters: %d bytes (%v)", template, letters, len(got), err)
			}
		}
	}
}
