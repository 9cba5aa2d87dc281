package personname

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bare is a word in small letters without dots and the like: "Ph.D." is phd.
func bare(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, word)
}

var (
	// addresses say how somebody is spoken to, and titles that nearly nobody
	// writes behind a name. They are never part of it.
	addresses = strings.Fields("dr drs ddr prof professor mr mrs ms mx herr herrn frau fru frk frøken fröken dhr mevr mevrouw mw mme mlle madame mademoiselle monsieur sir hr fr doktor magister magistra")
	// titles need a dot, small letters, or a title in front: there are people
	// called Mag and Ing.
	titles = strings.Fields("dipl mag mmag ing ir bc bacc cand stud lic dkfm di ddi pd priv univ ao em hon jun apl jprof ass assoc asst rer nat civ jhr miss dame rev " +
		"ra rain stb wp techn")
	// behind a title, subjects belong to it: Dr. rer. nat.
	subjects = strings.Fields("med dent vet rer nat pol oec jur iur phil theol sc agr techn habil hc h c e eh ing mult scient merc polit mag psych soc em emer art")
	// degrees and what else stands behind a name.
	degrees = strings.Fields("ma msc mba emba phd llm llb bsc ba bs ms beng meng bed med mphil dphil edd mph mpa mfa bfa bba btech mtech dba dsc scd mres msw mse " +
		"jr jnr sr snr jun sen ii iii iv dä dj ra re rc rain stb wp esq obe cbe mbe kbe dbe kc qc cpa cfa acca fcca aca fca pmp rn md dds dvm jd")
	// schools stand in brackets behind a degree.
	schools = strings.Fields("fh ba uni univ th tu ta dh hs eth grad hons oxon cantab")
	// particles begin a family name even if they are written large.
	particles = strings.Fields("van von vom de den der ter ten te le la du des di da del della dos zu zum zur zo af op in het t st saint sankt el bin ibn")
	noble     = strings.Fields("freiherr freifrau freiin graf gräfin baron baronin baroness fürst fürstin prinz prinzessin edler ritter")
	companies = strings.Fields("gmbh mbh ag kg kgaa ohg gbr ug se inc incorporated ltd limited llc llp plc corp bv nv vof as aps ivs ev eg sarl srl sa spa ab oy holding")
)

// isTitle reports whether a word is a title before a name. behind says that
// one was there already.
func isTitle(word string, behind bool) bool {
	word, _, _ = strings.Cut(word, " (")
	dots, lower := strings.Contains(word, "."), isLower(word)
	parts := strings.FieldsFunc(word, func(r rune) bool { return r == '.' || r == '-' || r == '/' })
	if len(parts) == 0 {
		return false
	}
	head := strings.ToLower(parts[0])
	switch {
	case strings.EqualFold(word, gentleman), head == "diplom" && len(parts) > 1:
		return true
	case slices.Contains(addresses, head):
	case slices.Contains(titles, head):
		if !dots && !lower && !behind && !slices.Contains([]string{"DI", "DDI", "RA", "StB", "PD"}, word) {
			return false
		}
	case behind && lower && (dots || len(head) > 2) && slices.Contains(subjects, head):
	default:
		return isDegree(word) && !isWeak(word)
	}
	for _, part := range parts[1:] {
		known := strings.ToLower(part)
		if !dots || head != "dipl" && !isLower(part) && !slices.Contains(addresses, known) && !slices.Contains(titles, known) {
			return false
		}
	}
	return true
}

// isSubject reports whether a word belongs to the title before it.
func isSubject(word string) bool {
	head, _, _ := strings.Cut(word, ".")
	return slices.Contains(subjects, head)
}

// isAddress reports whether a title belongs before the name wherever it stands.
func isAddress(word string) bool {
	head, _, _ := strings.Cut(strings.ToLower(word), ".")
	return slices.Contains(addresses, head)
}

// isDegree reports whether a word is one that stands behind names. Without dots
// it has more than one capital, as no name has: Jack Ma is not Jack MA.
func isDegree(word string) bool {
	text, _, _ := strings.Cut(word, "(")
	key := bare(text)
	if !slices.Contains(degrees, key) {
		return false
	}
	capitals := 0
	for _, r := range text {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return strings.Contains(text, ".") || capitals > 1 || key == "jr" || key == "sr" ||
		len(key) > 2 && !strings.ContainsAny(key, "aeiouyäöü") // Bsc, Phd
}

// isWeak reports whether a degree may as well be initials or a short name.
func isWeak(word string) bool {
	return isInitials(word) || !strings.Contains(word, ".") && utf8.RuneCountInString(word) < 3 && bare(word) != "jr" && bare(word) != "sr"
}

// isInitials: "J.", "J.P.", "J.-P."
func isInitials(word string) bool {
	for part := range strings.SplitSeq(strings.TrimSuffix(word, "."), ".") {
		if utf8.RuneCountInString(strings.Trim(part, "- ")) != 1 {
			return false
		}
	}
	return strings.Contains(word, ".")
}

// isParticle reports whether a word begins the family name. In a name that is
// written small throughout, only the known ones do.
func isParticle(word string, lower bool) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "'’‘`´"))
	return slices.Contains(particles, bare(word)) || !lower && unicode.IsLower(first)
}

func allParticles(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(particles, bare(word)) })
}

func isNoble(word string) bool { return slices.Contains(noble, strings.ToLower(word)) }

// isConnector joins two family names: Ortega y Gasset.
func isConnector(word string) bool { return word == "y" || word == "i" || word == "e" }

// gentleman is the one form of address with two words.
const gentleman = "de heer"

// isRemark begins a remark: "Berg, Anna - extern", "Anna Berg | extern". Without
// a comma before it a dash may join two family names.
func isRemark(word string, comma bool) bool {
	return isSign(word) && (comma || word == "|" || word == "/")
}

func isSign(word string) bool { return slices.Contains([]string{"|", "/", "-", "–", "—"}, word) }

// isBorn begins a former name.
func isBorn(word string) bool {
	return slices.Contains([]string{"geb.", "geborene", "geborener", "geboren", "née", "född", "født", "f."}, word)
}

// isCompany reports whether a legal form stands behind the first word. Short
// ones are written in capitals or with signs: A/S, B.V., e.V.
func isCompany(words []string) bool {
	for _, word := range words[min(1, len(words)):] {
		word = strings.TrimRight(word, ",")
		key := bare(word)
		if slices.Contains(companies, key) && (len(key) > 3 || strings.ContainsAny(word[:len(word)-1], "./") || !isTitleCase(word) && !isLower(word)) ||
			key == "inc" || key == "ltd" {
			return true
		}
	}
	return false
}

// startsName reports whether a text begins like a name: a capital and a small
// letter.
func startsName(text string) bool {
	letters := []rune(text)
	return len(letters) > 1 && unicode.IsUpper(letters[0]) && unicode.IsLower(letters[1])
}

func isTitleCase(word string) bool { return startsName(word) && strings.ToLower(word[1:]) == word[1:] }

// isLower: no capital is in it.
func isLower(text string) bool { return strings.ToLower(text) == text }

// isCapitals: a word of three capitals or more, or a particle in capitals.
func isCapitals(word string) bool {
	return strings.ToUpper(word) == word && strings.ToLower(word) != word &&
		(utf8.RuneCountInString(word) > 2 || slices.Contains(particles, bare(word)))
}

// names counts the words that are no particles.
func names(words []string) int {
	n := 0
	for _, word := range words {
		if !isParticle(word, true) {
			n++
		}
	}
	return n
}
