package strictyaml

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
)

// Kind says what a Node is.
type Kind uint8

// The kinds of nodes.
const (
	Null   Kind = iota // nothing stands there, or null or ~: the field is absent
	Scalar             // a single value: text, number, date, true or false
	List
	Map
)

// Node is a piece of YAML that knows where it stands. An alias is the node
// that it stands for. A nil *Node behaves like an absent field.
type Node struct {
	file       *diag.File
	start, end int
	name       string // the nearest key above it, for messages
	value      string
	kind       Kind
	plain      bool // a scalar without quotes
	flow       bool // a list in [ ] or a map in { }
	item       bool // an entry of a list
	items      []*Node
	fields     []Field
	size       int // nodes in it, every alias counted with all that it stands for
	height     int
}

// Field is one `name: value` of a Map.
type Field struct {
	Name  string
	Key   diag.Span // of the name
	Value *Node

	said string // how the name is written, where that is another
}

// Said is the field's name as it is written.
func (f Field) Said() string { return cmp.Or(f.said, f.Name) }

// As is the field under another name, with a value.
func (f Field) As(name string, value *Node) Field {
	return Field{Name: name, Key: f.Key, Value: value, said: f.Said()}
}

// Kind says what the node is.
func (n *Node) Kind() Kind {
	if n == nil {
		return Null
	}
	return n.kind
}

// Span is where the node stands: a scalar with its quotes, a list or map from
// its first character to its last.
func (n *Node) Span() diag.Span {
	if n == nil {
		return diag.Span{}
	}
	return n.file.Span(n.start, n.end)
}

// Name is the field's name that the node is the value of, or an item of; "" at
// the top.
func (n *Node) Name() string {
	if n == nil {
		return ""
	}
	return n.name
}

// Value is the text of a Scalar, without quotes and with escapes resolved.
func (n *Node) Value() string {
	if n == nil {
		return ""
	}
	return n.value
}

// Items are the entries of a List.
func (n *Node) Items() []*Node {
	if n == nil {
		return nil
	}
	return n.items
}

// Fields are the entries of a Map, in the order in which they are written.
func (n *Node) Fields() []Field {
	if n == nil {
		return nil
	}
	return n.fields
}

// Field returns the value of a Map's field, nil where the field is not there.
func (n *Node) Field(name string) *Node {
	for _, f := range n.Fields() {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

// Without returns a Map without the fields that drop takes out.
func (n *Node) Without(drop func(Field) bool) *Node {
	rest := *n
	rest.fields = slices.DeleteFunc(slices.Clone(n.fields), drop)
	return &rest
}

// WithFields returns a Map with other fields.
func (n *Node) WithFields(fields []Field) *Node {
	other := *n
	other.fields = fields
	return &other
}

// WithItems returns a List that stands where the node does.
func (n *Node) WithItems(items []*Node) *Node {
	other := *n
	other.kind, other.value, other.items = List, "", items
	return &other
}

// WithValue returns a Scalar that means another text than stands there.
func (n *Node) WithValue(value string) *Node {
	other := *n
	other.value = value
	return &other
}

// Key returns where a Map's field is named; ok is false where it is not there.
func (n *Node) Key(name string) (at diag.Span, ok bool) {
	for _, f := range n.Fields() {
		if f.Name == name {
			return f.Key, true
		}
	}
	return diag.Span{}, false
}

// At is the place for messages about a field: its value, else its name where
// nothing is given, else the zero-width beginning of the map that lacks it.
func (n *Node) At(name string) diag.Span {
	for _, f := range n.Fields() {
		if f.Name != name {
			continue
		}
		if f.Value.Kind() == Null {
			return f.Key
		}
		return f.Value.Span()
	}
	if n == nil {
		return diag.Span{}
	}
	return n.file.Span(n.start, n.start)
}

// Comment returns the comment that stands where the node's value should be, as
// in `accent: #1a5fb4`: what looks like a value and is none, for want of
// quotes. It is empty where there is none, and where a space follows the #.
func (n *Node) Comment() diag.Span {
	if n == nil || n.kind != Null || n.start != n.end {
		return diag.Span{}
	}
	data := n.file.Data
	start := n.start
	for start < len(data) && data[start] == ' ' {
		start++
	}
	end := lineEnd(data, start)
	words := strings.TrimSpace(string(data[start:end]))
	if len(words) < 2 || words[0] != '#' || words[1] == ' ' || words[1] == '#' {
		return diag.Span{}
	}
	return n.file.Span(start, start+len(words))
}
