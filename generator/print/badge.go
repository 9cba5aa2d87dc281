package print

// The badge is worn: the name is read from two metres away.
const (
	badgeWidth, badgeHeight  = 85.0, 55.0
	badgesAcross, badgesDown = 2, 5
	sheetWidth, sheetHeight  = 210.0, 297.0
	stickerSize              = 50.0
	largestCode              = 22.0 // a sticker has no room for a larger one
	stickersAcross           = 3
	stickersDown             = 5
	stickerGapX, stickerGapY = 8.0, 6.0
	cutLine                  = 0.1 // millimetres
)

func (l *layout) badge(who person) *page {
	p := l.page(badgeWidth, badgeHeight, who.name)
	const band = 12.5
	p.add(rect{box: l.out(box{0, 0, badgeWidth, band}, p), fill: l.colours.ground})
	p.write(l.typesetter, box{6, 0, 46, band}, style{weight: bold, size: 5.6, least: 3, middle: true, colour: l.colours.onAccent}, l.say("ask"))
	if l.logo != nil {
		const high = 8.0
		wide := min(24, l.logo.width/l.logo.height*(high-2)+3)
		chip := box{badgeWidth - 4 - wide, (band - high) / 2, wide, high}
		p.add(rect{chip, 1.5, white})
		l.mark(p, box{chip.x + 1.5, chip.y + 1, chip.w - 3, chip.h - 2}, right)
	} else {
		p.write(l.typesetter, box{54, 0, 25, band}, style{size: 2.9, least: 2, lines: 2, align: right, middle: true, colour: l.colours.onAccent}, l.title())
	}

	qr := 20.0
	if who.code != nil {
		qr = max(qr, min(codeSide(who.code), largestCode+3))
	}
	code := box{badgeWidth - 4 - qr, badgeHeight - 3.5 - qr, qr, qr}
	p.code(code, who.code)

	const r = 11.5
	l.face(p, 6+r, band+4.5+r, r, 0, white, who)
	x := 6 + 2*r + 4.5
	wide := badgeWidth - 5 - x // above the code
	y := l.name(p, box{x, band + 2.8, wide, 11}, style{weight: bold, size: 7, least: 2.2, lines: 4, height: 1.05, colour: l.colours.ink}, who.name)
	y = p.write(l.typesetter, box{x, y + 0.2, wide, max(code.y-y-0.2, 3.4)}, style{size: 3, least: 2.1, lines: 2, colour: l.colours.muted}, who.job)
	department := style{weight: bold, size: 2.8, least: 2, lines: 3, colour: l.colours.muted}
	below := box{x, y + 0.2, code.x - 1 - x, 41.2 - y}
	above := box{x, y + 0.2, wide, code.y - y - 0.2}
	if _, _, whole := l.fit(who.department, above, l.suited(department, who.department)); whole && y+3.6 < code.y {
		below = above
	}
	p.write(l.typesetter, below, department, who.department)

	left := box{6, 42.4, code.x - 1 - 6, badgeHeight - 42.4 - 3.2}
	y, topics := p.list(l.typesetter, box{left.x, left.y, left.w, 5.2}, style{weight: bold, size: 3.2, least: 2.4, colour: l.colours.accent}, who.topicNames(4), len(who.topics))
	_, hours := l.hoursInShort(p, box{left.x, y + 0.2, left.w, left.bottom() - y - 0.2}, style{size: 2.6, least: 2.1, lines: 2, colour: l.colours.ink}, who)
	l.omit("badge", who, topics, hours)
	return p
}

// badgeSheet puts badges edge to edge on A4, so that one cut parts two.
func (l *layout) badgeSheet(badges []*page) *page {
	p := &page{width: sheetWidth, height: sheetHeight}
	x0, y0 := (sheetWidth-badgesAcross*badgeWidth)/2, (sheetHeight-badgesDown*badgeHeight)/2
	for i, badge := range badges {
		p.place(badge, x0+float64(i%badgesAcross)*badgeWidth, y0+float64(i/badgesAcross)*badgeHeight)
	}
	rows := (len(badges) + badgesAcross - 1) / badgesAcross
	for i := range badgesAcross + 1 {
		x := x0 + float64(i)*badgeWidth
		p.add(rule{x, y0 - 6, x, y0 + float64(rows)*badgeHeight + 6, cutLine, l.colours.muted, false})
	}
	for i := range rows + 1 {
		y := y0 + float64(i)*badgeHeight
		p.add(rule{x0 - 12, y, x0 + badgesAcross*badgeWidth + 12, y, cutLine, l.colours.muted, false})
	}
	return p
}

// The sticker is put on doors, laptops and cups.
func (l *layout) sticker(who person) *page {
	p := &page{width: stickerSize, height: stickerSize, bleed: l.bleed, name: who.name}
	const c = stickerSize / 2
	p.add(circle{x: c, y: c, r: c + l.bleed, colour: l.colours.ground})
	p.write(l.typesetter, box{c - 15, 4, 30, 8.4}, style{weight: bold, size: 5, least: 2.6, align: centre, low: true, colour: l.colours.onAccent}, l.say("ask"))

	qr := 20.0
	if who.code != nil {
		qr = max(qr, min(codeSide(who.code), largestCode))
	}
	const r, gap, middle = 9.2, 2.0, 23.0
	x := c - (2*r+gap+qr)/2
	l.face(p, x+r, middle, r, 0.5, white, who)
	p.code(box{x + 2*r + gap, middle - qr/2, qr, qr}, who.code)

	y := l.name(p, box{c - 18, middle + qr/2 + 0.5, 36, 5.6}, style{weight: bold, size: 4.7, least: 1.8, lines: 3, height: 1.05, align: centre, colour: l.colours.onAccent}, who.name)
	y, topics := p.list(l.typesetter, box{c - 15, y, 30, 3.4}, style{weight: bold, size: 2.6, least: 2.1, align: centre, colour: l.colours.onAccent}, who.topicNames(3), len(who.topics))
	_, hours := l.hoursInShort(p, box{c - 12, y + 0.1, 24, 46.2 - y}, style{size: 2.3, least: 1.9, align: centre, colour: l.colours.onAccent}, who)
	l.omit("sticker", who, topics, hours)
	return p
}

// stickerSheet puts stickers on A4, each with a line to cut along.
func (l *layout) stickerSheet(stickers []*page) *page {
	p := &page{width: sheetWidth, height: sheetHeight}
	stepX, stepY := stickerSize+stickerGapX, stickerSize+stickerGapY
	x0, y0 := (sheetWidth-stickersAcross*stepX+stickerGapX)/2, (sheetHeight-stickersDown*stepY+stickerGapY)/2
	for i, sticker := range stickers {
		x, y := x0+float64(i%stickersAcross)*stepX, y0+float64(i/stickersAcross)*stepY
		p.place(sticker, x, y)
		p.add(circle{x: x + stickerSize/2, y: y + stickerSize/2, r: stickerSize / 2, colour: l.colours.muted, line: cutLine})
	}
	return p
}
