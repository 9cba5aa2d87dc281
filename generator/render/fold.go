package render

import (
	"bytes"
	"html/template"
	"slices"
	"strings"
	"text/template/parse"
)

// constants are the functions whose result depends on nothing but the language
// and the theme.
var constants = []string{"t", "key", "icon", "asset"}

// fold replaces calls like {{t "copy"}} by what they give, once per language
// instead of once per page: most of a page's frame is such calls. Only calls
// whose place in the HTML is plain (text, or the value of a quoted attribute
// that is neither an address nor code) are replaced; the others stay with
// html/template, which escapes by context.
func fold(set *template.Template, functions template.FuncMap) {
	f := folder{functions}
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.Root != nil {
			f.list(t.Tree.Root, unknown)
		}
	}
}

// context is where in the HTML a node stands, as far as folding must know.
type context uint8

const (
	unknown context = iota
	inText
	inTag       // between attributes, or in a comment
	inAttribute // in quotes
	inCode      // in quotes: an address, a style or a handler; or in a script
)

type folder struct{ functions template.FuncMap }

func (f folder) list(list *parse.ListNode, at context) context {
	if list == nil {
		return at
	}
	nodes := list.Nodes[:0]
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.TextNode:
			at = at.after(string(n.Text))
		case *parse.ActionNode:
			if text, ok := f.call(n.Pipe, at); ok {
				node = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: text}
			}
		case *parse.IfNode:
			f.list(n.ElseList, at)
			at = f.list(n.List, at)
		case *parse.WithNode:
			f.list(n.ElseList, at)
			at = f.list(n.List, at)
		case *parse.RangeNode:
			f.list(n.ElseList, at)
			at = f.list(n.List, at)
		}
		if text, ok := node.(*parse.TextNode); ok && len(nodes) > 0 {
			if before, ok := nodes[len(nodes)-1].(*parse.TextNode); ok {
				joined := *before
				joined.Text = slices.Concat(before.Text, text.Text)
				nodes[len(nodes)-1] = &joined
				continue
			}
		}
		nodes = append(nodes, node)
	}
	list.Nodes = nodes
	return at
}

// call gives the HTML of a call of a constant function with one text.
func (f folder) call(pipe *parse.PipeNode, at context) ([]byte, bool) {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 2 {
		return nil, false
	}
	name, ok := pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok || !slices.Contains(constants, name.Ident) {
		return nil, false
	}
	argument, ok := pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !ok {
		return nil, false
	}
	// A mistake in a call stays where it is: executing it tells the place.
	switch call := f.functions[name.Ident].(type) {
	case func(string) (template.HTML, error):
		html, err := call(argument.Text)
		return []byte(html), err == nil && at == inText
	case func(string) (string, error):
		address, err := call(argument.Text)
		return escapedText(address), err == nil && (at == inCode || at == inAttribute)
	case func(string, ...any) (string, error):
		text, err := call(argument.Text)
		return escapedText(text), err == nil && (at == inText || at == inAttribute)
	}
	return nil, false
}

func escapedText(text string) []byte {
	var b bytes.Buffer
	template.HTMLEscape(&b, []byte(text))
	return b.Bytes()
}

// after is the context behind a stretch of HTML.
func (at context) after(text string) context {
	open, end := strings.LastIndexByte(text, '<'), strings.LastIndexByte(text, '>')
	switch {
	case end > open:
		start := strings.LastIndexByte(text[:end], '<')
		tag := strings.ToLower(text[max(start, 0):end])
		if strings.HasPrefix(tag, "<script") || strings.HasPrefix(tag, "<style") {
			return inCode
		}
		quoted := start < 0 && (at == inAttribute || at == inCode)
		if (strings.Count(tag, `"`)%2 == 1) != quoted {
			return unknown // the sign stands in an attribute
		}
		return inText
	case open > end:
		return attribute(text[open:], false)
	case at == inAttribute || at == inCode:
		if strings.IndexByte(text, '"') < 0 {
			return at
		}
		return attribute(text, true)
	case at == inTag:
		return attribute(text, false)
	}
	return at
}

// attribute is the context at the end of a piece of a tag, which begins in
// quotes or not.
func attribute(tag string, quoted bool) context {
	if (strings.Count(tag, `"`)%2 == 1) == quoted || strings.Contains(tag, "'") {
		if strings.Contains(tag, "'") {
			return unknown
		}
		return inTag
	}
	value := strings.LastIndex(tag, `="`)
	if value < 0 {
		return unknown
	}
	name := tag[strings.LastIndexAny(tag[:value], " \t\r\n\"")+1 : value]
	name = strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "data-t-"), strings.HasPrefix(name, "aria-"):
		return inAttribute
	case slices.Contains([]string{"title", "alt", "placeholder", "content", "label", "class", "id", "value"}, name):
		return inAttribute
	}
	return inCode
}
