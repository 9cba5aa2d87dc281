// Package strictyaml decodes YAML into Go structs and says exactly where
// something is wrong. It is the only package that imports the YAML library.
//
// Parse reads a stretch of a file into a Node; Node.Decode fills a struct
// whose fields carry `yaml:"name"` tags. Unknown fields, repeated fields,
// wrong types and bad values become diagnostics at their place; what could be
// read is kept, so that one mistake never hides another.
//
// Fields may be string, int, float64, bool, []T, pointers to and structs of
// these, map[string]T, any (plain data: string, int, float64, bool, []any,
// map[string]any), the types below, or whatever implements Decoder or
// encoding.TextUnmarshaler, whose error is shown as what to do.
package strictyaml

import (
	"time"

	"ankerplatz/generator/diag"
)

// Text is a text that remembers where it stands, for messages that can only
// be given later (an id that no page has). The zero Text is an absent field.
type Text struct {
	Value string
	Span  diag.Span
}

func (t Text) String() string { return t.Value }

// Localized is a text that may be given once, or by language. The key "" holds
// the one text that serves all languages.
type Localized map[string]string

// In returns the text in lang, else the one for all languages, else that of
// fallback, else "".
func (l Localized) In(lang, fallback string) string {
	for _, key := range []string{lang, "", fallback} {
		if text, ok := l[key]; ok {
			return text
		}
	}
	return ""
}

// Date is a day, or a moment where HasTime is set. The zero Date is an absent
// field. A day is midnight UTC, and a moment without an offset in UTC.
type Date struct {
	time.Time
	HasTime bool
	Offset  bool // the moment was written with its offset from UTC
	Span    diag.Span
}

// End is the moment from which on the date is over: the end of a day.
func (d Date) End() time.Time {
	if d.HasTime {
		return d.Time
	}
	return d.AddDate(0, 0, 1)
}

// Duration is a time span as people agree on it: "90d", "6 months", "1y".
type Duration struct{ Years, Months, Days int }

// After returns the day that lies the duration after t.
func (d Duration) After(t time.Time) time.Time { return t.AddDate(d.Years, d.Months, d.Days) }

// IsZero reports whether the duration is absent.
func (d Duration) IsZero() bool { return d == Duration{} }

// Range is a pair [min, max]; a single number n is [n, n].
type Range struct{ Min, Max float64 }

// IsZero reports whether the range is absent.
func (r Range) IsZero() bool { return r == Range{} }

// Formed is implemented by Decoders that may be written in several forms: in
// that of the value that Form returns, and as a text alone.
type Formed interface{ Form() any }

// Decoder is implemented by field types that read themselves.
type Decoder interface {
	// DecodeYAML reads the node. Mistakes go to the list; the receiver keeps
	// its zero value for what could not be read.
	DecodeYAML(n *Node, l *diag.List)
}
