package print

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"strconv"
	"strings"

	"ankerplatz/generator/typeset"
)

// writeSVG writes a page as SVG. Its letters are outlines: programs that print
// and cut mostly know neither fonts inside an SVG file nor ours, and would set
// the text in another one. What they say stands beside them, for screen
// readers.
func writeSVG(p *page, info about) []byte {
	w := svgWriter{known: map[outline]string{}}
	for i, s := range p.shapes {
		w.draw(s, i)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="%s" width="%[2]smm" height="%[3]smm" viewBox="0 0 %[2]s %[3]s">`+"\n",
		html.EscapeString(info.lang), number(p.width), number(p.height))
	fmt.Fprintf(&out, "<title>%s</title>\n<defs>\n%s</defs>\n", escaped(info.title), w.defs.String())
	out.Write(w.body.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

type outline struct {
	face  *typeset.Face
	glyph uint32
}

type svgWriter struct {
	defs, body bytes.Buffer
	known      map[outline]string // ids of letters
}

func (w *svgWriter) draw(s shape, i int) {
	switch s := s.(type) {
	case rect:
		fmt.Fprintf(&w.body, `<rect x="%s" y="%s" width="%s" height="%s" rx="%s" fill="%s"/>`+"\n",
			number(s.x), number(s.y), number(s.w), number(s.h), number(s.radius), s.fill)
	case circle:
		paint := fmt.Sprintf(`fill="%s"`, s.colour)
		if s.line > 0 {
			paint = fmt.Sprintf(`fill="none" stroke="%s" stroke-width="%s"`, s.colour, number(s.line))
		}
		fmt.Fprintf(&w.body, `<circle cx="%s" cy="%s" r="%s" %s/>`+"\n", number(s.x), number(s.y), number(s.r), paint)
	case rule:
		fmt.Fprintf(&w.body, `<path d="M%s %sL%s %s" stroke="%s" stroke-width="%s"/>`+"\n",
			number(s.x1), number(s.y1), number(s.x2), number(s.y2), s.colour, number(s.line))
	case text:
		w.text(s)
	case bitmap:
		clip := ""
		if s.round {
			clip = fmt.Sprintf(` clip-path="url(#c%d)"`, i)
			fmt.Fprintf(&w.defs, `<clipPath id="c%d"><circle cx="%s" cy="%s" r="%s"/></clipPath>`+"\n", i, number(s.x+s.w/2), number(s.y+s.h/2), number(s.w/2))
		}
		fmt.Fprintf(&w.body, `<image x="%s" y="%s" width="%s" height="%s"%s xlink:href="data:image/%s;base64,%s"/>`+"\n",
			number(s.x), number(s.y), number(s.w), number(s.h), clip, s.kind, base64.StdEncoding.EncodeToString(s.data))
	case squares:
		fmt.Fprintf(&w.body, `<path fill="%s" d="`, s.colour)
		s.each(func(x, y, width, height float64) {
			fmt.Fprintf(&w.body, "M%s %sh%sv%sh-%sz", number(x), number(y), number(width), number(height), number(width))
		})
		w.body.WriteString("\"/>\n")
	}
}

// text draws each letter by its outline, which is written once.
func (w *svgWriter) text(s text) {
	fmt.Fprintf(&w.body, `<g fill="%s" role="img" aria-label="%s">`, s.colour, escaped(s.words))
	for _, g := range s.glyphs {
		if id := w.outline(g.Face, g.ID); id != "" {
			fmt.Fprintf(&w.body, `<use xlink:href="#%s" transform="matrix(%s 0 0 %[2]s %s %s)"/>`,
				id, strconv.FormatFloat(s.size/outlineUnits, 'f', 6, 64), number(s.x+g.X*s.size), number(s.y-g.Y*s.size))
		}
	}
	w.body.WriteString("</g>\n")
}

const outlineUnits = 1000 // of an em, so that outlines need few decimals

// outline is the id of a letter's outline, "" of a letter without one.
func (w *svgWriter) outline(f *typeset.Face, glyph uint32) string {
	if id, ok := w.known[outline{f, glyph}]; ok {
		return id
	}
	var d strings.Builder
	for _, s := range f.Outline(glyph) {
		d.WriteByte(s.Op)
		for i, p := range s.Points[:s.Used] {
			if i > 0 {
				d.WriteByte(' ')
			}
			d.WriteString(number(p.X*outlineUnits) + " " + number(-p.Y*outlineUnits))
		}
	}
	id := ""
	if d.Len() > 0 {
		id = "l" + strconv.Itoa(len(w.known))
		fmt.Fprintf(&w.defs, `<path id="%s" d="%sZ"/>`+"\n", id, d.String())
	}
	w.known[outline{f, glyph}] = id
	return id
}

// number writes a length to a thousandth.
func number(v float64) string {
	text := strconv.FormatFloat(v, 'f', 3, 64)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	if text == "-0" {
		return "0"
	}
	return text
}

// escaped is text for XML, without what no XML file may hold.
func escaped(text string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, text))
}
