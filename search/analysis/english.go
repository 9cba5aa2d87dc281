package analysis

import (
	"slices"
	"sync"
)

var english = knowledge{
	stem:       stemEnglish,
	characters: underscores,
	apart:      true,
	stopWords: `
a able about across after all almost also am among an and any are as at be because been but by
can cannot could dear did do does either else ever every for from get got had has have he her
hers him his how however i if in into is it its just least let like likely may me might most
must my neither no nor not of off often on only or other our own rather said say says she should
since so some than that the their them then there these they this tis to too twas us wants was
we were what when where which while who whom why will with would yet you your`,
	spelling: []SpellingRule{
		{"isation", "ization"},
		{"([iy])s(e|ed|es|er|ers|ing)$", "${1}z${2}"},
		{"our(s|ed|ing|al|ite|ites|able|er|ers|ful)?$", "or${1}"},
		{"([aeiou])ll(ed|ing|er|ers|or|ors|ation|ations)$", "${1}l${2}"},
		{"^(fulfil|enrol|instal)l", "${1}"},
		{"tre(s?)$", "ter${1}"},
		{"og(ue|ues)$", "og"},
		{"programme", "program"},
		{"^(licen|defen|offen)ce", "${1}se"},
		{"^cheque", "check"},
		{"^grey", "gray"},
	},
	endings:    []string{"ing", "ation", "ization", "ment", "ness", "able", "ible", "ence", "ance", "ity", "ive", "ful", "ical", "al"},
	vocabulary: sync.OnceValue(func() *vocabulary { return newVocabulary(&englishCompounds) }),
	thesaurus:  thesaurusList("en"),
	asking:     askingList("en"),
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

// stemEnglish is the Porter stemmer as lunr.js has it. It differs from
// Porter's in a few places (which y becomes i, which letters are undoubled);
// being the same as lunr's is the point. Its source is the stemmer in lunr.js,
// whose regular expressions are spelled out here.
func stemEnglish(w []uint16) []uint16 {
	if len(w) < 3 {
		return w
	}
	y := w[0] == 'y'
	if y {
		w[0] = 'Y' // a consonant
	}
	// A token may be a whole text, and the expressions begin with .+, which does
	// not go beyond a line. Only step 1a has [^s] behind it, and 1c [^aeiou].
	switch end := slices.IndexFunc(w, func(c uint16) bool { return in(c, "\n\r\u2028\u2029") }); {
	case end < 0:
		w = englishSuffixes(w)
	case end > 0 && end == len(w)-2 && w[end+1] == 's':
		w = w[:end+1]
	case end > 0 && end == len(w)-2 && w[end+1] == 'y':
		w[end+1] = 'i'
	}
	if hasSuffix(w, "ll") && measure(w).over1 {
		w = w[:len(w)-1]
	}
	if y {
		w[0] = 'y'
	}
	return w
}

// englishSuffixes is steps 1 to 5a.
func englishSuffixes(w []uint16) []uint16 {
	w = englishPlural(w)
	w = englishPast(w)
	if n := len(w); n >= 3 && w[n-1] == 'y' && !in(w[n-2], "aeiou") {
		w[n-1] = 'i'
	}
	w = englishReplace(w, porter2)
	w = englishReplace(w, porter3)
	w = englishDerivation(w)
	if n := len(w); n >= 2 && w[n-1] == 'e' {
		if m := measure(w[:n-1]); m.over1 || m.is1 && !shortEnding(w[:n-1]) {
			w = w[:n-1]
		}
	}
	return w
}

// englishPlural is step 1a.
func englishPlural(w []uint16) []uint16 {
	n := len(w)
	switch {
	case n >= 5 && hasSuffix(w, "sses"), n >= 4 && hasSuffix(w, "ies"):
		return w[:n-2]
	case n >= 3 && w[n-1] == 's' && w[n-2] != 's':
		return w[:n-1]
	}
	return w
}

// englishPast is step 1b.
func englishPast(w []uint16) []uint16 {
	n := len(w)
	var stem int
	switch {
	case n >= 4 && hasSuffix(w, "eed"):
		if measure(w[:n-3]).over0 {
			w = w[:n-1]
		}
		return w
	case n >= 3 && hasSuffix(w, "ed"):
		stem = n - 2
	case n >= 4 && hasSuffix(w, "ing"):
		stem = n - 3
	default:
		return w
	}
	if !measure(w[:stem]).vowel {
		return w
	}
	w, n = w[:stem], stem
	switch {
	case hasSuffix(w, "at"), hasSuffix(w, "bl"), hasSuffix(w, "iz"):
		return append(w, 'e')
	case n >= 2 && w[n-1] == w[n-2] && !in(w[n-1], "aeiouylsz"):
		return w[:n-1]
	case shortEnding(w):
		return append(w, 'e')
	}
	return w
}

// suffix is an ending and what takes its place.
type suffix struct{ old, new string }

// The suffixes of a step stand before those that they end with.
var (
	porter2 = []suffix{
		{"ational", "ate"},
		{"ization", "ize"},
		{"iveness", "ive"},
		{"fulness", "ful"},
		{"ousness", "ous"},
		{"tional", "tion"},
		{"biliti", "ble"},
		{"entli", "ent"},
		{"ousli", "ous"},
		{"ation", "ate"},
		{"alism", "al"},
		{"aliti", "al"},
		{"iviti", "ive"},
		{"enci", "ence"},
		{"anci", "ance"},
		{"izer", "ize"},
		{"alli", "al"},
		{"ator", "ate"},
		{"logi", "log"},
		{"bli", "ble"},
		{"eli", "e"},
	}
	porter3 = []suffix{
		{"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ness", ""}, {"ful", ""},
	}
)

// englishReplace is steps 2 and 3: it replaces the longest suffix that leaves
// something before it, if what it leaves is long enough.
func englishReplace(w []uint16, suffixes []suffix) []uint16 {
	for _, s := range suffixes {
		at := len(w) - len(s.old)
		if at < 1 || !hasSuffix(w, s.old) {
			continue
		}
		if measure(w[:at]).over0 {
			w = w[:at]
			for _, r := range s.new {
				w = append(w, uint16(r))
			}
		}
		return w
	}
	return w
}

// englishDerivation is step 4.
func englishDerivation(w []uint16) []uint16 {
	if len(w) == 0 {
		return w
	}
	s := longestSuffix(w, 1, "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
		"ive", "ize", "al", "er", "ic", "ou")
	at := len(w) - len(s)
	if s == "" {
		if longestSuffix(w, 1, "sion", "tion") == "" {
			return w
		}
		at = len(w) - len("ion")
	}
	if measure(w[:at]).over1 {
		return w[:at]
	}
	return w
}

// measured tells what lunr asks about the vowels and consonants of a stem.
type measured struct {
	vowel bool // it has a vowel
	over0 bool // Porter's m > 0: a vowel followed by a consonant
	over1 bool // m > 1: twice that
	is1   bool // m = 1
}

// measure follows all ways at once in which lunr's expressions
// [C]VC, [C]VC[V] and [C]VCVC can match, where y may be either; bit i of
// states is set when one of them stands behind the i-th part.
func measure(w []uint16) measured {
	const (
		start = 1 << iota
		c0
		v1
		c1
		v2
		c2
	)
	var states, seen uint8 = start, 0
	for _, c := range w {
		var next uint8
		if !in(c, "aeiou") { // begins a run of consonants
			next |= (states & start) << 1
			next |= states & (v1 | v2) << 1
		}
		if in(c, "aeiouy") { // begins a run of vowels
			if states&(start|c0) != 0 {
				next |= v1
			}
			next |= states & c1 << 1
		} else { // goes on with one
			next |= states & (c0 | c1)
		}
		if in(c, "aeiou") {
			next |= states & (v1 | v2)
		}
		states = next
		seen |= next
	}
	return measured{
		vowel: seen&v1 != 0,
		over0: seen&c1 != 0,
		over1: seen&c2 != 0,
		is1:   states&(c1|v2) != 0,
	}
}

// shortEnding reports whether w is consonants, a vowel and a consonant other
// than w and x: such a stem keeps or gets an e.
func shortEnding(w []uint16) bool {
	n := len(w)
	if n < 3 || in(w[0], "aeiou") || !in(w[n-2], "aeiouy") || in(w[n-1], "aeiouwxy") {
		return false
	}
	for _, c := range w[1 : n-2] {
		if in(c, "aeiouy") {
			return false
		}
	}
	return true
}
