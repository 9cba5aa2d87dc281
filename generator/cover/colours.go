package cover

import (
	"cmp"
	"image"
	"image/color"
	"slices"

	"golang.org/x/image/draw"

	"ankerplatz/generator/colour"
	"ankerplatz/generator/picture"
)

// ramp is a stretch of a cover's palette: from a ground (the first) to an ink,
// for the edges of shapes.
type ramp uint8

const steps = 8 // from a ramp's ground to its ink

// The ramps of every cover's palette. Behind them stand the logo's colours. The
// first one goes on in its ink, for where two letters touch: the entries of both,
// bit by bit, are one of it.
const (
	paperInk  ramp = 0
	paperTone      = letterRamp + iota*(steps+1) - steps - 1
	paperTint
	tintTone
	paperDeep
	deepWhite
	logoColours
)

const (
	letterRamp = 16                 // entries
	letterBits = 0x0f0f0f0f0f0f0f0f // of eight of them
)

const mostLogoColours = 256 - int(logoColours)

// at is the entry for how much of a pixel, from 0 to 255, the ink covers.
func (r ramp) at(cover uint8) uint8 { return uint8(r) + uint8((int(cover)*steps+127)/255) }

// colours is the palette of covers of a kind, whose hue is so many degrees from
// the accent's: the light colours of the default theme's tokens.css.
func colours(accent string, hue int, logo *logo) color.Palette {
	c, ok := colour.Parse(accent)
	if !ok {
		c, _ = colour.Parse(colour.Default)
	}
	brand := c.OKLCH()
	turned := brand.H + float64(hue)
	of := func(text string) colour.RGB { c, _ := colour.Parse(text); return c }
	paper, ink, white := of("#faf6ef"), of("#182233"), of("#ffffff")
	tint, tone := colour.OKLCH{L: 0.905, C: 0.04, H: turned}.RGB(), colour.OKLCH{L: 0.435, C: 0.095, H: turned}.RGB()
	deep := colour.OKLCH{L: 0.3, C: min(brand.C, 0.11) * 0.65, H: brand.H}.RGB()
	var all color.Palette
	for _, pair := range [][2]colour.RGB{{paper, ink}, {paper, tone}, {paper, tint}, {tint, tone}, {paper, deep}, {deep, white}} {
		from, to := pair[0].Bytes(), pair[1].Bytes()
		for len(all) > int(paperInk)+steps && len(all) < letterRamp {
			all = append(all, all[steps])
		}
		for i := range steps + 1 {
			mix := func(part int) uint8 { return uint8((int(from[part])*(steps-i) + int(to[part])*i) / steps) }
			all = append(all, color.RGBA{mix(0), mix(1), mix(2), 255})
		}
	}
	if logo != nil {
		all = append(all, logo.colours...)
	}
	return all
}

// logo is a hub's logo on its white ground.
type logo struct {
	img     *image.RGBA
	colours color.Palette
}

// Size of the logo with its ground, in pixels.
const (
	logoHigh  = 92
	logoWide  = 320
	logoSpace = 12 // around it
)

// newLogo reads a logo. There is none where it can't be drawn.
func newLogo(data []byte) *logo {
	if len(data) == 0 {
		return nil
	}
	img, err := picture.Decode(data, logoHigh)
	if err != nil {
		return nil
	}
	size := img.Bounds().Size()
	scale := min(float64(logoHigh-2*logoSpace)/float64(size.Y), float64(logoWide-2*logoSpace)/float64(size.X))
	inner := image.Rect(0, 0, max(1, int(float64(size.X)*scale)), max(1, int(float64(size.Y)*scale))).Add(image.Pt(logoSpace, logoSpace))
	l := &logo{img: image.NewRGBA(image.Rect(0, 0, inner.Max.X+logoSpace, inner.Max.Y+logoSpace))}
	draw.Draw(l.img, l.img.Rect, image.White, image.Point{}, draw.Src)
	draw.CatmullRom.Scale(l.img, inner, img, img.Bounds(), draw.Over, nil)
	l.colours = mostSeen(l.img)
	return l
}

// mostSeen are the colours of a picture that it has most of, in 32 steps each of
// red, green and blue.
func mostSeen(img *image.RGBA) color.Palette {
	seen := map[color.RGBA]int{}
	for i := 0; i < len(img.Pix); i += 4 {
		step := func(v uint8) uint8 { return v&0xf8 | v>>5 }
		seen[color.RGBA{step(img.Pix[i]), step(img.Pix[i+1]), step(img.Pix[i+2]), 255}]++
	}
	var all []color.RGBA
	for c := range seen {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(seen[b], seen[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var most color.Palette
	for _, c := range all[:min(len(all), mostLogoColours)] {
		most = append(most, c)
	}
	return most
}

// draw puts the logo into a cover.
func (l *logo) draw(img *image.Paletted, x, y int) {
	known := map[color.RGBA]uint8{}
	for at := range l.img.Rect.Dx() * l.img.Rect.Dy() {
		dx, dy := at%l.img.Rect.Dx(), at/l.img.Rect.Dx()
		c := l.img.RGBAAt(dx, dy)
		if _, ok := known[c]; !ok {
			known[c] = uint8(logoColours) + uint8(l.colours.Index(c))
		}
		img.SetColorIndex(x+dx, y+dy, known[c])
	}
}
