package hub

import (
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
)

// complete puts the hub together. Before it nothing is written into a page or
// a person but what they are by themselves.
func (l *linked) complete() *Hub {
	h := &Hub{
		Config: l.config, Base: l.base, Words: l.words, Clock: l.clock, zone: l.zone,
		Pages: l.pages, People: l.people, Roles: l.roles, Assets: l.assets, Aliases: l.aliases(), HeldBack: l.heldBack(),
		Insights: l.found(), assets: l.files, names: l.names, coverage: l.roleCalled[l.config.Roles.Coverage.Value], above: map[string]string{},
	}
	for _, d := range slices.Backward(l.config.Organisation.Departments) { // of two with one id the first counts
		h.above[d.ID.Value] = d.Parent.Value
	}
	l.listPages()
	for _, p := range l.pages {
		l.completePage(p)
	}
	l.sides()
	l.completeLists()
	l.referBack()
	l.completePeople()
	for i, code := range l.langs {
		lang := l.language(code)
		if at := l.config.Languages.List[i].Span; len(lang.Pages) == 0 && lang.Home == nil && at.File != nil {
			l.tell(at, diag.MissingLanguage, diag.Say("there is not a single page in content/%s", code), diag.Say("write one, or take the language out of the list"))
		}
		lang.Often = l.often(h.Insights, lang.Pages)
		lang.groupPages()
		h.feed(lang)
		h.Languages = append(h.Languages, lang)
		relate(lang)
	}
	h.keyUsers, h.yield = h.groupKeyUsers(), l.yieldOf()
	h.gatherEvents()
	h.addWork()
	h.weighBurdens()
	return h
}

// completePage fills in what the steps found out about a page.
func (l *linked) completePage(p *Page) {
	of, terms := l.links[p], l.terms[p]
	p.Translations, p.Older = l.versions[p], l.behind[p]
	p.Apps, p.Departments, p.Tags = terms.apps, terms.departments, terms.tags
	p.Targets, p.Own, p.Authors, p.Owner, p.Thanks = of.targets, of.own, of.authors, of.owner, of.thanks
	for i, targets := range of.marked {
		p.Marked[i].Targets = targets
	}
	p.Related = of.own.Picked()
	if p.Meta.Summary == "" {
		p.Summary = p.Named(p.Summary)
	}
	p.InFolder = l.trees[p.Lang].Folder(p.Folder)
}

// completeLists leads from page to page where their writers put them in an
// order: those of a folder that have a weight, which come first in it.
func (l *linked) completeLists() {
	for _, tree := range l.trees {
		for _, folder := range tree.Folders {
			var before *Page
			for _, p := range folder.Pages[:folder.own] {
				if p.Meta.Weight == 0 {
					break
				}
				if address(p.Folder) != address(folder.Path) {
					continue // it stands in its own folder's order
				}
				if p.Prev = before; before != nil {
					before.Next = p
				}
				before = p
			}
		}
	}
}

// referBack tells each page which others refer to it, by ID.
func (l *linked) referBack() {
	for _, from := range l.pages {
		if l.left(from) {
			continue
		}
		of := l.links[from]
		targets := slices.Concat(append(of.marked, of.targets, of.own.Links())...)
		for _, related := range of.own.Picked() {
			targets = append(targets, Target{Page: related})
		}
		for _, t := range targets {
			to := t.Page
			if t.Person != nil {
				to = t.Person.In(from.Lang)
			}
			if to != nil && to != from {
				to.Backlinks = append(to.Backlinks, from)
			}
		}
	}
	for _, p := range l.pages {
		p.Backlinks = slices.Compact(p.Backlinks) // they came by ID
	}
}

// completePeople fills in what people gave, and their photos.
func (l *linked) completePeople() {
	counted, improved := l.improvers()
	weigh, required := l.config.Privacy.Load == "on", l.config.Privacy.Consent == "required"
	for _, p := range l.pages {
		of := l.links[p]
		for _, person := range slices.Concat(of.authors, []*Person{of.owner}, of.own.Contributors()) {
			if person != nil {
				person.Wrote = append(person.Wrote, p)
			}
		}
		for _, person := range of.thanks {
			person.Thanked = append(person.Thanked, p)
		}
	}
	for _, person := range l.people {
		person.Photo, person.Counted, person.Weighed = l.photos[person], counted[person], weigh && l.profiles[person].Agreed(required, "load")
		person.Wrote, person.Thanked, person.Improved = newestFirst(person.Wrote), newestFirst(person.Thanked), newestFirst(improved[person])
	}
}

// language is the hub in one language.
func (l *linked) language(code string) *Language {
	lang := &Language{
		Language: l.words.In(code), People: l.sortedPeople(code), tree: l.trees[code], vocabulary: l.vocabularies[code],
		locations: map[string]string{},
	}
	for _, p := range l.pages {
		switch {
		case p.Lang != code:
		case !p.Index:
			lang.Pages = append(lang.Pages, p)
		case p.Folder == "":
			lang.Home = p
		}
	}
	for _, at := range l.config.Organisation.Locations {
		lang.locations[at.ID.Value] = at.Name.In(code, l.config.DefaultLang())
	}
	return lang
}

// aliases are the old addresses that pages ask for, by path.
func (l *published) aliases() []Alias {
	var aliases []Alias
	taken := map[string]bool{}
	for _, p := range l.pages {
		for _, a := range p.Meta.Aliases {
			to, err := source.AliasPath(a.Value)
			if err != nil {
				continue
			}
			if l.base != "/" {
				to = strings.TrimPrefix(to, strings.Trim(l.base, "/")+"/")
			}
			if taken[to] {
				l.tell(a.Span, diag.DuplicateURL, diag.Say("two pages name the old address %s", quote(a.Value)), diag.Say("take it away from one of them"))
				continue
			}
			taken[to] = true
			aliases = append(aliases, Alias{Path: to, To: p, At: a.Span})
		}
	}
	slices.SortFunc(aliases, func(a, b Alias) int { return strings.Compare(a.Path, b.Path) })
	return aliases
}
