package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"ankerplatz/generator/diag"
)

// toEnd is the text from the stray to the end of its block: a paragraph, or the
// cell of a table; further away than strayReach is not looked.
func (s stray) toEnd() []byte {
	lines := block(s.node).Lines()
	if lines.Len() == 0 {
		return s.rest
	}
	return s.r.source[s.at:min(max(lines.At(lines.Len()-1).Stop, s.at), s.at+strayReach)]
}

// begins reports whether a mark of a size stands where it can only be meant as
// the beginning of something: behind a space, and before a word.
func (s stray) begins(size int) bool {
	before := s.before()
	after, _ := utf8.DecodeRune(s.rest[size:])
	return (unicode.IsSpace(before) || before == '(') && (unicode.IsLetter(after) || unicode.IsDigit(after))
}

// unclosedBold is **words whose end is missing.
func (s stray) unclosedBold() bool {
	rest := s.toEnd()
	if !bytes.HasPrefix(rest, []byte("**")) || !s.begins(2) || bytes.ContainsAny(rest[2:], "*") || s.footnoted() {
		return false
	}
	return s.tell(2, diag.StrayMark, diag.Say("the bold words that begin here have no end"), diag.Say(`write ** behind the last of them, in the same paragraph; if stars are meant, \*\*`))
}

// footnoted reports whether the stars explain words above that have stars behind
// them.
func (s stray) footnoted() bool {
	before := s.r.source[:s.at]
	for {
		i := bytes.LastIndex(before, []byte("**"))
		if i < 1 {
			return false
		}
		c, _ := utf8.DecodeLastRune(before[:i])
		after, _ := utf8.DecodeRune(s.r.source[i+2:])
		if !unicode.IsSpace(c) && c != '*' && !unicode.IsLetter(after) && bytes.Count(before[bytes.LastIndexByte(before[:i], '\n')+1:i], []byte("**"))%2 == 0 {
			return true
		}
		before = before[:i]
	}
}

// unclosedCode is a backtick with a word behind it, and no other in the block.
func (s stray) unclosedCode() {
	rest := s.toEnd()
	if !s.begins(1) || bytes.IndexByte(rest[1:], '`') >= 0 || s.node.Parent().Kind() == ast.KindLink {
		return
	}
	hint := diag.Say("write ` behind it, in the same paragraph; if the sign itself is meant, \\`")
	if end, ok := s.cutByBar(len(rest)); ok {
		s.tell(1, diag.StrayMark, diag.Say("the code that begins here has no end: a bar in it ends the table's cell"), diag.Say(`write \| for the bar`), s.r.edit(end, end, `\`))
		return
	}
	s.tell(1, diag.StrayMark, diag.Say("the code that begins here has no end"), hint)
}

// cutByBar reports whether the stray's code is cut in two by one bar, which ends
// the table's cell, and where that is.
func (s stray) cutByBar(size int) (at int, ok bool) {
	if block(s.node).Kind() != east.KindTableCell {
		return 0, false
	}
	line := s.r.source[s.at:min(s.at+strayReach, len(s.r.source))]
	line = line[:max(bytes.IndexByte(line, '\n'), 0)]
	end := bytes.IndexByte(line[min(1, len(line)):], '`') + 1
	bar := bytes.IndexByte(line, '|')
	return s.at + bar, bar >= size && end > bar && bytes.Count(line[:end], []byte("|")) == 1
}
