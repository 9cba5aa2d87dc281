// Package fields says what a writer may write into front matter and site.yaml:
// each field's name, what belongs in it, and a sentence about it. Editors'
// schemas and completions, forms, and the comments of new pages are made of it.
//
// It is read off the structs of source and config. What their types do not say
// stands in the tag field beside the tag yaml, in words with commas between
// them: a shape ("paragraph", "address"), what is referred to ("app"), bounds
// ("[1..4]", "(0..1]" without 0), one of the forms ("slug"), "required", "rare",
// "open" where other values than those that are known may stand too, and "one"
// for those of a group exactly one of which is to be there.
package fields

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// Shape is what a value looks like.
type Shape string

// The shapes.
const (
	Line      Shape = "line"      // words in a line
	Paragraph Shape = "paragraph" // a few sentences
	Markdown  Shape = "markdown"  // a few sentences with emphasis and links
	Texts     Shape = "texts"     // a text, or one for each language: {de: …, en: …}
	Words     Shape = "words"     // a list of words: [laptop, notebook]
	Number    Shape = "number"    // a whole number, or any within Bounds that are Broken
	Range     Shape = "range"     // a number or two, the least and the most: [2, 4]
	YesNo     Shape = "yesno"     // true or false
	Day       Shape = "day"       // 2026-05-04; a time of day behind it is taken too
	Moment    Shape = "moment"    // 2026-05-04 or 2026-05-04T14:00
	Period    Shape = "period"    // a day, a month or a quarter: 2026-05-04, 2026-05, 2026-Q2
	Span      Shape = "span"      // a time span: 90d, 6 months
	Clock     Shape = "clock"     // a time of day: 09:30
	Choice    Shape = "choice"    // one of Choices
	Reference Shape = "reference" // the id of something of the hub, or the name of a page
	File      Shape = "file"      // the path of a file
	Address   Shape = "address"   // of a page of the web: https://example.org/
	Mail      Shape = "mail"      // name@example.org
	Phone     Shape = "phone"     // +49 30 1234
	Group     Shape = "group"     // fields of its own
	Map       Shape = "map"       // values by names: of languages, or of checks
	Free      Shape = "free"      // anything
)

// Field is a field of a page's front matter, or a key of site.yaml.
type Field struct {
	Name     string   // as YAML has it
	Path     string   // names from the top on: "contact.email"
	Shape    Shape    // of the value; if Many, of each
	Many     bool     // a list of them
	Required bool     // a page without it is told
	Rare     bool     // few pages need it: forms have it last, or not at all
	Choices  []string // of a Choice; also what may stand in place of an open one
	Of       string   // what a Reference names: "app", "department", "location", "audience", "language", "role", "profile", "page"; what a Map's names are: "language", "check", "" for any
	Open     bool     // other values than the Choices, or than those that a Reference may name, are fine too
	Alone    bool     // words alone may stand in place of the whole value, list or not
	EachWord bool     // words alone may stand in place of each Group of a list
	One      bool     // exactly one of the fields of its group that have this is to be there
	Form     string   // of a Line: a regular expression for it; "" is any
	Bounds   *Bounds  // of numbers; nil: none
	Fields   []Field  // of a Group; of a Map its one field, which has no name

	kind string // whose it is: "tip"; "site" of site.yaml, "" of every kind
}

// Own reports whether pages of one kind alone have the field.
func (f Field) Own() bool { return f.kind != "" }

// Bounds are what numbers lie between.
type Bounds struct {
	Least, Most float64
	Above       bool // above Least, which is no possible value itself
	Broken      bool // numbers need not be whole
}

// forms are those that lines may have to have.
var forms = map[string]string{
	"slug":   `^([a-z0-9]+(-[a-z0-9]+)*)?$`,
	"id":     `^[\p{L}\p{N}]([\p{L}\p{N}._-]*[\p{L}\p{N}])?$`,
	"colour": `^(#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}))?$`,
}

// OfKind are the fields of pages of a kind: that of the title, the kind's own,
// those of every kind, and the rare ones last.
func OfKind(k *source.Kind) []Field { return of(k, k.Blank()) }

// OfFolder are the fields of the text of the kind's folder.
func OfFolder(k *source.Kind) []Field {
	if own := k.BlankFolder(); own != nil {
		return of(source.DefaultKind(), own)
	}
	return OfKind(source.DefaultKind())
}

func of(k *source.Kind, fields source.Fields) []Field {
	r := reader{kind: k.Name, choices: map[string][]string{"status": k.Statuses}}
	for _, state := range k.States {
		r.choices["state"] = append(r.choices["state"], state.Name)
	}
	for path, values := range k.Choices {
		r.choices[path] = values
	}
	own := r.structOf(reflect.TypeOf(fields).Elem(), "")
	r = reader{choices: map[string][]string{}}
	for _, kind := range source.Kinds {
		r.choices["kind"] = append(r.choices["kind"], kind.Name)
	}
	all := r.structOf(reflect.TypeFor[source.Meta](), "")
	if k.Title != "" {
		i := slices.IndexFunc(all, func(f Field) bool { return f.Name == "title" })
		all[i].Required, all[i].Rare = false, true
	}
	fieldsOf := slices.Concat(own, all)
	place := func(f Field) int {
		switch {
		case f.Name == "title" && k.Title == "" || f.Name == k.Title:
			return 0
		case f.Rare:
			return 4
		case f.kind != "" && f.Required:
			return 1
		case f.kind != "":
			return 2
		}
		return 3
	}
	slices.SortStableFunc(fieldsOf, func(a, b Field) int { return place(a) - place(b) })
	return fieldsOf
}

