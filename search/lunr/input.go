package lunr

import (
	"slices"
	"strings"

	"ankerplatz/search/analysis"
)

// Input is JSON that says what an index is like, which documents are in it, or
// both:
//
//	{"config": {"ref": "id", "fields": [{"name": "title", "boost": 3}, {"name": "body"}],
//	            "languages": ["de"], "b": 0.75, "k1": 1.2, "metadataWhitelist": ["position"]},
//	 "documents": [{"doc": {"id": "1", "title": "…", "body": "…"}, "boost": 2}]}
//
// Input of one of the two may be that object or that list alone. Ref is the key
// of a document's ref, "id" if it is left out; of the rest, only the names of
// the fields and the docs must be there.
//
// A field of a doc may have whatever [Value] can have: a string, or a list of
// tokens. Everything else becomes the text that JavaScript's toString makes of
// it, and null is like a field that is not there. Half of a surrogate pair
// (\ud800) becomes U+FFFD, which is the one thing that lunr.js would keep.
type Input struct {
	source    *source
	config    *value // nil if there is none
	documents *value
}

// ParseInput parses JSON, which it keeps; name is what errors call it. The
// mistakes that it and the methods of Input find are of type [*InputError].
func ParseInput(name string, data []byte) (*Input, error) {
	root, err := parse(name, data)
	if err != nil {
		return nil, err
	}
	in := &Input{source: root.source}
	switch root.kind() {
	case '[':
		root.path = "documents"
		in.documents = &root
	case '{':
		for key, v := range root.members() {
			switch key {
			case "config":
				in.config = &v
			case "documents":
				in.documents = &v
			}
		}
		if in.config == nil && in.documents == nil {
			root.path = "config"
			in.config = &root
		}
	default:
		return nil, root.errorf("this is neither a config nor a list of documents")
	}
	return in, nil
}

// Config returns the config, and the key under which documents have their ref.
func (in *Input) Config() (cfg Config, ref string, err error) {
	ref = "id"
	if in.config == nil {
		return cfg, ref, in.source.errorf(0, `there is no "config"`)
	}
	if err := in.config.mustBe('{'); err != nil {
		return cfg, ref, err
	}
	found := false
	for key, v := range in.config.members() {
		switch key {
		case "ref":
			ref, err = v.text()
		case "fields":
			found = true
			cfg.Fields, err = v.fields()
		case "languages":
			cfg.Languages, err = v.languages()
		case "b":
			cfg.B, err = v.number()
		case "k1":
			cfg.K1, err = v.number()
		case "metadataWhitelist":
			cfg.Metadata, err = v.texts()
		default:
			err = v.unknown("ref", "fields", "languages", "b", "k1", "metadataWhitelist")
		}
		if err != nil {
			return cfg, ref, err
		}
	}
	if !found {
		return cfg, ref, in.config.errorf(`config must have "fields"`)
	}
	return cfg, ref, nil
}

func (v value) fields() ([]Field, error) {
	if err := v.mustBe('['); err != nil {
		return nil, err
	}
	var fields []Field
	for _, v := range v.elements() {
		if err := v.mustBe('{'); err != nil {
			return nil, err
		}
		var field Field
		found := false
		for key, v := range v.members() {
			var err error
			switch key {
			case "name":
				found = true
				field.Name, err = v.text()
			case "boost":
				field.Boost, err = v.boost()
			default:
				err = v.unknown("name", "boost")
			}
			if err != nil {
				return nil, err
			}
		}
		if !found {
			return nil, v.errorf(`%s must have a "name"`, v.path)
		}
		fields = append(fields, field)
		if err := checkFields(fields); err != nil {
			return nil, v.errorf("%s: %w", v.path, err)
		}
	}
	return fields, nil
}

func (v value) languages() ([]string, error) {
	languages, err := v.texts()
	if err != nil || languages == nil {
		return nil, err
	}
	known := analysis.ChainLanguages()
	for i, v := range v.elements() {
		if lang := languages[i]; !slices.Contains(known, lang) {
			return nil, v.errorf("%s: there is no language %q: there are %s", v.path, lang, strings.Join(known, ", "))
		}
	}
	return languages, nil
}

