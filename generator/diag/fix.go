package diag

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Edit puts New in place of what stands in the span.
type Edit struct {
	Span
	New string
}

// corrected is the edit that a hint names, if the word stands at the place once.
// Who may see a page is never guessed.
func corrected(at Span, code Code, hint Text) []Edit {
	c, text := hint.correction(), at.Text()
	if c == nil || code == UnknownAudience || strings.Count(text, c.word) != 1 {
		return nil
	}
	start := at.Start + strings.Index(text, c.word)
	return []Edit{{at.File.Span(start, start+len(c.word)), c.meant}}
}

// Propose gives a diagnostic another hint, which mends it as that of Add does.
func (d *Diagnostic) Propose(hint Text) { d.Hint, d.Fix = hint, corrected(d.Span, d.Code, hint) }

// Mended is what a file becomes by the fixes of a list.
type Mended struct {
	*File
	Data []byte
}

// Mend returns the files that the list's fixes change, by their names. A fix is
// made whole or not at all: where two touch each other, the first is made.
func (l List) Mend() []Mended {
	edits := map[string][]Edit{}
	for _, d := range l {
		if !slices.ContainsFunc(d.Fix, func(e Edit) bool { return slices.ContainsFunc(edits[e.File.Name], e.touches) }) {
			for _, e := range d.Fix {
				edits[e.File.Name] = append(edits[e.File.Name], e)
			}
		}
	}
	var files []Mended
	for _, name := range slices.Sorted(maps.Keys(edits)) {
		file := edits[name][0].File
		files = append(files, Mended{file, apply(file.Data, edits[name])})
	}
	return files
}

func (e Edit) touches(other Edit) bool { return e.Start <= other.End && other.Start <= e.End }

func apply(was []byte, edits []Edit) []byte {
	slices.SortFunc(edits, func(a, b Edit) int { return cmp.Compare(a.Start, b.Start) })
	var data []byte
	done := 0
	for _, e := range edits {
		data = append(append(data, was[done:e.Start]...), e.New...)
		done = e.End
	}
	return append(data, was[done:]...)
}
