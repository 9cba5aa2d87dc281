package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"ankerplatz/generator/diag"
)

// Strays at the beginning of a line: headings, lists and tables that did not
// become any.

// strayLine tells of the line of a paragraph or list that begins with a text
// at an offset.
func (r *renderer) strayLine(n *ast.Text, at int) {
	if at < r.toldLine {
		return
	}
	b := block(n)
	i := lineOf(b, at)
	start, line := r.lineText(b, i)
	if len(line) == 0 || start < r.toldLine {
		return
	}
	l := strayLine{r: r, block: b, i: i, start: start, text: line}
	switch c, _ := utf8.DecodeRune(line); {
	case c == '|':
		l.table()
	case c == '#':
		l.heading()
	case bytes.HasPrefix(line, []byte("-")) && snippet.Match(line):
		l.foreign()
	case c == '-', c == '*', c == '+', '0' <= c && c <= '9':
		l.item()
	case c == '!', c == '?', c == ':', c == '=', c == '{', c == 'i', c == 'e', c == 'h', c == '.', c == '$':
		l.foreign()
	case c >= utf8.RuneSelf:
		l.special(c)
	}
}

// strayLine is a line of a block.
type strayLine struct {
	r     *renderer
	block ast.Node
	i     int // its number in the block
	start int
	text  []byte // without white space around
	end   int    // of the run of lines with the same mistake, 0 if it is the only one
}

// tell reports size bytes from the line's beginning. The next lines that are told
// of are those behind the run, where there is one.
func (l *strayLine) tell(size int, code diag.Code, message, hint diag.Text, fix ...diag.Edit) {
	l.r.told = max(l.r.told, l.start+size)
	l.r.toldLine = max(l.end, l.start+len(l.text))
	l.r.report(l.start, l.start+size, code, message, hint, fix...)
}

// longestList is how many lines of a paragraph are looked at for a list that did
// not become one.
const longestList = 200

// run asks for the edits of this line and those below it in the block, and
// returns how many have some. Lines that have none go on with what stands above
// them; the run ends with the last one that has.
func (l *strayLine) run(edit func(start int, text []byte) (diag.Edit, bool)) (all []diag.Edit) {
	for i := l.i; i < min(l.block.Lines().Len(), l.i+longestList); i++ {
		start, text := l.r.lineText(l.block, i)
		if len(text) == 0 {
			continue
		}
		if e, ok := edit(start, text); ok {
			all = append(all, e)
			l.end = start + len(text)
		}
	}
	return all
}

var (
	noSpace = regexp.MustCompile(`^(#{2,6})([^#\s].*)$`)
	hashTag = regexp.MustCompile(`^#(\p{Lu}[^#]*)$`)
)

// oddSpace returns the space behind a mark that is none for Markdown.
func oddSpace(text []byte) (c rune, size int) {
	c, size = utf8.DecodeRune(text)
	if c >= utf8.RuneSelf && (unicode.Is(unicode.Zs, c) || zeroWidth(c)) {
		return c, size
	}
	return 0, 0
}

func zeroWidth(c rune) bool { return c == '\u200b' || c == '\u2060' || c == '\ufeff' || c == '\u00ad' }

// oddSpaces is how long the spaces and such are with which a text begins.
func oddSpaces(text []byte) int {
	return len(text) - len(bytes.TrimLeftFunc(text, func(c rune) bool { return unicode.IsSpace(c) || zeroWidth(c) }))
}

// heading is ##Words, or ## with a special space behind it.
func (l *strayLine) heading() {
	marks := len(l.text) - len(bytes.TrimLeft(l.text, "#"))
	rest := l.text[marks:]
	if c, size := oddSpace(rest); size > 0 && marks <= 6 && len(bytes.TrimSpace(rest)) > 0 {
		l.tell(marks+size, diag.StrayMark, diag.Say("there is a special space (U+%04X) behind %s, so that this is no heading", c, string(l.text[:marks])),
			diag.Say("replace it with an ordinary space"), l.r.edit(l.start+marks, l.start+marks+oddSpaces(rest), " "))
		return
	}
	if m := noSpace.FindSubmatch(l.text); m != nil && m[2][0] != '#' && bytes.ContainsFunc(m[2], unicode.IsLetter) && !isPlainHash(m[2]) {
		l.tell(marks, diag.StrayMark, diag.Say("there is no space behind %s, so that this is no heading", string(m[1])),
			diag.Say(`write "%s %s"`, string(m[1]), short(string(m[2]))), l.r.edit(l.start+marks, l.start+marks, " "))
		return
	}
	if m := hashTag.FindSubmatch(l.text); m != nil && l.block.Lines().Len() == 1 && l.block.Parent().Kind() == ast.KindDocument {
		l.tell(1, diag.StrayMark, diag.Say("there is no space behind %s, so that this is no heading", "#"),
			diag.Say(`write "## %s"; if no heading is meant, \#`, short(string(m[1]))))
	}
}

