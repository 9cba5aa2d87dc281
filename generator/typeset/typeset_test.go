package typeset

import (
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// further are fonts of other scripts, with the few letters that the tests need.
func further(t testing.TB) fs.FS {
	t.Helper()
	return os.DirFS("testdata/fonts")
}

func setter(t testing.TB, folders ...fs.FS) *Setter {
	t.Helper()
	fonts, err := Open(folders...)
	if err != nil {
		t.Fatal(err)
	}
	return fonts.Setter("de")
}

func text(glyphs []Glyph) string {
	var b strings.Builder
	for _, g := range glyphs {
		b.WriteString(g.Text)
	}
	return b.String()
}

func faces(glyphs []Glyph) string {
	var names []string
	for _, g := range glyphs {
		if !slices.Contains(names, g.Face.Name) {
			names = append(names, g.Face.Name)
		}
	}
	return strings.Join(names, " ")
}

func TestLine(t *testing.T) {
	s := setter(t, further(t))
	for _, tt := range []struct {
		text, faces string
		glyphs      int
		read        string // from left to right
	}{
		{"Anna Łęcka", "AtkinsonHyperlegibleNext-Regular", 10, ""},
		{"Иван", "NotoSans-Regular", 4, ""},
		{"Ἀριστοτέλης ὁ Σταγειρίτης", "NotoSans-Regular", 25, ""},
		{"x\u030c", "AtkinsonHyperlegibleNext-Regular", 2, ""},
		{"Anna Иван", "AtkinsonHyperlegibleNext-Regular NotoSans-Regular", 9, ""},
		{"יעל כהן", "NotoSansHebrew-Regular", 7, "ןהכ לעי"},
		{"Anna יעל 12", "AtkinsonHyperlegibleNext-Regular NotoSansHebrew-Regular", 11, "Anna 12 לעי"},
		{"יעל (12)", "AtkinsonHyperlegibleNext-Regular NotoSansHebrew-Regular", 8, ")12( לעי"},
		{"כהן-לוי 2", "AtkinsonHyperlegibleNext-Regular NotoSansHebrew-Regular", 9, "2 יול-ןהכ"}, // the font has no hyphen
		{"山田 太郎", "NotoSansCJK-Regular", 5, ""},
		{"山田 Anna", "NotoSansCJK-Regular AtkinsonHyperlegibleNext-Regular", 7, ""},
	} {
		glyphs, width := s.Line(tt.text, Regular)
		want := tt.read
		if want == "" {
			want = tt.text
		}
		if len(glyphs) != tt.glyphs || text(glyphs) != want || faces(glyphs) != tt.faces {
			t.Errorf("%q: %d glyphs of %s that say %q; want %d of %s that say %q", tt.text, len(glyphs), faces(glyphs), text(glyphs), tt.glyphs, tt.faces, want)
		}
		if width <= 0 || glyphs[len(glyphs)-1].X >= width {
			t.Errorf("%q is %.2f wide, and its last glyph is at %.2f", tt.text, width, glyphs[len(glyphs)-1].X)
		}
		if lacks := s.Lacks(tt.text); len(lacks) > 0 {
			t.Errorf("%q lacks %v", tt.text, lacks)
		}
	}
}

// A letter of Arabic looks another way at the beginning, inside and at the end
// of a word, and alone.
func TestShapes(t *testing.T) {
	s := setter(t, further(t))
	shapes := map[uint32]bool{}
	for _, word := range []string{"ع", "عد", "بعد", "بع"} {
		glyphs, _ := s.Line(word, Regular)
		for _, g := range glyphs {
			if g.Text == "ع" {
				shapes[g.ID] = true
			}
		}
	}
	if len(shapes) != 4 {
		t.Errorf("%d shapes of ʿayn, want 4", len(shapes))
	}
	// The vowel sign i stands before the letters that it is spoken after.
	if glyphs, _ := s.Line("त्रि", Regular); len(glyphs) != 2 || !glyphs[0].Part || text(glyphs) != "त्रि" {
		t.Errorf("%+v", glyphs)
	}
	together, apart := s.Width("AV", Bold), s.Width("A", Bold)+s.Width("V", Bold)
	if together >= apart {
		t.Errorf("AV is %.3f wide, its letters %.3f: nothing moves together", together, apart)
	}
	plain, _ := s.Line("Q", Regular)
	up, down := s.Reach("Q\u0323\u030c\u030c", s.Suited("Q\u0323\u030c\u030c", Regular))
	if above, below := s.Reach("Q", Regular); len(plain) != 1 || up < above+0.2 || down < below+0.05 {
		t.Errorf("two marks above and one below reach from %.2f to %.2f, the letter from %.2f to %.2f", down, up, below, above)
	}
}

// What a font has none or only some letters of is set in the next as a whole.
func TestOneFontForAWord(t *testing.T) {
	s := setter(t)
	const name = "Nguyễn Văn Anh"
	mixed, _ := s.Line(name, Regular)
	if got := faces(mixed); got != "NotoSans-Regular AtkinsonHyperlegibleNext-Regular" {
		t.Errorf("%q is set in %s", name, got)
	}
	if glyphs, _ := s.Line(name, s.Suited(name, Bold)); faces(glyphs) != "NotoSans-Bold" {
		t.Errorf("all of %q is set in %s", name, faces(glyphs))
	}
	if s.Suited("Anna Иван", Regular) != Regular {
		t.Error("Cyrillic letters change the font of Latin ones")
	}
}

func TestLacks(t *testing.T) {
	s := setter(t)
	lacks := s.Lacks("Anna 王伟 王 יעל")
	if want := []Lack{{"Han", "王伟"}, {"Hebrew", "יעל"}}; !slices.Equal(lacks, want) {
		t.Errorf("%v, want %v", lacks, want)
	}
	// A font with some of a word's letters is none for it.
	if lacks := setter(t, further(t)).Lacks("山中"); len(lacks) != 1 || lacks[0].Script != "Han" {
		t.Errorf("%v", lacks)
	}
}

func TestFolders(t *testing.T) {
	hebrew, err := fs.ReadFile(further(t), "NotoSansHebrew-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	heavy, err := fs.ReadFile(further(t), "NotoSansHebrew-Bold.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		files         map[string][]byte
		regular, bold string
	}{
		"Debian":       {map[string][]byte{"NotoSansHebrew-Regular.ttf": hebrew, "NotoSansHebrew-Bold.ttf": heavy}, "NotoSansHebrew-Regular", "NotoSansHebrew-Bold"},
		"npm":          {map[string][]byte{"noto-sans-hebrew/files/noto-sans-hebrew-hebrew-400-normal.woff": hebrew, "noto-sans-hebrew/files/noto-sans-hebrew-hebrew-700-normal.woff": heavy, "noto-sans-hebrew/files/noto-sans-hebrew-hebrew-900-normal.woff": heavy}, "noto-sans-hebrew-hebrew-400-normal", "noto-sans-hebrew-hebrew-700-normal"},
		"one weight":   {map[string][]byte{"NotoSansHebrew-Regular.ttf": hebrew}, "NotoSansHebrew-Regular", "NotoSansHebrew-Regular"},
		"sans first":   {map[string][]byte{"NotoSerifHebrew-Regular.ttf": hebrew, "NotoSansHebrew-Regular.ttf": hebrew, "Alef.ttf": hebrew}, "NotoSansHebrew-Regular", "NotoSansHebrew-Regular"},
		"another name": {map[string][]byte{"sub/Haus Schrift.OTF": hebrew}, "HausSchrift", "HausSchrift"},
		"broken":       {map[string][]byte{"NotoSansHebrew-Regular.ttf": hebrew[:len(hebrew)/2], "Noise.ttf": []byte("noise"), "Whole.ttf": hebrew}, "Whole", "Whole"},
		"italic":       {map[string][]byte{"NotoSansHebrew-Italic.ttf": hebrew, "README.txt": hebrew}, "", ""},
	} {
		folder := fstest.MapFS{}
		for path, data := range tt.files {
			folder[path] = &fstest.MapFile{Data: data}
		}
		s := setter(t, os.DirFS("testdata/nowhere"), folder)
		regular, _ := s.Line("יעל", Regular)
		bold, _ := s.Line("יעל", Bold)
		if faces(regular) != tt.regular || faces(bold) != tt.bold {
			t.Errorf("%s: %q and %q, want %q and %q", name, faces(regular), faces(bold), tt.regular, tt.bold)
		}
	}
}

func TestOutline(t *testing.T) {
	s := setter(t, further(t))
	for _, word := range []string{"H", "O", "Ж", "ע", "山"} {
		glyphs, width := s.Line(word, Regular)
		outline := glyphs[0].Face.Outline(glyphs[0].ID)
		if len(outline) < 4 || outline[0].Op != 'M' || outline[0].Used != 1 {
			t.Errorf("%s: %+v", word, outline)
		}
		for _, segment := range outline {
			for _, p := range segment.Points[:segment.Used] {
				if p.X < -0.1 || p.X > width+0.1 || p.Y < -0.3 || p.Y > 1 {
					t.Errorf("%s goes to %v", word, p)
				}
			}
		}
		if advance := glyphs[0].Face.Advance(glyphs[0].ID); math.Abs(advance-width) > 1e-3 {
			t.Errorf("%s: an advance of %.4f, a width of %.4f", word, advance, width)
		}
	}
}

func TestLetters(t *testing.T) {
	if got := Letters("e\u0301👩\u200d💻त्रि1"); len(got) != 4 || got[0] != "e\u0301" {
		t.Errorf("%q", got)
	}
}

func FuzzLine(f *testing.F) {
	for _, text := range []string{"Anna", "יעל (12) a", "\u202e\u2066x\u2069", "\x00\u0301", "श्री", "a\u200db", "\U0010ffff"} {
		f.Add(text)
	}
	s := setter(f, further(f))
	f.Fuzz(func(t *testing.T, words string) {
		if len(words) > 200 {
			return
		}
		glyphs, width := s.Line(words, Bold)
		if math.IsNaN(width) || width < 0 {
			t.Errorf("%q is %v wide", words, width)
		}
		if len(s.Lacks(words)) == 0 && len([]rune(text(glyphs))) != len([]rune(words)) {
			t.Errorf("%q says %q", words, text(glyphs))
		}
	})
}
