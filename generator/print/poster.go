package print

import (
	"fmt"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/qr"
)

// Posters are A3, upright: read from across a corridor.
const posterWidth, posterHeight, posterMargin = 297.0, 420.0, 24.0

func (l *layout) poster(who person) *page {
	p := l.page(posterWidth, posterHeight, who.name)
	const field = 180.0
	const right = posterWidth - posterMargin
	p.add(rect{box: l.out(box{0, 0, posterWidth, field}, p), fill: l.colours.ground})
	p.write(l.typesetter, box{posterMargin, 16, posterWidth - 2*posterMargin, 136}, style{weight: bold, size: 58, least: 30, lines: 2, height: 1.02, colour: l.colours.onAccent}, l.say("ask"))

	const r = 52.0
	const faceY = field + 10
	l.face(p, right-r, faceY, r, 4, white, who)

	y := l.name(p, box{posterMargin, field + 14, right - 2*r - 14 - posterMargin, 46}, style{weight: bold, size: 24, least: 8, lines: 5, height: 1.04, colour: l.colours.ink}, who.name)
	p.write(l.typesetter, box{posterMargin, y + 3, right - 2*r - 14 - posterMargin, field + 86 - y - 3},
		style{size: 8.5, least: 5, lines: 5, colour: l.colours.muted}, strings.Join(compact(who.job, who.department), noBreakSpace+"· "))

	top := field + 92.0
	const qr = 62.0
	const column = right - qr - 16 - posterMargin
	bottom := posterHeight - 36.0
	topics, hours := 0, 0
	if len(who.topics) > 0 {
		y = l.label(p, box{posterMargin, top, column, 12}, 8, l.say("topics"))
		room := bottom - y
		if len(who.hours) > 0 {
			room = 48
		}
		top, topics = l.pills(p, box{posterMargin, y + 1, column, room}, 8.4, who.topics)
		top += 9
	}
	if len(who.hours) > 0 {
		y = l.label(p, box{posterMargin, top, column, 12}, 8, l.say("hours"))
		hours = l.office(p, box{posterMargin, y, column, bottom - y}, 8.4, who.hours)
	}
	l.omit("poster", who, topics, hours)
	l.codeBelow(p, box{right - qr, bottom - qr - 10, qr, qr}, who.code, l.say("profile"))
	l.foot(p, box{posterMargin, posterHeight - 25, posterWidth - 2*posterMargin, 8}, 5.6, who.address)
	return p
}

// codeBelow draws a QR code and, below it, what it leads to.
func (l *layout) codeBelow(p *page, in box, c qr.Code, words string) {
	if p.code(in, c) {
		p.write(l.typesetter, box{in.x, in.bottom(), in.w, 9}, style{weight: bold, size: 6, least: 3.5, align: centre, colour: l.colours.accent}, words)
	}
}

const departmentCards = 12

// series is which of several pages one is, and how many people are on each but
// the last, which may have fewer.
type series struct{ number, of, on int }

// department is a poster of a department's key users, or one of several.
func (l *layout) department(d *hub.Term, people []person, at series) *page {
	name := l.departmentName(l.typesetter, l.lang, d, nil)
	p := l.page(posterWidth, posterHeight, name)
	const field = 108.0
	const right = posterWidth - posterMargin
	p.add(rect{box: l.out(box{0, 0, posterWidth, field}, p), fill: l.colours.ground})
	const side = 52.0
	address := l.hub.Config.Absolute(d.URL)
	code, _ := qr.Make(address)
	words := right - posterMargin
	if p.code(box{right - side, 28, side, side}, code) {
		words -= side + 14
	}
	y := p.write(l.typesetter, box{posterMargin, 25, words, 40}, style{weight: bold, size: 33, least: 14, lines: 2, colour: l.colours.onAccent}, l.say("ask_us"))
	p.write(l.typesetter, box{posterMargin, y + 2, words, field - 16 - y}, style{size: 15, least: 7, lines: 2, colour: l.colours.onAccent}, name)

	columns, rows := 2, (at.on+1)/2
	if at.on < 4 {
		columns, rows = 1, at.on
	}
	const gapX, gapY = 12.0, 8.0
	const top, bottom = field + 16, posterHeight - 38
	w := (right - posterMargin - gapX*float64(columns-1)) / float64(columns)
	h := min((bottom-top-gapY*float64(rows-1))/float64(rows), 78)
	for i, who := range people {
		l.card(p, box{posterMargin + float64(i%columns)*(w+gapX), top + float64(i/columns)*(h+gapY), w, h}, who)
	}
	foot := box{posterMargin, posterHeight - 25, posterWidth - 2*posterMargin, 8}
	if at.of > 1 {
		p.part = fmt.Sprintf("%d/%d", at.number, at.of)
		foot = l.number(p, foot, p.part)
	}
	l.foot(p, foot, 5.6, address)
	return p
}

// number draws which of several pages it is at the end of a box, and returns
// what is left of the box.
func (l *layout) number(p *page, in box, words string) box {
	const size = 7.0
	p.write(l.typesetter, in, style{weight: bold, size: size, align: right, colour: l.colours.accent}, words)
	in.w -= size*l.width(words, bold) + 8
	return in
}

// card shows somebody on a department's poster.
func (l *layout) card(p *page, in box, who person) {
	r := min(in.h, 76) / 2
	if in.w < 150 {
		r = min(in.h, 44) / 2
	}
	l.face(p, in.x+r, in.y+r, r, 0, white, who)
	x := in.x + 2*r + r*0.35
	w := in.right() - x
	scale := r / 22 // of a card two of which stand side by side
	// The text is drawn apart, to put it beside the middle of the face.
	words := &page{}
	y := l.name(words, box{x, 0, w, in.h * 0.36}, style{weight: bold, size: 8.6 * scale, least: 3, lines: 4, height: 1.05, colour: l.colours.ink}, who.name)
	y = words.write(l.typesetter, box{x, y + 0.6, w, in.h * 0.2}, style{size: 4.4 * scale, least: 3, lines: 2, colour: l.colours.muted}, who.job)
	topics := 0
	if len(who.topics) > 0 {
		y, topics = words.list(l.typesetter, box{x, y + 1.6*scale, w, in.h * 0.24}, style{weight: bold, size: 5 * scale, least: 3.4, lines: 2, colour: l.colours.accent}, who.topicNames(5), len(who.topics))
	}
	y, hours := l.hoursInShort(words, box{x, y + 1.2*scale, w, in.h - y - 1.2*scale}, style{size: 4.6 * scale, least: 3, lines: 3, colour: l.colours.ink}, who)
	l.omit("department", who, topics, hours)
	p.place(words, 0, in.y+max(2*r-y, 0)/2)
}
