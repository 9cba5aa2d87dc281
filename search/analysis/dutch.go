package analysis

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
	d := dutch{w: w, r1: len(w), r2: len(w)}
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

// dutch is a word that loses its endings; r1 and r2 are where Snowball's
// regions R1 and R2 begin.
type dutch struct {
	w      []uint16
	r1, r2 int
	eFound bool // step 2 has removed an e
}

func (d *dutch) suffixes() {
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
func (d *dutch) derivation() {
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
func (d *dutch) en(at int) {
	if at >= d.r1 && at > 0 && !in(d.w[at-1], dutchVowels) && !hasSuffix(d.w[:at], "gem") {
		d.w = d.w[:at]
		d.undouble()
	}
}

func (d *dutch) e() {
	d.eFound = false
	if at := len(d.w) - 1; at >= d.r1 && at > 0 && d.w[at] == 'e' && !in(d.w[at-1], dutchVowels) {
		d.w = d.w[:at]
		d.eFound = true
		d.undouble()
	}
}

func (d *dutch) undouble() {
	if longestSuffix(d.w, 0, "dd", "kk", "tt") != "" {
		d.w = d.w[:len(d.w)-1]
	}
}
