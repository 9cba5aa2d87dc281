package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"ankerplatz/generator/diag"
)

// Entry is one `name: value` of a mapping that Set writes.
type Entry struct {
	Name  string
	Value any
}

// Set returns the YAML mapping in text with the value at path changed, or put
// in where it is missing. Every byte that does not belong to that value stays:
// comments, order, quotes and line ends.
//
// A step of the path is a field's name, in a list the index of an item, and
// "-" for a new item at its end. Lists and mappings on the way are made where
// they are missing. The value may be string, int, float64, bool, time.Time (a
// day), []string, []any or []Entry, whose values are of these types again.
//
// generator/edit/client/yaml.js does the same in browsers; testdata/edit.json
// holds for both.
//
// It is an error if the text can't be read, if the path leads into a value of
// another kind, or if the change would change anything else, as with an alias.
func Set(text []byte, path []string, value any) ([]byte, error) {
	before, err := parseWhole(text)
	if err != nil {
		return nil, err
	}
	e := editor{text: text, newline: "\n"}
	if bytes.Contains(text, []byte("\r\n")) {
		e.newline = "\r\n"
	}
	changed, err := e.set(before, path, value)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", strings.Join(path, "."), err)
	}
	after, err := parseWhole(changed)
	if err != nil || !reflect.DeepEqual(after.bare(), put(before.bare(), path, value)) {
		return nil, fmt.Errorf("%s: the text can't be changed there without changing something else", strings.Join(path, "."))
	}
	return changed, nil
}

func parseWhole(text []byte) (*Node, error) {
	n, list := Parse(diag.NewFile("", text), 0, len(text), Limits{})
	if n == nil || list.HasErrors() {
		return nil, errors.New("the text is no YAML mapping that can be read")
	}
	return n, nil
}

type editor struct {
	text    []byte
	newline string
}

// set follows the path as far as it exists, and changes what it leads to.
func (e *editor) set(n *Node, path []string, value any) ([]byte, error) {
	for i, step := range path {
		rest := path[i+1:]
		switch {
		case n.kind != Map && n.kind != List:
			return nil, errors.New("a single value stands where fields are expected")
		case n.kind == List && step == "-":
			return e.addItem(n, wrap(rest, value)), nil
		}
		child, found := n.step(step)
		switch {
		case !found && n.kind == List:
			return nil, fmt.Errorf("there is no item %s", step)
		case !found:
			return e.addField(n, step, wrap(rest, value)), nil
		case child.kind == Null || len(rest) == 0:
			return e.replace(child, wrap(rest, value)), nil
		}
		n = child
	}
	return nil, errors.New("the path is empty")
}

// step returns the field of a Map, or the item of a List.
func (n *Node) step(step string) (child *Node, found bool) {
	if n.kind == List {
		i, err := strconv.Atoi(step)
		if err != nil || i < 0 || i >= len(n.items) {
			return nil, false
		}
		return n.items[i], true
	}
	i := slices.IndexFunc(n.fields, func(f Field) bool { return f.Name == step })
	if i < 0 {
		return nil, false
	}
	return n.fields[i].Value, true
}

// wrap puts the lists and mappings around a value that the rest of a path asks
// for.
func wrap(path []string, value any) any {
	for _, step := range slices.Backward(path) {
		if step == "-" {
			value = []any{value}
		} else {
			value = []Entry{{step, value}}
		}
	}
	return value
}

func (e *editor) splice(start, end int, text string) []byte {
	return slices.Concat(e.text[:start], []byte(text), e.text[end:])
}

func (e *editor) replace(n *Node, value any) []byte {
	if items := itemsOf(value); n.kind == List && !n.flow && len(items) > 0 {
		return e.replaceItems(n, items)
	}
	text := flow(value)
	if n.start > 0 && (e.text[n.start-1] == ':' || e.text[n.start-1] == '-') {
		text = " " + text
	}
	return e.splice(n.start, n.end, text)
}

// replaceItems writes a list that has a line for each item. Items that stay
// keep their lines and the comments below them.
func (e *editor) replaceItems(n *Node, values []any) []byte {
	start := e.lineStart(n.start)
	indent := string(e.text[start:n.start])
	from := func(i int) int {
		if i < len(n.items) {
			return e.lineStart(n.items[i].start)
		}
		return min(lineEnd(e.text, n.end)+1, len(e.text))
	}
	var b strings.Builder
	used := make([]bool, len(n.items))
	for _, value := range values {
		if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
			b.WriteString(e.newline)
		}
		wanted, i := bareValue(value), 0
		for i < len(n.items) && (used[i] || !reflect.DeepEqual(n.items[i].bare(), wanted)) {
			i++
		}
		if i == len(n.items) {
			b.WriteString(indent + "- " + flow(value) + e.newline)
			continue
		}
		used[i] = true
		b.Write(e.text[from(i):from(i+1)])
	}
	return e.splice(start, from(len(n.items)), b.String())
}

// itemsOf are those of a list, nil of anything else.
func itemsOf(value any) []any {
	switch value := value.(type) {
	case []string:
		items := make([]any, len(value))
		for i, item := range value {
			items[i] = item
		}
		return items
	case []any:
		return value
	default:
		return nil
	}
}

func (e *editor) lineStart(i int) int { return bytes.LastIndexByte(e.text[:i], '\n') + 1 }

func (e *editor) addItem(n *Node, value any) []byte {
	last := n.start + 1
	if len(n.items) > 0 {
		last = n.items[len(n.items)-1].end
	}
	switch {
	case n.flow && len(n.items) > 0:
		return e.splice(last, last, ", "+flow(value))
	case n.flow:
		return e.splice(last, last, flow(value))
	}
	at := e.beforeBreak(last)
	return e.splice(at, at, e.newline+e.indent(n.start)+"- "+flow(value))
}

