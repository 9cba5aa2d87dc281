package print

import (
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"ankerplatz/generator/qr"
)

// raster paints the shapes of a page that lie in a part of it, but for text
// and photos, at so many pixels a millimetre.
func raster(p *page, part box, scale float64) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, int(part.w*scale), int(part.h*scale)))
	fill := func(b box, c color.Color) {
		px := func(v float64) int { return int(v*scale + 0.5) }
		r := image.Rect(px(b.x-part.x), px(b.y-part.y), px(b.right()-part.x), px(b.bottom()-part.y))
		draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
	}
	for _, s := range p.shapes {
		switch s := s.(type) {
		case rect:
			r, g, b := bytesOf(s.fill)
			fill(s.box, color.RGBA{uint8(r), uint8(g), uint8(b), 255})
		case circle:
			if s.line == 0 {
				r, g, b := bytesOf(s.colour)
				fill(s.bounds(), color.RGBA{uint8(r), uint8(g), uint8(b), 255})
			}
		case squares:
			s.each(func(x, y, w, h float64) { fill(box{x, y, w, h}, color.Black) })
		}
	}
	return img
}

func decodeQR(t *testing.T, img image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

func TestCodesCanBeRead(t *testing.T) {
	l := newTestLayout(t, "Ankerplatz", 0)
	for _, path := range []string{"/x", "/nl/people/anna-petersen/", "/hub/de/people/j%C3%BCrgen-m%C3%BC%C3%9Fig/", "/" + strings.Repeat("a-long-path/", 9)} {
		address := "https://hub.example.org" + path
		who := someone(t, "Anna Petersen")
		var err error
		if who.code, err = qr.Make(address); err != nil {
			t.Fatal(err)
		}
		for kind, p := range drawnFor(l, who) {
			want := address
			if strings.HasPrefix(kind, "department") {
				want = "https://hub.example.org/nl/departments/finance/"
			}
			found := 0
			for _, s := range p.shapes {
				s, ok := s.(squares)
				if !ok {
					continue
				}
				found++
				module := s.w / float64(len(s.rows))
				if module < leastModule-1e-9 {
					t.Errorf("%s: modules of %.3f mm", kind, module)
				}
				with := s.inset(-qr.Quiet * module)
				if got := decodeQR(t, raster(p, with, 8/module)); got != want {
					t.Errorf("%s: the code says %q, want %q", kind, got, want)
				}
				checkQuiet(t, kind, raster(p, with, 8/module))
			}
			if found != 1 && len(address) < 120 {
				t.Errorf("%s: %d codes for %s", kind, found, address)
			}
		}
	}
}

// checkQuiet checks that four modules around a code of 8 pixels a module are
// white, but for the outermost, whose corners are round.
func checkQuiet(t *testing.T, kind string, img image.Image) {
	t.Helper()
	b := img.Bounds()
	inner := b.Inset(qr.Quiet * 8)
	for y := b.Min.Y + 8; y < b.Max.Y-8; y++ {
		for x := b.Min.X + 8; x < b.Max.X-8; x++ {
			if (image.Point{X: x, Y: y}).In(inner.Inset(-1)) {
				continue
			}
			if r, g, b, _ := img.At(x, y).RGBA(); r+g+b != 3*0xffff {
				t.Fatalf("%s: the quiet zone is not white at %d, %d", kind, x, y)
			}
		}
	}
}

var (
	streams = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)
	shown   = regexp.MustCompile(`(?s)\(((?:[^\\)]|\\.)*)\) ?Tj`)
)

// pdfText reads the text of a PDF file: what its streams show, each piece
// joined to the one before.
func pdfText(t *testing.T, data []byte) string {
	t.Helper()
	var out strings.Builder
	for _, m := range streams.FindAllSubmatch(data, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue // a photo
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range shown.FindAllSubmatch(content, -1) {
			var units []uint16
			raw := unescape(s[1])
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			out.WriteString(string(utf16.Decode(units)))
		}
	}
	return out.String()
}

