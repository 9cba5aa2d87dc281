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
		if want := "# " + strings.Join(DictionaryLanguages, " | "); first != want {
			t.Errorf("%s begins with %q, not %q", entries[n].Name(), first, want)
		}
		for line := range listLines(list) {
			columns := alternatives(line)
			said := 0
			for _, column := range columns {
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
			if len(columns) != len(DictionaryLanguages) || said < 2 {
				t.Errorf("%s: %q has %d columns, of which %d say something", entries[n].Name(), line, len(columns), said)
			}
		}
	}
}

// TestDictionaryOnce looks for concepts that say nothing which another one, or
// the same words elsewhere, does not say, too.
func TestDictionaryOnce(t *testing.T) {
	all := Dictionary()
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
				t.Errorf("%s says no more than %s", print(c), print(all[j]))
				break
			}
		}
	}
}

func anyKey(c Concept) string {
	for _, lang := range DictionaryLanguages {
		if len(c[lang]) > 0 {
			return lang + " " + strings.ToLower(c[lang][0])
		}
	}
	return ""
}

// within reports whether a concept has no word that the other lacks.
func within(c, other Concept) bool {
	for lang, words := range c {
		for _, w := range words {
			if !slices.ContainsFunc(other[lang], func(o string) bool { return strings.EqualFold(o, w) }) {
				return false
			}
		}
	}
	return true
}

func print(c Concept) string {
	var columns []string
	for _, lang := range DictionaryLanguages {
		columns = append(columns, strings.Join(c[lang], ", "))
	}
	return fmt.Sprintf("%q", strings.Join(columns, " | "))
}
