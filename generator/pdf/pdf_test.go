package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font/cff"
	"github.com/go-text/typesetting/font/opentype"
	pdfread "github.com/ledongthuc/pdf"

	"ankerplatz/generator/colour"
	"ankerplatz/generator/typeset"
)

func setter(t testing.TB) *typeset.Setter {
	t.Helper()
	fonts, err := typeset.Open(os.DirFS("../typeset/testdata/fonts"))
	if err != nil {
		t.Fatal(err)
	}
	return fonts.Setter("de")
}

// write is a page with lines of text.
func write(t testing.TB, d *Document, lines ...string) []byte {
	t.Helper()
	s := setter(t)
	p := d.Add(Page{Width: 100, Height: 50})
	for i, line := range lines {
		glyphs, _ := s.Line(line, typeset.Regular)
		p.Text(5, float64(8+8*i), 5, line, glyphs, colour.RGB{0.1, 0.2, 0.3})
	}
	return d.Bytes()
}

func reading(t testing.TB, data []byte) *pdfread.Reader {
	t.Helper()
	r, err := pdfread.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Text can be copied: also where two letters share a glyph, one has two, and a
// glyph stands for two texts.
func TestText(t *testing.T) {
	lines := []string{"Anna Łęcka", "Ἀριστοτέλης", "a\u00a0b c", "श्रीकृष्ण त्रिपाठी", "山田 太郎", "x\u030cy", "(\\)<>"}
	text, err := reading(t, write(t, New(About{}, false), lines...)).GetPlainText()
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(text)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(string(all)); got != strings.Join(lines, "\n") {
		t.Errorf("%q, want %q", got, strings.Join(lines, "\n"))
	}
	// What the glyphs of Indic and Arabic letters say one by one is said as a
	// whole, too.
	page := reading(t, write(t, New(About{}, false), "त्रि")).Page(1).V
	content, err := io.ReadAll(page.Key("Contents").Reader())
	if err != nil {
		t.Fatal(err)
	}
	if want := "/ActualText <feff0924094d0930093f>"; !bytes.Contains(content, []byte(want)) {
		t.Errorf("no %s in %s", want, content)
	}
}

// What is embedded of a font draws the same as the font, whatever its format.
func TestFonts(t *testing.T) {
	s := setter(t)
	r := reading(t, write(t, New(About{}, false), "Anna", "Жёлтый", "ش", "山"))
	fonts := r.Page(1).V.Key("Resources").Key("Font")
	seen := 0
	for _, name := range fonts.Keys() {
		descendant := fonts.Key(name).Key("DescendantFonts").Index(0)
		program, err := io.ReadAll(descendant.Key("FontDescriptor").Key("FontFile3").Reader())
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := cff.Parse(program)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		widths := descendant.Key("W").Index(1)
		if len(parsed.Charstrings) != widths.Len()+1 {
			t.Errorf("%s: %d glyphs and %d widths", name, len(parsed.Charstrings), widths.Len())
		}
		for _, text := range []string{"Anna", "Жёлтый", "山"} {
			glyphs, _ := s.Line(text, typeset.Regular)
			if !strings.Contains(fonts.Key(name).Key("BaseFont").Name(), glyphs[0].Face.Name) {
				continue
			}
			// In every font of the page the first letter of its text has number 1.
			segments, _, err := parsed.LoadGlyph(1)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, text, segments, glyphs[0].Face.Outline(glyphs[0].ID))
			if got, want := widths.Index(0).Float64(), glyphs[0].Face.Advance(glyphs[0].ID)*1000; math.Abs(got-want) > 0.5 {
				t.Errorf("%s: a width of %v, want %v", text, got, want)
			}
			seen++
		}
	}
	if seen != 3 {
		t.Errorf("%d of 3 fonts are on the page", seen)
	}
}

// compare holds the ends of an outline's parts to those of another.
func compare(t *testing.T, text string, got []opentype.Segment, want []typeset.Segment) {
	t.Helper()
	var ends []typeset.Point
	for _, s := range got {
		args := s.ArgsSlice()
		last := args[len(args)-1]
		ends = append(ends, typeset.Point{X: float64(last.X) / 1000, Y: float64(last.Y) / 1000})
	}
	for _, s := range want {
		end := s.Points[s.Used-1]
		near := false
		for _, e := range ends {
			near = near || math.Hypot(e.X-end.X, e.Y-end.Y) < 0.0015
		}
		if !near {
			t.Errorf("%s: nothing ends at %v", text, end)
		}
	}
}

