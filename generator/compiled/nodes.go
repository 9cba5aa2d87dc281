package compiled

import (
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// list makes the pieces of a list of nodes. Variables that it declares are seen
// to its end.
func (c *compiler) list(list *parse.ListNode, sc *scope) []piece {
	if list == nil {
		return nil
	}
	sc = sc.with(sc.dot)
	var pieces []piece
	for _, node := range list.Nodes {
		pieces = append(pieces, c.node(node, sc)...)
	}
	return pieces
}

func (c *compiler) node(node parse.Node, sc *scope) []piece {
	switch n := node.(type) {
	case *parse.TextNode:
		if len(n.Text) == 0 { // whoever writes counts these
			return []piece{{do: func(s *state) flow { s.write(nil); return on }, counts: true}}
		}
		return []piece{{text: n.Text}}
	case *parse.ActionNode:
		return c.action(n.Pipe, sc)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, sc, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, sc, true)
	case *parse.RangeNode:
		return c.loop(n, sc)
	case *parse.TemplateNode:
		return c.template(n, sc)
	case *parse.BreakNode:
		return []piece{{do: func(*state) flow { return breaks }}}
	case *parse.ContinueNode:
		return []piece{{do: func(*state) flow { return continues }}}
	case *parse.CommentNode:
		return nil
	}
	leave()
	return nil
}

const escapes = "_html_template_" // how the names of html/template's escapers begin

// action makes a pipeline that sets a variable, or whose value is written: the
// last commands are the escapers for its place.
func (c *compiler) action(pipe *parse.PipeNode, sc *scope) []piece {
	if len(pipe.Decl) > 0 {
		return c.setting(pipe, sc)
	}
	n := len(pipe.Cmds)
	var names []string
	for ; n > 0; n-- {
		cmd := pipe.Cmds[n-1]
		name, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(name.Ident, escapes) || len(cmd.Args) != 1 {
			break
		}
		names = append(names, strings.TrimPrefix(name.Ident, escapes))
	}
	if n == 0 || len(names) == 0 {
		leave()
	}
	slices.Reverse(names)
	value, write := c.commands(pipe.Cmds[:n], sc), c.escaper(names)
	do := func(s *state) flow { write(s, value.eval(s)); return on }
	if value.level == known {
		return c.ahead(do, sc)
	}
	return []piece{{do: do}}
}

// ahead does a step now whose values are all known.
func (c *compiler) ahead(do step, sc *scope) []piece {
	b := c.Buffer()
	if !survives(func() { do(sc.state(b)) }) {
		return []piece{{do: do}}
	}
	return []piece{{text: b.Bytes()}}
}

// setting makes {{$x := …}} and {{$x = …}}.
func (c *compiler) setting(pipe *parse.PipeNode, sc *scope) []piece {
	value := c.commands(pipe.Cmds, sc)
	if len(pipe.Decl) != 1 {
		leave()
	}
	name := pipe.Decl[0].Ident[0]
	var slot int
	if pipe.IsAssign {
		slot = sc.find(name).slot
	} else {
		slot = sc.declare(name, value.bound())
	}
	return []piece{{do: func(s *state) flow { s.vars[s.base+slot] = value.eval(s); return on }}}
}

// condition makes the pipeline of an if, with or range in a scope of its own.
func (c *compiler) condition(pipe *parse.PipeNode, sc *scope) (expr, *scope, []piece) {
	inner := sc.with(sc.dot)
	value := c.commands(pipe.Cmds, inner)
	if len(pipe.Decl) == 0 {
		return value, inner, nil
	}
	set := c.setting(pipe, inner)
	slot := inner.find(pipe.Decl[0].Ident[0]).slot
	if value.level == known {
		return value, inner, set
	}
	return expr{eval: func(s *state) reflect.Value { return s.vars[s.base+slot] }}, inner, set
}

