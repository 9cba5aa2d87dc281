package lunr

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestInput(t *testing.T) {
	both := `{"config": {"ref": "key", "fields": [{"name": "title", "boost": 3}, {"name": "body", "boost": null}], "languages": ["de", "en"],
		"b": 0.5, "k1": 0, "metadataWhitelist": ["position"]},
		"documents": [{"boost": 2, "doc": {"title": "A \ud83d\ude00 \ud83d", "key": 1e2, "other": 1}}, {"doc": {"key": "", "body": ["x", 1]}}]}`
	half, zero := 0.5, 0.0
	wantConfig := Config{
		Fields: []Field{{Name: "title", Boost: 3}, {Name: "body"}}, Languages: []string{"de", "en"}, B: &half, K1: &zero, Metadata: []string{"position"},
	}
	wantDocs := []Doc{
		{Ref: "100", Boost: 2, Fields: []Value{{Text: "A 😀 \uFFFD"}, {}}},
		{Ref: "", Fields: []Value{{}, {Tokens: []string{"x", "1"}}}},
	}
	config, documents, _ := strings.Cut(strings.TrimSuffix(both, "}"), "},\n")
	for _, c := range []struct{ config, documents string }{
		{both, both},
		{config + "}}", "{" + documents + "}"},
		{strings.TrimPrefix(config, `{"config":`) + "}", strings.TrimPrefix(strings.TrimSpace(documents), `"documents": `)},
		{"\uFEFF \r\n" + both + "\n", both},
	} {
		in, err := ParseInput("config.json", []byte(c.config))
		if err != nil {
			t.Fatal(err)
		}
		cfg, ref, err := in.Config()
		if err != nil {
			t.Fatal(err)
		}
		if in, err = ParseInput("documents.json", []byte(c.documents)); err != nil {
			t.Fatal(err)
		}
		docs, err := in.Documents(cfg, ref)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wantConfig, cfg) + cmp.Diff(wantDocs, docs); diff != "" || ref != "key" {
			t.Errorf("ref %q; %s", ref, diff)
		}
	}
}

