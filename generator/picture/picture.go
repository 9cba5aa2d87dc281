// Package picture reads pictures, makes them smaller, and takes out of their
// files what is not seen in them.
package picture

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Plain returns a JPEG, PNG, GIF or WebP picture without what its file says
// beside the picture: where, when and with what it was taken, by whom, comments,
// small previews that may show more than the picture does, and what is hung on
// at its end. Which way up it is and what its colours mean stays. A damaged
// file ends where the damage begins; other files come back as they are.
func Plain(data []byte) []byte {
	switch Format(data) {
	case "JPEG":
		return plainJPEG(data)
	case "PNG":
		return plainPNG(data)
	case "GIF":
		return plainGIF(data)
	case "WebP":
		return plainWebP(data)
	}
	return data
}

// Markers of JPEG (ITU-T T.81, table B.1).
const (
	startOfImage, endOfImage = 0xd8, 0xd9
	restart0, restart7       = 0xd0, 0xd7
	startOfScan              = 0xda
	app0, app1, app2, app14  = 0xe0, 0xe1, 0xe2, 0xee
	app15, comment           = 0xef, 0xfe
)

func plainJPEG(data []byte) []byte {
	out := append(make([]byte, 0, len(data)), 0xff, startOfImage)
	profiled := false
	for at := 2; at+2 <= len(data) && data[at] == 0xff; {
		marker := data[at+1]
		if marker == 0xff { // fill
			at++
			continue
		}
		if marker == endOfImage {
			return append(out, 0xff, endOfImage)
		}
		if at+4 > len(data) {
			return out
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end < at+4 || end > len(data) {
			return out
		}
		content := data[at+4 : end]
		if turn := orientation(content); marker == app1 && turn > 1 {
			out = append(out, exifOf(turn)...)
		}
		switch {
		case marker == app2 && bytes.HasPrefix(content, []byte(profileStart)):
			if !profiled { // it may stand in several segments
				out = append(out, profileSegments(plainProfile(jpegProfile(data)))...)
			}
			profiled = true
		case keepSegment(marker, content):
			out = append(out, data[at:end]...)
		}
		at = end
		if marker == startOfScan {
			for at+1 < len(data) && (data[at] != 0xff || data[at+1] == 0 || data[at+1] >= restart0 && data[at+1] <= restart7) {
				at++
			}
			if at+1 >= len(data) {
				at = len(data)
			}
			out = append(out, data[end:at]...)
		}
	}
	return out
}

// keepSegment: of the segments for applications those that say what colours
// mean.
func keepSegment(marker byte, content []byte) bool {
	switch marker {
	case app0:
		return bytes.HasPrefix(content, []byte("JFIF\x00")) && len(content) == 14 // longer ones hold a preview
	case app14:
		return bytes.HasPrefix(content, []byte("Adobe"))
	}
	return marker != comment && (marker < app0 || marker > app15)
}

const exifStart = "Exif\x00\x00"

// orientation is which way up Exif data say that a picture is, 1 to 8; 0 if
// they don't (Exif 2.32, tag 0x0112 of the first directory).
func orientation(content []byte) byte {
	tiff, ok := bytes.CutPrefix(content, []byte(exifStart))
	if !ok || len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 0
	}
	for n := order.Uint16(tiff[at:]); n > 0; n-- {
		entry := at + 2 + 12*uint64(n-1)
		if entry+12 <= uint64(len(tiff)) && order.Uint16(tiff[entry:]) == 0x0112 {
			if turn := order.Uint16(tiff[entry+8:]); turn <= 8 {
				return byte(turn)
			}
		}
	}
	return 0
}

// exifOf is a segment that says which way up a picture is, and nothing else.
func exifOf(turn byte) []byte {
	tiff := []byte{'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0, 0, 0, 0, 0}
	return slices.Concat([]byte{0xff, app1, 0, byte(2 + len(exifStart) + len(tiff))}, []byte(exifStart), tiff)
}

const pngStart = "\x89PNG\r\n\x1a\n"

// pngKept are the chunks of PNG that are part of the picture, movements and
// colours included (PNG, third edition, section 11).
var pngKept = []string{
	"IHDR", "PLTE", "IDAT", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "pHYs", "acTL", "fcTL", "fdAT", "IEND",
}

func plainPNG(data []byte) []byte {
	out := append(make([]byte, 0, len(data)), pngStart...)
	for c := range pngChunks(data) {
		if c.kind == "iCCP" {
			out = append(out, pngProfileChunk(plainProfile(pngProfile(c.content)))...)
		} else if slices.Contains(pngKept, c.kind) {
			out = append(out, c.all...)
		}
	}
	return out
}

// gifMoves are the applications whose blocks say how often a GIF picture moves.
var gifMoves = []string{"NETSCAPE2.0", "ANIMEXTS1.0"}

func plainGIF(data []byte) []byte {
	begin := gifHeader(data)
	if begin == 0 || begin > len(data) {
		return data
	}
	out := append(make([]byte, 0, len(data)), data[:begin]...)
	for block := range gifBlocks(data) {
		keep := block[0] != gifExtension
		if !keep {
			switch block[1] {
			case 0xf9: // how long the next picture stays
				keep = true
			case 0xff: // of an application
				keep = len(block) >= 14 && slices.Contains(gifMoves, string(block[3:14]))
			}
		}
		if keep {
			out = append(out, block...)
		}
	}
	return out
}

// webpKept are the chunks of WebP that are part of the picture (RFC 9649).
var webpKept = []string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"}

// Flags of a WebP file's VP8X chunk.
const hasProfile, hasAlpha, hasExif, hasXMP = 0x20, 0x10, 0x08, 0x04

func plainWebP(data []byte) []byte {
	out := append(make([]byte, 0, len(data)), data[:12]...)
	flags := -1 // where they stand
	for c := range webpChunks(data) {
		switch {
		case c.kind == "ICCP":
			if profile := plainProfile(c.content); profile != nil && flags >= 0 {
				out = append(out, webpChunk("ICCP", profile)...)
				out[flags] |= hasProfile
			}
		case slices.Contains(webpKept, c.kind):
			from := len(out)
			if out = append(out, c.all...); c.kind == "VP8X" && len(c.content) > 0 {
				flags = from + 8
				out[flags] &^= hasExif | hasXMP | hasProfile
			}
		}
	}
	return riff(out)
}

// riff says in the header of a WebP file how long it is.
func riff(file []byte) []byte {
	binary.LittleEndian.PutUint32(file[4:], uint32(len(file)-8))
	return file
}

func webpChunk(kind string, content []byte) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(content)))
	return append(append(out, content...), make([]byte, len(content)&1)...)
}
