package print

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"ankerplatz/generator/colour"
)

const pointsPerMM = 72 / 25.4

// about is what a file says of itself.
type about struct{ title, author, lang string }

// writePDF writes pages as one PDF file. Text is text, in fonts that are
// embedded as far as they are used; the same pages make the same bytes.
func writePDF(pages []*page, info about) ([]byte, error) {
	first := pages[0]
	f := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: fpdf.SizeType{Wd: first.width, Ht: first.height}})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	// Without a date of its own a file would hold the time of day.
	f.SetCreationDate(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	f.SetModificationDate(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	f.SetTitle(info.title, true)
	f.SetAuthor(info.author, true)
	f.SetCreator("ankerplatz", true)
	f.SetProducer("fpdf", true)
	f.SetLang(info.lang)
	w := pdfWriter{Fpdf: f, fonts: map[*face]bool{}, pictures: map[string]bool{}}
	for _, p := range pages {
		f.AddPageFormat("P", fpdf.SizeType{Wd: p.width, Ht: p.height})
		if p.margin > 0 {
			m, b := p.margin, p.margin-p.bleed
			f.SetPageBox("trim", m, m, p.width-2*m, p.height-2*m)
			f.SetPageBox("bleed", b, b, p.width-2*b, p.height-2*b)
		}
		for _, s := range p.shapes {
			w.draw(s)
		}
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		return nil, fmt.Errorf("PDF: %w", err)
	}
	// The library writes the two boxes in any order. Both orders have the same
	// length, so no offset in the file changes.
	return boxOrder.ReplaceAll(out.Bytes(), []byte("$2\n$1\n")), nil
}

var boxOrder = regexp.MustCompile(`(/TrimBox \[[0-9. ]+\])\n(/BleedBox \[[0-9. ]+\])\n`)

type pdfWriter struct {
	*fpdf.Fpdf
	fonts    map[*face]bool
	pictures map[string]bool
}

func (w *pdfWriter) draw(s shape) {
	switch s := s.(type) {
	case rect:
		w.SetFillColor(bytesOf(s.fill))
		if s.radius > 0 {
			w.RoundedRect(s.x, s.y, s.w, s.h, s.radius, "1234", "F")
		} else {
			w.Rect(s.x, s.y, s.w, s.h, "F")
		}
	case circle:
		if s.line > 0 {
			w.SetDrawColor(bytesOf(s.colour))
			w.SetLineWidth(s.line)
			w.Circle(s.x, s.y, s.r, "D")
		} else {
			w.SetFillColor(bytesOf(s.colour))
			w.Circle(s.x, s.y, s.r, "F")
		}
	case rule:
		w.SetDrawColor(bytesOf(s.colour))
		w.SetLineWidth(s.line)
		w.Line(s.x1, s.y1, s.x2, s.y2)
	case text:
		w.SetTextColor(bytesOf(s.colour))
		for _, piece := range s.pieces {
			if !w.fonts[piece.face] {
				w.fonts[piece.face] = true
				w.AddUTF8FontFromBytes(piece.face.name, "", piece.face.data)
			}
			w.SetFont(piece.face.name, "", s.size*pointsPerMM)
			w.Text(s.x+piece.x*s.size, s.y, piece.text)
		}
	case picture:
		options := fpdf.ImageOptions{ImageType: s.kind}
		if !w.pictures[s.name] {
			w.pictures[s.name] = true
			w.RegisterImageOptionsReader(s.name, options, bytes.NewReader(s.data))
		}
		if s.round {
			w.ClipCircle(s.x+s.w/2, s.y+s.h/2, s.w/2, false)
		}
		w.ImageOptions(s.name, s.x, s.y, s.w, s.h, false, options, 0, "")
		if s.round {
			w.ClipEnd()
		}
	case squares:
		w.SetFillColor(bytesOf(s.colour))
		// One path, so that no seams show between the squares.
		s.each(func(x, y, width, height float64) {
			w.MoveTo(x, y)
			w.LineTo(x+width, y)
			w.LineTo(x+width, y+height)
			w.LineTo(x, y+height)
			w.ClosePath()
		})
		w.DrawPath("F")
	}
}

// bytesOf are the parts of a colour as files have them.
func bytesOf(c colour.RGB) (r, g, b int) {
	n, _ := strconv.ParseUint(c.String()[1:], 16, 32) // it is six hexadecimal digits
	return int(n >> 16), int(n >> 8 & 0xff), int(n & 0xff)
}
