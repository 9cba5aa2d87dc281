package source

import (
	"reflect"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/words"
)

// translator puts our names in the place of writers' own words for fields and
// values: after it, nothing else needs to know that there are others.
// generator/edit/client/words.js does the same in browsers; both are held to
// testdata/ownwords.json.
type translator struct {
	langs []string           // whose words are taken as they are
	tell  bool               // these are told, too
	quiet bool               // nothing is told
	kind  *Kind              // nil until it is known
	names Names              // these are taken for the ids
	again []strictyaml.Field // under our names: fields that say what another field says already
	list  diag.List
}

// ownWords are the words that are taken on a page: those of its language, of
// the hub's default and, for they are the program's, English ones.
func (p *Page) ownWords(opt Options) *translator {
	langs := []string{p.Lang, opt.Default}
	for i, lang := range langs {
		langs[i], _, _ = strings.Cut(lang, "-")
	}
	return &translator{langs: append(langs, "en"), tell: opt.TellOwnWords, names: opt.Names}
}

// Ours is front matter of the page with our names in the place of writers' own
// words. Each field still knows how it is written: see strictyaml.Field.Said.
func (p *Page) Ours(node *strictyaml.Node, opt Options) *strictyaml.Node {
	t := p.ownWords(opt).silent()
	t.kind = p.Kind
	return t.page(node, p.Fields)
}

// anyWords takes the words of all languages, for what nobody is told of.
func anyWords(kind *Kind) *translator {
	return &translator{langs: Tongues, quiet: true, kind: kind}
}

// asked finds the field kind: by any word, if it says a kind. What is none may
// be something else by another tool.
func (t *translator) asked(node *strictyaml.Node) (field strictyaml.Field, kind *Kind) {
	silent := t.silent()
	for _, f := range node.Fields() {
		if name, typ, lang := t.meant(f, metaType); name == "kind" && (lang == "" || field.Value == nil) {
			field, kind = f, KindNamed(silent.value(name, f.Value, typ).Value())
		}
	}
	return field, kind
}

// silent is a translator with the same words that tells nothing.
func (t *translator) silent() *translator {
	return &translator{langs: t.langs, quiet: true, kind: t.kind, names: t.names}
}

var (
	metaType = reflect.TypeFor[Meta]()
	textType = reflect.TypeFor[strictyaml.Text]()
	boolType = reflect.TypeFor[bool]()
	dateType = reflect.TypeFor[strictyaml.Date]()
)

// page translates front matter of the kind, or of the text of its folder.
func (t *translator) page(node *strictyaml.Node, own Fields) *strictyaml.Node {
	return t.fields(node, reflect.TypeOf(own).Elem(), metaType)
}

// fields translates the fields of a map that is decoded into structs. Words of
// the first go before those of the others.
func (t *translator) fields(n *strictyaml.Node, types ...reflect.Type) *strictyaml.Node {
	if n.Kind() != strictyaml.Map {
		return n
	}
	given := map[string]int{} // our name → its place in fields
	n = n.WithFields(t.apart(n.Fields(), types))
	for _, f := range n.Fields() {
		if _, ours := fieldOf(types, f.Name); ours {
			given[f.Name] = -1
		}
	}
	fields := make([]strictyaml.Field, 0, len(n.Fields()))
	for _, f := range n.Fields() {
		name, typ, lang := t.meant(f, types...)
		if typ == nil {
			if !t.tellNames(f, types) {
				fields = append(fields, f)
			}
			continue
		}
		field, _ := fieldOf(types, name)
		value := t.ids(field, t.value(name, f.Value, typ))
		if name == f.Name {
			given[name] = len(fields)
			fields = append(fields, f.As(name, value))
			continue
		}
		value = listed(value, typ)
		place, twice := given[name]
		switch {
		case !twice:
			given[name] = len(fields)
			fields = append(fields, f.As(name, value))
			t.tellField(f, name, lang, typ)
		case place >= 0 && typ.Kind() == reflect.Slice && value.Kind() == strictyaml.List && fields[place].Value.Kind() == strictyaml.List:
			whole := fields[place]
			fields[place] = whole.As(name, whole.Value.WithItems(slices.Concat(whole.Value.Items(), value.Items())))
			t.tellField(f, name, lang, typ)
		default:
			t.again = append(t.again, f.As(name, value))
		}
	}
	return n.WithFields(fields)
}

