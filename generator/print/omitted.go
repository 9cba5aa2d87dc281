package print

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"ankerplatz/generator/diag"
)

// omission says how much of somebody there was no room for on a thing.
type omission struct {
	file          string // the profile
	kind          string // of Kinds
	topics, hours int
}

// omissions are what files that were made leave out.
type omissions struct {
	mu  sync.Mutex
	all []omission
}

// Problems are what can't be printed as it should be, and what there was no
// room for on the files that were made until now.
func (p *Printing) Problems() []Problem {
	p.maker.omitted.mu.Lock()
	defer p.maker.omitted.mu.Unlock()
	return slices.Concat(p.maker.problems, told(p.maker.omitted.all))
}

// omit notes what a thing leaves out of somebody's topics and office hours, of
// which it shows so many.
func (l *layout) omit(kind string, who person, topics, hours int) {
	o := omission{who.file, kind, len(who.topics) - topics, len(who.hours) - hours}
	if o.topics > 0 || o.hours > 0 {
		l.omitted.mu.Lock()
		defer l.omitted.mu.Unlock()
		l.omitted.all = append(l.omitted.all, o)
	}
}

// told tells of what was left out, once for each profile.
func told(all []omission) []Problem {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b omission) int {
		return cmp.Or(strings.Compare(a.file, b.file), slices.Index(Kinds, a.kind)-slices.Index(Kinds, b.kind), b.topics-a.topics, b.hours-a.hours)
	})
	// The same profile in several languages: what is left out most counts.
	all = slices.CompactFunc(all, func(a, b omission) bool { return a.file == b.file && a.kind == b.kind })
	var problems []Problem
	for i, o := range all {
		left := diag.Say("the %s leaves out %s", o.kind, o.what())
		if o.kind == "department" {
			left = diag.Say("the department's poster leaves out %s", o.what())
		}
		if i == 0 || all[i-1].file != o.file {
			problems = append(problems, Problem{o.file, diag.Say("there is no room for all: %s", left), diag.Say("they say so; the QR code leads to the profile, which has all")})
		} else {
			last := &problems[len(problems)-1]
			last.Message = diag.Say("%s; %s", last.Message, left)
		}
	}
	return problems
}

func (o omission) what() diag.Text {
	topics, hours := diag.Count(o.topics, "%d topic", "%d topics"), diag.Count(o.hours, "%d office hour", "%d office hours")
	switch {
	case o.hours <= 0:
		return topics
	case o.topics <= 0:
		return hours
	}
	return diag.Say("%s and %s", topics, hours)
}
