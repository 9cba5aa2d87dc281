// Package schema says in JSON Schema (draft 7) what belongs into site.yaml and
// into the front matter of each kind of page, for editors that complete and
// check YAML. It says what a schema can know: names of fields, forms of values,
// and the ids that the hub has. What leads where, and what must fit together,
// only the check sees.
package schema

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/fields"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// object is one schema, or a part of one. Keys are sorted where it is written.
type object map[string]any

// OfSite is the schema of site.yaml.
func OfSite(h *hub.Hub, lang string) []byte {
	w := &writer{hub: h, lang: lang, known: map[string][]any{}}
	return w.document("site.yaml", fields.OfSite())
}

// OfKind is the schema of the front matter of a kind's pages.
func OfKind(h *hub.Hub, k *source.Kind, lang string) []byte {
	w := &writer{hub: h, lang: lang, known: map[string][]any{}, named: "title", headed: k.Title}
	return w.document(k.Name, fields.OfKind(k))
}

// OfFolder is the schema of the front matter of the text of a kind's folder.
func OfFolder(h *hub.Hub, k *source.Kind, lang string) []byte {
	w := &writer{hub: h, lang: lang, known: map[string][]any{}, named: "title"}
	return w.document(k.Name+" (_index.md)", fields.OfFolder(k))
}

// writer makes the schema of one document.
type writer struct {
	hub    *hub.Hub
	lang   string           // of descriptions
	named  string           // the field without which a page takes its name elsewhere; "" in site.yaml
	headed string           // the kind's own field for it; "" without one
	known  map[string][]any // what a reference may be, by what it names
}

func (w *writer) document(title string, all []fields.Field) []byte {
	top := w.group(all)
	top["$schema"] = "http://json-schema.org/draft-07/schema#"
	top["title"] = title
	top["definitions"] = w.definitions()
	data, err := json.MarshalIndent(top, "", "  ")
	if err != nil {
		panic(err) // it is made of maps, texts and numbers
	}
	return append(data, '\n')
}

// definitions are the ids that were referred to.
func (w *writer) definitions() object {
	all := object{}
	for of, ids := range w.known {
		all[of] = object{"enum": ids}
		if len(ids) == 0 { // a list of none is no schema
			all[of] = object{"not": object{}}
		} else if names := w.names(of); len(names) > 0 {
			all[of] = object{"anyOf": []any{all[of], object{"type": "string", "pattern": "^(" + strings.Join(spellings(names), "|") + ")$", "doNotSuggest": true}}}
		}
	}
	return all
}

