package hub

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// improvers finds out who improved pages of others, where site.yaml asks for it
// and the person agreed: in counted. Git's names are compared with what is
// published of people: e-mail and name. A name that two people have is
// nobody's.
func (l *linked) improvers() (counted map[*Person]bool, improved map[*Person][]*Page) {
	counted, improved = map[*Person]bool{}, map[*Person][]*Page{}
	if l.config.Privacy.Contributors != "on" {
		return counted, improved
	}
	required := l.config.Privacy.Consent == "required"
	named := map[string]*Person{}
	call := func(words string, person *Person) {
		words = slug.Fold(strings.Join(strings.Fields(words), " "))
		if other, taken := named[words]; taken && other != person {
			person = nil
		}
		named[words] = person
	}
	for _, person := range l.people {
		counted[person] = l.profiles[person].Agreed(required, "contributions")
		for _, page := range person.Pages {
			call(page.Title, person)
			if email := l.public[page].Contact.Email.Value; email != "" {
				call(email, person)
			}
		}
	}
	for _, p := range l.pages {
		if !p.Kind.Fed {
			continue
		}
		of := l.links[p]
		own := slices.Concat(of.authors, []*Person{of.owner}, of.own.Contributors())
		for _, author := range l.git.Authors(path.Join(source.Root, p.Path)) {
			person := named[slug.Fold(author.Email)]
			if person == nil {
				person = named[slug.Fold(author.Name)]
			}
			if counted[person] && !slices.Contains(own, person) { // twice under two names: see newestFirst
				improved[person] = append(improved[person], p)
			}
		}
	}
	return counted, improved
}

// newestFirst sorts the pages that somebody gave something to, each once.
func newestFirst(pages []*Page) []*Page {
	slices.SortFunc(pages, CompareAge)
	return slices.Compact(pages)
}

// CompareAge puts what was written later first.
func CompareAge(a, b *Page) int {
	return cmp.Or(b.Created.Compare(a.Created), strings.Compare(a.ID, b.ID))
}
