package cover

import (
	"bytes"
	"encoding/binary"
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
	b.alpha = *image.NewAlpha(part)
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

// text draws a text whose baseline begins at a point, and takes the shapes of its
// letters from those that are known.
func (b *brush) text(known *letters, t text, x, y float64, r ramp) {
	glyphs, _ := t.in.Line(t.words, typeset.Bold)
	for _, g := range glyphs {
		at := math.Round((x + g.X*t.size) * places)
		whole := math.Floor(at / places)
		m := known.mask(letter{g.Face, g.ID, t.size, uint8(at - whole*places)})
		b.ink(m, image.Pt(int(whole), int(math.Round(y-g.Y*t.size))), r)
	}
}

// ink draws a letter at a point of its baseline. Where letters touch, the darker
// one is seen.
func (b *brush) ink(m *mask, at image.Point, r ramp) {
	at = at.Add(m.corner)
	if at.X < b.img.Rect.Min.X || at.X+m.wide > b.img.Rect.Max.X {
		return
	}
	for y := max(at.Y, b.img.Rect.Min.Y); y < min(at.Y+m.high, b.img.Rect.Max.Y); y++ {
		row := m.pix[(y-at.Y)*m.wide:][:m.wide]
		out := b.img.Pix[b.img.PixOffset(at.X, y):][:m.wide]
		for i := 0; i+8 <= len(row) && i+8 <= len(out); i += 8 {
			ink := binary.LittleEndian.Uint64(row[i:])
			if ink == 0 {
				continue
			}
			if under := binary.LittleEndian.Uint64(out[i:]); r == paperInk && under&^letterBits == 0 {
				binary.LittleEndian.PutUint64(out[i:], under|ink)
				continue
			}
			for j := i; j < i+8; j++ {
				if v := uint8(r) + row[j]; row[j] > 0 && (out[j] < v || out[j] > uint8(r)+steps) {
					out[j] = v
				}
			}
		}
	}
}
