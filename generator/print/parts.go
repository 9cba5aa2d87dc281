package print

import (
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
		size := r * 0.9
		// The letters' middle, not the line's, is in the circle's middle.
		pieces, width := l.set(who.initials, bold)
		p.add(text{x - width*size/2, y + 0.334*size, size, width * size, who.initials, pieces, l.colours.accent})
		return
	}
	name, data := "small", who.photo.small
	if r > 25 {
		name, data = "large", who.photo.large
	}
	p.add(picture{in, name + who.id, "jpeg", data, true})
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
	p.add(picture{at, "logo", "png", l.logo.png, false})
	return at
}

// pills draws topics as rounded labels in rows, the best known ones first and
// as many as there is room for. It returns where they end.
func (l *layout) pills(p *page, in box, size float64, topics []topic) float64 {
	height, padding, gap := 1.85*size, 0.75*size, 0.5*size
	x, y := in.x, in.y
	end := in.y
	for _, topic := range topics {
		name := topic.name
		width := l.width(name, bold)*size + 2*padding
		if width > in.w {
			name = l.shorten(name+" …", (in.w-2*padding)/size, bold)
			width = l.width(name, bold)*size + 2*padding
		}
		if x > in.x && x+width > in.right() {
			x, y = in.x, y+height+gap
		}
		if y+height > in.bottom()+1e-6 {
			break
		}
		pill := box{x, y, width, height}
		p.add(rect{pill, height / 2, l.colours.soft})
		pieces, w := l.set(name, bold)
		p.add(text{x + padding, y + height/2 + 0.334*size, size, w * size, name, pieces, l.colours.ink})
		x += width + gap
		end = y + height
	}
	return end
}

// label draws a small heading and returns where it ends.
func (l *layout) label(p *page, in box, size float64, words string) float64 {
	return p.write(l.typesetter, in, style{weight: bold, size: size, least: size * 0.7, colour: l.colours.accent}, words) + 0.35*size
}

// name draws somebody's name: on two lines that end between words, or else, as
// small as it must be, on as many as the style has.
func (l *layout) name(p *page, in box, s style, words string) float64 {
	few := s.complete()
	few.lines, few.least = min(2, few.lines), max(few.least, few.size/2)
	kept := strings.ReplaceAll(words, "-", noBreakHyphen)
	if _, _, whole := l.fit(kept, in, few); whole {
		return p.write(l.typesetter, in, few, kept)
	}
	return p.write(l.typesetter, in, s, words)
}

// office draws office hours, one below the other: smaller where there are
// many, and the first of them where there is no room for all.
func (l *layout) office(p *page, in box, size float64, all []hours) {
	for n := len(all); n > 0; n-- {
		for _, scale := range []float64{1, 0.9, 0.8, 0.7} {
			drawn := &page{}
			if l.officeHours(drawn, in, size*scale, all[:n]) <= in.bottom()+1e-6 || n == 1 && scale == 0.7 {
				p.place(drawn, 0, 0)
				return
			}
		}
	}
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
		height := style{height: lineHeight}.block(lines, size)
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
