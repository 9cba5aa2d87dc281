package hub

import (
	"slices"
	"testing"

	"ankerplatz/generator/slug"
)

func TestSlips(t *testing.T) {
	for _, test := range []struct {
		word, other string
		app         bool
		people      int // who has the word, and 12 the other
		slip        bool
	}{
		{"exel", "excel", true, 1, true},
		{"Exell", "excel", true, 1, true},
		{"excle", "excel", true, 2, true},
		{"Excel", "excel", true, 9, true},
		{"Power-Point", "PowerPoint", true, 9, true},
		{"Sharpoint", "SharePoint", true, 1, true},
		{"Visio", "Vision", false, 1, true},
		{"Moderatoin", "Moderation", false, 2, true},
		{"MODERATION Team", "Moderation-Team", false, 5, true},

		{"Visio", "Vision", true, 3, false}, // so many mean it
		{"Protokol", "Protokoll", false, 3, false},
		{"SAS", "SAP", true, 1, false},
		{"Word", "Wort", true, 1, false},
		{"ISO 9001", "ISO 9002", false, 1, false},
		{"Windows 10", "Windows 11", true, 1, false},
		{"Schicht A", "Schicht B", false, 1, false},
		{"Modul II", "Modul III", false, 1, false},
		{"Items", "Teams", true, 1, false},
		{"Tests", "Teams", true, 1, false},
		{"C", "C++", true, 1, false},
		{"Einkauf", "Verkauf", false, 1, false},
	} {
		word, other := &topicWord{slug: slug.Make(test.word), people: test.people}, &topicWord{slug: slug.Make(test.other), app: test.app, people: 12}
		near := slices.ContainsFunc(allButOne(word.slug), func(key string) bool { return slices.Contains(allButOne(other.slug), key) })
		if got := near && word.slipOf(other); got != test.slip {
			t.Errorf("%q beside %q: %v, want %v", test.word, test.other, got, test.slip)
		}
	}
}