func TestInputErrors(t *testing.T) {
	// withConfig has the config in line 1 and the documents in line 2.
	withConfig := func(documents string) string {
		return `{"config": {"fields": [{"name": "a"}]}, "documents":` + "\n" + documents + "}"
	}
	for _, c := range []struct{ input, want string }{
		{"", `in:1:1: this is not JSON: unexpected end of JSON input`},
		{"{\"ä\":\n {,}}", `in:2:3: this is not JSON: invalid character ',' looking for beginning of object key string`},
		{`[{]`, `in:1:3: this is not JSON: invalid character ']' looking for beginning of object key string`},
		{`{"a": [1, 2}`, `in:1:12: this is not JSON: invalid character '}' after array element`},
		{`{"a"`, `in:1:4: this is not JSON: unexpected end of JSON input`},
		{"\n\"\uFFFD\xff\"", `in:2:3: this is not UTF-8`},
		{`7`, `in:1:1: this is neither a config nor a list of documents`},
		{`[]`, `in:1:1: there is no "config"`},
		{`{"documents": []}`, `in:1:1: there is no "config"`},
		{`{"config": []}`, `in:1:12: config must be an object`},
		{`{"config": {}}`, `in:1:12: config must have "fields"`},
		{`{"config": {"fields": {}}}`, `in:1:23: config.fields must be a list`},
		{`{"fields": ["a"]}`, `in:1:13: config.fields[0] must be an object`},
		{`{"fields": [{"boost": 1}]}`, `in:1:13: config.fields[0] must have a "name"`},
		{`{"fields": [{"name": 1}]}`, `in:1:22: config.fields[0].name must be a string`},
		{`{"fields": [{"name": "a", "boost": "1"}]}`, `in:1:36: config.fields[0].boost must be a number`},
		{`{"fields": [{"name": "a", "boost": 1e999}]}`, `in:1:36: config.fields[0].boost must be a number`},
		{`{"fields": [{"name": "a", "bost": 1}]}`, `in:1:35: there is no key config.fields[0].bost: there are name, boost`},
		{`{"fields": [{"name": "a"}, {"name": "a"}]}`, `in:1:28: config.fields[1]: two fields are named "a"`},
		{`{"fields": [{"name": "a/b"}]}`, `in:1:13: config.fields[0]: "a/b" cannot be the name of a field`},
		{`{"fields": [], "ref": 1}`, `in:1:23: config.ref must be a string`},
		{`{"fields": [], "b": "x"}`, `in:1:21: config.b must be a number`},
		{`{"fields": [], "K1": 1}`, `in:1:22: there is no key config.K1: there are ref, fields, languages, b, k1, metadataWhitelist`},
		{`{"fields": [], "languages": "de"}`, `in:1:29: config.languages must be a list`},
		{`{"fields": [], "languages": ["de", "is"]}`, `in:1:36: config.languages[1]: there is no language "is": there are da, de, en, fr, nl, sv`},
		{`{"fields": [], "metadataWhitelist": [1]}`, `in:1:38: config.metadataWhitelist[0] must be a string`},
		{`{"fields": []}`, `in:1:1: there are no "documents"`},
		{withConfig(`{}`), `in:2:1: documents must be a list`},
		{withConfig(`[[]]`), `in:2:2: documents[0] must be an object`},
		{withConfig(`[{}]`), `in:2:2: documents[0] must have a "doc"`},
		{withConfig(`[{"doc": 1}]`), `in:2:10: documents[0].doc must be an object`},
		{withConfig(`[{"doc": {"id": 1}, "boost": true}]`), `in:2:30: documents[0].boost must be a number`},
		{withConfig(`[{"doc": {"id": 1}, "bosst": 1}]`), `in:2:30: there is no key documents[0].bosst: there are doc, boost`},
		{withConfig(`[{"doc": {"a": 1}}]`), `in:2:10: documents[0].doc has no ref: it must have the key "id"`},
		{withConfig(`[{"doc": {"id": null}}]`), `in:2:17: documents[0].doc.id must be a string or a number`},
		{withConfig(`[{"doc": {"id": "1"}}, {"doc": {"id": 2}}, {"doc": {"id": 1.0}}]`), `in:2:44: documents[2]: documents[0] has the ref "1", too`},
		{withConfig(`[{"doc": {"id": 1, "a": ["x", {"toString": 1}]}}]`), `in:2:44: documents[0].doc.a[1].toString: JavaScript has no text for an object with the key "toString"`},
	} {
		_, err := buildInput(c.input)
		if _, ok := errors.AsType[*InputError](err); !ok {
			t.Errorf("%s: the error is %v", c.input, err)
		} else if got := strings.TrimPrefix(err.Error(), "input"); "in"+got != c.want {
			t.Errorf("%s:\n got in%s\nwant %s", c.input, got, c.want)
		}
	}
}

func FuzzInput(f *testing.F) {
	f.Add([]byte(`{"config": {"ref": "id", "fields": [{"name": "a", "boost": 2}], "languages": ["nl", "en"], "b": 1, "k1": 2, "metadataWhitelist": ["position", "1"]},
		"documents": [{"doc": {"id": "1", "a": "Ärger-\ud800 running\n"}, "boost": -1e300}, {"doc": {"id": 2, "a": [null, [1, {}], "x y"]}}]}`))
	f.Add([]byte(`{"fields":[{"name":"\u0000"}]}`))
	f.Add([]byte(`[{"doc":{"id":1e21}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := ParseInput("in", data)
		if err != nil {
			return
		}
		cfg, ref, err := in.Config()
		if err != nil {
			cfg, ref = Config{Fields: []Field{{Name: "a"}}}, "id"
		}
		docs, err := in.Documents(cfg, ref)
		if err != nil {
			return
		}
		ix, err := Build(context.Background(), cfg, docs)
		if err != nil {
			t.Fatalf("%s: an input without mistakes is refused: %v", data, err)
		}
		if !json.Valid(ix.JSON()) {
			t.Errorf("%s becomes %s, which is not JSON", data, ix.JSON())
		}
	})
}
