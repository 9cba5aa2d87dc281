package print

import "strings"

// The sign stands on a desk, A5 across: who sits here, and with what one may
// come.
const signWidth, signHeight = 210.0, 148.0

func (l *layout) sign(who person) *page {
	p := l.page(signWidth, signHeight, who.name)
	const panel = 66.0
	p.add(rect{box: l.out(box{0, 0, panel, signHeight}, p), fill: l.colours.ground})
	const margin = 11.0
	in := box{margin, margin, panel - 2*margin, signHeight - 2*margin}
	p.write(l.typesetter, box{in.x, in.y, in.w, 62}, style{weight: bold, size: 17, least: 7, lines: 4, height: 1.05, colour: l.colours.onAccent}, l.say("ask"))
	qr := in.w
	if p.code(box{in.x, in.bottom() - qr - 7.5, qr, qr}, who.code) {
		p.write(l.typesetter, box{in.x, in.bottom() - 6, in.w, 6}, style{weight: bold, size: 4, least: 2.6, low: true, colour: l.colours.onAccent}, l.say("profile"))
	}

	x := panel + 13
	right := signWidth - 12
	const r = 21
	l.face(p, x+r, 12+r, r, 0, white, who)
	beside := x + 2*r + 8
	p.write(l.typesetter, box{beside, 12, right - beside, r - 0.5}, style{size: 5, least: 3.2, lines: 3, low: true, colour: l.colours.muted}, who.job)
	p.write(l.typesetter, box{beside, 12 + r + 0.5, right - beside, r - 0.5}, style{weight: bold, size: 5, least: 3.2, lines: 3, colour: l.colours.muted}, who.department)
	y := l.name(p, box{x, 59, right - x, 24}, style{weight: bold, size: 15, least: 4.5, lines: 4, height: 1.05, colour: l.colours.ink}, who.name)
	y += 4

	const foot = signHeight - 18.5
	hoursTop := foot
	if len(who.hours) > 0 {
		// They stand on the foot, and topics have what is above.
		label := l.label(&page{}, box{0, 0, right - x, 5}, 3.8, l.say("hours"))
		hoursTop = max(y+20, foot-label-l.columns(&page{}, box{0, 0, right - x, foot}, 4.2, who.hours))
	}
	topics, hours := 0, 0
	if len(who.topics) > 0 {
		y = l.label(p, box{x, y, right - x, 5}, 3.8, l.say("topics"))
		_, topics = l.pills(p, box{x, y, right - x, hoursTop - 3 - y}, 4.2, who.topics)
	}
	if len(who.hours) > 0 {
		label := l.say("hours")
		if left := len(who.hours) - mostColumns; left > 0 {
			label += " · " + l.more(left)
		}
		y = l.label(p, box{x, hoursTop, right - x, 5}, 3.8, label)
		l.columns(p, box{x, y, right - x, foot - y}, 4.2, who.hours)
		hours = min(mostColumns, len(who.hours))
	}
	l.omit("sign", who, topics, hours)
	l.foot(p, box{x, signHeight - 13, right - x, 5}, 3, who.address)
	return p
}

const mostColumns = 3

// columns draws office hours side by side, as many as there are columns, and
// returns where they end.
func (l *layout) columns(p *page, in box, size float64, all []hours) (end float64) {
	const gap = 4.0
	n := min(len(all), mostColumns)
	w := (in.w - gap*float64(n-1)) / float64(n)
	for i := range n {
		drawn := &page{}
		l.office(drawn, box{in.x + float64(i)*(w+gap), in.y, w, in.h}, size, all[i:i+1])
		for _, s := range drawn.shapes {
			end = max(end, s.bounds().bottom())
		}
		p.place(drawn, 0, 0)
	}
	return end
}

// foot draws the hub's logo, or else its name, and an address without its
// scheme, to be typed.
func (l *layout) foot(p *page, in box, size float64, address string) {
	from := l.mark(p, box{in.x, in.y - 1.2*size, in.w * 0.3, 3.6 * size}, left).right()
	if l.logo == nil {
		title := l.title()
		w := min(l.width(title, l.Suited(title, bold))*size, in.w*0.4)
		p.write(l.typesetter, box{in.x, in.y, w + 0.1, in.h}, style{weight: bold, size: size, least: size * 0.7, colour: l.colours.accent}, title)
		from = in.x + w
	}
	from += 2 * size
	_, bare, _ := strings.Cut(address, "://")
	p.write(l.typesetter, box{from, in.y, in.right() - from, in.h},
		style{size: size, least: size * 0.6, align: right, colour: l.colours.muted}, strings.TrimSuffix(bare, "/"))
}
