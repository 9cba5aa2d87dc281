package analysis

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