// OfSite are the keys of site.yaml, in the order of its description.
func OfSite() []Field {
	r := reader{kind: "site", choices: config.Choices}
	return r.structOf(reflect.TypeFor[config.Site](), "")
}

// Find returns the field at a path: "contact.email".
func Find(all []Field, path ...string) (Field, bool) {
	for _, f := range all {
		switch {
		case f.Name != path[0]:
		case len(path) == 1:
			return f, true
		case f.Shape == Map && len(path) == 2:
			return f.Fields[0], true
		default:
			return Find(f.Fields, path[1:]...)
		}
	}
	return Field{}, false
}

// reader reads fields off structs.
type reader struct {
	kind    string
	choices map[string][]string // by path
}

func (r reader) structOf(t reflect.Type, above string) []Field {
	var all []Field
	for sf := range t.Fields() {
		name, option, _ := strings.Cut(sf.Tag.Get("yaml"), ",")
		switch {
		case name == "-":
		case option == "inline":
			all = append(all, r.structOf(sf.Type, above)...)
		default:
			all = append(all, r.field(name, above, sf))
		}
	}
	return all
}

func (r reader) field(name, above string, sf reflect.StructField) Field {
	f := Field{Name: name, Path: strings.TrimPrefix(above+"."+name, "."), kind: r.kind}
	r.value(&f, sf.Type)
	for word := range strings.SplitSeq(sf.Tag.Get("field"), ",") {
		f.tagged(word)
	}
	if choices := r.choices[f.Path]; choices != nil {
		f.Choices = choices
		if f.Shape == Line {
			f.Shape = Choice
		}
	}
	return f
}

// tagged takes over a word of the tag.
func (f *Field) tagged(word string) {
	switch shape := Shape(word); {
	case word == "":
	case word == "required":
		f.Required = true
	case word == "rare":
		f.Rare = true
	case word == "open":
		f.Open = true
	case word == "one":
		f.One = true
	case forms[word] != "":
		f.Form = forms[word]
	case slices.Contains([]Shape{Paragraph, Markdown, Moment, Clock, File, Address, Mail, Phone}, shape):
		if f.Shape == Map {
			f = &f.Fields[0]
		}
		f.Shape = shape
	case strings.Contains(word, ".."):
		broken := f.Bounds != nil && f.Bounds.Broken
		least, most, _ := strings.Cut(strings.Trim(word, "([])"), "..")
		f.Bounds = &Bounds{Above: word[0] == '(', Broken: broken}
		f.Bounds.Least, _ = strconv.ParseFloat(least, 64)
		f.Bounds.Most, _ = strconv.ParseFloat(most, 64)
	default:
		f.Shape, f.Of = Reference, word
	}
}

// value finds the shape of a type.
func (r reader) value(f *Field, t reflect.Type) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch v := reflect.New(t).Interface().(type) {
	case strictyaml.Formed:
		t = reflect.TypeOf(v.Form())
		f.Alone = !f.Many
		f.EachWord = f.Many
	case *strictyaml.Text:
		f.Shape = Line
		return
	case *strictyaml.Localized:
		f.Shape = Texts
		return
	case *strictyaml.Date:
		f.Shape = Day
		return
	case *strictyaml.When:
		f.Shape = Period
		return
	case *strictyaml.Duration:
		f.Shape = Span
		return
	case *strictyaml.Range:
		f.Shape, f.Bounds = Range, &Bounds{Broken: true}
		return
	case *diag.Level:
		f.Shape, f.Choices = Choice, diag.LevelNames()
		return
	}
	switch t.Kind() {
	case reflect.Bool:
		f.Shape = YesNo
	case reflect.Int:
		f.Shape = Number
	case reflect.Float64:
		f.Shape, f.Bounds = Number, &Bounds{Broken: true}
	case reflect.Slice:
		if f.Many {
			f.Shape = Words
			return
		}
		f.Many = true
		r.value(f, t.Elem())
	case reflect.Map:
		r.mapOf(f, t)
	case reflect.Struct:
		f.Shape, f.Fields = Group, r.structOf(t, f.Path)
	case reflect.Interface:
		f.Shape = Free
	default:
		f.Shape = Line
	}
}

func (r reader) mapOf(f *Field, t reflect.Type) {
	if t.Elem().Kind() == reflect.Interface {
		f.Shape = Free
		return
	}
	each := Field{Path: f.Path, kind: r.kind}
	r.value(&each, t.Elem())
	f.Shape, f.Of, f.Fields = Map, "language", []Field{each}
	if t.Key() == reflect.TypeFor[diag.Code]() {
		f.Of = "check"
	}
}
