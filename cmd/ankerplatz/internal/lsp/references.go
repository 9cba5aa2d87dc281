package lsp

import (
	"context"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/fields"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// naming is a value of a field that refers to something.
type naming struct {
	of    string // see fields.Field.Of
	value string
	span  diag.Span
}

// namings are those in a stretch of YAML.
func namings(file *diag.File, start, end int, all []fields.Field) []naming {
	node, _ := strictyaml.Parse(file, start, end, strictyaml.Limits{})
	if node == nil {
		return nil
	}
	return namingsIn(node, all)
}

func namingsIn(n *strictyaml.Node, all []fields.Field) []naming {
	var found []naming
	for _, written := range n.Fields() {
		f, known := called(all, written.Name)
		if !known {
			continue
		}
		value := written.Value
		values := []*strictyaml.Node{value}
		if value.Kind() == strictyaml.List {
			values = value.Items()
		}
		for _, v := range values {
			switch {
			case v.Kind() == strictyaml.Scalar && f.Shape == fields.Reference:
				found = append(found, naming{f.Of, strings.TrimSpace(v.Value()), v.Span()})
			case v.Kind() == strictyaml.Scalar && f.Path == "notes": // a text, or the name of a page
				found = append(found, naming{"page", v.Value(), v.Span()})
			case v.Kind() == strictyaml.Map && f.Shape == fields.Group:
				found = append(found, namingsIn(v, f.Fields)...)
			}
		}
	}
	return found
}

// fieldsOf are the fields of a page's front matter.
func fieldsOf(p *source.Page) []fields.Field {
	if p.Index {
		return fields.OfFolder(source.KindOf(p.Folder))
	}
	return fields.OfKind(p.Kind)
}

// pointed is what the cursor points at.
type pointed struct {
	target hub.Target
	choice hub.Choice // of an id; its ID is "" where it is none
	span   diag.Span
}

// pointed finds the reference at the cursor.
func (c *cursor) pointed() (pointed, bool) {
	within := func(s diag.Span) bool { return s.Start <= c.at && c.at <= s.End }
	h := c.site.Hub()
	if c.inYAML() {
		for _, n := range namings(diag.NewFile(c.name, c.data), c.yaml[0], c.yaml[1], c.fields) {
			if !within(n.span) {
				continue
			}
			if n.of == "page" {
				if here := c.here(); here != nil {
					if to := h.Meant(here, n.value); to != nil {
						return pointed{target: hub.Target{Page: to}, span: n.span}, true
					}
				}
				return pointed{}, false
			}
			for _, choice := range h.Choices(n.of, c.lang) {
				if choice.ID == n.value || choice.Page != nil && choice.Page.Name == n.value {
					return pointed{target: hub.Target{Page: choice.Page}, choice: choice, span: n.span}, true
				}
			}
		}
		return pointed{}, false
	}
	if c.page.Doc == nil {
		return pointed{}, false
	}
	for _, ref := range c.page.Doc.Refs {
		if within(ref.Span) {
			to, ok := c.leads(ref)
			return pointed{target: to, span: ref.Span}, ok
		}
	}
	return pointed{}, false
}

// leads is where a reference of the text leads.
func (c *cursor) leads(ref markdown.Ref) (hub.Target, bool) {
	here := c.here()
	if here == nil {
		return hub.Target{}, false
	}
	for i, known := range here.Doc.Refs { // as it was linked
		if known.Kind == ref.Kind && known.Dest == ref.Dest && known.Frag == ref.Frag && i < len(here.Targets) {
			return here.Targets[i], here.Targets[i].OK()
		}
	}
	if to := c.site.Hub().Meant(here, ref.Dest); to != nil && ref.Kind != markdown.Mention {
		return hub.Target{Page: to, Frag: ref.Frag}, true
	}
	return hub.Target{}, false
}

// definition leads to what the reference at the cursor leads to.
func (s *server) definition(_ context.Context, site *generator.Site, p at) (any, error) {
	c, ok := s.cursor(site, p)
	if !ok {
		return nil, nil
	}
	to, ok := c.pointed()
	if !ok {
		return nil, nil
	}
	var name string
	switch t := to.target; {
	case t.Page != nil:
		name = t.Page.Path
	case t.Person != nil:
		name = t.Person.In(c.lang).Path
	case t.Asset != nil:
		name = t.Asset.Path
	case t.Folder != nil && t.Folder.Index != nil:
		name = t.Folder.Index.Path
	default:
		return nil, nil
	}
	return location{URI: s.uri(path.Join(source.Root, name))}, nil
}

// hover says what stands at the cursor: a field, a person, a page.
func (s *server) hover(_ context.Context, site *generator.Site, p at) (any, error) {
	c, ok := s.cursor(site, p)
	if !ok {
		return nil, nil
	}
	if to, ok := c.pointed(); ok {
		at := spanRange(to.span)
		if said := c.describe(to); said != "" {
			return hover{Contents: markup{"markdown", said}, Range: &at}, nil
		}
		return nil, nil
	}
	if !c.inYAML() {
		return nil, nil
	}
	end := c.at // the whole word counts, wherever in it the cursor is
	for end < len(c.data) && c.data[end] != ':' && c.data[end] != '\n' {
		end++
	}
	whole := *c
	whole.at = min(end+1, len(c.data))
	f, known := c.field(whole.slot().path)
	if !known {
		return nil, nil
	}
	said := "**" + f.Label(c.told) + "**\n\n" + f.Says(c.told)
	if len(f.Choices) > 0 {
		said += "\n\n`" + strings.Join(f.Choices, "` · `") + "`"
	}
	return hover{Contents: markup{"markdown", said}}, nil
}

func (c *cursor) describe(to pointed) string {
	page := to.target.Page
	if person := to.target.Person; person != nil {
		page = person.In(c.lang)
	}
	switch {
	case page != nil:
		said := []string{"**" + page.Title + "**"}
		if profile, ok := page.Fields.(*source.Profile); ok && profile.Job != "" {
			said = append(said, profile.Job)
		}
		if page.Summary != "" {
			said = append(said, page.Summary)
		}
		return strings.Join(append(said, "`"+page.Path+"`"), "\n\n")
	case to.choice.ID != "":
		return "**" + to.choice.Name + "**\n\n`" + to.choice.ID + "`"
	case to.target.Asset != nil:
		return "`" + to.target.Asset.Path + "`"
	case to.target.Folder != nil:
		return "`" + to.target.Folder.Path + "/`"
	}
	return ""
}

// escape is a path as links have it.
func escape(name string) string { return (&url.URL{Path: name}).EscapedPath() }

func unescape(dest string) string {
	if plain, err := url.PathUnescape(dest); err == nil {
		return plain
	}
	return dest
}

// disk is a file of the hub on the disk.
func (s *server) disk(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }
