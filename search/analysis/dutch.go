package analysis

import (
	"strings"
	"sync"
)

var dutch = knowledge{
	stem:       stemDutch,
	characters: latinLetters,
	stopWords: `
aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een
eens en er ge geen geweest haar had heb hebben heeft hem het hier hij hoe hun iemand iets ik in
is ja je kan kon kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat
onder ons ook op over reeds te tegen toch toen tot u uit uw van veel voor want waren was wat
werd wezen wie wil worden wordt zal ze zelf zich zij zijn zo zonder zou`,
	stopEmpty: true,
	spelling: []SpellingRule{
		{"ij", "y"},
		{"zen$", "sen"},
		{"ven$", "fen"},
		{"'s$", ""},
		{"ën$", "e"}, // foto's, kopieën
		// The stemmer undoubles d, k and t only: mappen, map.
		{"bben$", "b"},
		{"ffen$", "f"},
		{"ggen$", "g"},
		{"llen$", "l"},
		{"mmen$", "m"},
		{"nnen$", "n"},
		{"ppen$", "p"},
		{"rren$", "r"},
		{"ssen$", "s"},
	},
	endings:    []string{"ing", "heid", "heden", "lijk", "baar"},
	detached:   "aan af bij door in mee na om op over samen terug toe uit vast voor weg",
	vocabulary: sync.OnceValue(func() *vocabulary { return newVocabulary(&dutchCompounds) }),
	thesaurus:  thesaurusList("nl"),
	asking:     askingList("nl"),
}

var dutchCompounds = grammar{
	lang: "nl",
	rules: []rule{
		{class: "nouns", add: "-", role: both, derives: true},
		{class: "nouns", not: "s x z", add: "s", role: both, cost: 1, derives: true},
		{class: "nouns", not: "e a o i y eer", respell: openDutch, add: "en", role: both, cost: 1, derives: true},
		{class: "nouns", ends: "eer", respell: openDutch, add: "en", role: both, cost: 7}, // verbs end with eren
		{class: "nouns", not: "e a o i y ing el er en heid", respell: openDutch, add: "e", role: first, cost: 3},
		{class: "nouns", ends: "e", add: "n", role: both, cost: 1, derives: true},
		{class: "nouns", ends: "ie", add: "ën", role: both, cost: 1, derives: true},
		{class: "nouns", ends: "heid", cut: "heid", add: "heden", role: both, cost: 1, derives: true},
		{class: "nouns", ends: "er or eur", add: "sters", role: last, cost: 3},
		{class: "nouns", not: "e a o i y m n l r w", add: "je jes", role: last, cost: 2},
		{class: "nouns", ends: "e a o i y n l r w", respell: withT, add: "je jes", role: last, cost: 2},

		{class: "verbs", ends: "en", cut: "en", respell: closedDutch, add: "-", role: first, cost: 2, derives: true},
		{class: "verbs", ends: "aan ien", cut: "n", add: "-", role: first, cost: 2},
		{class: "verbs", ends: "en", cut: "en", add: "ing ingen ings", role: both, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "en", cut: "en", add: "er ers", role: both, cost: 2, derived: true, derives: true},
		{class: "verbs", add: "- d de den", role: alone},
		{class: "verbs", ends: "en", cut: "en", add: "t te ten de den d baar bare", role: alone},
		{class: "verbs", ends: "en", cut: "en", respell: closedDutch, add: "- t te ten de den d baar", role: alone},

		{class: "adjectives", add: "-", role: first, cost: 1},
		{class: "final", add: "- e er", role: last, cost: 1},
		{class: "adjectives", add: "- e er ere", role: alone},
		{class: "adjectives", respell: openDutch, add: "e er ere", role: alone},
		{class: "final", respell: openDutch, add: "e", role: last, cost: 1},
		{class: "first", add: "-", role: first},
		{class: "whole", add: "-", role: alone},

		{class: "hub", add: "-", role: both},
		{class: "hub", not: "s x z", add: "s", role: first, cost: 2},
	},
	prefixes: strings.Fields("aan af be bij door her in mee mis na om on onder ont op over samen tegen terug toe uit ver voor vooruit weg"),
	particles: strings.Fields("aan af be bij door er ge goed her in klaar los mee mis na om on onder ont op over plaats samen tegen terug " +
		"toe uit vast ver vol voor vooruit vrij waar weg"),
	suffixes: []string{"ings", "heids", "teits", "schaps", "ions"},
	endings:  []string{"en", "n", "s"},
}

// withT returns the stem of diminutives such as treintje.
func withT(word string) []string { return []string{word + "t"} }

// openDutch returns how a Dutch word may be spelled before an ending with a
// vowel: kat as katt, maan as man, huis as huiz.
func openDutch(word string) []string {
	n := len(word)
	if n < 3 {
		return []string{word}
	}
	c, v, w := word[n-1], word[n-2], word[n-3]
	stems := []string{word}
	switch {
	case vowel(c) || c == 'w' || c == 'x':
	case strings.IndexByte("aeou", v) >= 0 && v == w:
		stems = []string{word[:n-2] + string(c)}
	case strings.IndexByte("aeiou", v) >= 0 && !vowel(w):
		stems[0] = word + string(c)
		if strings.ContainsAny(word[:n-2], "aeiou") { // artikelen, but roosters
			stems = append(stems, word)
		}
	}
	if voiced := map[byte]string{'f': "v", 's': "z"}[c]; voiced != "" {
		open := stems[0]
		stems = append(stems, open[:len(open)-1]+voiced)
	}
	return stems
}

