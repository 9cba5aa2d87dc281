package typeset

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/language"
)

// file is a font file in one of the folders.
type file struct {
	folder     int
	path, name string // name is without what says the style, in small letters
	bold       bool
}

var (
	fontFile = regexp.MustCompile(`(?i)\.(ttf|otf|ttc|otc|woff)$`)
	weights  = regexp.MustCompile(`(?i)[-_ ]?(regular|bold|400-normal|700-normal)$`)
	styled   = regexp.MustCompile(`(?i)(italic|oblique|thin|light|medium|black|condensed|semibold|extrabold|-[1-9]00-)`)
)

const mostFontBytes = 64 << 20

// further is a face of the folders that has all of the letters, nil if there is
// none. Noto's fonts for the script are tried before others, and those without
// serifs before those with them.
func (f *Fonts) further(letters []rune, script language.Script, weight Weight) *Face {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.listed {
		f.list()
	}
	rank := func(file file) int {
		for i, name := range notoNames(script) {
			if exact, whole := strings.CutSuffix(name, "$"); file.name == exact || !whole && strings.HasPrefix(file.name, name) {
				return i
			}
		}
		if strings.HasPrefix(file.name, "noto") { // for another script
			return -1
		}
		return 100
	}
	type candidate struct {
		file
		rank int
	}
	var all []candidate
	for _, file := range f.files {
		if r := rank(file); r >= 0 {
			all = append(all, candidate{file, r})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		if a.bold != b.bold && (a.bold == (weight&Bold != 0)) {
			return -1
		}
		if a.bold != b.bold {
			return 1
		}
		return len(a.name) - len(b.name) // NotoSansArabic before NotoSansArabicUI
	})
	for _, c := range all {
		for _, face := range f.open(c.file) {
			if face.has(letters) {
				return face
			}
		}
	}
	return nil
}

// list finds the font files in the folders.
func (f *Fonts) list() {
	f.listed = true
	for i, folder := range f.folders {
		_ = fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error { // what can't be read is not there
			switch base := path.Base(name); {
			case err != nil:
				return fs.SkipDir
			case entry.IsDir() || !fontFile.MatchString(base):
			default:
				stem := fontFile.ReplaceAllString(base, "")
				weight := weights.FindString(stem)
				stem = strings.TrimSuffix(stem, weight)
				if !styled.MatchString(stem) {
					weight = strings.ToLower(weight)
					f.files = append(f.files, file{i, name, plain(stem), strings.Contains(weight, "bold") || strings.Contains(weight, "700")})
				}
			}
			return nil
		})
	}
}

// open reads a font file the first time that it is asked for.
func (f *Fonts) open(file file) []*Face {
	key := strconv.Itoa(file.folder) + ":" + file.path
	faces, ok := f.faces[key]
	if !ok {
		if info, err := fs.Stat(f.folders[file.folder], file.path); err == nil && info.Size() <= mostFontBytes {
			if data, err := fs.ReadFile(f.folders[file.folder], file.path); err == nil {
				name := postScript(fontFile.ReplaceAllString(path.Base(file.path), ""))
				faces, _ = parse(name, data) // what is no font has none
			}
		}
		f.faces[key] = faces
	}
	return faces
}

// postScript is a name without what a PostScript name may not have.
func postScript(name string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x7f && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_') {
			return r
		}
		return -1
	}, name)
}

// plain is a name's small letters.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// notoNames are how the names of Noto's fonts for a script begin, as Debian and
// npm have them, the best first; before a $ stands the whole name.
func notoNames(script language.Script) []string {
	if names, ok := sharedFonts[script]; ok {
		return names
	}
	name := plain(ScriptName(script))
	return []string{"notosans" + name, "notonaskh" + name, "notoserif" + name, "notonastaliq"}
}

var (
	european  = []string{"notosans$", "notosanslatin", "notosansvietnamese", "notosansgreek", "notosanscyrillic", "notosanssymbols", "notosansmath"}
	eastAsian = []string{"notosanscjk", "notosansjp", "notosanssc", "notosanstc", "notosanskr", "notoserifcjk"}

	// sharedFonts have several scripts.
	sharedFonts = map[language.Script][]string{
		language.Latin: european, language.Greek: european, language.Cyrillic: european, language.Common: european, language.Inherited: european,
		language.Han: eastAsian, language.Hiragana: eastAsian, language.Katakana: eastAsian, language.Bopomofo: eastAsian, language.Hangul: eastAsian,
	}
)

// ScriptName is what Unicode calls a script.
func ScriptName(script language.Script) string {
	for name, table := range unicode.Scripts {
		var first rune
		if len(table.R16) > 0 {
			first = rune(table.R16[0].Lo)
		} else {
			first = rune(table.R32[0].Lo)
		}
		if language.LookupScript(first) == script {
			return name
		}
	}
	return script.String()
}
