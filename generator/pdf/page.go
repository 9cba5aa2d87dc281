package pdf

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // pictures may be PNG
	"slices"
	"strings"

	"ankerplatz/generator/colour"
	"ankerplatz/generator/typeset"
)

// Page is a page in the making. Shapes lie on those before them.
type Page struct {
	Name          string // in the list of pages that programs show
	Width, Height float64
	Trim, Bleed   float64 // how far from the edges it is cut, and how far it is printed; 0 and 0 without

	document *Document
	content  bytes.Buffer
	fonts    []*font
	pictures []reference
	fields   []reference
}

const pointsPerMM = 72 / 25.4

// Add begins a page.
func (d *Document) Add(p Page) *Page {
	p.document = d
	// From here on lengths are millimetres, downwards from the top.
	fmt.Fprintf(&p.content, "%s 0 0 -%[1]s 0 %s cm\n", number(pointsPerMM), number(p.Height*pointsPerMM))
	d.pages = append(d.pages, &p)
	return &p
}

func (p *Page) object(content reference) string {
	inset := func(by float64) string {
		return fmt.Sprintf("[%s %[1]s %s %s]", number(by*pointsPerMM), number((p.Width-by)*pointsPerMM), number((p.Height-by)*pointsPerMM))
	}
	boxes := "/MediaBox " + inset(0)
	if p.Trim > 0 {
		boxes += " /TrimBox " + inset(p.Trim) + " /BleedBox " + inset(p.Bleed)
	}
	var resources strings.Builder
	if len(p.fonts) > 0 {
		resources.WriteString(" /Font <<")
		for _, f := range p.fonts {
			fmt.Fprintf(&resources, " /F%d %s", f.ref, f.ref)
		}
		resources.WriteString(" >>")
	}
	if len(p.pictures) > 0 {
		resources.WriteString(" /XObject <<")
		for _, ref := range p.pictures {
			fmt.Fprintf(&resources, " /P%d %s", ref, ref)
		}
		resources.WriteString(" >>")
	}
	if p.document.exchange {
		fmt.Fprintf(&resources, " /ColorSpace << /Screen %s /Marks %s >>", p.document.colours.srgb, p.document.colours.all)
	}
	fields := ""
	if len(p.fields) > 0 {
		fields = " /Tabs /R /Annots " + list(p.fields)
	}
	return fmt.Sprintf("<< /Type /Page /Parent %s %s%s /Contents %s /Resources <<%s >> >>", pageTree, boxes, fields, content, resources.String())
}

// Black is one ink, not a mixture of four.
var black = colour.RGB{}

// paint sets the colour of what is filled, or of lines.
func (p *Page) paint(c colour.RGB, lines bool) {
	ops := [...]string{"g", "rg", "/Screen cs", "sc"}
	if lines {
		ops = [...]string{"G", "RG", "/Screen CS", "SC"}
	}
	b := c.Bytes()
	channels := fmt.Sprintf("%s %s %s", number(float64(b[0])/255), number(float64(b[1])/255), number(float64(b[2])/255))
	switch {
	case c == black:
		fmt.Fprintf(&p.content, "0 %s\n", ops[0])
	case p.document.exchange:
		fmt.Fprintf(&p.content, "%s %s %s\n", ops[2], channels, ops[3])
	default:
		fmt.Fprintf(&p.content, "%s %s\n", channels, ops[1])
	}
}

// round is how far the handles of a Bézier curve are from its ends, for a
// quarter of a circle.
const round = 0.5522848

// Rect fills a rectangle with round corners.
func (p *Page) Rect(x, y, w, h, radius float64, c colour.RGB) {
	p.paint(c, false)
	if radius <= 0 {
		fmt.Fprintf(&p.content, "%s %s %s %s re f\n", number(x), number(y), number(w), number(h))
		return
	}
	p.corners(x, y, w, h, min(radius, w/2, h/2))
	p.content.WriteString("f\n")
}

// corners is the path of a rectangle with round corners.
func (p *Page) corners(x, y, w, h, r float64) {
	k := r * round
	line := func(x, y float64) { fmt.Fprintf(&p.content, "%s %s l ", number(x), number(y)) }
	curve := func(points ...float64) {
		for _, v := range points {
			p.content.WriteString(number(v) + " ")
		}
		p.content.WriteString("c ")
	}
	fmt.Fprintf(&p.content, "%s %s m ", number(x+r), number(y))
	line(x+w-r, y)
	curve(x+w-r+k, y, x+w, y+r-k, x+w, y+r)
	line(x+w, y+h-r)
	curve(x+w, y+h-r+k, x+w-r+k, y+h, x+w-r, y+h)
	line(x+r, y+h)
	curve(x+r-k, y+h, x, y+h-r+k, x, y+h-r)
	line(x, y+r)
	curve(x, y+r-k, x+r-k, y, x+r, y)
	p.content.WriteString("h ")
}

// Circle fills a disc.
func (p *Page) Circle(x, y, r float64, c colour.RGB) { p.Rect(x-r, y-r, 2*r, 2*r, r, c) }

