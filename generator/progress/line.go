package progress

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"ankerplatz/generator/diag"
)

// pace is how often a line is written anew.
const pace = time.Second / 10

// Line is a line of a terminal that says what a build is at, and moves with it.
// Nothing else is written to the terminal while it is shown. Its methods may be
// called by several goroutines.
type Line struct {
	recorder *Recorder
	w        io.Writer
	width    int // columns of the terminal

	mu    sync.Mutex
	there int           // columns that the line takes now
	done  chan struct{} // closed when it is hidden; nil while it is
}

// NewLine returns a line that is hidden. On what has no width, which is no
// terminal, it always is.
func NewLine(r *Recorder, w io.Writer, width int) *Line {
	return &Line{recorder: r, w: w, width: width}
}

// Show shows the line in a language, unless the build ends before it would be
// read.
func (l *Line) Show(lang string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.width > 0 && l.done == nil {
		l.done = make(chan struct{})
		go l.move(lang, l.done)
	}
}

// Hide leaves the terminal as it was before Show, also where the line is hidden
// already.
func (l *Line) Hide() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.done != nil {
		close(l.done)
		l.done = nil
		l.write("")
	}
}

func (l *Line) move(lang string, done chan struct{}) {
	tick := time.NewTicker(pace)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case now := <-tick.C:
			l.mu.Lock()
			if l.done == done {
				l.write(cut(l.recorder.at(now).In(lang), l.width-1)) // in its last column some terminals begin a new line
			}
			l.mu.Unlock()
		}
	}
}

// write writes over what is there, and goes back to the first column.
func (l *Line) write(text string) {
	width := utf8.RuneCountInString(text)
	if gone := l.there - width; gone > 0 {
		text += strings.Repeat(" ", gone)
	}
	l.there = width
	if text != "" {
		_, _ = io.WriteString(l.w, text+"\r") // a build does not fail for it
	}
}

// cut shortens a text to so many columns.
func cut(text string, columns int) string {
	runes := []rune(text)
	if len(runes) <= columns {
		return text
	}
	if columns < 1 {
		return ""
	}
	return string(runes[:columns-1]) + "…"
}

// at says what the build is at: of phases beside each other, the one that has
// most to do, or else the one that began last. Between phases it is empty.
func (r *Recorder) at(now time.Time) diag.Text {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.active) == 0 {
		return diag.Text{}
	}
	return slices.MaxFunc(r.active, func(a, b *Phase) int {
		if a.total != b.total {
			return a.total - b.total
		}
		return a.began.Compare(b.began)
	}).at(now)
}

// at is "making files: 1200 of 5000 · 340/s · 12 s left". Without a total it says
// for how long the phase has gone on.
func (p *Phase) at(now time.Time) diag.Text {
	done, took := int(p.done.Load()), now.Sub(p.began)
	told := []diag.Text{p.name}
	switch {
	case p.total > 0:
		told[0] = diag.Say("%s: %d of %d", p.name, done, p.total)
	case done > 0:
		told[0] = diag.Say("%s: %d", p.name, done)
	}
	known := done > 0 && took >= time.Second // before, the rate is anything
	if known {
		told = append(told, diag.Say("%s/s", rate(float64(done)/took.Seconds())))
	}
	switch {
	case known && p.total > 0:
		left := time.Duration(float64(took) / float64(done) * float64(p.total-done))
		told = append(told, diag.Say("%s left", around(left)))
	case p.total == 0 && took >= time.Second:
		told = append(told, around(took))
	}
	return diag.Join(told, " · ")
}

func rate(perSecond float64) string {
	if perSecond < 10 {
		return fmt.Sprintf("%.1f", perSecond)
	}
	return fmt.Sprintf("%.0f", perSecond)
}

// around is a time that nobody needs to know exactly.
func around(d time.Duration) diag.Text {
	if d > time.Minute {
		return diag.Say("%d min", int(math.Ceil(d.Minutes())))
	}
	return diag.Say("%d s", int(math.Ceil(d.Seconds())))
}
