package analysis

import (
	"strings"
	"sync"
	"unicode/utf8"
)

var swedish = knowledge{
	stem:       stemSwedish,
	characters: latinLetters,
	stopWords: `
alla allt att av blev bli blir blivit de dem den denna deras dess dessa det detta dig din dina
ditt du där då efter ej eller en er era ert ett från för ha hade han hans har henne hennes hon
honom hur här i icke ingen inom inte jag ju kan kunde man med mellan men mig min mina mitt mot
mycket ni nu när någon något några och om oss på samma sedan sig sin sina sitta själv skulle som
så sådan sådana sådant till under upp ut utan vad var vara varför varit varje vars vart vem vi
vid vilka vilkas vilken vilket vår våra vårt än är åt över`,
	spelling: []SpellingRule{
		{"å|aa", "a"},
		{"ä|ae", "a"},
		{"ö|oe", "o"},
		// An e comes and goes in front of l and r; stems keep such forms apart.
		{"numr(et|en|ets|ens)$", "nummer"},
		{"([bdfgkpstv])l(ar|arna|ars|arnas|er|erna|et|en|ets|ens)$", "${1}el"},
		{"([bdfgkpstv])r(et|en|ets|ens)$", "${1}er"},
	},
	endings:    []string{"het", "heten", "heter", "arna", "erna", "orna", "ande", "ade"},
	vocabulary: sync.OnceValue(func() *vocabulary { return newVocabulary(&swedishCompounds) }),
	thesaurus:  thesaurusList("sv"),
	asking:     askingList("sv"),
}

const linkedSwedish = "ning het skap ion itet dom nad tidning"

var swedishCompounds = grammar{
	lang: "sv",
	rules: []rule{
		{class: "nouns", add: "-", role: last, derives: true},
		{class: "nouns", not: linkedSwedish + " a e are", add: "-", role: first, derives: true},
		{class: "nouns", ends: linkedSwedish, add: "-", role: first, cost: 3, derives: true},
		{class: "nouns", ends: linkedSwedish, add: "s", role: first, derives: true},
		{class: "nouns", not: linkedSwedish + " a e s x z", add: "s", role: first, cost: 1, derives: true},
		{class: "nouns", ends: "a", add: "-", role: first, cost: 1, derives: true},
		{class: "nouns", ends: "a", cut: "a", add: "-", role: first, cost: 1, derives: true},
		{class: "nouns", ends: "a", cut: "a", add: "e o", role: first, cost: 4},
		{class: "nouns", ends: "else nde", add: "-", role: first, derives: true},
		{class: "nouns", ends: "e", not: "else nde are", add: "-", role: first, cost: 1, derives: true},
		{class: "nouns", ends: "e", not: "else nde are", add: "s", role: first, cost: 2, derives: true},
		{class: "nouns", ends: "e", not: "else nde are", cut: "e", add: "- s", role: first, cost: 3, derives: true},
		{class: "nouns", ends: "are", cut: "e", add: "-", role: first, derives: true},
		{class: "nouns", ends: "are", add: "-", role: first, cost: 4},

		{class: "nouns", not: "a e i o u y å ä ö", add: "s en et er ar erna arna ens ets ers ars ernas arnas", role: last, cost: 1, derives: true},
		{class: "nouns", ends: "or ar er el en an ll", add: "n t ns ts", role: last, cost: 1, derives: true},
		{class: "nouns", ends: "a", add: "n ns s", role: last, cost: 1, derives: true},
		{class: "nouns", ends: "a", cut: "a", add: "or orna ors ornas", role: last, cost: 1, derives: true},
		{class: "nouns", ends: "e i o u y å ä ö", add: "n t r s na ns ts rna nas rnas er erna", role: last, cost: 1, derives: true},
		{class: "nouns", ends: "e", cut: "e", add: "ar arna ars arnas", role: last, cost: 1, derives: true},
		{class: "nouns", ends: "are", cut: "e", add: "na nas", role: last, cost: 1, derives: true},
		{class: "nouns", ends: "um", cut: "um", add: "er et erna ets", role: last, cost: 1},
		{class: "nouns", respell: shortSwedish, add: "en et er ar erna arna ens ets a", role: last, cost: 1, derives: true},

		{class: "verbs", ends: "a", cut: "a", add: "-", role: first, cost: 2, derives: true},
		{class: "verbs", ends: "å", add: "-", role: first, cost: 3},
		{class: "verbs", ends: "a", cut: "a", add: "ning ningar ningen ningarna", role: last, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "a", cut: "a", add: "ning nings", role: first, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "na", cut: "na", add: "ning ningar ningen ningarna", role: last, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "na", cut: "na", add: "ning nings", role: first, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "ra la da ga", cut: "a", add: "ing ingar ingen ingarna", role: last, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "ra la da ga", cut: "a", add: "ing ings", role: first, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "a", cut: "a", add: "are aren arna ares arens arnas", role: last, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "a", cut: "a", add: "are ar", role: first, cost: 2, derived: true, derives: true},
		{class: "verbs", ends: "a", cut: "a", add: "ande anden andet andena", role: last, cost: 2, derived: true, derives: true},
		{class: "verbs", ends: "a", add: "- r s t d de des ts nde", role: alone},
		{class: "verbs", ends: "a", cut: "a", add: "er te t tes ts s ad ade de d dd", role: alone},
		{class: "verbs", ends: "å", add: "- r tt dde ende", role: alone},

		{class: "adjectives", add: "-", role: first, cost: 1},
		{class: "adjectives", add: "- t a are ast aste het", role: alone},
		{class: "final", add: "- t a", role: last, cost: 1},
		{class: "first", add: "-", role: first},
		{class: "whole", add: "- s", role: alone},

		{class: "hub", add: "-", role: both},
		{class: "hub", not: "s x z", add: "s", role: first, cost: 2},
	},
	prefixes: strings.Fields("an av be bi bort efter fram från för före för genom in kring med miss mot ned ner om på " +
		"sam till tillbaka under upp ur ut utan vid vidare åter över"),
	particles: strings.Fields("an av be bi bort del efter er fast fram från fri färdig för före genom god in kring med miss mot ned ner o om på " +
		"sam till tillbaka under upp ur ut vid vidare åter över"),
	suffixes:  []string{"nings", "hets", "ions", "tets", "skaps"},
	spellings: []*strings.Replacer{strings.NewReplacer("å", "aa", "ä", "ae", "ö", "oe")},
	endings:   []string{"arna", "erna", "orna", "en", "et", "ar", "er", "or", "a", "n", "r", "t", "s"},
	elides:    true,
}