func TestSameBytes(t *testing.T) {
	about := About{Title: "Türschild", Author: "Hub", Language: "de"}
	for _, exchange := range []bool{false, true} {
		first := write(t, New(about, exchange), "Anna", "Иван", "山田")
		for range 3 {
			if !bytes.Equal(first, write(t, New(about, exchange), "Anna", "Иван", "山田")) {
				t.Fatal("the same page makes other bytes")
			}
		}
	}
}

// Every object is where the table says, which readers need who jump to it.
func TestTable(t *testing.T) {
	data := write(t, New(About{Title: "(x)"}, true), "Anna")
	_, table, _ := strings.Cut(string(data), "\nxref\n")
	lines := strings.Split(table, "\n")[2:]
	n := 0
	for ; strings.HasSuffix(lines[n], " 00000 n "); n++ {
		var at int
		for _, digit := range lines[n][:10] {
			at = at*10 + int(digit-'0')
		}
		if want := []byte("\n" + number(float64(n+1)) + " 0 obj\n"); !bytes.HasPrefix(data[at-1:], want) {
			t.Errorf("object %d is not at %d", n+1, at)
		}
	}
	if n < 10 {
		t.Errorf("%d objects", n)
	}
}

func TestPicture(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	img.SetNRGBA(0, 0, color.NRGBA{255, 0, 0, 255})
	img.SetNRGBA(1, 0, color.NRGBA{0, 0, 255, 255})
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		t.Fatal(err)
	}
	d := New(About{}, false)
	for range 2 {
		p := d.Add(Page{Width: 10, Height: 10})
		if err := p.Picture("logo", file.Bytes(), 1, 1, 4, 2, true); err != nil {
			t.Fatal(err)
		}
		if err := p.Picture("noise", []byte("noise"), 1, 1, 4, 2, false); err == nil {
			t.Error("noise is no picture")
		}
	}
	data := d.Bytes()
	if n := bytes.Count(data, []byte("/Subtype /Image")); n != 1 {
		t.Errorf("the same picture is in the file %d times", n)
	}
	pictures := reading(t, data).Page(2).V.Key("Resources").Key("XObject")
	pixels, err := io.ReadAll(pictures.Key(pictures.Keys()[0]).Reader())
	if err != nil || !bytes.Equal(pixels, []byte{255, 0, 0, 0, 0, 255}) {
		t.Errorf("%v, %v", pixels, err)
	}
}

// Lines to fill in are a form for programs, and none for print shops.
func TestFields(t *testing.T) {
	file := func(exchange bool) []byte {
		d := New(About{Language: "de"}, exchange)
		for range 2 {
			p := d.Add(Page{Width: 210, Height: 297, Trim: 10})
			p.Field(Field{Label: "Für (wen)?", X: 25.4, Y: 25.4, W: 50.8, H: 12.7, Size: 5})
		}
		return d.Bytes()
	}
	r := reading(t, file(false))
	fields := r.Trailer().Key("Root").Key("AcroForm").Key("Fields")
	names := map[string]bool{}
	for i := range 2 {
		field, page := fields.Index(i), r.Page(i+1).V
		names[field.Key("T").Text()] = true
		var rect []string
		for side := range 4 {
			rect = append(rect, fmt.Sprintf("%.1f", field.Key("Rect").Index(side).Float64()))
		}
		// Inches from the left and from the top of a page of 841.9 points.
		if got := strings.Join(rect, " "); got != "72.0 733.9 216.0 769.9" {
			t.Errorf("it is at %s", got)
		}
		if got := page.Key("Annots").Index(0).Key("TU").Text(); got != "Für (wen)?" || page.Key("Annots").Len() != 1 {
			t.Errorf("page %d has %q", i+1, got)
		}
	}
	if len(names) != 2 {
		t.Errorf("fields are called %v: what is written into one would stand in others", names)
	}
	if font := r.Trailer().Key("Root").Key("AcroForm").Key("DR").Key("Font").Key("Helv").Key("BaseFont").Name(); font != "Helvetica" {
		t.Errorf("what is typed is in %q", font)
	}
	if r := reading(t, file(true)); !r.Trailer().Key("Root").Key("AcroForm").IsNull() || !r.Page(1).V.Key("Annots").IsNull() {
		t.Error("a print shop gets a form")
	}
}
