package hub

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/generator/source"
)

// MilestoneKind are the stations of the programme that the hub is part of.
var MilestoneKind = kind(source.MilestoneKind, (*linker).milestone)

// MilestonePage is what a milestone adds.
type MilestonePage struct {
	Nothing
	fields *source.Milestone
}

func (l *linker) milestone(p *Page, fields *source.Milestone) *MilestonePage {
	l.planned(p, fields.When, "reached")
	return &MilestonePage{fields: fields}
}

// Milestone is a page that is a milestone.
type Milestone struct {
	*Page
	Fields *source.Milestone
}

// Milestones are those of the pages that are milestones, in the order of their
// times.
func Milestones(pages []*Page) []Milestone {
	var milestones []Milestone
	for _, p := range pages {
		if own, ok := p.Own.(*MilestonePage); ok {
			milestones = append(milestones, Milestone{p, own.fields})
		}
	}
	slices.SortFunc(milestones, func(a, b Milestone) int {
		return cmp.Or(a.Fields.When.Compare(b.Fields.When), strings.Compare(a.ID, b.ID))
	})
	return milestones
}
