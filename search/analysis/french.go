package analysis

import (
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

var french = knowledge{
	stem:       stemFrench,
	fold:       foldFrench,
	characters: latinLetters,
	stopWords: `
ai aie aient aies ait as au aura aurai auraient aurais aurait auras aurez auriez aurions aurons
auront aux avaient avais avait avec avez aviez avions avons ayant ayez ayons c ce ceci celà ces cet
cette d dans de des du elle en es est et eu eue eues eurent eus eusse eussent eusses eussiez
eussions eut eux eûmes eût eûtes furent fus fusse fussent fusses fussiez fussions fut fûmes fût
fûtes ici il ils j je l la le les leur leurs lui m ma mais me mes moi mon même n ne nos notre nous
on ont ou par pas pour qu que quel quelle quelles quels qui s sa sans se sera serai seraient serais
serait seras serez seriez serions serons seront ses soi soient sois soit sommes son sont soyez
soyons suis sur t ta te tes toi ton tu un une vos votre vous y à étaient étais était étant étiez
étions été étée étées étés êtes`,
	spelling: []SpellingRule{
		{"[ée]es?$", "e"}, // validée, valider
		{"([aou])s$", "${1}"},
		{"([aou])y(é|e|er)$", "${1}ie"},
		{"([^m])ent$", "${1}e"}, // they who impriment, affichent
		{"(pri|fir|fer|for|nom|som|gram)ment$", "${1}me"},
		{"[èe]res?$", "er"},
		{"([^h])ier$", "${1}ie"},
		{"trices?$", "teur"},
		{"ives?$", "if"},
		{"vaux$", "vail"},
		{"eux$", "eu"},
		{"^clefs?$", "cle"},
	},
	endings: []string{
		"ation", "ement", "issement", "ance", "ence", "able", "ique", "isme", "iste", "ateur", "atrice", "euse", "ant", "ion", "ier",
	},
	elisions:  regexp.MustCompile(`(?i)(^|[^\p{L}\p{M}\p{N}])([cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'`),
	thesaurus: thesaurusList("fr"),
	asking:    askingList("fr"),
}

const frenchVowels = "aeiouyâàëéêèïîôûù"

// stemFrench is the Snowball stemmer for French before its version of 2023:
// https://snowballstem.org/algorithms/french/stemmer.html
func stemFrench(w []uint16) []uint16 {
	markConsonants(w)
	f := frenchWord{w: w, rv: frenchRV(w), r1: len(w), r2: len(w)}
	if p, ok := region(w, 0, frenchVowels); ok {
		f.r1 = p
		if p, ok = region(w, p, frenchVowels); ok {
			f.r2 = p
		}
	}
	if f.standard() || f.verbInI() || f.verb() {
		switch n := len(f.w); {
		case hasSuffix(f.w, "Y"):
			f.w[n-1] = 'i'
		case hasSuffix(f.w, "ç"):
			f.w[n-1] = 'c'
		}
	} else {
		f.residual()
	}
	f.undouble()
	f.unaccent()
	for i, c := range f.w {
		if c == 'I' || c == 'U' || c == 'Y' {
			f.w[i] += 'a' - 'A'
		}
	}
	return f.w
}

// markConsonants makes capitals of the u and i between vowels, of a y beside a
// vowel, and of the u behind a q: they are consonants.
func markConsonants(w []uint16) {
	vowel := func(i int) bool { return i < len(w) && in(w[i], frenchVowels) }
	for i := 0; i < len(w); {
		switch {
		case vowel(i) && i+1 < len(w) && (w[i+1] == 'y' || (w[i+1] == 'u' || w[i+1] == 'i') && vowel(i+2)),
			w[i] == 'q' && i+1 < len(w) && w[i+1] == 'u':
			w[i+1] -= 'a' - 'A' // and once more from here: there is no vowel behind this one any more
		case w[i] == 'y' && vowel(i+1):
			w[i] = 'Y'
		default:
			i++
		}
	}
}

// frenchRV returns where Snowball's region RV begins.
func frenchRV(w []uint16) int {
	if len(w) > 2 && in(w[0], frenchVowels) && in(w[1], frenchVowels) {
		return 3
	}
	if len(w) > 2 && longestSuffix(w[:3], 0, "col", "par", "tap") != "" {
		return 3
	}
	for i := 1; i < len(w); i++ {
		if in(w[i], frenchVowels) {
			return i + 1
		}
	}
	return len(w)
}

// frenchWord is a word that loses its endings; rv, r1 and r2 are where Snowball's
// regions RV, R1 and R2 begin.
type frenchWord struct {
	w          []uint16
	rv, r1, r2 int
}

// ending returns the longest of the endings that the word has behind from, and
// where it begins. They are sorted from long to short.
func (f *frenchWord) ending(from int, endings ...string) (ending string, at int) {
	ending = longestSuffix(f.w, from, endings...)
	return ending, len(f.w) - utf8.RuneCountInString(ending)
}

// replace puts an ending in the place of what stands behind at, unless that is
// before region, and reports whether it has.
func (f *frenchWord) replace(at, region int, ending string) bool {
	if at < region {
		return false
	}
	f.w = append(f.w[:at], utf16.Encode([]rune(ending))...)
	return true
}

// cut removes an ending behind region and reports whether it was there.
func (f *frenchWord) cut(ending string, region int) bool {
	s, at := f.ending(0, ending)
	return s != "" && f.replace(at, region, "")
}

// standard is step 1. It reports whether the steps for verbs are not needed.
func (f *frenchWord) standard() bool {
	s, at := f.ending(0,
		"issements", "issement", "atrices", "amment", "emment", "ements", "atrice", "ateurs", "logies", "ations", "utions", "usions",
		"ateur", "logie", "ation", "ution", "usion", "ement", "iqUes", "ances", "ences", "ables", "ismes", "euses", "istes", "ments",
		"iqUe", "ance", "ence", "able", "isme", "euse", "iste", "ment", "ives", "ités", "eaux", "ive", "ifs", "ité", "aux", "eux", "if")
	switch s {
	case "iqUe", "iqUes", "ance", "ances", "able", "ables", "isme", "ismes", "iste", "istes", "eux":
		return f.replace(at, f.r2, "")
	case "logie", "logies":
		return f.replace(at, f.r2, "log")
	case "usion", "usions", "ution", "utions":
		return f.replace(at, f.r2, "u")
	case "ence", "ences":
		return f.replace(at, f.r2, "ent")
	case "eaux":
		return f.replace(at, 0, "eau")
	case "aux":
		return f.replace(at, f.r1, "al")
	case "euse", "euses":
		return f.replace(at, f.r2, "") || f.replace(at, f.r1, "eux")
	case "issement", "issements":
		return at > 0 && !in(f.w[at-1], frenchVowels) && f.replace(at, f.r1, "")
	case "atrice", "atrices", "ateur", "ateurs", "ation", "ations":
		if !f.replace(at, f.r2, "") {
			return false
		}
		f.ic()
		return true
	case "if", "ifs", "ive", "ives":
		if !f.replace(at, f.r2, "") {
			return false
		}
		if f.cut("at", f.r2) {
			f.ic()
		}
		return true
	case "ement", "ements":
		return f.ement(at)
	case "ité", "ités":
		return f.ite(at)
	}
	f.adverb(s, at)
	return false
}

// ic removes what ic leaves of ique.
func (f *frenchWord) ic() {
	if s, at := f.ending(0, "ic"); s != "" && !f.replace(at, f.r2, "") {
		f.replace(at, 0, "iqU")
	}
}

func (f *frenchWord) ement(at int) bool {
	if !f.replace(at, f.rv, "") {
		return false
	}
	switch s, at := f.ending(0, "iqU", "abl", "ièr", "Ièr", "eus", "iv"); s {
	case "iv":
		if f.replace(at, f.r2, "") {
			f.cut("at", f.r2)
		}
	case "eus":
		_ = f.replace(at, f.r2, "") || f.replace(at, f.r1, "eux")
	case "iqU", "abl":
		f.replace(at, f.r2, "")
	case "ièr", "Ièr":
		f.replace(at, f.rv, "i")
	}
	return true
}

func (f *frenchWord) ite(at int) bool {
	if !f.replace(at, f.r2, "") {
		return false
	}
	switch s, at := f.ending(0, "abil", "ic", "iv"); s {
	case "abil":
		_ = f.replace(at, f.r2, "") || f.replace(at, 0, "abl")
	case "ic":
		f.ic()
	case "iv":
		f.replace(at, f.r2, "")
	}
	return true
}

// adverb takes an ending in ment off, behind which that of a participle shows.
func (f *frenchWord) adverb(s string, at int) {
	switch s {
	case "amment":
		f.replace(at, f.rv, "ant")
	case "emment":
		f.replace(at, f.rv, "ent")
	case "ment", "ments":
		if at > f.rv && in(f.w[at-1], frenchVowels) {
			f.replace(at, 0, "")
		}
	}
}

// verbInI is step 2a, for verbs like finir.
func (f *frenchWord) verbInI() bool {
	s, at := f.ending(f.rv,
		"issaIent", "issantes", "iraIent", "issante", "issants", "issions", "irions", "issais", "issait", "issant", "issent", "issiez",
		"issons", "irais", "irait", "irent", "iriez", "irons", "iront", "isses", "issez", "îmes", "îtes", "irai", "iras", "irez", "isse",
		"ies", "ira", "ît", "ie", "ir", "is", "it", "i")
	return s != "" && at > f.rv && !in(f.w[at-1], frenchVowels) && f.replace(at, 0, "")
}

// verb is step 2b, for other verbs.
func (f *frenchWord) verb() bool {
	s, at := f.ending(f.rv,
		"eraIent", "assions", "erions", "assent", "assiez", "èrent", "erais", "erait", "eriez", "erons", "eront", "aIent", "antes", "asses",
		"âmes", "âtes", "ions", "erai", "eras", "erez", "asse", "ante", "ants", "era", "iez", "ais", "ait", "ant", "ées",
		"ât", "ai", "as", "ée", "er", "és", "ez", "a", "é")
	switch s {
	case "":
		return false
	case "ions":
		return f.replace(at, f.r2, "")
	case "eraIent", "erions", "èrent", "erais", "erait", "eriez", "erons", "eront", "erai", "eras", "erez", "era", "iez",
		"ées", "ée", "er", "és", "ez", "é":
		return f.replace(at, 0, "")
	}
	f.replace(at, 0, "")
	f.cut("e", f.rv)
	return true
}

// residual is step 4, for words that are no verbs.
func (f *frenchWord) residual() {
	if n := len(f.w); n > 1 && f.w[n-1] == 's' && !in(f.w[n-2], "aiousè") {
		f.w = f.w[:n-1]
	}
	switch s, at := f.ending(f.rv, "Ière", "ière", "ion", "Ier", "ier", "e", "ë"); s {
	case "ion":
		if at > f.rv && in(f.w[at-1], "st") {
			f.replace(at, f.r2, "")
		}
	case "Ière", "ière", "Ier", "ier":
		f.replace(at, 0, "i")
	case "e":
		f.replace(at, 0, "")
	case "ë":
		if at-2 >= f.rv && hasSuffix(f.w[:at], "gu") {
			f.replace(at, 0, "")
		}
	}
}

func (f *frenchWord) undouble() {
	if s, _ := f.ending(0, "eill", "ell", "enn", "onn", "ett"); s != "" {
		f.w = f.w[:len(f.w)-1]
	}
}

// unaccent makes an e of é or è before the consonants at the end.
func (f *frenchWord) unaccent() {
	i := len(f.w) - 1
	for i >= 0 && !in(f.w[i], frenchVowels) {
		i--
	}
	if i >= 0 && i < len(f.w)-1 && in(f.w[i], "éè") {
		f.w[i] = 'e'
	}
}

// foldFrench drops the accents of a word, as lunr-languages does before it stems
// a word of a French index.
func foldFrench(w []uint16) []uint16 {
	return utf16.Encode([]rune(frenchAccents.Replace(string(utf16.Decode(w)))))
}

var frenchAccents = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "î", "i", "ï", "i",
	"ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "ÿ", "y", "æ", "ae", "œ", "oe")
