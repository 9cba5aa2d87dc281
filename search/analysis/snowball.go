package analysis

// The stemmers work on UTF-16 code units because lunr-languages does: a
// character beyond U+FFFF counts as two there, which moves the regions that
// suffixes are looked for in.

// hasSuffix reports whether w ends with suffix, whose characters are all in
// the Basic Multilingual Plane.
func hasSuffix(w []uint16, suffix string) bool {
	n := 0
	for range suffix {
		n++
	}
	if n > len(w) {
		return false
	}
	i := len(w) - n
	for _, r := range suffix {
		if w[i] != uint16(r) {
			return false
		}
		i++
	}
	return true
}

// longestSuffix returns the longest of the suffixes, which are sorted
// from long to short, that w[from:] ends with, and "" if none does.
func longestSuffix(w []uint16, from int, suffixes ...string) string {
	if from > len(w) {
		return ""
	}
	for _, s := range suffixes {
		if hasSuffix(w[from:], s) {
			return s
		}
	}
	return ""
}

// in reports whether c is one of the characters of set.
func in(c uint16, set string) bool {
	for _, r := range set {
		if c == uint16(r) {
			return true
		}
	}
	return false
}

// region returns the place behind the first non-vowel that follows a vowel at
// or after from, and false if there is no such place.
func region(w []uint16, from int, vowels string) (int, bool) {
	i := from
	for i < len(w) && !in(w[i], vowels) {
		i++
	}
	for i < len(w) && in(w[i], vowels) {
		i++
	}
	return i + 1, i < len(w)
}
