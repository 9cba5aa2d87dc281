package source

import (
	"reflect"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// StateField is the field that says how far something has come that a page of
// the kind tells of, or whether somebody is there; "" without one.
func (k *Kind) StateField() string {
	switch {
	case k.States != nil:
		return "state"
	case k.Statuses != nil:
		return "status"
	}
	return ""
}

// StateIn is the state that a file said whose page is of the kind today: the
// first one where it says none that is one. It is not ok where the file can't
// be read.
func (k *Kind) StateIn(data []byte, opt Options) (state string, ok bool) {
	states := k.Statuses
	if k.States != nil {
		states = k.stateNames()
	}
	var list diag.List
	file := diag.NewFile("", data)
	head, _, ok := split(file, &list)
	if !ok {
		return "", false
	}
	node, problems := strictyaml.Parse(file, head.Start, head.End, strictyaml.Limits{Bytes: opt.FrontMatterBytes})
	if node == nil || problems.HasErrors() {
		return "", false
	}
	node = anyWords(k).page(node, k.Blank())
	for _, state := range states {
		if node.Field(k.StateField()).Value() == state {
			return state, true
		}
	}
	return states[0], true
}

// facts are the fields of every kind that no translation needs to follow.
var facts = func() map[string]bool {
	names := map[string]bool{}
	for field := range reflect.TypeFor[Meta]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		names[name] = true
	}
	delete(names, "title")
	delete(names, "summary")
	return names
}()

// Words are the fields of a page whose words a translation has too, by name.
func Words(p *Page) map[string]any {
	fields, _, _ := WordsIn(p.File)
	return fields
}

// WordsIn are the Words of a file, which may be what a page once was, and where
// its text begins. It is not ok where the file can't be read.
func WordsIn(file *diag.File) (fields map[string]any, body int, ok bool) {
	var list diag.List
	head, body, ok := split(file, &list)
	if !ok {
		return nil, 0, false
	}
	node, problems := strictyaml.Parse(file, head.Start, head.End, strictyaml.Limits{Bytes: head.End - head.Start})
	if node == nil || problems.HasErrors() {
		return nil, 0, false
	}
	fields = map[string]any{}
	for _, f := range anyWords(nil).fields(node, metaType).Fields() {
		if !facts[f.Name] {
			fields[f.Name] = f.Value.Plain()
		}
	}
	return fields, body, true
}
