package print

import "ankerplatz/generator/qr"

const leastModule = 0.4 // millimetres: what phones read in print

// codeSide is how large a code must be at least, quiet zone included.
func codeSide(c qr.Code) float64 { return float64(c.Side()) * leastModule }

// code draws a QR code on white, its quiet zone included, as large as the box.
// It draws nothing, and says so, where the box is too small to be read.
func (p *page) code(in box, c qr.Code) bool {
	if c == nil || codeSide(c) > min(in.w, in.h)+1e-6 {
		return false
	}
	module := in.w / float64(c.Side())
	p.add(rect{in, min(in.w*0.05, 3), white}, squares{in.inset(qr.Quiet * module), c, black})
	return true
}

// each calls draw for each stretch of dark squares in a row.
func (s squares) each(draw func(x, y, w, h float64)) {
	module := s.w / float64(len(s.rows))
	for y := range s.rows {
		s.rows.Runs(y, func(from, to int) {
			draw(s.x+float64(from)*module, s.y+float64(y)*module, float64(to-from)*module, module)
		})
	}
}
