package hub

import (
	"path"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/clock"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// quartersMost is how far back the yield of the network goes.
const quartersMost = 8

// Yield is what the network brings, quarter by quarter: sums over all, never
// over a person.
type Yield struct {
	Quarters []Quarter // the oldest first; the last is the present one so far. Those before the first page are left out
	Users    int       // of all departments, as far as site.yaml says
}

// Quarter is what a network brought in three months.
type Quarter struct {
	Starts time.Time // UTC
	span   span

	Written int     // pages that were published first
	Kept    int     // older pages that were changed, or that their owner said still hold
	Deeds   Deeds   // what kinds count
	People  int     // with a profile at its end, or today: key users and others, without those who had left
	Ratio   float64 // of Yield.Users to People; 0 without either
}

// Deeds are what came of pages.
type Deeds struct {
	Answers  int     // to questions
	Meetings int     // that were held
	Hours    float64 // that tasks took
}

// Plus are both together.
func (d Deeds) Plus(others Deeds) Deeds {
	return Deeds{d.Answers + others.Answers, d.Meetings + others.Meetings, d.Hours + others.Hours}
}

// Yield is what the network brings; without quarters where the hub has nothing
// to tell.
func (h *Hub) Yield() Yield { return h.yield }

// yieldOf counts what the network brought. What a file said in the past is not
// looked into, except whether somebody had left: the users are today's, and so
// are the kinds of pages.
func (l *linked) yieldOf() Yield {
	out := Yield{Quarters: l.quarters()}
	for _, d := range l.config.Organisation.Departments {
		if d.Users != nil {
			out.Users += *d.Users
		}
	}
	at := func(when time.Time) int { // the quarter of a moment; -1 outside of all
		if !l.clock.Reached(when) {
			return -1
		}
		i := len(out.Quarters) - 1
		for i >= 0 && when.Before(out.Quarters[i].Starts) {
			i--
		}
		return i
	}
	for _, p := range l.pages {
		if p.Index || !p.Kind.Fed {
			continue
		}
		written := at(p.Created)
		if written >= 0 && !p.Created.IsZero() {
			out.Quarters[written].Written++
		}
		var kept [quartersMost]bool
		changed := []time.Time{p.Updated, p.Reviewed}
		for _, edit := range l.git.Edits(path.Join(source.Root, p.Path)) {
			changed = append(changed, edit.At)
		}
		for _, when := range changed {
			if i := at(when); i > written && !when.IsZero() && !kept[i] {
				kept[i] = true
				out.Quarters[i].Kept++
			}
		}
		if l.versions[p].Main == p {
			for i := range out.Quarters {
				q := &out.Quarters[i]
				q.Deeds = q.Deeds.Plus(p.Own.Done(p, q.span))
			}
		}
	}
	for _, stay := range l.stays() {
		for i := range out.Quarters {
			q := &out.Quarters[i]
			if stay.from.Before(q.span.ends) && (stay.to.IsZero() || !stay.to.Before(q.span.ends)) {
				q.People++
			}
		}
	}
	for i := range out.Quarters {
		if q := &out.Quarters[i]; q.People > 0 {
			q.Ratio = float64(out.Users) / float64(q.People)
		}
	}
	first := slices.IndexFunc(out.Quarters, func(q Quarter) bool { return q.Written > 0 || q.People > 0 })
	if first < 0 {
		return Yield{}
	}
	out.Quarters = out.Quarters[first:]
	return out
}

// quarters are the last ones, without anything in them.
func (l *linked) quarters() []Quarter {
	year, month, _ := l.clock.Day(time.UTC).Date()
	starts := time.Date(year, month-(month-1)%3, 1, 0, 0, 0, 0, time.UTC)
	quarters := make([]Quarter, quartersMost)
	for i := range quarters {
		q := &quarters[i]
		q.Starts = starts.AddDate(0, -3*(quartersMost-1-i), 0)
		q.span = span{q.Starts, q.Starts.AddDate(0, 3, 0), l.clock}
	}
	return quarters
}

// stay is how long somebody had a profile.
type stay struct{ from, to time.Time } // to is zero for who is there

// stays are those of all people that there are and were: of those whose
// profiles were removed only when is known.
func (l *linked) stays() []stay {
	var all []stay
	known := map[string]bool{}
	for _, person := range l.people {
		known[person.ID] = true
		s := stay{}
		for _, profile := range person.Pages {
			if !profile.Created.IsZero() {
				s.from = earlier(firstTime(s.from, profile.Created), profile.Created)
			}
			for _, move := range profile.Moves {
				if person.Left && move.To == source.Statuses[len(source.Statuses)-1] {
					s.to = later(s.to, move.At)
				}
			}
		}
		if s.from.IsZero() || person.Left && s.to.IsZero() {
			continue // nobody knows when
		}
		all = append(all, s)
	}
	gone := map[string]stay{}
	for _, file := range l.git.Gone() {
		id := l.profileOf(file.Path)
		if id == "" || known[id] || file.Created.IsZero() || file.Removed.IsZero() {
			continue
		}
		s, again := gone[id]
		if !again {
			s.from = file.Created
		}
		gone[id] = stay{earlier(s.from, file.Created), later(s.to, file.Removed)}
	}
	for _, s := range gone {
		all = append(all, s)
	}
	return all
}

// profileOf is the id of the person whose profile a file would be; "" for other
// files.
func (l *linked) profileOf(name string) string {
	below, ok := strings.CutPrefix(name, source.Root+"/")
	if !ok || path.Ext(below) != ".md" {
		return ""
	}
	if lang, rest, _ := strings.Cut(below, "/"); slices.Contains(l.langs, lang) {
		below = rest
	}
	folder, file := path.Split(strings.TrimSuffix(below, ".md"))
	if file == "index" {
		folder, file = path.Split(strings.TrimSuffix(folder, "/"))
	}
	if source.KindOf(folder) != source.ProfileKind || strings.HasPrefix(file, "_") || folder == "" {
		return ""
	}
	return slug.Make(file)
}

// span is a time that something may have happened in: from one moment on, before
// another, and before the present.
type span struct {
	starts, ends time.Time
	clock        *clock.Clock
}

func (s span) holds(at time.Time) bool {
	return !at.Before(s.starts) && at.Before(s.ends) && s.clock.Passed(at)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