// shortSwedish returns the Swedish word with its last consonant doubled, as in
// rummet, or without the vowel before it, as in numret, sedlar and mönstret.
func shortSwedish(word string) []string {
	n := len(word)
	if n < 3 {
		return nil
	}
	stem, c := word[:n-2], word[n-1:]
	switch word[n-2:] {
	case "el", "er", "en":
		if len(stem) > 2 && stem[len(stem)-1] == stem[len(stem)-2] {
			return []string{stem[:len(stem)-1] + c, stem + c}
		}
		return []string{stem + c}
	}
	if v, _ := utf8.DecodeLastRuneInString(word[:n-1]); strings.IndexByte("mn", word[n-1]) >= 0 && strings.ContainsRune(swedishVowels, v) {
		return []string{word + c}
	}
	return nil
}

const swedishVowels = "aeiouyäåö"

// stemSwedish is the Snowball stemmer for Swedish:
// https://snowballstem.org/algorithms/swedish/stemmer.html
func stemSwedish(w []uint16) []uint16 {
	r1 := len(w)
	if p, ok := region(w, 0, swedishVowels); ok {
		r1 = max(p, 3)
	}

	s := longestSuffix(w, r1,
		"heterna", "hetens", "anden", "andes", "andet", "arens", "arnas", "ernas", "heten", "heter", "ornas",
		"ades", "ande", "aren", "arna", "arne", "aste", "erna", "erns", "orna",
		"ade", "are", "ast", "ens", "ern", "het", "ad", "ar", "as", "at", "en", "er", "es", "or", "a", "e", "s")
	if at := len(w) - len(s); s != "s" || at > 0 && in(w[at-1], "bcdfghjklmnoprtvy") {
		w = w[:at]
	}

	if longestSuffix(w, r1, "dd", "gd", "nn", "dt", "gt", "kt", "tt") != "" {
		w = w[:len(w)-1]
	}

	switch s = longestSuffix(w, r1, "fullt", "lig", "els", "ig"); {
	case s == "fullt", len(w)-4 >= r1 && hasSuffix(w, "löst"):
		w = w[:len(w)-1]
	case s != "":
		w = w[:len(w)-len(s)]
	}
	return w
}
