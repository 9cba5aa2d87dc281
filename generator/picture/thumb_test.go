package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
)

// halves is a picture whose left is red and whose right is blue.
func halves(width, height int) image.Image {
	img := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}})
	for y := range height {
		for x := range width {
			img.SetColorIndex(x, y, uint8(2*x/width))
		}
	}
	return img
}

func encoded(t *testing.T, img image.Image, kind string) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, img)
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	case "gif":
		moves := &gif.GIF{Delay: []int{9, 9}, Image: []*image.Paletted{img.(*image.Paletted), image.NewPaletted(img.Bounds(), color.Palette{color.Black})}}
		err = gif.EncodeAll(&b, moves)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestSmall: whatever a picture is, its small one has the same size, is light,
// and shows its middle the right way up.
func TestSmall(t *testing.T) {
	upright := encoded(t, halves(300, 400), "jpeg")
	turned := func(turn uint16) []byte {
		return slices.Concat(upright[:2], segment(0xe1, exif(binary.LittleEndian, turn)), upright[2:])
	}
	red, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}
	for name, test := range map[string]struct {
		data                    []byte
		left, right, top, below color.RGBA
	}{
		"png":         {encoded(t, halves(800, 600), "png"), red, blue, color.RGBA{}, color.RGBA{}},
		"wide":        {encoded(t, halves(4000, 40), "png"), red, blue, color.RGBA{}, color.RGBA{}},
		"high":        {encoded(t, halves(40, 4000), "png"), red, blue, color.RGBA{}, color.RGBA{}},
		"tiny":        {encoded(t, halves(2, 1), "png"), red, blue, color.RGBA{}, color.RGBA{}},
		"moving":      {encoded(t, halves(320, 240), "gif"), red, blue, color.RGBA{}, color.RGBA{}},
		"mirrored":    {turned(2), blue, red, color.RGBA{}, color.RGBA{}},
		"on its side": {turned(6), color.RGBA{}, color.RGBA{}, red, blue},
	} {
		formed, err := Forms(test.data)
		if err != nil {
			t.Fatal(name, err)
		}
		if bytes.Contains(formed.Small, []byte(secret)) || len(formed.Small) > 8<<10 {
			t.Errorf("%s: %d bytes, or they say more than is seen", name, len(formed.Small))
		}
		img, err := jpeg.Decode(bytes.NewReader(formed.Small))
		if err != nil || img.Bounds() != image.Rect(0, 0, ThumbWidth, ThumbHeight) {
			t.Fatal(name, err)
		}
		for at, want := range map[image.Point]color.RGBA{{10, 72}: test.left, {180, 72}: test.right, {96, 8}: test.top, {96, 136}: test.below} {
			if r, g, b, _ := img.At(at.X, at.Y).RGBA(); want.A > 0 && (off(r, want.R) || off(g, want.G) || off(b, want.B)) {
				t.Errorf("%s: at %v it is %v", name, at, img.At(at.X, at.Y))
			}
		}
	}
	cut := encoded(t, halves(800, 600), "png")
	huge := slices.Clone(encoded(t, halves(8, 8), "png"))
	binary.BigEndian.PutUint32(huge[16:], 60_000)
	for name, data := range map[string][]byte{"cut off": cut[:len(cut)/2], "a bomb": huge, "none": []byte("no picture")} {
		if _, err := Forms(data); err == nil {
			t.Errorf("%s: nothing is wrong with it", name)
		}
	}
}

func off(got uint32, want uint8) bool { d := int(got>>8) - int(want); return d > 12 || d < -12 }
