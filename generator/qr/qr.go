// Package qr draws QR codes for pages.
package qr

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// quiet is how many modules around a code must stay light.
const quiet = 4

// Code is a QR code, as the path of an SVG image.
type Code struct {
	Side int    // width and height of the image in modules, the quiet zone included
	Path string // the dark modules; the ground below must be light
}

// Make makes the code of a text, with a seventh of it to spare for damage
// (level M). It fails for a text of more than some 2,300 bytes.
func Make(text string) (*Code, error) {
	made, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, err
	}
	side := made.Bounds().Dx()
	var path strings.Builder
	for y := range side {
		for x := 0; x < side; x++ {
			from := x
			for x < side && made.At(x, y) == color.Black {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, x-from, x-from)
			}
		}
	}
	return &Code{Side: side + 2*quiet, Path: path.String()}, nil
}
