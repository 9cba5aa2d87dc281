package print

import (
	"strings"

	"ankerplatz/generator/pdf"
)

// about is what a file says of itself.
type about struct{ title, author, lang string }

// writePDF writes pages as one PDF file; those with marks make it PDF/X-4.
func writePDF(pages []*page, info about) ([]byte, error) {
	d := pdf.New(pdf.About{Title: info.title, Author: info.author, Language: info.lang}, pages[0].margin > 0)
	for _, p := range pages {
		out := d.Add(pdf.Page{Name: written(strings.TrimSpace(p.name + " " + p.part)), Width: p.width, Height: p.height, Trim: p.margin, Bleed: max(0, p.margin-p.bleed)})
		for _, s := range p.shapes {
			if err := drawPDF(out, s); err != nil {
				return nil, err
			}
		}
	}
	return d.Bytes(), nil
}

func drawPDF(out *pdf.Page, s shape) error {
	switch s := s.(type) {
	case rect:
		out.Rect(s.x, s.y, s.w, s.h, s.radius, s.fill)
	case circle:
		if s.line > 0 {
			out.Ring(s.x, s.y, s.r, s.line, s.colour)
		} else {
			out.Circle(s.x, s.y, s.r, s.colour)
		}
	case rule:
		if s.mark {
			out.Mark(s.x1, s.y1, s.x2, s.y2, s.line)
		} else {
			out.Line(s.x1, s.y1, s.x2, s.y2, s.line, s.colour)
		}
	case text:
		out.Text(s.x, s.y, s.size, s.words, s.glyphs, s.colour)
	case bitmap:
		return out.Picture(s.name, s.data, s.x, s.y, s.w, s.h, s.round)
	case field:
		out.Field(pdf.Field{Label: s.label, X: s.x, Y: s.y, W: s.w, H: s.h, Size: s.size})
	case squares:
		var all [][4]float64
		s.each(func(x, y, w, h float64) { all = append(all, [4]float64{x, y, w, h}) })
		out.Rects(all, s.colour)
	}
	return nil
}
