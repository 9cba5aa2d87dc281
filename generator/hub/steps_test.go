package hub

import (
	"testing"
)

// TestSteps looks at what each step of linking finds out.
func TestSteps(t *testing.T) {
	in := read(t, `
-- site.yaml --
title: Hub
languages: {default: nl, list: [de, nl, da]}
privacy: {consent: required}
organisation:
  departments: [{id: lab, name: Labor}]
  apps: [{id: excel, name: Excel}]
-- content/de/tips/sperre.md --
---
title: Sperre
translation: lock
tags: [Schloss, con]
---
x
-- content/nl/tips/slot.md --
---
title: Slot
translation: lock
---
x
-- content/da/tips/laas.md --
---
title: Lås
draft: true
---
x
-- content/de/tips/alt.md --
---
title: Alt
expires: 2026-01-01
---
x
-- content/de/roles/key-user.md --
---
title: Key-User
---
x
-- content/de/people/anna.md --
---
name: Dr. Anna Zander
department: lab
photo: anna.png
since: 2020-01-01
consent: [photo, since]
roles: [key-user]
competencies: [{topic: excel, level: 3}]
---
x
-- content/da/people/anna.md --
---
name: Anna Zander
department: lab
consent: [since]
---
x
-- content/de/people/bo.md --
---
name: Bo
department: lab
status: left
---
x
-- content/de/people/anna.png --
x
-- content/de/tips/bild.png --
x
`)
	task := newTask(in)
	published := task.publish(in.Pages)
	same(t, "published", pageIDs(published.pages), "da/people/anna de/people/anna de/people/bo de/roles/key-user de/tips/sperre nl/tips/slot")
	same(t, "hidden", pageIDs(published.hidden), "da/tips/laas de/tips/alt")

	translated := published.tie()
	sperre := published.names.at("de/tips/sperre.md")
	one := translated.versions[sperre]
	for lang, id := range map[string]string{"de": "de/tips/sperre", "nl": "nl/tips/slot", "da": "nl/tips/slot"} {
		same(t, "for readers of "+lang, one.In(lang).ID, id)
	}

	peopled := translated.meet()
	same(t, "people", personIDs(peopled.people), "anna bo")
	anna := peopled.called["anna"]
	same(t, "the profile that stands in", anna.In("nl").ID, "de/people/anna") // nl has none; de is the first
	same(t, "departments", anna.Department, "lab")
	same(t, "holders", personIDs(peopled.roleCalled["key-user"].Holders), "anna")
	public := peopled.public[anna.Main]
	if public.Photo.Value != "" || public.Since.IsZero() {
		t.Errorf("all files agree to since, and not to photo: %+v", public)
	}
	if got := peopled.public[anna.Pages["da"]].Level("excel"); got != 3 {
		t.Errorf("the translated profile has the competences of the first: level %d", got)
	}
	if !peopled.left(published.names.at("de/people/bo.md")) || peopled.left(sperre) {
		t.Error("who left is not known")
	}

	stored := peopled.store(in.Assets)
	same(t, "files", ids(stored.assets, func(a *Asset) string { return a.Path }), "de/tips/bild.png")

	placed := stored.place()
	folder := placed.trees["da"].Folder("tips")
	same(t, "the list of a language that lacks a page", pageIDs(folder.Pages), "nl/tips/slot")
	same(t, "who left is in no list", pageIDs(placed.trees["de"].Folder("people").Pages), "de/people/anna")

	termed := placed.name()
	same(t, "tags", termIDs(termed.terms[sperre].tags), "schloss")
	same(t, "who knows Excel", personIDs(termed.vocabularies["nl"].App("excel").People), "anna")

	h := termed.link().complete()
	same(t, "said", said(task.list), "da/people/anna.md:4 consent-differs\nde/tips/sperre.md:4 bad-value")
	same(t, "found in Danish", pageIDs(h.Found(h.Languages[2])), "da/people/anna")
	if h.Pages[0] != anna.Pages["da"] || anna.Main.Person() != anna || sperre.Person() != nil || sperre.Role() != nil {
		t.Error("pages lost what they are")
	}
}

// TestReferBack: pages tell who refers to them in text and fields, once and by
// ID, and not those of people who left.
func TestReferBack(t *testing.T) {
	h, list := Link(read(t, `
-- site.yaml --
title: Hub
languages: {list: [de]}
organisation: {departments: [{id: lab}]}
-- content/de/tips/a.md --
---
title: A
---
x
-- content/de/tips/b.md --
---
title: B
related: [a]
---
[A](a.md), [again](a.md), [me](b.md), @bo
-- content/de/toolkits/kit.md --
---
title: Kit
items: [{page: a}, {link: "https://example.org/"}]
---
x
-- content/de/roles/key-user.md --
---
title: Key-User
boundaries: {it: [{text: Unlock, see: [a]}]}
---
x
-- content/de/people/bo.md --
---
name: Bo
department: lab
---
x
-- content/de/people/cy.md --
---
name: Cy
department: lab
status: left
---
[A](../tips/a.md)
`))
	same(t, "said", said(list), "")
	same(t, "of the tip", pageIDs(h.page(t, "de/tips/a").Backlinks), "de/roles/key-user de/tips/b de/toolkits/kit")
	same(t, "of the person", pageIDs(h.page(t, "de/people/bo").Backlinks), "de/tips/b")
	same(t, "picked", pageIDs(h.page(t, "de/tips/b").Related), "de/tips/a")
}

// TestOtherLanguage: what only another language has is led to, and told; what
// the own language has under another name is meant.
func TestOtherLanguage(t *testing.T) {
	h, list := Link(read(t, `
-- site.yaml --
title: Hub
languages: {list: [en, de, nl]}
organisation: {departments: [{id: lab}]}
menu: [{page: rollen/key-user}]
-- content/en/index.md --
# Home
-- content/de/rollen/key-user.md --
---
title: Key-User
---
## Zeit
-- content/de/people/bo.md --
---
name: Bo
department: lab
---
x
-- content/de/tipps/sperre.md --
---
title: Sperre
translation: lock
---
x
-- content/nl/tips/slot.md --
---
title: Slot
translation: lock
---
[Key user](/roles/key-user#zeit)
[Key user](../roles/key-user.md)
[[key-user]]
[Sperre](../tipps/sperre.md)
[[sperre]]
[Bo](../people/bo.md)
[Duits](/de/rollen/key-user)
[niets](/roles/nobody)
-- content/nl/toolkits/kit.md --
---
title: Kit
items: [{page: /roles/key-user}]
---
x
-- content/nl/roles/rol.md --
---
title: Rol
boundaries: {it: [{text: x, see: [key-user]}]}
---
x
`))
	same(t, "said", said(list), `nl/roles/rol.md:3 other-language
nl/tips/slot.md:12 broken-link
nl/tips/slot.md:5 other-language
nl/tips/slot.md:6 other-language
nl/tips/slot.md:7 other-language
nl/toolkits/kit.md:3 other-language
site.yaml:4 other-language`)
	slot := h.page(t, "nl/tips/slot")
	for i, want := range []string{"de/rollen/key-user", "de/rollen/key-user", "de/rollen/key-user", "nl/tips/slot", "nl/tips/slot", "de/people/bo", "de/rollen/key-user"} {
		same(t, "led to by "+slot.Doc.Refs[i].Dest, slot.Targets[i].Page.ID, want)
	}
	same(t, "the heading", slot.Targets[0].Frag, "zeit")
}