// apart are fields of which those stand alone that another tool has together in
// the place of a date: "date: {created: …, updated: …}". What is called date
// there is that of the field.
func (t *translator) apart(fields []strictyaml.Field, types []reflect.Type) (all []strictyaml.Field) {
	for _, f := range fields {
		name, typ := "", reflect.Type(nil)
		if f.Value.Kind() == strictyaml.Map {
			name, typ = t.called(f.Name, types)
		}
		if typ != dateType {
			all = append(all, f)
			continue
		}
		for _, inner := range f.Value.Fields() {
			if inner.Name == "date" {
				inner = inner.As(name, inner.Value)
			}
			all = append(all, inner)
		}
	}
	return all
}

// called is the field that a word means in the languages whose words are taken,
// whatever its value is.
func (t *translator) called(word string, types []reflect.Type) (name string, typ reflect.Type) {
	names := []string{word}
	for _, lang := range t.langs {
		if v := vocabularies()[lang]; v != nil {
			names = append(names, v.fields[slug.Bare(word)]...)
		}
	}
	for _, name := range names {
		if field, ok := fieldOf(types, name); ok {
			return name, field.Type
		}
	}
	return "", nil
}

// fieldOf finds a field in the first of the structs that has it.
func fieldOf(types []reflect.Type, name string) (field reflect.StructField, ok bool) {
	for _, t := range types {
		if field, ok = strictyaml.FieldOf(t, name); ok {
			return field, true
		}
	}
	return field, false
}

// meant is what we call a field, the type of its value, and in whose language
// it is called as it is written: "" where it is called so by us. typ is nil
// where nobody can tell.
func (t *translator) meant(f strictyaml.Field, types ...reflect.Type) (name string, typ reflect.Type, lang string) {
	if field, ours := fieldOf(types, f.Name); ours {
		if whole, _ := fieldOf(types, "aliases"); f.Name == "slug" && strings.HasPrefix(f.Value.Value(), "/") && t.fits(f, "aliases", whole) {
			return "aliases", whole.Type, "en" // the whole address, as Docusaurus has it
		}
		return f.Name, field.Type, ""
	}
	word := slug.Bare(f.Name)
	name, lang = t.say(func(lang string) string { return t.named(f, lang, word, types) })
	if field, ok := fieldOf(types, name); ok {
		typ = field.Type
	}
	return name, typ, lang
}

// say asks first the languages whose words are taken, and then the others, of
// which no two may mean different things. It is "" where nobody can tell.
func (t *translator) say(ask func(lang string) string) (meant, lang string) {
	for _, lang := range t.langs {
		if meant := ask(lang); meant != "" {
			return meant, lang
		}
	}
	for _, other := range Tongues {
		switch says := ask(other); {
		case says == "" || says == meant:
		case meant != "":
			return "", ""
		default:
			meant, lang = says, other
		}
	}
	return meant, lang
}

// named looks for a word in one language. Of several meanings the first counts
// whose field can have the value, and without one the first.
func (t *translator) named(f strictyaml.Field, lang, word string, types []reflect.Type) (name string) {
	v := vocabularies()[lang]
	if v == nil {
		return ""
	}
	for _, typed := range types {
		for _, meant := range v.fields[word] {
			field, ok := strictyaml.FieldOf(typed, meant)
			switch {
			case !ok:
			case t.fits(f, meant, field):
				return meant
			case name == "" && !mustFit(lang, word, meant):
				name = meant
			}
		}
	}
	return name
}

// mustFit reports whether a word stands for the field only with a value that
// this can have: by an English one other tools may mean something else, and
// what holds pages back is judged by the word that is written.
func mustFit(lang, word, field string) bool {
	return lang == "en" && word != slug.Bare(field) || slices.Contains(Fitting, field)
}

// Fitting are fields that no word stands for with a value that they can't have.
var Fitting = []string{"kind", "draft", "search", "publish", "expires"}

// fits reports whether a field can have the value.
func (t *translator) fits(f strictyaml.Field, name string, field reflect.StructField) bool {
	silent := t.silent()
	value := listed(silent.ids(field, silent.value(name, f.Value, field.Type)), field.Type)
	dst := struct{ V any }{reflect.New(field.Type).Interface()}
	if len(value.Decode(dst.V, diag.UnknownField)) > 0 {
		return false
	}
	for _, text := range scalars(value, false) {
		switch path, err := AliasPath(text); {
		case name == "kind" && KindNamed(text) == nil,
			name == "state" && t.kind != nil && !slices.Contains(t.kind.stateNames(), text),
			name == "aliases" && slug.Bare(f.Name) != "alias" && (err != nil || !strings.Contains(text, "/") || strings.Contains(path, ":")),
			isID(field) && slug.Make(text) != text:
			return false
		}
	}
	return true
}

