package generator

import (
	"cmp"
	"maps"
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
		for _, p := range h.Found(lang) {
			d := document(lang, p)
			d.Weight = cmp.Or(d.Weight, 1) * h.SearchWeight(p)
			docs = append(docs, d)
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
			Title: lang.Text("solves_" + group.Side), Side: group.Side,
		}
		var texts []string
		for _, entry := range group.Entries {
			found := func(role *hub.Role) bool { return role.In(lang.Code).IsFound() }
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

// document is a page as readers of a language find it.
func document(lang *hub.Language, p *hub.Page) search.Document {
	texts := p.Own.Texts(lang)
	d := search.Document{
		Ref: refOf(p), Lang: lang.Code, URL: p.URL, Kind: p.Kind.Name, Title: p.Title, Updated: p.Updated,
		Minutes: p.Minutes(), Steps: p.Steps(), Side: p.Side, Page: pageOf(lang, p), Problem: texts.Question.Value, Keywords: texts.Keywords, Summary: cmp.Or(p.Summary, texts.Summary),
		Weight: texts.Weight,
	}
	for _, known := range texts.Knows {
		d.Knows = append(d.Knows, search.Known(known))
	}
	for _, t := range slices.Concat(p.Apps, p.Departments, p.Own.Terms()) {
		own := lang.Own(t)
		facet := search.Facet{ID: own.ID, Name: own.Name, URL: own.URL, Pages: len(own.Pages)}
		facets := &d.Apps
		if t.Type == "department" {
			facets = &d.Departments
		}
		if !slices.Contains(*facets, facet) {
			*facets = append(*facets, facet)
		}
	}
	for _, t := range p.Tags {
		d.Tags = append(d.Tags, t.Name)
	}
	for _, section := range p.Doc.Sections {
		out := search.Section{ID: section.ID, Heading: section.Heading, Text: p.Named(section.Text)}
		for _, i := range section.Pictures {
			if p.Targets[i].OK() { // of others readers see the words alone
				out.Pictures = append(out.Pictures, p.Named(p.Doc.Refs[i].Text))
			}
		}
		d.Sections = append(d.Sections, out)
	}
	for _, text := range texts.Sections {
		d.Sections = append(d.Sections, search.Section{Text: text})
	}
	return d
}

// refOf names a page among those of its language.
func refOf(p *hub.Page) string { return strings.TrimSuffix(p.Path, path.Ext(p.Path)) }

// pageOf names what a page is in all languages, if it is in several and this one
// is written in the language.
func pageOf(lang *hub.Language, p *hub.Page) string {
	versions := p.Translations.Pages
	if len(versions) < 2 || versions[lang.Code] != p {
		return ""
	}
	return versions[slices.Min(slices.Collect(maps.Keys(versions)))].Path
}
