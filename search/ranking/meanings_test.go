package ranking

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ankerplatz/search/analysis"

	"github.com/google/go-cmp/cmp"
)

// office has the terms of an index, with the documents that each is in.
var office = map[string]int{"rechnung": 500, "numm": 300, "rechnungsnumm": 4, "verwend": 30, "tech": 3, "kass": 2, "schalt": 1}

func officeMeanings(opt Options) Meanings {
	return NewMeanings("de", opt, func(term string) int { return office[term] })
}

func TestNewMeanings(t *testing.T) {
	m := officeMeanings(Options{
		Sayings: map[string][]analysis.Saying{
			"de": {
				{Said: []string{"Zahlzettel", "wo man zahlt"}, Terms: []string{"Rechnung", "Nirgendwo", "Rechnung Kasse"}},
				{Said: []string{"Nummer"}, Terms: []string{"Kasse"}}, // on too many pages
				{Said: []string{"Tresen"}, Terms: []string{"Schalter"}, Weak: true},
			},
			"en": {{Said: []string{"zahlzettel"}, Terms: []string{"Kasse"}}},
		},
		Foreign: []string{"de", "en", "da"},
		Learned: func(lang string) Meanings {
			return map[string]Meanings{"de": {
				"leaflet":  {{Terms: []string{"rechnung"}, Weight: 0.5, Foreign: true}, {Terms: []string{"nirgend"}, Weight: 1, Foreign: true}},
				"invoic":   {{Terms: []string{"rechnung"}, Weight: 0.1, Foreign: true}},
				"rechnung": {{Terms: []string{"kass"}, Weight: 1, Foreign: true}},
			}}[lang]
		},
	})
	for key, want := range map[string]string{
		"zahlzettel": "0.50 rechnung; 0.50 rechnung kass",
		"=wo":        "0.50 =man zahlt: rechnung; 0.50 =man zahlt: rechnung kass",
		"tres":       "0.30 schalt",
		"invoic":     "0.80 foreign rechnung; 0.80 foreign numb: rechnungsnumm", // by the dictionary
		"faktura":    "0.80 foreign rechnung",
		"leaflet":    "0.40 foreign rechnung",
		"numm":       "",
		"rechnung":   "",
		"custom":     "", // of which the index has no word
		"of":         "0.00 foreign ",
		"ikk":        "0.00 foreign ",
	} {
		var got []string
		for _, one := range m[key] {
			text := fmt.Sprintf("%.2f ", one.Weight)
			if one.Foreign {
				text += "foreign "
			}
			if len(one.Phrase) > 0 {
				text += strings.Join(one.Phrase, " ") + ": "
			}
			got = append(got, text+strings.Join(one.Terms, " "))
		}
		if got := strings.Join(got, "; "); got != want {
			t.Errorf("%s means %q, want %q", key, got, want)
		}
	}
	for key, all := range m {
		if len(all) > mostMeanings+1 {
			t.Errorf("%s means %d things", key, len(all))
		}
	}
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var read Meanings
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	one := cmp.Comparer(func(a, b Meaning) bool {
		return slices.Equal(a.Phrase, b.Phrase) && slices.Equal(a.Terms, b.Terms) && int(a.Weight*thousandths+0.5) == int(b.Weight*thousandths+0.5) && a.Foreign == b.Foreign
	})
	if diff := cmp.Diff(m, read, one); diff != "" {
		t.Error(diff)
	}
}

// A question is foreign if it has foreign words that no page has, and not more
// words that say little in the readers' language than of these.
func TestMeantWays(t *testing.T) {
	m := officeMeanings(Options{
		Foreign: []string{"en"},
		Learned: func(string) Meanings {
			return Meanings{
				"cash": {{Terms: []string{"kass"}, Weight: 1, Foreign: true}},
				"tech": {{Terms: []string{"kass"}, Weight: 1, Foreign: true}},
			}
		},
	})
	l := analysis.NewLanguage("de")
	for _, c := range []struct{ question, light, want string }{
		{"cash ", "", "0-1 translated kass"},
		{"tech ", "", ""}, // pages have it
		{"cash of tech ", "of", "0-1 translated kass | 2-3 translated kass"},
		{"wie cash tech ", "wie", "1-2 translated kass | 2-3 translated kass"},
		{"wie kann ich cash tech ", "wie kann ich", "3-4 foreign kass"}, // a German question with a foreign word
		{"of the ", "", ""},        // not all words can say little
		{"of Rechnung ", "of", ""}, // no page has of
		{"Rechnung tech ", "", ""}, // nothing is unknown
		{"invoice number ", "", "0-1 translated rechnung | 0-2 translated rechnungsnumm | 1-2 translated numm"},
	} {
		words, _ := Parse(c.question, l, &Standard)
		meanings := func(key string) ([]Meaning, error) { return m[key], nil }
		documents := func(word int) (int, error) { return office[words[word].Term], nil }
		ways, err := MeantWays(words, l, &Standard, meanings, documents, func(int) bool { return false })
		if err != nil {
			t.Fatal(err)
		}
		var got, light []string
		for _, way := range ways {
			got = append(got, fmt.Sprintf("%d-%d %s %s", way.From, way.To, way.Kind, strings.Join(way.Terms, "+")))
			if way.Own() != (way.Kind != Foreign) {
				t.Errorf("%q: %s is own: %t", c.question, way.Kind, way.Own())
			}
		}
		for _, w := range words {
			if w.Light {
				light = append(light, w.Raw)
			}
		}
		if got := strings.Join(got, " | "); got != c.want || strings.Join(light, " ") != c.light {
			t.Errorf("%q: %q with light words %q, want %q with %q", c.question, got, light, c.want, c.light)
		}
	}
	words, _ := Parse("cash ", l, &Standard)
	ways, err := MeantWays(words, l, &Standard, func(key string) ([]Meaning, error) { return m[key], nil }, func(int) (int, error) { return 0, nil }, func(int) bool { return true })
	if err != nil || len(ways) > 0 {
		t.Errorf("a word that pages of another language have is foreign: %v %v", ways, err)
	}
}
