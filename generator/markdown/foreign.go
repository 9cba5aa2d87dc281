package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/words"
)

// Marks of other programs, which Markdown knows nothing of: readers see them.

// isText says that a mark is shown as it was typed, and whose it is.
func isText(mark string, programs ...string) diag.Text {
	return diag.Say("%s is a mark of %s and is shown as text", short(mark), diag.Or(programs))
}

var (
	admonition = regexp.MustCompile(`^(!!!|\?\?\?)(\+?)[ \t]+([A-Za-z][\w-]*)(?:[ \t]+[\w-]+)*(?:[ \t]+"([^"]*)")?[ \t]*$`)
	tab        = regexp.MustCompile(`^===[!+]?[ \t]+"`)
	colons     = regexp.MustCompile(`^(:{3,})[ \t]*\{?([A-Za-z][\w-]*)\}?(?:\[([^\]]*)\])?[ \t]*([^\[{]*?)[ \t]*(\{[^}]*\})?[ \t]*$`)
	learn      = regexp.MustCompile(`^:{3}[ \t]*([a-z-]+)(?:[ \t].*)?:{3}$`)
	learnFile  = regexp.MustCompile(`\bsource="([^"]+)"`)
	learnWords = regexp.MustCompile(`\balt-text="([^"]+)"`)
	wikiTitle  = regexp.MustCompile(`^(={2,6})[ \t]+(\S.*?)[ \t]+={2,6}$`)
	confluence = regexp.MustCompile(`^h([1-6])\.[ \t]+(\S.*)$`)
	directive  = regexp.MustCompile(`^\.\. [a-z][\w-]*::`)
	mdxImport  = regexp.MustCompile(`^(import\s+[\w{*][^'"]*\sfrom\s+['"][^'"]+['"]|import\s+['"][^'"]+['"]|export\s+(const|default|function|let)\s+\S.*)`)
	snippet    = regexp.MustCompile(`^-{1,}8<-{1,}[ \t]*("|'|$)`)
	attrID     = regexp.MustCompile(`[\s{:](?:#|id=["']?)([\w-]+)`)
	lineAttrs  = regexp.MustCompile(`^\{:?[ \t]*(?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s}"']+)|toc)(?:[ \t]+(?:[.#][\w-]+|[\w-]+(?:=(?:"[^"]*"|'[^']*'|[^\s}"']+))?))*[ \t]*\}`)
)

// foreign is a mark of another program that takes a line, or lines.
func (l *strayLine) foreign() {
	text := string(l.text)
	if m := admonition.FindStringSubmatch(text); m != nil {
		l.callout(m[0], "MkDocs", m[3], m[4], map[string]string{"???": "-", "???+": "+"}[m[1]+m[2]], l.indented())
		return
	}
	if m := learn.FindStringSubmatch(text); m != nil {
		l.learn(m[1])
		return
	}
	if m := colons.FindStringSubmatch(text); m != nil && calloutNamed(m[2]) == "" {
		l.tell(len(l.text), diag.ForeignMark, isText(text, "Docusaurus"), diag.Say("write in Markdown what it stands for"))
		return
	} else if m != nil {
		l.callout(m[0], "Docusaurus", m[2], cmp.Or(m[3], m[4]), map[string]string{"details": "-"}[m[2]], l.fenced(len(m[1])))
		return
	}
	switch {
	case tab.MatchString(text):
		l.tell(len(l.text), diag.ForeignMark, isText(text, "MkDocs"),
			diag.Say("write a heading in its place, and take away the spaces before the lines that belong to it"))
	case wikiTitle.MatchString(text):
		m := wikiTitle.FindStringSubmatch(text)
		title := strings.Repeat("#", max(len(m[1]), 2)) + " " + m[2]
		l.tell(len(l.text), diag.ForeignMark, isText(text, "MediaWiki"), diag.Say("write %s", title), l.r.edit(l.start, l.start+len(l.text), title))
	case confluence.MatchString(text):
		m := confluence.FindStringSubmatch(text)
		title := strings.Repeat("#", max(int(m[1][0]-'0'), 2)) + " " + m[2]
		l.tell(len(l.text), diag.ForeignMark, isText(text, "Confluence"), diag.Say("write %s", title), l.r.edit(l.start, l.start+len(l.text), title))
	case directive.MatchString(text):
		l.tell(len(l.text), diag.ForeignMark, isText(text, "Sphinx"), diag.Say("write in Markdown what it stands for"))
	case snippet.MatchString(text):
		l.tell(len(l.text), diag.ForeignMark, isText(text, "MkDocs"), diag.Say("copy what it stands for to this place, or link to a page that says it"))
	case mdxImport.MatchString(text):
		l.tell(len(l.text), diag.ForeignMark, isText(text, "MDX"), diag.Say("take the line away: nothing is brought in here"))
	}
}

