package markdown

import (
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"ankerplatz/generator/controls"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/words"
)

// Parser reads the pages of one language. It is safe for use by several
// goroutines, and keeps the code blocks that it has highlighted, as pages
// share many.
type Parser struct {
	opt      Options
	markdown parser.Parser
	quotes   words.Quotes
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
		quotes:   opt.Language.Quotes(),
		policy:   rawPolicy(),
		elements: allowed,
		code:     newHighlighter(),
	}
}

// grammar is goldmark with everything that content may hold. The numbers are
// goldmark's own: what has a smaller one is asked first.
func grammar() parser.Parser {
	at := util.Prioritized
	return parser.NewParser(
		parser.WithBlockParsers(
			at(attributed{parser.NewSetextHeadingParser()}, 100),
			at(container{BlockParser: extension.NewDefinitionListParser()}, 101),
			at(extension.NewDefinitionDescriptionParser(), 102),
			at(parser.NewThematicBreakParser(), 200),
			at(container{BlockParser: parser.NewListParser()}, 300),
			at(parser.NewListItemParser(), 400),
			at(parser.NewCodeBlockParser(), 500),
			at(attributed{parser.NewATXHeadingParser()}, 600),
			at(parser.NewFencedCodeBlockParser(), 700),
			at(container{BlockParser: parser.NewBlockquoteParser()}, 800),
			at(parser.NewHTMLBlockParser(), 900),
			at(container{BlockParser: extension.NewFootnoteBlockParser(), footnote: true}, 999),
			at(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			at(extension.NewTaskCheckBoxParser(), 0),
			at(codeSpans{parser.NewCodeSpanParser()}, 100),
			at(footnoteMarks{extension.NewFootnoteParser()}, 101),
			at(wikiParser{}, 102),
			at(embedParser{}, 102),
			at(keysParser{}, 103),
			at(mentionParser{}, 104),
			at(links{parser.NewLinkParser()}, 200),
			at(emojiParser(), 200),
			at(parser.NewAutoLinkParser(), 300),
			at(parser.NewRawHTMLParser(), 400),
			at(emphasis{parser.NewEmphasisParser()}, 500),
			at(emphasis{extension.NewStrikethroughParser()}, 500),
			at(emphasis{markedParser{}}, 500),
			at(bareLinkParser(), 999),
		),
		parser.WithParagraphTransformers(
			at(calloutTransformer{}, 50),
			at(definitions{parser.LinkReferenceParagraphTransformer}, 100),
			at(tables{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			at(extension.NewTableASTTransformer(), 0),
			at(unusedNotes{}, 998),
			at(extension.NewFootnoteASTTransformer(), 999),
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
		code: codeShare, conflicts: conflicts(source),
		html: make([]byte, 0, len(source)+len(source)/4),
		text: make([]byte, 0, len(source)),
	}
	if controls.In(source) {
		controls.Tell(&r.diags, file, start, len(file.Data))
	}
	r.document(tree)
	r.checkNotes(pc)
	r.checkConflicts()
	m.report(r)
	return r.doc, r.diags
}

// ParseField reads Markdown that stands in a field of the front matter. Spans
// and diagnostics are those of the field.
func (p *Parser) ParseField(value string, at diag.Span) (*Doc, diag.List) {
	doc, list := p.Parse(diag.NewFile("", []byte(value)), 0)
	for i := range doc.Refs {
		doc.Refs[i].Span = at
	}
	for i := range list {
		list[i].Span, list[i].Fix = at, nil
	}
	return doc, list
}
