package analysis

import (
	"embed"
	"iter"
	"strings"
	"sync"
)

// The lists of synonyms, read when a language is first asked for.
//
//go:embed synonyms/*.txt
var synonymLists embed.FS

// Synonyms returns the groups of words that ship for a language, given as a BCP
// 47 tag of which the primary language counts; nil if there are none. Nobody may
// change them.
//
// They are what people in offices call things (administration, accounting, ERP,
// computers), written for this project. Each group holds at least two words, or
// phrases of several words, that stand for one another; the most usual is
// first. Members are as people write them, verbs in the infinitive and nouns in
// the singular: whoever looks them up must stem them, and so finds inflections.
// Forms that the stemmer keeps apart (Installation, installieren) are in one
// group. No member is in two groups.
//
// All words of a phrase count, stop words too: "log in" is not "log". A
// hub adds its own groups by search.synonyms in site.yaml.
func Synonyms(lang string) [][]string { return knowledgeOf(lang).thesaurus().groups }

// Saying is words of everyday that mean a term, though who uses the term need
// not mean them.
type Saying struct {
	Said  []string // words or phrases
	Terms []string // words or phrases, the most likely first
	Weak  bool     // they may mean that
}

// Sayings returns those that ship for a language, written as [Synonyms] are. No
// two of them have the same words.
func Sayings(lang string) []Saying { return knowledgeOf(lang).thesaurus().sayings }

// thesaurus is what a list of synonyms says.
type thesaurus struct {
	groups  [][]string
	sayings []Saying
}

// thesaurusList returns a function that reads the list of a language once. A
// line is a group, with a bar between its members, or a saying: what is said,
// ">" or, if it is weak, "~>", and terms, with bars as well. Lines that begin
// with # are comments.
func thesaurusList(lang string) func() *thesaurus {
	return sync.OnceValue(func() *thesaurus {
		data, err := synonymLists.ReadFile("synonyms/" + lang + ".txt")
		if err != nil {
			panic(err) // the list is part of the program
		}
		t := new(thesaurus)
		for line := range listLines(string(data)) {
			said, terms, directed := strings.Cut(line, ">")
			if !directed {
				t.groups = append(t.groups, alternatives(line))
				continue
			}
			said, weak := strings.CutSuffix(said, "~")
			t.sayings = append(t.sayings, Saying{alternatives(said), alternatives(terms), weak})
		}
		return t
	})
}

// listLines returns the lines of a list but for comments and empty ones.
func listLines(list string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(list) {
			line = strings.TrimSpace(line)
			if line != "" && !strings.HasPrefix(line, "#") && !yield(line) {
				return
			}
		}
	}
}

// alternatives returns what a bar divides.
func alternatives(line string) []string {
	members := strings.Split(line, "|")
	for i, m := range members {
		members[i] = strings.TrimSpace(m)
	}
	return members
}