// Ring draws the edge of a disc.
func (p *Page) Ring(x, y, r, width float64, c colour.RGB) {
	p.paint(c, true)
	fmt.Fprintf(&p.content, "%s w ", number(width))
	p.corners(x-r, y-r, 2*r, 2*r, r)
	p.content.WriteString("S\n")
}

// Line draws a straight line.
func (p *Page) Line(x1, y1, x2, y2, width float64, c colour.RGB) {
	p.paint(c, true)
	p.line(x1, y1, x2, y2, width)
}

// Mark draws a line in every ink, as marks for cutting are.
func (p *Page) Mark(x1, y1, x2, y2, width float64) {
	if p.document.exchange {
		p.content.WriteString("/Marks CS 1 SC\n")
	} else {
		p.paint(black, true)
	}
	p.line(x1, y1, x2, y2, width)
}

func (p *Page) line(x1, y1, x2, y2, width float64) {
	fmt.Fprintf(&p.content, "%s w %s %s m %s %s l S\n", number(width), number(x1), number(y1), number(x2), number(y2))
}

// Rects fills rectangles, each x, y, width and height, as one shape, so that no
// seams show between them.
func (p *Page) Rects(all [][4]float64, c colour.RGB) {
	p.paint(c, false)
	for _, r := range all {
		fmt.Fprintf(&p.content, "%s %s %s %s re\n", number(r[0]), number(r[1]), number(r[2]), number(r[3]))
	}
	p.content.WriteString("f\n")
}

// Picture draws a JPEG or PNG picture; the same name is the same picture. Round
// cuts it to a disc. A JPEG picture must be RGB, and of PNG it is what is seen
// on black.
func (p *Page) Picture(name string, data []byte, x, y, w, h float64, disc bool) error {
	ref, ok := p.document.pictures[name]
	if !ok {
		var err error
		if ref, err = p.document.picture(data); err != nil {
			return err
		}
		p.document.pictures[name] = ref
	}
	if !slices.Contains(p.pictures, ref) {
		p.pictures = append(p.pictures, ref)
	}
	p.content.WriteString("q ")
	if disc {
		p.corners(x, y, w, h, min(w, h)/2)
		p.content.WriteString("W n ")
	}
	fmt.Fprintf(&p.content, "%s 0 0 -%s %s %s cm /P%d Do Q\n", number(w), number(h), number(x), number(y+h), ref)
	return nil
}

func (d *Document) picture(data []byte) (reference, error) {
	size, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, err
	}
	space := "/DeviceRGB"
	if d.exchange {
		space = d.colours.srgb.String()
	}
	entries := fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace %s", size.Width, size.Height, space)
	if format == "jpeg" {
		return d.stream(entries+" /Filter /DCTDecode", data), nil
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return 0, err
	}
	var pixels []byte
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			r, g, b, _ := img.At(x, y).RGBA()
			pixels = append(pixels, byte(r>>8), byte(g>>8), byte(b>>8))
		}
	}
	return d.stream(entries, pixels), nil
}

// Text draws a line of text that begins at x, on a baseline at y, in letters of
// a size.
func (p *Page) Text(x, y, size float64, words string, glyphs []typeset.Glyph, c colour.RGB) {
	if len(glyphs) == 0 {
		return
	}
	p.paint(c, false)
	// Where several glyphs are one letter, the whole is said beside them.
	whole := slices.ContainsFunc(glyphs, func(g typeset.Glyph) bool { return g.Part })
	if whole {
		fmt.Fprintf(&p.content, "/Span << /ActualText <feff%s> >> BDC\n", utf16Hex(words))
		defer p.content.WriteString("EMC\n")
	}
	p.content.WriteString("BT\n")
	for len(glyphs) > 0 {
		// A stretch in one font and at one height.
		n := 1
		for n < len(glyphs) && glyphs[n].Face == glyphs[0].Face && glyphs[n].Y == glyphs[0].Y {
			n++
		}
		p.stretch(x, y, size, glyphs[:n])
		glyphs = glyphs[n:]
	}
	p.content.WriteString("ET\n")
}

func (p *Page) stretch(x, y, size float64, glyphs []typeset.Glyph) {
	f := p.document.font(glyphs[0].Face)
	if !slices.Contains(p.fonts, f) {
		p.fonts = append(p.fonts, f)
	}
	fmt.Fprintf(&p.content, "/F%d %s Tf 1 0 0 -1 %s %s Tm [<", f.ref, number(size), number(x+glyphs[0].X*size), number(y-glyphs[0].Y*size))
	at := glyphs[0].X
	for _, g := range glyphs {
		// What is between where the glyph before has led to and where this one
		// is, in thousandths of an em, to the left.
		if moved := (at - g.X) * 1000; moved > 0.05 || moved < -0.05 {
			text := number(float64(int(moved*10)) / 10)
			fmt.Fprintf(&p.content, "> %s <", text)
			at -= float64(int(moved*10)) / 10 / 1000
		}
		number := f.number(g)
		fmt.Fprintf(&p.content, "%04x", number)
		at += f.glyphs[number-1].width()
	}
	p.content.WriteString(">] TJ\n")
}
