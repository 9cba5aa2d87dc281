package strictyaml

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/diag"
)

// explainer looks for what is wrong with one line.
type explainer struct {
	*parser
	lines []line
	at    int // index of the line
	l     line
}

// say reports and returns true, which ends the search.
func (e *explainer) say(start, end int, message, hint diag.Text, fix ...diag.Edit) bool {
	e.add(start, end, diag.YAMLSyntax, message, hint, fix...)
	return true
}

// explained tries one explanation after the other.
func (e *explainer) explained() bool {
	for i, r := range string(e.text[e.l.begin:e.l.start]) {
		if r != ' ' {
			return e.badSpace(e.l.begin+i, r, diag.Say("at the start of this line"))
		}
	}
	start, words := e.l.start, e.l.words
	for strings.HasPrefix(words, "-") {
		rest := strings.TrimLeft(words[1:], " ")
		if strings.HasPrefix(rest, "\t") {
			return e.badSpace(start+len(words)-len(rest), '\t', diag.Say("behind the dash"))
		}
		if rest == words[1:] {
			break
		}
		start, words = start+len(words)-len(rest), rest
	}
	key, value := cutKey(words)
	dashed := start != e.l.start
	switch {
	case e.badValue(key, start+len(words)-len(value), value):
		return true
	case key != "" || dashed:
		return e.badIndent(dashed) || dashed && e.listAfterValue()
	default:
		return e.noDashSpace(start, words) || e.noColon(start, words)
	}
}

func (e *explainer) badSpace(at int, r rune, where diag.Text) bool {
	if r == '\t' {
		return e.say(at, at+1, diag.Say("there is a tab %s, where YAML takes only spaces", where), diag.Say("replace it with two spaces"), e.edit(at, at+1, "  "))
	}
	return e.say(at, at+utf8.RuneLen(r), diag.Say("there is a special space (U+%04X) %s", r, where), diag.Say("replace it with an ordinary space"), e.edit(at, at+utf8.RuneLen(r), " "))
}

// cutKey splits `key: value`; key is "" where there is none.
func cutKey(words string) (key, value string) {
	from := 0
	if words != "" && (words[0] == '"' || words[0] == '\'') {
		from, _ = quoteEnd([]byte(words), 0)
	}
	for i := from; i < len(words); i++ {
		if words[i] == ':' && (i+1 == len(words) || words[i+1] == ' ' || words[i+1] == '\t') {
			return words[:i], strings.TrimLeft(words[i+1:], " \t")
		}
	}
	return "", words
}

// badValue looks for a mistake in a value. key is "" in a list.
func (e *explainer) badValue(key string, start int, value string) bool {
	if value == "" {
		return false
	}
	switch value[0] {
	case '"', '\'':
		return e.badQuotes(key, start, value)
	case '[', '{':
		return e.badBrackets(key, start, value)
	case '|', '>':
		if blockHeader.MatchString(value) {
			return false
		}
		return e.say(start, start+len(value), diag.Say("text cannot follow %q in the same line", value[:1]),
			diag.Say("begin the text in the next line, indented, or write %s", named(key, quote(withoutComment(value)))))
	case '@', '`', '%', '*', '&', '!', '}', ']', ',':
		e.cannotBegin(key, start, start+len(value))
		return true
	case '-':
		if key != "" && strings.HasPrefix(value, "- ") {
			return e.say(start, start+1, diag.Say("a list cannot begin behind the colon"),
				diag.Say("begin it in the next line, or write %s", named(key, "["+strings.TrimSpace(value[1:])+"]")))
		}
	}
	if key == "" {
		return false
	}
	if second, _ := cutKey(withoutComment(value)); second != "" {
		colon, whole := start+len(second), withoutComment(value)
		words := whole
		if inner, smart := smartQuoted(whole); smart {
			words = inner
		}
		return e.say(colon, colon+1, diag.Say("there is a second colon with a space behind it, in the text of %q", key),
			diag.Say("write %s", named(key, quote(words))), e.edit(start, start+len(whole), quote(words)))
	}
	return false
}

var blockHeader = regexp.MustCompile(`^[|>][-+0-9]*\s*( #.*)?$`)

