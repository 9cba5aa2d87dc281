package analysis

import (
	"strings"
	"sync"
	"unicode/utf8"
)

var danish = knowledge{
	stem:       stemDanish,
	characters: latinLetters,
	stopWords: `
ad af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din disse
dog du efter eller en end er et for fra ham han hans har havde have hende hendes her hos hun
hvad hvis hvor i ikke ind jeg jer jo kunne man mange med meget men mig min mine mit mod ned
noget nogle nu når og også om op os over på selv sig sin sine sit skal skulle som sådan thi til
ud under var vi vil ville vor være været`,
	spelling: []SpellingRule{
		{"æ|ae", "a"},
		{"ø|oe", "o"},
		{"å|aa", "a"},
		// An e goes in front of l and r; stems keep such forms apart.
		{"([bdfgkpstv])ler(ne|nes|s)?$", "${1}el"},
		{"numre(t|ne|nes|s)?$", "nummer"},
	},
	endings:    []string{"hed", "erne", "ende", "erede", "elig"},
	vocabulary: sync.OnceValue(func() *vocabulary { return newVocabulary(&danishCompounds) }),
	thesaurus:  thesaurusList("da"),
	asking:     askingList("da"),
}

var danishCompounds = grammar{
	lang: "da",
	rules: []rule{
		{class: "nouns", add: "-", role: last, derives: true},
		{class: "nouns", not: "else hed ing ion", add: "-", role: first, derives: true},
		{class: "nouns", ends: "else hed ing ion", add: "-", role: first, cost: 2, derives: true},
		{class: "nouns", ends: "else hed ing ion skab dom tet", add: "s", role: first, derives: true},
		{class: "nouns", ends: "else hed ing ion skab dom tet", add: "s", role: last, cost: 1, derives: true},
		{class: "nouns", not: "e s x z hed ing ion skab dom tet", add: "s", role: both, cost: 1, derives: true},
		{class: "nouns", not: "e a i o u y æ ø å ing hed ion", add: "e", role: first, cost: 3},
		{class: "nouns", ends: "e", not: "else", add: "s", role: first, cost: 3, derives: true},
		{class: "nouns", not: "e", add: "en et er e erne ene ens ets ers ernes r", role: last, cost: 2, derives: true},
		{class: "nouns", ends: "e", add: "n t r s rne ns ts rs rnes", role: last, cost: 1, derives: true},
		{class: "nouns", ends: "er", add: "ne nes", role: last, cost: 1, derives: true},
		{class: "nouns", respell: shortDanish, add: "en et er e erne ene ens ets", role: last, cost: 1},
		{class: "nouns", ends: "um", cut: "um", add: "er et erne ets", role: last, cost: 1},

		{class: "verbs", ends: "e", add: "-", role: first, cost: 2, derives: true},
		{class: "verbs", ends: "e", cut: "e", add: "-", role: first, cost: 4},
		{class: "verbs", ends: "e", cut: "e", add: "ning ninger ningen ningerne nings", role: both, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "e", cut: "e", add: "ing inger ingen ingerne ings", role: both, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "e", cut: "e", add: "else elser elsen elserne elses", role: both, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "e", cut: "e", add: "er ere eren erne ernes ers", role: both, cost: 2, derived: true, derives: true},

		{class: "verbs", ends: "e", add: "- r s t de te des nde", role: alone},
		{class: "verbs", ends: "e", cut: "e", add: "t te tes", role: alone},

		{class: "adjectives", add: "-", role: first, cost: 1},
		{class: "adjectives", add: "e", role: first, cost: 4},
		{class: "adjectives", add: "- t e ere est este", role: alone},
		{class: "final", add: "- t e", role: last, cost: 1},
		{class: "first", add: "-", role: first},
		{class: "whole", add: "-", role: alone},

		{class: "hub", add: "-", role: both},
		{class: "hub", not: "s x z", add: "s", role: first, cost: 2},
	},
	prefixes: strings.Fields("af an be bort efter for forud fra frem gen ind med mis mod ned om op over på sam til tilbage ud und under ved videre"),
	particles: strings.Fields("af an be bort del efter fast for forud fra frem fri færdig gen god ind med mis mod ned om op over på sam " +
		"til tilbage u ud und under ved videre"),
	suffixes:  []string{"ings", "heds", "elses", "ions", "tets", "skabs"},
	spellings: []*strings.Replacer{strings.NewReplacer("æ", "ae", "ø", "oe", "å", "aa")},
	endings:   []string{"erne", "ene", "en", "et", "er", "e", "n", "r", "t", "s"},
}

// shortDanish returns the Danish word with its last consonant doubled, as in
// busser, or without the e before it, as in numre and sedler.
func shortDanish(word string) []string {
	n := len(word)
	if n < 3 {
		return nil
	}
	stem, c := word[:n-2], word[n-1:]
	switch word[n-2:] {
	case "el", "er", "en":
		if len(stem) > 2 && stem[len(stem)-1] == stem[len(stem)-2] {
			return []string{word + c, stem[:len(stem)-1] + c}
		}
		return []string{word + c, stem + c}
	}
	if v, _ := utf8.DecodeLastRuneInString(word[:n-1]); strings.IndexByte("bdfgklmnprst", word[n-1]) >= 0 && strings.ContainsRune("aeiouyæøå", v) {
		return []string{word + c}
	}
	return nil
}

const danishVowels = "aeiouyæåø"

// stemDanish is the Snowball stemmer for Danish:
// https://snowballstem.org/algorithms/danish/stemmer.html
func stemDanish(w []uint16) []uint16 {
	r1 := len(w)
	if len(w) >= 3 {
		if p, ok := region(w, 0, danishVowels); ok {
			r1 = max(p, 3)
		}
	}

	s := longestSuffix(w, r1,
		"erendes", "erende", "hedens", "erede", "ethed", "heden", "heder", "endes", "ernes", "erens", "erets",
		"ered", "ende", "erne", "eren", "erer", "heds", "enes", "eres", "eret",
		"hed", "ene", "ere", "ens", "ers", "ets", "en", "er", "es", "et", "e", "s")
	if at := len(w) - len(s); s != "s" || at > 0 && in(w[at-1], "abcdfghjklmnoprtvyzå") {
		w = w[:at]
	}

	w = danishPair(w, r1)

	if hasSuffix(w, "igst") {
		w = w[:len(w)-2]
	}
	if s = longestSuffix(w, r1, "elig", "lig", "els", "ig"); s != "" {
		w = danishPair(w[:len(w)-len(s)], r1)
	} else if len(w)-4 >= r1 && hasSuffix(w, "løst") {
		w = w[:len(w)-1]
	}

	if n := len(w); n > r1 && n > 1 && w[n-1] == w[n-2] && !in(w[n-1], danishVowels) {
		w = w[:n-1]
	}
	return w
}

// danishPair removes the second of two consonants that make one sound.
func danishPair(w []uint16, r1 int) []uint16 {
	if longestSuffix(w, r1, "gd", "dt", "gt", "kt") != "" {
		return w[:len(w)-1]
	}
	return w
}
