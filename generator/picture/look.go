package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
)

// Look is what is known of a file as a picture without drawing it.
type Look struct {
	Format        string // "JPEG"; see formats. "" of what is none of them
	Width, Height int    // pixels, as it is to be seen: the right way up; 0 where unknown
	Moves         bool   // it has several pictures, one after the other
	Cut           bool   // its end is missing, or something was changed on the way
}

// formats are how files of pictures, and of what people take for one, begin.
var formats = []struct{ name, start string }{
	{"JPEG", "\xff\xd8\xff"},
	{"PNG", pngStart},
	{"GIF", "GIF8"},
	{"TIFF", "II*\x00"},
	{"TIFF", "MM\x00*"},
	{"PDF", "%PDF"},
	{"WMF", "\xd7\xcd\xc6\x9a"},
	{"Photoshop", "8BPS"},
	{"BMP", "BM"},
}

// Format is what a file is by how it begins: "JPEG", "PNG", "GIF", "WebP",
// "AVIF", "HEIC", "TIFF", "BMP", "PDF", "EMF", "WMF", "Photoshop"; "" of others.
func Format(data []byte) string {
	if len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP" {
		return "WebP"
	}
	if len(data) >= 12 && string(data[4:8]) == "ftyp" { // ISO/IEC 14496-12; the brands are those of 23000-12 and of AVIF
		switch brand := string(data[8:12]); {
		case brand == "avif" || brand == "avis":
			return "AVIF"
		case brand == "mif1" || brand == "msf1" || strings.HasPrefix(brand, "hei") || strings.HasPrefix(brand, "hev"):
			if bytes.Contains(data[12:min(len(data), 64)], []byte("avif")) {
				return "AVIF"
			}
			return "HEIC"
		}
		return ""
	}
	if len(data) >= 44 && string(data[:4]) == "\x01\x00\x00\x00" && string(data[40:44]) == " EMF" {
		return "EMF"
	}
	for _, f := range formats {
		if bytes.HasPrefix(data, []byte(f.start)) {
			return f.name
		}
	}
	return ""
}

// LookAt looks at a picture, from end to end, without drawing it.
func LookAt(data []byte) Look {
	look := Look{Format: Format(data)}
	switch look.Format {
	case "JPEG":
		look.Cut = !bytes.HasSuffix(plainJPEG(data), []byte{0xff, endOfImage})
	case "PNG":
		whole := false
		for c := range pngChunks(data) {
			look.Cut = look.Cut || crc32.ChecksumIEEE(c.all[4:len(c.all)-4]) != binary.BigEndian.Uint32(c.all[len(c.all)-4:])
			look.Moves = look.Moves || c.kind == "acTL"
			whole = whole || c.kind == "IEND"
		}
		look.Cut = look.Cut || !whole
	case "GIF":
		pictures, whole := 0, false
		for block := range gifBlocks(data) {
			switch block[0] {
			case gifPicture:
				pictures++
			case gifEnd:
				whole = true
			}
		}
		look.Moves, look.Cut = pictures > 1, !whole
	case "WebP":
		look.Cut = int64(binary.LittleEndian.Uint32(data[4:]))+8 > int64(len(data))
		for c := range webpChunks(data) {
			look.Moves = look.Moves || c.kind == "ANMF"
		}
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err == nil && c.Width > 0 && c.Height > 0:
		look.Width, look.Height = c.Width, c.Height
		if Orientation(data) >= 5 { // it lies on its side
			look.Width, look.Height = c.Height, c.Width
		}
	case err == nil || misread(err):
		look.Cut = look.Cut || slices.Contains([]string{"PNG", "JPEG", "GIF"}, look.Format)
	}
	return look
}

// misread reports whether a picture's size could not be read for what is wrong
// with it, and not because it is of a make that few programs know.
func misread(err error) bool {
	var ofPNG png.UnsupportedError
	var ofJPEG jpeg.UnsupportedError
	return !errors.As(err, &ofPNG) && !errors.As(err, &ofJPEG)
}
