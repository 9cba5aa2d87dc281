package hub

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// ToolkitKind are toolkits.
var ToolkitKind = kind(source.ToolkitKind, (*linker).toolkit)

// ToolkitPage is what a toolkit adds.
type ToolkitPage struct {
	Nothing
	fields *source.Toolkit
	For    []*Role  // who works with it
	Items  []Target // of each item; not OK where it leads nowhere
}

func (l *linker) toolkit(p *Page, fields *source.Toolkit) *ToolkitPage {
	kit := &ToolkitPage{fields: fields, For: l.rolesOf(fields.For)}
	for _, item := range fields.Items {
		kit.Items = append(kit.Items, l.item(p, item))
	}
	return kit
}

// item finds what an item of a toolkit leads to.
func (l *linker) item(p *Page, item source.Item) Target {
	switch {
	case item.Page.Value != "":
		return l.pageReference(p, item.Page)
	case item.File.Value != "":
		if asset := l.asset(p, item.File.Value); asset != nil {
			return Target{Asset: asset}
		}
		l.missing(item.File.Span, item.File.Value, filePaths(p.Page, item.File.Value), diag.MissingFile, "there is no file "+quote(item.File.Value)+" beside the toolkit", l.nearAsset(p, item.File.Value))
	case item.Link.Value != "":
		return Target{URL: item.Link.Value}
	}
	return Target{}
}

// Links are the items.
func (t *ToolkitPage) Links() []Target { return t.Items }

// Texts are the goals, the items and the checklist.
func (t *ToolkitPage) Texts(*Language) Texts {
	var texts Texts
	texts.add(t.fields.Goals...)
	for i, item := range t.fields.Items {
		title := item.Title
		if page := t.Items[i].Page; title == "" && page != nil {
			title = page.Title
		}
		texts.add(title, item.Note)
	}
	texts.add(t.fields.Checklist...)
	return texts
}
