package edit

import (
	"strings"

	"ankerplatz/generator/fields"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// vocabulary is words.json: all that client/words.js needs to know to read
// pages as package source does.
type vocabulary struct {
	Default   string                      `json:"default"` // the hub's language, whose words are taken on every page
	Tongues   []string                    `json:"tongues"`
	Fitting   []string                    `json:"fitting"`
	Languages map[string]source.Spoken    `json:"languages"`
	Days      []string                    `json:"days"`
	DayWords  map[string][]string         `json:"day_words"`
	Letters   map[string]string           `json:"letters"` // what letters become in addresses
	Kinds     map[string]map[string]shape `json:"kinds"`   // the fields that only they have
	Common    map[string]shape            `json:"common"`  // the fields of every kind
}

// shape is what a field's value is like, as far as the meaning of its word
// depends on it.
type shape struct {
	Is       string           `json:"is"` // "text", or a fields.Shape that is told apart from it
	Pattern  string           `json:"pattern,omitempty"`
	Many     bool             `json:"many,omitempty"`
	Alone    bool             `json:"alone,omitempty"`
	EachWord bool             `json:"each_word,omitempty"`
	ID       bool             `json:"id,omitempty"`
	Values   []string         `json:"values,omitempty"` // of state
	Fields   map[string]shape `json:"fields,omitempty"`
}

// vocabularyOf is that of a hub.
func vocabularyOf(h *hub.Hub) vocabulary {
	v := vocabulary{
		Default: h.Config.DefaultLang(), Tongues: source.Tongues, Fitting: source.Fitting, Languages: source.Vocabulary(),
		Days: words.Days, DayWords: map[string][]string{}, Letters: slug.Letters(), Kinds: map[string]map[string]shape{},
	}
	for _, word := range words.DayWords() {
		v.DayWords[word] = words.ReadDays(word)
	}
	for _, lang := range h.Languages {
		code, _, _ := strings.Cut(lang.Code, "-")
		if says := v.Languages[code].Says; says != nil {
			for _, day := range words.Days {
				says["days="+day] = lang.Day(day)
			}
		}
	}
	for _, kind := range source.Kinds {
		all := fields.OfKind(kind)
		v.Kinds[kind.Name] = shapes(all, fields.Field.Own)
		v.Common = shapes(all, func(f fields.Field) bool { return !f.Own() })
	}
	return v
}

// shapes are those of some of the fields.
func shapes(all []fields.Field, some func(fields.Field) bool) map[string]shape {
	made := map[string]shape{}
	for _, f := range all {
		if !some(f) {
			continue
		}
		s := shape{Is: string(f.Shape), Many: f.Many, Alone: f.Alone, EachWord: f.EachWord}
		switch f.Shape {
		case fields.Day, fields.Moment, fields.Period, fields.Span, fields.Number, fields.Range:
			s.Pattern = f.Pattern()
		case fields.Line, fields.Paragraph, fields.Markdown, fields.Clock, fields.Choice, fields.Reference, fields.File, fields.Address, fields.Mail, fields.Phone:
			s.Is = "text"
			s.ID = f.Shape == fields.Reference && f.Of != "page" && f.Of != "language"
		case fields.Group:
			s.Fields = shapes(f.Fields, func(fields.Field) bool { return true })
		case fields.Texts, fields.Words, fields.YesNo, fields.Map, fields.Free: // told by their names
		}
		if f.Name == "state" {
			s.Values = f.Choices
		}
		made[f.Name] = s
	}
	return made
}
