// Package typeset turns text into letters of fonts, each at its place: in the
// script's order and shape, with accents where they belong, and in a font that
// has all of a word. Shapes are HarfBuzz's and directions those of UAX #9, as
// github.com/go-text/typesetting has them.
package typeset

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// The fonts that are always there: Atkinson Hyperlegible Next, which has Latin
// letters, with a zero that lost its slash (tests/plainzero.py), and of Noto
// Sans the Latin, Greek (polytonic, too) and Cyrillic letters. Both are under
// the SIL Open Font License, which lies beside them.
//
//go:embed fonts/*.ttf
var fontFiles embed.FS

// Weight is how heavy letters are, and whether the first of the fonts is passed
// over: see Setter.Suited.
type Weight int

// The weights.
const (
	Regular Weight = 0
	Bold    Weight = 1

	second Weight = 2 // a bit
)

// Face is a font in one weight. It is read only.
type Face struct {
	Name string // a PostScript name
	font *font.Font
	read *font.Face // for outlines and advances, whose methods change nothing
}

// Segment is a part of an outline: Op is 'M' (go to), 'L' (line), 'Q' or 'C'
// (curves with one and two control points), and Points of it are used up to its
// end point, in em, upwards from the baseline.
type Segment struct {
	Op     byte
	Points [3]Point
	Used   int // of the points
}

// Point is a place in a glyph.
type Point struct{ X, Y float64 }

// Outline is the outline of a glyph; a glyph that shows nothing has none.
func (f *Face) Outline(glyph uint32) []Segment {
	outline, _ := f.read.GlyphDataOutline(font.GID(glyph))
	segments := make([]Segment, len(outline.Segments))
	unit := float64(f.font.Upem())
	for i, s := range outline.Segments {
		segments[i].Op = "MLQC"[s.Op]
		segments[i].Used = [...]int{opentype.SegmentOpMoveTo: 1, opentype.SegmentOpLineTo: 1, opentype.SegmentOpQuadTo: 2, opentype.SegmentOpCubeTo: 3}[s.Op]
		for j := range segments[i].Used {
			segments[i].Points[j] = Point{float64(s.Args[j].X) / unit, float64(s.Args[j].Y) / unit}
		}
	}
	return segments
}

// Advance is by how much a glyph moves what comes after it, in em.
func (f *Face) Advance(glyph uint32) float64 {
	return float64(f.read.HorizontalAdvance(font.GID(glyph))) / float64(f.font.Upem())
}

// has reports whether the font has each of the letters.
func (f *Face) has(letters []rune) bool {
	for _, r := range letters {
		if _, ok := f.font.NominalGlyph(r); !ok && !ignorable(r) {
			return false
		}
	}
	return true
}

// Fonts are what letters can be taken from. They are safe for concurrent use.
type Fonts struct {
	builtIn [2][]*Face // by weight
	folders []fs.FS    // with further fonts

	mu     sync.Mutex
	listed bool
	files  []file
	faces  map[string][]*Face // of files that were opened, by folder and name
}

// Open opens the fonts that are always there. Fonts for other scripts are taken
// from the folders, the first of them first, when a text needs them; what is no
// font there is passed over. A folder that is not there is empty.
func Open(folders ...fs.FS) (*Fonts, error) {
	f := &Fonts{folders: folders, faces: map[string][]*Face{}}
	for weight, style := range []string{"Regular", "Bold"} {
		for _, family := range []string{"AtkinsonHyperlegibleNext", "NotoSans"} {
			name := family + "-" + style
			data, err := fontFiles.ReadFile("fonts/" + name + ".ttf")
			if err != nil {
				return nil, err
			}
			faces, err := parse(name, data)
			if err != nil {
				return nil, err
			}
			f.builtIn[weight] = append(f.builtIn[weight], faces...)
		}
	}
	return f, nil
}

// parse reads a font file, or a collection of fonts.
func parse(name string, data []byte) (faces []*Face, err error) {
	defer func() { // the file is somebody's, and may be damaged in any way
		if failure := recover(); failure != nil {
			faces, err = nil, fmt.Errorf("%s is no font: %v", name, failure)
		}
	}()
	loaders, err := opentype.NewLoaders(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s is no font: %w", name, err)
	}
	for i, loader := range loaders {
		if !loader.HasTable(opentype.MustNewTag("glyf")) && !loader.HasTable(opentype.MustNewTag("CFF ")) && !loader.HasTable(opentype.MustNewTag("CFF2")) {
			continue // it has pictures, of emoji for example
		}
		parsed, err := font.NewFont(loader)
		if err != nil {
			return nil, fmt.Errorf("%s is no font: %w", name, err)
		}
		face := &Face{Name: name, font: parsed, read: font.NewFace(parsed)}
		if i > 0 {
			face.Name = fmt.Sprintf("%s-%d", name, i)
		}
		faces = append(faces, face)
	}
	return faces, nil
}
