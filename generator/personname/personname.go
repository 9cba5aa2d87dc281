// Package personname takes the names of persons apart as German, Dutch, Danish,
// Swedish, French and English lists and directories write them: with titles
// before and behind, "Last, First", particles, and remarks in brackets.
package personname

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/slug"
)

// Name is a written name in its parts, as address books tell them apart
// (RFC 6350, section 6.2.2). Every letter of what was written is in one of
// them, as it was written.
type Name struct {
	Prefix     string // titles and forms of address before the name: "Prof. Dr.-Ing.", "Mevr."
	Given      string // the first given name, or initials
	Additional string // further given names, middle names
	Family     string // with its particles: "von der Heide"; the whole name where there is but one word
	Suffix     string // "M.A.", "Jr."
	Note       string // what stood in brackets or quotation marks, or behind "geb.": "ACC", "Extern"
}

// longest is how many bytes a name may have. What is longer is none.
const longest = 500

// Parse takes a written name apart. It does not tell persons from other
// things, but leaves what carries a company's legal form in one piece, as
// Family.
func Parse(written string) Name {
	p := parser{}
	if words := strings.Fields(written); isCompany(words) || len(written) > longest {
		return Name{Family: strings.Join(words, " ")}
	}
	var named [][]string // the parts between commas that are more than titles
	for _, part := range p.split(written) {
		if words := p.strip(part, named); len(words) > 0 {
			named = append(named, words)
		}
	}
	switch len(named) {
	case 0:
		p.takeBack()
	case 1:
		p.straight(named[0])
	default:
		p.reversed(named[0], named[1:])
	}
	p.name.Prefix, p.name.Suffix, p.name.Note = join(p.prefix), strings.Join(p.suffix, ", "), join(p.notes)
	return p.name
}

// Plain is the name without titles and remarks, given names first.
func (n Name) Plain() string { return join([]string{n.Given, n.Additional, n.Family}) }

// Full is the name with its titles, without remarks, given names first:
// "Dr. Jürgen von der Heide, M.A."
func (n Name) Full() string {
	full := join([]string{n.Prefix, n.Plain()})
	if n.Suffix != "" {
		full += ", " + n.Suffix
	}
	return full
}

// Key is the same for all spellings that people take for one name: titles,
// remarks, order, case, hyphens and how umlauts are written make no difference.
func (n Name) Key() string { return slug.Bare(n.Plain()) }

func join(words []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(words), func(s string) bool { return s == "" }), " ")
}

// parser collects the parts on the way.
type parser struct {
	name                  Name
	prefix, suffix, notes []string
	particles             []string // that stood in brackets: "Berg, Jan (van der)"
}

// strip takes titles and suffixes off the ends of a part between commas.
func (p *parser) strip(words []string, before [][]string) []string {
	titled := len(p.prefix) > 0
	start := 0
	behind := len(before) > 0 && !slices.ContainsFunc(words, func(word string) bool { return !isDegree(word) && !isTitle(word, true) })
	for !behind && start < len(words) && isTitle(words[start], titled) {
		start, titled = start+1, true
	}
	p.prefix, words = append(p.prefix, words[:start]...), words[start:]
	end := len(words)
	for end > 0 && (isDegree(words[end-1]) || isTitle(words[end-1], true)) {
		name := words[:end-1] // if this is no part of it
		if behind {
			name = before[len(before)-1]
		}
		if len(name) == 0 || isWeak(words[end-1]) && !titled && names(name) < 2 {
			break
		}
		end--
	}
	// In "Müller, Hans Dr." the title went behind for the list's order only.
	reversed := len(before) > 1 || len(before) == 1 && end > 0
	var suffix []string
	front := false
	for _, word := range words[end:] {
		front = !isDegree(word) && (reversed || isAddress(word) || front && isSubject(word))
		if front {
			p.prefix = append(p.prefix, word)
		} else {
			suffix = append(suffix, word)
		}
	}
	if len(suffix) > 0 {
		p.suffix = append(p.suffix, join(suffix))
	}
	return words[:end]
}

// takeBack makes a name of the last title where there was nothing else: "Frau
// Herr".
func (p *parser) takeBack() {
	p.notes = append(p.notes, p.particles...)
	for _, list := range []*[]string{&p.suffix, &p.prefix, &p.notes} {
		if n := len(*list); n > 0 {
			p.name.Family, *list = (*list)[n-1], (*list)[:n-1]
			return
		}
	}
}

// straight has given names first, or a family name in capitals: MÜLLER Hans.
func (p *parser) straight(words []string) {
	last := len(words) - 1
	capitals := 0
	for capitals < last && isCapitals(words[capitals]) {
		capitals++
	}
	if capitals > 0 && !isCapitals(words[last]) && names(words[:capitals]) > 0 && !isInitials(words[0]) {
		p.reversed(words[:capitals], [][]string{words[capitals:]})
		return
	}
	lower := isLower(join(words))
	family := last
	for i := 1; i < last; i++ {
		if isConnector(words[i]) && i > 1 {
			family = i - 1
			break
		}
		if isParticle(words[i], lower) || isNoble(words[i]) {
			family = i
			break
		}
	}
	p.put(words[:family], words[family:])
}

