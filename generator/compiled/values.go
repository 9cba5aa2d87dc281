package compiled

import (
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"text/template/parse"
)

// expr gives a value in an execution.
type expr struct {
	eval  func(s *state) reflect.Value
	level level
	value reflect.Value // where the level is not unknown
}

func (e expr) bound() bound { return bound{e.value, e.level} }

// constant is an expression whose value is known.
func constant(v reflect.Value) expr {
	return expr{eval: func(*state) reflect.Value { return v }, level: known, value: v}
}

// now works out an expression all of whose parts are known. Where that fails it
// would fail in each execution.
func (c *compiler) now(eval func(s *state) reflect.Value, sc *scope) expr {
	var v reflect.Value
	if !survives(func() { v = eval(sc.state(nil)) }) {
		return expr{eval: func(*state) reflect.Value { leave(); return v }}
	}
	return constant(v)
}

// commands makes the commands of a pipeline.
func (c *compiler) commands(cmds []*parse.CommandNode, sc *scope) expr {
	var value *expr
	for _, cmd := range cmds {
		v := c.command(cmd, value, sc)
		if v.level == unknown {
			eval := v.eval
			v.eval = func(s *state) reflect.Value { return concrete(eval(s)) }
		} else {
			v.value = concrete(v.value)
			if v.level == known {
				v = constant(v.value)
			}
		}
		value = &v
	}
	if value == nil {
		leave()
	}
	return *value
}

// concrete is what an empty interface holds.
func concrete(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface && v.NumMethod() == 0 {
		return v.Elem()
	}
	return v
}

func (c *compiler) command(cmd *parse.CommandNode, final *expr, sc *scope) expr {
	if name, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return c.function(name.Ident, cmd.Args[1:], final, sc)
	}
	if len(cmd.Args) > 1 || final != nil {
		leave() // a method with arguments
	}
	return c.operand(cmd.Args[0], sc)
}

func (c *compiler) operand(node parse.Node, sc *scope) expr {
	switch n := node.(type) {
	case *parse.DotNode:
		return c.dot(sc)
	case *parse.FieldNode:
		return c.chain(c.dot(sc), n.Ident, sc)
	case *parse.VariableNode:
		v := sc.find(n.Ident[0])
		value := expr{eval: func(s *state) reflect.Value { return s.vars[s.base+v.slot] }, level: v.level, value: v.value}
		return c.chain(value, n.Ident[1:], sc)
	case *parse.ChainNode:
		return c.chain(c.operand(n.Node, sc), n.Field, sc)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			leave()
		}
		return c.commands(n.Cmds, sc)
	case *parse.IdentifierNode:
		return c.function(n.Ident, nil, nil, sc)
	case *parse.StringNode:
		return constant(reflect.ValueOf(n.Text))
	case *parse.BoolNode:
		return constant(reflect.ValueOf(n.True))
	case *parse.NumberNode:
		if n.IsInt && !strings.ContainsAny(n.Text, ".eEpP'") {
			return constant(reflect.ValueOf(int(n.Int64)))
		}
	}
	leave()
	return expr{}
}

func (c *compiler) dot(sc *scope) expr {
	if sc.dot.level == known {
		return constant(sc.dot.value)
	}
	return expr{eval: func(s *state) reflect.Value { return s.dot }, level: sc.dot.level, value: sc.dot.value}
}

// chain makes .A.B of a value.
func (c *compiler) chain(of expr, names []string, sc *scope) expr {
	if len(names) == 0 {
		if of.level == known {
			return constant(of.value)
		}
		return of
	}
	eval := of.eval
	for _, name := range names {
		inner, seen := eval, new(atomic.Pointer[member])
		eval = func(s *state) reflect.Value { return field(inner(s), name, seen) }
	}
	if of.level == known || of.level == partly && slices.Contains(c.Fixed, names[0]) {
		return c.now(eval, sc)
	}
	return expr{eval: eval}
}

// member is where a type has a field, or its method of that name.
type member struct {
	of      reflect.Type
	index   []int
	method  int
	called  bool // it is a method
	pointer bool // of the type's pointers
}

// field is a field of a struct, an entry of a map, or what a method gives; seen
// remembers where the last type that came by has it.
func field(v reflect.Value, name string, seen *atomic.Pointer[member]) reflect.Value {
	if !v.IsValid() {
		return reflect.Value{}
	}
	v = indirect(v)
	if !v.IsValid() {
		leave() // of nil
	}
	typ := v.Type()
	m := seen.Load()
	if m == nil || m.of != typ {
		m = memberOf(typ, name)
		seen.Store(m)
	}
	switch {
	case m.pointer:
		return v.Addr().Method(m.method).Call(nil)[0] // it panics where there is none
	case m.called:
		return v.Method(m.method).Call(nil)[0]
	case m.index == nil:
		return v.MapIndex(reflect.ValueOf(name))
	}
	for i, at := range m.index {
		if i > 0 {
			v = indirect(v)
		}
		v = v.Field(at)
	}
	return v
}

var stringType = reflect.TypeFor[string]()

func memberOf(typ reflect.Type, name string) *member {
	method, called := typ.MethodByName(name)
	pointer := false
	if !called {
		method, pointer = reflect.PointerTo(typ).MethodByName(name)
	}
	if called || pointer {
		if method.Type.NumIn() != 1 || method.Type.NumOut() != 1 {
			leave()
		}
		return &member{of: typ, method: method.Index, called: called, pointer: pointer}
	}
	switch typ.Kind() {
	case reflect.Map:
		if typ.Key() == stringType {
			return &member{of: typ}
		}
	case reflect.Struct:
		if f, ok := typ.FieldByName(name); ok && f.IsExported() {
			return &member{of: typ, index: f.Index}
		}
	default:
	}
	leave()
	return nil
}

// indirect is what pointers and interfaces lead to: the zero Value for nil.
func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return v
}

// truth is what if and with ask.
func truth(v reflect.Value) bool {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return v.Len() > 0
	case reflect.Bool:
		return v.Bool()
	case reflect.Pointer, reflect.Func:
		return !v.IsNil()
	case reflect.Int, reflect.Int64:
		return v.Int() != 0
	case reflect.Float64:
		return v.Float() != 0
	case reflect.Struct:
		return true
	default:
		leave()
		return false
	}
}
