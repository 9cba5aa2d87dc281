package config

import (
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/words"
)

func (c *checker) languages() {
	langs, one := &c.site.Languages, c.site.Language
	switch at, both := c.node.Key("languages"); {
	case len(one) == 0:
	case both && len(langs.List) > 0:
		c.add(at, diag.DuplicateEntry, diag.Say("the hub's languages are said twice: in language: and in languages:"), diag.Say("remove one of them"))
	default:
		langs.List = one
	}
	seen := map[string]bool{}
	langs.List = slices.DeleteFunc(langs.List, func(lang strictyaml.Text) bool {
		if !c.languageCode(lang) {
			return true
		}
		if seen[lang.Value] {
			c.add(lang.Span, diag.DuplicateEntry, diag.Say("language %q is in the list twice", lang.Value), diag.Say("remove one of them"))
			return true
		}
		seen[lang.Value] = true
		return false
	})
	switch standard := langs.Default; {
	case standard.Value == "":
	case len(langs.List) == 0:
		if !c.languageCode(standard) {
			langs.Default = strictyaml.Text{}
		}
	case !seen[standard.Value]:
		c.unknownLanguage(standard)
		langs.Default = strictyaml.Text{}
	}
	search := &c.site.Search
	search.Languages = slices.DeleteFunc(search.Languages, func(lang strictyaml.Text) bool { return !c.listed(lang) })
}

// languageCode reports whether the code is one, in the usual letters: it
// becomes a folder's name and a part of addresses.
func (c *checker) languageCode(lang strictyaml.Text) bool {
	meant := words.Meant(lang.Value)
	if meant == lang.Value && meant != "" {
		return c.languageFolder(lang)
	}
	hint := diag.Say(`write its code, as in "de", "nl", "da", "en" or "de-AT"`)
	if meant != "" {
		hint = diag.Say("write %s", meant)
	}
	c.add(lang.Span, diag.UnknownLanguage, diag.Say("%q is not the code of a language", lang.Value), hint)
	return false
}

// languageFolder reports whether a language's pages can lie below its code.
func (c *checker) languageFolder(lang strictyaml.Text) bool {
	var what diag.Text
	if by := sitepath.Reserved(lang.Value); !by.Empty() {
		what = diag.Say("the address /%s/ is kept for %s", lang.Value, by)
	} else if err := sitepath.Check(lang.Value); err != nil {
		what = diag.Say("%v", err)
	}
	if !what.Empty() {
		c.add(lang.Span, diag.BadValue, diag.Say("no pages can lie below %q: %s", lang.Value, what), diag.Say(`write the language with a country, as in "de-AT"`))
	}
	return what.Empty()
}

// listed reports whether the hub has the language.
func (c *checker) listed(lang strictyaml.Text) bool {
	if slices.ContainsFunc(c.site.Languages.List, func(l strictyaml.Text) bool { return l.Value == lang.Value }) {
		return true
	}
	if len(c.site.Languages.List) == 0 && lang.Value == c.site.Languages.Default.Value {
		return true
	}
	c.unknownLanguage(lang)
	return false
}

func (c *checker) unknownLanguage(lang strictyaml.Text) {
	codes := c.site.LangCodes()
	hint := diag.Say("the hub's languages are %s", strings.Join(codes, ", "))
	if len(codes) == 0 {
		hint = diag.Say(`list the hub's languages, as in "languages: {list: [de, en]}"`)
	}
	if code := words.Code(lang.Value); slices.Contains(codes, code) {
		hint = diag.Say("did you mean %q?", code)
	}
	c.add(lang.Span, diag.UnknownLanguage, diag.Say("language %q is not in languages.list", lang.Value), hint)
}

// translations checks the languages of all texts that are given by language.
func (c *checker) translations() {
	texts := []*strictyaml.Node{
		c.field("title"), c.field("claim"), c.field("description"), c.field("footer", "text"),
		c.field("banner", "text"), c.field("home", "questions"),
	}
	for _, list := range []*strictyaml.Node{
		c.field("organisation", "departments"), c.field("organisation", "locations"), c.field("organisation", "apps"), c.field("audiences"),
	} {
		for _, item := range list.Items() {
			texts = append(texts, item.Field("name"))
		}
	}
	for _, list := range []*strictyaml.Node{c.field("menu"), c.field("footer", "links")} {
		for _, item := range list.Items() {
			texts = append(texts, item.Field("title"))
		}
	}
	for _, text := range texts {
		for _, f := range text.Fields() {
			c.listed(strictyaml.Text{Value: f.Name, Span: f.Key})
		}
	}
}
