package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"testing"
)

// TestTurned: a picture of two by three, with a mark in each corner, is seen
// the right way up whichever way the camera was held.
func TestTurned(t *testing.T) {
	upright := image.NewRGBA(image.Rect(0, 0, 2, 3))
	for i := range 6 {
		upright.SetRGBA(i%2, i/2, color.RGBA{uint8(i), 0, 0, 255})
	}
	// How the rows of the file run for each orientation (Exif 2.32, 0x0112).
	held := map[int][][]uint8{
		1: {{0, 1}, {2, 3}, {4, 5}},
		2: {{1, 0}, {3, 2}, {5, 4}},
		3: {{5, 4}, {3, 2}, {1, 0}},
		4: {{4, 5}, {2, 3}, {0, 1}},
		5: {{0, 2, 4}, {1, 3, 5}},
		6: {{1, 3, 5}, {0, 2, 4}},
		7: {{5, 3, 1}, {4, 2, 0}},
		8: {{4, 2, 0}, {5, 3, 1}},
	}
	for turn, rows := range held {
		img := image.NewRGBA(image.Rect(0, 0, len(rows[0]), len(rows)))
		for y, row := range rows {
			for x, v := range row {
				img.SetRGBA(x, y, color.RGBA{v, 0, 0, 255})
			}
		}
		samePixels(t, "turned", Turned(img, turn), upright)
	}
}

func FuzzOrientation(f *testing.F) {
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, sample(), nil); err != nil {
		f.Fatal(err)
	}
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		f.Add(slices.Concat(plain.Bytes()[:2], segment(0xe1, exif(order, 6)), plain.Bytes()[2:]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if n := Orientation(data); n < 0 || n > 8 {
			t.Errorf("orientation %d", n)
		}
	})
}
