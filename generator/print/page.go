package print

import (
	"ankerplatz/generator/colour"
	"ankerplatz/generator/qr"
	"ankerplatz/generator/typeset"
)

// page is a picture in millimetres from its top left corner, made of shapes
// that are drawn one after the other. Both writers draw exactly these.
type page struct {
	width, height float64
	bleed         float64 // how far backgrounds reach beyond the edges
	margin        float64 // around what is cut out, for crop marks; 0 without
	name          string  // of what is on it, "" of sheets
	part          string  // which of several it is, as in "1/4"
	shapes        []shape
}

// box is a rectangle.
type box struct{ x, y, w, h float64 }

func (b box) right() float64  { return b.x + b.w }
func (b box) bottom() float64 { return b.y + b.h }

// inset is the box without a border on each side.
func (b box) inset(by float64) box { return box{b.x + by, b.y + by, b.w - 2*by, b.h - 2*by} }

// shape is one of the types below.
type shape interface {
	bounds() box
	moved(dx, dy float64) shape
}

// rect is a filled rectangle with round corners.
type rect struct {
	box
	radius float64
	fill   colour.RGB
}

// circle is a filled disc, or a ring where line is not 0.
type circle struct {
	x, y, r float64
	colour  colour.RGB
	line    float64
}

// rule is a straight line.
type rule struct {
	x1, y1, x2, y2 float64
	line           float64
	colour         colour.RGB
	mark           bool // for cutting: in every ink
}

// text is a line of text whose baseline begins at x, y.
type text struct {
	x, y   float64
	size   float64 // of an em
	width  float64
	up     float64 // how far it reaches above and below its baseline, in em
	down   float64
	words  string
	glyphs []typeset.Glyph // at size 1
	colour colour.RGB
}

// bitmap is a square photo, cut to a circle, or a logo as it is.
type bitmap struct {
	box
	name  string // the same name is the same picture
	kind  string // "jpeg" or "png"
	data  []byte
	round bool
}

// squares are the dark squares of a QR code, and the side of one of them.
type squares struct {
	box    // without the quiet zone
	rows   qr.Code
	colour colour.RGB
}

// field is a line to fill in, where a file can be filled in.
type field struct {
	box
	size  float64 // of letters
	label string
}

// How far letters reach above and below their baseline, in em: Å and g. Those
// of some scripts reach farther.
const (
	ascent  = 0.90
	descent = 0.24
)

func (s rect) bounds() box    { return s.box }
func (s circle) bounds() box  { return box{s.x - s.r, s.y - s.r, 2 * s.r, 2 * s.r} }
func (s bitmap) bounds() box  { return s.box }
func (s squares) bounds() box { return s.box }
func (s field) bounds() box   { return s.box }

func (s rule) bounds() box {
	x, y := min(s.x1, s.x2), min(s.y1, s.y2)
	return box{x, y, max(s.x1, s.x2) - x, max(s.y1, s.y2) - y}
}

func (s text) bounds() box {
	return box{s.x, s.y - s.up*s.size, s.width, (s.up + s.down) * s.size}
}

func (b box) by(dx, dy float64) box { return box{b.x + dx, b.y + dy, b.w, b.h} }

func (s rect) moved(dx, dy float64) shape    { s.box = s.by(dx, dy); return s }
func (s circle) moved(dx, dy float64) shape  { s.x, s.y = s.x+dx, s.y+dy; return s }
func (s bitmap) moved(dx, dy float64) shape  { s.box = s.by(dx, dy); return s }
func (s squares) moved(dx, dy float64) shape { s.box = s.by(dx, dy); return s }
func (s field) moved(dx, dy float64) shape   { s.box = s.by(dx, dy); return s }
func (s text) moved(dx, dy float64) shape    { s.x, s.y = s.x+dx, s.y+dy; return s }

func (s rule) moved(dx, dy float64) shape {
	s.x1, s.y1, s.x2, s.y2 = s.x1+dx, s.y1+dy, s.x2+dx, s.y2+dy
	return s
}

func (p *page) add(s ...shape) { p.shapes = append(p.shapes, s...) }

// place draws another page onto this one.
func (p *page) place(other *page, x, y float64) {
	for _, s := range other.shapes {
		p.add(s.moved(x, y))
	}
}

// What is around a page that a printer cuts: the bleed, and room for the marks.
const (
	bleedWidth = 3.0
	markGap    = 1.0 // between bleed and mark
	markLength = 5.0
	markMargin = bleedWidth + markGap + markLength + 1
)

// withMarks is the page with room around it and marks where it is to be cut.
func (p *page) withMarks() *page {
	m := markMargin
	out := &page{width: p.width + 2*m, height: p.height + 2*m, bleed: p.bleed, margin: m, name: p.name, part: p.part}
	out.place(p, m, m)
	near, far := bleedWidth+markGap, bleedWidth+markGap+markLength
	mark := func(x1, y1, x2, y2 float64) { out.add(rule{x1, y1, x2, y2, 0.1, black, true}) }
	for _, x := range []float64{m, m + p.width} {
		mark(x, m-far, x, m-near)
		mark(x, m+p.height+near, x, m+p.height+far)
	}
	for _, y := range []float64{m, m + p.height} {
		mark(m-far, y, m-near, y)
		mark(m+p.width+near, y, m+p.width+far, y)
	}
	return out
}
