package hub

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// thanks links the people whom a page thanks. Who left is not named.
func (l *linker) thanks(p *Page) {
	for _, text := range p.Meta.Thanks {
		person := l.personCalled(text)
		if person == nil || person.Left || slices.Contains(p.Thanks, person) {
			continue
		}
		p.Thanks = append(p.Thanks, person)
		person.Thanked = append(person.Thanked, p)
	}
}

// contributors finds out who improved pages of others, where site.yaml asks
// for it and the person agreed. Git's names are compared with what is
// published of people: e-mail and name. A name that two people have is
// nobody's.
func (l *linker) contributors() {
	if l.Config.Privacy.Contributors != "on" {
		return
	}
	required := l.Config.Privacy.Consent == "required"
	called := map[string]*Person{}
	call := func(words string, person *Person) {
		words = slug.Fold(strings.Join(strings.Fields(words), " "))
		if other, taken := called[words]; taken && other != person {
			person = nil
		}
		called[words] = person
	}
	for _, person := range l.People {
		person.Counted = l.files[person].Agreed(required, "contributions")
		for _, page := range person.Pages {
			call(page.Title, person)
			if email := page.Profile().Contact.Email.Value; email != "" {
				call(email, person)
			}
		}
	}
	for _, p := range l.Pages {
		if !p.Kind.Fed {
			continue
		}
		for _, author := range l.in.Git.Authors(path.Join(source.Root, p.Path)) {
			person := called[slug.Fold(author.Email)]
			if person == nil {
				person = called[slug.Fold(author.Name)]
			}
			if person != nil && person.Counted && person != p.Owner && !slices.Contains(p.Authors, person) && !slices.Contains(person.Improved, p) {
				person.Improved = append(person.Improved, p)
			}
		}
	}
}

// newestFirst sorts the pages that somebody gave something to.
func newestFirst(pages []*Page) []*Page {
	slices.SortFunc(pages, func(a, b *Page) int {
		return cmp.Or(b.Created.Compare(a.Created), strings.Compare(a.ID, b.ID))
	})
	return slices.Compact(pages)
}
