package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"slices"
	"testing"
)

// noise is a picture like a photo: no two pixels are alike.
func noise(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	n := uint32(1)
	for i := range img.Pix {
		n = n*1664525 + 1013904223
		if img.Pix[i] = byte(n >> 24); i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	return img
}

func names(f *Formed) []string {
	var all []string
	for _, form := range f.Forms {
		all = append(all, form.Name)
	}
	return all
}

// TestForms: which forms there are, by what a picture is, and that none has
// more bytes than the next larger one, nor the largest more than the picture.
func TestForms(t *testing.T) {
	photo := encoded(t, noise(2300, 200), "jpeg")
	onItsSide := slices.Concat(photo[:2], segment(0xe1, exif(binary.BigEndian, 6)), photo[2:])
	measured := slices.Concat(photo[:2], segment(0xe2, profileStart+"\x01\x01"+profile(4)), photo[2:])
	grey := slices.Concat(photo[:2], segment(0xe2, profileStart+"\x01\x01"+string(bytes.Replace([]byte(profile(4)), []byte("RGB "), []byte("GRAY"), 1))), photo[2:])
	all := []string{"480.jpg", "720.jpg", "1080.jpg", "1440.jpg", "1920.jpg"}
	for name, test := range map[string]struct {
		data []byte
		want []string
	}{
		"a photo":               {photo, all},
		"on its side":           {onItsSide, nil},
		"with a profile":        {measured, all},
		"in other colours":      {grey, nil},
		"a photo as PNG":        {encoded(t, noise(1000, 100), "png"), []string{"480.jpg", "720.jpg", "1000.jpg"}},
		"without more to say":   {encoded(t, halves(300, 200), "png"), nil},
		"moving":                {encoded(t, halves(1000, 100), "gif"), nil},
		"wider than WebP takes": {encoded(t, halves(30_000, 1), "png"), nil},
	} {
		formed, err := Forms(test.data)
		if err != nil {
			t.Fatal(name, err)
		}
		if got := names(formed); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v", name, got)
		}
		bytesOf := 0
		for _, form := range formed.Forms {
			if form.Name == "" {
				form.Data = test.data
			}
			img, err := Decode(form.Data, 0)
			if err != nil || form.Name != "" && img.Bounds().Size() != image.Pt(form.Width, form.Height) {
				t.Errorf("%s: %s: %v", name, form.Name, err)
			}
			if len(form.Data) <= bytesOf || len(form.Data) > len(test.data) || bytes.Contains(form.Data, []byte(secret)) {
				t.Errorf("%s: %s has %d bytes, or says more than is seen", name, form.Name, len(form.Data))
			}
			bytesOf = len(form.Data)
			if name == "with a profile" && !bytes.Contains(profileOf(form.Data), []byte(primary)) {
				t.Errorf("%s has lost what its colours mean", form.Name)
			}
			if name == "on its side" && form.Width > form.Height {
				t.Errorf("%s lies on its side", form.Name)
			}
		}
		again, err := Forms(test.data)
		for i, form := range again.Forms {
			if err != nil || !bytes.Equal(form.Data, formed.Forms[i].Data) {
				t.Errorf("%s: not the same bytes", name)
			}
		}
	}
}

// TestSharp: what was drawn is as it was, to the pixel, with the colours that
// its profile says, and half of it has the colours of both.
func TestSharp(t *testing.T) {
	drawn := image.NewNRGBA(image.Rect(0, 0, 600, 90))
	for i := range drawn.Pix {
		drawn.Pix[i] = byte(i / 4 % 3 * 100)
	}
	var file bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.NoCompression}).Encode(&file, drawn); err != nil {
		t.Fatal(err)
	}
	const header = 8 + 25
	data := slices.Concat(file.Bytes()[:header], pngProfileChunk([]byte(profile(2))), file.Bytes()[header:])
	formed, err := Forms(data)
	if err != nil {
		t.Fatal(err)
	}
	whole := formed.Forms[len(formed.Forms)-1]
	if !bytes.Contains(profileOf(whole.Data), []byte(primary)) {
		t.Error("what colours mean is lost")
	}
	img, err := Decode(whole.Data, 0)
	if err != nil {
		t.Fatal(err)
	}
	for x := range 600 {
		if got, want := color.NRGBAModel.Convert(img.At(x, 9)), color.NRGBAModel.Convert(drawn.At(x, 9)); drawn.NRGBAAt(x, 9).A > 0 && got != want {
			t.Fatalf("at %d: %v, not %v", x, got, want)
		}
	}
	checks := image.NewRGBA(image.Rect(0, 0, 4, 2))
	for i := range checks.Pix {
		checks.Pix[i] = byte(i / 4 % 2 * 200)
	}
	if got := halved(checks).At(1, 0).(color.RGBA); got != (color.RGBA{100, 100, 100, 100}) {
		t.Errorf("half of it is %v", got)
	}
}
