package lunr

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"ankerplatz/search/analysis"
	"ankerplatz/search/internal/lunrjs"

	"github.com/google/go-cmp/cmp"
)

// lunrBuild builds with lunr.js what an Input describes.
const lunrBuild = `function (text) {
	var input = JSON.parse(text), config = input.config, languages = config.languages || []
	return JSON.stringify(lunr(function () {
		if (languages.length > 1) this.use(lunr.multiLanguage.apply(lunr, languages))
		else if (languages.length == 1 && languages[0] != "en") this.use(lunr[languages[0]])
		if (config.ref) this.ref(config.ref)
		if (config.b != null) this.b(config.b)
		if (config.k1 != null) this.k1(config.k1)
		if (config.metadataWhitelist) this.metadataWhitelist = config.metadataWhitelist
		config.fields.forEach(function (f) { this.field(f.name, {boost: f.boost}) }, this)
		input.documents.forEach(function (d) { this.add(d.doc, {boost: d.boost}) }, this)
	}))
}`

func newVM(t *testing.T) *lunrjs.VM {
	t.Helper()
	vm := lunrjs.New(t)
	vm.SetLog(log)
	return vm
}

// object is an object in JSON.
type object = map[string]any

// compare builds the index of the input in both ways.
func compare(t *testing.T, vm *lunrjs.VM, config object, documents ...object) {
	t.Helper()
	if documents == nil {
		documents = []object{}
	}
	input, err := json.Marshal(object{"config": config, "documents": documents})
	if err != nil {
		t.Fatal(err)
	}
	compareJSON(t, vm, string(input))
}

func compareJSON(t *testing.T, vm *lunrjs.VM, input string) {
	t.Helper()
	ix, err := buildInput(input)
	if err != nil {
		t.Fatal(err)
	}
	want := vm.Call(lunrBuild, input)
	if got := string(ix.JSON()); got != want {
		i := 0
		for i < len(got) && i < len(want) && got[i] == want[i] {
			i++
		}
		from := max(0, i-80)
		t.Errorf("byte %d differs for %.300s\n got …%q\nwant …%q", i, input, got[from:min(len(got), i+80)], want[from:min(len(want), i+80)])
	}
}

func buildInput(data string) (*Index, error) {
	in, err := ParseInput("input", []byte(data))
	if err != nil {
		return nil, err
	}
	cfg, ref, err := in.Config()
	if err != nil {
		return nil, err
	}
	docs, err := in.Documents(cfg, ref)
	if err != nil {
		return nil, err
	}
	return Build(context.Background(), cfg, docs)
}

var hardTexts = []string{
	"",
	"---",
	"…  !!",
	"Hochspannungsnetzgerät: Straße, STRAẞE und Größe; größere Größen",
	"İstanbul ΟΔΥΣΣΕΎΣ, Σ ΑΣ. ß cafe\u0301 café",
	"😀 fix😀ing 𐐀𐐁 a😀 😀😀y \U0001F600 \uE000 \uFFFD \uFB01 z\uFFEE 𝔘𝔫𝔦",
	"E-Mail e‑mail http://intra.example/a/b?c=d#e C++ C# .NET SU01 0x8004010F Ctrl+Shift+V",
	"__proto__ constructor toString hasOwnProperty _index valueOf __proto__ _x_ _",
	"if (a < b && c > \"d\\e\") { return `x\ty` } // \u0001\u007f\u2028\u2029\u0000",
	"1 2 3 42 3,14 1.000,00 -5 2026-11-21 10:30",
	"De huizen en de brieven van père, ijs's ève naïef reëel coördinatie",
	"Sådan ændrer du adgangskoden på årsagen til fejlene; løst venligst",
	"You can't unlock the accounts? Yes, relational nationalities agreed hopping",
	"the und de og",
	strings.Repeat("Passwort Kennwort wachtwoord adgangskode password ", 20),
}

var hardRefs = []string{
	"7", "10", "9", "0", "b", "01", "4294967294", "__proto__", "constructor", "a/b", "-1", "1.5", "é\"\\\n", "😀", "2", "A", "",
	"4294967296", "toString",
}

// hardDocs puts the texts into fields in many combinations.
func hardDocs() []object {
	text := func(i int) string { return hardTexts[i%len(hardTexts)] }
	var docs []object
	for i, ref := range hardRefs {
		doc := object{"id": ref, "title": text(i), "summary": text(i + 3), "body": text(i) + "\n" + text(i+1) + " " + text(2*i)}
		if i%3 > 0 {
			doc["tags"] = strings.Fields(text(7 * i))
		}
		docs = append(docs, object{"doc": doc, "boost": []float64{0, 1, 3, 0.1, -0.5}[i%5]})
	}
	return docs
}

