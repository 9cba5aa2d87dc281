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

// Concept is what something is called in several languages: by language, words
// or phrases, the most usual first. Languages that have none are missing.
type Concept map[string][]string

// Dictionary returns the dictionary that ships: what people in offices speak of
// in the languages of [DictionaryLanguages], written for this project. Members
// are written as those of [Synonyms]. Nobody may change it.
func Dictionary() []Concept { return dictionary() }

// DictionaryLanguages are the languages of the dictionary, in the order of the
// columns of its lists.
var DictionaryLanguages = []string{"en", "de", "nl", "da", "sv", "fr"}

// dictionary reads all lists. A line is a concept: a column for each language,
// with bars between them and commas between words.
var dictionary = sync.OnceValue(func() []Concept {
	var all []Concept
	for _, list := range dictionaryFiles() {
		for line := range listLines(list) {
			concept := make(Concept)
			for i, column := range alternatives(line) {
				for word := range strings.SplitSeq(column, ",") {
					if word = strings.TrimSpace(word); word != "" {
						lang := DictionaryLanguages[i]
						concept[lang] = append(concept[lang], word)
					}
				}
			}
			all = append(all, concept)
		}
	}
	return slices.Clip(all)
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
