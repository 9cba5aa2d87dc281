package typeset

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Glyph is a shape of a font at its place in a line.
type Glyph struct {
	Face *Face
	ID   uint32
	X, Y float64 // from the line's beginning, upwards from the baseline, in em
	Text string  // what it stands for
	Part bool    // together with those beside it, it is one letter
}

// Setter sets lines in one language. It is for one goroutine.
type Setter struct {
	fonts   *Fonts
	lang    language.Language
	shaper  shaping.HarfbuzzShaper
	shaping map[*Face]*font.Face // which is for one goroutine, too
	chosen  map[word]*Face
	lines   map[word]line
	heights map[shape][2]float64
}

type shape struct {
	face *Face
	id   uint32
}

type word struct {
	text   string
	weight Weight
}

type line struct {
	glyphs   []Glyph
	width    float64
	up, down float64
}

// Setter is one for a language, given by its code.
func (f *Fonts) Setter(lang string) *Setter {
	return &Setter{fonts: f, lang: language.NewLanguage(lang), shaping: map[*Face]*font.Face{}, chosen: map[word]*Face{}, lines: map[word]line{}, heights: map[shape][2]float64{}}
}

const mostLines = 1 << 14 // that are kept, to measure none twice

// Line sets a text as one line, from left to right as it is seen, and says how
// wide that is, in em. The glyphs must not be changed. What no font has is
// missing: see Lacks.
func (s *Setter) Line(text string, weight Weight) ([]Glyph, float64) {
	set := s.line(text, weight)
	return set.glyphs, set.width
}

func (s *Setter) line(text string, weight Weight) line {
	key := word{text, weight}
	set, ok := s.lines[key]
	if !ok {
		set = s.set([]rune(text), weight)
		if len(s.lines) >= mostLines {
			clear(s.lines)
		}
		s.lines[key] = set
	}
	return set
}

// Reach is how far a text reaches above and below its baseline, in em.
func (s *Setter) Reach(text string, weight Weight) (up, down float64) {
	set := s.line(text, weight)
	return set.up, set.down
}

// Width is how wide a text is as one line, in em.
func (s *Setter) Width(text string, weight Weight) float64 {
	_, width := s.Line(text, weight)
	return width
}

// Suited is the weight in which all Latin letters of a text come from one
// font: a name of which the first font has but some is set in the second.
func (s *Setter) Suited(text string, weight Weight) Weight {
	faces := s.fonts.builtIn[weight&Bold]
	for _, r := range text {
		one := []rune{r}
		if !faces[0].has(one) && faces[1].has(one) && language.LookupScript(r) != language.Greek && language.LookupScript(r) != language.Cyrillic {
			return weight | second
		}
	}
	return weight
}

// Lack is letters of a script that no font has.
type Lack struct {
	Script  string // as Unicode calls it
	Letters string
}

// Lacks are the letters of a text that no font has, in the order in which they
// come.
func (s *Setter) Lacks(text string) []Lack {
	var lacks []Lack
	runes := []rune(text)
	for _, run := range s.runs(runes, Regular) {
		if run.face != nil {
			continue
		}
		name := ScriptName(run.script)
		i := slices.IndexFunc(lacks, func(l Lack) bool { return l.Script == name })
		if i < 0 {
			i = len(lacks)
			lacks = append(lacks, Lack{Script: name})
		}
		for _, r := range runes[run.from:run.to] {
			if !s.fonts.builtIn[Regular][1].has([]rune{r}) && !strings.ContainsRune(lacks[i].Letters, r) {
				lacks[i].Letters += string(r)
			}
		}
	}
	return lacks
}

// run is a stretch of a text in one script, to be set in one face.
type run struct {
	from, to int
	script   language.Script
	face     *Face // nil where there is none
}

func (s *Setter) set(text []rune, weight Weight) line {
	var set line
	for i, r := range text {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' { // ends of lines, of which there is one
			text[i] = ' '
		}
	}
	for _, part := range directions(text) {
		runs := s.runs(text[part.from:part.to], weight)
		direction := di.DirectionLTR
		if part.level%2 == 1 {
			direction = di.DirectionRTL
			slices.Reverse(runs)
		}
		for _, run := range runs {
			if run.face == nil {
				continue
			}
			if s.shaping[run.face] == nil {
				s.shaping[run.face] = font.NewFace(run.face.font)
			}
			from, to := part.from+run.from, part.from+run.to
			out := s.shaper.ShapeNoExtents(shaping.Input{
				Text: text, RunStart: from, RunEnd: to, Direction: direction, Face: s.shaping[run.face],
				Size: fixed.I(emUnits), Script: run.script, Language: s.lang,
			})
			for i, g := range out.Glyphs {
				glyph := Glyph{Face: run.face, ID: uint32(g.GlyphID), X: set.width + em(g.XOffset), Y: em(g.YOffset), Part: g.GlyphsCount() > 1}
				glyph.Text = share(text, out.Glyphs, i, direction == di.DirectionRTL)
				set.glyphs = append(set.glyphs, glyph)
				reach := s.reach(run.face, glyph.ID)
				set.up, set.down = max(set.up, reach[1]+glyph.Y), max(set.down, -reach[0]-glyph.Y)
				set.width += em(g.Advance)
			}
		}
	}
	return set
}

