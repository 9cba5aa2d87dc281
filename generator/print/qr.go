package print

import (
	"image/color"

	"github.com/boombuler/barcode/qr"
)

const (
	quietZone   = 4   // modules around a QR code that must stay white
	leastModule = 0.4 // millimetres: what phones read in print
)

// code is a QR code.
type code struct {
	rows [][]bool // dark modules
}

// newCode makes the QR code of an address, with error correction for a
// seventh of it.
func newCode(address string) (*code, error) {
	made, err := qr.Encode(address, qr.M, qr.Auto)
	if err != nil {
		return nil, err
	}
	size := made.Bounds()
	c := &code{}
	for y := size.Min.Y; y < size.Max.Y; y++ {
		row := make([]bool, 0, size.Dx())
		for x := size.Min.X; x < size.Max.X; x++ {
			row = append(row, made.At(x, y) == color.Black)
		}
		c.rows = append(c.rows, row)
	}
	return c, nil
}

// side is how large the code must be at least, quiet zone included.
func (c *code) side() float64 { return float64(len(c.rows)+2*quietZone) * leastModule }

// code draws a QR code on white, its quiet zone included, as large as the box.
// It draws nothing, and says so, where the box is too small to be read.
func (p *page) code(in box, c *code) bool {
	if c == nil || c.side() > min(in.w, in.h)+1e-6 {
		return false
	}
	module := in.w / float64(len(c.rows)+2*quietZone)
	p.add(rect{in, min(in.w*0.05, 3), white}, squares{in.inset(quietZone * module), c.rows, black})
	return true
}

// each calls draw for each stretch of dark squares in a row.
func (s squares) each(draw func(x, y, w, h float64)) {
	module := s.w / float64(len(s.rows))
	for i, row := range s.rows {
		for from := 0; from < len(row); from++ {
			if !row[from] {
				continue
			}
			to := from
			for to < len(row) && row[to] {
				to++
			}
			draw(s.x+float64(from)*module, s.y+float64(i)*module, float64(to-from)*module, module)
			from = to
		}
	}
}
