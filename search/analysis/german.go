package analysis

import (
	"slices"
	"strings"
	"sync"
)

var german = knowledge{
	stem:       stemGerman,
	characters: latinLetters,
	stopWords: `
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes
anderm andern anderr anders auch auf aus bei bin bis bist da damit dann das dasselbe dazu daß
dein deine deinem deinen deiner deines dem demselben den denn denselben der derer derselbe
derselben des desselben dessen dich die dies diese dieselbe dieselben diesem diesen dieser
dieses dir doch dort du durch ein eine einem einen einer eines einig einige einigem einigen
einiger einiges einmal er es etwas euch euer eure eurem euren eurer eures für gegen gewesen hab
habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres
im in indem ins ist jede jedem jeden jeder jedes jene jenem jenen jener jenes jetzt kann kein
keine keinem keinen keiner keines können könnte machen man manche manchem manchen mancher
manches mein meine meinem meinen meiner meines mich mir mit muss musste nach nicht nichts noch
nun nur ob oder ohne sehr sein seine seinem seinen seiner seines selbst sich sie sind so solche
solchem solchen solcher solches soll sollte sondern sonst um und uns unse unsem unsen unser
unses unter viel vom von vor war waren warst was weg weil weiter welche welchem welchen welcher
welches wenn werde werden wie wieder will wir wird wirst wo wollen wollte während würde würden
zu zum zur zwar zwischen über`,
	spelling: []SpellingRule{
		{"(er|ent|ant|ist|or|eur)in(nen)?$", "${1}"}, // Anwenderin, Anwender
		{"eln$", "el"}, // Schlüsseln, Schlüssel
		{"(kont|risik)en$", "${1}o"},
		{"(firm|them)en$", "${1}a"},
		{"ß", "ss"},
		{"ae", "a"},
		{"oe", "o"},
		{"(^|[^aeq])ue", "${1}u"}, // but neuen is not neun
	},
	endings:    []string{"ung", "heit", "keit", "igkeit", "lich", "isch"},
	detached:   "ab an auf aus bei ein fest frei her hin los mit nach um vor weg weiter zu zurück zusammen",
	vocabulary: sync.OnceValue(func() *vocabulary { return newVocabulary(&germanCompounds) }),
	thesaurus:  thesaurusList("de"),
	asking:     askingList("de"),
}

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

const germanVowels = "aeiouyäöü"

// stemGerman is the Snowball stemmer for German before its version of 2023:
// https://snowballstem.org/algorithms/german/stemmer.html
func stemGerman(w []uint16) []uint16 {
	for i := 0; i < len(w); i++ {
		if w[i] == 'ß' {
			w = slices.Replace(w, i, i+1, 's', 's')
		}
	}
	// u and y between vowels are consonants; capitals mark them.
	for i := 0; i+2 < len(w); i++ {
		if (w[i+1] == 'u' || w[i+1] == 'y') && in(w[i], germanVowels) && in(w[i+2], germanVowels) {
			w[i+1] -= 'a' - 'A'
		}
	}
	r1, r2 := len(w), len(w)
	if len(w) >= 3 {
		if p, ok := region(w, 0, germanVowels); ok {
			r1 = max(p, 3)
			if p, ok = region(w, p, germanVowels); ok {
				r2 = p
			}
		}
	}
	w = germanSuffixes(w, r1, r2)
	for i, c := range w {
		switch c {
		case 'Y':
			w[i] = 'y'
		case 'U', 'ü':
			w[i] = 'u'
		case 'ä':
			w[i] = 'a'
		case 'ö':
			w[i] = 'o'
		}
	}
	return w
}

func germanSuffixes(w []uint16, r1, r2 int) []uint16 {
	s := longestSuffix(w, 0, "ern", "em", "en", "er", "es", "e", "s")
	if at := len(w) - len(s); s != "" && at >= r1 {
		switch s {
		case "em", "ern", "er":
			w = w[:at]
		case "e", "en", "es":
			w = w[:at]
			if hasSuffix(w, "niss") {
				w = w[:len(w)-1]
			}
		case "s":
			if at > 0 && in(w[at-1], "bdfghklmnrt") {
				w = w[:at]
			}
		}
	}

	s = longestSuffix(w, 0, "est", "en", "er", "st")
	if at := len(w) - len(s); s != "" && at >= r1 {
		if s != "st" || at >= 4 && in(w[at-1], "bdfghklmnt") {
			w = w[:at]
		}
	}

	s = longestSuffix(w, 0, "lich", "isch", "heit", "keit", "end", "ung", "ig", "ik")
	at := len(w) - len(s)
	if s == "" || at < r2 {
		return w
	}
	switch s {
	case "end", "ung":
		w = w[:at]
		if at -= 2; hasSuffix(w, "ig") && !hasSuffix(w, "eig") && at >= r2 {
			w = w[:at]
		}
	case "ig", "ik", "isch":
		if at == 0 || w[at-1] != 'e' {
			w = w[:at]
		}
	case "lich", "heit":
		w = w[:at]
		if at -= 2; (hasSuffix(w, "er") || hasSuffix(w, "en")) && at >= r1 {
			w = w[:at]
		}
	case "keit":
		w = w[:at]
		s = longestSuffix(w, 0, "lich", "ig")
		if at -= len(s); at >= r2 {
			w = w[:at]
		}
	}
	return w
}
