package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Formats are the names that Print knows.
var Formats = []string{"text", "json", "github", "sarif"}

// Print writes the list in one of the Formats.
func (l List) Print(w io.Writer, format string, opt TextOptions) error {
	switch format {
	case "text":
		return l.Text(w, opt)
	case "json":
		return l.JSON(w, opt.Tongue)
	case "github":
		return l.GitHub(w, opt.Tongue)
	case "sarif":
		return l.SARIF(w, opt.Tongue)
	}
	return fmt.Errorf("unknown format %q: it is one of %s", format, strings.Join(Formats, ", "))
}

// TextOptions say how a list is told; programs mind the Tongue only.
type TextOptions struct {
	Tongue
	Colour bool // with escape sequences for a terminal
	Width  int  // cells in a line; longer lines of the source are cut. Default 100
}

// Text writes the list for people: place and message, the line of the source
// with carets below what is meant, and what to do.
//
//	content/de/tips/unlock.md:4:15: error: department "planning" is not in site.yaml [unknown-department]
//	    4 | departments: [planning]
//	      |               ^^^^^^^^
//	  did you mean "planung"?
//
// Control characters of the source come out as visible signs.
func (l List) Text(w io.Writer, opt TextOptions) error {
	if opt.Width <= 0 {
		opt.Width = 100
	}
	p := &printer{Writer: bufio.NewWriter(w), TextOptions: opt}
	for _, d := range l {
		p.diagnostic(d)
	}
	return p.Flush()
}

type printer struct {
	*bufio.Writer
	TextOptions
}

// Escape sequences (ECMA-48, SGR).
const (
	bold   = "1"
	faint  = "2"
	red    = "1;31"
	yellow = "1;33"
	cyan   = "1;36"
)

func (l Level) colour() string {
	switch l {
	case Error:
		return red
	case Warn:
		return yellow
	default:
		return cyan
	}
}

// paint returns the text in a colour, if colours are wanted.
func (p *printer) paint(colour, text string) string {
	if !p.Colour {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

func (p *printer) diagnostic(d Diagnostic) {
	place, lang := d.place(), p.Of(d)
	if place.file != "" {
		where := fmt.Sprintf("%s:%d:%d:", Visible(place.file), place.start.Line, place.start.Column)
		fmt.Fprintf(p, "%s ", p.paint(bold, where))
	}
	fmt.Fprintf(p, "%s %s %s\n", p.paint(d.Level.colour(), d.Level.Name().In(lang)+":"), Visible(d.Message.In(lang)), p.paint(faint, "["+string(d.Code)+"]"))
	if !place.whole {
		p.source(d, place)
	}
	if !d.Hint.Empty() {
		for line := range strings.SplitSeq(d.Hint.In(lang), "\n") {
			fmt.Fprintf(p, "  %s\n", Visible(line))
		}
	}
}

// source shows the line where the span starts, with carets.
func (p *printer) source(d Diagnostic, at place) {
	text := d.File.Shown(at.start.Line)
	lineStart := d.File.Offset(at.start.Line, 1)
	text, lineStart = window(text, lineStart, d.Start, 8*max(p.Width, 20))
	gutter := fmt.Sprintf("%5d | ", at.start.Line)
	columns := max(p.Width-len(gutter), 20)
	cells, from, to := layout(text, d.Start-lineStart, d.End-lineStart, columns)
	if len(cells) == 0 {
		return
	}
	cells, from, to = crop(cells, from, to, columns)
	var shown strings.Builder
	before, under := 0, 0
	for i, c := range cells {
		shown.WriteString(c.text)
		switch {
		case i < from:
			before += c.width
		case i < to:
			under += c.width
		}
	}
	fmt.Fprintf(p, "%s%s\n", p.paint(faint, gutter), strings.TrimRight(shown.String(), " "))
	fmt.Fprintf(p, "%s%s%s\n", p.paint(faint, "      | "), strings.Repeat(" ", before),
		p.paint(d.Level.colour(), strings.Repeat("^", max(under, 1))))
}

// window cuts a line that begins at an offset to what stands near another: one
// of some megabytes need not be laid out to show a few words of it.
func window(line string, start, near, room int) (part string, partStart int) {
	from, to := max(near-start-room, 0), min(near-start+room, len(line))
	if from >= to {
		return line, start
	}
	for from > 0 && !utf8.RuneStart(line[from]) {
		from--
	}
	for to < len(line) && !utf8.RuneStart(line[to]) {
		to++
	}
	return line[from:to], start + from
}

// cell is a character as it is shown.
type cell struct {
	text  string
	width int
}

const tabWidth = 4

// layout turns a line into cells and says which of them belong to the bytes
// from start to end. It ends where so many columns behind start are full: crop
// shows no more.
func layout(line string, start, end, columns int) (cells []cell, from, to int) {
	line = strings.TrimRightFunc(line, func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' })
	cells = make([]cell, 0, min(len(line), columns+1))
	column, full := 0, 0
	from, to = -1, -1
	for i := 0; i < len(line) && (from < 0 || column <= full); {
		if i >= start && from < 0 {
			from, full = len(cells), column+columns
		}
		if i >= end && to < 0 {
			to = len(cells)
		}
		r, size := utf8.DecodeRuneInString(line[i:])
		c := cell{visibleRune(r, line[i:i+size]), runeWidth(r)}
		if r == '\t' {
			c.width = tabWidth - column%tabWidth
			c.text = strings.Repeat(" ", c.width)
		}
		cells = append(cells, c)
		column += c.width
		i += size
	}
	if from < 0 {
		from = len(cells)
	}
	if to < 0 {
		to = len(cells)
	}
	return cells, from, to
}

// crop cuts a line to a number of columns around the cells that are marked.
func crop(cells []cell, from, to, columns int) (cropped []cell, newFrom, newTo int) {
	total := 0
	for _, c := range cells {
		total += c.width
	}
	if total <= columns {
		return cells, from, to
	}
	ellipsis := cell{"…", 1}
	first := from
	for room := columns / 3; first > 0 && room >= cells[first-1].width; first-- {
		room -= cells[first-1].width
	}
	if first <= 1 {
		first = 0
	}
	last := first
	for room := columns - 2; last < len(cells) && room >= cells[last].width; last++ {
		room -= cells[last].width
	}
	if first > 0 {
		cropped = append(cropped, ellipsis)
	}
	shift := len(cropped) - first
	cropped = append(cropped, cells[first:last]...)
	if last < len(cells) {
		cropped = append(cropped, ellipsis)
	}
	return cropped, from + shift, min(to, last) + shift
}

// runeWidth is how many columns of a terminal a character takes.
func runeWidth(r rune) int {
	if r < '\u0300' { // where the first mark is that stands above a letter
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me) || r == zeroWidthJoiner {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

const zeroWidthJoiner = '\u200d' // joins emoji, harmless

// Visible replaces what a terminal would obey instead of show.
func Visible(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r == utf8.RuneError || !shown(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		b.WriteString(visibleRune(r, string(r)))
	}
	return b.String()
}

func shown(r rune) bool { return unicode.IsPrint(r) || r == zeroWidthJoiner }

// visibleRune is what stands for a character: what the text has, where that can
// be shown.
func visibleRune(r rune, text string) string {
	switch {
	case r == utf8.RuneError:
		return "\ufffd"
	case shown(r):
		return text
	case r < ' ':
		return string('\u2400' + r) // Unicode's pictures of control characters
	case r == 0x7f:
		return "\u2421"
	case unicode.Is(unicode.Zs, r):
		return " "
	default:
		return "\ufffd"
	}
}
