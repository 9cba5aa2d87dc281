package source

import (
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
	for _, state := range states {
		if node.Field(k.StateField()).Value() == state {
			return state, true
		}
	}
	return states[0], true
}