// share is what a glyph stands for. Where several are one letter, the first of
// them in reading order has all but one code point for each of the others.
func share(text []rune, glyphs []shaping.Glyph, i int, rightToLeft bool) string {
	g := glyphs[i]
	from := i
	for from > 0 && glyphs[from-1].TextIndex() == g.TextIndex() {
		from--
	}
	place := i - from // among those of the letter
	if rightToLeft {
		place = g.GlyphsCount() - 1 - place
	}
	runes := text[g.TextIndex() : g.TextIndex()+g.RunesCount()]
	first := max(1, len(runes)-g.GlyphsCount()+1)
	switch {
	case place == 0:
		return string(runes[:first])
	case first+place <= len(runes):
		return string(runes[first+place-1 : first+place])
	}
	return ""
}

// reach is from where to where the control points of a glyph go.
func (s *Setter) reach(face *Face, id uint32) (reach [2]float64) {
	key := shape{face, id}
	if reach, ok := s.heights[key]; ok {
		return reach
	}
	for _, segment := range face.Outline(id) {
		for _, p := range segment.Points[:segment.Used] {
			reach[0], reach[1] = min(reach[0], p.Y), max(reach[1], p.Y)
		}
	}
	s.heights[key] = reach
	return reach
}

const emUnits = 1000 // to which HarfBuzz works out places

func em(v fixed.Int26_6) float64 { return float64(v) / 64 / emUnits }

// stretch is a part of a text in one direction: an odd level is from right to
// left.
type stretch struct {
	from, to int
	level    bidi.Level
}

// directions are the stretches of a text in the order in which they are seen,
// from left to right: rule L2 of UAX #9.
func directions(text []rune) []stretch {
	var p bidi.Paragraph
	runs := p.Segment(text, bidi.Neutral)
	all := make([]stretch, runs.NumRuns())
	var highest bidi.Level
	for i := range all {
		r := runs.Run(i)
		all[i] = stretch{r.Start, r.End, r.Level}
		highest = max(highest, r.Level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(all); i++ {
			from := i
			for i < len(all) && all[i].level >= level {
				i++
			}
			slices.Reverse(all[from:i])
		}
	}
	return all
}

// runs are the stretches of a text that are set in one face each: words, in a
// face that has all of a word's letters of a script.
func (s *Setter) runs(text []rune, weight Weight) []run {
	var runs []run
	for from := 0; from < len(text); {
		to := from + 1
		space := unicode.IsSpace(text[from])
		script := language.LookupScript(text[from])
		for to < len(text) && unicode.IsSpace(text[to]) == space {
			next := language.LookupScript(text[to])
			if script.Strong() && next.Strong() && next != script && !(isEastAsian(script) && isEastAsian(next)) {
				break
			}
			if !script.Strong() {
				script = next
			}
			to++
		}
		if last := len(runs) - 1; last >= 0 && runs[last].face != nil && !script.Strong() && space {
			if runs[last].face.has(text[from:to]) {
				runs[last].to = to
				from = to
				continue
			}
		}
		for _, next := range s.choose(text, from, to, script, weight) {
			if last := len(runs) - 1; last >= 0 && runs[last].face == next.face && runs[last].script == script {
				runs[last].to = next.to
			} else {
				runs = append(runs, next)
			}
		}
		from = to
	}
	return runs
}

// choose finds a face for a part of a word that is in one script. Digits and
// punctuation, which the fonts of some scripts lack, may come from another.
func (s *Setter) choose(text []rune, from, to int, script language.Script, weight Weight) []run {
	if face := s.face(text[from:to], script, weight); face != nil {
		return []run{{from, to, script, face}}
	}
	common := func(r rune) bool { return language.LookupScript(r) == language.Common }
	face := s.face(slices.DeleteFunc(slices.Clone(text[from:to]), common), script, weight)
	var runs []run
	for from < to {
		end := from + 1
		for end < to && common(text[end]) == common(text[from]) {
			end++
		}
		if common(text[from]) {
			runs = append(runs, run{from, end, script, s.face(text[from:end], language.Common, weight)})
		} else {
			runs = append(runs, run{from, end, script, face})
		}
		from = end
	}
	return runs
}

// isEastAsian reports whether a script stands beside others in one word.
func isEastAsian(s language.Script) bool {
	return s == language.Han || s == language.Hiragana || s == language.Katakana || s == language.Bopomofo
}

// face is the first that has all of the letters.
func (s *Setter) face(letters []rune, script language.Script, weight Weight) *Face {
	key := word{string(letters), weight}
	if face, ok := s.chosen[key]; ok {
		return face
	}
	var face *Face
	for i, f := range s.fonts.builtIn[weight&Bold] {
		if (i > 0 || weight&second == 0) && f.has(letters) {
			face = f
			break
		}
	}
	if face == nil {
		face = s.fonts.further(letters, script, weight)
	}
	s.chosen[key] = face
	return face
}

// ignorable reports whether a letter shows nothing by itself: what joins
// letters or keeps them apart.
func ignorable(r rune) bool { return unicode.Is(unicode.Cf, r) || r >= 0xfe00 && r <= 0xfe0f }

// Letters are what readers take for the letters of a text, each with its
// accents: its grapheme clusters.
func Letters(text string) []string {
	var seg segmenter.Segmenter
	seg.Init([]rune(text))
	var letters []string
	for it := seg.GraphemeIterator(); it.Next(); {
		letters = append(letters, string(it.Grapheme().Text))
	}
	return letters
}
