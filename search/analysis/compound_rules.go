package analysis

import (
	"strings"
	"unicode/utf8"
)

// grammar is what a language does to the words of a compound.
type grammar struct {
	lang      string
	rules     []rule
	prefixes  []string            // make new words, but are none
	particles []string            // the same before words that are never parts
	suffixes  []string            // of nouns, with the linking element that they always have
	spellings []*strings.Replacer // of people without the letters of the language
	endings   []string            // of inflection, for words of a hub
}

// rule gives forms to the words of a class.
type rule struct {
	class   string
	ends    string                     // the word ends with one of these; with anything if empty
	not     string                     // and with none of these
	cut     string                     // taken off the end
	respell func(stem string) []string // how the stem is spelled before the endings; nil: as it is
	add     string                     // endings; "-" is none
	role    role
	cost    int
	derived bool // the first ending makes a word of its own, the others inflect it
	derives bool // prefixes may stand before it
}

type role uint8

const (
	first role = 1 << iota // before others
	last                   // behind others, or the whole word
	alone                  // the whole word, with particles before it
	both  = first | last
)

const strongGerman = "ung heit keit schaft ion tät ling"

var germanCompounds = grammar{
	lang: "de",
	rules: []rule{
		{class: "nouns", add: "-", role: last, derives: true},
		{class: "nouns", not: strongGerman + " e", add: "-", role: first, derives: true},
		{class: "nouns", ends: strongGerman, add: "s", role: first, derives: true},
		{class: "nouns", ends: strongGerman, add: "-", role: first, cost: 3, derives: true},
		{class: "nouns", ends: "ung heit keit schaft ion tät", add: "en", role: both, cost: 1, derives: true},
		{class: "nouns", not: strongGerman + " e s z x ß sch", add: "s", role: both, cost: 1, derives: true},
		{class: "nouns", not: strongGerman + " e el er en a o i y", add: "es en er e", role: both, cost: 2, derives: true},
		{class: "nouns", not: strongGerman + " e el er en a o i y", add: "ern", role: last, cost: 2, derives: true},
		{class: "nouns", ends: "e", add: "n", role: both, derives: true},
		{class: "nouns", ends: "e", add: "-", role: first, cost: 1, derives: true},
		{class: "nouns", ends: "e", cut: "e", add: "-", role: first, cost: 2},
		{class: "nouns", ends: "el er", add: "n", role: both, cost: 1, derives: true},
		{class: "nouns", ends: "in", add: "nen", role: both, cost: 1, derives: true},
		{class: "nouns", ends: "um", cut: "um", add: "en", role: both, cost: 1},
		{class: "nouns", ends: "ius kus mus nus rus sus", cut: "us", add: "en", role: both, cost: 1},
		{class: "nouns", ends: "a", cut: "a", add: "en", role: both, cost: 1},
		{class: "nouns", ends: "nis", add: "se sen ses", role: both, cost: 1},
		{class: "nouns", ends: "el er en", respell: umlaut, add: "-", role: both, cost: 1},
		{class: "nouns", ends: "el er", respell: umlaut, add: "n", role: last, cost: 1},
		{class: "nouns", not: strongGerman + " e el er en", respell: umlaut, add: "e er en ern", role: both, cost: 2},
		{class: "nouns", ends: "e", add: "s", role: last, cost: 2},

		{class: "verbs", ends: "en", cut: "en", add: "-", role: first, cost: 2, derives: true},
		{class: "verbs", ends: "en", cut: "en", add: "e", role: first, cost: 4, derives: true},
		{class: "verbs", ends: "eln ern", cut: "n", add: "-", role: first, cost: 2, derives: true},
		{class: "verbs", ends: "en", cut: "en", add: "ung ungen", role: last, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "en", cut: "en", add: "ung ungs", role: first, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "en", cut: "en", add: "er ern ers", role: both, cost: 2, derived: true, derives: true},
		{class: "verbs", ends: "en", cut: "en", add: "erin erinnen", role: both, cost: 2, derived: true, derives: true},
		{class: "verbs", ends: "ern", cut: "n", add: "ung ungen", role: last, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "ern", cut: "n", add: "ung ungs", role: first, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "eln", cut: "eln", add: "lung lungen", role: last, cost: 1, derived: true, derives: true},
		{class: "verbs", ends: "eln", cut: "eln", add: "lung lungs", role: first, cost: 1, derived: true, derives: true},
		{class: "verbs", add: "- d de den der des dem s", role: alone},
		{class: "verbs", ends: "en", cut: "en", add: "t te ten tet est e", role: alone},
		{class: "verbs", ends: "den ten", cut: "en", add: "et ete eten", role: alone},
		{class: "verbs", ends: "eln ern", cut: "n", add: "t te ten nd nde nden", role: alone},
		{class: "verbs", cut: "en", add: "bar bare baren barer bares barkeit", role: alone},

		{class: "adjectives", add: "-", role: first, cost: 1},
		{class: "adjectives", add: "- e en er es em ere eren", role: alone},
		{class: "final", add: "- e er es en em", role: last, cost: 1},
		{class: "first", add: "-", role: first},
		{class: "first", ends: "e", add: "n", role: first},
		{class: "whole", add: "-", role: alone},

		{class: "hub", add: "-", role: both},
		{class: "hub", ends: strongGerman, add: "s", role: first},
		{class: "hub", not: strongGerman, add: "s n en", role: first, cost: 2},
	},
	prefixes: strings.Fields("ab an auf aus be bei durch ein ent er fehl fort her hin los miss mit nach rück rueck " +
		"über ueber um un unter ur ver vor voran voraus vorbei weg weiter wieder zer zu zurück zusammen heraus herunter hinzu"),
	particles: strings.Fields("ab an auf aus be bei bereit dar durch ein ent er fehl fern fertig fest fort frei ge gegen gleich gut her " +
		"heraus herunter hin hinter hinzu hoch kenn klar los miss mit nach nieder offen rück sicher statt teil über um un unter " +
		"ver vor voran voraus vorbei voll wahr weg weiter wieder zer zu zurück zusammen"),
	suffixes:  []string{"ungs", "heits", "keits", "schafts", "ions", "täts"},
	spellings: []*strings.Replacer{strings.NewReplacer("ß", "ss"), strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")},
	endings:   []string{"en", "n", "e", "er", "es", "s"},
}

// umlaut returns a German stem with its last a, o, u or au as ä, ö, ü or äu.
func umlaut(stem string) []string {
	i := strings.LastIndexAny(stem, "aouäöü")
	if i < 0 {
		return nil
	}
	if stem[i] == 'u' && i > 0 && (stem[i-1] == 'a' || stem[i-1] == 'e') {
		i--
	}
	switch stem[i] {
	case 'a':
		return []string{stem[:i] + "ä" + stem[i+1:]}
	case 'o':
		return []string{stem[:i] + "ö" + stem[i+1:]}
	case 'u':
		return []string{stem[:i] + "ü" + stem[i+1:]}
	}
	return nil
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

// In English only words that are often joined stand in the list.
var englishCompounds = grammar{
	lang: "en",
	rules: []rule{
		{class: "nouns", add: "-", role: both},
		{class: "nouns", not: "s", add: "s", role: last},
		{class: "nouns", ends: "ch sh s x", add: "es", role: last},
		{class: "first", add: "-", role: first},
		{class: "whole", add: "-", role: alone},
	},
}
