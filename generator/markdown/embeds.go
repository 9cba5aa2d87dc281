package markdown

import (
	"bytes"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// embedParser reads ![[file]] and ![[file|words]], by which note-taking programs
// show a file: a picture, film or sound as such, any other file as a link to it.
// A page can't be shown in another, so ![[page]] is a wiki link, and told.
type embedParser struct{}

func (embedParser) Trigger() []byte { return []byte{'!'} }

func (embedParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("![[")) || at.Padding > 0 {
		return nil
	}
	block.Advance(1)
	n, ok := wikiParser{}.Parse(parent, block, pc).(*wiki)
	if !ok {
		return nil
	}
	n.SetPos(at.Start)
	dest := block.Source()[n.start:n.stop]
	ext := strings.ToLower(path.Ext(string(dest)))
	if !isFileName(string(dest)) || ext == ".md" {
		n.embedded = true
		return n
	}
	link := ast.NewLink()
	link.Destination = dest
	words := text.NewSegment(n.start, n.stop)
	if len(n.words) > 0 {
		words.Start = n.stop + bytes.Index(block.Source()[n.stop:], n.words)
		words.Stop = words.Start + len(n.words)
	}
	var shown ast.Node = link
	if _, film := media[ext]; film || pictures[ext] {
		shown = ast.NewImage(link)
		if len(n.words) == 0 || isSize(n.words) {
			words.Stop = words.Start
		}
	}
	if words.Len() > 0 {
		shown.AppendChild(shown, ast.NewTextSegment(words))
	}
	shown.(interface{ SetPos(int) }).SetPos(at.Start)
	return shown
}

// pictures are the files that an embed shows as an image.
var pictures = map[string]bool{
	".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".svg": true, ".bmp": true,
	".heic": true, ".heif": true, ".tif": true, ".tiff": true, ".emf": true, ".wmf": true,
}

// isSize reports whether words are a width, or a width and height: 300x200.
func isSize(words []byte) bool { return len(bytes.Trim(words, "0123456789x")) == 0 }