// Documents returns the documents for an index of that config, whose refs are
// under the key ref.
func (in *Input) Documents(cfg Config, ref string) ([]Doc, error) {
	if in.documents == nil {
		return nil, in.source.errorf(0, `there are no "documents"`)
	}
	if err := in.documents.mustBe('['); err != nil {
		return nil, err
	}
	fields := make(map[string]int, len(cfg.Fields))
	for i, f := range cfg.Fields {
		fields[f.Name] = i
	}
	var docs []Doc
	seen := make(map[string]string)
	for _, v := range in.documents.elements() {
		if err := v.mustBe('{'); err != nil {
			return nil, err
		}
		var doc Doc
		found := false
		for key, v := range v.members() {
			var err error
			switch key {
			case "doc":
				found = true
				doc.Ref, doc.Fields, err = v.doc(ref, fields)
			case "boost":
				doc.Boost, err = v.boost()
			default:
				err = v.unknown("doc", "boost")
			}
			if err != nil {
				return nil, err
			}
		}
		if !found {
			return nil, v.errorf(`%s must have a "doc"`, v.path)
		}
		if first, again := seen[doc.Ref]; again {
			return nil, v.errorf("%s: %s has the ref %q, too", v.path, first, doc.Ref)
		}
		seen[doc.Ref] = v.path
		docs = append(docs, doc)
	}
	return docs, nil
}

// doc returns the ref and the fields, whose numbers are given.
func (v value) doc(refKey string, numbers map[string]int) (ref string, fields []Value, err error) {
	if err := v.mustBe('{'); err != nil {
		return "", nil, err
	}
	fields = make([]Value, len(numbers))
	found := false
	for key, v := range v.members() {
		if key == refKey {
			found = true
			if k := v.kind(); k != '"' && k != '0' {
				return "", nil, v.errorf("%s must be a string or a number", v.path)
			}
			if ref, err = v.toString(); err != nil {
				return "", nil, err
			}
		}
		if i, ok := numbers[key]; ok {
			if fields[i], err = v.field(); err != nil {
				return "", nil, err
			}
		}
	}
	if !found {
		return "", nil, v.errorf("%s has no ref: it must have the key %q", v.path, refKey)
	}
	return ref, fields, nil
}

// field returns what lunr's tokenizer makes of the value.
func (v value) field() (Value, error) {
	if v.kind() != '[' {
		text, err := v.toString()
		return Value{Text: text}, err
	}
	tokens := []string{}
	for _, v := range v.elements() {
		token, err := v.toString()
		if err != nil {
			return Value{}, err
		}
		tokens = append(tokens, token)
	}
	return Value{Tokens: tokens}, nil
}

// toString is the text of null as lunr has it, and of all else what
// JavaScript's toString returns.
func (v value) toString() (string, error) {
	switch v.kind() {
	case 'n':
		return "", nil
	case '"':
		return v.text()
	case '0':
		x, err := v.float()
		return numberText(x), err
	case '[':
		var texts []string
		for _, v := range v.elements() {
			text, err := v.toString()
			if err != nil {
				return "", err
			}
			texts = append(texts, text)
		}
		return strings.Join(texts, ","), nil
	case '{':
		for key, v := range v.members() {
			if key == "toString" {
				return "", v.errorf(`%s: JavaScript has no text for an object with the key "toString"`, v.path)
			}
		}
		return "[object Object]", nil
	}
	return string(v.raw()), nil // true, false
}

// boost returns a number, 0 for null.
func (v value) boost() (float64, error) {
	x, err := v.number()
	if x == nil {
		return 0, err
	}
	return *x, err
}

// number returns a finite number, nil for null.
func (v value) number() (*float64, error) {
	switch v.kind() {
	case 'n':
		return nil, nil
	case '0':
		if x, err := v.float(); err == nil && finite(x) {
			return &x, nil
		}
	}
	return nil, v.errorf("%s must be a number", v.path)
}
