package strictyaml

import (
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
		l.Add(n.Span(), diag.WrongType, diag.Say("%s must be a text, not a list", n.label()),
			diag.Say(`write "%s: some words", or one text for each language below it, as in "de: Worte"`, n.name))
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
	hint := diag.Say(`write it as in "[4, 6]"`)
	if n.kind == List && len(n.items) == 2 && n.items[0].kind == Scalar && n.items[1].kind == Scalar {
		r.decodePair(n, l)
		return
	}
	if n.kind == Scalar {
		m := fromTo.FindStringSubmatch(n.value)
		if m == nil {
			if f, ok := n.Float(l); ok {
				*r = Range{f, f}
			}
			return
		}
		hint = diag.Say("write [%s, %s]", m[1], m[2])
	}
	l.Add(n.Span(), diag.WrongType, diag.Say("%s must be a number, or two: the least and the most", n.label()), hint)
}

func (r *Range) decodePair(n *Node, l *diag.List) {
	low, lowOK := n.items[0].Float(l)
	high, highOK := n.items[1].Float(l)
	switch {
	case !lowOK || !highOK:
	case low > high:
		l.Add(n.Span(), diag.BadValue, diag.Say("%s goes from %v down to %v", n.label(), low, high),
			diag.Say("write the smaller number first: [%v, %v]", high, low))
	default:
		*r = Range{low, high}
	}
}

// fromTo is how people write a range in a text.
var fromTo = regexp.MustCompile(`^([0-9.]+) *(?:-|–|to|bis|tot|til) *([0-9.]+)$`)
