package analysis

import "slices"

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
