package hub

import "ankerplatz/generator/source"

// ToolkitKind are toolkits.
var ToolkitKind = kind(source.ToolkitKind, (*linker).toolkit)

// ToolkitPage is what a toolkit adds.
type ToolkitPage struct {
	Nothing
	fields *source.Toolkit
	For    []*Role // who works with it
	Items  []Item
}

func (l *linker) toolkit(p *Page, fields *source.Toolkit) *ToolkitPage {
	return &ToolkitPage{fields: fields, For: l.rolesOf(fields.For), Items: l.items(p, fields.Items)}
}

// Links are the items.
func (t *ToolkitPage) Links() []Target { return linksOf(t.Items) }

// Texts are the goals, the items and the checklist.
func (t *ToolkitPage) Texts(*Language) Texts {
	var texts Texts
	texts.add(t.fields.Goals...)
	texts.items(t.Items)
	texts.add(t.fields.Checklist...)
	return texts
}

// Way are the items.
func (t *ToolkitPage) Way() []Item { return t.Items }

// ForRoles are who works with it.
func (t *ToolkitPage) ForRoles() []*Role { return t.For }