func fieldsOf(names ...string) []object {
	var fields []object
	for _, name := range names {
		fields = append(fields, object{"name": name})
	}
	return fields
}

func TestBuildMatchesLunr(t *testing.T) {
	vm := newVM(t)
	fields := []object{{"name": "title", "boost": 10}, {"name": "summary", "boost": 2.5}, {"name": "body", "boost": 0}, {"name": "tags", "boost": -0.333}}
	for _, languages := range [][]string{
		nil,
		{},
		{"en"},
		{"de"},
		{"nl"},
		{"da"},
		{"fr"},
		{"fr", "nl"},
		{"en", "de"},
		{"de", "en"},
		{"nl", "de"},
		{"da", "nl", "en", "de"},
		{"en", "en"},
		{"de", "de"},
	} {
		config := object{"fields": fields, "languages": languages}
		compare(t, vm, config, hardDocs()...)
		config["metadataWhitelist"] = []string{"position", "fields", "constructor", "2", "index", "1", "position"}
		compare(t, vm, config, hardDocs()[:9]...)
	}
}

func TestParametersMatchLunr(t *testing.T) {
	vm := newVM(t)
	fields := fieldsOf("title", "body", "tags")
	docs := hardDocs()[3:8]
	for _, b := range []any{nil, -3, 0, 0.3, 1, 7} {
		for _, k1 := range []any{nil, -1, 0, 0.1, 2, 100} {
			compare(t, vm, object{"fields": fields, "languages": []string{"de"}, "b": b, "k1": k1}, docs...)
		}
	}
	for _, boost := range []any{nil, 0, 1e-9, 0.0007, 1e6, 1e11, 1e14, 1e17, 1e20, 1e25, 1e300, -2, -1e-7} {
		compare(t, vm, object{"fields": []object{{"name": "title", "boost": boost}, {"name": "body"}}}, docs...)
		docs[1]["boost"] = boost
		compare(t, vm, object{"fields": fields}, docs...)
	}
	compare(t, vm, object{"fields": fields})
	compare(t, vm, object{"fields": []object{}}, docs...)
	compare(t, vm, object{"fields": []object{}})
	compare(t, vm, object{"fields": fields, "languages": []string{"de"}}, object{"doc": object{"id": 0}})
}

func TestFieldNamesMatchLunr(t *testing.T) {
	vm := newVM(t)
	names := []string{"b", "10", "", "Größe", "9", "a b", "a\"\\\n", "-1", "01", "id", "😀", "4294967295", "index"}
	doc := object{"ref": "x"}
	for i, name := range names {
		doc[name] = hardTexts[i%len(hardTexts)] + " Passwort"
	}
	config := object{"ref": "ref", "fields": fieldsOf(names...), "metadataWhitelist": []string{"fields"}}
	compare(t, vm, config, object{"doc": doc}, object{"doc": object{"ref": "10", "10": "Passwort zehn", "b": "zehn"}})
	compare(t, vm, object{"ref": "a.b", "fields": fieldsOf("7", "8")}, object{"doc": object{"a.b": 1, "8": "x", "7": "x y"}})
}

func TestValuesMatchLunr(t *testing.T) {
	vm := newVM(t)
	values := []string{
		`null`, `true`, `false`, `0`, `-0`, `0.1`, `1e21`, `1e20`, `123456789012345680000`, `9007199254740993`, `1e-6`, `1e-7`, `-1.5e-10`,
		`1E+2`, `5e-324`, `1.7976931348623157e308`, `0.000001234`, `""`, `"a-b"`, `{}`, `{"a": [1, {"b": "}]"}]}`, `[]`, `[null]`,
		`["Foo Bar", "foo-bar", "", null, " x ", "the", "\u0130"]`, `[1, 0.5, true, [1, null, [2, "c"]], {}, [[]], [{}, null, {}]]`,
		`["two\nlines\nrunning", "hopping\r", "balls and\u2028falling", "still\nfull", "agreed\n\n", "the", "nicely done", "y\ny", "a\ns", "\ny", "a\n\ny", "x\nsky", "a\nies"]`,
		`"\u00e4\ud83d\ude00 \"quoted\" \\ \/ \b\f\n\r\t"`,
	}
	for _, languages := range []string{`null`, `["en"]`, `["de"]`, `["nl"]`, `["fr"]`, `["nl", "da", "en"]`} {
		var docs []string
		for i, value := range values {
			docs = append(docs, fmt.Sprintf(`{"boost": null, "doc": {"id": %d.0, "a": 1, "a": %s, "x": [{"a": "]"}], "b": [%s, "%d"]}}`, i, value, value, i))
		}
		compareJSON(t, vm, fmt.Sprintf(`{"documents": [%s], "config": {"languages": %s, "fields": [{"name": "a", "boost": 1e0}, {"name": "b"}],
			"metadataWhitelist": ["position", "index"]}}`, strings.Join(docs, ", "), languages))
	}
}

