package digest

import (
	"bytes"
	_ "embed"
	"html/template"

	"ankerplatz/generator/colour"
)

// bytesMost is how long a letter may be as HTML: Gmail shows no more than the
// first 102 KB of one.
const bytesMost = 100_000

//go:embed letter.html
var source string

var forms = template.Must(template.New("").Parse(source))

// view is what the templates see. Texts are shortened already.
type view struct {
	*Letter
	Hub, Code, Head, Foot, Nothing string
	Link                           template.CSS // colour of links, readable on white
	Parts                          []part
}

type part struct {
	Title string
	Lines []shownLine
	More  string // how many are left out; "" if none is
}

type shownLine struct {
	Line
	Known string // its facts
}

// HTML is the letter for mail programs: a table of at most 600 px, styles in
// the elements, no pictures, nothing of other hosts, and less than 100,000
// bytes. Where it would be longer, sections have fewer lines.
func (l *Letter) HTML() []byte {
	most := linesMost
	page := l.write("mail", most)
	for len(page) > bytesMost && most > 1 {
		most--
		page = l.write("mail", most)
	}
	return page
}

// Fragment is the letter as HTML for feed readers, without its title.
func (l *Letter) Fragment() string { return string(l.write("fragment", linesMost)) }

func (l *Letter) write(form string, most int) []byte {
	v := view{Letter: l, Hub: cut(l.Site), Code: l.Lang.Code, Head: l.head(), Foot: l.foot(), Link: template.CSS(linkColour(l.Accent).String())}
	if len(l.Sections) == 0 {
		v.Nothing = l.Lang.Text("letter_nothing")
	}
	for _, s := range l.Sections {
		lines, left := s.shown(most)
		p := part{Title: s.Title}
		for _, line := range lines {
			p.Lines = append(p.Lines, shownLine{line, line.facts()})
		}
		if left > 0 {
			p.More = l.more(left)
		}
		v.Parts = append(v.Parts, p)
	}
	var b bytes.Buffer
	_ = forms.ExecuteTemplate(&b, form, v) // all that it asks for is there
	return b.Bytes()
}

// linkColour is the accent, as dark as it takes to be read on white.
func linkColour(accent string) colour.RGB {
	white, _ := colour.Parse("#ffffff")
	c, ok := colour.Parse(accent)
	if !ok {
		c, _ = colour.Parse(colour.Default)
	}
	return c.OKLCH().Readable(white, 4.5, -0.01)
}
