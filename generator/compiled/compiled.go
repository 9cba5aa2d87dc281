// Package compiled executes templates of html/template several times faster
// than that package does, with the same bytes as the result. html/template
// parses and escapes by context; what it has made of a template is then turned
// into Go functions, once: fields are looked up once for each type, calls go
// without package reflect where it can be avoided, and what depends on nothing
// but what is the same each time is worked out.
//
// It knows the part of the language that themes are written in. A template that
// needs more, and data for which html/template has an error to tell, are left
// to html/template: see ErrLeft.
package compiled

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// ErrLeft says that html/template must execute a template. What was written
// until then is of no use.
var ErrLeft = errors.New("left to html/template")

// Template is a template that is ready. It is safe for use by several
// goroutines.
type Template struct{ root *block }

// Options say what a template can count on.
type Options struct {
	Funcs template.FuncMap // of the set; they give the same for the same, and change nothing
	// Data is what the template will be executed with, as far as it is known. The
	// fields that Fixed names are the same each time.
	Data  any
	Fixed []string
	// Buffer makes a buffer for what is worked out ahead; it may stop that.
	Buffer func() Buffer
}

// Buffer keeps what is written to it.
type Buffer interface {
	io.Writer
	Bytes() []byte
}

// Inner are the names that html/template has given to templates for calls from
// within tags and the like. Sets that have most templates in common share them.
type Inner struct{ names []string }

// New makes a template of a set ready that is not escaped yet. It returns the
// set with which html/template gives the same, escaped.
func New(set *template.Template, name string, inner *Inner, opt Options) (*Template, *template.Template, error) {
	escaped, err := inner.escape(set, name)
	if err != nil {
		return nil, set, err
	}
	c := &compiler{set: escaped, Options: opt, blocks: map[instance]*block{}, slow: map[string]*template.Template{}}
	var root *block
	if !survives(func() { root = c.block(name, bound{reflect.ValueOf(opt.Data), partly}) }) {
		return nil, escaped, ErrLeft
	}
	return &Template{root}, escaped, nil
}

// escape returns a copy of a set that is escaped. html/template keeps to itself
// what it makes of a template that is called from within a tag; where the set
// has one of that name, it takes that.
func (in *Inner) escape(set *template.Template, name string) (*template.Template, error) {
	for {
		escaped, err := set.Clone()
		if err != nil {
			return nil, ErrLeft
		}
		for _, name := range in.names {
			of, _, _ := strings.Cut(name, inner)
			if t := set.Lookup(of); t != nil && t.Tree != nil {
				if _, err := escaped.AddParseTree(name, t.Tree.Copy()); err != nil {
					return nil, ErrLeft
				}
			}
		}
		if err := escaped.ExecuteTemplate(refusing{}, name, nil); err != nil && !errors.Is(err, errRefused) {
			return nil, ErrLeft // whoever executes it is told what is wrong
		}
		before := len(in.names)
		for _, t := range escaped.Templates() {
			if t.Tree != nil {
				in.add(escaped, t.Tree.Root)
			}
		}
		if len(in.names) == before {
			return escaped, nil
		}
	}
}

const inner = "$htmltemplate_" // what stands in such a name behind that of the template

// add adds the names that a list calls and that the set lacks.
func (in *Inner) add(set *template.Template, list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.TemplateNode:
			if strings.Contains(n.Name, inner) && set.Lookup(n.Name) == nil && !slices.Contains(in.names, n.Name) {
				in.names = append(in.names, n.Name)
			}
		case *parse.IfNode:
			in.add(set, n.List)
			in.add(set, n.ElseList)
		case *parse.WithNode:
			in.add(set, n.List)
			in.add(set, n.ElseList)
		case *parse.RangeNode:
			in.add(set, n.List)
			in.add(set, n.ElseList)
		}
	}
}

// Execute writes what the template makes of data. The error is the writer's, or
// ErrLeft.
func (t *Template) Execute(w io.Writer, data any) error {
	s := &state{w: w}
	if !survives(func() { s.call(t.root, reflect.ValueOf(data)) }) {
		if s.failed != nil {
			return s.failed
		}
		return ErrLeft
	}
	return nil
}

// refusing stops html/template at the first byte: all that is wanted is that it
// escapes.
type refusing struct{}

var errRefused = errors.New("nothing is wanted")

func (refusing) Write([]byte) (int, error) { return 0, errRefused }

// survives reports whether a function comes to its end. Like text/template's
// own functions ours panic where they can't go on.
func survives(do func()) (ok bool) {
	defer func() { _ = recover() }()
	do()
	return true
}

func leave() { panic(ErrLeft) }

// state is an execution.
type state struct {
	w      io.Writer
	failed error // of w
	dot    reflect.Value
	vars   []reflect.Value // of the blocks that are being executed; the last ones are those of the innermost
	base   int             // where these begin
	depth  int
}

func (s *state) write(text []byte) {
	if _, err := s.w.Write(text); err != nil {
		s.failed = err
		panic(err)
	}
}

