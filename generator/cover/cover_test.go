package cover

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"ankerplatz/generator/colour"
)

func painter(t testing.TB, logo []byte) *Painter {
	icons := map[string][]byte{}
	for _, name := range []string{"anchor", "lightbulb"} {
		data, err := os.ReadFile("../../themes/default/assets/icons/" + name + ".svg")
		if err != nil {
			t.Fatal(err)
		}
		icons[name] = data
	}
	return NewPainter(Brand{Accent: "#0b5c7a", Logo: logo, Mark: "anchor", Icons: icons})
}

var tip = Cover{Lang: "de", Title: "Führende Nullen in Excel behalten", Label: "Tipp", Hub: "Ankerplatz", Hue: 120, Icon: "lightbulb"}

func drawn(t *testing.T, p *Painter, c Cover) image.Image {
	t.Helper()
	data, err := p.Draw(c)
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 64<<10 {
		t.Errorf("%q has %d bytes", c.Title, len(data))
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds() != image.Rect(0, 0, 1200, 630) {
		t.Errorf("%q has the size %v", c.Title, img.Bounds())
	}
	return img
}

// TestTitles: whatever a title is, all of it stands between the margins, above
// the water and below the label.
func TestTitles(t *testing.T) {
	p := painter(t, nil)
	long := "Reisekostenabrechnungsgenehmigungsverfahren im Überblick: was du beantragst, wer genehmigt, wie lange es dauert und was du tun kannst"
	room := image.Rect(margin-6, top-10, Width-margin+6, water-2)
	for _, title := range []string{
		"R", "Führende Nullen in Excel behalten", "ÄÖÜ Ångström ÉÈ Çağlar", long, long + ", " + long + ", " + long,
		"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", strings.Repeat("W", 400), "  \u2028 ", "Ελληνικά και кириллица",
	} {
		c := tip
		c.Title = title
		img, ink := drawn(t, p, c), 0
		plain := drawn(t, p, Cover{Lang: c.Lang, Label: c.Label, Hub: c.Hub, Hue: c.Hue, Icon: c.Icon})
		for y := range Height {
			for x := range Width {
				if img.At(x, y) == plain.At(x, y) {
					continue
				}
				if ink++; !image.Pt(x, y).In(room) {
					t.Fatalf("%q stands at %d, %d", title, x, y)
				}
			}
		}
		if (ink == 0) != (strings.TrimSpace(title) == "") {
			t.Errorf("%q has %d pixels", title, ink)
		}
	}
}

func TestWrap(t *testing.T) {
	p := painter(t, nil)
	p.once.Do(p.begin)
	w := newWriter(p.fonts.Setter("de"))
	wrap := func(title string, width, height float64) block { return w.wrap(w.written(title), width, height) }
	for title, want := range map[string]string{
		"Kontoauszug": "Kontoauszug",
		"Spalten einer SAP-Liste dauerhaft einrichten":           "Spalten einer SAP-Liste|dauerhaft einrichten",
		"Krankenversicherungsbeitragsbemessungsgrenze erhöht":    "Krankenversicherungsbeitragsbemes-|sungsgrenze erhöht",
		"Die Reisekostenabrechnung":                              "Die|Reisekostenabrechnung",
		"Arbeitsunfähigkeitsbescheinigung abrufen und speichern": "Arbeitsunfähigkeitsbescheinigung|abrufen und speichern",
	} {
		if got := strings.Join(wrap(title, Width-2*margin, water-12-top).lines, "|"); got != want {
			t.Errorf("%q becomes %q", title, got)
		}
	}
	endless := wrap(strings.Repeat("Reisekosten ", 200), Width-2*margin, water-12-top)
	if last := endless.lines[len(endless.lines)-1]; !strings.HasSuffix(last, "…") || endless.height() > water-12-top {
		t.Errorf("a title without end becomes %q", endless.lines)
	}
	word := wrap(strings.Repeat("Reisekosten", 20_000), Width/2, 200) // in hours, if each letter asked for all
	if last := word.lines[len(word.lines)-1]; !strings.HasSuffix(last, "…") || word.height() > 200 {
		t.Errorf("a word without end becomes %q", word.lines)
	}
}

// TestSame: the same cover has the same bytes, whoever draws it beside what
// else; and what looks different has another name.
func TestSame(t *testing.T) {
	p := painter(t, nil)
	want, err := p.Draw(tip)
	if err != nil {
		t.Fatal(err)
	}
	other := painter(t, nil)
	var work sync.WaitGroup
	for i := range 24 {
		work.Go(func() {
			c := tip
			if i%2 == 1 {
				c.Lang, c.Hue, c.Title = "da", i, fmt.Sprint("En anden ", i)
			}
			if got, err := other.Draw(c); err != nil || (i%2 == 0) != bytes.Equal(got, want) {
				t.Error(i, "is drawn otherwise", err)
			}
		})
	}
	work.Wait()
	if p.Name(tip) != other.Name(tip) {
		t.Error("it has two names")
	}
	names := map[string]bool{p.Name(tip): true, painter(t, []byte("<svg/>")).Name(tip): true}
	for _, change := range []func(*Cover){
		func(c *Cover) { c.Title += "!" }, func(c *Cover) { c.Label = "" }, func(c *Cover) { c.Hub = "Hafen" }, func(c *Cover) { c.Hue++ }, func(c *Cover) { c.Icon = "" },
	} {
		c := tip
		change(&c)
		names[p.Name(c)] = true
	}
	if len(names) != 7 {
		t.Errorf("there are %d names", len(names))
	}
}

// TestDrawing: where something is drawn otherwise than before, the constant
// drawing counts up, as builds keep covers by their names; and then this sum is
// the new one's. Other processors may round otherwise.
func TestDrawing(t *testing.T) {
	data, err := painter(t, nil).Draw(tip)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	if got, want := fmt.Sprint(drawing, " ", hex.EncodeToString(sum[:8])), "2 94aca04d4ba7000c"; got != want && runtime.GOARCH == "amd64" {
		t.Errorf("the drawing is %s, it was %s", got, want)
	}
}

// TestFile: whatever stands in the rows that differ, a reader of PNG files sees
// just that.
func TestFile(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var p packer
	for round := range 40 {
		size := image.Pt(1+random.IntN(1500), 30)
		img := image.NewPaletted(image.Rectangle{Max: size}, colours("#0b5c7a", 0, nil))
		entries := 1 + random.IntN(len(img.Palette))
		scatter := func() {
			for n := random.IntN(len(img.Pix)); n > 0; n-- { // in stretches, as letters are
				at := random.IntN(len(img.Pix))
				for i := range img.Pix[at:min(len(img.Pix), at+1+random.IntN(1+round*round))] {
					img.Pix[at+i] = uint8(random.IntN(entries))
					if i > 0 && round%2 == 1 {
						img.Pix[at+i] = img.Pix[at+i-1]
					}
				}
			}
		}
		scatter()
		sheet, err := newSheet(img, 4, 20)
		if err != nil {
			t.Fatal(err)
		}
		rows := img.Pix[4*size.X : 20*size.X]
		copy(rows, make([]uint8, len(rows)))
		below := slices.Clone(img.Pix[20*size.X:])
		above := slices.Clone(img.Pix[:4*size.X])
		scatter()
		copy(img.Pix, above)
		copy(img.Pix[20*size.X:], below)
		got, err := png.Decode(bytes.NewReader(p.file(sheet, rows)))
		if err != nil || !bytes.Equal(got.(*image.Paletted).Pix, img.Pix) {
			t.Fatalf("%d by %d is not what was drawn: %v", size.X, size.Y, err)
		}
	}
}

// TestLogo: a logo stands in its own colours on white where else the anchor is;
// what is no picture changes nothing.
func TestLogo(t *testing.T) {
	red := color.RGBA{0xff, 0, 0, 0xff}
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#ff0000"/></svg>`
	middle := image.Pt(margin+logoHigh/2, (water+crest+Height)/2)
	if got := color.RGBAModel.Convert(drawn(t, painter(t, []byte(svg)), tip).At(middle.X, middle.Y)); got != red {
		t.Errorf("the logo is %v", got)
	}
	broken, _ := painter(t, []byte("no picture")).Draw(tip)
	if want, _ := painter(t, nil).Draw(tip); !bytes.Equal(broken, want) {
		t.Error("a broken logo changes the picture")
	}
}

// TestContrast: words can be read on what they stand on, whatever the accent
// and the kind's colour are.
func TestContrast(t *testing.T) {
	for _, accent := range []string{"#0b5c7a", "#ffff00", "#ffffff", "#000000", "#e2001a"} {
		for hue := range 36 {
			all := colours(accent, hue*10, nil)
			of := func(i uint8) colour.RGB {
				c := all[i].(color.RGBA)
				rgb, _ := colour.Parse(fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B))
				return rgb
			}
			for name, r := range map[string]ramp{"title": paperInk, "label": paperTone, "hub": deepWhite, "icon": tintTone} {
				if got := colour.Contrast(of(r.at(0)), of(r.at(255))); got < 4.5 {
					t.Errorf("%s, %d°: the %s has a contrast of %.1f", accent, hue*10, name, got)
				}
			}
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	p := painter(b, nil)
	for i := 0; b.Loop(); i++ {
		c := tip
		c.Title = fmt.Sprintf("Führende Nullen in Excel behalten, auch die %d.", i)
		if _, err := p.Draw(c); err != nil {
			b.Fatal(err)
		}
	}
}

// TestLetters: of a title whose letters no font has the kind is seen, and what
// lacks a few has no holes; one that is far too long is drawn in a moment.
func TestLetters(t *testing.T) {
	p := painter(t, nil)
	with := func(title string) []byte {
		c := tip
		c.Title = title
		return drawn(t, p, c).(*image.Paletted).Pix
	}
	for title, as := range map[string]string{
		"如何重置密碼並解鎖帳戶":                tip.Label,
		"🚀 Passwort 👩‍💻 vergessen?":  "Passwort vergessen?",
		"Excel表格 öffnen":             "Excel öffnen",
		strings.Repeat("漢", 100_000): tip.Label,
		strings.Repeat("x", 100_000): strings.Repeat("x", 2000),
	} {
		if !bytes.Equal(with(title), with(as)) {
			t.Errorf("%.40q does not look like %.40q", title, as)
		}
	}
}