// listed makes the only entry of a list of a single value: "Autorin: petra".
// Several in one text are told as they are elsewhere.
func listed(n *strictyaml.Node, typ reflect.Type) *strictyaml.Node {
	if _, formed := reflect.New(typ).Interface().(strictyaml.Formed); formed {
		return n // it may stand alone
	}
	if typ.Kind() == reflect.Slice && n.Kind() == strictyaml.Scalar && n.Value() != "" && !strings.ContainsAny(n.Value(), ",;\n") {
		return n.WithItems([]*strictyaml.Node{n})
	}
	return n
}

// value translates what a field says.
func (t *translator) value(field string, n *strictyaml.Node, typ reflect.Type) *strictyaml.Node {
	if n.Kind() == strictyaml.Null {
		return n
	}
	if formed, ok := reflect.New(typ).Interface().(strictyaml.Formed); ok {
		typ = reflect.TypeOf(formed.Form())
	}
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	switch {
	case n.Kind() == strictyaml.List && typ.Kind() == reflect.Slice:
		var items []*strictyaml.Node
		for _, item := range n.Items() {
			items = append(items, t.entries(field, item, typ.Elem())...)
		}
		return n.WithItems(items)
	case n.Kind() == strictyaml.Scalar && typ.Kind() == reflect.Slice && field == "days":
		return n.WithItems(t.entries(field, n, typ.Elem()))
	case n.Kind() == strictyaml.Map && typ.Kind() == reflect.Struct:
		return t.fields(n, typ)
	case n.Kind() == strictyaml.Scalar:
		return t.word(field, n, typ)
	}
	return n
}

// entries translates an entry of a list; "Mo–Fr" of days is five.
func (t *translator) entries(field string, n *strictyaml.Node, typ reflect.Type) []*strictyaml.Node {
	if field != "days" || n.Kind() != strictyaml.Scalar || slices.Contains(words.Days, n.Value()) {
		return []*strictyaml.Node{t.value(field, n, typ)}
	}
	days := readDays(n.Value())
	if days == nil {
		return []*strictyaml.Node{n}
	}
	t.tellValue(n, strings.Join(days, ", "), t.langs[0])
	var items []*strictyaml.Node
	for _, day := range days {
		items = append(items, n.WithValue(day))
	}
	return items
}

// readDays are the days of "Montag", "Mo, Do", "ma en do" and "Mo–Fr".
func readDays(text string) []string {
	var days []string
	run := false
	for word := range strings.FieldsSeq(strings.NewReplacer("t/m", " - ", "-", " - ", "–", " - ", ",", " ", ";", " ", "/", " ", "&", " ").Replace(text)) {
		switch found := words.ReadDays(word); {
		case word == "-", slices.Contains([]string{"bis", "tot", "til", "to"}, word) && len(days) > 0:
			run = true
		case slices.Contains([]string{"und", "u.", "en", "og", "and"}, word):
			run = false
		case found == nil || run && (len(days) == 0 || len(found) != 1):
			return nil
		case run:
			from, to := slices.Index(words.Days, days[len(days)-1]), slices.Index(words.Days, found[0])
			if to < from {
				return nil
			}
			days, run = append(days, words.Days[from+1:to+1]...), false
		default:
			days = append(days, found...)
		}
	}
	if run {
		return nil
	}
	return days
}

// word translates a single value.
func (t *translator) word(field string, n *strictyaml.Node, typ reflect.Type) *strictyaml.Node {
	if t.ours(field, n.Value(), typ) {
		return n
	}
	word := slug.Bare(n.Value())
	value, lang := t.say(func(lang string) string {
		v := vocabularies()[lang]
		switch {
		case v == nil:
		case typ == boolType:
			return v.bools[word]
		case typ.Kind() == reflect.String || typ == textType:
			for _, value := range v.valuesOf(field, word) {
				if field != "state" || t.kind == nil || slices.Contains(t.kind.stateNames(), value) {
					return value
				}
			}
		}
		return ""
	})
	if value == "" || value == n.Value() {
		return n
	}
	t.tellValue(n, value, lang)
	return n.WithValue(value)
}

// ours reports whether a value is one of the field's own.
func (t *translator) ours(field, value string, typ reflect.Type) bool {
	if typ == boolType {
		return value == "true" || value == "false"
	}
	return field == "state" && t.kind != nil && slices.Contains(t.kind.stateNames(), value) ||
		field != "state" && vocabularies()["en"].first[field+"="+value] != ""
}