func unescape(s []byte) []byte {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'r' {
				out = append(out, '\r')
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

func TestPDF(t *testing.T) {
	for _, bleed := range []float64{0, bleedWidth} {
		l := newTestLayout(t, "Ankerplatz", bleed)
		names := []string{"Jürgen Müßig-Größl", "Søren Kjær Ångström", "Иван Петров", "Γιώργος Παπαδόπουλος", "To Tavares (AV) \\ WAY"}
		var pages []*page
		for _, name := range names {
			p := l.sign(someone(t, name))
			if bleed > 0 {
				p = p.withMarks()
			}
			pages = append(pages, p)
		}
		data, err := writePDF(pages, about{"signs", "Ankerplatz", "nl"})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.ReplaceAll(pdfText(t, data), " ", "") // lines end without a space
		for _, name := range append(names, "Vraag het", "Spreekuren", "Sprechstunde am Platz, Raum 2.14") {
			if !strings.Contains(got, strings.ReplaceAll(name, " ", "")) {
				t.Errorf("no %q in the text of the file: %q", name, got)
			}
		}
		for what, want := range map[string]int{"/FontFile2": 3, "/ToUnicode": 3, "/TrimBox": 5, "/BleedBox": 5, "/Lang (nl)": 1} {
			if bleed == 0 && strings.HasSuffix(what, "Box") {
				want = 0
			}
			if n := bytes.Count(data, []byte(what)); n != want {
				t.Errorf("bleed %v: %d × %s, want %d", bleed, n, what, want)
			}
		}
		if len(data) > 200<<10 {
			t.Errorf("%d bytes: the fonts are embedded as a whole", len(data))
		}
		for range 5 {
			again, err := writePDF(pages, about{"signs", "Ankerplatz", "nl"})
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(data, again) {
				t.Fatal("the same pages make other bytes")
			}
		}
	}
}

// A5 with 3 mm of bleed and 10 mm around it.
func TestBoxes(t *testing.T) {
	l := newTestLayout(t, "Ankerplatz", bleedWidth)
	data, err := writePDF([]*page{l.sign(someone(t, "Anna Petersen")).withMarks()}, about{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/TrimBox [28.35 28.35 623.62 447.87]", "/BleedBox [19.84 19.84 632.13 456.38]"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("no %s: %s", want, regexp.MustCompile(`/\w+Box \[[^]]*\]`).FindAll(data, -1))
		}
	}
}

func TestSVG(t *testing.T) {
	l := newTestLayout(t, `Tipps & "Tricks" <b>`, 0)
	var err error
	if l.logo, err = newLogo([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#f00"/></svg>`)); err != nil {
		t.Fatal(err)
	}
	if ratio := l.logo.width / l.logo.height; ratio < 3.9 || ratio > 4.1 {
		t.Errorf("the logo is %v × %v", l.logo.width, l.logo.height)
	}
	who := someone(t, `O'Neill & <script>alert(1)</script>`)
	for kind, p := range drawnFor(l, who) {
		data, err := writeSVG(p, l.typesetter, about{kind, "Ankerplatz", "nl"})
		if err != nil {
			t.Fatal(err)
		}
		again, err := writeSVG(p, newTypesetter(l.maker.faces), about{kind, "Ankerplatz", "nl"})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, again) {
			t.Errorf("%s: the same page makes other bytes", kind)
		}
		labels, pictures := "", 0
		ids, uses := map[string]bool{}, map[string]bool{}
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			element, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if element.Name.Local == "script" || element.Name.Local == "text" {
				t.Errorf("%s: a <%s>", kind, element.Name.Local)
			}
			for _, a := range element.Attr {
				switch a.Name.Local {
				case "aria-label":
					labels += a.Value + "\n"
				case "id":
					ids[a.Value] = true
				case "href":
					if strings.HasPrefix(a.Value, "data:image/jpeg;base64,") || strings.HasPrefix(a.Value, "data:image/png;base64,") {
						pictures++
						continue
					}
					uses[strings.TrimPrefix(a.Value, "#")] = true
				}
			}
		}
		if want := strings.Count(string(data), "<image"); pictures != want || want == 0 {
			t.Errorf("%s: %d pictures in the file, %d are shown", kind, pictures, want)
		}
		for use := range uses {
			if !ids[use] {
				t.Errorf("%s: uses %s, which is not there", kind, use)
			}
		}
		if flat := strings.ReplaceAll(labels, "\n", " "); !strings.Contains(flat, "O'Neill &") {
			t.Errorf("%s: no name among %q", kind, labels)
		}
	}
}
