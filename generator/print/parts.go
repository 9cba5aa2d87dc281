package print

import "ankerplatz/generator/colour"

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
	name, jpeg := "small", who.photo.small
	if r > 25 {
		name, jpeg = "large", who.photo.large
	}
	p.add(picture{in, name + who.id, jpeg})
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

// office draws office hours, one below the other, as far as there is room.
func (l *layout) office(p *page, in box, size float64, all []hours) float64 {
	y := in.y
	for _, h := range all {
		if y+1.14*size > in.bottom()+1e-6 {
			break
		}
		y = p.write(l.typesetter, box{in.x, y, in.w, in.bottom() - y}, style{weight: bold, size: size, least: size * 0.8, lines: 3, colour: l.colours.ink}, h.when)
		if rest := in.bottom() - y; h.where != "" && rest >= 1.14*size*0.86 {
			y = p.write(l.typesetter, box{in.x, y, in.w, rest}, style{size: size * 0.86, least: size * 0.7, lines: 2, colour: l.colours.muted}, h.where)
		}
		y += 0.35 * size
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
