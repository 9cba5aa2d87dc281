package compiled

import (
	"html/template"
	"reflect"
	"text/template/parse"
)

// function makes a call; final is what comes through the pipeline.
func (c *compiler) function(name string, nodes []parse.Node, final *expr, sc *scope) expr {
	var args []expr
	for _, node := range nodes {
		args = append(args, c.operand(node, sc))
	}
	if final != nil {
		args = append(args, *final)
	}
	eval := c.call(name, args)
	for _, arg := range args {
		if arg.level != known {
			return expr{eval: eval}
		}
	}
	return c.now(eval, sc)
}

// call makes the call of one of the set's functions, or else of one that all
// templates have.
func (c *compiler) call(name string, args []expr) func(s *state) reflect.Value {
	if f, ok := c.Funcs[name]; ok {
		return direct(f, args)
	}
	switch name {
	case "and", "or":
		return func(s *state) (v reflect.Value) {
			for _, arg := range args {
				if v = arg.eval(s); truth(v) == (name == "or") {
					break
				}
			}
			return v
		}
	case "not":
		arg := one(args)
		return func(s *state) reflect.Value { return truthValue(!truth(arg.eval(s))) }
	case "len":
		arg := one(args)
		return func(s *state) reflect.Value { return reflect.ValueOf(inside(arg.eval(s)).Len()) } // of what has none it panics
	case "index":
		return func(s *state) reflect.Value {
			v := inside(args[0].eval(s))
			for _, arg := range args[1:] {
				v = inside(entry(v, inside(arg.eval(s))))
			}
			return v
		}
	case "eq":
		return func(s *state) reflect.Value {
			first, same := inside(args[0].eval(s)), false
			for _, arg := range args[1:] {
				same = same || compare(first, inside(arg.eval(s))) == 0
			}
			return truthValue(same)
		}
	}
	if holds, ok := comparisons[name]; ok && len(args) == 2 {
		return func(s *state) reflect.Value {
			return truthValue(holds(compare(inside(args[0].eval(s)), inside(args[1].eval(s)))))
		}
	}
	leave()
	return nil
}

var comparisons = map[string]func(order int) bool{
	"ne": func(order int) bool { return order != 0 },
	"lt": func(order int) bool { return order < 0 },
	"le": func(order int) bool { return order <= 0 },
	"gt": func(order int) bool { return order > 0 },
	"ge": func(order int) bool { return order >= 0 },
}

func one(args []expr) expr {
	if len(args) != 1 {
		leave()
	}
	return args[0]
}

var truths = [2]reflect.Value{reflect.ValueOf(false), reflect.ValueOf(true)}

func truthValue(b bool) reflect.Value {
	if b {
		return truths[1]
	}
	return truths[0]
}

// inside is what an interface holds.
func inside(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

// compare is the order of two texts or two numbers; of two truths it says
// whether they are one.
func compare(a, b reflect.Value) int {
	switch {
	case a.Kind() == reflect.String && b.Kind() == reflect.String:
		switch x, y := a.String(), b.String(); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	case a.Kind() == reflect.Int && b.Kind() == reflect.Int:
		switch x, y := a.Int(), b.Int(); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	}
	leave()
	return 0
}

// entry is what a list or a map has at an index.
func entry(v, at reflect.Value) reflect.Value {
	switch {
	case v.Kind() == reflect.Slice && at.Kind() == reflect.Int:
		return v.Index(int(at.Int())) // it panics outside
	case v.Kind() == reflect.Map && at.Kind() == reflect.String && v.Type().Key() == stringType:
		if found := v.MapIndex(at); found.IsValid() {
			return found
		}
		return reflect.Zero(v.Type().Elem())
	}
	leave()
	return v
}

// direct calls a function of Go, those of the commonest types without package
// reflect. Its errors and panics are told by html/template.
func direct(f any, args []expr) func(s *state) reflect.Value {
	if len(args) == 1 {
		arg := args[0]
		switch f := f.(type) {
		case func(string) string:
			return func(s *state) reflect.Value { return reflect.ValueOf(f(text(arg.eval(s)))) }
		case func(string) (string, error):
			return func(s *state) reflect.Value { return checked(f(text(arg.eval(s)))) }
		case func(string) (template.HTML, error):
			return func(s *state) reflect.Value { return checked(f(text(arg.eval(s)))) }
		case func(string) template.URL:
			return func(s *state) reflect.Value { return reflect.ValueOf(f(text(arg.eval(s)))) }
		}
	}
	switch f := f.(type) {
	case func(string, ...any) (string, error):
		if len(args) > 0 {
			return func(s *state) reflect.Value { return checked(f(text(args[0].eval(s)), values(s, args[1:])...)) }
		}
	case func(...any) (map[string]any, error):
		return func(s *state) reflect.Value { return checked(f(values(s, args)...)) }
	}
	return reflected(reflect.ValueOf(f), args)
}

func checked[T any](v T, err error) reflect.Value {
	if err != nil {
		leave()
	}
	return reflect.ValueOf(v)
}

// text is an argument that must be a text.
func text(v reflect.Value) string {
	if v = inside(v); !v.IsValid() || v.Type() != stringType {
		leave()
	}
	return v.String()
}

// values are arguments of any type.
func values(s *state, args []expr) []any {
	all := make([]any, len(args))
	for i, arg := range args {
		v := arg.eval(s)
		if !v.IsValid() {
			leave()
		}
		all[i] = v.Interface()
	}
	return all
}

// reflected calls a function of any type.
func reflected(f reflect.Value, args []expr) func(s *state) reflect.Value {
	typ := f.Type()
	if n := typ.NumIn(); len(args) != n && !(typ.IsVariadic() && len(args) >= n-1) {
		leave()
	}
	return func(s *state) reflect.Value {
		in := make([]reflect.Value, len(args))
		for i, arg := range args {
			want := typ.In(min(i, typ.NumIn()-1))
			if typ.IsVariadic() && i >= typ.NumIn()-1 {
				want = want.Elem()
			}
			in[i] = arg.eval(s)
			if in[i].Kind() == reflect.Interface && want.Kind() != reflect.Interface {
				in[i] = in[i].Elem()
			}
			if !in[i].IsValid() || !in[i].Type().AssignableTo(want) {
				leave()
			}
		}
		out := f.Call(in)
		if len(out) > 1 && !out[1].IsNil() {
			leave()
		}
		return out[0]
	}
}
