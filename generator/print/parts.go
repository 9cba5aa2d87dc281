package print

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ankerplatz/generator/colour"
)

// What the layouts have in common.

// face draws somebody's photo, or their initials, in a circle with a ring
// around it.
func (l *layout) face(p *page, x, y, r, ring float64, ringColour colour.RGB, who person) {
	p.add(circle{x: x, y: y, r: r + ring, colour: ringColour})
	in := box{x - r, y - r, 2 * r, 2 * r}
	if who.photo == nil {
		p.add(circle{x: x, y: y, r: r, colour: l.colours.soft})
		glyphs, width := l.set(who.initials, l.Suited(who.initials, bold))
		size := min(r*0.9, r*1.4/max(width, 0.1))
		// The letters' middle, not the line's, is in the circle's middle.
		p.add(text{x - width*size/2, y + 0.334*size, size, width * size, ascent, descent, who.initials, glyphs, l.colours.accent})
		return
	}
	name, data := "small", who.photo.small
	if r > 25 {
		name, data = "large", who.photo.large
	}
	p.add(bitmap{in, name + who.id, "jpeg", data, true})
}

// mark draws the hub's logo into a box, at its left or right end, and returns
// what it covers; that is nothing where there is no logo.
func (l *layout) mark(p *page, in box, side align) box {
	if l.logo == nil {
		return box{in.x, in.y, 0, in.h}
	}
	scale := min(in.w/l.logo.width, in.h/l.logo.height)
	w, h := l.logo.width*scale, l.logo.height*scale
	at := box{in.x, in.y + (in.h-h)/2, w, h}
	if side == right {
		at.x = in.right() - w
	}
	p.add(bitmap{at, "logo", "png", l.logo.png, false})
	return at
}

// pills draws topics as rounded labels in rows, the best known ones first and
// as many as there is room for; the last label says how many more there are.
// Where long names leave room for few, they are shortened. It returns where the
// labels end and how many topics are there.
func (l *layout) pills(p *page, in box, size float64, topics []topic) (end float64, shown int) {
	const enough = 4
	var best []pill
	for _, most := range []int{0, 28, 18} {
		for n := len(topics); n > shown; n-- {
			if row, ok := l.rows(in, size, pillNames(topics, n, most)); ok {
				best, shown = row, n
				break
			}
		}
		if shown >= min(enough, len(topics)) {
			break
		}
	}
	end = in.y
	for _, pill := range best {
		p.add(rect{pill.box, pill.h / 2, l.colours.soft}, pill.text)
		end = max(end, pill.bottom())
	}
	return end, shown
}

// pill is a rounded label.
type pill struct {
	box
	text text
}

// pillNames are the first n topics, each of at most so many letters if that is
// not 0, and how many more there are.
func pillNames(topics []topic, n, most int) []string {
	var names []string
	for _, topic := range topics[:n] {
		name := topic.name
		if most > 0 {
			name = cut(name, most)
		}
		names = append(names, name)
	}
	if n < len(topics) {
		names = append(names, fmt.Sprintf("+%d", len(topics)-n))
	}
	return names
}

// rows are the labels in rows, if the box has room for all.
func (l *layout) rows(in box, size float64, names []string) ([]pill, bool) {
	height, padding, gap := 1.85*size, 0.75*size, 0.5*size
	x, y := in.x, in.y
	var pills []pill
	for _, name := range names {
		weight := l.Suited(name, bold)
		if l.width(name, weight)*size+2*padding > in.w {
			name = l.shorten(name+" …", (in.w-2*padding)/size, weight)
		}
		glyphs, w := l.set(name, weight)
		width := w*size + 2*padding
		if x > in.x && x+width > in.right() {
			x, y = in.x, y+height+gap
		}
		if y+height > in.bottom()+1e-6 {
			return nil, false
		}
		pills = append(pills, pill{box{x, y, width, height}, text{x + padding, y + height/2 + 0.334*size, size, w * size, ascent, descent, written(name), glyphs, l.colours.ink}})
		x += width + gap
	}
	return pills, true
}

// label draws a small heading and returns where it ends.
func (l *layout) label(p *page, in box, size float64, words string) float64 {
	return p.write(l.typesetter, in, style{weight: bold, size: size, least: size * 0.7, colour: l.colours.accent}, words) + 0.35*size
}

// name draws somebody's name: on two lines that end between words, or else, as
// small as it must be, on as many as the style has. It is never broken with a
// hyphen that it has not.
func (l *layout) name(p *page, in box, s style, words string) float64 {
	s.name = true
	few := s.complete()
	few.lines, few.least = min(2, few.lines), max(few.least, few.size/2)
	kept := strings.ReplaceAll(words, "-", noBreakHyphen)
	if _, _, whole := l.fit(kept, in, l.suited(few, kept)); whole {
		return p.write(l.typesetter, in, few, kept)
	}
	return p.write(l.typesetter, in, s, words)
}

// more says that a printed thing leaves some out, and where they are.
func (l *layout) more(n int) string { return strings.ReplaceAll(l.say("more"), "{0}", strconv.Itoa(n)) }

// office draws office hours, one below the other: smaller where there are
// many, and where there is no room for all the first of them and how many more
// there are. It returns how many are there.
func (l *layout) office(p *page, in box, size float64, all []hours) (shown int) {
	for n := len(all); n > 0; n-- {
		for _, scale := range []float64{1, 0.9, 0.8, 0.7} {
			drawn := &page{}
			some := all[:n]
			if n < len(all) {
				some = append(slices.Clone(some), hours{where: l.more(len(all) - n)})
			}
			if l.officeHours(drawn, in, size*scale, some) <= in.bottom()+1e-6 || n == 1 && scale == 0.7 {
				p.place(drawn, 0, 0)
				return n
			}
		}
	}
	return 0
}

// officeHours draws office hours in letters of a size and returns where they
// end, which may be below the box.
func (l *layout) officeHours(p *page, in box, size float64, all []hours) float64 {
	y := in.y
	for i, h := range all {
		if i > 0 {
			y += 0.35 * size
		}
		lines := 2
		if h.where == "" {
			lines = 4 // a sentence
		}
		height := style{}.complete().block(lines, size)
		y = p.write(l.typesetter, box{in.x, y, in.w, height}, style{weight: bold, size: size, least: size * 0.8, lines: lines, colour: l.colours.ink}, h.when)
		y = p.write(l.typesetter, box{in.x, y, in.w, height}, style{size: size * 0.86, least: size * 0.75, lines: 2, colour: l.colours.muted}, h.where)
	}
	return y
}

// compact is the texts that are not empty.
func compact(texts ...string) []string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return kept
}
