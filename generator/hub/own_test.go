package hub

import (
	"fmt"
	"strings"
	"testing"

	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// A kind of its own, as docs/extending.md adds one: the fields and what they
// lead to, and nothing else.
type testEvent struct {
	source.Plain
	host, topic strictyaml.Text
}

type testEventPage struct {
	Nothing
	host  *Person
	topic *Term
}

func (e *testEventPage) Links() []Target         { return []Target{{Person: e.host}} }
func (e *testEventPage) Terms() []*Term          { return []*Term{e.topic} }
func (e *testEventPage) Contributors() []*Person { return []*Person{e.host} }

var testEventKind = kind(&source.Kind{Name: "event", Listed: true, Fed: true}, func(l *linker, p *Page, fields *testEvent) *testEventPage {
	return &testEventPage{host: l.personCalled(fields.host), topic: l.app(p.Lang, fields.topic)}
})

// TestNewKind: what a kind answers counts everywhere, without anything else
// being told of it; and a kind that is unlisted, unsearched and not due for
// review is none of these.
func TestNewKind(t *testing.T) {
	in := read(t, `
-- site.yaml --
title: Hub
languages: {list: [de]}
review: {every: 1y}
organisation:
  departments: [{id: lab}]
  apps: [{id: excel, name: Excel}]
-- content/de/people/bo.md --
---
name: Bo
department: lab
reviewed: 2026-11-02
---
x
-- content/de/meet.md --
---
title: Treffen
date: 2024-01-01
---
Wir reden über Pivottabellen.
-- content/de/tips/pivot.md --
---
title: Pivottabellen
apps: [excel]
reviewed: 2026-11-02
---
x
`)
	for i, p := range in.Pages {
		if p.Source.Name == "meet" {
			in.Pages[i].Source.Kind = testEventKind.Kind
			in.Pages[i].Source.Fields = &testEvent{host: strictyaml.Text{Value: "bo"}, topic: strictyaml.Text{Value: "excel"}}
		}
	}
	h, list := Link(in)
	same(t, "said", said(list), "") // of no review
	meet, bo, lang := h.page(t, "de/meet"), h.People[0], h.Languages[0]
	same(t, "refers to the host", pageIDs(bo.Main.Backlinks), "de/meet")
	same(t, "the host's work", pageIDs(bo.Wrote), "de/meet")
	same(t, "the app's pages", pageIDs(lang.App("excel").Pages), "de/tips/pivot de/meet")
	same(t, "of the kind", pageIDs(lang.OfKind(testEventKind.Kind)), "de/meet")
	same(t, "the app's of the kind", pageIDs(lang.App("excel").OfKind(testEventKind.Kind)), "de/meet")
	same(t, "naming the host", pageIDs(lang.Naming(bo, testEventKind.Kind)), "de/meet")
	same(t, "tips naming the host", pageIDs(lang.Naming(bo, source.TipKind)), "")
	same(t, "related", pageIDs(h.page(t, "de/tips/pivot").Related), "de/meet")
	same(t, "whom to ask", askedIDs(h.Ask(meet, 3)), "bo")
	same(t, "found", pageIDs(h.Found(lang)), "de/tips/pivot de/people/bo")
	if !meet.IsBy(bo) || meet.ReviewDue || meet.Person() != nil {
		t.Error("the page is another's")
	}
}

// TestOwn: what the shipped kinds add to their pages.
func TestOwn(t *testing.T) {
	h, list := Link(read(t, `
-- site.yaml --
title: Hub
languages: {list: [de, en]}
organisation:
  departments: [{id: lab, name: {de: Labor, en: Laboratory}}, {id: sales, name: Vertrieb}, {id: house, name: Haus}, {id: cellar, name: Labor, parent: house}]
  locations: [{id: kiel, name: {de: Kiel, en: Kiel office}}]
  apps: [{id: excel, name: {de: Excel, en: Excel (EN)}}]
-- content/de/tips/a.md --
---
title: A
problem: Wie geht das?
keywords: [so, anders]
related: [kit, a, kit]
---
x
-- content/de/toolkits/kit.md --
---
title: Kit
for: [key-user]
goals: [Ziel]
items:
  - {page: a}
  - {page: a, title: Anders, note: Notiz}
  - {file: plan.csv, title: Plan}
  - {link: "https://example.org/"}
checklist: [Fertig]
---
x
-- content/de/toolkits/plan.csv --
a;b
-- content/de/roles/key-user.md --
---
title: Key-User
purposes: [Zweck]
tasks: [{group: Gruppe, items: [Aufgabe]}]
qualities: [Geduld]
formats: [Runde]
reports_to: [Key-User, Leitung]
boundaries:
  role: [{text: Selbst, see: [a]}]
  it: [{text: Andere, see: ["https://example.org/"]}]
---
x
-- content/en/roles/key-user.md --
---
title: Key user
---
x
-- content/de/people/bo.md --
---
name: Bo
job: Laborantin
department: lab
serves: [sales, lab]
location: kiel
roles: [key-user]
languages: [da]
consent: [languages]
competencies: [{topic: excel, level: 2, note: Pivot}, {topic: Backen, level: 1}]
---
x
-- content/de/people/al.md --
---
name: Al
department: cellar
languages: [en]
consent: [languages]
status: away
deputy: bo
---
x
`))
	same(t, "said", said(list), "")
	de, en := h.Languages[0], h.Languages[1]
	texts := func(id string, lang *Language) string {
		own := h.page(t, id).Own.Texts(lang)
		return strings.Join([]string{own.Question.Value, strings.Join(own.Keywords, ","), own.Summary, strings.ReplaceAll(strings.Join(own.Sections, "; "), "\n", " ")}, " | ")
	}
	knows := func(id string, lang *Language) string {
		own := h.page(t, id).Own.Texts(lang)
		return fmt.Sprint(own.Knows, own.Weight)
	}
	same(t, "tip", texts("de/tips/a", de), "Wie geht das? | so,anders |  | ")
	same(t, "toolkit", texts("de/toolkits/kit", de), " |  |  | Ziel; A; Anders Notiz; Plan; Fertig")
	same(t, "role", texts("de/roles/key-user", de), " |  |  | Zweck; Gruppe Aufgabe; Geduld Runde; Key-User; Leitung; Selbst")
	same(t, "profile", texts("de/people/bo", de), " | Laborantin,Labor,Vertrieb,Kiel,Key-User,Dänisch,Dansk | Laborantin | Pivot")
	same(t, "profile for others", texts("de/people/bo", en), " | Laborantin,Laboratory,Vertrieb,Kiel office,Key user,Danish,Dansk | Laborantin | Pivot")
	same(t, "what a profile says of somebody", knows("de/people/bo", de), "[{Excel 2} {Backen 1}] 1")
	same(t, "to readers whose language they do not speak", knows("de/people/bo", en), "[{Excel (EN) 2} {Backen 1}] 0.8")
	same(t, "of the department above, and who stands in", texts("de/people/al", de), " | Labor,Haus,Englisch,English |  | deputycolon Bo")
	same(t, "who is away", knows("de/people/al", en), "[] 0.4")

	same(t, "picked", pageIDs(h.page(t, "de/tips/a").Own.Picked()), "de/toolkits/kit")
	kit := h.page(t, "de/toolkits/kit").Own.(*ToolkitPage)
	if kit.Items[0].To.Page == nil || kit.Items[2].To.Asset == nil || kit.Items[3].To.URL == "" || kit.For[0].ID != "key-user" {
		t.Errorf("items lead to %+v", kit.Items)
	}
	role := h.page(t, "de/roles/key-user").Own.(*RolePage)
	same(t, "reports to", role.ReportsTo[0].Name("en")+", "+role.ReportsTo[1].Name("en"), "Key user, Leitung")
	if links := role.Links(); len(links) != 2 || links[0].Page == nil || links[1].URL == "" {
		t.Errorf("boundaries lead to %+v", links)
	}
	bo := h.page(t, "de/people/bo")
	same(t, "terms", termIDs(bo.Own.Terms()), "lab sales excel")
	same(t, "the app's pages are not its people's", pageIDs(de.App("excel").Pages), "")
	if bo.Role() != nil || bo.Profile().Job != "Laborantin" || h.page(t, "de/roles/key-user").Role() != h.Roles[0] {
		t.Error("pages are not what they are of")
	}
}

// TestFolderNames: the folder of a kind in any language, and names that say
// the same.
func TestFolderNames(t *testing.T) {
	h, list := Link(read(t, `
-- site.yaml --
title: Hub
languages: {list: [de, nl]}
-- content/de/tipps/erp/a.md --
# A
x
-- content/nl/tips/erp/a.md --
# A
x
-- content/de/tipps/b.md --
# B
x
-- content/de/rollen/r.md --
# R
x
-- content/de/roles/s.md --
# S
x
-- content/de/Guides/c.md --
# C
x
-- content/de/guides/d.md --
# D
x
`))
	same(t, "said", said(list), "de/guides/d.md:1 two-folders\nde/rollen/r.md:1 two-folders")
	de, nl := h.Languages[0], h.Languages[1]
	a := h.page(t, "de/tipps/erp/a")
	same(t, "translation", a.Translations.In("nl").ID, "nl/tips/erp/a")
	same(t, "list", de.Folder("tips/erp").Path, "tipps/erp")
	same(t, "of one name", pageIDs(de.Folder("guides").Pages), "de/Guides/c de/guides/d")
	same(t, "below and untranslated", pageIDs(nl.Folder("tips").Pages), "nl/tips/erp/a de/tipps/b")
	same(t, "untranslated, as the kind says", pageIDs(nl.Folder("roles").Pages), "de/roles/s de/rollen/r")
	if a.Kind != source.TipKind || de.Folder("rollen") == de.Folder("roles") || nl.Folder("tipps") != nl.Folder("tips") {
		t.Error("folders are others'")
	}
}

// TestFolderText: a page that is the text of the folder of its name stays of
// its kind.
func TestFolderText(t *testing.T) {
	h, _ := Link(read(t, `
-- site.yaml --
title: Hub
languages: {list: [de]}
organisation: {departments: [{id: lab}]}
-- content/de/people/bo.md --
---
name: Bo
department: lab
---
x
-- content/de/people/bo/kurs.md --
---
title: Kurs
kind: tip
---
x
`))
	bo := h.page(t, "de/people/bo")
	if !bo.Index || bo.Kind != source.ProfileKind || bo.Person() == nil || len(h.People) != 1 {
		t.Errorf("the folder's text is a %s of %v, of %d people", bo.Kind.Name, bo.Person(), len(h.People))
	}
}
