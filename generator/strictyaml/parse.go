package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"ankerplatz/generator/controls"
	"ankerplatz/generator/diag"
)

// Limits are bounds on what is parsed. A zero field means its default.
type Limits struct {
	Bytes int // of the YAML text; default 1 MiB
	Depth int // of lists and maps in each other; default 50
	Nodes int // after aliases are followed; default 100,000
}

func (l Limits) withDefaults() Limits {
	if l.Bytes <= 0 {
		l.Bytes = 1 << 20
	}
	if l.Depth <= 0 {
		l.Depth = 50
	}
	if l.Nodes <= 0 {
		l.Nodes = 100_000
	}
	return l
}

// Parse reads the bytes from start to end of the file as one YAML mapping. The
// spans of the nodes are offsets in the whole file. An empty text is an empty
// Map.
//
// The node is nil where the text can't be read at all; the list then has an
// error. Parse never panics and takes time in proportion to the text.
func Parse(file *diag.File, start, end int, limits Limits) (*Node, diag.List) {
	limits = limits.withDefaults()
	end = min(max(end, 0), len(file.Data))
	start = min(max(start, 0), end)
	if start == 0 && bytes.HasPrefix(file.Data[:end], []byte("\ufeff")) {
		start = 3
	}
	p := &parser{file: file, base: start, text: file.Data[start:end], limits: limits}
	return p.parse(), p.list
}

// parser holds what is needed to turn the library's nodes into ours.
type parser struct {
	file   *diag.File
	base   int // offset of text in the file
	text   []byte
	limits Limits
	list   diag.List

	lines []int // offsets in text, by the library's idea of a line
	// The last place that was looked up: nodes come in the order of the text,
	// so that a long line is walked once.
	line, column, offset int

	nodes map[*yaml.Node]*Node // anchored nodes, once they are complete
	total int                  // nodes so far, every alias counted with all that it stands for
	stop  bool                 // a limit was reached
}

// add appends a diagnostic; the offsets are in p.text.
func (p *parser) add(start, end int, code diag.Code, message, hint diag.Text, fix ...diag.Edit) {
	p.list.AddFix(p.file.Span(p.base+start, p.base+end), code, message, hint, fix...)
}

// edit puts text in the place of what stands between two offsets in p.text.
func (p *parser) edit(start, end int, text string) diag.Edit {
	return diag.Edit{Span: p.file.Span(p.base+start, p.base+end), New: text}
}

func (p *parser) parse() *Node {
	if len(p.text) > p.limits.Bytes {
		p.add(0, 0, diag.YAMLTooComplex, diag.Say("%s of YAML are more than the %s that are allowed", size(len(p.text)), size(p.limits.Bytes)), diag.Say("move long texts below the front matter, or raise limits in site.yaml"))
		return nil
	}
	if !p.checkBytes() {
		return nil
	}
	docs, err := library(p.text)
	if err != nil {
		p.explain(err)
		return nil
	}
	if len(docs) == 0 || len(docs[0].Content) == 0 {
		return &Node{file: p.file, start: p.base, end: p.base, kind: Map, size: 1, height: 1}
	}
	p.lines = lineStarts(p.text)
	p.nodes = map[*yaml.Node]*Node{}
	root, _ := p.convert(docs[0].Content[0], "")
	if p.stop {
		return nil
	}
	if len(docs) > 1 {
		at := p.secondDocument(docs[1])
		p.add(at, at+3, diag.YAMLSyntax, diag.Say(`a line "---" starts a second document, but one is all there may be`), diag.Say(`remove the line "---"`))
	}
	switch root.kind {
	case Map:
		return root
	case Null:
		return &Node{file: p.file, start: p.base, end: p.base, kind: Map, size: 1, height: 1}
	default:
		p.explainTop(root)
		return nil
	}
}

// library runs the YAML library over text: all of its documents, at most two.
func library(text []byte) (docs []*yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			docs, err = nil, fmt.Errorf("the YAML library failed: %v", r)
		}
	}()
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for len(docs) < 2 {
		var doc yaml.Node
		switch err := decoder.Decode(&doc); {
		case errors.Is(err, io.EOF):
			return docs, nil
		case err != nil:
			return nil, err
		}
		docs = append(docs, &doc)
	}
	return docs, nil
}

// checkBytes looks for what the library would refuse without saying where.
func (p *parser) checkBytes() bool {
	for i := 0; i < len(p.text); {
		r, width := utf8.DecodeRune(p.text[i:])
		switch {
		case r == utf8.RuneError && width == 1:
			p.add(i, i+1, diag.NotUTF8, diag.Say("this is not valid UTF-8 text"), diag.Say("save the file with the encoding UTF-8"))
			return false
		case r == 0:
			p.add(i, i+1, diag.NulByte, diag.Say("there is a NUL byte here, which no text has"), diag.Say("remove it, or write the file anew"))
			return false
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0x7f, r >= 0x80 && r < 0xa0 && r != 0x85,
			r == 0xfffe, r == 0xffff, r == '\ufeff':
			p.add(i, i+width, diag.YAMLSyntax, diag.Say("there is an invisible control character (U+%04X) here", r),
				diag.Say("delete it and write the words around it anew"))
			return false
		}
		i += width
	}
	return true
}

