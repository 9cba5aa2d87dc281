package hub

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// vocabulary are the terms of a language.
type vocabulary struct {
	Apps        []*Term // in site.yaml's order
	Departments []*Term // by name, each followed by those that belong to it
	Tags        []*Term // by name, as readers of the language sort

	apps, departments, tags map[string]*Term
}

// App returns the app with that id, nil if there is none.
func (v *vocabulary) App(id string) *Term { return v.apps[id] }

// Department returns the department with that id, nil if there is none.
func (v *vocabulary) Department(id string) *Term { return v.departments[id] }

// Own returns the language's own term for a term of any language, or that
// term where the language does not have it.
func (v *vocabulary) Own(t *Term) *Term {
	own := v.tags[t.ID]
	switch t.Type {
	case "app":
		own = v.apps[t.ID]
	case "department":
		own = v.departments[t.ID]
	}
	if own == nil {
		return t
	}
	return own
}

// terms are a page's.
type terms struct{ apps, departments, tags []*Term }

// with are the terms and those added, each once.
func (t terms) with(added []*Term) terms {
	for _, term := range added {
		list := &t.apps
		if term.Type == "department" {
			list = &t.departments
		}
		if !slices.Contains(*list, term) {
			*list = append(slices.Clip(*list), term)
		}
	}
	return t
}

// termed also knows the apps, departments and tags, and which pages have.
type termed struct {
	*placed
	vocabularies map[string]*vocabulary // by language
	terms        map[*Page]terms
}

// name makes the apps and departments with the people who know or serve them,
// and of what pages name the tags.
func (l *placed) name() *termed {
	t := &termed{placed: l, vocabularies: map[string]*vocabulary{}, terms: make(map[*Page]terms, len(l.pages))}
	for _, lang := range l.langs {
		t.vocabularies[lang] = l.vocabulary(lang)
	}
	for _, p := range l.pages {
		t.terms[p] = t.termsOf(p)
	}
	for lang, words := range t.vocabularies {
		slices.SortFunc(words.Tags, func(a, b *Term) int {
			return cmp.Or(l.orders[lang].CompareString(a.Name, b.Name), strings.Compare(a.ID, b.ID))
		})
	}
	return t
}

// vocabulary are the apps and departments of site.yaml in a language.
func (l *placed) vocabulary(lang string) *vocabulary {
	v := &vocabulary{apps: map[string]*Term{}, departments: map[string]*Term{}, tags: map[string]*Term{}}
	fallback, people := l.config.DefaultLang(), l.sortedPeople(lang)
	for _, app := range l.config.Organisation.Apps {
		id := app.ID.Value
		term := &Term{Type: "app", ID: id, Name: app.Name.In(lang, fallback), URL: l.termURL(lang, "apps", id), At: app.ID.Span}
		for _, person := range people {
			if !person.Left && l.public[person.Main].Level(id) > 0 {
				term.People = append(term.People, person)
			}
		}
		slices.SortStableFunc(term.People, func(a, b *Person) int {
			return cmp.Or(compareBool(a.Away, b.Away), cmp.Compare(l.public[b.Main].Level(id), l.public[a.Main].Level(id)))
		})
		v.Apps = append(v.Apps, term)
		v.apps[id] = term
	}
	for _, department := range l.config.Organisation.Departments {
		id := department.ID.Value
		term := &Term{Type: "department", ID: id, Name: department.Name.In(lang, fallback), URL: l.termURL(lang, "departments", id), At: department.ID.Span}
		for _, person := range people {
			if !person.Left && person.ServesDepartment(id) {
				term.People = append(term.People, person)
			}
		}
		slices.SortStableFunc(term.People, func(a, b *Person) int {
			return cmp.Or(compareBool(a.Away, b.Away), compareBool(a.Department != id, b.Department != id))
		})
		v.departments[id] = term
	}
	l.departmentTree(lang, v)
	return v
}

// departmentTree puts the language's departments into order: by name, and each
// followed by those that belong to it.
func (l *placed) departmentTree(lang string, v *vocabulary) {
	below := map[string][]*Term{}
	for _, d := range l.config.Organisation.Departments {
		below[d.Parent.Value] = append(below[d.Parent.Value], v.departments[d.ID.Value])
	}
	var add func(id string, above *Term, depth int)
	add = func(id string, above *Term, depth int) {
		slices.SortFunc(below[id], func(a, b *Term) int {
			return cmp.Or(l.orders[lang].CompareString(a.Name, b.Name), strings.Compare(a.ID, b.ID))
		})
		for _, term := range below[id] {
			term.Above, term.Depth = above, depth
			v.Departments = append(v.Departments, term)
			add(term.ID, term, depth+1)
		}
	}
	add("", nil, 0)
}

