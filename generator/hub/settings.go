package hub

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// OwnPages are the folders that every language has, whatever its content.
var OwnPages = []string{"people", "apps", "departments", "tags", "boundaries", "network", "competences", "letter", "insights"}

// Setting finds what site.yaml names for a language: a folder, or a page by
// its slug or path, without language; those that the language lacks are taken
// from another. It is not OK if there is none, or more than one.
func (h *Hub) Setting(lang *Language, ref strictyaml.Text) Target {
	if folder := lang.Folder(settingPath(ref)); folder != nil {
		return Target{Folder: folder}
	}
	if found := h.names.setting(ref, lang.Code, h.Config.StandIns()); len(found) == 1 {
		return Target{Page: cmp.Or(found[0].Translations.Pages[lang.Code], found[0])}
	}
	if ownPage(ref) {
		return Target{}
	}
	for _, code := range h.Config.StandIns() {
		other := h.Languages[slices.IndexFunc(h.Languages, func(l *Language) bool { return l.Code == code })]
		if folder := other.Folder(settingPath(ref)); folder != nil {
			return Target{Folder: folder}
		}
	}
	return Target{}
}

// setting finds the pages that a reference of site.yaml may mean.
func (n *names) setting(ref strictyaml.Text, lang string, others []string) []*Page {
	folders, name := path.Split(settingPath(ref))
	if name == "" {
		return nil
	}
	return n.called(name, strings.TrimSuffix(folders, "/"), lang, others)
}

// ownPage reports whether a reference is to one of OwnPages, also where it is
// called as in another language.
func ownPage(ref strictyaml.Text) bool {
	return slices.Contains(OwnPages, canonicalFolder(settingPath(ref)))
}

// settingPath is a reference without slashes at its ends and without ".md".
func settingPath(ref strictyaml.Text) string {
	return strings.TrimSuffix(strings.Trim(ref.Value, "/"), ".md")
}

// settings checks what site.yaml refers to.
func (l *placed) settings() {
	c := l.config
	links := slices.Clone(c.Footer.Links)
	for _, entry := range c.Menu {
		links = append(append(links, entry.MenuItem), entry.Items...)
	}
	for _, item := range links {
		if !ownPage(item.Page) {
			l.setting(item.Page, true)
		}
	}
	l.setting(c.Home.Start, false)
	l.homeParts(c.Home.Parts)
	if coverage := c.Roles.Coverage; coverage.Value != "" {
		l.role(coverage)
	}
	for _, picture := range pictures(c) {
		if a := l.files.at(picture.Value); picture.Value != "" && (a == nil || !a.IsImage()) {
			l.missing(picture.Span, picture.Value, []string{picture.Value}, diag.MissingFile, diag.Say("there is no picture %s below content/", quote(picture.Value)), diag.Say("put it there, or mend the path: it begins below content/"))
		}
	}
}

// homeParts checks of what the home page is to be made.
func (l *placed) homeParts(parts []strictyaml.Text) {
	known := slices.Clone(config.HomeParts)
	for _, k := range source.Kinds {
		if k.Folder != "" {
			known = append(known, k.Folder)
		}
	}
	seen := map[string]bool{}
	for _, part := range parts {
		switch {
		case !slices.Contains(config.HomeParts, part.Value) && source.KindOf(part.Value).Default:
			l.tell(part.Span, diag.BadValue, diag.Say("the home page has no part %s", quote(part.Value)), diag.DidYouMean(part.Value, known).Or(diag.Say("write %s, or the folder of a kind of pages", strings.Join(config.HomeParts, ", "))))
		case seen[part.Value]:
			l.tell(part.Span, diag.DuplicateEntry, diag.Say("the home page has the part %s twice", quote(part.Value)), diag.Say("leave out one of them"))
		}
		seen[part.Value] = true
	}
}

// pictures are those that site.yaml names.
func pictures(c *config.Site) []strictyaml.Text {
	pictures := []strictyaml.Text{c.Logo, c.Home.Image()}
	for _, app := range c.Organisation.Apps {
		pictures = append(pictures, app.Icon)
	}
	return pictures
}

// setting tells of a reference that leads nowhere.
func (l *placed) setting(ref strictyaml.Text, folders bool) {
	if ref.Value == "" {
		return
	}
	lang := l.config.DefaultLang()
	if folders && l.trees[lang].Folder(settingPath(ref)) != nil {
		return
	}
	found := l.names.setting(ref, lang, l.standIns)
	if len(found) == 1 {
		if l.versions[found[0]].Pages[lang] == nil && l.whose[found[0]] == nil {
			l.tellLanguage(diag.Say("page"), lang, found[0].Lang, ref.Value, ref.Span)
		}
		return
	}
	var known []string
	for _, p := range l.pages {
		if !p.Index {
			known = append(known, strings.TrimPrefix(p.ID, p.Lang+"/"))
		}
	}
	for _, other := range l.standIns {
		if folders && l.trees[other].Folder(settingPath(ref)) != nil {
			l.tellLanguage(diag.Say("page"), lang, other, ref.Value, ref.Span)
			return
		}
		for _, folder := range l.trees[other].Folders {
			if folders && folder.Path != "" {
				known = append(known, folder.Path)
			}
		}
	}
	if len(found) > 1 {
		l.tell(ref.Span, diag.AmbiguousReference, diag.Say("%s is the name of several pages", quote(ref.Value)), diag.Say("write its folder in front: %s", strings.TrimPrefix(found[0].ID, found[0].Lang+"/")))
		return
	}
	hidden := l.unpublished.setting(ref, lang, l.standIns)
	if within := l.unpublished.at(path.Join(lang, settingPath(ref))); within != nil && folders {
		hidden = append(hidden, within)
	}
	if len(hidden) > 0 {
		if l.maySee(hidden[0]) { // else the entry is for those who may
			l.unpublishedLink(hidden[0], ref.Value, ref.Span)
		}
		return
	}
	hint := diag.Say("write its path below the language's folder, for example tips/unlock")
	if near := diag.DidYouMean(settingPath(ref), known); !near.Empty() {
		hint = near
	}
	l.tell(ref.Span, diag.BrokenLink, diag.Say("there is no page %s", quote(ref.Value)), hint)
}
