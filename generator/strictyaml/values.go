package strictyaml

import (
	"fmt"
	"regexp"

	"ankerplatz/generator/diag"
)

// DecodeYAML implements Decoder.
func (t *Text) DecodeYAML(n *Node, l *diag.List) {
	if value, ok := n.Text(l); ok {
		*t = Text{Value: value, Span: n.Span()}
	}
}

// DecodeYAML implements Decoder.
func (t *Localized) DecodeYAML(n *Node, l *diag.List) {
	if n.kind == List {
		l.Add(n.Span(), diag.WrongType, n.label()+" must be a text, not a list",
			fmt.Sprintf("write \"%s: some words\", or one text for each language below it, as in \"de: Worte\"", n.name))
		return
	}
	if n.kind == Scalar {
		if text, ok := n.Text(l); ok {
			*t = Localized{"": text}
		}
		return
	}
	texts := Localized{}
	for _, f := range n.fields {
		if text, ok := f.Value.Text(l); ok {
			texts[f.Name] = text
		}
	}
	*t = texts
}

// DecodeYAML implements Decoder.
func (r *Range) DecodeYAML(n *Node, l *diag.List) {
	switch n.kind {
	case Scalar:
		if m := fromTo.FindStringSubmatch(n.value); m != nil {
			l.Add(n.Span(), diag.WrongType, n.label()+" must be a number, or two: the least and the most", fmt.Sprintf("write [%s, %s]", m[1], m[2]))
		} else if f, ok := n.Float(l); ok {
			*r = Range{f, f}
		}
		return
	case List:
		if len(n.items) != 2 {
			break
		}
		low, ok := n.items[0].Float(l)
		high, ok2 := n.items[1].Float(l)
		if !ok || !ok2 {
			return
		}
		if low > high {
			l.Add(n.Span(), diag.BadValue, fmt.Sprintf("%s goes from %v down to %v", n.label(), low, high),
				fmt.Sprintf("write the smaller number first: [%v, %v]", high, low))
			return
		}
		*r = Range{low, high}
		return
	}
	l.Add(n.Span(), diag.WrongType, n.label()+" must be a number, or two: the least and the most", `write it as in "[4, 6]"`)
}

// fromTo is how people write a range in a text.
var fromTo = regexp.MustCompile(`^([0-9.]+) *(?:-|–|to|bis|tot|til) *([0-9.]+)$`)
