package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestDictionaryForm holds the lists to their form: six columns, of which two
// say something, no word that is empty or twice in its column.
func TestDictionaryForm(t *testing.T) {
	entries, err := dictionaryLists.ReadDir("dictionary")
	if err != nil {
		t.Fatal(err)
	}
	for n, list := range dictionaryFiles() {
		first, _, _ := strings.Cut(list, "\n")
		if want := "# " + strings.Join(columns, " | "); first != want {
			t.Errorf("%s begins with %q, not %q", entries[n].Name(), first, want)
		}
		for line := range listLines(list) {
			cells := alternatives(line)
			said := 0
			for _, column := range cells {
				if column == "" {
					continue
				}
				said++
				words := strings.Split(strings.ToLower(column), ",")
				for i, word := range words {
					words[i] = strings.TrimSpace(word)
					if words[i] == "" || strings.ContainsAny(words[i], ";()[]\t\"") || strings.Contains(words[i], "  ") || slices.Contains(words[:i], words[i]) {
						t.Errorf("%s: %q has the word %q", entries[n].Name(), line, word)
					}
				}
			}
			if len(cells) != len(columns) || said < 2 {
				t.Errorf("%s: %q has %d columns, of which %d say something", entries[n].Name(), line, len(cells), said)
			}
		}
	}
}

// TestDictionaryOnce looks for concepts that say nothing which another one, or
// the same words elsewhere, does not say, too.
func TestDictionaryOnce(t *testing.T) {
	all := dictionary()
	if len(all) < 1500 {
		t.Errorf("the dictionary has %d concepts", len(all))
	}
	by := make(map[string][]int)
	for i, c := range all {
		for lang, words := range c {
			for _, w := range words {
				key := lang + " " + strings.ToLower(w)
				by[key] = append(by[key], i)
			}
		}
	}
	for i, c := range all {
		for _, j := range by[anyKey(c)] {
			if j != i && within(c, all[j]) && (j < i || !within(all[j], c)) {
				t.Errorf("%s says no more than %s", line(c), line(all[j]))
				break
			}
		}
	}
}

func anyKey(c concept) string {
	for _, lang := range columns {
		if len(c[lang]) > 0 {
			return lang + " " + strings.ToLower(c[lang][0])
		}
	}
	return ""
}

// within reports whether a concept has no word that the other lacks.
func within(c, other concept) bool {
	for lang, words := range c {
		for _, w := range words {
			if !slices.ContainsFunc(other[lang], func(o string) bool { return strings.EqualFold(o, w) }) {
				return false
			}
		}
	}
	return true
}

func line(c concept) string {
	var cells []string
	for _, lang := range columns {
		cells = append(cells, strings.Join(c[lang], ", "))
	}
	return fmt.Sprintf("%q", strings.Join(cells, " | "))
}

func TestTranslations(t *testing.T) {
	means := func(from, to, word string) []string {
		var terms []string
		for _, s := range Translations(from, to) {
			if slices.Contains(s.Said, word) {
				terms = append(terms, s.Terms...)
			}
		}
		return terms
	}
	for _, c := range []struct{ from, to, word, want string }{
		{"en", "de", "invoice", "Rechnung"},
		{"fr-BE", "de-AT", "facture", "Rechnung"},
		{"de", "en", "Rechnung", "invoice"},
		{"de", "en", "rechnungen", "invoice"}, // which English does not take for the same word
		{"de", "sv", "Rechnungsnummer", "fakturanummer"},
	} {
		if got := means(c.from, c.to, c.word); !slices.Contains(got, c.want) {
			t.Errorf("%s in %s is %q, without %s", c.word, c.to, got, c.want)
		}
	}
	for _, c := range [][2]string{{"de", "de-CH"}, {"de", "pl"}, {"pl", "de"}} {
		if got := Translations(c[0], c[1]); got != nil {
			t.Errorf("%d words of %s mean something in %s", len(got), c[0], c[1])
		}
	}
}
