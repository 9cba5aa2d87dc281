package progress

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ankerplatz/generator/diag"
)

// Print writes what the time went into, in a language: of each phase, or of
// those that went on beside each other, the time on the clock and that of all
// processors, the latter with the programs that were run. Below, what of the
// goroutines' time went into which part; they wait for each other and for a
// processor in it.
func (r *Recorder) Print(w io.Writer, lang string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.account()
	var all span
	for _, s := range r.spans {
		all.wall += s.wall
		all.cpu += s.cpu
	}
	rows := [][]string{{"", diag.Say("clock").In(lang), "", "CPU", ""}}
	add := func(name diag.Text, s span) {
		rows = append(rows, []string{name.In(lang), duration(s.wall), share(s.wall, all.wall), duration(s.cpu), share(s.cpu, all.cpu)})
	}
	for _, s := range r.spans {
		if max(s.wall, s.cpu) >= time.Millisecond {
			add(diag.Join(s.phases, " + ").Or(diag.Say("between phases")), s)
		}
	}
	add(diag.Say("all"), all)

	var spent time.Duration
	parts := slices.SortedFunc(slices.Values(r.parts), func(a, b *Part) int { return cmp.Compare(b.spent.Load(), a.spent.Load()) })
	for _, p := range parts {
		spent += time.Duration(p.spent.Load())
	}
	if spent > 0 {
		rows = append(rows, nil, []string{diag.Say("files are made beside each other").In(lang), diag.Say("sum").In(lang), ""})
	}
	for _, p := range parts {
		if took := time.Duration(p.spent.Load()); took >= time.Millisecond {
			rows = append(rows, []string{p.name.In(lang), duration(took), share(took, spent)})
		}
	}
	_, err := io.WriteString(w, table(rows))
	return err
}

func duration(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

func share(d, of time.Duration) string {
	if of <= 0 {
		return ""
	}
	return fmt.Sprintf("%.1f %%", 100*float64(d)/float64(of))
}

// table sets rows in columns: the first to the left, the others to the right.
func table(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				line.WriteString(cell + gap)
			} else {
				line.WriteString("  " + gap + cell)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}
