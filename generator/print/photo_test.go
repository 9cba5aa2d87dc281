package print

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"
)

// corners are the colours of a picture's quarters, from the top left by rows.
func corners(t *testing.T, data []byte) [4]string {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	n := img.Bounds().Dx()
	if img.Bounds().Dy() != n {
		t.Fatalf("%v is no square", img.Bounds())
	}
	var out [4]string
	for i, at := range []image.Point{{X: n / 4, Y: n / 4}, {X: 3 * n / 4, Y: n / 4}, {X: n / 4, Y: 3 * n / 4}, {X: 3 * n / 4, Y: 3 * n / 4}} {
		r, g, b, _ := img.At(at.X, at.Y).RGBA()
		name := ""
		for _, part := range []struct {
			v    uint32
			name string
		}{{r, "r"}, {g, "g"}, {b, "b"}} {
			if part.v > 0x7fff {
				name += part.name
			}
		}
		out[i] = name
	}
	return out
}

// quarters is a picture whose quarters are red, green, blue and white.
func quarters(n int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, n, n))
	for y := range n {
		for x := range n {
			c := []color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 255, 255}}[x*2/n+y*2/n*2]
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

// withEXIF puts a note of how the picture is to be turned, and a place, into a
// JPEG file.
func withEXIF(file []byte, orientation int, order binary.AppendByteOrder, mark string) []byte {
	tiff := append([]byte(mark), order.AppendUint32(order.AppendUint16(nil, 42), 8)...)
	tiff = order.AppendUint16(tiff, 1)
	tiff = order.AppendUint32(order.AppendUint16(order.AppendUint16(tiff, 0x0112), 3), 1)
	tiff = order.AppendUint16(order.AppendUint16(tiff, uint16(orientation)), 0)
	tiff = append(order.AppendUint32(tiff, 0), "taken at home"...)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(segment)+2))...)
	return append(append(out, segment...), file[2:]...)
}

func TestPhotosAreTurned(t *testing.T) {
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, quarters(64), nil); err != nil {
		t.Fatal(err)
	}
	// What each orientation makes of red, green / blue, white.
	want := map[int][4]string{
		0: {"r", "g", "b", "rgb"}, 1: {"r", "g", "b", "rgb"}, 2: {"g", "r", "rgb", "b"}, 3: {"rgb", "b", "g", "r"}, 4: {"b", "rgb", "r", "g"},
		5: {"r", "b", "g", "rgb"}, 6: {"b", "r", "rgb", "g"}, 7: {"rgb", "g", "b", "r"}, 8: {"g", "rgb", "r", "b"}, 9: {"r", "g", "b", "rgb"},
	}
	for turn, colours := range want {
		for mark, order := range map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
			p, err := newPhoto(withEXIF(plain.Bytes(), turn, order, mark))
			if err != nil {
				t.Fatal(err)
			}
			for _, data := range [][]byte{p.small, p.large} {
				if got := corners(t, data); got != colours {
					t.Errorf("orientation %d (%s): %v, want %v", turn, mark, got, colours)
				}
				if bytes.Contains(data, []byte("Exif")) || bytes.Contains(data, []byte("taken at home")) {
					t.Error("EXIF data are still there")
				}
			}
		}
	}
}

