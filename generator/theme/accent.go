package theme

import (
	"fmt"
	"regexp"

	"ankerplatz/generator/colour"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// textContrast is the 4.5 of WCAG and a little, for mixed backgrounds.
const textContrast = 4.6

var paper = regexp.MustCompile(`--ground-(light|dark):\s*(#[0-9a-fA-F]{3,6})\b`)

// Accent is a rule of CSS with the custom properties that come of a site's
// accent, computed so that text in them can be read on the theme's papers.
func (t *Theme) Accent(accent strictyaml.Text) (string, diag.List) {
	var list diag.List
	c, ok := colour.Parse(accent.Value)
	if !ok {
		c, _ = colour.Parse(colour.Default)
	}
	papers := map[string]colour.RGB{"light": {1, 1, 1}, "dark": {0.01, 0.01, 0.02}}
	for _, name := range t.Names("assets/css/", ".css") {
		for _, match := range paper.FindAllSubmatch(t.files[name].Data, -1) {
			if p, ok := colour.Parse(string(match[2])); ok {
				papers[string(match[1])] = p
			}
		}
	}
	o := c.OKLCH()
	onLight, onDark := o.Readable(papers["light"], textContrast, -0.005), o.Readable(papers["dark"], textContrast, 0.005)
	if ok && onLight != c {
		list.Add(accent.Span, diag.LowContrast, diag.Say("text in the accent colour %s is hard to read on the light paper (contrast %.1f of 4.5)", accent.Value, colour.Contrast(c, papers["light"])),
			diag.Say("the hub uses %s for text instead; write that to choose it yourself", onLight.String()))
	}
	white := colour.RGB{1, 1, 1}
	fill := o.Readable(white, textContrast, -0.005)
	return fmt.Sprintf(":root{--accent:%s;--accent-hue:%.1f;--accent-chroma:%.4f;--accent-on-light:%s;--accent-on-dark:%s;--accent-fill:%s;--on-accent:#ffffff}\n",
		c, o.H, o.C, onLight, onDark, fill), list
}
