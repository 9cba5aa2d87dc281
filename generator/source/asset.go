package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	_ "image/gif"  // sizes of GIF,
	_ "image/jpeg" // JPEG
	_ "image/png"  // and PNG pictures
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp" // sizes of WebP pictures

	"ankerplatz/generator/diag"
)

// Asset is an image or a download.
type Asset struct {
	Entry
	Type          string // its ending in small letters, without the dot: "pdf"
	Width, Height int    // of images, in pixels; 0 where unknown
}

var (
	imageTypes = []string{"png", "jpg", "jpeg", "gif", "webp", "svg", "avif"}
	// activeTypes are documents that a browser or a server would run, in the
	// hub's name.
	activeTypes = []string{
		"html", "htm", "xhtml", "xht", "shtml", "js", "mjs", "cjs", "wasm", "hta", "mht", "mhtml", "swf",
		"xml", "xsl", "xslt", "rdf", "rss", "atom", "mathml", "mml", "svgz", // XML may hold elements of HTML
		"php", "phtml", "phar", "asp", "aspx", "jsp", "cgi", // run by servers
	}
)

// IsImage reports whether a browser shows the asset as a picture.
func (a *Asset) IsImage() bool { return slices.Contains(imageTypes, a.Type) }

// Inspect looks into a file that is not a page: its size in pixels, and
// whether it is safe to publish. It returns nil for a file that is not.
func Inspect(site fs.FS, entry Entry, opt Options) (*Asset, diag.List) {
	name := path.Join(Root, entry.Path)
	asset := &Asset{Entry: entry, Type: strings.ToLower(strings.TrimPrefix(path.Ext(entry.Path), "."))}
	var list diag.List
	switch {
	case entry.Size > opt.FileBytes:
		list.Add(wholeFile(name), diag.FileTooLarge, "is too large", "make it smaller, or raise limits.file_bytes in site.yaml")
		return nil, list
	case slices.Contains(activeTypes, asset.Type):
		list.Add(wholeFile(name), diag.UnsafeFile, "could run scripts in the name of the hub", "offer it as a ZIP or PDF file instead, or write a page")
		return nil, list
	case asset.Type == "svg":
		data, err := readLimited(site, name, maxSVG)
		if err != nil {
			list.Add(wholeFile(name), diag.UnreadableFile, "can't be read: "+reason(err), "an SVG picture may have at most 4 MB")
			return nil, list
		}
		file := diag.NewFile(name, data)
		if err := inspectSVG(asset, data); err != nil {
			at, message := file.Span(0, 0), "is no valid SVG picture: "+err.Error()
			if unsafe := new(unsafeSVG); errors.As(err, &unsafe) {
				at, message = file.Span(unsafe.offset, unsafe.offset), unsafe.Error()
			}
			list.Add(at, diag.UnsafeFile, message, "save the picture as plain SVG without scripts and links, or as PNG")
			return nil, list
		}
	case asset.IsImage():
		f, err := site.Open(name)
		if err != nil {
			list.Add(wholeFile(name), diag.UnreadableFile, "can't be read: "+reason(err), "")
			return nil, list
		}
		defer f.Close()
		// A picture of an unknown make has no size; the browser may know it.
		if c, _, err := image.DecodeConfig(io.LimitReader(f, 8<<20)); err == nil {
			asset.Width, asset.Height = c.Width, c.Height
		}
	}
	return asset, list
}

const maxSVG = 4 << 20

// unsafeSVG says what in a picture could run or load something.
type unsafeSVG struct {
	what   string
	offset int
}

func (u *unsafeSVG) Error() string {
	return "holds " + u.what + ", which could run scripts or load foreign files"
}

// CheckSVG returns an error for a picture that is no SVG, or that holds what
// could act or load something: scripts, event handlers, foreign elements,
// links and references that leave the file.
func CheckSVG(data []byte) error { return inspectSVG(&Asset{}, data) }

// inspectSVG does as CheckSVG and reads the picture's size.
func inspectSVG(asset *Asset, data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Entity = map[string]string{}
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("it is not saved as UTF-8") }
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
				return &unsafeSVG{"a processing instruction", offset}
			}
		case xml.Directive:
			if bytes.IndexByte(t, '[') >= 0 {
				return &unsafeSVG{"declarations of its own", offset}
			}
		case xml.EndElement:
			if depth == styleAt {
				if loadsOther(string(style)) {
					return &unsafeSVG{"a style that loads another file", offset}
				}
				styleAt, style = 0, style[:0]
			}
			depth--
		case xml.StartElement:
			if depth++; depth > 200 {
				return errors.New("it is nested too deeply")
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
			if styleAt == 0 && strings.EqualFold(t.Name.Local, "style") {
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

var errNoSVG = errors.New("there is not one svg element around all of it")

const svgSpace = "http://www.w3.org/2000/svg"

// activeElements are those that run, embed or change something. Elements of
// HTML and MathML are refused whatever they are.
var activeElements = []string{"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "set"}

func inspectElement(t xml.StartElement, offset int) error {
	element := strings.ToLower(t.Name.Local)
	space := strings.ToLower(t.Name.Space)
	if slices.Contains(activeElements, element) || strings.HasSuffix(space, "/xhtml") || strings.HasSuffix(space, "/mathml") {
		return &unsafeSVG{"a <" + t.Name.Local + "> element", offset}
	}
	for _, a := range t.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		switch {
		case strings.HasPrefix(name, "on"):
			return &unsafeSVG{"an event handler (" + a.Name.Local + ")", offset}
		case name == "href" && a.Name.Space != "xmlns" && !strings.HasPrefix(value, "#") && !isDataImage(element, value):
			return &unsafeSVG{"a link", offset}
		case name == "base" && a.Name.Space != "xmlns":
			return &unsafeSVG{"another base for its links", offset}
		case name == "attributename" && strings.Contains(value, "href"):
			return &unsafeSVG{"an animated link", offset}
		case !strings.HasPrefix(value, "data:image/") && loadsOther(value):
			return &unsafeSVG{"a reference to another file", offset}
		}
	}
	return nil
}

func isDataImage(element, value string) bool {
	return (element == "image" || element == "feimage") &&
		(strings.HasPrefix(value, "data:image/png;base64,") || strings.HasPrefix(value, "data:image/jpeg;base64,"))
}

// loadsOther reports a style that may name another file: a url() that is not
// one of the picture's own parts, its relatives, and what is written with
// CSS's escapes, which could be any of these.
func loadsOther(style string) bool {
	style = strings.ToLower(style)
	for _, sign := range []string{"@import", "image-set(", "src(", `\`} {
		if strings.Contains(style, sign) {
			return true
		}
	}
	for {
		_, after, ok := strings.Cut(style, "url(")
		if !ok {
			return false
		}
		if !strings.HasPrefix(strings.TrimLeft(after, " \t\r\n\"'"), "#") {
			return true
		}
		style = after
	}
}

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
