package generator

import (
	"context"
	"path"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/source"
	"ankerplatz/generator/theme"
	"ankerplatz/generator/words"
	"ankerplatz/search/component"
	"ankerplatz/search/shards"
)

// embedFiles are what pages of other sites need to search the hub: the
// component, and what they are told of the indexes.
func embedFiles(h *hub.Hub, t *theme.Theme) []planned.File {
	file := func(name string, data func() ([]byte, error)) planned.File {
		to := "search/" + name
		return planned.File{Path: to, Make: func(_ context.Context, sink planned.Sink) (diag.List, error) {
			made, err := data()
			if err != nil {
				return nil, err
			}
			return nil, sink.Write(to, made)
		}}
	}
	told := searchable(h).File()
	return []planned.File{
		file(told.Name, func() ([]byte, error) { return told.Data, nil }),
		file(component.Name, func() ([]byte, error) { return component.File(h.Config.DefaultLang(), componentTexts(t)) }),
	}
}

// searchable is what pages of other sites are told of the hub's indexes.
func searchable(h *hub.Hub) shards.Hub {
	told := shards.Hub{Languages: map[string]shards.HubNames{}}
	for _, lang := range h.Languages {
		if !searched(h, lang.Code) {
			continue
		}
		names := shards.HubNames{
			Title: h.Config.Title.In(lang.Code, h.Config.DefaultLang()),
			Page:  h.Base + lang.Code + "/search/",
			Kinds: kindTitles(lang.Language),
		}
		told.Languages[lang.Code] = names
		if told.Lang == "" || lang.Code == h.Config.DefaultLang() {
			told.Lang = lang.Code
		}
	}
	return told
}

// kindTitles are what a page of each kind is called.
func kindTitles(lang *words.Language) map[string]string {
	titles := map[string]string{}
	for _, kind := range source.Kinds {
		if title, ok := lang.Lookup("kind_" + kind.Name); ok {
			titles[kind.Name] = title
		}
	}
	return titles
}

// componentTexts are what the component says, in all languages of a theme: the
// pages that it stands in may have others than the hub.
func componentTexts(t *theme.Theme) map[string]component.Texts {
	var codes []string
	for _, name := range t.Names("i18n/", ".yaml") {
		if path.Dir(name) == "i18n" {
			codes = append(codes, strings.TrimSuffix(path.Base(name), ".yaml"))
		}
	}
	languages, _ := words.Load(t.Words(), codes) // what is wrong with them is told where the hub's are loaded
	texts := map[string]component.Texts{}
	for _, code := range codes {
		lang := languages.In(code)
		one := func(key string) string {
			text, _ := lang.Count(key, 1)
			return text
		}
		texts[code] = component.Texts{
			Search:     lang.Text("search"),
			Label:      lang.Text("search_label"),
			Prompt:     lang.Text("search_prompt"),
			Results:    lang.Text("search_results"),
			Close:      lang.Text("close"),
			Loading:    lang.Text("search_loading"),
			Busy:       lang.Text("search_busy"),
			One:        lang.Text("search_count_one"),
			Other:      lang.Text("search_count_other"),
			None:       lang.Text("search_none"),
			Meant:      lang.Text("search_meant"),
			More:       lang.Text("search_more"),
			Hours:      lang.Text("hours_short"),
			Minutes:    lang.Text("minutes_short"),
			Step:       one("items"),
			Steps:      lang.Text("items"),
			App:        lang.Text("filter_app"),
			Department: lang.Text("filter_department"),
			Because:    because(lang),
			Page:       one("pages"),
			Pages:      lang.Text("pages"),
			Failed:     lang.Text("search_failed"),
			Network:    lang.Text("search_network"),
			Offline:    lang.Text("search_offline"),
			Retry:      lang.Text("search_retry"),
			Ctrl:       lang.Key("ctrl"),
			Alt:        lang.Key("alt"),
			Shift:      lang.Key("shift"),
		}
	}
	return texts
}

// because says what a text is that a result was found by.
func because(lang *words.Language) map[string]string {
	said := map[string]string{"app": "filter_app", "department": "filter_department"}
	for _, field := range []string{"knows", "keyword", "problem", "heading", "tag", "picture"} {
		said[field] = "search_in_" + field
	}
	for field, key := range said {
		said[field] = lang.Text(key) + lang.Text("colon")
	}
	return said
}
