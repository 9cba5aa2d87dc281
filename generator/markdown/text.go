package markdown

import (
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	emojiast "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"ankerplatz/generator/controls"
	"ankerplatz/generator/words"
)

// inlines writes the text inside a block, a link or an emphasis.
func (r *renderer) inlines(parent ast.Node) {
	skip := "" // a raw element whose content is no text
	for n := parent.FirstChild(); n != nil && !r.enough(n); n = n.NextSibling() {
		if raw, ok := n.(*ast.RawHTML); ok {
			skip = r.rawInline(raw, skip)
			continue
		}
		if skip != "" {
			continue
		}
		switch n := n.(type) {
		case *ast.Text:
			r.textNode(n)
		case *ast.CodeSpan:
			r.codeSpan(n)
		case *ast.Emphasis:
			if n.Level == 2 {
				r.wrap(n, "strong")
			} else {
				r.wrap(n, "em")
			}
		case *east.Strikethrough:
			r.wrap(n, "del")
		case *marked:
			r.wrap(n, "mark")
		case *ast.Link:
			r.link(n)
		case *ast.Image:
			r.image(n, r.destination(n.Destination, n), false)
		case *ast.AutoLink:
			r.autoLink(n)
		case *east.TaskCheckBox:
			floor := r.enter()
			defer func() {
				r.leave(floor)
				r.out("</label>")
			}()
			r.out(`<label><input type="checkbox" disabled`)
			if n.IsChecked {
				r.out(" checked")
			}
			r.out("> ")
		case *east.FootnoteLink:
			r.footnoteMark(n)
		case *east.FootnoteBacklink:
			r.backlink(n)
		case *emojiast.Emoji:
			if n.Value.IsUnicode() {
				r.literal(string(n.Value.Unicode))
			} else {
				r.literal(":" + string(n.ShortName) + ":")
			}
		case *wiki:
			r.wiki(n)
		case *mention:
			r.mention(n)
		case *keys:
			r.keys(n)
		}
	}
}

// wrap writes an inline element. Elements that are nested too deep for
// browsers are left out.
func (r *renderer) wrap(n ast.Node, tag string) {
	if r.depth >= r.p.opt.Nesting {
		r.inlines(n)
		return
	}
	r.depth++
	floor := r.enter()
	r.out("<" + tag + ">")
	r.inlines(n)
	r.leave(floor)
	r.out("</" + tag + ">")
	r.depth--
}

func (r *renderer) codeSpan(n *ast.CodeSpan) {
	r.out("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.literalBytes(bytes.TrimRight(c.(*ast.Text).Segment.Value(r.source), "\r\n"))
		if c.NextSibling() != nil && bytes.HasSuffix(c.(*ast.Text).Segment.Value(r.source), []byte("\n")) {
			r.literal(" ")
		}
	}
	r.out("</code>")
}

func (r *renderer) keys(n *keys) {
	r.out(`<kbd class="keys">`)
	for i, name := range n.names {
		if i > 0 {
			r.literal("+")
		}
		r.out("<kbd>")
		r.literal(r.p.opt.Language.Key(name))
		r.out("</kbd>")
	}
	r.out("</kbd>")
}

func (r *renderer) textNode(n *ast.Text) {
	value := n.Segment.Value(r.source)
	if n.IsRaw() {
		r.literalBytes(value)
		return
	}
	r.strays(n)
	after := 'a'
	if n.SoftLineBreak() || n.HardLineBreak() || n.NextSibling() == nil {
		after = ' '
	}
	r.prose(value, after)
	switch {
	case n.HardLineBreak():
		r.out("<br>\n")
		r.gap = true
	case n.SoftLineBreak():
		r.out("\n")
		r.gap = true
	}
}

// marks are the bytes that mean something in Markdown text or HTML.
var marks = [256]bool{'\\': true, '&': true, '<': true, '>': true, '"': true, '\'': true, 0: true, '\r': true}