func TestPhotoKinds(t *testing.T) {
	var transparent bytes.Buffer
	if err := png.Encode(&transparent, image.NewNRGBA(image.Rect(0, 0, 30, 90))); err != nil {
		t.Fatal(err)
	}
	p, err := newPhoto(transparent.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got := corners(t, p.small); got != [4]string{"rgb", "rgb", "rgb", "rgb"} {
		t.Errorf("what is transparent became %v, not white", got)
	}

	cmyk, err := os.ReadFile("testdata/cmyk.jpg") // 60 × 90, red above blue
	if err != nil {
		t.Fatal(err)
	}
	if p, err = newPhoto(cmyk); err != nil {
		t.Fatal(err)
	}
	if got := corners(t, p.large); got != [4]string{"r", "r", "b", "b"} {
		t.Errorf("CMYK became %v", got)
	}

	p, err = newPhoto([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="2" height="2" fill="#00f"/><rect width="1" height="1" fill="#f00"/></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := corners(t, p.large); got != [4]string{"r", "b", "b", "b"} {
		t.Errorf("SVG became %v", got)
	}

	var huge bytes.Buffer
	if err := png.Encode(&huge, image.NewGray(image.Rect(0, 0, 3000, 2000))); err != nil {
		t.Fatal(err)
	}
	if p, err = newPhoto(huge.Bytes()); err != nil {
		t.Fatal(err)
	}
	if size, _, err := image.DecodeConfig(bytes.NewReader(p.large)); err != nil || size.Width != largePhoto {
		t.Errorf("a huge photo is %d wide (%v), want %d", size.Width, err, largePhoto)
	}
}

func TestPhotosThatAreNone(t *testing.T) {
	var small bytes.Buffer
	if err := png.Encode(&small, quarters(8)); err != nil {
		t.Fatal(err)
	}
	bomb := bytes.Clone(small.Bytes())
	binary.BigEndian.PutUint32(bomb[16:], 60_000) // width and height, as the header has them
	binary.BigEndian.PutUint32(bomb[20:], 60_000)
	binary.BigEndian.PutUint32(bomb[29:], 0x5b1b7dd9)
	for name, data := range map[string]string{
		"text":        "this is no picture",
		"empty":       "",
		"cut off":     string(small.Bytes()[:60]),
		"huge header": string(bomb),
		"svg text":    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>hi</text></svg>`,
		"svg size":    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 90000"></svg>`,
		"svg dashes":  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9" stroke-dasharray="0.00001"/></svg>`,
		"svg broken":  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0`,
	} {
		if _, err := newPhoto([]byte(data)); err == nil || strings.Contains(err.Error(), "runtime error") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func svgPicture(shapes string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">` + shapes + `</svg>`
}

// Each of these would take minutes, all memory or the whole stack to draw.
func TestPicturesThatNeverEnd(t *testing.T) {
	circles := strings.Repeat(`<use href="#a"/>`, 50)
	for name, data := range map[string]string{
		"far line":     svgPicture(`<path d="M0 0L1e9 1e9L-1e9 5z"/>`),
		"far curve":    svgPicture(`<path d="M0 0C1e6 1e6 -1e6 1e6 50 50" stroke="#000" stroke-width="5" fill="none"/>`),
		"long way":     svgPicture(`<path d="M0 0` + strings.Repeat("c1000 0 0 1000 1000 1000", 100) + `" stroke="#000"/>`),
		"wide stroke":  svgPicture(`<path d="M0 0C100 0 100 100 0 100" stroke="#000" stroke-width="1e7"/>`),
		"wide style":   svgPicture(`<path d="M0 0C100 0 100 100 0 100" style="stroke:#000;stroke-width: 1e7"/>`),
		"big circle":   svgPicture(`<circle cx="0" cy="0" r="1e8" stroke="#000"/>`),
		"infinite":     svgPicture(`<path d="M0 0L1e400 5" stroke="#000"/>`),
		"many":         svgPicture(strings.Repeat(`<circle cx="50" cy="50" r="50" fill="#f00"/>`, 400)),
		"enlarged":     svgPicture(`<g transform="scale(1000)"><g transform="matrix(1000 0 0 1000 0 0)"><circle r="50" stroke="#f00"/></g></g>`),
		"itself":       svgPicture(`<defs><g id="a"><use href="#a"/></g></defs><use href="#a"/>`),
		"copies":       svgPicture(`<defs><circle id="a" r="1"/></defs><g>` + circles + `</g>`),
		"tiny picture": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e-9 1e-9"><circle r="5" stroke="#000"/></svg>`,
	} {
		if _, err := newPhoto([]byte(data)); err == nil {
			t.Errorf("%s was drawn", name)
		}
	}
}

// What is just allowed is drawn in no time.
func TestPicturesAtTheLimit(t *testing.T) {
	start := time.Now()
	for name, data := range map[string]string{
		"far curve": svgPicture(`<g transform="scale(4)"><path d="M0 0C2000 2000 -2000 2000 50 50" stroke="#000" stroke-width="100" fill="none"/></g>`),
		"long way":  svgPicture(`<g transform="scale(4)"><path d="M0 0` + strings.Repeat("c900 0 0 900 900 900", 12) + `" stroke="#000" stroke-width="100" stroke-linejoin="round"/></g>`),
		"circles":   svgPicture(strings.Repeat(`<circle cx="50" cy="50" r="2000" stroke="#f00"/>`, 50)),
	} {
		if _, err := newPhoto([]byte(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Fatalf("%s took %v", name, took)
		} else {
			t.Log(name, took)
		}
	}
}
