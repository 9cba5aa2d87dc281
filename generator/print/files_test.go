package print

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"

	pdfread "github.com/ledongthuc/pdf"
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
			c := s.fill.Bytes()
			fill(s.box, color.RGBA{c[0], c[1], c[2], 255})
		case circle:
			if s.line == 0 {
				c := s.colour.Bytes()
				fill(s.bounds(), color.RGBA{c[0], c[1], c[2], 255})
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
			if codes := map[bool]int{false: 1}[strings.HasPrefix(kind, "agreement")]; found != codes && len(address) < 120 {
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

// reading opens a PDF file with a library that has no part in writing it.
func reading(t *testing.T, data []byte) *pdfread.Reader {
	t.Helper()
	r, err := pdfread.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// pdfText is the text of a PDF file as it can be copied out of it, without
// spaces, as lines end without one.
func pdfText(t *testing.T, data []byte) string {
	t.Helper()
	text, err := reading(t, data).GetPlainText()
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(text)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(all)), "")
}

func TestPDF(t *testing.T) {
	for _, bleed := range []float64{0, bleedWidth} {
		l := newTestLayout(t, "Ankerplatz", bleed)
		names := []string{"Jürgen Müßig-Größl", "Søren Kjær Ångström", "Иван Петров", "Γιώργος Παπαδόπουλος", "Ἀριστοτέλης ὁ Σταγειρίτης", "Nguyễn Thị Hồng", "To Tavares (AV) \\ WAY"}
		var pages []*page
		for _, name := range names {
			p := l.sign(someone(t, name))
			if bleed > 0 {
				p = p.withMarks()
			}
			pages = append(pages, p)
		}
		data, err := writePDF(pages, about{"Tischschilder – Ankerplatz", "Ankerplatz", "nl"})
		if err != nil {
			t.Fatal(err)
		}
		got := pdfText(t, data)
		for _, name := range append(names, "Vraag het", "Spreekuren", "Sprechstunde am Platz, Raum 2.14") {
			if !strings.Contains(got, strings.ReplaceAll(name, " ", "")) {
				t.Errorf("no %q in the text of the file: %q", name, got)
			}
		}
		r := reading(t, data)
		root := r.Trailer().Key("Root")
		for what, got := range map[string][2]any{
			"pages":    {r.NumPage(), len(names)},
			"language": {root.Key("Lang").Text(), "nl"},
			"title":    {r.Trailer().Key("Info").Key("Title").Text(), "Tischschilder – Ankerplatz"},
			"shown":    {root.Key("ViewerPreferences").Key("DisplayDocTitle").Bool(), true},
			"bookmark": {root.Key("Outlines").Key("First").Key("Title").Text(), names[0]},
			"next":     {root.Key("Outlines").Key("First").Key("Next").Key("Title").Text(), names[1]},
		} {
			if got[0] != got[1] {
				t.Errorf("%s: %v, want %v", what, got[0], got[1])
			}
		}
		if len(data) > 400<<10 {
			t.Errorf("%d bytes: the fonts are embedded as a whole", len(data))
		}
		for range 3 {
			again, err := writePDF(pages, about{"Tischschilder – Ankerplatz", "Ankerplatz", "nl"})
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(data, again) {
				t.Fatal("the same pages make other bytes")
			}
		}
	}
}

// What goes to a print shop is PDF/X-4. The numbers of A5 with 3 mm of bleed
// and 10 mm around it are points.
func TestPDFX(t *testing.T) {
	l := newTestLayout(t, "Ankerplatz", bleedWidth)
	l.logo = &logo{width: 2, height: 1, png: quartersPNG(t)}
	data, err := writePDF([]*page{l.sign(someone(t, "Anna Petersen")).withMarks()}, about{"Bureaubordje Anna & Co", "Ankerplatz", "nl"})
	if err != nil {
		t.Fatal(err)
	}
	r := reading(t, data)
	trailer := r.Trailer()
	root, page := trailer.Key("Root"), r.Page(1).V
	box := func(name string) string {
		var sides []string
		for i := range 4 {
			sides = append(sides, fmt.Sprintf("%.1f", page.Key(name).Index(i).Float64()))
		}
		return strings.Join(sides, " ")
	}
	intent := root.Key("OutputIntents").Index(0)
	profile, err := io.ReadAll(intent.Key("DestOutputProfile").Reader())
	if err != nil {
		t.Fatal(err)
	}
	xmp, err := io.ReadAll(root.Key("Metadata").Reader())
	if err != nil {
		t.Fatal(err)
	}
	screen := page.Key("Resources").Key("ColorSpace").Key("Screen")
	for what, got := range map[string][2]any{
		"version":          {string(data[:8]), "%PDF-1.6"},
		"media box":        {box("MediaBox"), "0.0 0.0 652.0 476.2"},
		"bleed box":        {box("BleedBox"), "19.8 19.8 632.1 456.4"},
		"trim box":         {box("TrimBox"), "28.3 28.3 623.6 447.9"},
		"intent":           {intent.Key("S").Name(), "GTS_PDFX"},
		"condition":        {intent.Key("OutputConditionIdentifier").Text(), "FOGRA39"},
		"profile":          {string(profile[12:20]), "prtrCMYK"},
		"channels":         {intent.Key("DestOutputProfile").Key("N").Int64(), int64(4)},
		"colours":          {screen.Index(0).Name(), "ICCBased"},
		"their channels":   {screen.Index(1).Key("N").Int64(), int64(3)},
		"marks":            {page.Key("Resources").Key("ColorSpace").Key("Marks").Index(1).Name(), "All"},
		"trapped":          {trailer.Key("Info").Key("Trapped").Name(), "False"},
		"not encrypted":    {trailer.Key("Encrypt").IsNull(), true},
		"id":               {len(trailer.Key("ID").Index(0).RawString()), 16},
		"metadata":         {root.Key("Metadata").Key("Filter").IsNull(), true},
		"its version":      {strings.Contains(string(xmp), "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"), true},
		"its title":        {strings.Contains(string(xmp), `xml:lang="x-default">Bureaubordje Anna &amp; Co<`), true},
		"its trapping":     {strings.Contains(string(xmp), "<pdf:Trapped>False<"), true},
		"its document":     {strings.Contains(string(xmp), "<xmpMM:DocumentID>uuid:"), true},
		"annotations":      {page.Key("Annots").IsNull(), true},
		"device colours":   {regexp.MustCompile(`\b(rg|RG|k|K)\n`).Match(content(t, page)), false},
		"pictures":         {len(page.Key("Resources").Key("XObject").Keys()), 2},
		"picture's colour": {regexp.MustCompile(`/ColorSpace /DeviceRGB`).Match(data), false},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %v, want %v", what, got[0], got[1])
		}
	}
	fonts := page.Key("Resources").Key("Font")
	for _, name := range fonts.Keys() {
		font := fonts.Key(name)
		descriptor := font.Key("DescendantFonts").Index(0).Key("FontDescriptor")
		if descriptor.Key("FontFile3").Kind() != pdfread.Stream || font.Key("ToUnicode").Kind() != pdfread.Stream {
			t.Errorf("%v is not embedded with its texts", font)
		}
	}
	if len(fonts.Keys()) != 2 {
		t.Errorf("%v, want two fonts", fonts)
	}
	var document struct{}
	if err := xml.Unmarshal(xmp, &document); err != nil {
		t.Error(err)
	}
}

func content(t *testing.T, page pdfread.Value) []byte {
	t.Helper()
	data, err := io.ReadAll(page.Key("Contents").Reader())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func quartersPNG(t *testing.T) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, quarters(16)); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
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
		data := writeSVG(p, about{kind, "Ankerplatz", "nl"})
		if !bytes.Equal(data, writeSVG(p, about{kind, "Ankerplatz", "nl"})) {
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
