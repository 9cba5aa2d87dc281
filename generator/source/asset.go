package source

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/picture"
)

// Asset is an image or a download.
type Asset struct {
	Entry
	Type          string // its ending in small letters, without the dot: "pdf"
	Format        string // what it is as a picture, by how it begins, else by its ending: see picture.Format; "" of others
	Width, Height int    // of images, in pixels, the right way up; 0 where unknown
	Sum           string // SHA-256 in hexadecimal of images made of pixels whose size is known; "" of others
	Moves         bool   // an image of several pictures, one after the other
	Flaw          Flaw
}

// Flaw is why a file is not what its writer means it to be.
type Flaw uint8

// The flaws of files.
const (
	NoFlaw  Flaw = iota
	Empty        // without a byte
	Pointer      // only what Git LFS has in the place of a file that it did not fetch
	Cut          // an image whose end is missing, or of which something was changed on the way
)

// pointerStart is how a pointer of Git LFS begins, by its specification.
const pointerStart = "version https://git-lfs.github.com/spec/"

var imageTypes = []string{"png", "jpg", "jpeg", "gif", "webp", "svg", "avif"}

// rarelySeen are the formats of pictures that not every browser shows, and of what
// people take for pictures, by the endings of files.
var rarelySeen = map[string]string{
	"heic": "HEIC", "heif": "HEIC", "hif": "HEIC", "tif": "TIFF", "tiff": "TIFF", "bmp": "BMP", "dib": "BMP", "emf": "EMF", "wmf": "WMF",
	"pdf": "PDF", "psd": "Photoshop", "jxl": "JPEG XL", "jp2": "JPEG 2000", "eps": "EPS", "ai": "Illustrator", "ico": "ICO", "xcf": "GIMP",
}

// IsImage reports whether a browser takes the asset for a picture.
func (a *Asset) IsImage() bool { return slices.Contains(imageTypes, a.Type) }

// IsText reports whether the asset is written to be read, as a page is.
func (a *Asset) IsText() bool {
	return slices.Contains(otherTexts, a.Type) || slices.Contains([]string{"txt", "doc", "docx", "odt", "rtf", "pages", "wpd"}, a.Type)
}

// Seen reports whether a browser shows the asset as a picture, at least a part
// of it.
func (a *Asset) Seen() bool {
	return a.IsImage() && (a.Type == "svg" && a.Flaw == NoFlaw || slices.Contains([]string{"PNG", "JPEG", "GIF", "WebP", "AVIF"}, a.Format))
}

// hollow says why nothing is in a file, by how it begins.
func hollow(beginning []byte) Flaw {
	switch {
	case len(beginning) == 0:
		return Empty
	case bytes.HasPrefix(beginning, []byte(pointerStart)):
		return Pointer
	}
	return NoFlaw
}

// instead is what writers can do with a file that can't be published.
const instead = "offer it as a ZIP or PDF file instead, or write a page"

// Inspect looks into a file that is not a page: its size in pixels, and
// whether it is safe to publish. It returns nil for a file that is not.
func Inspect(site fs.FS, entry Entry, opt Options) (*Asset, diag.List) {
	name := path.Join(Root, entry.Path)
	asset := &Asset{Entry: entry, Type: strings.ToLower(strings.TrimPrefix(path.Ext(entry.Path), "."))}
	var list diag.List
	switch {
	case entry.Size > opt.FileBytes:
		list.Add(wholeFile(name), diag.FileTooLarge, diag.Say("is too large"), diag.Say("make it smaller, or raise limits.file_bytes in site.yaml"))
		return nil, list
	case !browser.Refused(name).Empty():
		list.Add(wholeFile(name), diag.UnsafeFile, browser.Refused(name), diag.Say(instead))
		return nil, list
	case slices.Contains(otherTexts, asset.Type):
		data, err := readLimited(site, name, opt.FileBytes)
		if err != nil {
			list.Add(wholeFile(name), diag.UnreadableFile, diag.Say("can't be read: %s", reason(err)), diag.Text{})
			return nil, list
		}
		held, problems := looseHeld(diag.NewFile(name, data), 0)
		if list = problems; held.Draft {
			return nil, list
		}
	case asset.Type == "svg":
		data, err := readLimited(site, name, maxSVG)
		if err != nil {
			list.Add(wholeFile(name), diag.UnreadableFile, diag.Say("can't be read: %s", reason(err)), diag.Say("an SVG picture may have at most 4 MB"))
			return nil, list
		}
		if asset.Flaw = hollow(data); asset.Flaw != NoFlaw {
			return asset, nil
		}
		file := diag.NewFile(name, data)
		if err := inspectSVG(asset, data); err != nil {
			at, message := file.Span(0, 0), diag.Say("is no valid SVG picture: %v", err)
			if unsafe := new(unsafeSVG); errors.As(err, &unsafe) {
				at, message = file.Span(unsafe.offset, unsafe.offset), unsafe.text()
			}
			list.Add(at, diag.UnsafeFile, message, diag.Say("save the picture as plain SVG without scripts and links, or as PNG"))
			return nil, list
		}
	default:
		f, err := site.Open(name)
		if err != nil {
			list.Add(wholeFile(name), diag.UnreadableFile, diag.Say("can't be read: %s", reason(err)), diag.Text{})
			return nil, list
		}
		defer f.Close()
		in := bufio.NewReaderSize(f, browser.Sniffed)
		beginning, _ := in.Peek(browser.Sniffed) // what is shorter is shorter
		if browser.LooksActive(name, beginning) {
			list.Add(wholeFile(name), diag.UnsafeFile, diag.Say("begins as HTML or XML does: browsers could show it as a page, and run scripts in the name of the hub"), diag.Say(instead))
			return nil, list
		}
		asset.Format = cmp.Or(picture.Format(beginning), rarelySeen[asset.Type])
		asset.Flaw = hollow(beginning)
		if !asset.IsImage() {
			return asset, list
		}
		// A picture of an unknown make has no size; the browser may know it.
		data, err := readLimited(site, name, opt.FileBytes)
		if err != nil {
			list.Add(wholeFile(name), diag.UnreadableFile, diag.Say("can't be read: %s", reason(err)), diag.Text{})
			return nil, list
		}
		look := picture.LookAt(data)
		asset.Width, asset.Height, asset.Moves = look.Width, look.Height, look.Moves
		if look.Cut && asset.Flaw == NoFlaw {
			asset.Flaw = Cut
		}
		if look.Width > 0 {
			sum := sha256.Sum256(data)
			asset.Sum = hex.EncodeToString(sum[:])
		}
	}
	return asset, list
}
