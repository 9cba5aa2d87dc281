package words

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestNameIn calls languages in another one.
func TestNameIn(t *testing.T) {
	for _, c := range [][3]string{
		{"da", "de", "Dänisch"},
		{"de", "nl", "Duits"},
		{"fr", "sv", "franska"},
		{"tr", "fr", "turc"},
		{"de", "de", "Deutsch"},
		{"da", "xx", "Dansk"},
		{"no such code", "de", "no such code"},
	} {
		if got := NameIn(c[0], c[1]); got != c[2] {
			t.Errorf("%s in %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
	if !Alike("de", "de-AT") || Alike("de", "da") {
		t.Error("codes of one language are alike, and no others")
	}
}

// TestCode reads what people call languages; no name is that of two.
func TestCode(t *testing.T) {
	for code, names := range map[string]string{
		"de": "DEUTSCH German duits tysk tyska allemand ger at ch",
		"nl": "nederlands dutch niederländisch hollandsk holländisch néerlandais",
		"da": "dansk danish dänisch deens danska danois dk",
		"en": "English englisch engels engelsk engelska anglais us gb",
		"sv": "svenska Swedish schwedisch suédois se", "fr": "français French französisch franska fransk",
		"nb": "norsk norwegian", "pl": "polski polnisch", "it": "italiano", "es": "español", "he": "hebräisch", "cs": "cz", "ja": "jp",
		"": "klingon",
	} {
		for name := range strings.FieldsSeq(names) {
			if got := Code(name); got != code {
				t.Errorf("%q is the language %q, want %q", name, got, code)
			}
		}
	}
	for text, want := range map[string]string{"de": "de", "DE": "de", "de_AT": "de-AT", "de-AT": "de-AT", "deutsch": "de", "ch": "ch", "dk": "da", "und": "", "../x": "", "": ""} {
		if got := Meant(text); got != want {
			t.Errorf("who writes %q means %q, want %q", text, got, want)
		}
	}
	of := map[string]string{}
	codes := map[string]bool{}
	for code, names := range Called() {
		codes[code] = true
		for _, name := range names {
			if other := of[strings.ToLower(name)]; other != "" && other != code {
				t.Errorf("%q is the name of %s and %s", name, other, code)
			}
			of[strings.ToLower(name)] = code
		}
	}
	for _, code := range []string{"de", "no", "nb", "nn", "he", "fy", "uk", "zh"} {
		if !codes[code] {
			t.Errorf("the language %s is missing", code)
		}
	}
	if codes["iw"] || codes["xx"] {
		t.Errorf("languages that are none: %v", slices.Sorted(maps.Keys(codes)))
	}
}

func TestLocale(t *testing.T) {
	for code, want := range map[string]string{
		"de": "de_DE", "nl": "nl_NL", "da": "da_DK", "sv": "sv_SE", "en": "en_US", "fr": "fr_FR", "de-AT": "de_AT", "nb": "nb_NO", "?": "?",
	} {
		if got := Locale(code); got != want {
			t.Errorf("%s is %s", code, got)
		}
	}
}
