package generator

import (
	"fmt"
	"image"
	"image/color"
	"regexp"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/rogpeppe/go-internal/txtar"
)

var (
	codeBox  = regexp.MustCompile(`<svg class="qr" viewBox="0 0 (\d+) `)
	codePath = regexp.MustCompile(`<path d="(M[^"]*)"/></svg>`)
)

// readCode is what a telephone's camera reads from the first QR code of a page.
func readCode(t *testing.T, html string) string {
	t.Helper()
	box, path := codeBox.FindStringSubmatch(html), codePath.FindStringSubmatch(html)
	if box == nil || path == nil {
		t.Fatal("there is no QR code")
	}
	const scale = 4
	var side int
	if _, err := fmt.Sscan(box[1], &side); err != nil {
		t.Fatal(err)
	}
	img := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	for part := range strings.SplitSeq(path[1], "z") {
		var x, y, w int
		if _, err := fmt.Sscanf(part, "M%d %dh%dv1", &x, &y, &w); err != nil && part != "" {
			t.Fatalf("%q: %v", part, err)
		}
		for i := range w * scale * scale {
			img.SetGray(x*scale+i/scale, y*scale+i%scale, color.Gray{})
		}
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_PURE_BARCODE: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8",
	})
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

// TestCodeOfProfile reads the QR code of a profile: the contact, as far as the
// person agreed to it.
func TestCodeOfProfile(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "site.yaml", siteYAML+"privacy: {consent: required}\n")
	put(t, dir, "content/de/people/zoe.md", "---\nname: Zoë Ångström\ndepartment: planung\ncontact: {email: zoe@example.org, phone: '+49 431 1', mobile: '+49 151 2'}\nconsent: [contact.email, contact.mobile]\n---\nx")
	long := strings.Repeat("山", 1000)
	put(t, dir, "content/de/people/lang.md", "---\nname: "+long+"\nslug: lang\ndepartment: planung\n---\nx")
	files, _ := buildAll(t, dir)
	got := readCode(t, files["de/people/zoe/index.html"])
	for _, want := range []string{"BEGIN:VCARD\r\nVERSION:3.0\r\n", "\r\nN:Ångström;Zoë;;;\r\n", "\r\nFN:Zoë Ångström\r\n", "zoe@example.org", "+49 151 2", "/de/people/zoe/\r\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("the code lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "431") {
		t.Errorf("the code holds what was not agreed to:\n%s", got)
	}
	if got := readCode(t, files["de/people/lang/index.html"]); !strings.HasSuffix(got, "/de/people/lang/") || !strings.HasPrefix(got, "http") {
		t.Errorf("a name too long for a code gives %q, not the profile's address", got)
	}
}
