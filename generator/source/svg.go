package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
)

const maxSVG = 4 << 20

// unsafeSVG says what in a picture could run or load something.
type unsafeSVG struct {
	what   diag.Text
	offset int
}

func (u *unsafeSVG) Error() string {
	return u.text().String()
}

func (u *unsafeSVG) text() diag.Text {
	return diag.Say("holds %s, which could run scripts or load foreign files", u.what)
}

// CheckSVG returns an error for a picture that is no SVG, or that holds what
// could act or load something: scripts, event handlers, foreign elements,
// links and references that leave the file.
func CheckSVG(data []byte) error { return inspectSVG(&Asset{}, data) }

// inspectSVG does as CheckSVG and reads the picture's size.
func inspectSVG(asset *Asset, data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Entity = map[string]string{}
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, diag.Say("it is not saved as UTF-8") }
	depth, root := 0, true
	styleAt := 0     // depth of the <style> that is open
	var style []byte // its text, whatever that is broken up by
	for {
		offset := int(d.InputOffset())
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			if root {
				return errNoSVG
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.ProcInst:
			if t.Target != "xml" {
				return &unsafeSVG{diag.Say("a processing instruction"), offset}
			}
		case xml.Directive:
			if bytes.IndexByte(t, '[') >= 0 {
				return &unsafeSVG{diag.Say("declarations of its own"), offset}
			}
		case xml.EndElement:
			if depth == styleAt {
				if browser.Loads(string(style)) {
					return &unsafeSVG{diag.Say("a style that loads another file"), offset}
				}
				styleAt, style = 0, style[:0]
			}
			depth--
		case xml.StartElement:
			if depth++; depth > 200 {
				return diag.Say("it is nested too deeply")
			}
			if root {
				if t.Name.Local != "svg" || t.Name.Space != "" && t.Name.Space != svgSpace {
					return errNoSVG
				}
				asset.Width, asset.Height = svgSize(t.Attr)
			} else if depth == 1 {
				return errNoSVG
			}
			root = false
			if styleAt > 0 { // browsers leave its text out, and read what is before and behind it as one
				return &unsafeSVG{diag.Say("an element in a style"), offset}
			}
			if strings.EqualFold(t.Name.Local, "style") {
				styleAt = depth
			}
			if err := inspectElement(t, offset); err != nil {
				return err
			}
		case xml.CharData:
			if styleAt > 0 {
				style = append(style, t...)
			}
		}
	}
}

var errNoSVG = error(diag.Say("there is not one svg element around all of it"))

const svgSpace = "http://www.w3.org/2000/svg"

// activeElements are those that run, embed or change something. Elements of
// HTML and MathML are refused whatever they are.
var activeElements = []string{"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "set"}

func inspectElement(t xml.StartElement, offset int) error {
	element := strings.ToLower(t.Name.Local)
	space := strings.ToLower(t.Name.Space)
	if slices.Contains(activeElements, element) || strings.HasSuffix(space, "/xhtml") || strings.HasSuffix(space, "/mathml") {
		return &unsafeSVG{diag.Say("a <%s> element", t.Name.Local), offset}
	}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" {
			continue
		}
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		switch {
		case strings.HasPrefix(name, "on"):
			return &unsafeSVG{diag.Say("an event handler (%s)", a.Name.Local), offset}
		case name == "href":
			if !strings.HasPrefix(value, "#") && (!slices.Contains(pictures, element) || !embedded.MatchString(value)) {
				return &unsafeSVG{diag.Say("a link"), offset}
			}
		case slices.Contains(addresses, name):
			return &unsafeSVG{diag.Say("an address (%s)", a.Name.Local), offset}
		case name == "attributename" && (strings.Contains(value, "href") || value == "style" || strings.HasPrefix(value, "on")):
			return &unsafeSVG{diag.Say("an animated link or style"), offset}
		case a.Name.Space == "" && browser.Loads(value): // others are no styles: programs keep paths in them
			return &unsafeSVG{diag.Say("a reference to another file"), offset}
		}
	}
	return nil
}

// pictures are the elements that may hold a picture, as a whole address of data.
var (
	pictures = []string{"image", "feimage"}
	embedded = regexp.MustCompile(`^data:image/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*$`)
)

// addresses are attributes, other than href, that lead elsewhere: another base
// for links, and what is asked beside them.
var addresses = []string{"base", "ping", "src", "srcset", "action", "formaction"}

func svgSize(attrs []xml.Attr) (width, height int) {
	number := func(s string) float64 {
		f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
		if err != nil || f < 0 || f > 1e5 {
			return 0
		}
		return f
	}
	var w, h float64
	var box []string
	for _, a := range attrs {
		switch a.Name.Local {
		case "width":
			w = number(a.Value)
		case "height":
			h = number(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' })
		}
	}
	if (w == 0 || h == 0) && len(box) == 4 {
		w, h = number(box[2]), number(box[3])
	}
	return int(w + 0.5), int(h + 0.5)
}
