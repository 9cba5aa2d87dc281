package picture

import (
	"encoding/binary"
	"iter"
)

// chunk is a part of a PNG or WebP file.
type chunk struct {
	kind    string // "IHDR", "VP8 "
	all     []byte // of the file, with its kind, length and what else belongs to it
	content []byte
}

// pngChunks are those of a PNG file (PNG, third edition, section 5), up to its
// end or to where it is cut off.
func pngChunks(data []byte) iter.Seq[chunk] {
	return func(yield func(chunk) bool) {
		for at := len(pngStart); at+12 <= len(data); {
			end := at + 12 + int(binary.BigEndian.Uint32(data[at:]))
			if end > len(data) {
				return
			}
			c := chunk{string(data[at+4 : at+8]), data[at:end], data[at+8 : end-4]}
			if !yield(c) || c.kind == "IEND" {
				return
			}
			at = end
		}
	}
}

// webpChunks are those of a WebP file (RFC 9649), up to its end or to where it
// is cut off.
func webpChunks(data []byte) iter.Seq[chunk] {
	return func(yield func(chunk) bool) {
		for at := 12; at+8 <= len(data); {
			size := int(binary.LittleEndian.Uint32(data[at+4:]))
			end := at + 8 + size + size&1
			if end > len(data) {
				return
			}
			if !yield(chunk{string(data[at : at+4]), data[at:end], data[at+8 : at+8+size]}) {
				return
			}
			at = end
		}
	}
}

// What blocks of a GIF file begin with (GIF89a).
const (
	gifPicture, gifExtension, gifEnd = 0x2c, 0x21, 0x3b
)

// gifBlocks are the blocks of a GIF file after its header, up to its end or to
// where it is cut off.
func gifBlocks(data []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for at := gifHeader(data); at > 0 && at < len(data); {
			end := at + 1
			switch data[at] {
			case gifPicture:
				if at+10 > len(data) {
					return
				}
				end = at + 10 + colourTable(data[at+9]) + 1 // one byte for the width of codes
			case gifExtension:
				end = at + 2
			case gifEnd:
				yield(data[at:end])
				return
			default:
				return
			}
			for {
				if end >= len(data) {
					return
				}
				length := int(data[end])
				if end += 1 + length; length == 0 {
					break
				}
			}
			if !yield(data[at:end]) {
				return
			}
			at = end
		}
	}
}

// gifHeader is where the blocks of a GIF file begin; 0 of one without.
func gifHeader(data []byte) int {
	if len(data) < 13 {
		return 0
	}
	return 13 + colourTable(data[10])
}

// colourTable is how many bytes the table of colours has that flags announce.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// jpegHead are the segments of a JPEG file before the picture, each by its
// marker (ITU-T T.81, annex B).
func jpegHead(data []byte) iter.Seq2[byte, []byte] {
	return func(yield func(byte, []byte) bool) {
		for at := 2; at+4 <= len(data) && data[at] == 0xff; {
			marker := data[at+1]
			if marker == 0xff { // fill
				at++
				continue
			}
			end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
			if marker == startOfScan || end < at+4 || end > len(data) || !yield(marker, data[at+4:end]) {
				return
			}
			at = end
		}
	}
}
