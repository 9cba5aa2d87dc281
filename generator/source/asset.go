package source

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	_ "image/gif"  // sizes of GIF,
	_ "image/jpeg" // JPEG
	_ "image/png"  // and PNG pictures
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	_ "golang.org/x/image/webp" // sizes of WebP pictures

	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
)

// Asset is an image or a download.
type Asset struct {
	Entry
	Type          string // its ending in small letters, without the dot: "pdf"
	Width, Height int    // of images, in pixels; 0 where unknown
	Sum           string // SHA-256 in hexadecimal of images made of pixels whose size is known; "" of others
}

var imageTypes = []string{"png", "jpg", "jpeg", "gif", "webp", "svg", "avif"}

// IsImage reports whether a browser shows the asset as a picture.
func (a *Asset) IsImage() bool { return slices.Contains(imageTypes, a.Type) }

// sum is what a file's content is known by; "" of one that can't be read, which
// is told where it is copied.
func sum(site fs.FS, name string) string {
	f, err := site.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
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
		in := bufio.NewReaderSize(io.LimitReader(f, 8<<20), browser.Sniffed)
		if beginning, _ := in.Peek(browser.Sniffed); browser.LooksActive(name, beginning) { // what is shorter is shorter
			list.Add(wholeFile(name), diag.UnsafeFile, diag.Say("begins as HTML or XML does: browsers could show it as a page, and run scripts in the name of the hub"), diag.Say(instead))
			return nil, list
		}
		if !asset.IsImage() {
			return asset, list
		}
		// A picture of an unknown make has no size; the browser may know it.
		if c, _, err := image.DecodeConfig(in); err == nil {
			asset.Width, asset.Height = c.Width, c.Height
			asset.Sum = sum(site, name)
		}
	}
	return asset, list
}
