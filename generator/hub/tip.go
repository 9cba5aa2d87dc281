package hub

import (
	"slices"

	"ankerplatz/generator/source"
)

// TipKind are tips.
var TipKind = kind(source.TipKind, (*linker).tip)

// TipPage is what a tip adds.
type TipPage struct {
	Nothing
	fields  *source.Tip
	Related []*Page // those that it names
}

func (l *linker) tip(p *Page, fields *source.Tip) *TipPage {
	tip := &TipPage{fields: fields}
	for _, text := range fields.Related {
		if page := l.pageReference(p, text).Page; page != nil && page != p && !slices.Contains(tip.Related, page) {
			tip.Related = append(tip.Related, page)
		}
	}
	return tip
}

// Texts are the question and the keywords.
func (t *TipPage) Texts(*Language) Texts {
	return Texts{Question: t.fields.Problem, Keywords: t.fields.Keywords}
}

// Picked are those that it names.
func (t *TipPage) Picked() []*Page { return t.Related }
