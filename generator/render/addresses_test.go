package render

import (
	"net/url"
	"strings"
	"testing"

	"ankerplatz/generator/config"
	"ankerplatz/generator/hub"
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
		{10, true, true}, {3800, false, true}, {5800, false, false},
	} {
		c := &config.Site{Languages: config.Languages{Default: strictyaml.Text{Value: "en"}, List: []strictyaml.Text{{Value: "en"}}}}
		c.Repository.New.Value = "https://git.example/_new/{branch}/{folder}?filename={name}&value={text}"
		lang := &hub.Language{Language: texts.In("en")}
		s := &site{Renderer: &Renderer{hub: &hub.Hub{Config: c, Words: texts, Languages: []*hub.Language{lang}}}, lang: lang}
		s.kinds = s.newKinds()
		address := s.begin(&hub.Folder{Lang: "en", Path: strings.Repeat("a", test.folder), Kind: source.TipKind}).URL
		text, err := url.QueryUnescape(address[strings.Index(address, "&value=")+len("&value="):])
		if err != nil || len(address) > longest {
			t.Errorf("%d bytes: %v", len(address), err)
		}
		if strings.Contains(text, "aliases:") != test.full || strings.Contains(text, "problem:") != test.brief {
			t.Errorf("a path of %d bytes leaves %q", test.folder, text)
		}
	}
}
