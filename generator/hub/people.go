package hub

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/personname"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// addPeopleAndRoles makes one Person of the profiles that are translations of
// each other, and one Role of the role pages that are. It keeps to consent:
// everything after it sees Page.Profile, never the profile as it was written.
func (l *linker) addPeopleAndRoles() {
	required := l.Config.Privacy.Consent == "required"
	for _, p := range l.Pages {
		switch fields := p.Fields.(type) {
		case *source.Profile:
			person := l.people[p.Slug]
			if person == nil {
				person = l.personOfTranslations(p)
			}
			if person == nil {
				person = &Person{ID: p.Slug, Pages: map[string]*Page{}}
				l.People = append(l.People, person)
			}
			l.people[p.Slug] = person
			if _, taken := l.people[p.Name]; !taken {
				l.people[p.Name] = person
			}
			if twin := person.Pages[p.Lang]; twin != nil {
				l.list.Add(p.File.Span(0, 0), diag.DuplicateEntry, "two profiles have the id "+quote(p.Slug)+": this one and "+twin.Path, "rename one of the files")
			} else {
				person.Pages[p.Lang] = p
			}
			p.Own = &ProfilePage{Person: person}
			l.files[person] = append(l.files[person], fields)
			person.Away = person.Away || fields.Status.Value == "away"
		case *source.Role:
			role := l.roles[p.Name]
			if role == nil {
				role = &Role{ID: p.Name, Pages: map[string]*Page{}}
				l.Roles = append(l.Roles, role)
				l.roles[p.Name] = role
			}
			if _, taken := l.roles[p.Slug]; !taken {
				l.roles[p.Slug] = role
			}
			if role.Pages[p.Lang] == nil {
				role.Pages[p.Lang] = p
			}
			p.Own = &RolePage{Role: role}
		}
	}
	main := func(pages map[string]*Page) *Page {
		if p := pages[l.Config.DefaultLang()]; p != nil {
			return p
		}
		for _, lang := range l.Languages {
			if p := pages[lang.Code]; p != nil {
				return p
			}
		}
		return nil
	}
	for _, r := range l.Roles {
		r.Main = main(r.Pages)
	}
	slices.SortFunc(l.People, func(a, b *Person) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(l.Roles, func(a, b *Role) int { return strings.Compare(a.ID, b.ID) })
	for _, person := range l.People {
		person.Main = main(person.Pages)
		person.sorted = personname.Parse(person.Main.Title).Plain()
	}
	l.addHiddenProfiles()
	for _, p := range l.Pages {
		if raw, ok := p.Fields.(*source.Profile); ok {
			own := p.Own.(*ProfilePage)
			own.Profile = l.files[own.Person].Public(raw, required)
		}
	}
	for _, person := range l.People {
		person.Left = l.files[person].Left()
		if required && !person.Left {
			l.consentDiffers(person)
		}
	}
	for _, person := range l.People {
		for _, p := range person.Pages { // a translation need not repeat what is no text
			if len(p.Profile().Competencies) == 0 {
				p.Profile().Competencies = person.Main.Profile().Competencies
			}
		}
		l.person(person)
	}
	for _, lang := range l.Languages {
		lang.People = slices.Clone(l.People)
		l.sortPeople(lang, lang.People)
	}
}

// addHiddenProfiles adds to people's files those that are not published: what
// they refuse there holds as well.
func (l *linker) addHiddenProfiles() {
	byKey := map[string]*Person{}
	for _, p := range l.Pages {
		if key := p.Meta.Translation.Value; key != "" && p.Person() != nil {
			byKey[key] = p.Person()
		}
	}
	for _, p := range l.hidden {
		fields, ok := p.Fields.(*source.Profile)
		if !ok {
			continue
		}
		for _, person := range []*Person{byKey[p.Meta.Translation.Value], l.people[p.Slug], l.people[p.Name]} {
			if person != nil && !slices.Contains(l.files[person], fields) {
				l.files[person] = append(l.files[person], fields)
			}
		}
	}
}

// consentDiffers tells where one of a person's files agrees to more than
// another: at the one that agrees to less.
func (l *linker) consentDiffers(person *Person) {
	told := map[string]bool{}
	for _, refusing := range l.files[person] {
		for _, granting := range l.files[person] {
			fields := slices.DeleteFunc(granting.Exceeds(refusing), func(field string) bool { return told[field] })
			if len(fields) == 0 {
				continue
			}
			for _, field := range fields {
				told[field] = true
			}
			at := granting.ConsentAt
			l.list.Add(refusing.ConsentAt, diag.ConsentDiffers,
				fmt.Sprintf("line %d of %s agrees to %s; this file of the same person does not, so it is not published",
					at.File.Position(at.Start).Line, at.File.Name, strings.Join(fields, ", ")),
				"ask "+person.name()+", and write the same under consent: in both")
		}
		clear(told)
	}
}

// personOfTranslations finds the person whose profile in another language is
// a translation of p but has another slug.
func (l *linker) personOfTranslations(p *Page) *Person {
	for _, lang := range l.Languages {
		if twin := p.Translations[lang.Code]; twin != nil && twin.Person() != nil {
			return twin.Person()
		}
	}
	return nil
}

// person links what the main profile refers to, and checks the others.
func (l *linker) person(person *Person) {
	for _, lang := range l.Languages {
		p := person.Pages[lang.Code]
		if p == nil {
			continue
		}
		profile := p.Profile()
		department := l.department(profile.Department)
		location := ""
		if at := profile.Location; at.Value != "" {
			if _, ok := l.Config.Location(at.Value); ok {
				location = at.Value
			} else {
				var ids []string
				for _, known := range l.Config.Organisation.Locations {
					ids = append(ids, known.ID.Value)
				}
				l.list.Add(at.Span, diag.UnknownLocation, "location "+quote(at.Value)+" is not in site.yaml",
					l.knownHint(at.Value, ids, "locations are listed under organisation.locations in site.yaml"))
			}
		}
		serves := l.departments(profile.Serves)
		var roles []*Role
		for _, text := range profile.Roles {
			if role := l.role(text); role != nil {
				roles = append(roles, role)
			}
		}
		var deputy *Person
		if text := profile.Deputy; text.Value != "" {
			deputy = l.personCalled(text)
			switch {
			case deputy == nil || person.Left:
			case deputy == person:
				l.list.Add(text.Span, diag.BadValue, "somebody can't be their own deputy", "name a colleague, or take the line away")
				deputy = nil
			case deputy.Left:
				l.deputyLeft(text, person, deputy)
				deputy = nil
			}
		}
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

// deputyLeft tells of a deputy who has left, and whom they named themselves.
func (l *linker) deputyLeft(at strictyaml.Text, person, deputy *Person) {
	hint := "write the id of a colleague who has agreed, or take the line away"
	next := l.people[deputy.Main.Profile().Deputy.Value]
	if next != nil && !next.Left && next != person {
		hint += "; " + deputy.name() + " named " + quote(next.ID)
	}
	l.list.Add(at.Span, diag.DeputyLeft, deputy.name()+", who stands in for "+person.name()+", has left the role: nobody is shown as deputy", hint)
}

// department returns the id if site.yaml has it, else "".
func (l *linker) department(text strictyaml.Text) string {
	if text.Value == "" {
		return ""
	}
	if _, ok := l.Config.Department(text.Value); ok {
		return text.Value
	}
	var ids []string
	for _, d := range l.Config.Organisation.Departments {
		ids = append(ids, d.ID.Value)
	}
	l.list.Add(text.Span, diag.UnknownDepartment, "department "+quote(text.Value)+" is not in site.yaml",
		l.knownHint(text.Value, ids, "departments are listed under organisation.departments in site.yaml"))
	return ""
}

func (l *linker) departments(texts []strictyaml.Text) []string {
	var ids []string
	for _, text := range texts {
		if id := l.department(text); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (l *linker) role(text strictyaml.Text) *Role {
	if role := l.roles[text.Value]; role != nil {
		return role
	}
	if l.tellHidden(source.RoleKind, text.Value, text.Span) {
		return nil
	}
	var ids []string
	for _, r := range l.Roles {
		ids = append(ids, r.ID)
	}
	l.list.Add(text.Span, diag.UnknownRole, "there is no role "+quote(text.Value),
		l.knownHint(text.Value, ids, "a role's id is the name of its file in the folder roles"))
	return nil
}

func (l *linker) personCalled(text strictyaml.Text) *Person {
	if person := l.people[text.Value]; person != nil {
		return person
	}
	if l.tellHidden(source.ProfileKind, text.Value, text.Span) {
		return nil
	}
	l.list.Add(text.Span, diag.UnknownPerson, "there is no profile "+quote(text.Value),
		l.knownHint(text.Value, l.personIDs(), "a person's id is the name of their file in the folder people"))
	return nil
}

// tellHidden tells of a profile or role that is not published, by its id; it
// is not ok if there is none.
func (l *linker) tellHidden(kind *source.Kind, id string, at diag.Span) (ok bool) {
	found := l.unpublished.called(id, "", "", l.Languages)
	i := slices.IndexFunc(found, func(p *Page) bool { return p.Kind == kind })
	if i >= 0 {
		l.unpublishedLink(found[i], id, at)
	}
	return i >= 0
}

func (l *linker) personIDs() []string {
	if l.near.people == nil {
		for _, p := range l.People {
			l.near.people = append(l.near.people, p.ID)
		}
	}
	return l.near.people
}

// knownHint says which of the known ids was meant, and where they stand.
func (l *linker) knownHint(word string, known []string, where string) string {
	if l.near.tooMany() {
		return where
	}
	if hint := diag.DidYouMean(word, known); hint != "" {
		return hint + " " + strings.ToUpper(where[:1]) + where[1:]
	}
	return where
}

// name is a person's name as it is told.
func (p *Person) name() string { return p.Main.Title }

// sortPeople sorts by name as readers of the language expect; people who left
// come last.
func (l *linker) sortPeople(lang *Language, people []*Person) {
	slices.SortStableFunc(people, func(a, b *Person) int {
		return cmp.Or(
			compareBool(a.Left, b.Left),
			lang.order.CompareString(a.sorted, b.sorted),
			strings.Compare(a.ID, b.ID),
		)
	})
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

// level is how well a person knows an app: 0 not at all, 4 teaches it.
func (p *Person) level(app string) int {
	best := 0
	for _, c := range p.Main.Profile().Competencies {
		if c.Topic.Value == app {
			best = max(best, c.Level)
		}
	}
	return best
}

// Ask returns whom to ask about a page, best first: who knows its apps best,
// then who serves its departments, then who wrote it. At most n, and nobody
// who left; for who is away the deputy is asked, and they themselves come last.
func (h *Hub) Ask(p *Page, n int) []*Person {
	type candidate struct {
		person *Person
		score  int
	}
	scores := map[*Person]int{}
	for _, term := range p.Apps {
		for _, person := range term.People {
			scores[person] += 4 * person.level(term.ID)
		}
	}
	for _, term := range p.Departments {
		people := term.People
		if len(people) == 0 {
			people = h.KeyUsers(term.ID)
		}
		for _, person := range people {
			scores[person] += 3
		}
	}
	for _, person := range append(slices.Clone(p.Authors), p.Owner) {
		if person != nil {
			scores[person] += 2
		}
	}
	standIns := map[*Person]int{}
	for person, score := range scores {
		if person.Away && !person.Left {
			if deputy := person.StandIn(); deputy != nil {
				standIns[deputy] = max(standIns[deputy], score-1)
			}
		}
	}
	for deputy, score := range standIns {
		scores[deputy] = max(scores[deputy], score)
	}
	var all []candidate
	for person, score := range scores {
		if person.Left || person == p.Person() {
			continue
		}
		if _, speaks := person.Pages[p.Lang]; speaks {
			score += 6
		}
		if person.Away {
			score -= 100
		}
		all = append(all, candidate{person, score})
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.person.ID, b.person.ID))
	})
	people := make([]*Person, 0, n)
	for _, c := range all[:min(n, len(all))] {
		people = append(people, c.person)
	}
	return people
}
