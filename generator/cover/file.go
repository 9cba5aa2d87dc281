package cover

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"image"
	"image/color"
	"math/bits"
	"slices"
	"strings"
)

// sheet is the file of covers that differ in some rows only: what comes before
// those and after them is packed already.
type sheet struct {
	size          image.Point
	above, rows   []uint8 // the row before those that differ; and those, without the paper at their end
	head          []byte  // of the file
	before, after []byte  // the other rows, packed (RFC 1951), each to a byte's end
	sum, afterSum uint32  // Adler-32 of before and after
	afterBytes    int     // that were packed
}

// newSheet packs a picture but for the rows from one, which is not the first, to
// another.
func newSheet(img *image.Paletted, from, to int) (*sheet, error) {
	s := &sheet{size: img.Rect.Size(), head: []byte("\x89PNG\r\n\x1a\n")}
	header := binary.BigEndian.AppendUint32(nil, uint32(s.size.X))
	header = binary.BigEndian.AppendUint32(header, uint32(s.size.Y))
	s.head = chunk(s.head, "IHDR", header, []byte{8, 3, 0, 0, 0}) // eight bits, in a palette
	var palette []byte
	for _, c := range img.Palette {
		rgb := color.RGBAModel.Convert(c).(color.RGBA)
		palette = append(palette, rgb.R, rgb.G, rgb.B)
	}
	s.head = chunk(s.head, "PLTE", palette)
	rows := func(from, to int) []uint8 { return img.Pix[from*img.Stride : to*img.Stride] }
	s.above = slices.Clone(rows(from-1, from))
	s.rows = slices.Clone(bytes.TrimRight(rows(from, to), string(rune(paperInk))))

	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	pack := func(rows []uint8, end func() error) ([]byte, []byte, error) {
		var raw []byte
		for row := range slices.Chunk(rows, s.size.X) {
			raw = append(append(raw, 0), row...) // PNG's filter 0: none
		}
		packed.Reset()
		w.Reset(&packed)
		if _, err := w.Write(raw); err != nil {
			return nil, nil, err
		}
		err := end()
		return bytes.Clone(packed.Bytes()), raw, err
	}
	var raw []byte
	if s.before, raw, err = pack(rows(0, from), w.Flush); err != nil {
		return nil, err
	}
	s.sum = adler32.Checksum(raw)
	s.after, raw, err = pack(rows(to, s.size.Y), w.Close)
	s.afterSum, s.afterBytes = adler32.Checksum(raw), len(raw)
	return s, err
}

// chunk adds a chunk to a PNG file.
func chunk(file []byte, kind string, parts ...[]byte) []byte {
	at := len(file)
	file = append(append(file, 0, 0, 0, 0), kind...)
	for _, part := range parts {
		file = append(file, part...)
	}
	binary.BigEndian.PutUint32(file[at:], uint32(len(file)-at-8))
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(file[at+4:]))
}

// packer packs rows in the way that letters need: as the difference to the row
// above (PNG's filter 2), of which equal ones in a row are said once, with how
// often they come. It is for one goroutine.
type packer struct {
	out   []byte
	rest  uint64 // bits that are not written yet, the first is the lowest
	count int    // of them
	a, b  uint32 // Adler-32 (RFC 1950) without its remainder
}

// file is the file of a cover that has these rows where it differs.
func (p *packer) file(s *sheet, rows []byte) []byte {
	*p = packer{append(p.out[:0], begin.out...), begin.rest, begin.count, s.sum & 0xffff, s.sum >> 16}
	above := s.above
	for row := range slices.Chunk(rows, s.size.X) {
		p.row(above, row)
		above = row
	}
	p.put(codes[endOfBlock])
	p.bits(0, 3) // a block that is stored as it is, of no bytes: the next one begins at a byte
	p.bits(0, -p.count&7)
	for ; p.count > 0; p.count -= 8 {
		p.out = append(p.out, byte(p.rest))
		p.rest >>= 8
	}
	p.out = append(p.out, 0, 0, 0xff, 0xff)
	p.a, p.b = p.a%adlerBase, p.b%adlerBase
	n := uint32(s.afterBytes) % adlerBase // zlib's adler32_combine
	a := (p.a + s.afterSum&0xffff + adlerBase - 1) % adlerBase
	b := (p.b + s.afterSum>>16 + n*((p.a+adlerBase-1)%adlerBase)%adlerBase) % adlerBase
	file := make([]byte, 0, len(s.head)+len(s.before)+len(p.out)+len(s.after)+30)
	file = append(file, s.head...)
	file = chunk(file, "IDAT", []byte{0x78, 0xda}, s.before, p.out, s.after, binary.BigEndian.AppendUint32(nil, b<<16|a))
	return chunk(file, "IEND")
}

