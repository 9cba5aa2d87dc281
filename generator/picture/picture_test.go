package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"golang.org/x/image/webp"
)

const secret = "PLANTED" // must not come out

func sample() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for i := range img.Pix {
		img.Pix[i] = byte(i * 7)
	}
	img.Set(1, 1, color.Black)
	return img
}

func segment(marker byte, content string) []byte {
	return slices.Concat([]byte{0xff, marker}, binary.BigEndian.AppendUint16(nil, uint16(len(content)+2)), []byte(content))
}

// exif are Exif data of a camera: a name, and which way up the picture is.
func exif(order binary.AppendByteOrder, turn uint16) string {
	tiff := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		tiff = []byte("MM\x00*")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	entry := func(tag, kind uint16, n uint32) {
		tiff = order.AppendUint32(order.AppendUint16(order.AppendUint16(tiff, tag), kind), n)
	}
	entry(0x010f, 2, 8)
	tiff = order.AppendUint32(tiff, 38)
	entry(0x0112, 3, 1)
	tiff = order.AppendUint16(order.AppendUint16(tiff, turn), 0)
	tiff = order.AppendUint32(tiff, 0)
	return "Exif\x00\x00" + string(tiff) + secret
}

func samePixels(t *testing.T, what string, got, want image.Image) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Fatalf("%s: the size is %v", what, got.Bounds())
	}
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			if got.At(x, y) != want.At(x, y) {
				t.Fatalf("%s: another picture at %d, %d", what, x, y)
			}
		}
	}
}

func TestJPEG(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, sample(), nil); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	want, err := jpeg.Decode(bytes.NewReader(plain))
	if err != nil {
		t.Fatal(err)
	}
	measured := profile(4)
	icc := slices.Concat(segment(0xe2, profileStart+"\x02\x02"+measured[200:]), segment(0xe2, profileStart+"\x01\x02"+measured[:200]))
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		data := slices.Concat(
			plain[:2], segment(0xe1, exif(order, 6)), segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+secret), segment(0xe2, "MPF\x00"+secret), icc,
			segment(0xed, "Photoshop 3.0\x00"+secret), []byte{0xff}, segment(0xfe, secret), segment(0xe0, "JFXX\x00"+secret), plain[2:], []byte("motion picture "+secret),
		)
		got := Plain(data)
		if bytes.Contains(got, []byte(secret)) {
			t.Errorf("what is not seen is still there: %q", got)
		}
		if colours := profileOf(got); !bytes.Contains(colours, []byte(primary)) {
			t.Errorf("what colours mean is lost: %q", colours)
		}
		if at := bytes.Index(got, []byte("Exif")); at < 0 || orientation(got[at:]) != 6 {
			t.Error("nothing says which way up it is")
		}
		img, err := jpeg.Decode(bytes.NewReader(got))
		if err != nil {
			t.Fatal(err)
		}
		samePixels(t, "JPEG", img, want)
	}
	if got := Plain(slices.Concat(plain[:2], segment(0xe1, exif(binary.LittleEndian, 1)), plain[2:])); !bytes.Equal(got, plain) {
		t.Error("a picture the right way up has more than it needs")
	}
}

func TestPNG(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, sample()); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	chunk := func(kind string) []byte {
		body := []byte(kind + secret)
		return binary.BigEndian.AppendUint32(append(binary.BigEndian.AppendUint32(nil, uint32(len(secret))), body...), crc32.ChecksumIEEE(body))
	}
	const header = 8 + 25
	data := slices.Concat(plain[:header], chunk("eXIf"), chunk("tEXt"), chunk("iTXt"), chunk("zTXt"), chunk("tIME"), chunk("prVt"), plain[header:], []byte(secret))
	if got := Plain(data); !bytes.Equal(got, plain) {
		t.Errorf("got %q", got)
	}
	for _, version := range []byte{2, 4} {
		data = slices.Concat(plain[:header], pngProfileChunk([]byte(profile(version))), plain[header:])
		got := Plain(data)
		if colours := profileOf(got); !bytes.Contains(colours, []byte(primary)) || bytes.Contains(colours, []byte(secret)) {
			t.Errorf("the profile becomes %q", colours)
		}
		if _, err := png.Decode(bytes.NewReader(got)); err != nil {
			t.Error(err)
		}
	}
}