// closedDutch returns how the stem of a Dutch verb may be spelled without an
// ending: zwemm as zwem, kok as kook, schrijv as schrijf.
func closedDutch(stem string) []string {
	n := len(stem)
	if n < 3 {
		return []string{stem}
	}
	switch stem[n-1] {
	case 'v':
		stem = stem[:n-1] + "f"
	case 'z':
		stem = stem[:n-1] + "s"
	}
	c, v, w := stem[n-1], stem[n-2], stem[n-3]
	switch {
	case vowel(c):
	case c == v:
		return []string{stem[:n-1]}
	case strings.IndexByte("aeou", v) >= 0 && !vowel(w):
		long := stem[:n-1] + string(v) + string(c)
		if v == 'e' && n > 4 { // rekenen has a short one, registreren a long one
			return []string{stem, long}
		}
		return []string{long}
	}
	return []string{stem}
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

const dutchVowels = "aeiouyè"

// stemDutch is the older Snowball stemmer for Dutch, by Martin Porter:
// https://snowballstem.org/algorithms/dutch/stemmer.html
func stemDutch(w []uint16) []uint16 {
	for i, c := range w {
		switch c {
		case 'á', 'ä':
			w[i] = 'a'
		case 'é', 'ë':
			w[i] = 'e'
		case 'í', 'ï':
			w[i] = 'i'
		case 'ó', 'ö':
			w[i] = 'o'
		case 'ú', 'ü':
			w[i] = 'u'
		}
	}
	// An initial y, a y behind a vowel and an i between vowels are consonants;
	// capitals mark them.
	if len(w) > 0 && w[0] == 'y' {
		w[0] = 'Y'
	}
	for i := 0; i+1 < len(w); i++ {
		if !in(w[i], dutchVowels) {
			continue
		}
		if w[i+1] == 'y' || w[i+1] == 'i' && i+2 < len(w) && in(w[i+2], dutchVowels) {
			w[i+1] -= 'a' - 'A'
		}
	}
	d := dutchWord{w: w, r1: len(w), r2: len(w)}
	if p, ok := region(w, 0, dutchVowels); ok {
		d.r1 = max(p, 3)
		if p, ok = region(w, p, dutchVowels); ok {
			d.r2 = p
		}
	}
	d.suffixes()
	for i, c := range d.w {
		if c == 'Y' || c == 'I' {
			d.w[i] += 'a' - 'A'
		}
	}
	return d.w
}

// dutchWord is a word that loses its endings; r1 and r2 are where Snowball's
// regions R1 and R2 begin.
type dutchWord struct {
	w      []uint16
	r1, r2 int
	eFound bool // step 2 has removed an e
}

func (d *dutchWord) suffixes() {
	s := longestSuffix(d.w, 0, "heden", "ene", "en", "se", "s")
	at := len(d.w) - len(s)
	switch s {
	case "heden":
		if at >= d.r1 {
			d.w = append(d.w[:at], 'h', 'e', 'i', 'd')
		}
	case "ene", "en":
		d.en(at)
	case "se", "s":
		if at >= d.r1 && at > 0 && !in(d.w[at-1], dutchVowels+"j") {
			d.w = d.w[:at]
		}
	}

	d.e()

	if at = len(d.w) - len("heid"); hasSuffix(d.w, "heid") && at >= d.r2 && (at == 0 || d.w[at-1] != 'c') {
		d.w = d.w[:at]
		if hasSuffix(d.w, "en") {
			d.en(at - len("en"))
		}
	}

	d.derivation()

	// maan, brood: a long vowel loses a letter.
	n := len(d.w)
	if n >= 4 && !in(d.w[n-1], dutchVowels+"I") && d.w[n-2] == d.w[n-3] && in(d.w[n-2], "aeou") &&
		!in(d.w[n-4], dutchVowels) {
		d.w[n-2] = d.w[n-1]
		d.w = d.w[:n-1]
	}
}

// derivation removes the endings that make words of words.
func (d *dutchWord) derivation() {
	s := longestSuffix(d.w, 0, "lijk", "baar", "end", "ing", "bar", "ig")
	at := len(d.w) - len(s)
	if s == "" || at < d.r2 {
		return
	}
	switch s {
	case "end", "ing":
		d.w = d.w[:at]
		if at -= 2; hasSuffix(d.w, "ig") && at >= d.r2 && !hasSuffix(d.w, "eig") {
			d.w = d.w[:at]
			return
		}
		d.undouble()
	case "ig":
		if at == 0 || d.w[at-1] != 'e' {
			d.w = d.w[:at]
		}
	case "lijk":
		d.w = d.w[:at]
		d.e()
	case "baar":
		d.w = d.w[:at]
	case "bar":
		if d.eFound {
			d.w = d.w[:at]
		}
	}
}

// en removes the ending that begins there if it follows a consonant and is
// not that of -gemen.
func (d *dutchWord) en(at int) {
	if at >= d.r1 && at > 0 && !in(d.w[at-1], dutchVowels) && !hasSuffix(d.w[:at], "gem") {
		d.w = d.w[:at]
		d.undouble()
	}
}

func (d *dutchWord) e() {
	d.eFound = false
	if at := len(d.w) - 1; at >= d.r1 && at > 0 && d.w[at] == 'e' && !in(d.w[at-1], dutchVowels) {
		d.w = d.w[:at]
		d.eFound = true
		d.undouble()
	}
}

func (d *dutchWord) undouble() {
	if longestSuffix(d.w, 0, "dd", "kk", "tt") != "" {
		d.w = d.w[:len(d.w)-1]
	}
}
