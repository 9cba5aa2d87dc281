// Package qr makes QR codes, for pages and for print.
package qr

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// Quiet is how many modules around a code must stay light.
const Quiet = 4

// Code is a QR code: its dark modules, by row.
type Code [][]bool

// Make makes the code of a text, with a seventh of it to spare for damage
// (level M). It fails for a text of more than some 2,300 bytes.
func Make(text string) (Code, error) {
	made, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, err
	}
	code := make(Code, made.Size)
	for y := range code {
		code[y] = make([]bool, made.Size)
		for x := range code[y] {
			code[y][x] = made.Black(x, y)
		}
	}
	return code, nil
}

// Side is the width and height of an image in modules, the quiet zone included.
func (c Code) Side() int { return len(c) + 2*Quiet }

// Path draws the dark modules as the path of an SVG image of Side by Side. The
// ground below must be light.
func (c Code) Path() string {
	var path strings.Builder
	for y := range c {
		c.Runs(y, func(from, to int) {
			fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+Quiet, y+Quiet, to-from, to-from)
		})
	}
	return path.String()
}

// Runs calls draw for each stretch of dark modules in a row: from ≤ x < to.
func (c Code) Runs(y int, draw func(from, to int)) {
	row := c[y]
	for from := 0; from < len(row); from++ {
		if !row[from] {
			continue
		}
		to := from
		for to < len(row) && row[to] {
			to++
		}
		draw(from, to)
		from = to
	}
}