// reversed has the family name first. Particles may stand with the given
// names, as in Dutch lists: "Berg, Jan van der", "Boer, de Jan".
func (p *parser) reversed(family []string, rest [][]string) {
	given := rest[0]
	if allParticles(given) && len(rest) > 1 { // "Vries, de, Jan"
		p.particles, given, rest = append(p.particles, given...), rest[1], rest[1:]
	}
	end, lower := len(given), isLower(join(given))
	for end > 1 && isParticle(given[end-1], lower) {
		end--
	}
	start := 0
	for start < end-1 && isLower(given[start]) && allParticles(given[start:start+1]) {
		start++
	}
	p.particles = slices.Concat(p.particles, given[:start], given[end:])
	p.put(given[start:end], family)
	for _, words := range rest[1:] {
		p.notes = append(p.notes, words...)
	}
}

func (p *parser) put(given, family []string) {
	if len(given) > 0 {
		p.name.Given, p.name.Additional = given[0], join(given[1:])
	}
	p.name.Family = join(append(slices.Clone(p.particles), family...))
}

// closing are the ends of brackets and quotation marks.
var closing = map[rune]string{'(': ")", '[': "]", '{': "}", '<': ">", '"': `"`, '„': "“”", '“': "”", '«': "»", '»': "«"}

// split cuts a name at its commas into parts, and these into words.
func (p *parser) split(written string) [][]string {
	parts := [][]string{nil}
	word := ""
	end := func() {
		last := &parts[len(parts)-1]
		*last = append(*last, divide(word)...)
		word = ""
	}
	for written != "" {
		r, size := utf8.DecodeRuneInString(written)
		sign := written[:size]
		written = written[size:]
		at := strings.IndexAny(written, closing[r])
		switch {
		case word == "" && at >= 0:
			_, size := utf8.DecodeRuneInString(written[at:])
			p.bracket(parts[len(parts)-1], sign, written[:at], written[at:at+size])
			written = written[at+size:]
		case r == ',':
			end()
			parts = append(parts, nil)
		case unicode.IsSpace(r):
			end()
		default:
			word += sign
		}
	}
	end()
	for i, words := range parts {
		words = merge(words)
		at := slices.IndexFunc(words, func(word string) bool { return isBorn(word) || isRemark(word, i > 0) })
		if at > 0 || at == 0 && i > 0 {
			p.notes, words = append(p.notes, slices.DeleteFunc(slices.Clone(words[at:]), isSign)...), words[:at]
		}
		parts[i] = words
	}
	return parts
}

// bracket looks at what stands in a bracket behind some words: the school of a
// degree, particles, titles; else it is a remark.
func (p *parser) bracket(words []string, open, text, shut string) {
	inside := strings.Fields(text)
	if last := len(words) - 1; last >= 0 && (isDegree(words[last]) || isTitle(words[last], true)) && slices.Contains(schools, bare(text)) {
		words[last] += " " + open + text + shut // Dipl.-Ing. (FH)
		return
	}
	switch {
	case open == "(" && len(inside) > 0 && allParticles(inside):
		p.particles = append(p.particles, inside...)
	case !slices.ContainsFunc(inside, func(s string) bool { return !isTitle(s, false) || s == strings.ToUpper(s) }): // (HR) is a department
		p.prefix = append(p.prefix, inside...)
	case !slices.ContainsFunc(inside, func(s string) bool { return !isDegree(s) }):
		p.suffix = append(p.suffix, inside...)
	default:
		p.notes = append(p.notes, inside...)
	}
}

// divide cuts a title off the word that it is written together with:
// "Dr.Müller".
func divide(word string) []string {
	if word == "" {
		return nil
	}
	for i := range word {
		title, rest := word[:i], word[i:]
		if strings.HasSuffix(title, ".") && isTitle(title, false) && !isTitle(word, false) && startsName(rest) {
			return append([]string{title}, divide(rest)...)
		}
	}
	return []string{word}
}

// merge joins what is written with spaces: "M. Sc.", "de heer".
func merge(words []string) []string {
	var merged []string
	for _, word := range words {
		last := len(merged) - 1
		if last >= 0 && (strings.HasSuffix(merged[last], ".") && strings.HasSuffix(word, ".") &&
			!isDegree(merged[last]) && !isTitle(merged[last], false) && isDegree(merged[last]+word) || strings.EqualFold(merged[last]+" "+word, gentleman)) {
			merged[last] += " " + word
			continue
		}
		merged = append(merged, word)
	}
	return merged
}
