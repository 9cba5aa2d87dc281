package analysis

import (
	"embed"
	"strings"
	"sync"
)

// The words that questions are asked with, by language.
//
//go:embed asking/*.txt
var askingLists embed.FS

// Asking is what a language asks with.
type Asking struct {
	// Light are words of questions that say little of what is looked for: how,
	// can, please. Stop words are light anyhow.
	Light map[string]bool
	// For are words, which are light, too, and phrases with which somebody asks for a person ("who"), a place
	// ("where") or a time ("when"), by what is asked for.
	For map[string][]string
}

// AskingOf returns the words that a language, given as a BCP 47 tag, asks with.
// Nobody may change them.
func AskingOf(lang string) *Asking { return knowledgeOf(lang).asking() }

// askingList returns a function that reads the list of a language once. A key
// and a colon begin its lines, or else they go on with the key before. After
// "light" stand words; after each other key, which is what is asked for, phrases
// with bars between them. Lines that begin with # are comments.
func askingList(lang string) func() *Asking {
	return sync.OnceValue(func() *Asking {
		a := &Asking{Light: make(map[string]bool), For: make(map[string][]string)}
		data, err := askingLists.ReadFile("asking/" + lang + ".txt")
		if err != nil {
			panic(err) // the list is part of the program
		}
		key := ""
		for line := range listLines(string(data)) {
			words := line
			if before, after, found := strings.Cut(line, ":"); found {
				key, words = before, after
			}
			if key == "light" {
				for word := range strings.FieldsSeq(words) {
					a.Light[word] = true
					a.Light[withoutKeys.Replace(word)] = true
				}
				continue
			}
			for _, phrase := range alternatives(words) {
				a.For[key] = append(a.For[key], phrase)
				if !strings.Contains(phrase, " ") {
					a.Light[phrase] = true
				}
			}
		}
		return a
	})
}

// withoutKeys writes a word as who has no key for its letters does.
var withoutKeys = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "ø", "oe", "å", "aa")
