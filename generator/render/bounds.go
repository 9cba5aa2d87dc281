package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"text/template/parse"
	"time"
)

// A theme's template may be wrong in a way that it never ends, or takes all
// memory. Nothing can stop a template from outside, so it is stopped where it
// writes: counted makes every round of a loop and every call of a template
// write, and the writer counts. The functions that make values out of values
// refuse those that grow without end.
const (
	mostSteps = 2_000_000        // rounds and calls for one page; a long list has thousands
	mostTime  = 20 * time.Second // for one page
	mostValue = 16 << 20         // bytes of a value that a template makes
	mostVerbs = 50               // of a format
)

var (
	errTooLong  = errors.New("the page grows beyond limits.output_bytes")
	errEndless  = errors.New("the template does not come to an end")
	errTooLarge = errors.New("the value grows without end")
)

// counted puts an empty text at the head of every loop and every template.
// Executing it writes nothing, but calls Write.
func counted(set *template.Template) {
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.Root != nil {
			countList(t.Tree.Root, true)
		}
	}
}

func countList(list *parse.ListNode, here bool) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.RangeNode:
			countList(n.List, true)
			countList(n.ElseList, false)
		case *parse.IfNode:
			countList(n.List, false)
			countList(n.ElseList, false)
		case *parse.WithNode:
			countList(n.List, false)
			countList(n.ElseList, false)
		}
	}
	if !here {
		return
	}
	if len(list.Nodes) > 0 {
		if text, ok := list.Nodes[0].(*parse.TextNode); ok && len(text.Text) == 0 {
			return // counted before it was cloned
		}
	}
	list.Nodes = append([]parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: list.Pos}}, list.Nodes...)
}

// limited is the buffer that a page is written to.
type limited struct {
	bytes.Buffer
	left  int // bytes
	steps int
	began time.Time
}

// begin makes ready for a page of at most so many bytes.
func (l *limited) begin(most int) {
	l.Reset()
	l.left, l.steps, l.began = most, 0, time.Now()
}

func (l *limited) WriteString(s string) (int, error) {
	if l.left -= len(s); l.left < 0 {
		return 0, errTooLong
	}
	return l.Buffer.WriteString(s)
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, errTooLong
	}
	if len(p) > 0 {
		return l.Buffer.Write(p)
	}
	// The clock is looked at now and then: it costs more than a step.
	if l.steps++; l.steps > mostSteps || l.steps&0xff == 0 && time.Since(l.began) > mostTime {
		return 0, errEndless
	}
	return 0, nil
}

// weigh returns an error if the values together are larger than a template's
// value may be.
func weigh(values ...any) error {
	left := mostValue
	for _, v := range values {
		if left = lighter(reflect.ValueOf(v), left); left < 0 {
			return errTooLarge
		}
	}
	return nil
}

// lighter takes the size of a value off what is left; below 0 it stops.
func lighter(v reflect.Value, left int) int {
	left -= 8
	switch v.Kind() {
	case reflect.String:
		left -= v.Len()
	case reflect.Interface:
		left = lighter(v.Elem(), left)
	case reflect.Slice, reflect.Array:
		for i := 0; i < v.Len() && left >= 0; i++ {
			left = lighter(v.Index(i), left)
		}
	case reflect.Map:
		for it := v.MapRange(); left >= 0 && it.Next(); {
			left = lighter(it.Value(), lighter(it.Key(), left))
		}
	default: // numbers and the like are small
	}
	return left
}

// bounded are the functions of text/template whose results can grow, for
// values of a bearable size.
var bounded = template.FuncMap{
	"print": func(values ...any) (string, error) {
		if err := weigh(values...); err != nil {
			return "", err
		}
		return fmt.Sprint(values...), nil
	},
	"println": func(values ...any) (string, error) {
		if err := weigh(values...); err != nil {
			return "", err
		}
		return fmt.Sprintln(values...), nil
	},
	"printf": func(format string, values ...any) (string, error) {
		if err := weigh(values...); err != nil || strings.Count(format, "%") > mostVerbs {
			return "", errTooLarge
		}
		text := fmt.Sprintf(format, values...)
		return text, weigh(text)
	},
	"js": func(values ...any) (string, error) {
		if err := weigh(values...); err != nil {
			return "", err
		}
		return template.JSEscaper(values...), nil
	},
	"list": func(values ...any) ([]any, error) { return values, weigh(values...) },
	"dict": func(pairs ...any) (map[string]any, error) {
		m := map[string]any{}
		for i := 0; i+1 < len(pairs); i += 2 {
			key, ok := pairs[i].(string)
			if !ok {
				return nil, errors.New("dict needs texts as keys")
			}
			m[key] = pairs[i+1]
		}
		return m, weigh(pairs...)
	},
	"json": func(value any) (string, error) {
		if err := weigh(value); err != nil {
			return "", err
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false) // the template escapes
		err := e.Encode(value)
		return strings.TrimSuffix(b.String(), "\n"), err
	},
	"join": func(texts []string, separator string) (string, error) {
		if len(separator) > 0 && len(texts) > mostValue/len(separator) || weigh(texts) != nil {
			return "", errTooLarge
		}
		return strings.Join(texts, separator), nil
	},
}
