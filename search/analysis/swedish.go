package analysis

import "sync"

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
	spelling: []SpellingRule{{"å|aa", "a"}, {"ä|ae", "a"}, {"ö|oe", "o"}},
	endings:  []string{"het", "heten", "heter", "arna", "erna", "orna", "ande", "ade"},
	synonyms: sync.OnceValue(func() [][]string { return readSynonyms("sv") }),
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
