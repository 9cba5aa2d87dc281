package markdown

import (
	"regexp"
	"unicode"
	"unicode/utf8"

	emoji "github.com/yuin/goldmark-emoji"
	emojiast "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// What stands in the text without marks and means something all the same:
// addresses, and short names of emoji.

// An address goes on to the next space. Besides goldmark's signs it has letters
// and signs of all scripts, but no quotation marks, which stand around it, and
// it does not end with a sign of punctuation.
const (
	hostChars    = `[-a-zA-Z0-9@:%._+~#=\pL\pM\pN]{1,256}\.[\pL\pN-]*\pL(?::\d+)?`
	pathASCII    = `[-a-zA-Z0-9@:%_+.~#$!?&/=(),;'">^{}\[\]` + "`" + `]`
	pathBeyond   = `[^\x00-\x7f\pZ\pC„“”‟«»‹›‘‚‛…]`
	pathLast     = `[\pL\pM\pN]`
	pathAndQuery = `(?:[/#?](?:(?:` + pathASCII + `|` + pathBeyond + `)*(?:` + pathASCII + `|` + pathLast + `))?)?`
)

var (
	bareURL = regexp.MustCompile(`^(?:http|https|ftp)://` + hostChars + pathAndQuery)
	bareWWW = regexp.MustCompile(`^www\.` + hostChars + pathAndQuery)
)

func bareLinkParser() parser.InlineParser {
	return bareLinks{extension.NewLinkifyParser(extension.WithLinkifyURLRegexp(bareURL), extension.WithLinkifyWWWRegexp(bareWWW))}
}

// emojiNames reads :smile: where it is a word of its own. In "2001:db8:b::1"
// and "Mandant:100:FI" it is not.
type emojiNames struct{ parser.InlineParser }

func emojiParser() parser.InlineParser { return emojiNames{emoji.NewParser()} }

func (e emojiNames) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	end := 1
	for end < len(line) && emojiByte(line[end]) {
		end++
	}
	if end == 1 || end == len(line) || line[end] != ':' {
		return nil
	}
	switch before := block.PrecendingCharacter(); {
	case unicode.IsLetter(before), unicode.IsDigit(before):
		return nil
	case before == ':':
		if _, row := parent.LastChild().(*emojiast.Emoji); !row {
			return nil
		}
	}
	next, _ := utf8.DecodeRune(line[end+1:])
	if unicode.IsLetter(next) || unicode.IsDigit(next) || next == ':' && !(end+2 < len(line) && unicode.IsLetter(rune(line[end+2]))) {
		return nil
	}
	return e.InlineParser.Parse(parent, block, pc)
}

func emojiByte(c byte) bool {
	return slugByte(c) || 'A' <= c && c <= 'Z' || c == '_' || c == '-' || c == '+'
}
