package strictyaml

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// The library gives the line and column where a node starts, and no end. The
// functions here find both as offsets in p.text.

// lineStarts returns where lines start by the rules of YAML 1.1, which break
// lines at more characters than \n.
func lineStarts(text []byte) []int {
	starts := []int{0}
	for i := 0; i < len(text); {
		r, width := utf8.DecodeRune(text[i:])
		i += width
		switch r {
		case '\r':
			if i < len(text) && text[i] == '\n' {
				i++
			}
			starts = append(starts, i)
		case '\n', '\u0085', '\u2028', '\u2029':
			starts = append(starts, i)
		}
	}
	return starts
}

// place returns the offset where a node starts.
func (p *parser) place(y *yaml.Node) int {
	line := min(max(y.Line, 1), len(p.lines))
	if line != p.line || y.Column < p.column {
		p.line, p.column, p.offset = line, 1, p.lines[line-1]
	}
	for ; p.column < y.Column && p.offset < len(p.text); p.column++ {
		_, width := utf8.DecodeRune(p.text[p.offset:])
		p.offset += width
	}
	return p.offset
}

// wordEnd returns the end of an alias, anchor or tag that starts at i.
func (p *parser) wordEnd(i int) int {
	if i >= len(p.text) {
		return i
	}
	tag := p.text[i] == '!'
	for i++; i < len(p.text); i++ {
		c := p.text[i]
		letter := c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if tag && bytes.IndexByte([]byte(" \t\r\n"), c) >= 0 || !tag && !letter {
			break
		}
	}
	return i
}

// skipProperties returns where the value itself starts, behind an &anchor and
// a !tag.
func (p *parser) skipProperties(i int) int {
	for i < len(p.text) && (p.text[i] == '&' || p.text[i] == '!') {
		i = p.skipSpace(p.wordEnd(i))
	}
	return i
}

// skipSpace moves over white space and comments.
func (p *parser) skipSpace(i int) int {
	for i < len(p.text) {
		switch c := p.text[i]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			i++
		case c == '#' && (i == 0 || bytes.IndexByte([]byte(" \t\r\n"), p.text[i-1]) >= 0):
			if n := bytes.IndexByte(p.text[i:], '\n'); n >= 0 {
				i += n
			} else {
				i = len(p.text)
			}
		default:
			return i
		}
	}
	return i
}

// closing returns the end of the bracket that closes a list or map whose last
// entry ends at i.
func (p *parser) closing(i int, bracket byte) int {
	for j := p.skipSpace(i); j < len(p.text); j = p.skipSpace(j + 1) {
		switch p.text[j] {
		case bracket:
			return j + 1
		case ',', ':', '?':
		default:
			return i
		}
	}
	return i
}

// scalarEnd returns the end of the scalar that starts at i.
func (p *parser) scalarEnd(i int, y *yaml.Node) int {
	if i >= len(p.text) {
		return len(p.text)
	}
	switch {
	case y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		end, _ := quoteEnd(p.text, i)
		return end
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return blockEnd(p.text, i)
	}
	return plainEnd(p.text, i, y.Value)
}

// quoteEnd returns the end of the quoted text that opens at i; closed is false,
// and the end that of the whole text, where it is never closed.
func quoteEnd(text []byte, i int) (end int, closed bool) {
	quote := text[i]
	for i++; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] != quote:
		case quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		default:
			return i + 1, true
		}
	}
	return len(text), false
}

// plainEnd returns the end of an unquoted text: it may be folded over lines, so
// white space in value stands for any white space.
func plainEnd(text []byte, i int, value string) int {
	start, end := i, i
	for _, r := range value {
		if unicode.IsSpace(r) {
			for i < len(text) {
				s, width := utf8.DecodeRune(text[i:])
				if !unicode.IsSpace(s) {
					break
				}
				i += width
			}
			continue
		}
		s, width := utf8.DecodeRune(text[i:])
		if s != r || width == 0 {
			return start
		}
		i += width
		end = i
	}
	return end
}

// blockEnd returns the end of a text that a | or > at i opens: it reaches as
// far as lines are indented like its first.
func blockEnd(text []byte, i int) int {
	end := i + 1
	indent := -1
	next := bytes.IndexByte(text[i:], '\n')
	for next >= 0 {
		i += next + 1
		line := text[i:]
		next = bytes.IndexByte(line, '\n')
		if next >= 0 {
			line = line[:next]
		}
		words := bytes.TrimSpace(line)
		if len(words) == 0 {
			continue
		}
		depth := len(line) - len(bytes.TrimLeft(line, " "))
		if indent < 0 && depth > 0 {
			indent = depth
		}
		if indent < 0 || depth < indent {
			break
		}
		end = i + depth + len(words)
	}
	return end
}
