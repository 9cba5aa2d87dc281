package print

import (
	"embed"
	"math"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// The fonts: Atkinson Hyperlegible Next as it is published, which has Latin
// letters, and of Noto Sans the Greek, the Cyrillic and the rarer Latin ones.
// Both are under the SIL Open Font License, which lies beside them.
//
//go:embed fonts/*.ttf
var fontFiles embed.FS

type weight int

const (
	regular weight = iota
	bold
)

// face is one font file.
type face struct {
	name string
	data []byte
	font *sfnt.Font
	unit float64 // units of one em
}

// faces are the fonts of each weight; letters that the first lacks are taken
// from the second.
type faces [2][]*face

func openFonts() (*faces, error) {
	var all faces
	for w, style := range []string{"Regular", "Bold"} {
		for _, family := range []string{"AtkinsonHyperlegibleNext", "NotoSans"} {
			name := family + "-" + style
			data, err := fontFiles.ReadFile("fonts/" + name + ".ttf")
			if err != nil {
				return nil, err
			}
			parsed, err := sfnt.Parse(data)
			if err != nil {
				return nil, err
			}
			all[w] = append(all[w], &face{name: name, data: data, font: parsed, unit: float64(parsed.UnitsPerEm())})
		}
	}
	return &all, nil
}

// glyph is a letter in the font that has it.
type glyph struct {
	face    *face // nil where no font has it
	index   sfnt.GlyphIndex
	advance float64 // in em
}

type letter struct {
	weight weight
	r      rune
}

type pair struct {
	face        *face
	left, right sfnt.GlyphIndex
}

// typesetter measures text. It is for one goroutine.
type typesetter struct {
	faces  *faces
	buf    sfnt.Buffer
	glyphs map[letter]glyph
	kerns  map[pair]float64
}

func newTypesetter(f *faces) *typesetter {
	return &typesetter{faces: f, glyphs: map[letter]glyph{}, kerns: map[pair]float64{}}
}

func (t *typesetter) glyph(r rune, w weight) glyph {
	if g, ok := t.glyphs[letter{w, r}]; ok {
		return g
	}
	var g glyph
	look := r
	if string(r) == noBreakHyphen {
		look = '-'
	}
	for _, f := range t.faces[w] {
		index, err := f.font.GlyphIndex(&t.buf, look)
		if err != nil || index == 0 {
			continue
		}
		advance, err := f.font.GlyphAdvance(&t.buf, index, fixed.I(int(f.unit)), font.HintingNone)
		if err != nil {
			continue
		}
		g = glyph{f, index, float64(advance) / 64 / f.unit}
		break
	}
	t.glyphs[letter{w, r}] = g
	return g
}

// kern is by how much two letters are moved together, in em.
func (t *typesetter) kern(a, b glyph) float64 {
	if a.face == nil || a.face != b.face {
		return 0
	}
	key := pair{a.face, a.index, b.index}
	if k, ok := t.kerns[key]; ok {
		return k
	}
	moved, err := a.face.font.Kern(&t.buf, a.index, b.index, fixed.I(int(a.face.unit)), font.HintingNone)
	k := float64(moved) / 64 / a.face.unit
	if err != nil || math.Abs(k) < 0.004 {
		k = 0
	}
	t.kerns[key] = k
	return k
}

// piece is a stretch of a line in one font without kerning inside.
type piece struct {
	face *face
	x    float64 // from the line's start
	text string
}

// set is a line of text: its pieces and its width, for letters of 1 mm.
func (t *typesetter) set(text string, w weight) (pieces []piece, width float64) {
	var last glyph
	var open strings.Builder
	at := 0.0
	closePiece := func() {
		if open.Len() > 0 {
			pieces = append(pieces, piece{last.face, at, open.String()})
			open.Reset()
		}
	}
	for _, r := range text {
		g := t.glyph(r, w)
		if g.face == nil {
			continue
		}
		kern := t.kern(last, g)
		if g.face != last.face || kern != 0 {
			closePiece()
			width += kern
			at = width
		}
		open.WriteRune(r)
		width += g.advance
		last = g
	}
	closePiece()
	return pieces, width
}

// width is that of a line of text, for letters of 1 mm.
func (t *typesetter) width(text string, w weight) (width float64) {
	var last glyph
	for _, r := range text {
		if g := t.glyph(r, w); g.face != nil {
			width += t.kern(last, g) + g.advance
			last = g
		}
	}
	return width
}

// printable is the text in one line and without what the fonts lack, and what
// that is.
func (t *typesetter) printable(text string) (kept, missing string) {
	var b, lacks strings.Builder
	for _, r := range norm.NFC.String(strings.Join(strings.Fields(text), " ")) {
		switch {
		case unicode.Is(unicode.Pd, r) && r != '–' && r != '—':
			b.WriteRune('-')
		case t.glyph(r, regular).face != nil && t.glyph(r, bold).face != nil:
			b.WriteRune(r)
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r) || unicode.Is(unicode.Mn, r) && r >= 0xfe00 && r <= 0xfe0f:
			// Soft hyphens, directions and variants show nothing.
		case !strings.ContainsRune(lacks.String(), r):
			lacks.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " "), lacks.String()
}
