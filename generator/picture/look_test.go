package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"slices"
	"testing"
)

// TestLookAt: formats, sizes the right way up, what moves, and what is cut off.
func TestLookAt(t *testing.T) {
	jpeg, moving := encoded(t, halves(40, 30), "jpeg"), encoded(t, halves(40, 30), "gif")
	onItsSide := slices.Concat(jpeg[:2], segment(0xe1, exif(binary.BigEndian, 6)), jpeg[2:])
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	changed := bytes.Clone(plain)
	changed[len(changed)-20]++ // in the picture
	moves := slices.Concat(plain[:33], []byte("\x00\x00\x00\x08acTL\x00\x00\x00\x01\x00\x00\x00\x00\xb9\x3d\xa6\xd1"), plain[33:])
	sizeless := bytes.Clone(plain)
	copy(sizeless[16:], make([]byte, 8))
	binary.BigEndian.PutUint32(sizeless[29:], crc32.ChecksumIEEE(sizeless[12:29]))
	webp, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		data []byte
		want Look
	}{
		"a photo":             {jpeg, Look{Format: "JPEG", Width: 40, Height: 30}},
		"on its side":         {onItsSide, Look{Format: "JPEG", Width: 30, Height: 40}},
		"half a photo":        {jpeg[:len(jpeg)-9], Look{Format: "JPEG", Width: 40, Height: 30, Cut: true}},
		"PNG":                 {plain, Look{Format: "PNG", Width: 3, Height: 2}},
		"PNG without its end": {plain[:len(plain)-12], Look{Format: "PNG", Width: 3, Height: 2, Cut: true}},
		"another byte":        {changed, Look{Format: "PNG", Width: 3, Height: 2, Cut: true}},
		"a PNG of no size":    {sizeless, Look{Format: "PNG", Cut: true}},
		"a PNG that moves":    {moves, Look{Format: "PNG", Width: 3, Height: 2, Moves: true, Cut: true}}, // its sum is wrong
		"a GIF that moves":    {moving, Look{Format: "GIF", Width: 40, Height: 30, Moves: true}},
		"half a GIF":          {moving[:len(moving)-1], Look{Format: "GIF", Width: 40, Height: 30, Moves: true, Cut: true}},
		"WebP":                {webp, Look{Format: "WebP", Width: 1, Height: 1}},
		"half a WebP":         {webp[:len(webp)-4], Look{Format: "WebP", Width: 1, Height: 1, Cut: true}},
		"an iPhone's":         {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), Look{Format: "HEIC"}},
		"AVIF":                {[]byte("\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif"), Look{Format: "AVIF"}},
		"a film":              {[]byte("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"), Look{}},
		"a scan":              {[]byte("II*\x00\x08\x00\x00\x00"), Look{Format: "TIFF"}},
		"Office's":            {slices.Concat([]byte("\x01\x00\x00\x00"), make([]byte, 36), []byte(" EMF")), Look{Format: "EMF"}},
		"a document":          {[]byte("%PDF-1.4\n"), Look{Format: "PDF"}},
		"a letter":            {[]byte("Dear all,"), Look{}},
		"nothing":             {nil, Look{}},
	} {
		if got := LookAt(test.data); got != test.want {
			t.Errorf("%s: got %+v, want %+v", name, got, test.want)
		}
	}
}
