package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"ankerplatz/generator/words"
)

// wiki is [[dest]] or [[dest|words]].
type wiki struct {
	ast.BaseInline
	start, stop int    // of the destination
	words       []byte // nil if there are none
	embedded    bool   // written ![[dest]]
}

var kindWiki = ast.NewNodeKind("Wiki")

func (n *wiki) Kind() ast.NodeKind { return kindWiki }

func (n *wiki) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type wikiParser struct{}

func (wikiParser) Trigger() []byte { return []byte{'['} }

func (wikiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[[")) || at.Padding > 0 {
		return nil
	}
	inner := line[2:min(len(line), 500)]
	end := bytes.Index(inner, []byte("]]"))
	if end < 0 || bytes.IndexByte(inner[:end], '[') >= 0 {
		return nil
	}
	if after := line[2+end+2:]; len(after) > 0 && after[0] == '(' {
		return nil // [[1]](address), a link whose words stand in brackets
	}
	inner = inner[:end]
	dest, shown, _ := bytes.Cut(inner, []byte("|"))
	dest = bytes.TrimSuffix(dest, []byte(`\`)) // a table's cell needs "\|"
	left := len(dest) - len(bytes.TrimLeft(dest, " \t"))
	dest = bytes.TrimSpace(dest)
	if len(dest) == 0 {
		return nil
	}
	n := &wiki{start: at.Start + 2 + left, words: bytes.TrimSpace(shown)}
	n.stop = n.start + len(dest)
	n.SetPos(at.Start)
	block.Advance(2 + end + 2)
	return n
}

// mention is @slug or @Given Family.
type mention struct {
	ast.BaseInline
	start, stop int // of the slug or name
}

var kindMention = ast.NewNodeKind("Mention")

func (n *mention) Kind() ast.NodeKind { return kindMention }

func (n *mention) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type mentionParser struct{}

func (mentionParser) Trigger() []byte { return []byte{'@'} }

func (mentionParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if wordRune(block.PrecendingCharacter()) {
		return nil
	}
	line, at := block.PeekLine()
	if name := fullName.Find(line); name != nil {
		n := &mention{start: at.Start + 1, stop: at.Start + len(name)}
		n.SetPos(at.Start)
		block.Advance(len(name))
		return n
	}
	end := 1
	for end < len(line) && (slugByte(line[end]) || line[end] == '-') {
		end++
	}
	next, _ := utf8.DecodeRune(line[end:])
	for line[end-1] == '-' {
		end--
	}
	if end == 1 || line[1] == '-' || next == '@' || next == '/' || next == '_' || unicode.IsLetter(next) {
		return nil
	}
	if end+1 < len(line) && line[end] == '.' && slugByte(line[end+1]) {
		return nil // @example.org
	}
	n := &mention{start: at.Start + 1, stop: at.Start + end}
	n.SetPos(at.Start)
	block.Advance(end)
	return n
}

// fullName is how people write somebody's name behind an "@".
var fullName = regexp.MustCompile(`^@\p{Lu}[\pL-]*\p{Ll} (?:(?:von|van|de|der|den|zu|af|ten|ter) ){0,2}\p{Lu}[\pL-]*\p{Ll}`)

func slugByte(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

// wordRune reports whether a character before an "@" makes an address of it.
func wordRune(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("@_./-+", c)
}

// keys is ++ctrl+c++.
type keys struct {
	ast.BaseInline
	names []string // as written
}

var kindKeys = ast.NewNodeKind("Keys")

func (n *keys) Kind() ast.NodeKind { return kindKeys }

func (n *keys) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type keysParser struct{}

func (keysParser) Trigger() []byte { return []byte{'+'} }

func (keysParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("++")) {
		return nil
	}
	if before := block.PrecendingCharacter(); before == '+' || unicode.IsLetter(before) || unicode.IsDigit(before) {
		return nil // C++
	}
	inner := line[2:min(len(line), 100)]
	end := bytes.Index(inner, []byte("++"))
	if end < 1 {
		return nil
	}
	n := &keys{names: strings.Split(string(inner[:end]), "+")}
	for _, name := range n.names {
		if !words.IsKey(name) {
			return nil
		}
	}
	block.Advance(2 + end + 2)
	return n
}