func TestGIF(t *testing.T) {
	plain := encoded(t, halves(320, 240), "gif")
	end := len(plain) - 1
	data := slices.Concat(plain[:end], []byte("!\xfe\x07"+secret+"\x00!\xff\x0bXMP DataXMP\x07"+secret+"\x00;"), []byte(secret))
	if got := Plain(data); !bytes.Equal(got, plain) {
		t.Errorf("%d bytes become %d, not %d", len(data), len(got), len(plain))
	}
}

// primary is what the profile says that its red is.
const primary = "XYZ \x00\x00\x00\x00\x00\x00\x83\xdf\x00\x00\x3d\xbf\xff\xff\xff\xbb"

// profile is a colour profile of a version that also says whose screen it is.
func profile(version byte) string {
	header := make([]byte, 128)
	copy(header[4:], secret[:4])
	header[8] = version
	copy(header[12:], "mntrRGB XYZ ")
	copy(header[36:], "acspAPPL")
	copy(header[48:], secret)
	tags := []struct{ name, content string }{
		{"rXYZ", primary},
		{"mmod", "mmod\x00\x00\x00\x00" + secret},
		{"desc", "desc\x00\x00\x00\x00" + secret},
		{"rTRC", "curv\x00\x00\x00\x00\x00\x00\x00\x00"},
		{"gTRC", "curv\x00\x00\x00\x00\x00\x00\x00\x00"},
	}
	out := binary.BigEndian.AppendUint32(header, uint32(len(tags)))
	at := len(out) + 12*len(tags)
	for _, tag := range tags {
		out = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(append(out, tag.name...), uint32(at)), uint32(len(tag.content)))
		at += len(tag.content)
	}
	for _, tag := range tags {
		out = append(out, tag.content...)
	}
	return string(out)
}

func TestWebP(t *testing.T) {
	// One transparent pixel.
	plain, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	chunk := func(kind, content string) []byte {
		data := append(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(content))), content...)
		return append(data, make([]byte, len(content)&1)...)
	}
	data := slices.Concat(plain[:12], chunk("VP8X", "\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x00"), plain[12:], chunk("EXIF", secret), chunk("XMP ", secret))
	binary.LittleEndian.PutUint32(data[4:], uint32(len(data)-8))
	got := Plain(data)
	if bytes.Contains(got, []byte(secret)) || got[20] != 0 || int(binary.LittleEndian.Uint32(got[4:])) != len(got)-8 {
		t.Errorf("got %q", got)
	}
	img, err := webp.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	want, err := webp.Decode(bytes.NewReader(plain))
	if err != nil {
		t.Fatal(err)
	}
	samePixels(t, "WebP", img, want)
}

func TestOthers(t *testing.T) {
	for _, data := range []string{"", "GIF89a", "<svg/>", "no picture at all"} {
		if got := Plain([]byte(data)); string(got) != data {
			t.Errorf("%q becomes %q", data, got)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01"))
	f.Add([]byte(pngStart + "\x00\x00\x00\x00IEND\x00\x00\x00\x00"))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8X\x00\x00\x00\x00"))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xfe\x01a\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"))
	f.Add([]byte("\xff\xd8\xff\xe2\x02\x00" + profileStart + "\x01\x01" + profile(4)))
	f.Fuzz(func(t *testing.T, data []byte) {
		LookAt(data)
		got := Plain(bytes.Clone(data))
		if len(got) > len(data)+512 || !bytes.Equal(Plain(bytes.Clone(got)), got) {
			t.Errorf("%q becomes %q", data, got)
		}
	})
}