// learn is a mark of the pages of Microsoft Learn: a picture, or a part of a
// layout.
func (l *strayLine) learn(name string) {
	source, alt := learnFile.FindSubmatch(l.text), learnWords.FindSubmatch(l.text)
	mark := isText(string(l.text), "Microsoft Learn")
	switch {
	case name == "image" && source != nil && alt != nil && bytes.IndexByte(alt[1], ']') < 0:
		picture := fmt.Sprintf("![%s](%s)", alt[1], source[1])
		l.tell(len(l.text), diag.ForeignMark, mark, diag.Say("write %s", picture), l.r.edit(l.start, l.start+len(l.text), picture))
	case name == "row", name == "column", strings.HasSuffix(name, "-end"):
		l.tell(len(l.text), diag.ForeignMark, mark, diag.Say("take the line away"), l.r.edit(l.start, l.start+len(l.text), ""))
	default:
		l.tell(len(l.text), diag.ForeignMark, mark, diag.Say("write in Markdown what it stands for"))
	}
}

// callout is the head of another program's callout. The edits are those of the
// lines below it, nil where they are not clear.
func (l *strayLine) callout(head, program, kind, title, fold string, edits []diag.Edit) {
	name := strings.ToUpper(cmp.Or(calloutNamed(kind), "note"))
	line := strings.TrimRight("> [!"+name+"]"+fold+" "+strings.TrimSpace(title), " ")
	if edits != nil && l.block.Parent().Kind() == ast.KindDocument && l.i == 0 {
		edits = append([]diag.Edit{l.r.edit(l.start, l.start+len(l.text), line)}, edits...)
	} else {
		edits = nil
	}
	l.tell(len(head), diag.ForeignMark, isText(head, program),
		diag.Say(`write "%s", and "> " before each line that belongs to it`, line), edits...)
}

// otherCallouts are those of other programs, by the one that comes nearest.
var otherCallouts = map[string]string{
	"details": "note", "abstract": "note", "summary": "note", "example": "note", "quote": "note", "question": "note", "todo": "note",
	"success": "tip", "check": "tip", "failure": "caution", "bug": "caution",
}

// calloutNamed is the callout that comes nearest to another program's; "" if none
// does.
func calloutNamed(kind string) string {
	kind = strings.ToLower(kind)
	if slices.Contains(words.Callouts, kind) {
		return kind
	}
	return cmp.Or(words.Callout(kind), otherCallouts[kind])
}

// indented puts "> " before the lines that MkDocs takes for part of a callout.
func (l *strayLine) indented() []diag.Edit {
	var edits, blank []diag.Edit
	for at := l.r.nextLine(l.start); at < len(l.r.source); at = l.r.nextLine(at) {
		end := l.r.lineEnd(at)
		text := l.r.source[at:end]
		indent := 4
		switch {
		case len(bytes.TrimSpace(text)) == 0:
			blank = append(blank, l.r.edit(at, end, ">"))
			continue
		case text[0] == '\t':
			indent = 1
		case !bytes.HasPrefix(text, []byte("    ")):
			return edits
		}
		edits = append(append(edits, blank...), l.r.edit(at, at+indent, "> "))
		blank = nil
	}
	return edits
}

// fenced puts "> " before the lines up to one of as many colons.
func (l *strayLine) fenced(n int) []diag.Edit {
	var edits []diag.Edit
	for at := l.r.nextLine(l.start); at < len(l.r.source); at = l.r.nextLine(at) {
		end := l.r.lineEnd(at)
		text := bytes.TrimSpace(l.r.source[at:end])
		inner := len(text) - len(bytes.TrimLeft(text, ":"))
		switch {
		case inner >= 3 && inner < len(text), inner >= 3 && inner != n:
			return nil // one within the other
		case inner >= 3:
			return append(edits, l.r.edit(at, end, ""))
		case len(text) == 0:
			edits = append(edits, l.r.edit(at, end, ">"))
		default:
			edits = append(edits, l.r.edit(at, at, "> "))
		}
	}
	return nil
}

