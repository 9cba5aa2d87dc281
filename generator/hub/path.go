package hub

import "ankerplatz/generator/source"

// PathKind are learning paths.
var PathKind = kind(source.PathKind, (*linker).path)

// PathPage is what a learning path adds.
type PathPage struct {
	Nothing
	fields *source.Path
	For    []*Role // who learns
	Steps  []Item
}

func (l *linker) path(p *Page, fields *source.Path) *PathPage {
	return &PathPage{fields: fields, For: l.rolesOf(fields.For), Steps: l.items(p, fields.Steps)}
}

// Links are the steps.
func (p *PathPage) Links() []Target { return linksOf(p.Steps) }

// Texts are the steps, and what one can do afterwards.
func (p *PathPage) Texts(*Language) Texts {
	var texts Texts
	texts.items(p.Steps)
	texts.add(p.fields.Checks...)
	return texts
}

// Way are the steps.
func (p *PathPage) Way() []Item { return p.Steps }

// ForRoles are who learns.
func (p *PathPage) ForRoles() []*Role { return p.For }