// Refs are texts, whatever the document has.
func TestRefsMatchLunr(t *testing.T) {
	compareJSON(t, newVM(t), `{"config": {"fields": [{"name": "a"}, {"name": "__id"}], "ref": "__proto__"}, "documents": [
		{"doc": {"__proto__": 1e21, "a": "x"}}, {"doc": {"__proto__": -0, "a": "x"}}, {"doc": {"__proto__": "01", "a": "x"}},
		{"doc": {"__proto__": 10, "a": "x"}}, {"doc": {"__proto__": 9.50, "a": "x"}}, {"doc": {"__proto__": "9", "a": "x"}}]}`)
}

// Generated documents share most of their words, as pages of a hub do.
func TestManyDocumentsMatchLunr(t *testing.T) {
	vm := newVM(t)
	for _, languages := range [][]string{{"en"}, {"de"}, {"nl"}, {"da"}, {"fr"}, {"da", "en"}} {
		var docs []object
		for i, text := range generated(40, 100) {
			docs = append(docs, object{"doc": object{"id": i, "title": text[:60], "body": text}})
		}
		compare(t, vm, object{"fields": fieldsOf("title", "body"), "languages": languages}, docs...)
	}
}

func TestOtherLanguageLoads(t *testing.T) {
	ix, err := Build(context.Background(), Config{Languages: []string{"is"}, Fields: []Field{{Name: "title", Boost: 1}}},
		[]Doc{{Ref: "0", Fields: Texts("L'été à Genève")}, {Ref: "1", Fields: Texts("Réunion d'hiver")}})
	if err != nil {
		t.Fatal(err)
	}
	got := lunrjs.New(t).Call(`function (json) {
		return lunr.Index.load(JSON.parse(json)).search("genève").map(function (r) { return r.ref }).join()
	}`, string(ix.JSON()))
	if got != "0" {
		t.Errorf("lunr.js finds %q, want document 0", got)
	}
}

// A word in a field of other fields counts for what it would count for there,
// whatever else is in that field, and the others count as without it.
func TestFieldsOfOthers(t *testing.T) {
	cfg := Config{Fields: []Field{{Name: "title", Boost: 10}, {Name: "body", Boost: 1}}}
	texts := [][2]string{{"alpha beta", "gamma delta gamma"}, {"delta", "epsilon omega epsilon"}, {"omega kappa sigma", "lambda"}}
	other := strings.NewReplacer("alpha", "aleph", "gamma", "gimel")
	var plain, twins []Doc
	for i, text := range texts {
		ref := fmt.Sprint(i)
		plain = append(plain, Doc{Ref: ref, Fields: Texts(other.Replace(text[0]), other.Replace(text[1]))})
		values := Texts(text[:]...)
		if i == 0 {
			values = append(values, Value{Of: Texts("aleph nun", "gimel vav gimel nun vav tav")})
		}
		twins = append(twins, Doc{Ref: ref, Fields: values})
	}
	want, err := Build(t.Context(), cfg, plain)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Fields = append(cfg.Fields, Field{Name: "twins", Boost: 0.5, Of: []string{"title", "body"}})
	got, err := Build(t.Context(), cfg, twins)
	if err != nil {
		t.Fatal(err)
	}
	// score is what a term counts for in a field of the first document.
	score := func(ix *Index, field int, term string) float64 {
		for number, score := range ix.Vector(0, field) {
			if ix.terms[number] == term {
				return score
			}
		}
		return 0
	}
	for field, term := range []string{"aleph", "gimel"} {
		if got, want := score(got, 2, term), score(want, field, term)/2; math.Abs(got-want) > 0.001 || want == 0 {
			t.Errorf("%s counts for %v, want %v", term, got, want)
		}
	}
	if got, want := score(got, 0, "beta"), score(want, 0, "beta"); got != want {
		t.Errorf("beta counts for %v beside twins, want %v", got, want)
	}
	found := lunrjs.New(t).Call(`function (json) {
		return lunr.Index.load(JSON.parse(json)).search("twins:gimel").map(function (r) { return r.ref }).join()
	}`, string(got.JSON()))
	if found != "0" {
		t.Errorf("lunr.js finds %q, want document 0", found)
	}
}

