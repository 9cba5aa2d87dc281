package hub

import (
	"cmp"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/personname"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// peopled also knows people and roles, and keeps to consent: nothing after it
// sees a profile as it was written.
type peopled struct {
	*translated
	people     []*Person          // by ID
	roles      []*Role            // by ID
	called     map[string]*Person // by id and by name of file
	roleCalled map[string]*Role   // the same
	whose      map[*Page]*Person
	profiles   map[*Person]source.Profiles // all files of a person, drafts too
	public     map[*Page]*source.Profile   // of each profile what may be published
	sorted     map[*Person]string          // by what lists are sorted: the name without titles
}

// meet makes people of profiles and roles of their pages.
func (t *translated) meet() *peopled {
	p := &peopled{
		translated: t, called: map[string]*Person{}, roleCalled: map[string]*Role{}, whose: map[*Page]*Person{},
		public: map[*Page]*source.Profile{}, profiles: map[*Person]source.Profiles{}, sorted: map[*Person]string{},
	}
	p.addRoles()
	p.addPeople()
	p.addHiddenProfiles()
	p.publishProfiles()
	for _, person := range p.people {
		p.describe(person)
	}
	return p
}

// addRoles makes one Role of the pages of a role in several languages.
func (l *peopled) addRoles() {
	pages := map[*Role]map[string]*Page{}
	for _, p := range l.pages {
		if !isRole(p) {
			continue
		}
		role := l.roleCalled[p.Name]
		if role == nil {
			role = &Role{ID: p.Name}
			l.roles = append(l.roles, role)
			l.roleCalled[p.Name], pages[role] = role, map[string]*Page{}
		}
		if _, taken := l.roleCalled[p.Slug]; !taken {
			l.roleCalled[p.Slug] = role
		}
		if pages[role][p.Lang] == nil {
			pages[role][p.Lang] = p
		}
	}
	for _, role := range l.roles {
		role.Versions = l.versionsOf(pages[role])
	}
	slices.SortFunc(l.roles, func(a, b *Role) int { return strings.Compare(a.ID, b.ID) })
	callByNames(l.roleCalled, l.roles)
}

// callByNames adds to what people and roles are called by the titles of their
// pages, of which no two have the same. What is an id means that alone.
func callByNames[T interface {
	comparable
	titles() []string
}](called map[string]T, all []T) {
	var nobody T
	named := map[string]T{}
	for _, one := range all {
		for _, title := range one.titles() {
			if other, known := named[title]; known && other != one {
				one = nobody
			}
			named[title] = one
		}
	}
	for title, one := range named {
		if _, taken := called[title]; !taken && one != nobody {
			called[title] = one
		}
	}
}

// addPeople makes one Person of the profiles that are of one person in several
// languages.
func (l *peopled) addPeople() {
	pages := map[*Person]map[string]*Page{}
	for _, p := range l.pages {
		profile := written(p)
		if profile == nil {
			continue
		}
		person := l.called[p.Slug]
		if person == nil {
			person = l.personOfTranslations(p)
		}
		if person == nil {
			person = &Person{ID: p.Slug}
			l.people = append(l.people, person)
			pages[person] = map[string]*Page{}
		}
		l.called[p.Slug] = person
		if _, taken := l.called[p.Name]; !taken {
			l.called[p.Name] = person
		}
		if twin := pages[person][p.Lang]; twin != nil {
			l.tell(p.File.Span(0, 0), diag.DuplicateEntry, diag.Say("two profiles have the id %s: this one and %s", quote(p.Slug), twin.Path), diag.Say("rename one of the files"))
		} else {
			pages[person][p.Lang] = p
		}
		l.whose[p] = person
		l.profiles[person] = append(l.profiles[person], profile)
		person.Away = person.Away || profile.Status.Value == "away"
	}
	slices.SortFunc(l.people, func(a, b *Person) int { return strings.Compare(a.ID, b.ID) })
	for _, person := range l.people {
		person.Versions = l.versionsOf(pages[person])
	}
	callByNames(l.called, l.people)
	for _, person := range l.people {
		l.sorted[person] = personname.Parse(person.Main.Title).Plain()
	}
}

// publishProfiles takes of each profile what all files of the person agree to.
func (l *peopled) publishProfiles() {
	required := l.config.Privacy.Consent == "required"
	for p, person := range l.whose {
		l.public[p] = l.profiles[person].Public(written(p), required)
	}
	for _, person := range l.people {
		person.Left = l.profiles[person].Left()
		if required && !person.Left {
			l.consentDiffers(person)
		}
		for _, p := range person.Pages { // a translation need not repeat what is no text
			if len(l.public[p].Competencies) == 0 {
				l.public[p].Competencies = l.public[person.Main].Competencies
			}
		}
	}
}

// left reports whether the page is the profile of somebody who left: it stays
// for the links that lead to it, and is listed nowhere.
func (l *peopled) left(p *Page) bool { return l.whose[p] != nil && l.whose[p].Left }

// personOfTranslations finds the person whose profile in another language is
// a translation of p but has another slug.
func (l *peopled) personOfTranslations(p *Page) *Person {
	for _, lang := range l.langs {
		if person := l.whose[l.versions[p].Pages[lang]]; person != nil {
			return person
		}
	}
	return nil
}

// describe links what the main profile refers to, and checks the others.
func (l *peopled) describe(person *Person) {
	for _, lang := range l.langs {
		p := person.Pages[lang]
		if p == nil {
			continue
		}
		profile := l.public[p]
		department := l.department(profile.Department)
		location := l.location(profile.Location)
		serves := l.departments(profile.Serves)
		roles := l.rolesOf(profile.Roles)
		deputy := l.deputy(person, profile.Deputy)
		if p != person.Main {
			continue
		}
		person.Department, person.Location, person.Serves, person.Roles, person.Deputy = department, location, serves, roles, deputy
		if !person.Left {
			for _, role := range roles {
				role.Holders = append(role.Holders, person)
			}
		}
	}
}

// deputy is whom a profile names to stand in, nil if that is nobody who can.
func (l *peopled) deputy(person *Person, text strictyaml.Text) *Person {
	if text.Value == "" {
		return nil
	}
	deputy := l.personCalled(text)
	switch {
	case deputy == nil || person.Left:
	case deputy == person:
		l.tell(text.Span, diag.BadValue, diag.Say("somebody can't be their own deputy"), diag.Say("name a colleague, or take the line away"))
		return nil
	case deputy.Left:
		l.deputyLeft(text, person, deputy)
		return nil
	}
	return deputy
}

// deputyLeft tells of a deputy who has left, and whom they named themselves.
func (l *peopled) deputyLeft(at strictyaml.Text, person, deputy *Person) {
	hint := diag.Say("write the id of a colleague who has agreed, or take the line away")
	next := l.called[l.public[deputy.Main].Deputy.Value]
	if next != nil && !next.Left && next != person {
		hint = diag.Say("%s; %s named %s", hint, deputy.name(), quote(next.ID))
	}
	l.tell(at.Span, diag.DeputyLeft, diag.Say("%s, who stands in for %s, has left the role: nobody is shown as deputy", deputy.name(), person.name()), hint)
}

// department returns the id if site.yaml has it, else "".
func (t *task) department(text strictyaml.Text) string {
	if _, ok := t.config.Department(text.Value); ok || text.Value == "" {
		return text.Value
	}
	var ids []string
	for _, d := range t.config.Organisation.Departments {
		ids = append(ids, d.ID.Value)
	}
	t.notListed(text, diag.UnknownDepartment, diag.Say("department %s is not in site.yaml", quote(text.Value)),
		diag.Say("departments are listed under organisation.departments in site.yaml"), ids)
	return ""
}

// location returns the id if site.yaml has it, else "".
func (t *task) location(text strictyaml.Text) string {
	if _, ok := t.config.Location(text.Value); ok || text.Value == "" {
		return text.Value
	}
	var ids []string
	for _, known := range t.config.Organisation.Locations {
		ids = append(ids, known.ID.Value)
	}
	t.notListed(text, diag.UnknownLocation, diag.Say("location %s is not in site.yaml", quote(text.Value)),
		diag.Say("locations are listed under organisation.locations in site.yaml"), ids)
	return ""
}

func (t *task) departments(texts []strictyaml.Text) []string {
	var ids []string
	for _, text := range texts {
		if id := t.department(text); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// rolesOf are the roles that there are of those named.
func (l *peopled) rolesOf(texts []strictyaml.Text) []*Role {
	var roles []*Role
	for _, text := range texts {
		if role := l.role(text); role != nil && !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	return roles
}

func (l *peopled) role(text strictyaml.Text) *Role {
	if role := l.roleCalled[text.Value]; role != nil {
		return role
	}
	if _, hidden := l.tellHidden(isRole, text.Value, text.Span); hidden {
		return nil
	}
	var ids []string
	for _, r := range l.roles {
		ids = append(ids, r.ID)
	}
	l.tell(text.Span, diag.UnknownRole, diag.Say("there is no role %s", quote(text.Value)),
		l.knownHint(text.Value, ids, diag.Say("a role's id is the name of its file in the folder roles")))
	return nil
}

func (l *peopled) personCalled(text strictyaml.Text) *Person {
	if person := l.called[text.Value]; person != nil {
		return person
	}
	if _, hidden := l.tellHidden(isProfile, text.Value, text.Span); hidden {
		return nil
	}
	l.tell(text.Span, diag.UnknownPerson, diag.Say("there is no profile %s", quote(text.Value)),
		l.knownHint(text.Value, l.personIDs(), diag.Say("a person's id is the name of their file in the folder people")))
	return nil
}

// present are those of the people whom a field names who are still there, each
// once. Of the others the writer is told, unless nothing more is expected of
// them: nobody need look for somebody else then.
func (l *peopled) present(field string, texts []strictyaml.Text, expected bool) []*Person {
	var people []*Person
	for _, text := range texts {
		switch person := l.personCalled(text); {
		case person == nil || slices.Contains(people, person):
		case !person.Left:
			people = append(people, person)
		case expected:
			l.tell(text.Span, diag.PersonLeft, diag.Say("%s, whom %s: names, has left the role: nobody is shown", person.name(), field), diag.Say("write the id of a colleague who is there, or take the id away"))
		}
	}
	return people
}

// tellHidden tells of a profile or role that is not published, by its id; it
// is not ok if there is none.
func (l *peopled) tellHidden(is func(*Page) bool, id string, at diag.Span) (to Target, ok bool) {
	found := l.unpublished.called(id, "", "", l.standIns)
	i := slices.IndexFunc(found, is)
	if i < 0 {
		return Target{}, false
	}
	return l.unpublishedLink(found[i], id, at), true
}

func (l *peopled) personIDs() []string {
	if l.near.people == nil {
		for _, p := range l.people {
			l.near.people = append(l.near.people, p.ID)
		}
	}
	return l.near.people
}

// notListed tells of an id that is none of those of site.yaml.
func (t *task) notListed(text strictyaml.Text, code diag.Code, what, where diag.Text, ids []string) {
	t.tell(text.Span, code, what, t.knownHint(text.Value, ids, where))
}

// knownHint says which of the known ids was meant, and where they stand.
func (t *task) knownHint(word string, known []string, where diag.Text) diag.Text {
	if t.near.tooMany() {
		return where
	}
	if hint := diag.DidYouMean(word, known); !hint.Empty() {
		return diag.Say("%s (%s)", hint, where)
	}
	return where
}

// name is a person's name as it is told.
func (p *Person) name() string { return p.Main.Title }

// sortedPeople are all people by name as readers of the language expect; people who left
// come last.
func (l *peopled) sortedPeople(lang string) []*Person {
	people := slices.Clone(l.people)
	slices.SortStableFunc(people, func(a, b *Person) int {
		return cmp.Or(
			compareBool(a.Left, b.Left),
			l.orders[lang].CompareString(l.sorted[a], l.sorted[b]),
			strings.Compare(a.ID, b.ID),
		)
	})
	return people
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
