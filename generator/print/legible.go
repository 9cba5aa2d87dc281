package print

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/typeset"
)

// A text is printed as a whole or not at all: a name without some of its
// letters would be another name. Pictures such as emoji may go.

// printable is the text in one line and without pictures that the fonts lack,
// these pictures, and the letters that the fonts lack.
func (t *typesetter) printable(words string) (kept, pictures string, lacks []typeset.Lack) {
	kept = plain(words)
	if lacks = t.Lacks(kept); len(lacks) == 0 {
		return kept, "", nil
	}
	var b, gone strings.Builder
	for _, letter := range typeset.Letters(kept) {
		if isPicture(letter) && len(t.Lacks(letter)) > 0 {
			gone.WriteString(letter)
		} else {
			b.WriteString(letter)
		}
	}
	kept = strings.Join(strings.Fields(b.String()), " ")
	return kept, gone.String(), t.Lacks(kept)
}

// plain is a text in one line, its accents joined with their letters, and
// without what shows nothing: soft hyphens, directions, variants. What joins
// letters or keeps them apart stays between letters that are written joined.
func plain(words string) string {
	var b strings.Builder
	var before rune
	for _, r := range norm.NFC.String(strings.Join(strings.Fields(words), " ")) {
		switch {
		case unicode.Is(unicode.Pd, r) && r != '–' && r != '—':
			b.WriteByte('-')
		case r == '\u200c' || r == '\u200d':
			if unicode.IsLetter(before) && !unicode.In(before, unicode.Latin, unicode.Greek, unicode.Cyrillic) || unicode.IsMark(before) || unicode.Is(unicode.So, before) {
				b.WriteRune(r)
			}
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		case r >= 0xfe00 && r <= 0xfe0f:
			continue // of what stands before it
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// isPicture reports whether a letter is a symbol rather than a part of a word.
func isPicture(letter string) bool {
	first, _ := utf8.DecodeRuneInString(letter)
	return unicode.In(first, unicode.S, unicode.Co, unicode.Cs) || !unicode.IsPrint(first) || strings.ContainsFunc(letter, func(r rune) bool { return unicode.Is(unicode.Me, r) })
}

// notice is told what can't be printed of a text, and what is printed instead,
// which may be nothing.
type notice func(text, pictures string, lacks []typeset.Lack, instead string)

// legible is the first of the texts that can be printed, "" if none can.
func (t *typesetter) legible(tell notice, texts ...string) string {
	for i, words := range texts {
		kept, pictures, lacks := t.printable(words)
		if kept == "" && pictures == "" {
			continue // there is no such text
		}
		if len(lacks) > 0 || kept == "" {
			instead := t.legible(nil, texts[i+1:]...)
			if tell != nil {
				tell(words, pictures, lacks, instead)
			}
			return instead
		}
		if pictures != "" && tell != nil {
			tell(words, pictures, nil, kept)
		}
		return kept
	}
	return ""
}

// notices tells of a file's texts.
func (m *maker) notices(file string) notice {
	return notices(fontsFor, func(message, hint diag.Text) { m.tell(file, message, hint) })
}

// notices tells of texts; fonts says where to get those of scripts.
func notices(fonts func(scripts []string) diag.Text, tell func(message, hint diag.Text)) notice {
	return func(text, pictures string, lacks []typeset.Lack, instead string) {
		text = strings.Join(strings.Fields(text), " ")
		if len(lacks) == 0 {
			tell(diag.Say("%s can't be printed and is left out of %q", pictures, text), diag.Say("no font here has it; write in words what it says"))
			return
		}
		var scripts, letters []string
		for _, l := range lacks {
			scripts, letters = append(scripts, l.Script), append(letters, l.Letters)
		}
		message := diag.Say("%q is left out: no font here has %s (%s)", text, strings.Join(letters, ""), strings.Join(scripts, ", "))
		if instead != "" {
			message = diag.Say("%q is printed as %q: no font here has %s (%s)", text, instead, strings.Join(letters, ""), strings.Join(scripts, ", "))
		}
		tell(message, fonts(scripts))
	}
}

// fontsFor says where to get fonts.
func fontsFor(scripts []string) diag.Text {
	debian, npm := fontPackages(scripts)
	return diag.Say("install a font: apt-get install %s, or in the hub npm install %s, or name a folder with one: --fonts", debian, npm)
}

// fontsOfHub says where to get fonts that a build takes, whatever the machine.
func fontsOfHub(scripts []string) diag.Text {
	_, npm := fontPackages(scripts)
	return diag.Say("install a font in the hub: npm install %s", npm)
}

// fontPackages are those with letters of scripts.
func fontPackages(scripts []string) (debian, npm string) {
	ofDebian, ofNPM := map[string]bool{}, map[string]bool{}
	for _, s := range scripts {
		switch s {
		case "Han", "Bopomofo":
			ofDebian["fonts-noto-cjk"], ofNPM["noto-sans-sc"] = true, true
		case "Hiragana", "Katakana":
			ofDebian["fonts-noto-cjk"], ofNPM["noto-sans-jp"] = true, true
		case "Hangul":
			ofDebian["fonts-noto-cjk"], ofNPM["noto-sans-kr"] = true, true
		case "Latin", "Greek", "Cyrillic", "Common", "Inherited":
			ofDebian["fonts-noto-core"], ofNPM["noto-sans"] = true, true
		default:
			ofDebian["fonts-noto-core"], ofNPM["noto-sans-"+strings.ToLower(strings.ReplaceAll(s, "_", "-"))] = true, true
		}
	}
	names := func(of map[string]bool, before string) string {
		var all []string
		for name := range of {
			all = append(all, before+name)
		}
		slices.Sort(all)
		return strings.Join(all, " ")
	}
	return names(ofDebian, ""), names(ofNPM, "@fontsource/")
}

// latinName is the name of somebody in Latin letters where it stands beside the
// name in other letters: "Wang Wei" of "王伟 (Wang Wei)". It has two words at
// least: one alone may be only a part.
func latinName(name string) string {
	separators := func(r rune) bool { return strings.ContainsRune("()（）[]/|", r) }
	for _, one := range strings.FieldsFunc(name, separators) {
		if len(strings.Fields(one)) > 1 && isLatin(one) {
			return strings.TrimSpace(one)
		}
	}
	words := strings.Fields(name)
	from, to := 0, len(words)
	for from < to && !isLatin(words[from]) {
		from++
	}
	for from < to && !isLatin(words[to-1]) {
		to--
	}
	if one := strings.Join(words[from:to], " "); to-from > 1 && (from == 0 || to == len(words)) && isLatin(one) {
		return one
	}
	return ""
}

// apart keeps initials from being joined, as letters are in some scripts.
func apart(initials string) string {
	var b strings.Builder
	for i, r := range initials {
		if i > 0 && unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian, unicode.Adlam) {
			b.WriteRune('\u200c')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isLatin reports whether all letters are Latin ones, of which there are some.
func isLatin(words string) bool {
	some := false
	for _, r := range words {
		if unicode.IsLetter(r) {
			if !unicode.Is(unicode.Latin, r) {
				return false
			}
			some = true
		}
	}
	return some
}

// joined is a text in which soft hyphens stand where long words are joined, as
// the maker's breaks say.
func (m *maker) joined(lang, words string) string {
	const long = 12 // letters; shorter words fit everywhere
	var b strings.Builder
	for len(words) > 0 {
		n := strings.IndexFunc(words, func(r rune) bool { return !unicode.IsLetter(r) })
		if n < 0 {
			n = len(words)
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(words)
			b.WriteString(words[:n])
			words = words[n:]
			continue
		}
		word, at := words[:n], 0
		if utf8.RuneCountInString(word) >= long && m.breaks != nil {
			for _, joint := range m.breaks(lang, word) {
				b.WriteString(word[at:joint] + softHyphen)
				at = joint
			}
		}
		b.WriteString(word[at:])
		words = words[n:]
	}
	return b.String()
}
