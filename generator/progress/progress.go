// Package progress knows what a build is at, and what its time went into.
package progress

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"ankerplatz/generator/diag"
)

// Recorder takes down which phases a build goes through. Phases may go on
// beside each other. Its methods may be called by several goroutines.
type Recorder struct {
	mu     sync.Mutex
	active []*Phase // by name
	spans  []span   // in the order in which they first came
	parts  []*Part
	wall   time.Time // until when the spans are accounted for
	cpu    time.Duration
}

// span is the time in which certain phases went on together. What each of them
// took of the processors then, nobody knows.
type span struct {
	phases    []diag.Text // none: what is between phases
	wall, cpu time.Duration
}

// Phase is a part of a build that is going on.
type Phase struct {
	recorder *Recorder
	name     diag.Text
	total    int
	done     atomic.Int64
	began    time.Time
}

// Part is a kind of work that is done in pieces, by several goroutines.
type Part struct {
	name  diag.Text
	spent atomic.Int64 // ns
}

// New returns a recorder whose time begins now.
func New() *Recorder { return &Recorder{wall: time.Now(), cpu: processorTime()} }

// Begin begins a phase that has so many things to do, 0 if nobody knows.
func (r *Recorder) Begin(name diag.Text, total int) *Phase {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.account()
	p := &Phase{recorder: r, name: name, total: total, began: r.wall}
	i, _ := slices.BinarySearchFunc(r.active, p, byName)
	r.active = slices.Insert(r.active, i, p)
	return p
}

// Done says that one more thing is done.
func (p *Phase) Done() { p.done.Add(1) }

// End ends a phase.
func (p *Phase) End() {
	p.recorder.mu.Lock()
	defer p.recorder.mu.Unlock()
	p.recorder.account()
	p.recorder.active = slices.DeleteFunc(p.recorder.active, func(other *Phase) bool { return other == p })
}

// account adds the time since it was last called to the phases of that time.
func (r *Recorder) account() {
	wall, cpu := time.Now(), processorTime()
	var names []diag.Text
	for _, p := range r.active {
		names = append(names, p.name)
	}
	i := slices.IndexFunc(r.spans, func(s span) bool { return slices.EqualFunc(s.phases, names, sameText) })
	if i < 0 {
		i = len(r.spans)
		r.spans = append(r.spans, span{phases: names})
	}
	r.spans[i].wall += wall.Sub(r.wall)
	r.spans[i].cpu += cpu - r.cpu
	r.wall, r.cpu = wall, cpu
}

func sameText(a, b diag.Text) bool { return a.String() == b.String() }

func byName(a, b *Phase) int { return strings.Compare(a.name.String(), b.name.String()) }

// Part returns the part of that name.
func (r *Recorder) Part(name diag.Text) *Part {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.parts {
		if sameText(p.name, name) {
			return p
		}
	}
	p := &Part{name: name}
	r.parts = append(r.parts, p)
	return p
}

// Add adds time that was spent on a part.
func (p *Part) Add(spent time.Duration) { p.spent.Add(int64(spent)) }
