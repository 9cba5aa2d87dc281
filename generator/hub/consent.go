package hub

import (
	"slices"
	"strings"

	"ankerplatz/generator/diag"
)

// addHiddenProfiles adds to people's files those that are not published: what
// they refuse there holds as well.
func (l *peopled) addHiddenProfiles() {
	byKey := map[string]*Person{}
	for _, p := range l.pages {
		if key := p.Meta.Translation.Value; key != "" && l.whose[p] != nil {
			byKey[key] = l.whose[p]
		}
	}
	for _, p := range l.hidden {
		fields := written(p)
		if fields == nil {
			continue
		}
		for _, person := range []*Person{byKey[p.Meta.Translation.Value], l.called[p.Slug], l.called[p.Name]} {
			if person != nil && !slices.Contains(l.profiles[person], fields) {
				l.profiles[person] = append(l.profiles[person], fields)
			}
		}
	}
}

// consentDiffers tells where one of a person's files agrees to more than
// another: at the one that agrees to less.
func (l *peopled) consentDiffers(person *Person) {
	told := map[string]bool{}
	for _, refusing := range l.profiles[person] {
		for _, granting := range l.profiles[person] {
			fields := slices.DeleteFunc(granting.Exceeds(refusing), func(field string) bool { return told[field] })
			if len(fields) == 0 {
				continue
			}
			for _, field := range fields {
				told[field] = true
			}
			at := granting.ConsentAt
			l.tell(refusing.ConsentAt, diag.ConsentDiffers,
				diag.Say("line %d of %s agrees to %s; this file of the same person does not, so it is not published", at.File.Position(at.Start).Line, at.File.Name, strings.Join(fields, ", ")),
				diag.Say("ask %s, and write the same under consent: in both", person.name()))
		}
		clear(told)
	}
}
