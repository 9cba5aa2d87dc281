package cover

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"ankerplatz/generator/typeset"
)

// letters are the shapes of letters, each of which is drawn once.
type letters struct{ masks sync.Map } // of *mask by letter

// letter is a glyph in a size, in pixels, that stands so many places right of a
// pixel's beginning.
type letter struct {
	face  *typeset.Face
	id    uint32
	size  float64
	place uint8
}

const places = 2 // in a pixel: so near to where it should stand a letter is put

// mask is how much of each pixel a letter covers, in steps of a ramp. Its rows are
// of whole words of eight bytes.
type mask struct {
	corner     image.Point // from the beginning of the letter's baseline
	wide, high int
	pix        []uint8
}

func (l *letters) mask(of letter) *mask {
	if m, ok := l.masks.Load(of); ok {
		return m.(*mask)
	}
	m := newMask(of)
	l.masks.Store(of, m)
	return m
}

func newMask(of letter) *mask {
	outline := of.face.Outline(of.id)
	shift := float64(of.place) / places
	at := func(p typeset.Point) (x, y float64) { return p.X*of.size + shift, -p.Y * of.size }
	from, to := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, s := range outline {
		for _, p := range s.Points[:s.Used] {
			x, y := at(p)
			from, to = [2]float64{min(from[0], x), min(from[1], y)}, [2]float64{max(to[0], x), max(to[1], y)}
		}
	}
	if len(outline) == 0 {
		return &mask{}
	}
	m := &mask{corner: image.Pt(int(math.Floor(from[0])), int(math.Floor(from[1])))}
	m.wide, m.high = (int(math.Ceil(to[0]))-m.corner.X+7)&^7, int(math.Ceil(to[1]))-m.corner.Y
	raster := vector.NewRasterizer(m.wide, m.high)
	raster.DrawOp = draw.Src
	point := func(p typeset.Point) (float32, float32) {
		x, y := at(p)
		return float32(x - float64(m.corner.X)), float32(y - float64(m.corner.Y))
	}
	for _, s := range outline {
		x1, y1 := point(s.Points[0])
		x2, y2 := point(s.Points[1])
		x3, y3 := point(s.Points[2])
		switch s.Op {
		case 'M':
			raster.ClosePath()
			raster.MoveTo(x1, y1)
		case 'L':
			raster.LineTo(x1, y1)
		case 'Q':
			raster.QuadTo(x1, y1, x2, y2)
		case 'C':
			raster.CubeTo(x1, y1, x2, y2, x3, y3)
		}
	}
	raster.ClosePath()
	alpha := image.NewAlpha(image.Rect(0, 0, m.wide, m.high))
	raster.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
	m.pix = alpha.Pix
	for i, cover := range m.pix {
		m.pix[i] = ramp(0).at(cover)
	}
	return m
}