// prose writes Markdown text: it resolves escapes and entities and sets
// quotes. The character after the text is a space, a letter, or unknown and
// taken for a letter.
func (r *renderer) prose(b []byte, after rune) {
	if !r.valid {
		b = bytes.ToValidUTF8(b, []byte("\ufffd"))
	}
	start := 0
	for i := 0; i < len(b); i++ {
		c := b[i]
		if !marks[c] {
			continue
		}
		r.plain(b[start:i])
		start = i + 1
		switch c {
		case '\\':
			if i+1 < len(b) && util.IsPunct(b[i+1]) {
				i++
				r.literalBytes(b[i : i+1])
				start = i + 1
			} else {
				r.literal(`\`)
			}
		case '&':
			end := bytes.IndexByte(b[i:min(len(b), i+40)], ';')
			entity := ""
			if end > 1 {
				entity = string(b[i : i+end+1])
			}
			if decoded := html.UnescapeString(entity); decoded != entity && !strings.HasSuffix(decoded, ";") || entity == "&semi;" {
				r.literal(decoded)
				i += end
				start = i + 1
			} else {
				r.literal("&")
			}
		case '"', '\'':
			next := after
			if i+1 < len(b) {
				next, _ = utf8.DecodeRune(b[i+1:])
			}
			r.literal(r.quote(c, next, b[i+1:]))
		case '\r':
		default:
			r.literalBytes(b[i : i+1])
		}
	}
	r.plain(b[start:])
}

// literal writes text that is no Markdown.
func (r *renderer) literal(s string) { r.literalBytes([]byte(s)) }

func (r *renderer) literalBytes(b []byte) {
	if !r.valid {
		b = bytes.ToValidUTF8(b, []byte("\ufffd"))
	}
	b = controls.Drop(b)
	if r.mute == 0 {
		r.html = appendText(r.html, b)
	}
	r.squeeze(b)
}

// plain writes text that needs no escaping.
func (r *renderer) plain(b []byte) {
	b = controls.Drop(b)
	if r.mute == 0 {
		r.html = append(r.html, b...)
	}
	r.squeeze(b)
}

// squeeze adds to the plain text, with single spaces, or the end of a line where
// a block begins.
func (r *renderer) squeeze(b []byte) {
	text, gap := r.text, r.gap
	for _, c := range b {
		if c <= ' ' {
			gap = true
			continue
		}
		if gap {
			switch {
			case len(text) == 0:
			case r.line:
				text = append(text, '\n')
			default:
				text = append(text, ' ')
			}
			gap, r.line = false, false
		}
		text = append(text, c)
	}
	r.text, r.gap = text, gap
}

// before is the character before the place where text is written.
func (r *renderer) before() rune {
	if r.gap || len(r.text) == 0 {
		return ' '
	}
	c, _ := utf8.DecodeLastRune(r.text)
	return c
}

func appendText[T string | []byte](dst []byte, s T) []byte {
	s = controls.Drop(s)
	start := 0
	for i := range len(s) {
		var escaped string
		switch s[i] {
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		default:
			continue
		}
		dst = append(append(dst, s[start:i]...), escaped...)
		start = i + 1
	}
	return append(dst, s[start:]...)
}

// appendAttr appends a value that stands in double quotes.
func appendAttr(dst []byte, s string) []byte {
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return appendText(dst, s)
		}
		dst = append(appendText(dst, s[:i]), "&quot;"...)
		s = s[i+1:]
	}
}

// unescape resolves the escapes and entities of a link's address or title.
func unescape(b []byte) string {
	if bytes.IndexByte(b, '\\') >= 0 {
		b = util.UnescapePunctuations(b)
	}
	if bytes.IndexByte(b, '&') >= 0 {
		b = util.ResolveEntityNames(util.ResolveNumericReferences(b))
	}
	return strings.ToValidUTF8(string(b), "\ufffd")
}

// quote returns what a straight quote becomes between the text so far and
// what follows it.
func (r *renderer) quote(c byte, next rune, rest []byte) string {
	q := &r.p.quotes
	before := r.before()
	opens := (unicode.IsSpace(before) || strings.ContainsRune("([{-–—/„“‚‘»›", before) || r.within(before)) && !unicode.IsSpace(next)
	if c == '"' {
		switch {
		case opens, before == '’' && !r.double && (unicode.IsLetter(next) || unicode.IsDigit(next)): // l'"index"
			r.double = true
			return q.Double[0]
		case r.double:
			r.double = false
			return q.Double[1]
		case unicode.IsDigit(before): // inches
			return `"`
		}
		return q.Double[1]
	}
	switch {
	case opens && !unicode.IsDigit(next) && !elided(q, rest) && closes(rest):
		r.single = true
		return q.Single[0]
	case opens:
		return "’"
	case r.single && !unicode.IsLetter(next):
		r.single = false
		return q.Single[1]
	case unicode.IsDigit(before): // feet
		return "'"
	}
	return "’"
}

// within reports whether what stands before is the quote that was opened last,
// where the language closes with the same one.
func (r *renderer) within(before rune) bool {
	q := &r.p.quotes
	return r.double && string(before) == q.Double[0] || r.single && string(before) == q.Single[0]
}

// elided reports whether text is one of the words that begin with an
// apostrophe, like the Dutch 's.
func elided(q *words.Quotes, text []byte) bool {
	end := 0
	for end < len(text) && end < 8 && (text[end]|0x20 >= 'a' && text[end]|0x20 <= 'z') {
		end++
	}
	for _, word := range q.Elided {
		if strings.EqualFold(word, string(text[:end])) {
			return true
		}
	}
	return false
}

// closes reports whether a single quote that opens before the text is closed
// in it.
func closes(text []byte) bool {
	text = text[:min(len(text), 400)]
	for i := 1; i < len(text); i++ {
		if text[i] == '\'' && text[i-1] != ' ' && (i+1 == len(text) || !util.IsAlphaNumeric(text[i+1]) && text[i+1] < 0x80) {
			return true
		}
	}
	return false
}