func (e *explainer) badQuotes(key string, start int, value string) bool {
	mark := value[:1]
	end, closed := quoteEnd(e.text, start)
	if !closed || end > start+len(value) {
		return e.say(start, start+1, diag.Say("the quote that opens here is not closed in this line"),
			diag.Say("put %s at the end of the text, or remove it here", mark))
	}
	rest := withoutComment(string(e.text[end : start+len(value)]))
	if words := strings.TrimSpace(rest); words != "" && words[0] != '#' {
		whole := withoutComment(value)
		if strings.HasSuffix(whole, mark) {
			whole = whole[1 : len(whole)-1]
		}
		return e.say(end-1, start+len(value), diag.Say("the quote closes here, and text goes on behind it"), diag.Say("write %s", named(key, quote(whole))))
	}
	if mark == "'" {
		return false
	}
	for i := start + 1; i < end-1; i++ {
		if e.text[i] != '\\' {
			continue
		}
		if escape.Match(e.text[i:end]) {
			i++
			continue
		}
		_, width := utf8.DecodeRune(e.text[i+1:])
		inner := string(e.text[start+1 : end-1])
		return e.say(i, i+1+width, diag.Say("in double quotes %s has a special meaning", e.text[i:i+1+width]),
			diag.Say("write %s, or every backslash twice", named(key, quote(inner))))
	}
	return false
}

// escape matches what may follow a backslash in double quotes.
var escape = regexp.MustCompile(`^\\([0abt\tnvfre "'/\\N_LP\r\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})`)

func (e *explainer) badBrackets(key string, start int, value string) bool {
	closing := map[byte]string{'[': "]", '{': "}"}[value[0]]
	items, end := bracketItems(e.text, start)
	if end < 0 {
		return e.say(start, start+1, diag.Say("the %q that opens here is never closed", value[:1]),
			diag.Say("put %q at the end of the list, or write %s if it is a text", closing, named(key, quote(withoutComment(value)))))
	}
	if lineStop := start + len(value); end < lineStop {
		rest := string(e.text[end:lineStop])
		if words := strings.TrimSpace(withoutComment(rest)); words != "" && words[0] != '#' {
			return e.say(end-1, lineStop, diag.Say("the list closes with %q, and text goes on behind it", closing),
				diag.Say("write %s", named(key, quote(withoutComment(value)))))
		}
	}
	for i, item := range items {
		words := strings.TrimSpace(string(e.text[item[0]:item[1]]))
		if words == "" {
			if i+1 < len(items) {
				return e.say(item[1], item[1]+1, diag.Say("there is nothing before this comma"), diag.Say("remove the comma, or write what is missing"))
			}
			continue
		}
		at := item[0] + bytes.Index(e.text[item[0]:item[1]], []byte(words))
		name, rest := cutKey(words)
		at += len(words) - len(rest)
		if e.badValue(name, at, rest) {
			return true
		}
		if i := strings.IndexAny(rest, "?[]{}"); i > 0 && rest[0] != '"' && rest[0] != '\'' && rest[0] != '[' && rest[0] != '{' {
			return e.say(at+i, at+i+1, diag.Say("a text with %q in brackets must be in quotes", rest[i:i+1]), diag.Say("write %s", named(name, quote(rest))))
		}
	}
	return false
}

// bracketItems returns where the entries stand in the brackets that open at
// start, and where the brackets end: -1 where they are never closed.
func bracketItems(text []byte, start int) (items [][2]int, end int) {
	depth, from := 0, start+1
	fresh := true // a quote here opens a quoted text; inside a word it is a letter
	for i := start; i < len(text); i++ {
		switch c := text[i]; c {
		case '[', '{':
			depth++
			fresh = true
			continue
		case ']', '}':
			if depth--; depth == 0 {
				return append(items, [2]int{from, i}), i + 1
			}
		case ',':
			if depth == 1 {
				items = append(items, [2]int{from, i})
				from = i + 1
			}
			fresh = true
			continue
		case '"', '\'':
			if fresh {
				stop, _ := quoteEnd(text, i)
				i = stop - 1
			}
		case ' ', '\t', '\r', '\n', ':':
			continue
		}
		fresh = false
	}
	return nil, -1
}

// oddColon is a field's name with a space behind its colon that is none for YAML.
var oddColon = regexp.MustCompile(`^["']?[\pL_][\pL\pN_ -]*["']?:([\x{a0}\x{1680}\x{2000}-\x{200b}\x{202f}\x{205f}\x{2060}\x{3000}])`)

// smartQuoted returns what stands in a text's typographic quotation marks, if
// they enclose all of it.
func smartQuoted(text string) (inner string, ok bool) {
	const marks = "„“”‟«»‹›‘’‚‛´"
	open, first := utf8.DecodeRuneInString(text)
	closing, last := utf8.DecodeLastRuneInString(text)
	if len(text) <= first+last || !strings.ContainsRune(marks, open) || !strings.ContainsRune(marks, closing) {
		return "", false
	}
	inner = text[first : len(text)-last]
	return inner, !strings.ContainsAny(strings.ReplaceAll(inner, "’", ""), marks) && strings.TrimSpace(inner) == inner
}

