package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/words"
)

// Links, pictures, footnotes, keys, people and emphasis that did not become any.

var footnoteLike = regexp.MustCompile(`^\[\^([\pL\pN_.-]{1,60})\]`)

// footnote is [^note] without its text.
func (s stray) footnote() bool {
	m := footnoteLike.FindSubmatch(s.rest)
	if m == nil {
		return false
	}
	name := string(m[1])
	return s.tell(len(m[0]), diag.MissingDefinition, diag.Say("there is no text for the footnote [^%s]", name),
		diag.Say("write it below, in a line of its own: [^%s]: The text; or \\[^%s] where no footnote is meant", name, name))
}

var (
	halfWiki   = regexp.MustCompile(`^\[\[([^\[\]|]{1,200})(\|[^\[\]]{1,200})?\](?:[^\](\[]|$)`)
	spacedWiki = regexp.MustCompile(`^\[ \[([^\[\]]{1,200})\] \]`)
)

// wikiLink is [[page] or [ [page] ].
func (s stray) wikiLink() bool {
	if m := spacedWiki.FindSubmatch(s.rest); m != nil {
		link := "[[" + strings.TrimSpace(string(m[1])) + "]]"
		return s.tell(len(m[0]), diag.StrayMark, diag.Say("this is no link: there are spaces between its brackets"),
			diag.Say("write %s", link), s.edit(0, len(m[0]), link))
	}
	m := halfWiki.FindSubmatchIndex(s.rest)
	if m == nil || bytes.IndexByte(s.rest[m[2]:m[3]], ',') >= 0 { // [[1, 2], [3, 4]]
		return false
	}
	end := m[3] + 1
	if m[5] > 0 {
		end = m[5] + 1
	}
	link := string(s.rest[:end]) + "]"
	return s.tell(end, diag.StrayMark, diag.Say("this is no link: one of the brackets at its end is missing"), diag.Say("write %s", link), s.edit(end, end, "]"))
}

var taskLike = regexp.MustCompile(`^\[(| |\x{a0}|[xX])\](\x{a0}| )\S`)

// task is a box to tick that did not become one: [] or with a special space, or
// without the hyphen before it.
func (s stray) task() bool {
	m := taskLike.FindSubmatchIndex(s.rest)
	if m == nil || !beginsLine(s.node) || s.at != s.node.Segment.Start {
		return false
	}
	box := "[ ] "
	if s.rest[1]|0x20 == 'x' {
		box = "[x] "
	}
	fix := s.edit(0, m[5], box)
	if s.node.Parent().Kind() != ast.KindTextBlock || s.node.PreviousSibling() != nil {
		fix.New = "- " + box
	}
	return s.tell(m[3]+1, diag.StrayMark, diag.Say("this is no box to tick"), diag.Say(`begin the line with "- %s"`, box), fix)
}

var tableOfContents = regexp.MustCompile(`(?i)^\[(toc|_toc_|\[_?toc_?\])\][ \t]*$`)

// contents is [TOC], by which many programs put a table of contents.
func (s stray) contents() bool {
	m := tableOfContents.Find(s.rest)
	if m == nil || !beginsLine(s.node) || s.at != s.node.Segment.Start {
		return false
	}
	return s.tell(len(m), diag.ForeignMark, isText(string(m), "MkDocs", "GitLab"),
		diag.Say("take it away: a page has its contents beside it by itself"), s.edit(0, len(m), ""))
}

var (
	twoBrackets = regexp.MustCompile(`^\[([^\[\]]*\pL[^\[\]]*)\]([ \t]*)\[([^\[\]]{1,200})\]`)
	apart       = regexp.MustCompile(`^\[([^\[\]]*[\pL\pN][^\[\]]*)\]([ \t]+)\(([^()\s]+)\)`)
	unclosed    = regexp.MustCompile(`^\[([^\[\]]*[\pL\pN][^\[\]]*)\]\(([^()\s]*[^()\s.,;:!?])([.,;:!?]*)[ \t]*$`)
	curly       = regexp.MustCompile(`^\[([^\[\]]*[\pL\pN][^\[\]]*)\]\{([^{}\s]+)\}`)
)

