package digest

import (
	"strings"
	"unicode/utf8"
)

// columns is how wide a letter is as text: mail programs of terminals, and what
// quotes it, still have room beside it.
const columns = 72

// Text is the letter as plain text, in lines of at most 72 characters but for
// words and addresses that are longer.
func (l *Letter) Text() []byte {
	var b strings.Builder
	write := func(first, indent, text string) {
		if text != "" {
			b.WriteString(wrap(first, indent, text))
		}
	}
	write("", "", l.Title)
	b.WriteString(strings.Repeat("=", min(columns, utf8.RuneCountInString(l.Title))) + "\n")
	write("", "", l.head())
	if len(l.Sections) == 0 {
		write("\n", "", l.Lang.Text("letter_nothing"))
	}
	for _, s := range l.Sections {
		lines, left := s.shown(linesMost)
		b.WriteString("\n\n")
		write("", "", s.Title)
		b.WriteString(strings.Repeat("-", min(columns, utf8.RuneCountInString(s.Title))) + "\n")
		for _, line := range lines {
			b.WriteString("\n")
			if line.Under != "" {
				write("", "", line.Under)
				b.WriteString("\n")
			}
			write("* ", "  ", line.Title)
			write("  ", "  ", line.facts())
			write("  ", "  ", line.Text)
			for _, todo := range line.Todo {
				write("  > ", "    ", todo)
			}
			if line.URL != "" {
				b.WriteString("  " + line.URL + "\n")
			}
		}
		if left > 0 {
			write("\n", "", l.more(left))
		}
	}
	b.WriteString("\n-- \n")
	write("", "", l.foot())
	b.WriteString(l.Home + "\n")
	return []byte(b.String())
}

// wrap breaks a text into lines, of which the first begins with first and the
// others with indent. Spaces that are no plain ones keep words together.
func wrap(first, indent, text string) string {
	var b strings.Builder
	b.WriteString(first)
	used := utf8.RuneCountInString(strings.TrimLeft(first, "\n"))
	begun := false
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }) {
		size := utf8.RuneCountInString(word)
		switch {
		case !begun:
		case used+1+size > columns:
			b.WriteString("\n" + indent)
			used = utf8.RuneCountInString(indent)
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used, begun = used+size, true
	}
	b.WriteByte('\n')
	return b.String()
}

// Markdown is the letter for channels and wikis that read Markdown.
func (l *Letter) Markdown() []byte {
	var b strings.Builder
	b.WriteString("# " + plain(l.Title) + "\n\n" + plain(l.head()) + "\n")
	if len(l.Sections) == 0 {
		b.WriteString("\n" + plain(l.Lang.Text("letter_nothing")) + "\n")
	}
	for _, s := range l.Sections {
		lines, left := s.shown(linesMost)
		b.WriteString("\n## " + plain(s.Title) + "\n\n")
		for i, line := range lines {
			if line.Under != "" {
				if i > 0 {
					b.WriteString("\n")
				}
				b.WriteString("### " + plain(line.Under) + "\n\n")
			}
			title := plain(line.Title)
			if line.URL != "" {
				title = "[" + title + "](<" + line.URL + ">)"
			}
			b.WriteString("- " + title)
			if facts := line.facts(); facts != "" {
				b.WriteString(" · " + plain(facts))
			}
			b.WriteString("\n")
			if text := line.Text; text != "" {
				b.WriteString("  " + plain(text) + "\n")
			}
			for _, todo := range line.Todo {
				b.WriteString("  - **" + plain(todo) + "**\n")
			}
		}
		if left > 0 {
			b.WriteString("\n" + plain(l.more(left)) + "\n")
		}
	}
	b.WriteString("\n---\n\n[" + plain(l.foot()) + "](<" + l.Home + ">)\n")
	return []byte(b.String())
}

// plain keeps Markdown from reading anything into a text.
var plain = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "\n", " ").Replace