func (c *compiler) branch(n *parse.BranchNode, sc *scope, with bool) []piece {
	value, inner, set := c.condition(n.Pipe, sc)
	body := inner
	if with {
		body = inner.with(value.bound())
	}
	if value.level == known {
		if truth(value.value) {
			return append(set, c.list(n.List, body)...)
		}
		return append(set, c.list(n.ElseList, inner)...)
	}
	then, otherwise, first := c.steps(c.list(n.List, body)), c.steps(c.list(n.ElseList, inner)), c.steps(set)
	return []piece{{do: func(s *state) flow {
		s.run(first)
		v := value.eval(s)
		if !truth(v) {
			return s.run(otherwise)
		}
		if !with {
			return s.run(then)
		}
		outer := s.dot
		s.dot = v
		f := s.run(then)
		s.dot = outer
		return f
	}}}
}

func (c *compiler) loop(n *parse.RangeNode, sc *scope) []piece {
	if n.Pipe.IsAssign {
		leave()
	}
	value := c.commands(n.Pipe.Cmds, sc)
	body := sc.with(bound{})
	index, element := -1, -1
	if len(n.Pipe.Decl) == 2 {
		index = body.declare(n.Pipe.Decl[0].Ident[0], bound{})
		element = body.declare(n.Pipe.Decl[1].Ident[0], bound{})
	} else if len(n.Pipe.Decl) == 1 {
		element = body.declare(n.Pipe.Decl[0].Ident[0], bound{})
	}
	if value.level == known && iterated(value.value, index >= 0).Len() == 0 {
		return c.list(n.ElseList, sc.with(sc.dot))
	}
	if value.level == known && len(n.Pipe.Decl) == 0 {
		if pieces := c.unrolled(n, value.value, sc); pieces != nil {
			return pieces
		}
	}
	each, otherwise := c.steps(c.list(n.List, body)), c.steps(c.list(n.ElseList, sc.with(sc.dot)))
	return []piece{{do: func(s *state) flow {
		list := iterated(value.eval(s), index >= 0)
		length := list.Len()
		if length == 0 {
			return s.run(otherwise)
		}
		outer := s.dot
		defer func() { s.dot = outer }()
		for i := range length {
			s.dot = list.Index(i)
			if index >= 0 {
				s.vars[s.base+index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				s.vars[s.base+element] = s.dot
			}
			if s.run(each) == breaks {
				break
			}
		}
		return on
	}}}
}

// unrolled are the rounds of a loop over a list that is known, nil where what
// they write is not.
func (c *compiler) unrolled(n *parse.RangeNode, list reflect.Value, sc *scope) []piece {
	var all []piece
	list = iterated(list, false)
	for i := range list.Len() {
		all = append(all, c.list(n.List, sc.with(bound{list.Index(i), known}))...)
	}
	if slices.ContainsFunc(all, func(p piece) bool { return p.do != nil && !p.counts }) {
		return nil
	}
	return all
}

const mostRounds = 1000 // of a loop that counts

// iterated is a list that a loop goes through; the empty one stands for nil.
func iterated(v reflect.Value, pairs bool) reflect.Value {
	switch v = inside(v); v.Kind() {
	case reflect.Invalid:
		return reflect.ValueOf([]int(nil))
	case reflect.Int:
		if n := int(v.Int()); !pairs && n <= mostRounds {
			numbers := make([]int, max(n, 0))
			for i := range numbers {
				numbers[i] = i
			}
			return reflect.ValueOf(numbers)
		}
	case reflect.Slice, reflect.Array:
		return v
	default: // maps and the like are html/template's
	}
	leave()
	return v
}

func (c *compiler) template(n *parse.TemplateNode, sc *scope) []piece {
	if n.Pipe == nil {
		b := c.block(n.Name, bound{reflect.Value{}, known})
		return c.called(b, expr{level: known, eval: func(*state) reflect.Value { return reflect.Value{} }}, sc)
	}
	if len(n.Pipe.Decl) > 0 {
		leave()
	}
	value := c.commands(n.Pipe.Cmds, sc)
	return c.called(c.block(n.Name, value.bound()), value, sc)
}

// called is a call of a template.
func (c *compiler) called(b *block, dot expr, sc *scope) []piece {
	do := func(s *state) flow { s.call(b, dot.eval(s)); return on }
	if dot.level == known {
		return c.ahead(do, sc)
	}
	return []piece{{do: do}}
}