// linkLike is what looks like [words](address).
func (s stray) linkLike() bool {
	if m := apart.FindSubmatchIndex(s.rest); m != nil && isPlainAddress(string(s.rest[m[6]:m[7]])) {
		link := string(s.rest[:m[4]]) + string(s.rest[m[5]:m[1]])
		return s.tell(m[1], diag.StrayMark, diag.Say("this is no link: there is a space between its brackets"),
			diag.Say("write %s", link), s.edit(m[4], m[5], ""))
	}
	if m := curly.FindSubmatch(s.rest); m != nil && m[2][0] != '#' && isPlainAddress(string(m[2])) {
		link := "[" + string(m[1]) + "](" + string(m[2]) + ")"
		return s.tell(len(m[0]), diag.StrayMark, diag.Say("this is no link: its address stands in other brackets than round ones"),
			diag.Say("write %s", link), s.edit(0, len(m[0]), link))
	}
	if m := unclosed.FindSubmatch(s.rest); m != nil && isPlainAddress(string(m[2])) {
		missing := diag.Say("this is no link: the round bracket at its end is missing")
		if bytes.ContainsAny(m[2], "[]") { // who knows which of them are the address's
			return s.tell(len(m[0]), diag.StrayMark, missing, diag.Say("put nothing but the address between the round brackets"))
		}
		link := "[" + string(m[1]) + "](" + string(m[2]) + ")" // what ends a sentence is none of the address
		return s.tell(len(m[0]), diag.StrayMark, missing, diag.Say("write %s", link), s.edit(0, len(m[0]), link+string(m[3])))
	}
	if end := bytes.Index(s.rest, []byte("](")); end > 0 && bytes.IndexByte(s.rest[1:end], '[') < 0 {
		from, to, spaced := spacedAddress(s.rest[end+1:])
		switch {
		case !spaced:
		case bytes.IndexByte(s.rest[end+1+from:end+1+to], '[') >= 0:
			return s.tell(end+1, diag.StrayMark, diag.Say("this is no link: brackets stand in the place of its address"),
				diag.Say("put nothing but the address between the round brackets"))
		default:
			from, to = end+1+from, end+1+to
			stop := to + bytes.IndexByte(s.rest[to:], ')') + 1
			return s.tell(stop, diag.StrayMark, diag.Say("this is no link: its address has spaces"),
				diag.Say("put the address between < and >: %s<%s>%s; where no link is meant, write \\[", string(s.rest[:from]), string(s.rest[from:to]), string(s.rest[to:stop])))
		}
	}
	m := twoBrackets.FindSubmatch(s.rest)
	if m == nil || !s.bordered() || len(m[2]) > 1 || len(bytes.TrimSpace(m[3])) == 0 {
		return false
	}
	name := string(m[3])
	if isPlainAddress(name) && len(m[2]) == 0 {
		link := "[" + string(m[1]) + "](" + name + ")"
		return s.tell(len(m[0]), diag.StrayMark, diag.Say("this is no link: its address stands in other brackets than round ones"),
			diag.Say("write %s", link), s.edit(0, len(m[0]), link))
	}
	if len(m[2]) > 0 || !bytes.ContainsFunc(m[3], unicode.IsLetter) || words.IsKey(string(m[1])) { // [Ctrl][C]
		return false
	}
	return s.tell(len(m[0]), diag.MissingDefinition, diag.Say("there is no address for the link [%s]", name),
		diag.Say("write [%s](address), or give it below, in a line of its own: [%s]: address", string(m[1]), name))
}

// isPlainAddress reports whether a text without spaces is an address and not a
// word.
func isPlainAddress(s string) bool {
	if _, known := schemes[schemeOf(s)]; known || strings.HasPrefix(s, "www.") {
		return true
	}
	path, frag, hash := strings.Cut(s, "#")
	switch {
	case hash && path == "":
		return len(frag) > 1 && !strings.ContainsAny(frag, "0123456789")
	case strings.HasPrefix(s, "/") && len(s) > 1, strings.HasPrefix(s, "./"), strings.HasPrefix(s, "../"):
		return true
	}
	return isFileName(path)
}

var wrongWay = regexp.MustCompile(`^\(([^()\[\]]*[\pL\pN][^()\[\]]*)\)\[([^\[\]\s]+)\]`)

// reversed is (words)[address].
func (s stray) reversed() {
	m := wrongWay.FindSubmatch(s.rest)
	if m == nil || !isPlainAddress(string(m[2])) {
		return
	}
	link := "[" + string(m[1]) + "](" + string(m[2]) + ")"
	s.tell(len(m[0]), diag.StrayMark, diag.Say("this is no link: its brackets are the wrong way round"), diag.Say("write %s", link), s.edit(0, len(m[0]), link))
}

var (
	barePicture  = regexp.MustCompile(`^!\(([^()]+)\)`)
	apartPicture = regexp.MustCompile(`^![ \t]+\[[^\[\]]*\]\(([^()]+)\)`)
)

