package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// drawn is an SVG picture in so many pixels on its shorter side, if it is made
// of plain shapes.
func drawn(data []byte, side float64) (img image.Image, err error) {
	defer func() {
		if failure := recover(); failure != nil {
			img, err = nil, fmt.Errorf("the SVG picture can't be drawn: %v", failure)
		}
	}()
	if err := checkShapes(data); err != nil {
		return nil, err
	}
	icon, err := oksvg.ReadIconStream(bytes.NewReader(data), oksvg.StrictErrorMode)
	if err != nil {
		return nil, fmt.Errorf("the SVG picture can't be drawn: %w", err)
	}
	w, h := icon.ViewBox.W, icon.ViewBox.H
	scale := side / min(w, h)
	if !(w > 0 && h > 0) || max(w, h)*scale > longestSVG*side {
		return nil, errors.New("the SVG picture has no size that can be drawn")
	}
	for i := range icon.SVGPaths {
		icon.SVGPaths[i].LineWidth *= scale // which SetTarget leaves as it is
	}
	width, height := int(w*scale), int(h*scale)
	canvas := image.NewRGBA(image.Rect(0, 0, width, height))
	icon.SetTarget(0, 0, float64(width), float64(height))
	icon.Draw(rasterx.NewDasher(width, height, rasterx.NewScannerGV(width, height, canvas, canvas.Bounds())), 1)
	return canvas, nil
}

const (
	longestSVG  = 8 // how many times its width a picture may be high, and the other way round
	mostShapes  = 300
	mostNumbers = 20_000
	farthest    = 20  // what a shape may reach beyond the picture, as a multiple of its size
	longest     = 500 // all that a path goes, as a multiple of the picture's size
	mostGrowth  = 4   // what transformations may enlarge a shape by
)

var (
	svgNumber   = regexp.MustCompile(`[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?`)
	strokeWidth = regexp.MustCompile(`(?i)stroke-width\s*[:=]\s*["']?\s*([^;"'\s}]*)`)
	lengths     = []string{"d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"}
)

// checkShapes refuses what the drawing of a picture would take for ever over,
// or all memory: shapes that are far larger than the picture, dashes, copies of
// copies, and more than a portrait or a logo has.
func checkShapes(data []byte) error {
	tooMuch := errors.New("the SVG picture has shapes that are far too large or too many, or dashes or copies of shapes")
	if bytes.Contains(data, []byte("dasharray")) {
		return tooMuch
	}
	size := 0.0 // of the picture
	shapes, numbers := 0, 0
	growth := []float64{1}
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the SVG picture is damaged: %w", err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			growth = growth[:len(growth)-1]
		case xml.StartElement:
			if len(growth) == 1 {
				size = pictureSize(t.Attr)
				for _, m := range strokeWidth.FindAllSubmatch(data, -1) {
					if width, err := strconv.ParseFloat(strings.TrimSuffix(string(m[1]), "px"), 64); err != nil || !(math.Abs(width) <= size) {
						return tooMuch
					}
				}
			}
			grown := growth[len(growth)-1]
			for _, a := range t.Attr {
				switch {
				case a.Name.Local == "transform":
					grown *= enlarges(a.Value)
				case slices.Contains(lengths, a.Name.Local):
					sum := 0.0 // a path may go on from where it is
					for _, n := range svgNumber.FindAllString(a.Value, -1) {
						numbers++
						v, err := strconv.ParseFloat(n, 64)
						if sum += math.Abs(v); err != nil || math.Abs(v) > farthest*size || sum > longest*size {
							return tooMuch
						}
					}
				}
			}
			growth = append(growth, grown)
			if shapes++; shapes > mostShapes || numbers > mostNumbers || !(grown <= mostGrowth) || t.Name.Local == "use" {
				return tooMuch
			}
		}
	}
}

// pictureSize is the longer side of a picture, in its own units.
func pictureSize(attrs []xml.Attr) float64 {
	size := 0.0
	for _, a := range attrs {
		numbers := svgNumber.FindAllString(a.Value, -1)
		switch a.Name.Local {
		case "viewBox":
			if len(numbers) == 4 {
				w, _ := strconv.ParseFloat(numbers[2], 64) // what is no number is 0, and fits nothing
				h, _ := strconv.ParseFloat(numbers[3], 64)
				return max(w, h)
			}
		case "width", "height":
			if len(numbers) == 1 {
				v, _ := strconv.ParseFloat(numbers[0], 64) // as above
				size = max(size, v)
			}
		}
	}
	return size
}

// enlarges is by how much a transformation makes shapes larger at most.
func enlarges(transform string) float64 {
	factor := 1.0
	for _, part := range strings.Split(transform, ")") {
		name, numbers, _ := strings.Cut(part, "(")
		switch strings.Trim(strings.ToLower(name), " ,\t\n") {
		case "", "rotate", "translate":
			continue
		}
		most := 1.0
		for i, n := range svgNumber.FindAllString(numbers, -1) {
			if v, err := strconv.ParseFloat(n, 64); err != nil || math.IsInf(v, 0) {
				return math.Inf(1)
			} else if i < 4 { // the last two of a matrix move
				most = max(most, math.Abs(v))
			}
		}
		factor *= most
	}
	return factor
}
