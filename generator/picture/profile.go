package picture

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
)

// profileStart begins the segments of JPEG with a colour profile; the number of
// the part and how many there are follow (ICC.1:2022, annex B.4).
const profileStart = "ICC_PROFILE\x00"

const (
	mostProfile   = 4 << 20            // bytes of a colour profile
	profilePart   = 1<<16 - 1 - 2 - 14 // of it in a segment
	profileHeader = 128
	profileEntry  = 12
)

// profileKept are the tags of a colour profile that say what colours mean
// (ICC.1:2022, section 9).
var profileKept = []string{
	"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "kTRC", "wtpt", "bkpt", "chad", "lumi", "cicp", "gamt",
	"A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "D2B0", "D2B1", "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3",
}

// plainProfile is a colour profile without what it says of the device, its
// maker, its owner and the day on which it was measured; nil of what is none.
func plainProfile(data []byte) []byte {
	if len(data) < profileHeader+4 || string(data[36:40]) != "acsp" {
		return nil
	}
	n := int64(binary.BigEndian.Uint32(data[profileHeader:]))
	if n > 100 || profileHeader+4+n*profileEntry > int64(len(data)) {
		return nil
	}
	type tag struct {
		name    string
		content []byte
	}
	var tags []tag
	for i := range int(n) {
		entry := data[profileHeader+4+i*profileEntry:]
		name, from, size := string(entry[:4]), int64(binary.BigEndian.Uint32(entry[4:])), int64(binary.BigEndian.Uint32(entry[8:]))
		if slices.Contains(profileKept, name) && from+size <= int64(len(data)) {
			tags = append(tags, tag{name, data[from : from+size]})
		}
	}
	if len(tags) == 0 {
		return nil
	}
	name := slices.Concat([]byte("desc\x00\x00\x00\x00\x00\x00\x00\x02-\x00"), make([]byte, 78)) // a profile must have one, and a licence
	if data[8] >= 4 {
		name = []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS\x00\x00\x00\x02\x00\x00\x00\x1c\x00-")
	}
	licence := name
	if data[8] < 4 {
		licence = []byte("text\x00\x00\x00\x00-\x00")
	}
	tags = append(tags, tag{"desc", name}, tag{"cprt", licence})
	out := bytes.Clone(data[:profileHeader])
	for _, said := range [][2]int{{4, 8}, {24, 36}, {40, 44}, {48, 56}, {80, profileHeader}} { // programs, day, system, maker, model, number
		clear(out[said[0]:said[1]])
	}
	out = binary.BigEndian.AppendUint32(out, uint32(len(tags)))
	table := len(out)
	out = append(out, make([]byte, len(tags)*profileEntry)...)
	for i, t := range tags {
		at := -1
		for j, before := range tags[:i] { // three curves are often one
			if bytes.Equal(before.content, t.content) {
				at = int(binary.BigEndian.Uint32(out[table+j*profileEntry+4:]))
			}
		}
		if at < 0 {
			at = len(out)
			out = append(append(out, t.content...), make([]byte, -len(t.content)&3)...)
		}
		entry := out[table+i*profileEntry:]
		copy(entry, t.name)
		binary.BigEndian.PutUint32(entry[4:], uint32(at))
		binary.BigEndian.PutUint32(entry[8:], uint32(len(t.content)))
	}
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	return out
}

// profileOf is the colour profile of a JPEG, PNG or WebP picture; nil without one.
func profileOf(data []byte) []byte {
	switch Format(data) {
	case "JPEG":
		return plainProfile(jpegProfile(data))
	case "PNG":
		for c := range pngChunks(data) {
			if c.kind == "iCCP" {
				return plainProfile(pngProfile(c.content))
			}
		}
	case "WebP":
		for c := range webpChunks(data) {
			if c.kind == "ICCP" {
				return plainProfile(c.content)
			}
		}
	}
	return nil
}

// jpegProfile joins the parts of a profile.
func jpegProfile(data []byte) []byte {
	type part struct {
		number  byte
		content []byte
	}
	var parts []part
	for marker, content := range jpegHead(data) {
		if rest, ok := bytes.CutPrefix(content, []byte(profileStart)); ok && marker == app2 && len(rest) > 2 {
			parts = append(parts, part{rest[0], rest[2:]})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.number, b.number) })
	var profile []byte
	for _, p := range parts {
		profile = append(profile, p.content...)
	}
	return profile
}

// profileSegments are the segments of JPEG with a profile.
func profileSegments(profile []byte) []byte {
	var out []byte
	parts := slices.Collect(slices.Chunk(profile, profilePart))
	if len(parts) > 255 {
		return nil
	}
	for i, part := range parts {
		out = append(out, 0xff, app2)
		out = binary.BigEndian.AppendUint16(out, uint16(2+len(profileStart)+2+len(part)))
		out = append(append(out, profileStart...), byte(i+1), byte(len(parts)))
		out = append(out, part...)
	}
	return out
}

// pngProfile unpacks the profile of an iCCP chunk: a name, a zero, the way in
// which it is packed.
func pngProfile(content []byte) []byte {
	_, packed, ok := bytes.Cut(content, []byte{0})
	if !ok || len(packed) < 1 {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(r, mostProfile))
	if err != nil {
		return nil
	}
	return profile
}

func pngProfileChunk(profile []byte) []byte {
	if profile == nil {
		return nil
	}
	var packed bytes.Buffer
	packed.WriteString("iCCP-\x00\x00")
	w := zlib.NewWriter(&packed)
	_, _ = w.Write(profile) // a buffer cannot fail
	_ = w.Close()
	out := binary.BigEndian.AppendUint32(nil, uint32(packed.Len()-4))
	return binary.BigEndian.AppendUint32(append(out, packed.Bytes()...), crc32.ChecksumIEEE(packed.Bytes()))
}