const adlerBase = 65521

// row packs a row.
func (p *packer) row(above, row []byte) {
	p.a, p.b = p.a%adlerBase, p.b%adlerBase // so that a row makes neither too large
	p.literal(2)
	if bytes.Equal(above, row) { // as most rows are
		p.zeros(len(row))
		return
	}
	for x := 0; x < len(row); {
		if n := same(above[x:], row[x:]); n > 0 {
			p.zeros(n)
			x += n
			continue
		}
		from, v := x, row[x]-above[x]
		for x++; x < len(row) && row[x]-above[x] == v; {
			x++
		}
		p.repeat(v, x-from)
	}
}

// same is how many bytes at the beginning of two rows are the same.
func same(a, b []byte) int {
	n := 0
	for ; n+8 <= len(a) && n+8 <= len(b); n += 8 {
		if other := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); other != 0 {
			return n + bits.TrailingZeros64(other)/8
		}
	}
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n
}

// zeros packs n of them.
func (p *packer) zeros(n int) {
	p.b += uint32(n) * p.a
	for n > 0 {
		run := min(n, len(zeros)-1)
		p.put(zeros[run])
		n -= run
	}
}

// repeat packs a byte n times.
func (p *packer) repeat(v byte, n int) {
	for n > 0 {
		p.literal(v)
		if n--; n >= 3 {
			again := min(n, len(lengths)-1)
			p.put(lengths[again])
			p.b += uint32(again)*p.a + uint32(again*(again+1)/2)*uint32(v)
			p.a += uint32(again) * uint32(v)
			n -= again
		}
	}
}

func (p *packer) literal(v byte) {
	p.a += uint32(v)
	p.b += p.a
	p.put(codes[v])
}

func (p *packer) put(c code) { p.bits(c.bits, c.count) }

func (p *packer) bits(bits uint32, count int) {
	p.rest |= uint64(bits) << p.count
	if p.count += count; p.count >= 32 {
		p.out = binary.LittleEndian.AppendUint32(p.out, uint32(p.rest))
		p.rest >>= 32
		p.count -= 32
	}
}

// code is bits in the order in which they are written, the first is the lowest.
type code struct {
	bits  uint32
	count int
}

func (c code) then(next code) code {
	return code{c.bits | next.bits<<c.count, c.count + next.count}
}

const endOfBlock = 256

// sizes are those of the codes of the bytes, of the end and of lengths, in bits,
// in hexadecimal: the best for what the titles of 3,000 pages become.
var sizes = "244555568" + strings.Repeat("f", 214) + "b9999999eeeffeffffffffffe76665554d89888776577777788888788887884"

// codes are those of the bytes and of the end; lengths say how often the last byte
// comes again: a length, and the distance 1; zeros are so many of them.
var (
	codes   [286]code
	lengths [259]code
	zeros   [260]code
	begin   packer // has begun a block with them
)

func init() {
	next := 0
	for size := 1; size <= 15; size++ { // RFC 1951, 3.2.2
		for symbol, digit := range sizes {
			if digit == rune("0123456789abcdef"[size]) {
				codes[symbol] = code{bits.Reverse32(uint32(next)) >> (32 - size), size}
				next++
			}
		}
		next <<= 1
	}
	for length := 3; length <= 258; length++ { // 3.2.5
		n, extra := length-3, 0
		symbol := 257 + n
		if length == 258 {
			symbol = 285
		} else if n >= 8 {
			extra = bits.Len(uint(n)) - 3
			symbol = 257 + 4*extra + n>>extra
		}
		lengths[length] = codes[symbol].then(code{uint32(n & (1<<extra - 1)), extra + 1})
	}
	zeros[1] = codes[0]
	zeros[2] = zeros[1].then(codes[0])
	zeros[3] = zeros[2].then(codes[0])
	for n := 4; n < len(zeros); n++ {
		zeros[n] = codes[0].then(lengths[n-1])
	}
	begin.bits(0b100, 3) // 3.2.7
	begin.bits(uint32(len(codes)-257), 5)
	begin.bits(2-1, 5)  // distances: 1 and 2, with one bit each
	begin.bits(19-4, 4) // sizes: 0 to 15, with four bits each, and none for how often they come again
	for i := range 19 {
		begin.bits(uint32(min(i/3, 1)*4), 3)
	}
	for _, c := range codes {
		begin.bits(bits.Reverse32(uint32(c.count))>>28, 4)
	}
	begin.bits(0x88, 8) // 1 and 1
}
