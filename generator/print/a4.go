package print

// What is A4, upright: agreements and reports.

const (
	a4Width, a4Height = 210.0, 297.0
	a4Margin          = 18.0
	a4Head            = 46.0 // of the ground with what it is
)

// a4 is a page with its head: what it is, and of what. The box is the room
// below it.
func (l *layout) a4(what, title, below string) (*page, box) {
	p := l.page(a4Width, a4Height, title)
	p.add(rect{box: l.out(box{0, 0, a4Width, a4Head}, p), fill: l.colours.ground})
	const wide = a4Width - 2*a4Margin
	p.write(l.typesetter, box{a4Margin, 9, wide, 7}, style{weight: bold, size: 4.6, least: 3, colour: l.colours.onAccent}, what)
	y := p.write(l.typesetter, box{a4Margin, 16, wide, 18}, style{weight: bold, size: 10, least: 5, lines: 2, height: 1.05, colour: l.colours.onAccent}, title)
	p.write(l.typesetter, box{a4Margin, y + 1.5, wide, a4Head - y - 3}, style{size: 4.2, least: 3, lines: 2, colour: l.colours.onAccent}, below)
	return p, box{a4Margin, a4Head + 8, wide, a4Height - a4Head - 8 - 14}
}

// figure is a number and what it is.
type figure struct{ number, what string }

// figures are numbers side by side, each with what it is below it. It returns
// where they end.
func (l *layout) figures(p *page, in box, all []figure) float64 {
	if len(all) == 0 {
		return in.y
	}
	const gap, height = 4.0, 26.0
	w := (in.w - gap*float64(len(all)-1)) / float64(len(all))
	for i, f := range all {
		b := box{in.x + float64(i)*(w+gap), in.y, w, height}
		p.add(rect{box: b, radius: 2, fill: l.colours.soft})
		p.write(l.typesetter, box{b.x + 4, b.y + 3, b.w - 8, 12}, style{weight: bold, size: 9, least: 4, colour: l.colours.accent}, f.number)
		p.write(l.typesetter, box{b.x + 4, b.y + 15, b.w - 8, 10}, style{size: 3.5, least: 2.4, lines: 2, colour: l.colours.ink}, f.what)
	}
	return in.y + height
}