// isPlainHash reports whether what stands behind hashes is a number or a sign.
func isPlainHash(b []byte) bool {
	c, _ := utf8.DecodeRune(b)
	return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("*_[`„“\"'(", c)
}

// marker is how long the mark of a list is with which a line begins.
func marker(text []byte) int {
	switch text[0] {
	case '-', '*', '+':
		return 1
	}
	n := 0
	for n < min(len(text), 4) && isDigit(text[n]) {
		n++
	}
	if n == 0 || n == min(len(text), 4) || text[n] != '.' && text[n] != ')' {
		return 0
	}
	return n + 1
}

// item is a mark of a list with a special space behind it, or with none.
func (l *strayLine) item() {
	size := marker(l.text)
	if size == 0 || size == len(l.text) {
		return
	}
	mark, number := string(l.text[:size]), isDigit(l.text[0])
	if c, _ := oddSpace(l.text[size:]); c != 0 {
		if number && (mark != "1." && mark != "1)" || l.dated(l.text[size:])) {
			return
		}
		l.tell(size+utf8.RuneLen(c), diag.StrayMark, diag.Say("there is a special space (U+%04X) behind %s, so that this is no list", c, mark),
			diag.Say("replace it with an ordinary space"), l.run(func(start int, text []byte) (diag.Edit, bool) {
				size := marker(text)
				odd, _ := oddSpace(text[size:])
				return l.r.edit(start+size, start+size+oddSpaces(text[size:]), " "), size > 0 && odd != 0
			})...)
		return
	}
	next := 0
	tight := func(start int, text []byte) (diag.Edit, bool) {
		size := marker(text)
		c, _ := utf8.DecodeRune(text[size:])
		if size == 0 || !unicode.IsLetter(c) || number != isDigit(text[0]) || text[0] == '*' || text[0] == '+' {
			return diag.Edit{}, false
		}
		if next++; number && string(text[:size-1]) != strconv.Itoa(next) {
			return diag.Edit{}, false
		}
		return l.r.edit(start+size, start+size, " "), true
	}
	if edits := l.run(tight); len(edits) > 1 && edits[0].Start == l.r.base+l.start+size {
		l.tell(size, diag.StrayMark, diag.Say("there is no space behind %s, so that this is no list", mark),
			diag.Say(`write "%s %s"`, mark, short(string(l.text[size:]))), edits...)
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// dated reports whether a day's number is followed by its month, as in "1. May".
func (l *strayLine) dated(rest []byte) bool {
	word, _, _ := strings.Cut(strings.TrimFunc(string(rest), unicode.IsSpace), " ")
	word = strings.TrimRight(word, ".,:;")
	for month := time.January; month <= time.December; month++ {
		if strings.EqualFold(word, l.r.p.opt.Language.MonthName(time.Date(2000, month, 1, 0, 0, 0, 0, time.UTC))) {
			return true
		}
	}
	c, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(c)
}

// bullets are the signs that word processors put before the points of a list.
// Those that mean something of their own at the beginning of a line need a
// second one below.
const (
	bullets      = "•‣◦⁃∙·\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
	shapeBullets = "●○■□▪▫►▸▶➢➤–—"
	lowerBullets = "o§" // of Word's second and third level, with a tab behind them
)

// special is a line that begins with another sign than those of ASCII.
func (l *strayLine) special(c rune) {
	if n := oddSpaces(l.text); n > 0 {
		l.behindSpace(c, n)
		return
	}
	if !strings.ContainsRune(bullets+shapeBullets, c) {
		return
	}
	levels := []rune{c}
	edits := l.run(func(start int, text []byte) (diag.Edit, bool) {
		own, size := utf8.DecodeRune(text)
		gap := oddSpaces(text[size:])
		level := slices.Index(levels, own)
		if level < 0 && gap > 0 && text[size] == '\t' && strings.ContainsRune(bullets+shapeBullets+lowerBullets, own) {
			level = len(levels)
			levels = append(levels, own)
		}
		indent := ""
		if level > 0 && l.r.source[start-1] == '\n' {
			indent = strings.Repeat("  ", level)
		}
		return l.r.edit(start, start+size+gap, indent+"- "), level >= 0 && len(text) > size+gap && (gap > 0 || strings.ContainsRune("•‣◦⁃", own))
	})
	if len(edits) > 1 || len(edits) == 1 && strings.ContainsRune(bullets, c) {
		l.tell(utf8.RuneLen(c), diag.StrayMark, diag.Say(`"%s" makes no list`, string(c)), diag.Say(`begin each point with "- "`), edits...)
	}
}

// behindSpace is a mark with a space before it that nobody sees, or that is
// none for Markdown.
func (l *strayLine) behindSpace(c rune, n int) {
	rest := l.text[n:]
	if len(rest) == 0 {
		return
	}
	hashes := len(rest) - len(bytes.TrimLeft(rest, "#"))
	isMark := hashes > 0 && hashes <= 6 && len(rest) > hashes && oddSpaces(rest[hashes:]) > 0
	if size := marker(rest); !isMark && size > 0 && size < len(rest) && oddSpaces(rest[size:]) > 0 {
		isMark = rest[0] < '0' || rest[0] > '9' || !l.dated(rest[size:])
	}
	if isMark || rest[0] == '>' && len(rest) > 1 || bytes.HasPrefix(rest, []byte("```")) {
		l.tell(n+1, diag.StrayMark, diag.Say("there is an invisible character (U+%04X) at the beginning of this line, so that the mark behind it is text", c),
			diag.Say("delete it"), l.r.edit(l.start, l.start+n, ""))
	}
}

var (
	ruleLine = regexp.MustCompile(`^\|?[ \t]*:?[-–—]+:?[ \t]*(\|[ \t]*:?[-–—]+:?[ \t]*)*\|?$`)
	tableRow = regexp.MustCompile(`^\|.*\|.*\|$`)
)

func isRow(text []byte) bool { return tableRow.Match(text) }

// columns is how many cells a row of a table has.
func columns(row []byte) int {
	n := bytes.Count(row, []byte("|")) - bytes.Count(row, []byte(`\|`))
	return max(n-1, 1)
}

// table is rows of a table that did not become one.
func (l *strayLine) table() {
	if !isRow(l.text) {
		return
	}
	rows := l.i
	for ; rows < l.block.Lines().Len(); rows++ {
		start, text := l.r.lineText(l.block, rows)
		if len(text) == 0 || text[0] != '|' && !ruleLine.Match(text) {
			break
		}
		l.end = start + len(text)
	}
	rows -= l.i
	next, nextStart, isRule := []byte(nil), 0, false
	if rows > 1 {
		nextStart, next = l.r.lineText(l.block, l.i+1)
		isRule = ruleLine.Match(next) && bytes.ContainsAny(next, "|")
	}
	want := columns(l.text)
	rule := strings.Repeat("| --- ", want) + "|"
	switch {
	case isRule && bytes.ContainsAny(next, "–—"):
		l.tell(len(l.text), diag.BrokenTable, diag.Say("this is no table: the line below its head has dashes in the place of hyphens"),
			diag.Say("write %s below the head", rule), l.r.edit(nextStart, nextStart+len(next), rule))
	case isRule:
		l.tell(len(l.text), diag.BrokenTable, diag.Say("this is no table: its head has %s, and the line below it %d", diag.Count(want, "%d column", "%d columns"), columns(framed(next))),
			diag.Say("write %s below the head", rule), l.r.edit(nextStart, nextStart+len(next), rule))
	case l.i == 0 && rows == l.block.Lines().Len() && isTable(l.block.PreviousSibling()):
		l.tell(len(l.text), diag.BrokenTable, diag.Say("these rows are not part of the table above: there is a blank line between them"),
			diag.Say("take the blank line away"), l.above()...)
	case rows > 1 || bytes.HasPrefix(l.text, []byte("| ")) && bytes.Contains(l.text, []byte(" | ")):
		end := l.start + len(l.text)
		l.tell(len(l.text), diag.BrokenTable, diag.Say("this is no table: the line of hyphens below its head is missing"),
			diag.Say("write %s below the head", rule), l.r.edit(end, end, "\n"+l.prefix()+rule))
	}
}

func isTable(n ast.Node) bool {
	_, ok := n.(*east.Table)
	return ok
}

// framed is a row with a bar at both ends.
func framed(row []byte) []byte {
	return []byte("|" + strings.Trim(string(row), "|") + "|")
}

// prefix is what stands before the line's text: spaces, and marks of
// quotations.
func (l *strayLine) prefix() string {
	begin := bytes.LastIndexByte(l.r.source[:l.start], '\n') + 1
	return strings.Map(func(c rune) rune {
		if c == '>' || c == '\t' {
			return c
		}
		return ' '
	}, string(l.r.source[begin:l.start]))
}

// above are the edits that take the blank lines above the line away, where it
// stands in no other block.
func (l *strayLine) above() []diag.Edit {
	if l.block.Parent().Kind() != ast.KindDocument {
		return nil
	}
	start := l.start - len(l.prefix())
	end := len(bytes.TrimRight(l.r.source[:start], " \t\r\n"))
	if i := bytes.IndexByte(l.r.source[end:start], '\n'); i >= 0 {
		return []diag.Edit{l.r.edit(end+i+1, start, "")}
	}
	return nil
}
