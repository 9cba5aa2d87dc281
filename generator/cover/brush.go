package cover

import (
	"bytes"
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"ankerplatz/generator/picture"
	"ankerplatz/generator/typeset"
)

// brush draws shapes into a cover, one after the other.
type brush struct {
	img    *image.Paletted
	raster vector.Rasterizer
	alpha  image.Alpha
}

// begin is for a shape in a part of the cover.
func (b *brush) begin(part image.Rectangle) {
	b.raster.Reset(part.Dx(), part.Dy())
	b.raster.DrawOp = draw.Src
	b.alpha = image.Alpha{Pix: append(b.alpha.Pix[:0], make([]uint8, part.Dx()*part.Dy())...), Stride: part.Dx(), Rect: part}
}

// fill colours what the shape covers.
func (b *brush) fill(r ramp) {
	b.raster.Draw(&b.alpha, b.alpha.Rect, image.Opaque, image.Point{})
	b.mask(&b.alpha, b.alpha.Rect.Min, r)
}

// mask colours what a mask covers, whose corner is at a point.
func (b *brush) mask(mask *image.Alpha, at image.Point, r ramp) {
	size := mask.Rect.Size()
	in := image.Rectangle{at, at.Add(size)}.Intersect(b.img.Rect)
	for y := in.Min.Y; y < in.Max.Y; y++ {
		row := mask.Pix[(y-at.Y)*mask.Stride:]
		out := b.img.Pix[b.img.PixOffset(0, y):]
		for x := in.Min.X; x < in.Max.X; x++ {
			if cover := row[x-at.X]; cover > 255/(2*steps) {
				out[x] = r.at(cover)
			}
		}
	}
}

// disc fills a circle.
func (b *brush) disc(x, y, radius float64, r ramp) {
	b.begin(image.Rect(int(x-radius)-1, int(y-radius)-1, int(x+radius)+2, int(y+radius)+2))
	x, y = x-float64(b.alpha.Rect.Min.X), y-float64(b.alpha.Rect.Min.Y)
	const k = 0.5522847498 // of the radius: how far the control points of a quarter are from its ends
	b.moveTo(x+radius, y)
	for quarter := range 4 {
		sin, cos := math.Sincos(float64(quarter) * math.Pi / 2)
		turn := func(px, py float64) (float32, float32) {
			return float32(x + radius*(px*cos-py*sin)), float32(y + radius*(px*sin+py*cos))
		}
		x1, y1 := turn(1, k)
		x2, y2 := turn(k, 1)
		x3, y3 := turn(0, 1)
		b.raster.CubeTo(x1, y1, x2, y2, x3, y3)
	}
	b.fill(r)
}

func (b *brush) moveTo(x, y float64) { b.raster.MoveTo(float32(x), float32(y)) }

// water fills all below a line, with waves on it.
func (b *brush) water(r ramp) {
	b.begin(image.Rect(0, water, Width, water+crest))
	b.moveTo(0, crest)
	for x := 0; x < Width; x += scallop {
		b.raster.QuadTo(float32(x)+scallop/2, -crest, float32(x)+scallop, crest)
	}
	b.fill(r)
	below := b.img.Pix[b.img.PixOffset(0, water+crest):]
	for i := range below {
		below[i] = r.at(255)
	}
}

// icon is a theme's icon in so many pixels; nil where there is none that can be
// drawn.
func icon(data []byte, size int) *image.Alpha {
	img, err := picture.Decode(bytes.ReplaceAll(data, []byte("currentColor"), []byte("black")), size)
	if err != nil {
		return nil
	}
	mask := image.NewAlpha(img.Bounds())
	for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
		for x := mask.Rect.Min.X; x < mask.Rect.Max.X; x++ {
			_, _, _, a := img.At(x, y).RGBA()
			mask.Pix[mask.PixOffset(x, y)] = uint8(a >> 8)
		}
	}
	return mask
}

// line draws a text, its baseline beginning at a point.
func (b *brush) line(t text, x, y float64, r ramp) {
	glyphs, width := t.in.Line(t.words, typeset.Bold)
	if len(glyphs) == 0 {
		return
	}
	up, down := t.in.Reach(t.words, typeset.Bold)
	part := image.Rect(int(x-t.size/4), int(y-up*t.size)-1, int(x+(width+0.25)*t.size)+1, int(y+down*t.size)+2)
	b.begin(part)
	x, y = x-float64(part.Min.X), y-float64(part.Min.Y)
	for _, g := range glyphs {
		at := func(p typeset.Point) (float32, float32) {
			return float32(x + (g.X+p.X)*t.size), float32(y - (g.Y+p.Y)*t.size)
		}
		for _, s := range g.Face.Outline(g.ID) {
			x1, y1 := at(s.Points[0])
			x2, y2 := at(s.Points[1])
			x3, y3 := at(s.Points[2])
			switch s.Op {
			case 'M':
				b.raster.ClosePath()
				b.raster.MoveTo(x1, y1)
			case 'L':
				b.raster.LineTo(x1, y1)
			case 'Q':
				b.raster.QuadTo(x1, y1, x2, y2)
			case 'C':
				b.raster.CubeTo(x1, y1, x2, y2, x3, y3)
			}
		}
	}
	b.raster.ClosePath()
	b.fill(r)
}