// nextLine is where the line behind the one at an offset begins.
func (r *renderer) nextLine(at int) int {
	if i := bytes.IndexByte(r.source[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(r.source)
}

// lineEnd is where the line at an offset ends, without its break.
func (r *renderer) lineEnd(at int) int {
	end := r.nextLine(at)
	return at + len(bytes.TrimRight(r.source[at:end], "\r\n"))
}

var (
	hugo     = regexp.MustCompile(`^\{\{[<%]\s*/?\s*([\w/.-]*)`)
	template = regexp.MustCompile(`^\{\{-?\s*[A-Za-z_$.][\w-]*(?:[.|(\[][^{}]*|\s*\|[^{}]*|\s+["'][^{}]*)\}\}`)
	liquid   = regexp.MustCompile(`^\{%-?\s*[\w/]+[^%]*%\}`)
	macro    = regexp.MustCompile(`^\{(code|noformat|info|note|tip|warning|panel|toc|expand)(:[^{}]*)?\}`)
)

// shortcode is what Hugo, Jekyll and their like fill in.
func (s stray) shortcode() bool {
	hint := diag.Say("nothing is filled in here: write in Markdown what it stands for")
	var end int
	program := "Hugo"
	switch {
	case bytes.HasPrefix(s.rest, []byte("{{<")) && hugo.Match(s.rest):
		end = bytes.Index(s.rest, []byte(">}}"))
	case bytes.HasPrefix(s.rest, []byte("{{%")) && hugo.Match(s.rest):
		end = bytes.Index(s.rest, []byte("%}}"))
	case template.Match(s.rest):
		end, program = len(template.Find(s.rest))-3, "Jekyll"
	case liquid.Match(s.rest):
		end, program = len(liquid.Find(s.rest))-3, "Jekyll"
	case macro.Match(s.rest):
		end, program = len(macro.Find(s.rest))-3, "Confluence"
	default:
		return false
	}
	if end += 3; end < 3 {
		end = len(bytes.TrimRight(s.rest, " \t"))
	}
	return s.tell(end, diag.ForeignMark, isText(string(s.rest[:end]), program), hint)
}

// attributes is {.class} and the like behind a link or picture, or in a line of
// its own.
func (s stray) attributes() bool {
	if s.at > s.node.Segment.Start+1 {
		return false
	}
	m := lineAttrs.Find(s.rest)
	if m == nil {
		return false
	}
	from := s.at
	switch before := s.node.PreviousSibling(); {
	case beginsLine(s.node):
		if len(bytes.TrimSpace(s.rest)) > len(m) || s.at != s.node.Segment.Start {
			return false
		}
	case before != nil && (before.Kind() == ast.KindImage || before.Kind() == ast.KindLink || before.Kind() == ast.KindEmphasis || before.Kind() == ast.KindCodeSpan):
		from = s.node.Segment.Start
	default:
		return false
	}
	if id := attrID.FindSubmatch(m); id != nil { // links may lead to it, from this page and from others
		return s.tell(len(m), diag.ForeignMark, isText(string(m), "Pandoc", "MkDocs", "Jekyll"),
			diag.Say("take it away; links to #%s need a heading that ends in {#%s}", string(id[1]), string(id[1])))
	}
	return s.tell(len(m), diag.ForeignMark, isText(string(m), "Pandoc", "MkDocs", "Jekyll"),
		diag.Say("take it away: how pictures and links look is not said in a page"), s.r.edit(from, s.at+len(m), ""))
}

// comment is %% … %%, which Obsidian hides.
func (s stray) comment() {
	if len(s.rest) < 2 || s.rest[1] != '%' || !unicode.IsSpace(s.before()) {
		return
	}
	if next, _ := utf8.DecodeRune(s.rest[2:]); len(s.rest) > 2 && !unicode.IsSpace(next) && !unicode.IsLetter(next) {
		return
	}
	source := s.r.source[:min(len(s.r.source), s.at+20*strayReach)]
	size := bytes.Index(source[s.at+2:], []byte("%%"))
	if size < 0 {
		return
	}
	end := s.at + 2 + size + 2
	after, _ := utf8.DecodeRune(source[end:])
	inner := source[s.at+2 : end-2]
	blank := bytes.Contains(bytes.ReplaceAll(inner, []byte("\r"), nil), []byte("\n\n"))
	alone := beginsLine(s.node) && s.at == s.node.Segment.Start
	if len(bytes.TrimSpace(inner)) == 0 || unicode.IsLetter(after) || unicode.IsDigit(after) || after == '%' || blank && !alone {
		return
	}
	var fix []diag.Edit
	if !bytes.Contains(inner, []byte("-->")) {
		fix = []diag.Edit{s.edit(0, 2, "<!--"), s.r.edit(end-2, end, "-->")}
	}
	s.r.report(s.at, end, diag.ForeignMark, diag.Say("%s is a note in Obsidian; here readers see it", short(string(firstLine(bytes.TrimSpace(inner))))),
		diag.Say("put it between <!-- and -->"), fix...)
	s.r.told = end
}

var (
	mathBlock  = regexp.MustCompile(`^\$\$[^$]*\$\$`)
	mathInline = regexp.MustCompile(`^\$[^$\s](?:[^$\n]*[^$\s])?\$`)
	mathSign   = regexp.MustCompile(`\\[a-zA-Z]{2,}|[_^]\{|\^\w`)
)

// math is a formula in the language of TeX.
func (s stray) math() {
	source := s.r.source[s.at:min(len(s.r.source), s.at+4*strayReach)]
	m := mathBlock.Find(source)
	hint := diag.Say("formulas are not drawn: put it into a block of code, or a picture of it here")
	if m == nil {
		if m = mathInline.Find(s.rest); m == nil || !mathSign.Match(m) {
			return
		}
		hint = diag.Say("formulas are not drawn: write it in words, or as code: `%s`", string(m[1:len(m)-1]))
	}
	if !s.bordered() || len(bytes.Trim(m, "$ \t\r\n")) == 0 || !beginsLine(s.node) && !mathSign.Match(m) && bytes.IndexByte(m, '=') < 0 {
		return
	}
	s.tell(len(m), diag.ForeignMark, isText(string(firstLine(m)), "TeX"), hint)
}

func firstLine(b []byte) []byte {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return bytes.TrimRight(line, "\r")
}

var obsidianBlock = regexp.MustCompile(`^\^([A-Za-z0-9-]{2,40})[ \t]*$`)

// blockID is ^name at the end of a paragraph, to which Obsidian can link.
func (s stray) blockID() {
	m := obsidianBlock.Find(s.rest)
	b := block(s.node)
	if m == nil || !unicode.IsSpace(s.before()) || !bytes.ContainsFunc(m, unicode.IsLetter) || lineOf(b, s.at) != b.Lines().Len()-1 {
		return
	}
	from := s.at
	for from > s.node.Segment.Start && s.r.source[from-1] == ' ' {
		from--
	}
	mark := strings.TrimSpace(string(m))
	s.tell(len(mark), diag.ForeignMark, isText(mark, "Obsidian"),
		diag.Say("take it away, and link to the heading above it: [[page#heading]]"), s.r.edit(from, s.at+len(m), ""))
}

var iconName = regexp.MustCompile(`^:(?:material|fontawesome|octicons|simple)-[\w-]+:`)

// icon is a name of MkDocs's pictures.
func (s stray) icon() {
	if m := iconName.Find(s.rest); m != nil {
		s.tell(len(m), diag.ForeignMark, isText(string(m), "MkDocs"), diag.Say("take it away, or write the short name of an emoji, such as :warning:"))
	}
}

var formulaBegin = regexp.MustCompile(`^=(?:[A-ZÄÖÜÆØÅ][A-ZÄÖÜÆØÅ.]{1,30}\(|\$?[A-Z]{1,3}\$?\d{1,6}[-*+/&^<>])`)

// formula is one of a spreadsheet, in which quotes and stars are read as marks.
func (s stray) formula() {
	if !formulaBegin.Match(s.rest) || !s.bordered() || s.before() == '=' {
		return
	}
	size, depth, quoted := 0, 0, false
scan:
	for size < len(s.rest) {
		c, width := utf8.DecodeRune(s.rest[size:])
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			if depth == 0 {
				break scan
			}
			depth--
		case c == '`':
			return
		case unicode.IsSpace(c) && depth == 0:
			break scan
		}
		size += width
	}
	for size > 0 && strings.IndexByte(".,;:!?", s.rest[size-1]) >= 0 {
		size--
	}
	var fix []diag.Edit
	if last := s.rest[max(size-1, 0)]; depth == 0 && !quoted && (last == ')' || isDigit(last)) && bytes.IndexByte(s.rest[:size], '[') < 0 {
		fix = []diag.Edit{s.edit(0, 0, "`"), s.edit(size, size, "`")}
	}
	code := fmt.Sprintf("`%s`", s.rest[:size])
	s.tell(size, diag.BareFormula, diag.Say("this formula is read as text: its quotes and stars change"), diag.Say("write it as code: %s", code), fix...)
}