// mostDepth is how deep templates call each other here: html/template goes on,
// and tells of one that never ends.
const mostDepth = 1000

// block is a template: what it does, and how many variables it has. The first is $.
type block struct {
	steps []step
	vars  int
}

func (s *state) call(b *block, dot reflect.Value) {
	if s.depth++; s.depth > mostDepth {
		leave()
	}
	outer, base := s.dot, s.base
	s.dot, s.base = dot, len(s.vars)
	s.vars = append(s.vars, dot)
	for range b.vars - 1 {
		s.vars = append(s.vars, reflect.Value{})
	}
	s.run(b.steps)
	s.vars = s.vars[:s.base]
	s.dot, s.base = outer, base
	s.depth--
}

// step does a part of a template.
type step func(s *state) flow

// flow is how an execution goes on behind a step.
type flow uint8

const (
	on flow = iota
	breaks
	continues
)

func (s *state) run(steps []step) flow {
	for _, do := range steps {
		if f := do(s); f != on {
			return f
		}
	}
	return on
}

// level says what is known of a value before a template is executed.
type level uint8

const (
	unknown level = iota
	partly        // the fields that Options.Fixed names
	known
)

// bound is a value with its level.
type bound struct {
	value reflect.Value // where the level is not unknown
	level level
}

// compiler makes blocks of the templates of a set.
type compiler struct {
	set *template.Template
	Options
	blocks map[instance]*block
	slow   map[string]*template.Template
	depth  int
}

// instance is a template for data of a level.
type instance struct {
	name  string
	level level
}

// scope is what is known at a place in a template.
type scope struct {
	dot      bound
	names    []variable // the innermost last
	vars     *int       // that the template has
	assigned []string   // variables that the template changes
}

type variable struct {
	name string
	slot int
	bound
}

// with is the scope inside of something that sets dot.
func (sc *scope) with(dot bound) *scope {
	inner := *sc
	inner.dot, inner.names = dot, slices.Clip(sc.names)
	return &inner
}

// declare adds a variable.
func (sc *scope) declare(name string, b bound) int {
	if slices.Contains(sc.assigned, name) {
		b = bound{}
	}
	slot := *sc.vars
	*sc.vars++
	sc.names = append(sc.names, variable{name, slot, b})
	return slot
}

func (sc *scope) find(name string) variable {
	for _, v := range slices.Backward(sc.names) {
		if v.name == name {
			return v
		}
	}
	leave()
	return variable{}
}

// state is an execution at the place, for what is known there.
func (sc *scope) state(w io.Writer) *state {
	s := &state{w: w, dot: sc.dot.value, vars: make([]reflect.Value, *sc.vars)}
	for _, v := range sc.names {
		s.vars[v.slot] = v.value
	}
	return s
}

// mostNested is how deep templates whose data is known are looked into.
const mostNested = 50

// block makes a template for data. What is made once for all data of a level is
// kept; a template may call itself.
func (c *compiler) block(name string, dot bound) *block {
	key := instance{name, dot.level}
	if b := c.blocks[key]; b != nil && dot.level != known {
		return b
	}
	t := c.set.Lookup(name)
	if c.depth++; t == nil || t.Tree == nil || c.depth > mostNested {
		leave() // such as one that html/template has made for a call within a tag
	}
	b := &block{vars: 0}
	if dot.level != known {
		c.blocks[key] = b
	}
	sc := &scope{dot: dot, vars: &b.vars, assigned: assigned(t.Tree.Root, nil)}
	sc.declare("$", dot)
	b.steps = c.steps(c.list(t.Tree.Root, sc))
	c.depth--
	return b
}

// assigned are the variables that a list changes.
func assigned(list *parse.ListNode, names []string) []string {
	if list == nil {
		return names
	}
	of := func(pipe *parse.PipeNode) {
		if pipe != nil && pipe.IsAssign {
			for _, v := range pipe.Decl {
				names = append(names, v.Ident[0])
			}
		}
	}
	branch := func(b *parse.BranchNode) {
		of(b.Pipe)
		names = assigned(b.ElseList, assigned(b.List, names))
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			of(n.Pipe)
		case *parse.IfNode:
			branch(&n.BranchNode)
		case *parse.WithNode:
			branch(&n.BranchNode)
		case *parse.RangeNode:
			branch(&n.BranchNode)
		}
	}
	return names
}

// piece is a part of a template: text that is known, or a step.
type piece struct {
	text   []byte
	do     step
	counts bool // do writes nothing, only counts
}

// steps puts pieces together: texts side by side are one.
func (c *compiler) steps(pieces []piece) []step {
	var steps []step
	for i := 0; i < len(pieces); i++ {
		if pieces[i].do != nil {
			steps = append(steps, pieces[i].do)
			continue
		}
		var text bytes.Buffer
		for ; i < len(pieces) && pieces[i].do == nil; i++ {
			text.Write(pieces[i].text)
		}
		i--
		if whole := text.Bytes(); len(whole) > 0 {
			steps = append(steps, func(s *state) flow { s.write(whole); return on })
		}
	}
	return steps
}