var (
	dashWord  = regexp.MustCompile(`^-[^\s-]`)
	colonWord = regexp.MustCompile(`^(["']?[\pL_][\pL\pN_-]*["']?)(:|\s*=\s*)([^\s/].*)$`)
)

func (e *explainer) noDashSpace(start int, words string) bool {
	if !dashWord.MatchString(words) {
		return false
	}
	return e.say(start, start+len(words), diag.Say("there is no space behind the dash"), diag.Say(`write "- %s"`, words[1:]), e.edit(start+1, start+1, " "))
}

func (e *explainer) noColon(start int, words string) bool {
	if m := oddColon.FindStringSubmatchIndex(words); m != nil {
		r, _ := utf8.DecodeRuneInString(words[m[2]:])
		return e.badSpace(start+m[2], r, diag.Say("behind the colon"))
	}
	if m := colonWord.FindStringSubmatch(words); m != nil {
		message := diag.Say("there is no space behind the colon")
		if m[2] != ":" {
			message = diag.Say(`there is "=" in the place of a colon`)
		}
		value := strings.TrimFunc(m[3], unicode.IsSpace)
		mark := start + len(m[1])
		return e.say(start, start+len(words), message, diag.Say(`write "%s: %s"`, m[1], value), e.edit(mark, mark+len(m[2]), ": "))
	}
	return e.say(start, start+len(words), diag.Say("there is no colon in this line that ends a field's name"),
		diag.Say(`write a field as in "title: Some words"; indent the line if it belongs to the text above`))
}

// listAfterValue finds a dash below a field that has its value already.
func (e *explainer) listAfterValue() bool {
	for i := e.at - 1; i >= 0; i-- {
		key, value := cutKey(e.lines[i].words)
		if key == "" {
			continue
		}
		if value == "" {
			return false
		}
		return e.say(e.l.start, e.l.start+len(e.l.words), diag.Say("a list entry cannot follow a field that has a value already"),
			diag.Say(`remove what stands behind "%s:" in line %d, or this line`, key, e.number(i)))
	}
	return false
}

// number is a line's number in the file.
func (e *explainer) number(i int) int { return e.file.Position(e.base + e.lines[i].begin).Line }

// badIndent finds a line that begins in a column where none above it, to which
// it could belong, begins.
func (e *explainer) badIndent(dashed bool) bool {
	column := e.l.start - e.l.begin
	best, bestLine := level{column: -1}, -1
	for i := e.at - 1; i >= 0; i-- {
		l := e.lines[i]
		for _, level := range levels(l) {
			switch {
			case level.dashed != dashed:
			case level.column == column:
				return false
			case best.column < 0 || abs(level.column-column) < abs(best.column-column):
				best, bestLine = level, i
			}
		}
		if l.words != "" && l.start == l.begin {
			break
		}
	}
	if best.column < 0 {
		return false
	}
	return e.say(e.l.start, e.l.start+len(firstWord(e.l.words)), diag.Say("this line is indented like none that it could belong to"),
		diag.Say("%s, like %q in line %d", indented(best.column), best.word, e.number(bestLine)))
}

// level is a column where a list entry or a field begins.
type level struct {
	column int
	dashed bool
	word   string // what begins there
}

func levels(l line) []level {
	var all []level
	column, words := l.start-l.begin, l.words
	for strings.HasPrefix(words, "- ") {
		all = append(all, level{column, true, firstWord(words)})
		rest := strings.TrimLeft(words[1:], " ")
		column += len(words) - len(rest)
		words = rest
	}
	if key, _ := cutKey(words); key != "" {
		all = append(all, level{column, false, firstWord(words)})
	}
	return all
}

// firstWord is the name of a line's field, or else all of its words.
func firstWord(words string) string {
	if key, _ := cutKey(words); key != "" {
		return key
	}
	return words
}

// indented says how to begin a line in a column (from 0).
func indented(column int) diag.Text {
	switch column {
	case 0:
		return diag.Say("begin it at the start of the line")
	case 1:
		return diag.Say("put one space before it")
	}
	return diag.Say("put %d spaces before it", column)
}

func abs(n int) int { return max(n, -n) }

// named writes a value the way it stands in the file.
func named(key, value string) string {
	if key == "" {
		return value
	}
	return key + ": " + value
}

// quote puts a text in quotes that leave it as it is.
func quote(s string) string {
	switch {
	case !strings.ContainsAny(s, `"\`):
		return `"` + s + `"`
	default:
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
}

func withoutComment(s string) string {
	before, _, _ := strings.Cut(s, " #")
	return strings.TrimRightFunc(before, unicode.IsSpace)
}

func oneLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}
