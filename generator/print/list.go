package print

import (
	"fmt"
	"strings"

	"ankerplatz/generator/typeset"
)

// list sets as many of the items as fit, in their order: rather two of them
// large than all of them small, and rather long ones shortened than small ones
// or only one.
// Lines end between items where that is possible. At the end is how many of
// all there are it leaves out. It returns where the text ends and how many
// items are there.
func (p *page) list(t *typesetter, in box, s style, items []string, all int) (end float64, shown int) {
	s = s.complete()
	large := s
	large.least = max(s.least, s.size*0.88)
	for _, fewest := range []int{min(2, len(items)), min(1, len(items))} {
		for _, try := range []struct {
			style
			most int // letters of an item; 0 means all
		}{{large, 0}, {large, 28}, {s, 0}, {s, 28}, {large, 18}, {s, 18}, {s, 12}} {
			for n := len(items); n >= max(1, fewest); n-- {
				words := listed(items[:n], all-n, try.most)
				if _, _, whole := t.fit(words, in, t.suited(try.style, words)); whole {
					return p.write(t, in, try.style, words), n
				}
			}
		}
	}
	return in.y, 0
}

// hoursInShort sets office hours without places, as many as fit, or else says
// where they are. It returns where the text ends and how many are there.
func (l *layout) hoursInShort(p *page, in box, s style, who person) (end float64, shown int) {
	if len(who.hours) == 0 {
		return in.y, 0
	}
	if end, shown = p.list(l.typesetter, in, s, who.hoursTexts(), len(who.hours)); shown == 0 {
		end = p.write(l.typesetter, in, s, l.say("hours_elsewhere"))
	}
	return end, shown
}

// listed are items in one text, each of at most so many letters if that is not
// 0, and how many there are beside them.
func listed(items []string, more, most int) string {
	parts := make([]string, 0, len(items)+1)
	for _, item := range items {
		if most > 0 {
			item = cut(item, most)
		}
		parts = append(parts, strings.ReplaceAll(item, " ", noBreakSpace))
	}
	if more > 0 {
		parts = append(parts, fmt.Sprintf("+%d", more))
	}
	return strings.Join(parts, noBreakSpace+"· ")
}

// cut is a text of at most so many letters; it ends at a word, or where words
// are joined, if that is not far from there.
func cut(text string, most int) string {
	letters := typeset.Letters(text)
	seen := 0
	end := 0
	for i, letter := range letters {
		if letter == softHyphen {
			continue
		}
		if seen++; seen == most {
			end = i
		}
	}
	if seen <= most {
		return text
	}
	for i := end; i > end/2; i-- {
		if letters[i] == softHyphen || letters[i] == " " {
			end = i
			break
		}
	}
	return strings.TrimRight(strings.Join(letters[:end], ""), " -,;·"+softHyphen) + "…"
}
