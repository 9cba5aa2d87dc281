package hub

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// addTerms makes the apps, departments and tags of each language, and links
// people with what they know and whom they serve.
func (l *linker) addTerms() {
	fallback := l.Config.DefaultLang()
	for _, lang := range l.Languages {
		for _, app := range l.Config.Organisation.Apps {
			id := app.ID.Value
			term := &Term{Type: "app", ID: id, Name: app.Name.In(lang.Code, fallback), URL: l.termURL(lang, "apps", id), At: app.ID.Span}
			for _, person := range lang.People {
				if !person.Left && person.level(id) > 0 {
					term.People = append(term.People, person)
				}
			}
			slices.SortStableFunc(term.People, func(a, b *Person) int {
				return cmp.Or(compareBool(a.Away, b.Away), cmp.Compare(b.level(id), a.level(id)))
			})
			lang.Apps = append(lang.Apps, term)
			lang.apps[id] = term
		}
		for _, department := range l.Config.Organisation.Departments {
			id := department.ID.Value
			term := &Term{Type: "department", ID: id, Name: department.Name.In(lang.Code, fallback), URL: l.termURL(lang, "departments", id), At: department.ID.Span}
			for _, person := range lang.People {
				if !person.Left && person.ServesDepartment(id) {
					term.People = append(term.People, person)
				}
			}
			slices.SortStableFunc(term.People, func(a, b *Person) int {
				return cmp.Or(compareBool(a.Away, b.Away), compareBool(a.Department != id, b.Department != id))
			})
			lang.depts[id] = term
		}
		l.departmentTree(lang)
	}
}

// departmentTree puts the language's departments into order: by name, and each
// followed by those that belong to it.
func (l *linker) departmentTree(lang *Language) {
	below := map[string][]*Term{}
	for _, d := range l.Config.Organisation.Departments {
		below[d.Parent.Value] = append(below[d.Parent.Value], lang.depts[d.ID.Value])
	}
	var add func(id string, above *Term, depth int)
	add = func(id string, above *Term, depth int) {
		slices.SortFunc(below[id], func(a, b *Term) int {
			return cmp.Or(lang.order.CompareString(a.Name, b.Name), strings.Compare(a.ID, b.ID))
		})
		for _, term := range below[id] {
			term.Above, term.Depth = above, depth
			lang.Departments = append(lang.Departments, term)
			add(term.ID, term, depth+1)
		}
	}
	add("", nil, 0)
}

func (l *linker) termURL(lang *Language, folder, id string) string {
	return l.Base + escape(lang.Code+"/"+folder+"/"+slug.Make(id)) + "/"
}

// ServesDepartment reports whether the department is served by the person;
// without a list of departments a person serves the home department.
func (p *Person) ServesDepartment(id string) bool {
	if len(p.Serves) == 0 {
		return p.Department == id
	}
	return slices.Contains(p.Serves, id)
}

// fields resolves what a page's front matter names.
func (l *linker) fields(p *Page) {
	lang := l.langs[p.Lang]
	for _, text := range p.Meta.Apps {
		term := lang.apps[text.Value]
		if term == nil {
			var ids []string
			for _, app := range lang.Apps {
				ids = append(ids, app.ID)
			}
			l.list.Add(text.Span, diag.UnknownApp, "app "+quote(text.Value)+" is not in site.yaml",
				l.knownHint(text.Value, ids, "apps are listed under organisation.apps in site.yaml"))
			continue
		}
		if !p.left() {
			p.Apps = addTerm(p.Apps, term, p)
		}
	}
	for _, text := range p.Meta.Departments {
		if id := l.department(text); id != "" && !p.left() {
			p.Departments = addTerm(p.Departments, lang.depts[id], p)
		}
	}
	for _, text := range p.Meta.Tags {
		if p.left() {
			break
		}
		if term := l.tag(lang, text); term != nil {
			p.Tags = addTerm(p.Tags, term, p)
		}
	}
	for _, text := range p.Meta.Authors {
		if person := l.personCalled(text); person != nil && !slices.Contains(p.Authors, person) {
			p.Authors = append(p.Authors, person)
		}
	}
	ownerAt := p.Meta.Owner
	if ownerAt.Value != "" {
		p.Owner = l.personCalled(ownerAt)
	} else if len(p.Authors) > 0 {
		p.Owner, ownerAt = p.Authors[0], p.Meta.Authors[0]
	}
	if p.Owner != nil && p.Owner.Left {
		l.list.Add(ownerAt.Span, diag.OwnerLeft, "the page belongs to "+p.Owner.name()+", who has left the role",
			"write owner: with the id of a colleague who keeps it true")
	}
	for _, person := range append(slices.Clone(p.Authors), p.Owner) {
		if person != nil {
			person.Wrote = append(person.Wrote, p)
		}
	}
	l.thanks(p)
	if kit, ok := p.Fields.(*source.Toolkit); ok {
		own := &ToolkitPage{}
		p.Own = own
		for _, text := range kit.For {
			if role := l.role(text); role != nil {
				own.For = append(own.For, role)
			}
		}
	}
}

// termsOfUntranslated adds to the apps and departments of each language the
// pages that it lacks, behind its own. Tags are words of one language.
func (l *linker) termsOfUntranslated() {
	for _, p := range l.Pages {
		if p.Index || !p.Kind.Listed || l.standIn(p) != p {
			continue
		}
		for _, lang := range l.Languages {
			if p.Translations[lang.Code] != nil {
				continue
			}
			for _, term := range slices.Concat(p.Apps, p.Departments) {
				own := lang.Own(term)
				own.Pages = append(own.Pages, p)
			}
		}
	}
}

// addTerm adds a term to a page and the page to the term, once.
func addTerm(terms []*Term, term *Term, p *Page) []*Term {
	if slices.Contains(terms, term) {
		return terms
	}
	term.Pages = append(term.Pages, p)
	return append(terms, term)
}

func (l *linker) tag(lang *Language, text strictyaml.Text) *Term {
	id := slug.Make(text.Value)
	if text.Value == "" {
		return nil
	}
	if id == "" {
		l.list.Add(text.Span, diag.BadValue, "the tag "+quote(text.Value)+" has neither letters nor digits", "use a word")
		return nil
	}
	if len(id) > 100 {
		l.list.Add(text.Span, diag.BadValue, "the tag "+quote(text.Value)+" is too long", "use a word or two")
		return nil
	}
	term := lang.tags[id]
	if term == nil {
		term = &Term{Type: "tag", ID: id, Name: strings.TrimSpace(text.Value), URL: l.termURL(lang, "tags", id), At: text.Span}
		lang.tags[id] = term
		lang.Tags = append(lang.Tags, term)
	}
	return term
}

// RoleCalled finds a role of the hub by its id or name in a text that may also
// be free words.
func (h *Hub) RoleCalled(text string) *Role {
	for _, r := range h.Roles {
		if r.ID == text {
			return r
		}
		for _, p := range r.Pages {
			if p.Slug == text || strings.EqualFold(p.Title, text) {
				return r
			}
		}
	}
	return nil
}
