// Package cover draws the pictures that chats and mail programs show beside a
// link to a page: its title and its kind, in the hub's colours. They are light
// for everybody, as nobody knows where they will be looked at.
package cover

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"image"
	"strings"
	"sync"

	"ankerplatz/generator/typeset"
)

// Width and Height are the size of a cover in pixels: Open Graph's readers show a
// large picture from 600×315 on, and Mattermost's up to 500 wide, which are 1000
// on a sharp screen.
const (
	Width  = 1200
	Height = 630
)

// drawing is the version of what this package draws. It is part of the names of
// covers, so that those of an earlier build are drawn anew.
const drawing = 2

// Cover is what is seen on a picture.
type Cover struct {
	Lang  string // of the title
	Title string // "" shows the hub only
	Label string // what the page is: "Tip"
	Hub   string // the hub's name
	Hue   int    // of the kind: degrees from the accent's
	Icon  string // name of the kind's icon
}

// Alt is what is seen on it, in words.
func (c Cover) Alt() string {
	alt := c.Title
	if c.Label != "" {
		alt = c.Label + ": " + alt
	}
	if c.Hub != c.Title {
		alt += " – " + c.Hub
	}
	return alt
}

// Brand is what all covers of a hub have.
type Brand struct {
	Accent string            // #rrggbb
	Logo   []byte            // a picture's file; where it is none, the mark stands in
	Mark   string            // name of the icon that stands for a hub without a logo
	Icons  map[string][]byte // SVG files by name
}

// Painter draws the covers of a hub. It is safe for use by several goroutines.
type Painter struct {
	brand Brand
	key   []byte // of the brand

	once  sync.Once
	fonts *typeset.Fonts
	err   error
	logo  *logo

	mu     sync.Mutex
	sheets map[Cover]*sheet // of covers without their titles
	idle   []*hand

	letters letters
}

// NewPainter is one for a hub. Nothing is read or drawn yet.
func NewPainter(brand Brand) *Painter {
	p := &Painter{brand: brand, sheets: map[Cover]*sheet{}}
	sum := sha256.New()
	_ = json.NewEncoder(sum).Encode(struct { // a hash takes everything; maps are written in order
		Drawing int
		Brand   Brand
	}{drawing, brand})
	p.key = sum.Sum(nil)
	return p
}

// Name is the name of a cover's file. It says what is on it: two covers that
// look the same have the same, two that don't have others.
func (p *Painter) Name(c Cover) string {
	sum := sha256.New()
	sum.Write(p.key)
	_ = json.NewEncoder(sum).Encode(c)
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum.Sum(nil)[:10])) + ".png"
}

// Draw is the cover as a PNG file.
func (p *Painter) Draw(c Cover) ([]byte, error) {
	p.once.Do(p.begin)
	if p.err != nil {
		return nil, p.err
	}
	h := p.take()
	defer p.giveBack(h)
	sheet, err := p.sheet(c, h)
	if err != nil {
		return nil, err
	}
	clear(h.room.Pix[copy(h.room.Pix, sheet.rows):])
	p.title(h.room, c, h.in(p.fonts, c.Lang))
	return h.packer.file(sheet, h.room.Pix), nil
}

// hand is what one goroutine draws with.
type hand struct {
	writers map[string]*writer // by language
	room    *image.Paletted    // of the title
	packer  packer
}

// take is a hand that is free.
func (p *Painter) take() *hand {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := len(p.idle) - 1
	if last < 0 {
		return &hand{writers: map[string]*writer{}, room: image.NewPaletted(image.Rect(0, above, Width, water), nil)}
	}
	h := p.idle[last]
	p.idle = p.idle[:last]
	return h
}

func (p *Painter) giveBack(h *hand) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, h)
}

func (h *hand) in(fonts *typeset.Fonts, lang string) *writer {
	if h.writers[lang] == nil {
		h.writers[lang] = newWriter(fonts.Setter(lang))
	}
	return h.writers[lang]
}

// begin makes what all covers are drawn with.
func (p *Painter) begin() {
	if p.fonts, p.err = typeset.Open(); p.err != nil {
		return
	}
	p.logo = newLogo(p.brand.Logo)
}

// Distances, in pixels.
const (
	margin    = 76
	labelLine = 118 // the baseline of the label
	labelSize = 34
	above     = 134 // where the title's rows begin, with room for accents
	top       = 168 // of what the title has
	water     = 496 // where the water begins, and the title's rows end
	scallop   = 60  // from one wave to the next
	crest     = 14  // how high a wave is
	hubLine   = 583 // the baseline of the hub's name
	hubSize   = 40
	markSize  = 56
	discX     = 1118
	discY     = 44
	discSize  = 158 // its radius
	iconSize  = 92
)

// sheet is a cover without its title: it is the same for all pages of a kind.
func (p *Painter) sheet(c Cover, h *hand) (*sheet, error) {
	c.Title = ""
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.sheets[c]; s != nil {
		return s, nil
	}
	s, err := newSheet(p.ground(c, h.in(p.fonts, c.Lang)), above, water)
	p.sheets[c] = s
	return s, err
}

// ground is what is on a sheet.
func (p *Painter) ground(c Cover, texts *writer) *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, Width, Height), colours(p.brand.Accent, c.Hue, p.logo))
	b := brush{img: img}

	b.disc(discX, discY, discSize, paperTint)
	if mask := icon(p.brand.Icons[c.Icon], iconSize); mask != nil {
		b.mask(mask, image.Pt(discX-iconSize*3/4, discY-iconSize/8), tintTone)
	}
	b.text(&p.letters, fit(texts.Setter, c.Label, labelSize, discX-discSize-2*margin), margin, labelLine, paperTone)

	b.water(paperDeep)
	const middle = (water + crest + Height) / 2
	at := margin
	if p.logo != nil {
		p.logo.draw(img, at, middle-p.logo.img.Rect.Dy()/2)
		at += p.logo.img.Rect.Dx() + 28
	} else if mask := icon(p.brand.Icons[p.brand.Mark], markSize); mask != nil {
		b.mask(mask, image.Pt(at, middle-markSize/2), deepWhite)
		at += markSize + 20
	}
	b.text(&p.letters, fit(texts.Setter, c.Hub, hubSize, float64(Width-margin-at)), float64(at), hubLine, deepWhite)
	return img
}

// title draws the title into its room.
func (p *Painter) title(img *image.Paletted, c Cover, texts *writer) {
	b := brush{img: img}
	words := texts.written(c.Title)
	if len(words) == 0 { // it is in letters that no font here has
		words = texts.written(c.Label)
	}
	block := texts.wrap(words, Width-2*margin, water-12-top)
	y := float64(top) + (float64(water-12-top)-block.height())/2
	for _, line := range block.lines {
		b.text(&p.letters, text{texts.Setter, line, block.size}, margin, y+block.size*ascent, paperInk)
		y += block.size * leading
	}
}
