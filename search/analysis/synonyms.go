package analysis

import (
	"embed"
	"strings"
)

// The lists of synonyms, read when a language is first asked for.
//
//go:embed synonyms/*.txt
var synonymLists embed.FS

// Synonyms returns the thesaurus that ships for a language, given as a BCP 47
// tag of which the primary language counts; nil if there is none. Nobody may
// change it.
//
// It is a small list of what people in offices call things (administration,
// accounting, ERP, computers), written for this project. Each group holds at
// least two words, or phrases of several words, that stand for one another;
// the most usual is first. Members are as people write them, verbs in the
// infinitive and nouns in the singular: whoever looks them up must stem them,
// and so finds inflections. Forms that the stemmer keeps apart (Installation,
// installieren) are in one group. No member is in two groups.
//
// All words of a phrase count, stop words too: "log in" is not "log". A
// hub adds its own groups by search.synonyms in site.yaml.
func Synonyms(lang string) [][]string {
	if k := knowledgeOf(lang); k.synonyms != nil {
		return k.synonyms()
	}
	return nil
}

// readSynonyms reads a list: one group a line, with a bar between its members.
// Lines that begin with # are comments.
func readSynonyms(lang string) [][]string {
	data, err := synonymLists.ReadFile("synonyms/" + lang + ".txt")
	if err != nil {
		panic(err) // the list is part of the program
	}
	var groups [][]string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		group := strings.Split(line, "|")
		for i, member := range group {
			group[i] = strings.TrimSpace(member)
		}
		groups = append(groups, group)
	}
	return groups
}
