package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"ankerplatz/generator/typeset"
)

// font is what is used of a font. Its glyphs have numbers of their own, from 1
// in the order in which they come: one that stands for two texts has two, so
// that each can be read.
type font struct {
	ref     reference
	face    *typeset.Face
	glyphs  []used
	numbers map[used]int
}

type used struct {
	face *typeset.Face
	id   uint32
	text string
}

// width is the glyph's advance as the file has it, in em.
func (u used) width() float64 { return math.Round(u.face.Advance(u.id)*1000) / 1000 }

func (d *Document) font(face *typeset.Face) *font {
	for _, f := range d.fonts {
		if f.face == face {
			return f
		}
	}
	f := &font{ref: d.add(""), face: face, numbers: map[used]int{}}
	d.fonts = append(d.fonts, f)
	return f
}

func (f *font) number(g typeset.Glyph) int {
	key := used{f.face, g.ID, g.Text}
	n, ok := f.numbers[key]
	if !ok {
		f.glyphs = append(f.glyphs, key)
		n = len(f.glyphs)
		f.numbers[key] = n
	}
	return n
}

// write adds the font's objects and returns that which pages refer to.
func (f *font) write(d *Document) string {
	program, box := f.program()
	sum := sha256.Sum256(program)
	var tag [6]byte
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	name := string(tag[:]) + "+" + f.face.Name
	file := d.stream("/Subtype /CIDFontType0C", program)
	descriptor := d.add(fmt.Sprintf("<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent 900 /Descent -240 /CapHeight 700 /StemV 80 /FontFile3 %s >>",
		name, box[0], box[1], box[2], box[3], file))
	var widths strings.Builder
	for _, g := range f.glyphs {
		fmt.Fprintf(&widths, " %d", int(math.Round(g.width()*1000)))
	}
	descendant := d.add(fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %s /DW 0 /W [1 [%s ]] >>",
		name, descriptor, widths.String()))
	return fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /%s-Identity-H /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s >>",
		name, descendant, d.stream("", f.texts()))
}

