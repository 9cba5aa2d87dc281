package print

import (
	"fmt"
	"strconv"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/qr"
)

// The certificate says that somebody has gone a learning path to its end. It is
// A4, across.
const certificateWidth, certificateHeight = 297.0, 210.0

// course is a learning path as its certificate shows it.
type course struct {
	title   string
	facts   string // how many steps it has, and how long they take
	steps   []string
	address string
	code    qr.Code // of the address; nil where it is too long for one
}

func (l *layout) course(p *hub.Page, tell notice) course {
	own := p.Own.(*hub.PathPage)
	address := l.hub.Config.Absolute(p.URL)
	code, _ := qr.Make(address)
	c := course{title: l.joined(p.Lang, l.legible(tell, append(l.titles(p), p.Slug)...)), address: address, code: code}
	facts := []string{l.counted("items", len(own.Steps))}
	if minutes := hub.Minutes(own.Steps); minutes > 0 {
		facts = append(facts, l.legible(nil, l.lang.Duration(minutes)))
	}
	c.facts = strings.Join(compact(facts...), noBreakSpace+"· ")
	for _, step := range own.Steps {
		if title := l.legible(tell, step.Title()); title != "" {
			c.steps = append(c.steps, l.joined(p.Lang, title))
		}
	}
	return c
}

// counted is a word of the interface for so many.
func (l *layout) counted(key string, n int) string {
	text, _ := l.lang.Count(key, n)
	return strings.ReplaceAll(l.legible(nil, text), "{0}", strconv.Itoa(n))
}

// certificate is made out to somebody, or has a line for the name.
func (l *layout) certificate(of course, who string) *page {
	name := of.title
	if who != "" {
		name = who
	}
	p := l.page(certificateWidth, certificateHeight, name)
	const panel, margin = 78.0, 13.0
	p.add(rect{box: l.out(box{0, 0, panel, certificateHeight}, p), fill: l.colours.ground})
	in := box{margin, margin + 3, panel - 2*margin, certificateHeight - 2*margin}
	p.write(l.typesetter, box{in.x, in.y, in.w, 40}, style{weight: bold, size: 14, least: 6, lines: 3, height: 1.05, colour: l.colours.onAccent}, l.say("certificate"))
	side := in.w
	if p.code(box{in.x, in.bottom() - side - 12, side, side}, of.code) {
		p.write(l.typesetter, box{in.x, in.bottom() - 10, in.w, 7}, style{weight: bold, size: 4.4, least: 2.6, low: true, colour: l.colours.onAccent}, l.say("path"))
	}

	const x, right = panel + 17, certificateWidth - 18
	const wide = right - x
	y := p.write(l.typesetter, box{x, 17, wide, 36}, style{weight: bold, size: 13, least: 6, lines: 3, height: 1.08, colour: l.colours.ink}, of.title)
	y = p.write(l.typesetter, box{x, y + 2, wide, 7}, style{size: 4.8, least: 3, colour: l.colours.muted}, of.facts)

	// From the foot upwards: who signs, and who it is for.
	const signed, named = 170.0, 130.0
	l.steps(p, box{x, y + 5, wide, named - 17 - y - 5}, of.steps)
	l.label(p, box{x, named - 15, wide, 5}, 3.8, l.say("completed_by"))
	if who == "" {
		p.add(field{box{x, named - 9, wide, 8.5}, 6, l.say("completed_by")})
	} else {
		p.write(l.typesetter, box{x, named - 9.6, wide, 9}, style{weight: bold, size: 7.4, least: 3, low: true, name: true, colour: l.colours.ink}, who)
	}
	l.line(p, x, named, wide, "")
	const gap = 8.0
	column := (wide - 2*gap) / 3
	for i, key := range []string{"date", "signed_network", "signed_manager"} {
		at := x + float64(i)*(column+gap)
		if key == "date" {
			p.add(field{box{at, signed - 8, column, 7.5}, 5, l.say(key)})
		}
		l.line(p, at, signed, column, l.say(key))
	}
	l.foot(p, box{x, certificateHeight - 19, wide, 6}, 3.4, of.address)
	return p
}

// line is one to write on, with what to write below it.
func (l *layout) line(p *page, x, y, w float64, words string) {
	p.add(rule{x1: x, y1: y, x2: x + w, y2: y, line: 0.25, colour: l.colours.muted})
	p.write(l.typesetter, box{x, y + 1, w, 8}, style{size: 3.6, least: 2.4, lines: 2, colour: l.colours.muted}, words)
}

// steps are the steps of a learning path, in two columns where they are many:
// as large as all of them fit, and as many as there is room for; the last line
// says how many more there are.
func (l *layout) steps(p *page, in box, steps []string) {
	const few, gap, numbers = 5, 8.0, 7.0
	const largest, least = 5.0, 3.6
	columns := 1
	if len(steps) > few {
		columns = 2
	}
	w := (in.w - gap*float64(columns-1)) / float64(columns)
	size, height := largest, 1.6
	for fits := false; !fits && size > least; {
		fits = float64((len(steps)+columns-1)/columns)*size*height <= in.h
		for _, step := range steps {
			fits = fits && l.width(step, l.Suited(step, regular))*size <= w-numbers
		}
		if !fits {
			size = max(least, size-0.2)
		}
	}
	height *= size
	rows := min((len(steps)+columns-1)/columns, max(1, int(in.h/height)))
	shown, more := steps, 0
	if most := rows * columns; len(steps) > most {
		shown, more = steps[:most-1], len(steps)-most+1
	}
	at := func(i int) box { return box{in.x + float64(i/rows)*(w+gap), in.y + float64(i%rows)*height, w, height} }
	for i, step := range shown {
		in := at(i)
		p.write(l.typesetter, box{in.x, in.y, numbers, in.h}, style{weight: bold, size: size, colour: l.colours.accent}, strconv.Itoa(i+1))
		p.write(l.typesetter, box{in.x + numbers, in.y, in.w - numbers, in.h}, style{size: size, colour: l.colours.ink}, step)
	}
	if more > 0 {
		p.write(l.typesetter, at(len(shown)), style{weight: bold, size: size, colour: l.colours.accent}, fmt.Sprintf("+%d", more))
	}
}

func (l *layout) certificateFor(p *hub.Page, who *hub.Person, tell notice) *page {
	name := ""
	if who != nil {
		name = l.person(l.typesetter, l.lang, who, nil).name
	}
	return l.certificate(l.course(p, tell), name)
}