// pictureLike is !(file) or ! [words](file).
func (s stray) pictureLike() {
	if m := barePicture.FindSubmatch(s.rest); m != nil && isFileName(string(m[1])) && s.bordered() {
		s.tell(len(m[0]), diag.StrayMark, diag.Say("this is no picture: the square brackets are missing"),
			diag.Say("write ![what it shows](%s)", string(m[1])))
		return
	}
	if m := apartPicture.FindSubmatchIndex(s.rest); m != nil && isFileName(string(s.rest[m[2]:m[3]])) {
		open := bytes.IndexByte(s.rest, '[')
		s.r.told = s.at + open
		s.r.report(s.at, s.at+m[1], diag.StrayMark, diag.Say("this is no picture: there is a space behind the exclamation mark"),
			diag.Say("write !%s", string(s.rest[open:m[1]])), s.edit(1, open, ""))
	}
}

var keysLike = regexp.MustCompile(`^\+\+([^+\s](?:[^+\n]|\+[^+\n]){0,58}?)\+\+`)

// unknownKeys is ++key++ with a key that nobody has.
func (s stray) unknownKeys() {
	m := keysLike.FindSubmatch(s.rest)
	if m == nil || !s.bordered() || s.before() == '+' {
		return
	}
	after, _ := utf8.DecodeRune(s.rest[len(m[0]):])
	if unicode.IsLetter(after) || unicode.IsDigit(after) || after == '+' || unicode.IsSpace(rune(m[1][len(m[1])-1])) {
		return
	}
	for name := range strings.SplitSeq(string(m[1]), "+") {
		if !words.IsKey(name) {
			s.tell(len(m[0]), diag.StrayMark, diag.Say(`there is no key "%s"`, short(strings.TrimSpace(name))),
				diag.DidYouMean(strings.ToLower(strings.TrimSpace(name)), words.Keys()).Or(diag.Say("write keys as in ++ctrl+c++, in your language or in English; where none are meant, \\++")))
			return
		}
	}
}

var (
	strong   = regexp.MustCompile(`^\*\*([^*\n]+?)\*\*`)
	overfull = regexp.MustCompile(`^\*{4,}|^\*\*\*`)
)

// emphasis is ** words**, or **words:**more.
func (s stray) emphasis() bool {
	m := strong.FindSubmatch(s.rest)
	if m == nil || s.before() == '*' || !s.bordered() || overfull.Match(s.rest) || s.closesBold() {
		return false
	}
	inner := bytes.TrimFunc(m[1], unicode.IsSpace)
	after, _ := utf8.DecodeRune(s.rest[len(m[0]):])
	if !bytes.ContainsFunc(inner, unicode.IsLetter) || after == '*' {
		return false
	}
	bold := "**" + string(inner) + "**"
	word := unicode.IsLetter(after) || unicode.IsDigit(after)
	switch {
	case len(inner) < len(m[1]) && !unicode.IsPunct(lastRune(inner)) && !word:
		return s.tell(len(m[0]), diag.StrayMark, diag.Say("this is not bold: there is a space between the stars and the words"),
			diag.Say("write %s", bold), s.spaces(m[1], inner)...)
	case len(inner) == len(m[1]) && word:
		return s.tell(len(m[0]), diag.StrayMark, diag.Say("this is not bold: a letter stands directly behind the stars"),
			diag.Say("write %s, with a space behind it", bold), s.edit(len(m[0]), len(m[0]), " "))
	case len(inner) < len(m[1]):
		return s.tell(len(m[0]), diag.StrayMark, diag.Say("this is not bold: there is a space between the stars and the words"),
			diag.Say("write %s, with a space behind it", bold))
	}
	return false
}

// closesBold reports whether the stars can only be the end of bold words that
// begin before them in the line, or stars behind words that are explained below.
func (s stray) closesBold() bool {
	before := s.r.source[max(s.at-strayReach, 0):s.at]
	return bytes.Count(before[bytes.LastIndexByte(before, '\n')+1:], []byte("**"))%2 == 1
}

func lastRune(b []byte) rune {
	c, _ := utf8.DecodeLastRune(b)
	return c
}

// spaces are the edits that move the spaces around bold words out of the stars.
func (s stray) spaces(all, inner []byte) []diag.Edit {
	start := 2 + bytes.Index(all, inner)
	stop := start + len(inner)
	end := 2 + len(all)
	next, _ := utf8.DecodeRune(s.rest[end+2:])
	var edits []diag.Edit
	if start > 2 {
		edits = append(edits, s.edit(2, start, ""))
	}
	if stop < end {
		tail := "**"
		if len(s.rest) > end+2 && !unicode.IsSpace(next) && !unicode.IsPunct(next) {
			tail += " "
		}
		edits = append(edits, s.edit(stop, end+2, tail))
	}
	return edits
}
