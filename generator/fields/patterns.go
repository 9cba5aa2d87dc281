package fields

import "ankerplatz/generator/strictyaml"

// Pattern is a regular expression, for Go and for browsers, that each of the
// field's texts matches, and where it may say nothing, also one that is empty;
// "" is any. Of a Range it is one for each of its numbers.
func (f Field) Pattern() string {
	switch {
	case f.Form != "":
		return f.Form
	case f.Shape != Number && f.Shape != Range:
		return patterns[f.Shape]
	case f.Bounds != nil && f.Bounds.Broken:
		return `^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$`
	}
	return `^\s*[+-]?[0-9]+\s*$`
}

// patterns are those of shapes.
var patterns = func() map[Shape]string {
	const (
		day = `[1-9]\d{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d))`
		at  = day + `(?:(?:[Tt]| *)(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?(?:[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?))?)?`
	)
	return map[Shape]string{
		Day:     `^\s*(?:` + at + `)?\s*$`,
		Moment:  `^\s*(?:` + at + `)?\s*$`,
		Period:  `^\s*(?:` + day + `|[1-9]\d{3}-(?:0[1-9]|1[0-2])|[1-9]\d{3}[- ]?[Qq][1-4]|[Qq][1-4][ -]?[1-9]\d{3})?\s*$`,
		Span:    `^\s*(?:\d{1,5} *(?:` + strictyaml.SpanUnits() + `)[ ,]*)*\s*$`,
		Clock:   `^\s*(?:(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?)|24(?:[:.]00)?)?\s*$`,
		Address: `^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s].*)?$`,
		Mail:    `^\s*(?:[^\s@<>,;:"()]+@[^\s@<>,;:"()]+)?\s*$`,
		Phone:   `^\s*$|^[^\p{L}]*[0-9]`,
	}
}()
