package analysis

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

// The dictionary, read when it is first asked for.
//
//go:embed dictionary/*.txt
var dictionaryLists embed.FS

// Translations returns what words of one language mean in another, both given as
// BCP 47 tags, of which the primary language counts, by the dictionary that ships:
// what people in offices speak of, in the languages of the columns, written for
// this project. Languages that the dictionary lacks have none. Terms are written
// as those of [Synonyms] are; with single words there are inflections that the
// language's stemmer takes for the word, for who asks in another language has
// another stemmer.
func Translations(from, to string) []Saying {
	var all []Saying
	if base(from) == base(to) {
		return nil
	}
	language := NewLanguage(from)
	for _, c := range dictionary() {
		words := c[base(from)]
		if len(words) == 0 || len(c[base(to)]) == 0 {
			continue
		}
		said := slices.Clone(words)
		for _, word := range words {
			lower := lower(word)
			if strings.ContainsFunc(word, isSpace) {
				continue
			}
			for ending := range strings.FieldsSeq(inflections[base(from)]) {
				if language.Stem(lower+ending) == language.Stem(lower) {
					said = append(said, lower+ending)
				}
			}
		}
		all = append(all, Saying{Said: said, Terms: c[base(to)]})
	}
	return all
}

// inflections are the most usual endings.
var inflections = map[string]string{
	"da": "en er et r", "de": "e en er n", "en": "s ed ing", "fr": "s x", "nl": "en s", "sv": "ar en er et or",
}

// concept is what something is called in several languages: by language, words
// or phrases, the most usual first.
type concept map[string][]string

// columns are the languages of a line of the dictionary.
var columns = []string{"en", "de", "nl", "da", "sv", "fr"}

// dictionary reads all lists. A line is a concept: a column for each language,
// with bars between them and commas between words.
var dictionary = sync.OnceValue(func() []concept {
	var all []concept
	for _, list := range dictionaryFiles() {
		for line := range listLines(list) {
			c := make(concept)
			for i, column := range alternatives(line) {
				for word := range strings.SplitSeq(column, ",") {
					if word = strings.TrimSpace(word); word != "" {
						c[columns[i]] = append(c[columns[i]], word)
					}
				}
			}
			all = append(all, c)
		}
	}
	return all
})

func dictionaryFiles() []string {
	entries, err := dictionaryLists.ReadDir("dictionary")
	if err != nil {
		panic(err) // the lists are part of the program
	}
	var lists []string
	for _, e := range entries {
		data, err := dictionaryLists.ReadFile("dictionary/" + e.Name())
		if err != nil {
			panic(err)
		}
		lists = append(lists, string(data))
	}
	return lists
}
