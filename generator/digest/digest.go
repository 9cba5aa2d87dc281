// Package digest writes letters: what is new on a hub, ready to be mailed. A
// Letter says all that stands in it; the package knows of the forms.
package digest

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"ankerplatz/generator/words"
)

// Letter is what is new on a hub in some time. Its addresses are whole.
type Letter struct {
	Lang     *words.Language
	Site     string    // what the hub is called
	Home     string    // address of the hub
	Title    string    // "News of October 2026"
	Period   string    // "1 October to 31 October 2026"
	For      string    // whom it is for, in words; "" for everybody
	Accent   string    // #rrggbb, of the hub
	Page     string    // address of the letter on the hub; "" where it has none
	Until    time.Time // when its time ends
	Sections []Section
}

// Section is a part of a letter.
type Section struct {
	Title string
	Lines []Line
	Whole bool // all lines are shown, however many there are
}

// Line is one thing that a letter tells.
type Line struct {
	Under string // a heading within the section, for this line and those behind it; "" goes on
	Title string
	URL   string   // "" where it leads nowhere
	Lang  string   // of Title and Text, where it is not the letter's
	Facts []string // what is known of it, in few words each
	Text  string   // a sentence about it; may be empty
	Todo  []string // what the reader has to do, in sentences; mostly nil
}

// Formats are the forms of letters.
var Formats = []string{"text", "html", "md", "eml"}

const (
	linesMost = 12  // of a section; the others are on the hub
	runesMost = 200 // of a title, a text, a fact or what is to be done
)

// shown are the lines of a section that there is room for, with no text that is
// too long, and how many are left out.
func (s Section) shown(most int) (lines []Line, left int) {
	if s.Whole {
		most = len(s.Lines)
	}
	lines = slices.Clone(s.Lines[:min(most, len(s.Lines))])
	for i, line := range lines {
		lines[i].Title, lines[i].Text = cut(line.Title), cut(line.Text)
		lines[i].Facts, lines[i].Todo = cutAll(line.Facts), cutAll(line.Todo)
	}
	return lines, len(s.Lines) - len(lines)
}

// more says how many lines are left out.
func (l *Letter) more(n int) string {
	text, _ := l.Lang.Count("letter_more", n)
	return strings.ReplaceAll(text, "{0}", strconv.Itoa(n))
}

// head is what stands below the title: the time that the letter is about, and
// whom it is for.
func (l *Letter) head() string {
	if l.For == "" {
		return l.Period
	}
	return l.Period + " · " + l.For
}

// facts are a line's in one text.
func (l Line) facts() string { return strings.Join(l.Facts, " · ") }

func cutAll(texts []string) []string {
	short := make([]string, len(texts))
	for i, text := range texts {
		short[i] = cut(text)
	}
	return short
}

// cut shortens a text that would take too much room.
func cut(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= runesMost {
		return text
	}
	text = string([]rune(text)[:runesMost])
	if at := strings.LastIndexByte(text, ' '); at > len(text)/2 {
		text = text[:at]
	}
	return strings.TrimRight(text, " ,;:.–-") + " …"
}

// foot says where the letter comes from.
func (l *Letter) foot() string {
	return strings.ReplaceAll(l.Lang.Text("letter_foot"), "{0}", cut(l.Site))
}
