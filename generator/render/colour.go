package render

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// rgb is a colour in linear light, each part from 0 to 1.
type rgb [3]float64

// parseColour reads #rgb and #rrggbb.
func parseColour(text string) (rgb, bool) {
	hex := strings.TrimPrefix(text, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return rgb{}, false
	}
	var c rgb
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

func (c rgb) String() string {
	var b strings.Builder
	b.WriteByte('#')
	for _, v := range c {
		v = min(max(v, 0), 1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		fmt.Fprintf(&b, "%02x", int(math.Round(v*255)))
	}
	return b.String()
}

// contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b rgb) float64 {
	luminance := func(c rgb) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// oklch is a colour by lightness (0 to 1), chroma and hue (degrees). Source of
// the matrices: Björn Ottosson, A perceptual color space for image processing.
type oklch struct{ l, c, h float64 }

func (c rgb) oklch() oklch {
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
	return oklch{lightness, math.Hypot(a, b), hue}
}

// rgb is the colour with as much of its chroma as a screen can show.
func (o oklch) rgb() rgb {
	for chroma := o.c; ; chroma -= 0.004 {
		c := oklch{o.l, max(chroma, 0), o.h}.linear()
		if chroma <= 0 || c[0] >= -1e-4 && c[1] >= -1e-4 && c[2] >= -1e-4 && c[0] <= 1.0001 && c[1] <= 1.0001 && c[2] <= 1.0001 {
			return c
		}
	}
}

func (o oklch) linear() rgb {
	a, b := o.c*math.Cos(o.h*math.Pi/180), o.c*math.Sin(o.h*math.Pi/180)
	cube := func(v float64) float64 { return v * v * v }
	l := cube(o.l + 0.3963377774*a + 0.2158037573*b)
	m := cube(o.l - 0.1055613458*a - 0.0638541728*b)
	s := cube(o.l - 0.0894841775*a - 1.2914855480*b)
	return rgb{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
}

// readable is the colour, made darker or lighter (by step, in lightness) until
// its contrast with the background reaches the ratio.
func (o oklch) readable(on rgb, ratio, step float64) rgb {
	for ; o.l >= 0 && o.l <= 1; o.l += step {
		// What is written is rounded to whole bytes: measure that.
		if c, _ := parseColour(o.rgb().String()); contrast(c, on) >= ratio {
			return c
		}
	}
	o.l = min(max(o.l, 0), 1)
	return o.rgb()
}

const (
	defaultAccent = "#0b5c7a"
	textContrast  = 4.6 // 4.5 of WCAG and a little, for mixed backgrounds
)

var paper = regexp.MustCompile(`--ground-(light|dark):\s*(#[0-9a-fA-F]{3,6})\b`)

// tokens are the custom properties that come of the site's accent, computed so
// that text in them can be read on the theme's papers.
func tokens(t *Theme, accent strictyaml.Text) (string, diag.List) {
	var list diag.List
	c, ok := parseColour(accent.Value)
	if !ok {
		c, _ = parseColour(defaultAccent)
	}
	papers := map[string]rgb{"light": {1, 1, 1}, "dark": {0.01, 0.01, 0.02}}
	for _, name := range t.names("assets/css/", ".css") {
		for _, match := range paper.FindAllSubmatch(t.files[name].Data, -1) {
			if p, ok := parseColour(string(match[2])); ok {
				papers[string(match[1])] = p
			}
		}
	}
	o := c.oklch()
	onLight, onDark := o.readable(papers["light"], textContrast, -0.005), o.readable(papers["dark"], textContrast, 0.005)
	if ok && onLight != c {
		list.Add(accent.Span, diag.LowContrast, fmt.Sprintf("text in the accent colour %s is hard to read on the light paper (contrast %.1f of 4.5)", accent.Value, contrast(c, papers["light"])),
			"the hub uses "+onLight.String()+" for text instead; write that to choose it yourself")
	}
	white := rgb{1, 1, 1}
	fill := o.readable(white, textContrast, -0.005)
	return fmt.Sprintf(":root{--accent:%s;--accent-hue:%.1f;--accent-chroma:%.4f;--accent-on-light:%s;--accent-on-dark:%s;--accent-fill:%s;--on-accent:#ffffff}\n",
		c, o.h, o.c, onLight, onDark, fill), list
}