// convert turns the library's node into ours. The name is that of the nearest
// key; end is where it ends in p.text, which for an alias is the alias's end.
func (p *parser) convert(y *yaml.Node, name string) (n *Node, end int) {
	start := p.place(y)
	if y.Kind == yaml.AliasNode {
		end = p.wordEnd(start)
		if n = p.nodes[y.Alias]; n == nil {
			p.add(start, end, diag.YAMLTooComplex, diag.Say(`"*%s" stands inside of what it stands for`, y.Value),
				diag.Say("write out what is meant, or put the text in quotes"))
			p.stop = true
			return &Node{file: p.file}, end
		}
		p.count(start, n.size)
		return n, end
	}
	n = &Node{file: p.file, name: name, size: 1, height: 1, flow: y.Style&yaml.FlowStyle != 0}
	p.count(start, 1)
	n.start = p.skipProperties(start)
	switch y.Kind {
	case yaml.ScalarNode:
		end = p.scalar(n, y)
	case yaml.SequenceNode:
		end = p.sequence(n, y)
	default:
		end = p.mapping(n, y)
	}
	p.checkProperties(n, start)
	if n.height > p.limits.Depth {
		p.tooComplex(start)
	}
	end = max(end, n.start)
	n.start, n.end = p.base+n.start, p.base+end
	if y.Anchor != "" {
		p.nodes[y] = n
	}
	return n, end
}

func (p *parser) count(start, nodes int) {
	if p.total += nodes; p.total > p.limits.Nodes {
		p.tooComplex(start)
	}
}

func (p *parser) tooComplex(start int) {
	if !p.stop {
		p.stop = true
		p.add(start, start+1, diag.YAMLTooComplex, diag.Say("this holds too many values, or too many inside of each other"),
			diag.Say("write it with fewer levels and fewer repetitions"))
	}
}

func (p *parser) scalar(n *Node, y *yaml.Node) (end int) {
	n.kind = Scalar
	n.value = controls.Drop(y.Value)
	n.plain = y.Style&^yaml.TaggedStyle == 0
	if n.plain {
		switch y.Value {
		case "", "~", "null", "Null", "NULL":
			n.kind = Null
		}
	}
	end = p.scalarEnd(n.start, y)
	if inner, ok := smartQuoted(n.value); ok && n.plain {
		p.add(n.start, end, diag.TypographicQuotes, diag.Say("these quotation marks are none for YAML; they are left out"),
			diag.Say("write %s; if they are part of the text, put straight ones around them: %s", quote(inner), quote(n.value)), p.edit(n.start, end, quote(inner)))
		n.value = inner
		return end
	}
	if n.value != y.Value {
		controls.Tell(&p.list, p.file, p.base+n.start, p.base+max(n.start, end))
	}
	return end
}

func (p *parser) sequence(n *Node, y *yaml.Node) (end int) {
	n.kind = List
	n.items = make([]*Node, 0, len(y.Content))
	end = n.start + 1
	for _, child := range y.Content {
		item, itemEnd := p.convert(child, n.name)
		if p.stop {
			return end
		}
		item.item = true
		n.items = append(n.items, item)
		n.grow(item)
		end = max(end, itemEnd)
	}
	if n.flow {
		end = p.closing(end, ']')
	}
	return end
}

func (p *parser) mapping(n *Node, y *yaml.Node) (end int) {
	n.kind = Map
	n.fields = make([]Field, 0, len(y.Content)/2)
	seen := make(map[string]diag.Span, len(y.Content)/2)
	var merged []Field
	if n.flow {
		end = n.start + 1
	}
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, keyEnd := p.convert(y.Content[i], n.name)
		if p.stop {
			return end
		}
		value, valueEnd := p.convert(y.Content[i+1], key.value)
		if p.stop {
			return end
		}
		n.grow(key)
		n.grow(value)
		end = max(end, keyEnd, valueEnd)
		if y.Content[i].Tag == "!!merge" {
			merged = append(merged, p.merge(value)...)
		} else if p.checkKey(key, seen) {
			seen[key.value] = key.Span()
			n.fields = append(n.fields, Field{Name: key.value, Key: key.Span(), Value: value})
		}
	}
	for _, f := range merged {
		if _, own := seen[f.Name]; !own {
			seen[f.Name] = f.Key
			n.fields = append(n.fields, f)
		}
	}
	if n.flow {
		end = p.closing(end, '}')
	}
	return end
}

// grow counts a child.
func (n *Node) grow(child *Node) {
	n.size += child.size
	n.height = max(n.height, child.height+1)
}

// checkKey reports whether the field can be kept.
func (p *parser) checkKey(key *Node, seen map[string]diag.Span) bool {
	first, twice := seen[key.value]
	switch {
	case key.kind == List || key.kind == Map:
		p.list.Add(key.Span(), diag.YAMLSyntax, diag.Say("a field's name must be a word, not a list or a map"),
			diag.Say("put text that has brackets in quotes"))
	case key.value == "":
		p.list.Add(key.Span(), diag.YAMLSyntax, diag.Say("there is no name before this colon"), diag.Say(`write the field's name before it: "title: Some words"`))
	case twice:
		p.list.Add(key.Span(), diag.DuplicateField, diag.Say("%q is given twice", key.value),
			diag.Say("the first is in line %d: keep one of them", p.file.Position(first.Start).Line))
	default:
		return true
	}
	return false
}

// merge returns the fields that `<<: *base` or `<<: [*a, *b]` brings in.
func (p *parser) merge(value *Node) []Field {
	switch value.kind {
	case Map:
		return value.fields
	case List:
		var all []Field
		for _, item := range value.items {
			all = append(all, item.fields...)
		}
		return all
	default:
		p.list.Add(value.Span(), diag.YAMLSyntax, diag.Say(`"<<" takes over the fields of another map, and this is none`), diag.Say("remove the line"))
		return nil
	}
}

// size is a number of bytes as people read it.
func size(n int) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 10<<10:
		return fmt.Sprintf("%d kB", n>>10)
	default:
		return fmt.Sprintf("%d bytes", n)
	}
}
