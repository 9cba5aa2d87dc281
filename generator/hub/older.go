package hub

import (
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/gitinfo"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
)

// Older says what a translation is behind in.
type Older struct {
	Than     *Page              // what it is translated from
	Since    time.Time          // when that was changed last
	Sections []markdown.Heading // of what was changed, those that are still there
}

// Past names a page as it once was.
type Past struct {
	Lang, Contents string // as gitinfo calls them
}

// Words are what a page says that its translations say too.
type Words struct {
	Fields   map[string]any
	Sections []markdown.Section
}

// older finds the translations that are behind what they are translated from,
// by days: what is changed on one day in all languages is changed together.
// Where git has an earlier version, its words decide: whoever corrects spaces,
// dates or an owner sends nobody translating.
func (t *translated) older() map[*Page]*Older {
	behind := map[*Page]*Older{}
	base := map[*Page]gitinfo.Edit{} // what of the source a translation is of
	var asked []Past
	for _, p := range t.pages {
		from := t.original(p)
		held := t.held(p)
		if from == nil || p.Kind.Apart || held.IsZero() || !day(from.Updated).After(held) {
			continue
		}
		behind[p] = &Older{Than: from, Since: from.Updated}
		for _, edit := range t.git.Edits(path.Join(source.Root, from.Path)) {
			if !day(edit.At).After(held) && edit.After != "" {
				base[p] = edit
			}
		}
		if edit, ok := base[p]; ok {
			asked = append(asked, Past{from.Lang, edit.After})
		}
	}
	var was map[Past]Words
	if len(asked) > 0 && t.was != nil {
		was = t.was(asked)
	}
	for _, p := range t.pages {
		o := behind[p]
		if o == nil {
			continue
		}
		var changed []diag.Text
		then, known := was[Past{o.Than.Lang, base[p].After}]
		if known {
			changed = o.compare(then, Words{source.Words(o.Than.Page), o.Than.Doc.Sections})
		}
		said := !o.Than.Meta.Updated.IsZero() && day(o.Than.Meta.Updated.Time).After(t.held(p))
		if known && len(changed) == 0 && !said {
			delete(behind, p)
			continue
		}
		t.tellOlder(p, o, changed, base[p].Commit)
	}
	return behind
}

// day is the day of a moment.
func day(at time.Time) time.Time { return at.UTC().Truncate(24 * time.Hour) }

// held is the last day on which somebody saw to a page.
func (t *task) held(p *Page) time.Time { return day(later(p.Updated, p.Reviewed)) }

// original is what a page is translated from, nil for one that is not: the page
// that it names, else that in the hub's default language, or what that one is
// translated from.
func (t *translated) original(p *Page) *Page {
	from := t.translationOf(p)
	if from == nil {
		if from = t.versions[p].Pages[t.config.DefaultLang()]; from != nil {
			if further := t.translationOf(from); further != nil {
				from = further
			}
		}
	}
	if from == p {
		return nil
	}
	return from
}

// translationOf is the page that another says it is translated from: by its
// language, or as references are written. It is the page itself where that is
// the original, and nil where it says nothing.
func (t *translated) translationOf(p *Page) *Page {
	of := p.Meta.TranslationOf
	if of.Value == "" {
		return nil
	}
	if page := t.versions[p].Pages[of.Value]; page != nil {
		return page
	}
	for _, name := range append(filePaths(p.Page, of.Value), path.Join(p.Lang, of.Value)) {
		if page := t.names.at(name); page != nil {
			return page
		}
		if t.unpublished.at(name) != nil {
			return nil
		}
	}
	var langs []string
	for _, lang := range t.langs {
		if t.versions[p].Pages[lang] != nil && lang != p.Lang {
			langs = append(langs, lang)
		}
	}
	hint := diag.Say("the page has no version in another language")
	if len(langs) > 0 {
		hint = diag.Say("the page's other versions are in %s", strings.Join(langs, ", "))
	}
	t.tell(of.Span, diag.BrokenLink, diag.Say("there is no version %s that the page could be translated from", quote(of.Value)), hint)
	return nil
}

// compare names what a page says otherwise than it did, and keeps of that the
// headings.
func (o *Older) compare(then, now Words) (changed []diag.Text) {
	was := map[string]bool{}
	for _, s := range then.Sections {
		was[s.Heading+"\n"+bare(s.Text)] = true
	}
	for _, name := range slices.Sorted(maps.Keys(merged(then.Fields, now.Fields))) {
		if !reflect.DeepEqual(then.Fields[name], now.Fields[name]) {
			changed = append(changed, diag.Say("%s:", name))
		}
	}
	headings := map[string]bool{}
	for _, s := range now.Sections {
		headings[s.Heading] = true
		if was[s.Heading+"\n"+bare(s.Text)] {
			continue
		}
		if s.Heading == "" {
			changed = append(changed, diag.Say("its beginning"))
			continue
		}
		changed = append(changed, diag.Say("%s", quote(s.Heading)))
		o.Sections = append(o.Sections, markdown.Heading{ID: s.ID, Text: s.Heading})
	}
	for _, s := range then.Sections {
		if !headings[s.Heading] {
			changed = append(changed, diag.Say("%s (taken away)", quote(s.Heading)))
		}
	}
	return changed
}

func merged(a, b map[string]any) map[string]any {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// bare is a text without anything but letters and digits: what is left is what
// has to be translated.
func bare(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// mostChanged is how many changes a message names.
const mostChanged = 5

// tellOlder tells whoever keeps the translation what there is to do.
func (t *translated) tellOlder(p *Page, o *Older, changed []diag.Text, commit string) {
	name := path.Join(source.Root, o.Than.Path)
	what := diag.Say("%s, which it is translated from, was changed on %s", name, o.Since.Format(time.DateOnly))
	if n := t.changes(p, o.Than); n > 1 {
		what = diag.Say("%s, the last of %d times", what, n)
	}
	if len(changed) > 0 {
		what = diag.Say("%s: %s", what, diag.Join(changed[:min(len(changed), mostChanged)], ", "))
		if more := len(changed) - mostChanged; more > 0 {
			what = diag.Say("%s and %d more", what, more)
		}
	}
	way := diag.Say("translate what is new; if it says all of that, write reviewed: with today's date")
	if commit != "" {
		way = diag.Say("translate what is new (git diff %s.. -- %s); if it says all of that, write reviewed: with today's date", commit, shellWord(name))
	}
	at := p.Head
	if at.Start == at.End {
		at = p.File.Span(0, 0)
	}
	t.tell(at, diag.TranslationStale, what, way)
}

// changes is how often a page was changed since somebody saw to its
// translation.
func (t *translated) changes(p, from *Page) int {
	n := 0
	for _, edit := range t.git.Edits(path.Join(source.Root, from.Path)) {
		if day(edit.At).After(t.held(p)) {
			n++
		}
	}
	return n
}

// shellWord is a file's name as a shell takes it.
func shellWord(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/-_.", r)
	}) {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}
