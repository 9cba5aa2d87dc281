package print

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Omission says how much of somebody there was no room for on a thing.
type Omission struct {
	File          string // the profile
	Kind          string // of Kinds
	Topics, Hours int
}

// omit notes what a thing leaves out of somebody's topics and office hours, of
// which it shows so many.
func (l *layout) omit(kind string, who person, topics, hours int) {
	o := Omission{who.file, kind, len(who.topics) - topics, len(who.hours) - hours}
	if o.Topics > 0 || o.Hours > 0 {
		l.omitted = append(l.omitted, o)
	}
}

// Omitted tells of what was left out, once for each profile.
func Omitted(all []Omission) []Problem {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Omission) int {
		return cmp.Or(strings.Compare(a.File, b.File), slices.Index(Kinds, a.Kind)-slices.Index(Kinds, b.Kind), b.Topics-a.Topics, b.Hours-a.Hours)
	})
	// The same profile in several languages: what is left out most counts.
	all = slices.CompactFunc(all, func(a, b Omission) bool { return a.File == b.File && a.Kind == b.Kind })
	var problems []Problem
	for i, o := range all {
		if i == 0 || all[i-1].File != o.File {
			problems = append(problems, Problem{File: o.File, Message: "there is no room for all: ", Hint: "they say so; the QR code leads to the profile, which has all"})
		} else {
			problems[len(problems)-1].Message += "; "
		}
		thing := o.Kind
		if thing == "department" {
			thing += "'s poster"
		}
		problems[len(problems)-1].Message += "the " + thing + " leaves out " + o.what()
	}
	return problems
}

func (o Omission) what() string {
	var parts []string
	for _, of := range []struct {
		n         int
		one, many string
	}{{o.Topics, "topic", "topics"}, {o.Hours, "office hour", "office hours"}} {
		switch {
		case of.n == 1:
			parts = append(parts, "1 "+of.one)
		case of.n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", of.n, of.many))
		}
	}
	return strings.Join(parts, " and ")
}
