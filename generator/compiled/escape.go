package compiled

import (
	"html/template"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// escaper writes a value through escapers of html/template, which their names
// tell. Texts that go into plain HTML, and addresses in which nothing changes,
// need not be handed to html/template.
func (c *compiler) escaper(names []string) func(s *state, v reflect.Value) {
	slow := c.slowly(names)
	var isText, isAddress, filters bool
	switch last := names[len(names)-1]; {
	case len(names) == 1:
		isText = last == "htmlescaper" || last == "attrescaper" || last == "rcdataescaper"
	case last == "attrescaper":
		filters = names[0] == "urlfilter"
		isAddress = slices.Equal(names[:len(names)-1], []string{"urlfilter", "urlnormalizer"}) || slices.Equal(names[:len(names)-1], []string{"urlnormalizer"})
	}
	inText := names[0] == "htmlescaper"
	return func(s *state, v reflect.Value) {
		v = inside(v)
		if v.IsValid() {
			switch typ := v.Type(); {
			case isText && typ == stringType:
				s.escape(v.String())
				return
			case isText && typ == intType:
				_, _ = s.WriteString(strconv.Itoa(int(v.Int())))
				return
			case isText && inText && typ == htmlType:
				_, _ = s.WriteString(v.String())
				return
			case isAddress && typ == stringType && plainAddress(v.String(), filters):
				_, _ = s.WriteString(v.String())
				return
			}
		}
		slow(s, v)
	}
}

var (
	intType  = reflect.TypeFor[int]()
	htmlType = reflect.TypeFor[template.HTML]()
)

// Write lets a state be written to.
func (s *state) Write(text []byte) (int, error) {
	s.write(text)
	return len(text), nil
}

// WriteString is Write.
func (s *state) WriteString(text string) (int, error) {
	n, err := io.WriteString(s.w, text)
	if err != nil {
		s.failed = err
		panic(err)
	}
	return n, nil
}

// slowly hands values to html/template: to a template that is nothing but a dot
// and the escapers.
func (c *compiler) slowly(names []string) func(s *state, v reflect.Value) {
	key := strings.Join(names, " ")
	t := c.slow[key]
	if t == nil {
		t = template.Must(template.New("").Parse("{{.}}"))
		if err := t.Execute(io.Discard, ""); err != nil { // it is escaped by that
			leave()
		}
		pipe := t.Tree.Root.Nodes[0].(*parse.ActionNode).Pipe
		pipe.Cmds = pipe.Cmds[:1]
		for _, name := range names {
			pipe.Cmds = append(pipe.Cmds, &parse.CommandNode{
				NodeType: parse.NodeCommand, Pos: pipe.Pos, Args: []parse.Node{parse.NewIdentifier(escapes + name).SetTree(t.Tree).SetPos(pipe.Pos)},
			})
		}
		c.slow[key] = t
	}
	return func(s *state, v reflect.Value) {
		var data any
		if v.IsValid() {
			data = v.Interface()
		}
		if err := t.Execute(s, data); err != nil {
			leave()
		}
	}
}

// replaced are the bytes that HTML must not have as they are.
var replaced = [256]string{0: "\ufffd", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// escape writes a text into HTML, as html/template does.
func (s *state) escape(text string) {
	start := 0
	for i := range len(text) {
		if r := replaced[text[i]]; r != "" {
			_, _ = s.WriteString(text[start:i])
			_, _ = s.WriteString(r)
			start = i + 1
		}
	}
	_, _ = s.WriteString(text[start:])
}

// plainBytes are those that an address keeps in an attribute.
var plainBytes = func() (plain [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!#$*,/:;=?@[]") {
		plain[c] = true
	}
	return plain
}()

// plainAddress reports whether nothing of an address is escaped, and where
// schemes are filtered whether it has surely one that goes through.
func plainAddress(address string, filters bool) bool {
	for i := range len(address) {
		if !plainBytes[address[i]] {
			return false
		}
	}
	return !filters || strings.HasPrefix(address, "/") || strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "#") && !strings.Contains(address, ":")
}
