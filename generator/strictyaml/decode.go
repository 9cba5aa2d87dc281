package strictyaml

import (
	"encoding"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ankerplatz/generator/diag"
)

// Decode fills what dst points to, usually a struct. Fields of the node that
// the struct does not have are reported with the code unknown
// (diag.UnknownField or diag.UnknownKey). What can't be read stays as it was,
// and so do fields that are absent or null.
//
// Struct fields are named by their yaml tag, else by their name in lower case;
// `yaml:"-"` leaves one out, and the fields of a struct that is marked
// `yaml:",inline"` count as those of the struct around it. A struct with a
// field that is marked `yaml:"name,short"` can also be given as that one alone.
func (n *Node) Decode(dst any, unknown diag.Code) diag.List {
	d := decoder{unknown: unknown}
	d.decode(n, reflect.ValueOf(dst).Elem())
	return d.list
}

type decoder struct {
	unknown diag.Code
	list    diag.List
}

func (d *decoder) decode(n *Node, v reflect.Value) {
	if n.Kind() == Null {
		return
	}
	switch dst := v.Addr().Interface().(type) {
	case Decoder:
		dst.DecodeYAML(n, &d.list)
		return
	case encoding.TextUnmarshaler:
		if text, ok := n.Text(&d.list); ok {
			if err := dst.UnmarshalText([]byte(text)); err != nil {
				d.list.Add(n.Span(), diag.BadValue, diag.Say("%s cannot be %q", n.label(), text), diag.Say("%v", err))
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		if text, ok := n.Text(&d.list); ok {
			v.SetString(text)
		}
	case reflect.Bool:
		if b, ok := n.Bool(&d.list); ok {
			v.SetBool(b)
		}
	case reflect.Int:
		if i, ok := n.Int(&d.list); ok {
			v.SetInt(int64(i))
		}
	case reflect.Float64:
		if f, ok := n.Float(&d.list); ok {
			v.SetFloat(f)
		}
	case reflect.Pointer:
		// A fresh value, so that a mistake leaves nil and not a zero.
		before := len(d.list)
		p := reflect.New(v.Type().Elem())
		if d.decode(n, p.Elem()); len(d.list) == before || p.Elem().Kind() == reflect.Struct {
			v.Set(p)
		}
	case reflect.Slice:
		d.slice(n, v)
	case reflect.Map:
		d.mapOf(n, v)
	case reflect.Struct:
		d.structOf(n, v)
	case reflect.Interface:
		v.Set(reflect.ValueOf(n.Plain()))
	default:
		panic("strictyaml: cannot decode into " + v.Type().String())
	}
}

// slice reads a list. Entries that say nothing or can't be read are taken out of
// the node too: the entries of both stand at the same places.
func (d *decoder) slice(n *Node, v reflect.Value) {
	if n.kind != List {
		d.list.Add(n.Span(), diag.WrongType, diag.Say("%s must be a list", n.label()), n.listHint())
		return
	}
	out := reflect.MakeSlice(v.Type(), len(n.items), len(n.items))
	var kept []*Node
	for _, item := range n.items {
		if item.kind == Null {
			continue
		}
		before := len(d.list)
		to := out.Index(len(kept))
		d.decode(item, to)
		if len(d.list) > before && to.IsZero() {
			continue
		}
		kept = append(kept, item)
	}
	n.items = kept
	v.Set(out.Slice(0, len(kept)))
}

func (d *decoder) mapOf(n *Node, v reflect.Value) {
	t := v.Type()
	if n.kind != Map {
		d.list.Add(n.Span(), diag.WrongType, diag.Say("%s must have fields of its own", n.label()), diag.Say(`write each in a line below it, indented: "name: value"`))
		return
	}
	out := reflect.MakeMapWithSize(t, len(n.fields))
	for _, f := range n.fields {
		before := len(d.list)
		value := reflect.New(t.Elem()).Elem()
		d.decode(f.Value, value)
		if len(d.list) > before && value.IsZero() {
			continue
		}
		out.SetMapIndex(reflect.ValueOf(f.Name).Convert(t.Key()), value)
	}
	v.Set(out)
}

func (d *decoder) structOf(n *Node, v reflect.Value) {
	fields := fieldsOf(v.Type())
	if fields.short != nil && n.kind != Map {
		d.decode(n, v.FieldByIndex(fields.short))
		return
	}
	if n.kind != Map {
		first := strings.Join(fields.names[:min(1, len(fields.names))], "")
		hint := diag.Say(`write each in a line below it, indented: "%s: …"`, first)
		if n.item {
			hint = diag.Say("write before it which of them it is, as in {%s: …}", first)
		}
		d.list.Add(n.Span(), diag.WrongType, diag.Say("%s must have fields of its own: %s", n.label(), quoted(fields.names)), hint)
		return
	}
	for _, f := range n.fields {
		index, ok := fields.index[f.Name]
		if !ok {
			d.unknownField(n, f, fields)
			continue
		}
		d.decode(f.Value, v.FieldByIndex(index))
	}
}

func (d *decoder) unknownField(n *Node, f Field, fields *structFields) {
	hint := diag.DidYouMean(f.Name, fields.names)
	switch {
	case !hint.Empty():
	case len(fields.names) <= 12:
		hint = diag.Say("what may stand here: %s", quoted(fields.names))
	case fields.index["params"] != nil:
		hint = diag.Say(`data of your own can stand below "params:"`)
	}
	message := diag.Say("there is no field %q", f.Name)
	if d.unknown == diag.UnknownKey {
		message = diag.Say("there is no key %q", f.Name)
	}
	if n.name != "" {
		message = diag.Say("%s in %q", message, n.name)
	}
	d.list.Add(f.Key, d.unknown, message, hint)
}

// FieldOf is the field of a struct that Decode fills from a name.
func FieldOf(t reflect.Type, name string) (field reflect.StructField, ok bool) {
	index, ok := fieldsOf(t).index[name]
	if !ok {
		return field, false
	}
	return t.FieldByIndex(index), true
}

// Names are the names of the fields of a struct that Decode fills.
func Names(t reflect.Type) []string { return slices.Clone(fieldsOf(t).names) }

// structFields is what decoding needs to know of a struct type.
type structFields struct {
	names []string
	index map[string][]int
	short []int // of the field that the struct can be given as; nil without one
}

var structs sync.Map // reflect.Type -> *structFields, a cache

func fieldsOf(t reflect.Type) *structFields {
	if known, ok := structs.Load(t); ok {
		return known.(*structFields)
	}
	fields := &structFields{index: map[string][]int{}}
	fields.add(t, nil)
	structs.Store(t, fields)
	return fields
}

func (s *structFields) add(t reflect.Type, above []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "-" || !f.IsExported() && !f.Anonymous {
			continue
		}
		index := slices.Concat(above, []int{i})
		if option == "inline" || f.Anonymous && name == "" {
			s.add(f.Type, index)
			continue
		}
		if name == "" {
			name = strings.ToLower(f.Name)
		}
		s.names = append(s.names, name)
		s.index[name] = index
		if option == "short" {
			s.short = index
		}
	}
}

// Plain returns the node as plain data: nil, string, int, float64, bool, []any
// or map[string]any.
func (n *Node) Plain() any {
	switch n.Kind() {
	case List:
		items := make([]any, len(n.items))
		for i, item := range n.items {
			items[i] = item.Plain()
		}
		return items
	case Map:
		fields := make(map[string]any, len(n.fields))
		for _, f := range n.fields {
			fields[f.Name] = f.Value.Plain()
		}
		return fields
	case Scalar:
		return n.plainScalar()
	default:
		return nil
	}
}

func (n *Node) plainScalar() any {
	if !n.plain {
		return n.value
	}
	if b, ok := boolWords[n.value]; ok {
		return b
	}
	if number.MatchString(n.value) {
		if i, err := strconv.Atoi(n.value); err == nil {
			return i
		}
		if f, err := strconv.ParseFloat(n.value, 64); err == nil {
			return f
		}
	}
	return n.value
}

var (
	boolWords = map[string]bool{"true": true, "True": true, "TRUE": true, "false": false, "False": false, "FALSE": false}
	// A number that starts with 0 is an identifier, such as a telephone number.
	number = regexp.MustCompile(`^[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
)

// label names the value for messages.
func (n *Node) label() diag.Text {
	if n.name == "" {
		return diag.Say("this")
	}
	return diag.Say("%q", n.name)
}

func quoted(names []string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = strconv.Quote(name)
	}
	return strings.Join(out, ", ")
}

// Text reads a Scalar as text, without white space around it. Numbers, dates,
// true and false are texts as well, as they are written.
func (n *Node) Text(l *diag.List) (text string, ok bool) {
	if n.Kind() == Null || n.kind == Scalar {
		return strings.TrimSpace(n.Value()), n.Kind() == Scalar
	}
	hint := diag.Say(`write it in one line: "%s: some words"`, n.name)
	if n.flow {
		hint = diag.Say("put the whole text in quotes")
	}
	message := diag.Say("%s must be a text, not a list", n.label())
	if n.kind == Map {
		message = diag.Say("%s must be a text, not fields of its own", n.label())
	}
	l.Add(n.Span(), diag.WrongType, message, hint)
	return "", false
}

// Bool reads true or false.
func (n *Node) Bool(l *diag.List) (value, ok bool) {
	text, ok := n.Text(l)
	if !ok {
		return false, false
	}
	if value, ok = boolWords[text]; ok {
		return value, true
	}
	hint := diag.Say("write true or false")
	switch strings.ToLower(text) {
	case "yes", "ja", "on", "1", "y", "j", "wahr", "waar", "sand", "true":
		hint = diag.Say("write true")
	case "no", "nein", "nee", "nej", "off", "0", "n", "falsch", "onwaar", "falsk", "false":
		hint = diag.Say("write false")
	}
	l.Add(n.Span(), diag.WrongType, diag.Say("%s must be true or false, not %q", n.label(), text), hint)
	return false, false
}

// Int reads a whole number.
func (n *Node) Int(l *diag.List) (value int, ok bool) {
	text, ok := n.Text(l)
	if !ok {
		return 0, false
	}
	value, err := strconv.Atoi(text)
	if err == nil {
		return value, true
	}
	l.Add(n.Span(), diag.WrongType, diag.Say("%s must be a whole number, not %q", n.label(), text), numberHint(text, leadingInt))
	return 0, false
}

// Float reads a number.
func (n *Node) Float(l *diag.List) (value float64, ok bool) {
	text, ok := n.Text(l)
	if !ok {
		return 0, false
	}
	value, err := strconv.ParseFloat(text, 64)
	if err == nil && !math.IsNaN(value) && !math.IsInf(value, 0) {
		return value, true
	}
	l.Add(n.Span(), diag.WrongType, diag.Say("%s must be a number, not %q", n.label(), text), numberHint(text, leadingFloat))
	return 0, false
}

var (
	leadingInt   = regexp.MustCompile(`^[0-9]+`)
	leadingFloat = regexp.MustCompile(`^[0-9]+([.,][0-9]+)?`)
)

func numberHint(text string, leading *regexp.Regexp) diag.Text {
	found := leading.FindString(text)
	switch {
	case found == "":
		return diag.Say("write digits only")
	case found == text && !strings.Contains(found, ","):
		return diag.Say("write a smaller number")
	}
	return diag.Say("write %s", strings.Replace(found, ",", ".", 1))
}

// listHint shows how the single value is written as a list.
func (n *Node) listHint() diag.Text {
	if n.kind == Map {
		return diag.Say("begin every entry in a line of its own with a dash and a space")
	}
	if strings.HasPrefix(n.value, "-") {
		return diag.Say("put a space after every dash")
	}
	items := strings.FieldsFunc(n.value, func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	for i := range items {
		items[i] = strings.TrimSpace(items[i])
	}
	if n.name == "" {
		return diag.Say("write [%s]", strings.Join(items, ", "))
	}
	return diag.Say(`write "%s: [%s]"`, n.name, strings.Join(items, ", "))
}