// toTell reports whether writers are told of a word of a language.
func (t *translator) toTell(lang string) bool {
	return !t.quiet && (t.tell || !slices.Contains(t.langs, lang))
}

func (t *translator) tellField(f strictyaml.Field, name, lang string, typ reflect.Type) {
	if !t.toTell(lang) {
		return
	}
	fix, hint := []diag.Edit{{Span: f.Key, New: name}}, diag.Say("write %s: in its place", name)
	if at := f.Value.Span(); f.Value.Kind() == strictyaml.Scalar && typ.Kind() == reflect.Slice && listed(f.Value, typ) != f.Value {
		fix = append(fix, diag.Edit{Span: at.File.Span(at.Start, at.Start), New: "["}, diag.Edit{Span: at.File.Span(at.End, at.End), New: "]"})
		hint = diag.Say(`write "%s: [%s]"`, name, f.Value.Value())
	}
	t.list.AddFix(f.Key, diag.OwnWord, diag.Say("%s is called %s: here", quote(f.Name), name), hint, fix...)
}

func (t *translator) tellValue(n *strictyaml.Node, value, lang string) {
	if t.toTell(lang) {
		t.list.AddFix(n.Span(), diag.OwnWord, diag.Say("%s is written %s here", quote(n.Value()), value), diag.Say("write %s", value), diag.Edit{Span: n.Span(), New: value})
	}
}

// tellNames tells of a word for a field of ids whose value is a name: "author:
// John Doe". The page can be shown without it.
func (t *translator) tellNames(f strictyaml.Field, types []reflect.Type) bool {
	for _, name := range vocabularies()["en"].fields[slug.Bare(f.Name)] {
		field, ok := fieldOf(types, name)
		if !ok || !isID(field) || f.Value.Kind() != strictyaml.Scalar || slug.Make(f.Value.Value()) == "" {
			continue
		}
		hint := diag.Say("write %s: %s", name, slug.Make(f.Value.Value()))
		if field.Type.Kind() == reflect.Slice {
			hint = diag.Say(`write "%s: [%s]"`, name, strings.Join(idsOf(f.Value.Value()), ", "))
		}
		if !t.quiet {
			t.list.Add(f.Key, diag.UnknownField, diag.Say("there is no field %s", quote(f.Name)), hint)
		}
		return true
	}
	return false
}

// hintWords proposes for fields that do not exist the words of the page's
// languages beside our names: "abteilng" is a letter off "abteilung".
func (t *translator) hintWords(list diag.List, node *strictyaml.Node, types ...reflect.Type) {
	for i, d := range list {
		if d.Code != diag.UnknownField || !slices.ContainsFunc(node.Fields(), func(f strictyaml.Field) bool { return f.Key == d.Span }) {
			continue
		}
		candidates := t.candidates(d.Text(), types)
		if slices.ContainsFunc(candidates, func(word string) bool { return slug.Bare(word) == slug.Bare(d.Text()) }) {
			continue // its value is none of that field
		}
		if d.Propose(diag.DidYouMean(d.Text(), candidates)); len(d.Fix) > 0 {
			list[i] = d
		}
	}
}

// candidates are what fields of structs can be called: by us, and by words that
// are taken, in small letters like the word that one of them may be meant by.
func (t *translator) candidates(word string, types []reflect.Type) (all []string) {
	for _, typ := range types {
		all = append(all, strictyaml.Names(typ)...)
	}
	for _, name := range slices.Clone(all) {
		for _, lang := range t.langs {
			if v := vocabularies()[lang]; v != nil {
				all = append(all, v.written[name]...)
			}
		}
	}
	if word == strings.ToLower(word) {
		for i := range all {
			all[i] = strings.ToLower(all[i])
		}
	}
	return all
}

// tellAgain tells of a field that says what another has said; that one counts.
func (t *translator) tellAgain(f strictyaml.Field, node *strictyaml.Node) {
	first := f.Name
	for _, other := range node.Fields() {
		if other.Name == f.Name {
			first = other.Said()
		}
	}
	if first == f.Name {
		t.list.Add(f.Key, diag.OwnWord, diag.Say("%s means %s:, which is there too and counts", quote(f.Said()), first), diag.Say("take one of the two away"))
		return
	}
	t.list.Add(f.Key, diag.OwnWord, diag.Say("%s and %s both mean %s:, and the first counts", quote(first), quote(f.Said()), f.Name), diag.Say("take one of the two away"))
}
