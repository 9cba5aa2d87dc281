package hub

import (
	"cmp"

	"ankerplatz/generator/source"
)

// IdeaKind are ideas of what could be better.
var IdeaKind = ordered(kind(source.IdeaKind, (*linker).idea), compareIdeas)

// IdeaPage is what an idea adds.
type IdeaPage struct {
	Nothing
	AskedBy []*Person // without those who left
}

func (l *linker) idea(_ *Page, fields *source.Idea) *IdeaPage {
	return &IdeaPage{AskedBy: l.present("asked_by", fields.AskedBy, false)}
}

// Links are the profiles of those who asked for it.
func (i *IdeaPage) Links() []Target { return profilesOf(i.AskedBy) }

// compareIdeas sorts ideas: by their states, as boards have them; what is worth
// most first, of these what helps most, of these what was asked for first. What
// is not estimated comes last, and of what is over the latest is first.
func compareIdeas(a, b *Page) int {
	x, y := a.Fields.(*source.Idea), b.Fields.(*source.Idea)
	value := func(i *source.Idea) int {
		if i.Value == nil {
			return 0
		}
		return *i.Value
	}
	if a.Closed() {
		return cmp.Or(CompareStates(a, b), b.InState().Compare(a.InState()), CompareAge(a, b))
	}
	return cmp.Or(
		CompareStates(a, b), cmp.Compare(y.Priority(), x.Priority()), cmp.Compare(value(y), value(x)),
		a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID),
	)
}