func (t *task) termURL(lang, folder, id string) string {
	return t.base + escape(lang+"/"+folder+"/"+slug.Make(id)) + "/"
}

// ServesDepartment reports whether the department is served by the person;
// without a list of departments a person serves the home department.
func (p *Person) ServesDepartment(id string) bool {
	if len(p.Serves) == 0 {
		return p.Department == id
	}
	return slices.Contains(p.Serves, id)
}

// termsOf are the terms that a page's front matter names: none of somebody who
// left.
func (l *termed) termsOf(p *Page) terms {
	var of terms
	words := l.vocabularies[p.Lang]
	for _, text := range p.Meta.Apps {
		if term := l.app(p.Lang, text); term != nil && !slices.Contains(of.apps, term) {
			of.apps = append(of.apps, term)
		}
	}
	for _, text := range p.Meta.Departments {
		if term := words.departments[l.department(text)]; term != nil && !slices.Contains(of.departments, term) {
			of.departments = append(of.departments, term)
		}
	}
	if l.left(p) {
		return terms{}
	}
	for _, text := range p.Meta.Tags {
		if term := l.tag(p.Lang, text); term != nil && !slices.Contains(of.tags, term) {
			of.tags = append(of.tags, term)
		}
	}
	return of
}

// app is the app that a text names, nil if site.yaml does not have it.
func (l *termed) app(lang string, text strictyaml.Text) *Term {
	words := l.vocabularies[lang]
	if term := words.apps[text.Value]; term != nil {
		return term
	}
	var ids []string
	for _, app := range words.Apps {
		ids = append(ids, app.ID)
	}
	l.notListed(text, diag.UnknownApp, diag.Say("app %s is not in site.yaml", quote(text.Value)), diag.Say("apps are listed under organisation.apps in site.yaml"), ids)
	return nil
}

// tag is the tag of that name, made where it is new.
func (l *termed) tag(lang string, text strictyaml.Text) *Term {
	id := slug.Make(text.Value)
	if text.Value == "" {
		return nil
	}
	if id == "" {
		l.tell(text.Span, diag.BadValue, diag.Say("the tag %s has neither letters nor digits", quote(text.Value)), diag.Say("use a word"))
		return nil
	}
	if len(id) > 100 {
		l.tell(text.Span, diag.BadValue, diag.Say("the tag %s is too long", quote(text.Value)), diag.Say("use a word or two"))
		return nil
	}
	if err := sitepath.Check(id); err != nil {
		l.tell(text.Span, diag.BadValue, diag.Say("the tag %s can't have a page: %v", quote(text.Value), err), diag.Say("use another word"))
		return nil
	}
	words := l.vocabularies[lang]
	term := words.tags[id]
	if term == nil {
		term = &Term{Type: "tag", ID: id, Name: strings.TrimSpace(text.Value), URL: l.termURL(lang, "tags", id), At: text.Span}
		words.tags[id] = term
		words.Tags = append(words.Tags, term)
	}
	return term
}

// listPages puts the pages onto their terms: in reading order those of each
// language, and behind them, on apps and departments, those that it lacks.
// Tags are words of one language.
func (l *linked) listPages() {
	for _, p := range l.pages {
		of := l.terms[p]
		for _, term := range slices.Concat(of.apps, of.departments, of.tags) {
			term.Pages = append(term.Pages, p)
		}
	}
	for _, words := range l.vocabularies {
		for _, t := range slices.Concat(words.Apps, words.Departments, words.Tags) {
			slices.SortFunc(t.Pages, l.readingOrder)
		}
	}
	for _, p := range l.pages {
		if p.Index || !p.Kind.Listed || l.versions[p].Main != p {
			continue
		}
		of := l.terms[p]
		for lang, words := range l.vocabularies {
			if l.versions[p].Pages[lang] != nil {
				continue
			}
			for _, term := range slices.Concat(of.apps, of.departments) {
				own := words.Own(term)
				own.Pages = append(own.Pages, p)
			}
		}
	}
}
