package roster

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"ankerplatz/generator/config"
	"ankerplatz/generator/personname"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// person is somebody who has a profile in the hub.
type person struct {
	id     string
	name   string
	emails []string
	pages  []*source.Page // the first is in the default language, or in the first that there is
	order  int            // who comes first
}

func (p *person) profile() *source.Profile { return p.pages[0].Fields.(*source.Profile) }

func (p *person) path() string { return path.Join(source.Root, p.pages[0].Path) }

// peopleOf makes one person of the profiles that are translations of each
// other, as the hub does. They are sorted by id.
func peopleOf(site *config.Site, pages []*source.Page) []*person {
	langs := site.StandIns()
	pages = slices.Clone(pages)
	slices.SortStableFunc(pages, func(a, b *source.Page) int {
		return cmp.Compare(slices.Index(langs, a.Lang), slices.Index(langs, b.Lang))
	})
	var people []*person
	byKey := map[string][]*person{} // those whose first page has the key
	for _, page := range pages {
		profile, ok := page.Fields.(*source.Profile)
		if !ok {
			continue
		}
		keys := workKeys(page)
		var who *person
		for _, key := range keys {
			i := slices.IndexFunc(byKey[key], func(p *person) bool { return p.pages[0].Lang != page.Lang })
			if i >= 0 && (who == nil || byKey[key][i].order < who.order) {
				who = byKey[key][i]
			}
		}
		if who == nil {
			who = &person{id: page.Slug, name: profile.Name.Value, order: len(people)}
			people = append(people, who)
			for _, key := range keys {
				byKey[key] = append(byKey[key], who)
			}
		}
		who.pages = append(who.pages, page)
		if email := strings.ToLower(profile.Contact.Email.Value); email != "" && !slices.Contains(who.emails, email) {
			who.emails = append(who.emails, email)
		}
	}
	slices.SortFunc(people, func(a, b *person) int { return strings.Compare(a.id, b.id) })
	return people
}

// workKeys are what translations of one page have in common: one of these.
func workKeys(p *source.Page) []string {
	keys := []string{"slug " + p.Slug, "file " + path.Join(p.Folder, p.Name)}
	if key := p.Meta.Translation.Value; key != "" {
		keys = append(keys, "translation "+key)
	}
	return keys
}

// index finds people by what rows say of them. Its keys are kinds and values:
// "mail anna@example.org".
type index map[string][]*person

func newIndex(people []*person, rec *record) index {
	x := index{}
	put := func(key string, p *person) {
		x[key] = add(x[key], p)
	}
	for _, p := range people {
		put("id "+p.id, p)
		put("name "+identity(p.name), p)
		for _, email := range p.emails {
			put("mail "+email, p)
		}
		for _, page := range p.pages {
			for _, field := range []string{"name", "contact.email"} {
				if written := rec.Profiles[page.Path][field]; written != "" {
					put("hash "+written, p)
				}
			}
		}
	}
	return x
}

// match finds the profile of each row: by its slug, if the list has that
// column, else by the e-mail address, else by the name, both as they are or as
// an import wrote them before somebody changed them. Where it can be one
// or another, the row says so and nothing is guessed.
func match(entries []*entry, people []*person, rec *record) {
	tellTwins(entries)
	x := newIndex(people, rec)
	for _, e := range entries {
		email := strings.ToLower(e.text("contact.email"))
		var found []*person
		if e.id = e.text(fieldID); e.id != "" {
			found = x["id "+e.id]
		} else if email != "" {
			if found = x["mail "+email]; len(found) == 0 {
				found = x["hash "+hash("contact.email", email)]
			}
		}
		switch {
		case len(found) == 1:
			e.person = found[0]
		case len(found) > 1:
			e.fail(fmt.Sprintf("%s have this e-mail address: add a column \"Slug\" that names one of them", ids(found)), "contact.email")
		}
	}
	claimed := map[*person]bool{}
	for _, e := range entries {
		claimed[e.person] = true
	}
	for _, e := range entries {
		if e.person != nil || e.id != "" || len(e.problems) > 0 || e.name == "" {
			continue
		}
		var found []*person
		for _, key := range []string{"name " + identity(e.name), "id " + slug.Make(e.name), "id " + e.slug()} {
			for _, p := range x[key] {
				found = add(found, p)
			}
		}
		if found = unclaimed(found, claimed); len(found) == 0 {
			found = unclaimed(x["hash "+hash("name", e.name)], claimed)
		}
		e.matchName(found)
	}
	rows := map[*person][]*entry{}
	for _, e := range entries {
		if e.person != nil {
			e.id = e.person.id
		}
		if e.person != nil && e.pass == "" {
			rows[e.person] = append(rows[e.person], e)
		}
	}
	for _, e := range entries {
		i := slices.IndexFunc(rows[e.person], func(other *entry) bool { return other != e })
		if e.person != nil && i >= 0 && e.usable() {
			e.fail(fmt.Sprintf("row %d is about the same person (%s)", rows[e.person][i].row, e.id), fieldID, "contact.email", "name")
		}
	}
}

// unclaimed are the people who are not another row's, by their ids.
func unclaimed(people []*person, claimed map[*person]bool) []*person {
	left := slices.DeleteFunc(slices.Clone(people), func(p *person) bool { return claimed[p] })
	slices.SortFunc(left, func(a, b *person) int { return strings.Compare(a.id, b.id) })
	return left
}

