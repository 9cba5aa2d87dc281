package qr

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// draw makes an image of the path, scale pixels for each module.
func draw(t *testing.T, code Code, scale int) image.Image {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, code.Side()*scale, code.Side()*scale))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(code.Path(), "z"), "z") {
		var x, y, w, back int
		if _, err := fmt.Sscanf(part, "M%d %dh%dv1h-%d", &x, &y, &w, &back); err != nil || w != back {
			t.Fatalf("%q: %v", part, err)
		}
		if x < Quiet || y < Quiet || x+w > code.Side()-Quiet || y >= code.Side()-Quiet {
			t.Fatalf("%q is in the Quiet zone", part)
		}
		for py := y * scale; py < (y+1)*scale; py++ {
			for px := x * scale; px < (x+w)*scale; px++ {
				img.SetGray(px, py, color.Gray{})
			}
		}
	}
	return img
}

func TestMake(t *testing.T) {
	for _, text := range []string{
		"https://hub.example/de/people/anna/",
		"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Sørensen;Ängla;;;\r\nFN:山田\r\nEND:VCARD\r\n",
		strings.Repeat("ß", 1000),
	} {
		code, err := Make(text)
		if err != nil {
			t.Fatal(err)
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(draw(t, code, 4))
		if err != nil {
			t.Fatal(err)
		}
		got, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"})
		if err != nil {
			t.Fatalf("%.30q: %v", text, err)
		}
		if got.GetText() != text {
			t.Errorf("%.60q is read as %.60q", text, got.GetText())
		}
	}
	if _, err := Make(strings.Repeat("x", 3000)); err == nil {
		t.Error("a text that is too long has a code")
	}
}
