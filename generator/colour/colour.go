// Package colour reckons with colours: how readable one is on another, and
// which shade of it is.
package colour

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Default is the accent of a hub that names none.
const Default = "#0b5c7a"

// RGB is a colour in linear light, each part from 0 to 1.
type RGB [3]float64

// Parse reads #rgb and #rrggbb.
func Parse(text string) (RGB, bool) {
	hex := strings.TrimPrefix(text, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return RGB{}, false
	}
	var c RGB
	for i := range c {
		c[i] = toLinear(float64(n>>(16-8*i)&0xff) / 255)
	}
	return c, true
}

func toLinear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// String is the colour as #rrggbb.
func (c RGB) String() string {
	b := c.Bytes()
	return fmt.Sprintf("#%02x%02x%02x", b[0], b[1], b[2])
}

// Bytes are the parts of the colour in sRGB, as files have them.
func (c RGB) Bytes() [3]byte {
	var parts [3]byte
	for i, v := range c {
		v = min(max(v, 0), 1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		parts[i] = byte(math.Round(v * 255))
	}
	return parts
}

// Contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func Contrast(a, b RGB) float64 {
	luminance := func(c RGB) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// OKLCH is a colour by lightness (0 to 1), chroma and hue (degrees). Source of
// the matrices: Björn Ottosson, A perceptual color space for image processing.
type OKLCH struct{ L, C, H float64 }

// OKLCH is the same colour.
func (c RGB) OKLCH() OKLCH {
	l := math.Cbrt(0.4122214708*c[0] + 0.5363325363*c[1] + 0.0514459929*c[2])
	m := math.Cbrt(0.2119034982*c[0] + 0.6806995451*c[1] + 0.1073969566*c[2])
	s := math.Cbrt(0.0883024619*c[0] + 0.2817188376*c[1] + 0.6299787005*c[2])
	lightness := 0.2104542553*l + 0.7936177850*m - 0.0040720468*s
	a := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	b := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	hue := math.Atan2(b, a) * 180 / math.Pi
	if hue < 0 {
		hue += 360
	}
	return OKLCH{lightness, math.Hypot(a, b), hue}
}

// RGB is the colour with as much of its chroma as a screen can show.
func (o OKLCH) RGB() RGB {
	for chroma := o.C; ; chroma -= 0.004 {
		c := OKLCH{o.L, max(chroma, 0), o.H}.linear()
		if chroma <= 0 || c[0] >= -1e-4 && c[1] >= -1e-4 && c[2] >= -1e-4 && c[0] <= 1.0001 && c[1] <= 1.0001 && c[2] <= 1.0001 {
			return c
		}
	}
}

func (o OKLCH) linear() RGB {
	a, b := o.C*math.Cos(o.H*math.Pi/180), o.C*math.Sin(o.H*math.Pi/180)
	cube := func(v float64) float64 { return v * v * v }
	l := cube(o.L + 0.3963377774*a + 0.2158037573*b)
	m := cube(o.L - 0.1055613458*a - 0.0638541728*b)
	s := cube(o.L - 0.0894841775*a - 1.2914855480*b)
	return RGB{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
}

// Readable is the colour, made darker or lighter (by step, in lightness) until
// its contrast with the background reaches the ratio.
func (o OKLCH) Readable(on RGB, ratio, step float64) RGB {
	for ; o.L >= 0 && o.L <= 1; o.L += step {
		// What is written is rounded to whole bytes: measure that.
		if c, _ := Parse(o.RGB().String()); Contrast(c, on) >= ratio {
			return c
		}
	}
	o.L = min(max(o.L, 0), 1)
	return o.RGB()
}