// texts is what the glyphs stand for, as a CMap.
func (f *font) texts() []byte {
	var lines []string
	for i, g := range f.glyphs {
		if g.text != "" {
			lines = append(lines, fmt.Sprintf("<%04x> <%s>", i+1, utf16Hex(g.text)))
		}
	}
	var out bytes.Buffer
	out.WriteString(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
`)
	for len(lines) > 0 {
		n := min(100, len(lines)) // as many as may stand together
		fmt.Fprintf(&out, "%d beginbfchar\n%s\nendbfchar\n", n, strings.Join(lines[:n], "\n"))
		lines = lines[n:]
	}
	out.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\n" + strings.Repeat("end\n", 2)) // of both dictionaries
	return out.Bytes()
}

// program is the glyphs as a CFF font whose CIDs are their numbers (Adobe
// Technical Notes 5176 and 5177), and the box that holds all of them. It is
// made of outlines, whatever the format of the font was that they come from.
func (f *font) program() (data []byte, box [4]int) {
	shapes := [][]byte{endOf(0)}
	for _, g := range f.glyphs {
		shapes = append(shapes, charString(g, &box))
	}
	// Offsets in the top dictionary have the same length whatever they are, so
	// that its own is known before they are.
	dictionary := func(charset, selected, strings, fonts int) []byte {
		var top []byte
		top = append(top, operand(391)...) // the first two strings of the file
		top = append(top, operand(392)...)
		top = append(top, operand(0)...)
		top = append(top, 12, 30) // ROS
		for _, v := range box {
			top = append(top, long(v)...)
		}
		top = append(top, 5) // FontBBox
		top = append(append(top, long(len(shapes))...), 12, 34)
		top = append(append(top, long(charset)...), 15)
		top = append(append(top, long(selected)...), 12, 37)
		top = append(append(top, long(strings)...), 17)
		return append(append(top, long(fonts)...), 12, 36)
	}
	head := func(top []byte) []byte {
		out := []byte{1, 0, 4, 4}
		out = append(out, index([]byte(f.face.Name))...)
		out = append(out, index(top)...)
		out = append(out, index([]byte("Adobe"), []byte("Identity"))...)
		return append(out, index()...) // no subroutines
	}
	charset := []byte{2, 0, 1} // from 1 on,
	charset = binary.BigEndian.AppendUint16(charset, uint16(max(0, len(shapes)-2)))
	selected := []byte{3, 0, 1, 0, 0, 0} // all in the first font
	selected = binary.BigEndian.AppendUint16(selected, uint16(len(shapes)))
	strings := index(shapes...)
	at := len(head(dictionary(0, 0, 0, 0)))
	charsetAt := at
	selectedAt := charsetAt + len(charset)
	stringsAt := selectedAt + len(selected)
	fontsAt := stringsAt + len(strings)
	private := append(append(operand(0), 20), append(operand(0), 21)...) // widths are written in full
	fontDict := func(privateAt int) []byte {
		return index(append(append(long(len(private)), long(privateAt)...), 18))
	}
	privateAt := fontsAt + len(fontDict(0))
	data = head(dictionary(charsetAt, selectedAt, stringsAt, fontsAt))
	for _, part := range [][]byte{charset, selected, strings, fontDict(privateAt), private} {
		data = append(data, part...)
	}
	return data, box
}

// charString is a glyph's outline in thousandths of an em. Curves with one
// control point become such with two, which are the same.
func charString(g used, box *[4]int) []byte {
	width := int(math.Round(g.width() * 1000))
	var out []byte
	at := [2]int{}
	to := func(p typeset.Point) []byte {
		x, y := int(math.Round(p.X*1000)), int(math.Round(p.Y*1000))
		box[0], box[1], box[2], box[3] = min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)
		moved := append(operand(x-at[0]), operand(y-at[1])...)
		at = [2]int{x, y}
		return moved
	}
	var from typeset.Point
	for _, s := range g.face.Outline(g.id) {
		switch s.Op {
		case 'M':
			if len(out) == 0 {
				out = operand(width)
			}
			out = append(append(out, to(s.Points[0])...), 21)
		case 'L':
			out = append(append(out, to(s.Points[0])...), 5)
		case 'Q':
			c, end := s.Points[0], s.Points[1]
			out = append(out, to(typeset.Point{X: from.X + (c.X-from.X)*2/3, Y: from.Y + (c.Y-from.Y)*2/3})...)
			out = append(out, to(typeset.Point{X: end.X + (c.X-end.X)*2/3, Y: end.Y + (c.Y-end.Y)*2/3})...)
			out = append(append(out, to(end)...), 8)
		case 'C':
			for _, p := range s.Points {
				out = append(out, to(p)...)
			}
			out = append(out, 8)
		}
		from = s.Points[s.Used-1]
	}
	if len(out) == 0 {
		return endOf(width)
	}
	return append(out, 14)
}

// endOf is a glyph that shows nothing.
func endOf(width int) []byte { return append(operand(width), 14) }

// operand is a number in a dictionary or a charstring, which is within 32,767.
func operand(v int) []byte {
	switch {
	case v >= -107 && v <= 107:
		return []byte{byte(v + 139)}
	case v >= 108 && v <= 1131:
		v -= 108
		return []byte{byte(v>>8 + 247), byte(v)}
	case v >= -1131 && v <= -108:
		v = -v - 108
		return []byte{byte(v>>8 + 251), byte(v)}
	}
	return []byte{28, byte(v >> 8), byte(v)}
}

// long is a number in a dictionary, in five bytes.
func long(v int) []byte { return binary.BigEndian.AppendUint32([]byte{29}, uint32(int32(v))) }

// index is a row of data, each with its length.
func index(items ...[]byte) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(items)))
	if len(items) == 0 {
		return out
	}
	out = append(out, 4) // bytes of an offset
	at := uint32(1)
	out = binary.BigEndian.AppendUint32(out, at)
	for _, item := range items {
		at += uint32(len(item))
		out = binary.BigEndian.AppendUint32(out, at)
	}
	return append(out, bytes.Join(items, nil)...)
}
