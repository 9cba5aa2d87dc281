package markdown

import (
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"ankerplatz/generator/diag"
)

// Parser reads the pages of one language. It is safe for use by several
// goroutines, and keeps the code blocks that it has highlighted, as pages
// share many.
type Parser struct {
	opt      Options
	markdown parser.Parser
	quotes   quotes
	policy   *bluemonday.Policy
	elements map[string]bool // of raw HTML
	code     highlighter
}

// New returns a Parser.
func New(opt Options) *Parser {
	if opt.Nesting <= 0 {
		opt.Nesting = 100
	}
	if opt.Output <= 0 {
		opt.Output = 16 << 20
	}
	allowed := map[string]bool{}
	for _, name := range elements {
		allowed[name] = true
	}
	return &Parser{
		opt:      opt,
		markdown: grammar(),
		quotes:   quotesOf(opt.Lang),
		policy:   rawPolicy(),
		elements: allowed,
		code:     newHighlighter(),
	}
}

// grammar is goldmark with everything that content may hold. The numbers are
// goldmark's own: what has a smaller one is asked first.
func grammar() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(attributed{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(container{BlockParser: extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(container{BlockParser: parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(attributed{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(container{BlockParser: parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(container{BlockParser: extension.NewFootnoteBlockParser(), footnote: true}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(codeSpans{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(footnoteMarks{extension.NewFootnoteParser()}, 101),
			util.Prioritized(wikiParser{}, 102),
			util.Prioritized(keysParser{}, 103),
			util.Prioritized(mentionParser{}, 104),
			util.Prioritized(links{parser.NewLinkParser()}, 200),
			util.Prioritized(emoji.NewParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphasis{parser.NewEmphasisParser()}, 500),
			util.Prioritized(emphasis{extension.NewStrikethroughParser()}, 500),
			util.Prioritized(bareLinks{extension.NewLinkifyParser()}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(calloutTransformer{}, 50),
			util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// Parse reads the Markdown that stands in the file from the offset start on.
// Spans and diagnostics point into the whole file.
func (p *Parser) Parse(file *diag.File, start int) (*Doc, diag.List) {
	start = min(max(start, 0), len(file.Data))
	if start == 0 && len(file.Data) >= 3 && string(file.Data[:3]) == "\ufeff" {
		start = 3
	}
	// The capacity ends with the text, so that goldmark can't append into it
	// and sub-slices tell their offset.
	source := file.Data[start:len(file.Data):len(file.Data)]
	m := &meter{nesting: p.opt.Nesting, left: steps, at: -1}
	pc := parser.NewContext()
	pc.Set(meterKey, m)
	tree := p.markdown.Parse(text.NewReader(source), parser.WithContext(pc))

	r := &renderer{
		p: p, meter: m, file: file, base: start, source: source, valid: utf8.Valid(source),
		doc:  &Doc{},
		html: make([]byte, 0, len(source)+len(source)/2),
		text: make([]byte, 0, len(source)),
	}
	r.document(tree)
	m.report(r)
	return r.doc, r.diags
}
