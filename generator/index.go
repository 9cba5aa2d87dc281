package generator

import (
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/search"
)

// documents turns pages into what the search indexes take, by language. A
// person is in the index of every language, so that colleagues find them
// whatever they read.
func documents(h *hub.Hub, none bool) []search.Document {
	if none {
		return nil
	}
	var docs []search.Document
	for _, lang := range h.Languages {
		if !searched(h, lang.Code) {
			continue
		}
		for _, p := range h.Pages {
			if p.Lang == lang.Code && p.Person() == nil && (!p.Index || !p.Doc.Empty) {
				docs = appendDocument(docs, h, lang, p)
			}
		}
		for _, person := range h.People {
			if !person.Left {
				docs = appendDocument(docs, h, lang, person.In(lang.Code))
			}
		}
		docs = append(docs, boundaries(h, lang)...)
	}
	return docs
}

// boundaries are what roles leave to others, a document for each side: who
// looks for something that IT does is led to IT, and not to a key user.
func boundaries(h *hub.Hub, lang *hub.Language) []search.Document {
	var docs []search.Document
	for _, group := range h.Boundaries(lang) {
		if group.Role != nil {
			continue // in the document of the role
		}
		d := search.Document{
			Ref: lang.Code + "/boundaries/" + group.Side, Lang: lang.Code, Kind: source.DefaultKind().Name,
			URL:   h.Base + lang.Code + "/boundaries/#_" + group.Side,
			Title: lang.Text("solves_" + group.Side),
		}
		var texts []string
		for _, entry := range group.Entries {
			found := func(role *hub.Role) bool {
				wanted := role.In(lang.Code).Meta.Search
				return wanted == nil || *wanted
			}
			if entry.Lang == lang.Code && slices.ContainsFunc(entry.Roles, found) {
				texts = append(texts, entry.Text)
			}
		}
		if len(texts) > 0 {
			d.Sections = []search.Section{{Text: strings.Join(texts, " · ")}}
			docs = append(docs, d)
		}
	}
	return docs
}

// searched reports whether site.yaml wants an index of the language.
func searched(h *hub.Hub, lang string) bool {
	if len(h.Config.Search.Languages) == 0 {
		return true
	}
	for _, l := range h.Config.Search.Languages {
		if l.Value == lang {
			return true
		}
	}
	return false
}

// documentsOf are those of a language.
func documentsOf(docs []search.Document, lang string) []search.Document {
	return slices.DeleteFunc(slices.Clone(docs), func(d search.Document) bool { return d.Lang != lang })
}

// sums name what documents say, in an order that is always the same.
func sums(docs []search.Document) []string {
	sums := make([]string, len(docs))
	for i := range docs {
		sums[i] = docs[i].Sum()
	}
	slices.Sort(sums)
	return sums
}

func appendDocument(docs []search.Document, h *hub.Hub, lang *hub.Language, p *hub.Page) []search.Document {
	if p.Meta.Search != nil && !*p.Meta.Search {
		return docs
	}
	d := search.Document{
		Ref: strings.TrimSuffix(p.Path, path.Ext(p.Path)), Lang: lang.Code, URL: p.URL, Kind: p.Kind.Name, Title: p.Title, Summary: p.Summary, Updated: p.Updated,
		Apps: facets(lang, p.Apps), Departments: facets(lang, p.Departments),
	}
	for _, t := range p.Tags {
		d.Tags = append(d.Tags, t.Name)
	}
	for _, section := range p.Doc.Sections {
		section.Text = p.Named(section.Text)
		d.Sections = append(d.Sections, search.Section(section))
	}
	more := func(texts ...string) {
		texts = slices.DeleteFunc(texts, func(s string) bool { return s == "" })
		if len(texts) > 0 {
			d.Sections = append(d.Sections, search.Section{Text: strings.Join(texts, "\n")})
		}
	}
	switch fields := p.Fields.(type) {
	case *source.Tip:
		d.Problem, d.Keywords = fields.Problem, fields.Keywords
	case *source.Toolkit:
		more(fields.Goals...)
		for i, item := range fields.Items {
			title := item.Title
			if t := p.Own.(*hub.ToolkitPage).Items[i]; title == "" && t.Page != nil {
				title = t.Page.Title
			}
			more(title, item.Note)
		}
		more(fields.Checklist...)
	case *source.Role:
		more(fields.Purposes...)
		for _, group := range fields.Tasks {
			more(append([]string{group.Group}, group.Items...)...)
		}
		more(slices.Concat(fields.Qualities, fields.Formats)...)
		for _, other := range slices.Concat(fields.ReportsTo, fields.WorksWith) {
			name := other.Value
			if role := h.RoleCalled(name); role != nil {
				name = role.In(lang.Code).Title
			}
			more(name)
		}
		for _, b := range p.Boundaries() {
			if b.Side == "role" { // what others solve leads to others: see boundaries
				more(b.Text)
			}
		}
	case *source.Profile:
		person(&d, h, lang, p)
	}
	return append(docs, d)
}

func facets(lang *hub.Language, terms []*hub.Term) []search.Facet {
	var out []search.Facet
	for _, t := range terms {
		own := lang.Own(t)
		out = append(out, search.Facet{ID: own.ID, Name: own.Name})
	}
	return out
}

// person adds what somebody is found by: name, job, apps, competences,
// departments and place. It reads the public profile only.
func person(d *search.Document, h *hub.Hub, lang *hub.Language, p *hub.Page) {
	profile, someone := p.Profile(), p.Person()
	d.Keywords = append(d.Keywords, profile.Job)
	if d.Summary == "" {
		d.Summary = profile.Job
	}
	for _, id := range append([]string{someone.Department}, someone.Serves...) {
		if t := lang.Department(id); t != nil && !slices.Contains(d.Departments, search.Facet{ID: t.ID, Name: t.Name}) {
			d.Departments = append(d.Departments, search.Facet{ID: t.ID, Name: t.Name})
			d.Keywords = append(d.Keywords, t.Name)
		}
	}
	if at, ok := h.Config.Location(someone.Location); ok && someone.Location != "" {
		d.Keywords = append(d.Keywords, at.Name.In(lang.Code, h.Config.DefaultLang()))
	}
	for _, role := range someone.Roles {
		d.Keywords = append(d.Keywords, role.In(lang.Code).Title)
	}
	for _, c := range profile.Competencies {
		name := c.Topic.Value
		if t := lang.App(name); t != nil {
			name = t.Name
			if facet := (search.Facet{ID: t.ID, Name: t.Name}); !slices.Contains(d.Apps, facet) {
				d.Apps = append(d.Apps, facet)
			}
		}
		d.Keywords = append(d.Keywords, name)
		if c.Note != "" {
			d.Sections = append(d.Sections, search.Section{Text: c.Note})
		}
	}
	d.Keywords = slices.DeleteFunc(d.Keywords, func(s string) bool { return s == "" })
}
