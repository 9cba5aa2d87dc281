package edit

import (
	"cmp"
	"slices"

	"ankerplatz/generator/fields"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/words"
)

// decapField is a field of a form of Decap CMS.
type decapField struct {
	Name     string       `json:"name"`
	Label    string       `json:"label"`
	Widget   string       `json:"widget"`
	Hint     string       `json:"hint,omitempty"`
	Required bool         `json:"required"`
	Multiple bool         `json:"multiple,omitempty"`
	Options  []option     `json:"options,omitempty"`
	Type     string       `json:"value_type,omitempty"` // of numbers
	Min      *float64     `json:"min,omitempty"`
	Max      *float64     `json:"max,omitempty"`
	Step     float64      `json:"step,omitempty"`
	Format   string       `json:"format,omitempty"` // of days, and whether there is a time of day
	Time     any          `json:"time_format,omitempty"`
	Default  *string      `json:"default,omitempty"`
	Folded   bool         `json:"collapsed,omitempty"`
	Pattern  []string     `json:"pattern,omitempty"` // a regular expression, and what is said of what does not match it
	Fields   []decapField `json:"fields,omitempty"`
	Field    *decapField  `json:"field,omitempty"`
	Types    []decapField `json:"types,omitempty"` // of entries that are words or fields of their own: these two
	TypeKey  string       `json:"typeKey,omitempty"`
	Range    bool         `json:"range,omitempty"` // for format.js: a number or two
	Alone    string       `json:"alone,omitempty"` // for format.js: an entry that is words stands alone, and what is said where it does not
}

type option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// form makes the forms of a hub in a language.
type form struct {
	hub   *hub.Hub
	lang  *hub.Language
	known map[string][]option // what references may name
}

func newForm(h *hub.Hub, lang *hub.Language) form {
	return form{hub: h, lang: lang, known: map[string][]option{}}
}

// of are the fields of a page's form: its title, what its kind can't do
// without, its text, and the rest. Rare fields are not in it: what a file says
// in them stays as it is.
func (f form) of(all []fields.Field) []decapField {
	made := f.fields(all)
	first := 0
	for first < len(made) && (first == 0 || made[first].Required) {
		first++
	}
	body := decapField{Name: "body", Label: f.lang.Text("edit_text"), Widget: "hubtext"}
	return slices.Insert(made, first, body)
}

func (f form) fields(all []fields.Field) []decapField {
	var made []decapField
	for _, of := range all {
		if of.Rare {
			continue
		}
		if field := f.field(of); field.Widget != "" {
			made = append(made, field)
		}
	}
	return made
}

// field is one of a form; without a widget where a form is no place for it.
func (f form) field(of fields.Field) decapField {
	made := decapField{Name: of.Name, Label: of.Label(f.lang.Code), Hint: of.Says(f.lang.Code), Required: of.Required}
	f.widget(&made, of)
	if made.Widget == "" || !of.Many || made.Multiple {
		return made
	}
	if made.Widget == "object" {
		made.Widget, made.Folded = "list", true
		if of.Alone || of.EachWord {
			f.orWords(&made, of)
		}
		return made
	}
	each := made
	each.Name, each.Label, each.Hint, each.Required = "each", of.Label(f.lang.Code), "", true
	return decapField{Name: made.Name, Label: made.Label, Hint: made.Hint, Required: made.Required, Widget: "list", Field: &each}
}

// orWords makes each entry of a list one that is fields of its own or words.
func (f form) orWords(made *decapField, of fields.Field) {
	words := decapField{Name: "words", Label: f.lang.Text("edit_in_words"), Widget: "text", Required: true}
	made.Types = []decapField{
		{Name: "words", Label: words.Label, Widget: "object", Fields: []decapField{words}},
		{Name: "fields", Label: f.lang.Text("edit_in_fields"), Widget: "object", Fields: made.Fields},
	}
	made.Fields, made.TypeKey = nil, "__form"
	if of.Alone {
		made.Alone = f.lang.Text("edit_words_alone")
	}
}

// widget gives a field what its shape is edited with.
func (f form) widget(made *decapField, of fields.Field) {
	empty := ""
	switch of.Shape {
	case fields.Line, fields.Period, fields.Span, fields.Clock, fields.Address, fields.Mail, fields.Phone:
		made.Widget = "string"
	case fields.Paragraph, fields.Markdown:
		made.Widget = "text"
	case fields.YesNo:
		made.Widget = "boolean"
	case fields.Day:
		made.Widget, made.Format, made.Time, made.Default = "datetime", "YYYY-MM-DD", false, &empty
	case fields.Moment:
		made.Widget, made.Format, made.Time, made.Default = "datetime", "YYYY-MM-DD[T]HH:mm", "HH:mm", &empty
	case fields.File:
		made.Widget = "file"
		if of.Name == "photo" {
			made.Widget = "image"
		}
	case fields.Number:
		made.Widget, made.Type, made.Step = "number", "int", 1
		if b := of.Bounds; b != nil {
			made.Min, made.Max = &b.Least, &b.Most
			if b.Most <= b.Least {
				made.Min, made.Max = nil, nil
			}
			if b.Broken {
				made.Type, made.Step = "float", 0.1
			}
		}
	case fields.Choice:
		made.Widget, made.Multiple = "select", of.Many
		for _, value := range of.Choices {
			made.Options = append(made.Options, option{of.LabelOf(f.lang.Code, value), value})
		}
	case fields.Reference:
		if made.Options = f.options(of.Of); len(made.Options) == 0 || of.Open {
			made.Widget, made.Options = "string", nil
			return
		}
		made.Widget, made.Multiple = "select", of.Many
	case fields.Range:
		made.Widget, made.Range = "string", true
		made.Pattern = []string{`^\s*[0-9]+([.][0-9]+)?(\s*[-–]\s*[0-9]+([.][0-9]+)?)?\s*$`, f.lang.Text("edit_range")}
	case fields.Texts, fields.Words, fields.Map, fields.Free: // no form for these
	case fields.Group:
		if made.Fields = f.fields(of.Fields); len(made.Fields) > 0 {
			made.Widget, made.Folded = "object", true
		}
	}
}

// options are what a reference may name; nil where there is no list of it.
func (f form) options(of string) []option {
	if of == "page" {
		return nil
	}
	all, ok := f.known[of]
	if !ok {
		choices := f.hub.Choices(of, f.lang.Code)
		if of == "profile" { // by name, who left last
			slices.SortStableFunc(choices, func(a, b hub.Choice) int {
				return cmp.Or(last(a.Page.Person().Left)-last(b.Page.Person().Left), cmp.Compare(a.Name, b.Name))
			})
		}
		for _, c := range choices {
			if of == "language" {
				c.Name = words.NameIn(c.ID, f.lang.Code)
			}
			all = append(all, option{c.Name, c.ID})
		}
		f.known[of] = all
	}
	return all
}

// last orders what comes last behind the others.
func last(is bool) int {
	if is {
		return 1
	}
	return 0
}