func (e *editor) addField(n *Node, name string, value any) []byte {
	last := n.start + 1
	if len(n.fields) > 0 {
		f := n.fields[len(n.fields)-1]
		last = max(f.Key.End, f.Value.end)
	}
	switch {
	case n.flow && len(n.fields) > 0:
		return e.splice(last, last, ", "+quoteText(name)+": "+flow(value))
	case n.flow:
		return e.splice(last, last, quoteText(name)+": "+flow(value))
	}
	indent := ""
	if len(n.fields) > 0 {
		indent = e.indent(n.start)
	}
	line := indent + quoteText(name) + ":" + e.block(indent, value)
	if indent != "" {
		at := e.beforeBreak(last)
		return e.splice(at, at, e.newline+line)
	}
	// At the very end, behind comments that stand there.
	if len(e.text) > 0 && !bytes.HasSuffix(e.text, []byte("\n")) {
		line = e.newline + line
	}
	return e.splice(len(e.text), len(e.text), line+e.newline)
}

// beforeBreak is the end of the line that i is in.
func (e *editor) beforeBreak(i int) int {
	end := lineEnd(e.text, i)
	if end > i && e.text[end-1] == '\r' {
		end--
	}
	return end
}

// indent is white space as wide as what stands before i in its line.
func (e *editor) indent(i int) string {
	return strings.Repeat(" ", len([]rune(string(e.text[e.lineStart(i):i]))))
}

// block writes a new field's value: fields and lists of fields in lines of
// their own, anything else behind the colon.
func (e *editor) block(indent string, value any) string {
	var b strings.Builder
	switch value := value.(type) {
	case []Entry:
		for _, entry := range value {
			b.WriteString(e.newline + indent + "  " + quoteText(entry.Name) + ":" + e.block(indent+"  ", entry.Value))
		}
	case []any:
		for _, item := range value {
			if _, fields := item.([]Entry); !fields {
				return " " + flow(value)
			}
			b.WriteString(e.newline + indent + "  - " + flow(item))
		}
	default:
		return " " + flow(value)
	}
	return b.String()
}

// flow writes a value within one line.
func flow(value any) string {
	switch value := value.(type) {
	case []string, []any:
		return "[" + join(itemsOf(value), flow) + "]"
	case []Entry:
		return "{" + join(value, func(e Entry) string { return quoteText(e.Name) + ": " + flow(e.Value) }) + "}"
	case string:
		return quoteText(value)
	default:
		return scalar(value)
	}
}

// scalar is the text of a single value.
func scalar(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case int:
		return strconv.Itoa(value)
	case float64:
		return strconv.FormatFloat(value, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(value)
	case time.Time:
		return value.Format(time.DateOnly)
	}
	panic(fmt.Sprintf("strictyaml: cannot write a %T", value))
}

func join[T any](items []T, write func(T) string) string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = write(item)
	}
	return strings.Join(texts, ", ")
}

var (
	// plainText needs no quotes, in brackets neither: it begins with a letter
	// and holds nothing that YAML has a meaning for.
	plainText = regexp.MustCompile(`^\pL(?:[\pL\pM\pN _./@()+'’–&-]|://)*$`)
	// otherwise are words that YAML, or another reader of it, takes for
	// something else than text.
	otherwise = regexp.MustCompile(`(?i)^(?:true|false|null|yes|no|on|off|y|n)$`)
)

// quoteText writes a text, in quotes where it would be read as something else
// without them.
func quoteText(text string) string {
	if plainText.MatchString(text) && !otherwise.MatchString(text) && !strings.HasSuffix(text, " ") {
		return text
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsControl(r) || r == '\ufeff' || r == '\u2028' || r == '\u2029' || r == '\ufffe' || r == '\uffff':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

// bare is a node as texts, []any and map[string]any, for comparing.
func (n *Node) bare() any {
	switch n.kind {
	case Scalar:
		return n.value
	case List:
		items := make([]any, len(n.items))
		for i, item := range n.items {
			items[i] = item.bare()
		}
		return items
	case Map:
		fields := make(map[string]any, len(n.fields))
		for _, f := range n.fields {
			fields[f.Name] = f.Value.bare()
		}
		return fields
	default:
		return nil
	}
}

// bareValue is what bare returns for a value once it is written.
func bareValue(value any) any {
	switch value := value.(type) {
	case []string, []any:
		items := slices.Clone(itemsOf(value))
		for i, item := range items {
			items[i] = bareValue(item)
		}
		return items
	case []Entry:
		fields := make(map[string]any, len(value))
		for _, entry := range value {
			fields[entry.Name] = bareValue(entry.Value)
		}
		return fields
	default:
		return scalar(value)
	}
}

// put does to a bare tree what Set does to the text.
func put(tree any, path []string, value any) any {
	if len(path) == 0 {
		return bareValue(value)
	}
	switch tree := tree.(type) {
	case map[string]any:
		child, found := tree[path[0]]
		if !found {
			tree[path[0]] = bareValue(wrap(path[1:], value))
		} else {
			tree[path[0]] = put(child, path[1:], value)
		}
	case []any:
		if path[0] == "-" {
			return append(tree, bareValue(wrap(path[1:], value)))
		}
		if i, err := strconv.Atoi(path[0]); err == nil && i >= 0 && i < len(tree) {
			tree[i] = put(tree[i], path[1:], value)
		}
	case nil:
		return bareValue(wrap(path, value))
	}
	return tree
}