// identity is the same for all spellings of a name. Titles are no part of it.
func identity(name string) string {
	if key := personname.Parse(name).Key(); key != "" {
		return key
	}
	return slug.Bare(name)
}

// slug is what the person's file is called: the name without titles.
func (e *entry) slug() string {
	if name := personname.Parse(e.name); name.Prefix != "" || name.Suffix != "" {
		return slug.Make(name.Plain())
	}
	return slug.Make(e.name)
}

// tellTwins fails rows that share what should tell them apart.
func tellTwins(entries []*entry) {
	rows := map[string][]*entry{}
	for _, e := range entries {
		if e.pass != "" {
			continue
		}
		if id := e.text(fieldID); id != "" {
			rows["slug "+id] = append(rows["slug "+id], e)
			continue
		}
		if email := strings.ToLower(e.text("contact.email")); email != "" {
			rows["mail "+email] = append(rows["mail "+email], e)
		}
		if name := identity(e.name); name != "" {
			rows["name "+name] = append(rows["name "+name], e)
		}
	}
	for _, e := range entries {
		if e.pass != "" {
			continue
		}
		other := func(key string) string {
			twins := rows[key]
			if len(twins) < 2 {
				return ""
			}
			if twins[0] == e {
				return fmt.Sprintf("row %d", twins[1].row)
			}
			return fmt.Sprintf("row %d", twins[0].row)
		}
		id, email := e.text(fieldID), strings.ToLower(e.text("contact.email"))
		if id != "" {
			if twin := other("slug " + id); twin != "" {
				e.fail(twin+" has the same slug", fieldID)
			}
		} else if twin := other("mail " + email); twin != "" {
			e.fail(twin+` has the same e-mail address: leave one of them away, or add a column "Slug" that tells them apart`, "contact.email")
		} else if twin := other("name " + identity(e.name)); twin != "" && email == "" {
			e.fail(twin+` has the same name: give both an e-mail address, or add a column "Slug" that tells them apart`,
				"name", fieldReversed, fieldLast)
		}
	}
}

// matchName takes the profile of the same name, if it can only be that one.
func (e *entry) matchName(found []*person) {
	email := e.text("contact.email")
	others := slices.DeleteFunc(slices.Clone(found), func(p *person) bool { return len(p.emails) == 0 })
	switch {
	case len(found) > 1:
		e.fail(fmt.Sprintf("%s have this name: add a column \"Slug\" that names one of them", ids(found)), "name", fieldReversed, fieldLast)
	case len(found) == 1 && email != "" && len(others) == 1:
		e.fail(fmt.Sprintf("%s has this name and another e-mail address: write the new address into that file if it is the same person, "+
			`else add a column "Slug" with a name of its own`, others[0].path()), "contact.email")
	case len(found) == 1:
		e.person = found[0]
	}
}

func ids(people []*person) string {
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = p.id
	}
	return strings.Join(names, " and ")
}

// assignIDs names the files of new profiles after the people. Of several
// people with one name, the later rows get a number.
func assignIDs(entries []*entry, people []*person, exists func(id string) bool) {
	taken := map[string]bool{}
	for _, p := range people {
		for _, page := range p.pages {
			taken[page.Slug], taken[page.Name] = true, true
		}
	}
	for _, e := range entries {
		if e.person == nil && e.id != "" && e.usable() {
			if taken[e.id] || exists(e.id) {
				e.fail(fmt.Sprintf("there is a file of this name that is no profile of the hub: %s", e.id), fieldID)
			}
			taken[e.id] = true
		}
	}
	for _, e := range entries {
		if e.person != nil || e.id != "" || !e.usable() {
			continue
		}
		base := cut(e.slug(), source.MaxSlug-4)
		if base == "" {
			e.fail(`no file can be named after this: add a column "Slug" with small letters, digits and hyphens`, "name", fieldReversed, fieldLast)
			continue
		}
		e.id = base
		for n := 2; taken[e.id] || reserved(e.id) || exists(e.id); n++ {
			e.id = fmt.Sprintf("%s-%d", base, n)
		}
		taken[e.id] = true
	}
}

// reserved are names that a profile's file can't have: those of a folder's
// text, and those that Windows takes for devices.
func reserved(id string) bool {
	return source.IsIndexName(id) || sitepath.Check(id) != nil
}

// cut shortens a slug to so many bytes, at a hyphen if there is one.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	s = s[:most]
	if i := strings.LastIndexByte(s, '-'); i > most/2 {
		s = s[:i]
	}
	return strings.TrimRight(s, "-")
}

// peopleFolder is where new profiles go.
func peopleFolder(hub fs.FS, site *config.Site, lang string) string {
	base := source.LangFolder(hub, site.LangCodes(), lang)
	return path.Join(base, source.ProfileKind.FolderIn(hub, base))
}

// isPeople reports whether a folder is called as one of profiles.
func isPeople(folder string) bool { return source.KindOf(folder) == source.ProfileKind }

func exists(hub fs.FS, folder, id string) bool {
	for _, name := range []string{id + ".md", id} {
		if _, err := fs.Stat(hub, path.Join(folder, name)); err == nil {
			return true
		}
	}
	return false
}