func TestBuildErrors(t *testing.T) {
	title := Config{Fields: []Field{{Name: "title"}}}
	nan := math.NaN()
	for name, c := range map[string]struct {
		cfg  Config
		docs []Doc
	}{
		"slash":               {Config{Fields: []Field{{Name: "a/b"}}}, nil},
		"the key of numbers":  {Config{Fields: []Field{{Name: "_index"}}}, nil},
		"key of every object": {Config{Fields: []Field{{Name: "constructor"}}}, nil},
		"field twice":         {Config{Fields: []Field{{Name: "a"}, {Name: "a"}}}, nil},
		"field not UTF-8":     {Config{Fields: []Field{{Name: "\xff"}}}, nil},
		"field's boost":       {Config{Fields: []Field{{Name: "a", Boost: nan}}}, nil},
		"field of none":       {Config{Fields: []Field{{Name: "a", Of: []string{"b"}}}}, nil},
		"field of one of one": {Config{Fields: []Field{{Name: "a"}, {Name: "b", Of: []string{"a"}}, {Name: "c", Of: []string{"b"}}}}, nil},
		"b":                   {Config{B: &nan}, nil},
		"k1":                  {Config{K1: &nan}, nil},
		"languages":           {Config{Languages: []string{"en", "is"}}, nil},
		"ref twice":           {title, []Doc{{Ref: "x"}, {Ref: "x"}}},
		"ref not UTF-8":       {title, []Doc{{Ref: "\xff"}}},
		"too many fields":     {title, []Doc{{Ref: "x", Fields: Texts("", "")}}},
		"document's boost":    {title, []Doc{{Ref: "x", Boost: math.Inf(1)}}},
	} {
		if _, err := Build(context.Background(), c.cfg, c.docs); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestBuildStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Build(ctx, Config{Fields: []Field{{Name: "a"}}}, []Doc{{Ref: "0", Fields: Texts("x")}}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestKeyOrder(t *testing.T) {
	keys := []string{"b", "10", "9", "4294967295", "01", "4294967294", "a", "-1", "0", "+1"}
	order, indexes := keyOrder(keys)
	var got []string
	for _, i := range order {
		got = append(got, keys[i])
	}
	want := []string{"0", "9", "10", "4294967294", "b", "4294967295", "01", "a", "-1", "+1"}
	if diff := cmp.Diff(want, got); diff != "" || indexes != 4 {
		t.Errorf("%d array indexes, want 4; %s", indexes, diff)
	}
}

// FuzzBuild holds the parallel builder to a plain one for the parts that do
// not need lunr.js to be judged: counts and places.
func FuzzBuild(f *testing.F) {
	for i, text := range hardTexts {
		f.Add(text, hardTexts[(i+5)%len(hardTexts)])
	}
	chain := analysis.NewChain("de")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := []Doc{
			{Ref: "0", Fields: Texts(a)},
			{Ref: "1", Fields: Texts(b)},
			{Ref: "2", Fields: []Value{{Tokens: []string{a, b, a}}}},
			{Ref: "3", Fields: Texts(a + " " + b)},
		}
		cfg := Config{Languages: []string{"de"}, Fields: []Field{{Name: "body", Boost: 1}}, Metadata: []string{"position"}}
		ix, err := Build(context.Background(), cfg, docs)
		if err != nil {
			t.Fatal(err)
		}
		if !json.Valid(ix.JSON()) {
			t.Errorf("%q and %q: this is not JSON: %s", a, b, ix.JSON())
		}
		for d, doc := range docs {
			var tokens []string
			for _, token := range doc.Fields[0].Tokens {
				tokens = append(tokens, string(analysis.AppendLower(nil, token)))
			}
			lower := analysis.AppendLower(nil, doc.Fields[0].Text)
			for token, rest := analysis.NextToken(lower); len(token) > 0; token, rest = analysis.NextToken(rest) {
				tokens = append(tokens, string(token))
			}
			counts := make(map[string]uint32)
			var words []string
			for _, token := range tokens {
				if term, ok := chain.Term([]byte(token)); ok {
					counts[term]++
					words = append(words, token)
				}
			}
			got := make(map[string]uint32)
			for _, e := range ix.vectors[d] {
				got[ix.terms[e.term()]] = e.count()
			}
			if diff := cmp.Diff(counts, got); diff != "" {
				t.Errorf("document %d: %s", d, diff)
			}
			if doc.Fields[0].Tokens == nil {
				comparePlaces(t, ix.places[d], string(lower), words)
			}
		}
	})
}

// comparePlaces looks for the words in the text where the places say.
func comparePlaces(t *testing.T, places []place, lower string, words []string) {
	t.Helper()
	units := utf16.Encode([]rune(lower))
	places = slices.SortedFunc(slices.Values(places), func(a, b place) int { return int(a.start - b.start) })
	var got []string
	for _, p := range places {
		got = append(got, string(utf16.Decode(units[p.start:p.start+p.length])))
	}
	if diff := cmp.Diff(words, got); diff != "" {
		t.Errorf("places in %q: %s", lower, diff)
	}
}