// group is a map with fields.
func (w *writer) group(all []fields.Field) object {
	properties, required := object{}, []string{}
	var one, headed []any
	for _, f := range all {
		properties[f.Name] = w.field(f)
		switch {
		case f.One:
			one = append(one, needs(f.Name))
		case !f.Required || f.Path == w.named:
		case f.Path == w.headed:
			headed = []any{needs(f.Name), needs(w.named)}
		default:
			required = append(required, f.Name)
		}
	}
	o := object{"type": "object", "properties": properties, "additionalProperties": false}
	if theirs := w.ownWords(all); len(theirs) > 0 {
		o["patternProperties"] = theirs
	}
	for key, value := range map[string][]any{"oneOf": one, "anyOf": headed} {
		if len(value) > 0 {
			o[key] = value
		}
	}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

func needs(field string) object { return object{"required": []string{field}} }

// ownWords are fields by the words of their writers, where the hub takes them: a
// single value may stand for a list then. Which of several meanings a word has
// depends on its value, so that any of them does.
func (w *writer) ownWords(all []fields.Field) object {
	theirs := object{}
	meanings := map[string][]any{}
	for _, f := range all {
		for _, word := range spellings(w.words(f, f.Name)) {
			of := w.field(f)
			delete(of, "description")
			meanings[word] = append(meanings[word], of)
			if f.Many {
				f.Many = false
				meanings[word] = append(meanings[word], w.value(f))
				f.Many = true
			}
		}
	}
	byMeaning := map[string][]string{}
	for word, of := range meanings {
		data, _ := json.Marshal(of)
		byMeaning[string(data)] = append(byMeaning[string(data)], word)
	}
	for of, words := range byMeaning {
		slices.Sort(words)
		var alternatives []any
		_ = json.Unmarshal([]byte(of), &alternatives) // it was written above
		theirs["^("+strings.Join(words, "|")+")$"] = object{"anyOf": alternatives, "doNotSuggest": true}
	}
	return theirs
}

// words are those of a field or a value that the hub takes.
func (w *writer) words(f fields.Field, key string) []string {
	if w.hub.Config.OwnWords == "tell" {
		return nil
	}
	wordsOf := source.WordsOf
	if w.named == "" { // site.yaml
		wordsOf = config.WordsOf
	}
	return slices.DeleteFunc(slices.Clone(wordsOf(key)), func(word string) bool { return word == f.Name })
}

// also are words as alternatives that follow others.
func (w *writer) also(keys ...string) string {
	alternatives := ""
	for _, key := range keys {
		for _, word := range spellings(w.words(fields.Field{}, key)) {
			alternatives += "|" + word
		}
	}
	return alternatives
}

// alsoOf are words for the choices of a field.
func (w *writer) alsoOf(f fields.Field) string {
	var keys []string
	for _, choice := range f.Choices {
		keys = append(keys, f.Name+"="+choice)
	}
	alternatives := w.also(keys...)
	if f.Name == "days" && w.named != "" && w.hub.Config.OwnWords != "tell" {
		day := strings.Join(spellings(words.DayWords()), "|")
		alternatives += `|(?:` + day + `)\.?(?:[-–,;/& ]+(?:und |u\. |en |og |and |bis |tot |til |to |t/m )?(?:` + day + `)\.?)*`
	}
	return alternatives
}

// spellings are the ways in which words are usually written: as they are, in
// small letters, with a capital, and with signs for spaces; quoted for patterns.
func spellings(all []string) []string {
	var ways []string
	for _, word := range all {
		first, size := utf8.DecodeRuneInString(word)
		for _, way := range []string{word, strings.ToLower(word), strings.ToUpper(word), string(unicode.ToUpper(first)) + word[size:]} {
			for _, sign := range []string{" ", "_", "-"} {
				ways = append(ways, regexp.QuoteMeta(strings.ReplaceAll(way, " ", sign)))
			}
		}
	}
	slices.Sort(ways)
	return slices.Compact(ways)
}

// field is what may be the value of a field.
func (w *writer) field(f fields.Field) object {
	o := w.value(f)
	if f.Many {
		item := o
		if f.EachWord {
			item = object{"anyOf": []any{text(), o}}
		}
		o = object{"type": []string{"array", "null"}, "items": item}
		if f.Required {
			o = object{"type": "array", "items": item, "minItems": 1}
		}
		if f.Alone {
			alone := item
			if f.Shape == fields.Group {
				alone = text()
			}
			o = object{"anyOf": []any{o, alone}}
		}
	} else if f.Required {
		o["not"] = object{"enum": []any{nil, ""}}
	}
	if told := f.Says(w.lang); told != "" {
		o["description"] = told
	}
	return o
}

// text is any text: numbers, true and false are texts, too.
func text() object { return object{"type": []string{"string", "number", "boolean", "null"}} }

// blank is a value that says nothing.
func blank() object { return object{"type": []string{"string", "null"}, "maxLength": 0} }

// formed is a text of a form.
func formed(pattern string) object {
	return object{"type": []string{"string", "null"}, "pattern": pattern}
}

// value is what may be one value of a field.
func (w *writer) value(f fields.Field) object {
	switch f.Shape {
	case fields.Number, fields.Range:
		return number(f)
	case fields.YesNo:
		return object{"type": []string{"boolean", "string", "null"}, "pattern": "^(true|True|TRUE|false|False|FALSE" + w.also("yes", "no") + ")?$"}
	case fields.Choice:
		if f.Open {
			return object{"anyOf": []any{object{"enum": choices(f.Choices)}, text()}}
		}
		alternatives := []any{object{"enum": choices(f.Choices)}, blank()}
		if theirs := w.alsoOf(f); theirs != "" {
			alternatives = append(alternatives, object{"type": "string", "pattern": "^(" + theirs[1:] + ")$"})
		}
		return object{"anyOf": alternatives}
	case fields.Reference:
		return w.reference(f)
	case fields.Group:
		o := w.group(f.Fields)
		o["type"] = []string{"object", "null"}
		return o
	case fields.Map:
		return w.byName(f)
	case fields.Texts:
		return object{"anyOf": []any{text(), w.byName(fields.Field{Of: "language", Fields: []fields.Field{{Shape: fields.Line}}})}}
	case fields.Words:
		return object{"type": "array", "items": text()}
	case fields.Free:
		return object{"type": []string{"object", "null"}}
	case fields.Line, fields.Paragraph, fields.Markdown, fields.File:
		o := text()
		if form := f.Pattern(); form != "" {
			o["pattern"] = form
		}
		return o
	case fields.Clock, fields.Phone:
		o := formed(f.Pattern())
		o["type"] = []string{"string", "number", "null"}
		return o
	case fields.Day, fields.Moment:
		alternatives := []any{
			formed(f.Pattern()),
			object{"type": "integer", "minimum": 1e9, "exclusiveMaximum": 1e10}, // seconds, as programs count them
			object{"type": "integer", "minimum": 1e12, "exclusiveMaximum": 1e13},
		}
		if f.Path == "publish" {
			alternatives = append(alternatives, object{"const": true})
		}
		return object{"anyOf": alternatives}
	default:
		return formed(f.Pattern())
	}
}

func choices(values []string) []any {
	all := make([]any, len(values))
	for i, value := range values {
		all[i] = value
	}
	return all
}

// number is a number, also in quotes; a Range also a list of two.
func number(f fields.Field) object {
	kind := "integer"
	if f.Bounds != nil && f.Bounds.Broken {
		kind = "number"
	}
	o := object{"type": []string{kind, "string", "null"}, "pattern": f.Pattern()}
	if b := f.Bounds; b != nil && b.Most > b.Least {
		o["maximum"] = b.Most
		if b.Above {
			o["exclusiveMinimum"] = b.Least
		} else {
			o["minimum"] = b.Least
		}
	}
	if f.Shape == fields.Range {
		return object{"anyOf": []any{o, object{"type": "array", "items": o, "minItems": 2, "maxItems": 2}}}
	}
	return o
}

// reference is one of the ids that there are; a page has more names than can be
// listed.
func (w *writer) reference(f fields.Field) object {
	if f.Of == "page" {
		return text()
	}
	if w.known[f.Of] == nil {
		w.known[f.Of] = w.ids(f.Of)
	}
	ids := object{"$ref": "#/definitions/" + f.Of}
	if f.Open {
		return object{"anyOf": []any{ids, text()}}
	}
	return object{"anyOf": []any{ids, blank()}}
}

func (w *writer) ids(of string) []any {
	all := []any{}
	add := func(id string) {
		if slices.Contains(all, any(id)) {
			return
		}
		all = append(all, id)
		if n, err := strconv.ParseFloat(id, 64); err == nil { // YAML reads it as one
			all = append(all, n)
		}
	}
	for _, choice := range w.hub.Choices(of, w.lang) {
		if add(choice.ID); choice.Page != nil {
			add(choice.Page.Name)
		}
	}
	return all
}

// names are what pages may write in the place of ids.
func (w *writer) names(of string) (all []string) {
	if w.named == "" || !slices.Contains([]string{"app", "department", "location", "role", "profile"}, of) {
		return nil // site.yaml is written in ids
	}
	for _, choice := range w.hub.Choices(of, w.lang) {
		all = append(all, choice.Name)
		if choice.Page == nil {
			all = append(all, choice.ID)
		}
	}
	return all
}

// byName is a map from names to values.
func (w *writer) byName(f fields.Field) object {
	each := w.field(f.Fields[0])
	delete(each, "description")
	o := object{"type": []string{"object", "null"}, "additionalProperties": false}
	properties := object{}
	switch f.Of {
	case "language":
		for _, lang := range w.hub.Languages {
			properties[lang.Code] = each
		}
	case "check":
		for _, code := range diag.Codes() {
			check := object{"description": code.About()}
			for key, value := range each {
				check[key] = value
			}
			properties[string(code)] = check
		}
	default:
		o["additionalProperties"] = each
	}
	o["properties"] = properties
	return o
}
