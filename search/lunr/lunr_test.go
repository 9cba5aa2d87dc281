package lunr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"ankerplatz/search/analysis"
	"ankerplatz/search/internal/lunrjs"

	"github.com/google/go-cmp/cmp"
)

// lunrBuild builds an index with lunr.js. It takes the fields of documents as
// arrays, like Build, for not every name can be a key in JSON as Go writes it.
const lunrBuild = `function (lang, fields, docs) {
	var builder = new lunr.Builder
	if (lang == "en") {
		builder.pipeline.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer)
		builder.searchPipeline.add(lunr.stemmer)
	} else if (lang != "") {
		lunr[lang].call(builder)
	}
	builder.ref("ref")
	fields.forEach(function (f, i) {
		builder.field(f.Name, {boost: f.Boost, extractor: function (doc) { return doc.Fields[i] && (doc.Fields[i].Tokens || doc.Fields[i].Text) }})
	})
	;(docs || []).forEach(function (d) {
		builder.add({ref: d.Ref, Fields: d.Fields || []}, {boost: d.Boost})
	})
	return JSON.stringify(builder.build())
}`

func compare(t *testing.T, vm *lunrjs.VM, lang string, fields []Field, docs []Doc) {
	t.Helper()
	ix, err := Build(context.Background(), Config{Languages: []string{lang}, Fields: fields}, docs)
	if err != nil {
		t.Fatal(err)
	}
	want := vm.Call(lunrBuild, lang, fields, docs)
	if got := string(ix.JSON()); got != want {
		i := 0
		for i < len(got) && i < len(want) && got[i] == want[i] {
			i++
		}
		from := max(0, i-80)
		t.Errorf("%s: byte %d differs:\n got …%q\nwant …%q", lang, i, got[from:min(len(got), i+80)], want[from:min(len(want), i+80)])
	}
}

var hardTexts = []string{
	"",
	"---",
	"…  !!",
	"Hochspannungsnetzgerät: Straße, STRAẞE und Größe; größere Größen",
	"İstanbul ΟΔΥΣΣΕΎΣ, Σ ΑΣ. ß cafe\u0301 café",
	"😀 fix😀ing 𐐀𐐁 a😀 😀😀y \U0001F600 \uE000 \uFFFD \uFB01 z\uFFEE 𝔘𝔫𝔦",
	"E-Mail e‑mail http://intra.example/a/b?c=d#e C++ C# .NET SU01 0x8004010F Ctrl+Shift+V",
	"__proto__ constructor toString hasOwnProperty _index valueOf __proto__",
	"if (a < b && c > \"d\\e\") { return `x\ty` } // \u0001\u007f\u2028\u2029\u0000",
	"1 2 3 42 3,14 1.000,00 -5 2026-11-21 10:30",
	"De huizen en de brieven van père, ijs's ève naïef reëel coördinatie",
	"Sådan ændrer du adgangskoden på årsagen til fejlene; løst venligst",
	"You can't unlock the accounts? Yes, relational nationalities agreed hopping",
	"the und de og",
	strings.Repeat("Passwort Kennwort wachtwoord adgangskode password ", 20),
}

func TestBuildMatchesLunr(t *testing.T) {
	vm := lunrjs.New(t)
	text := func(i int) string { return hardTexts[i%len(hardTexts)] }
	fields := []Field{{"title", 10}, {"summary", 2.5}, {"body", 0}, {"tags", 0.333}}
	refs := []string{
		"7", "10", "9", "0", "b", "01", "4294967294", "__proto__", "constructor", "a/b", "-1", "1.5", "é\"\\\n", "😀", "2", "A",
		"4294967296",
	}
	var docs []Doc
	for i, ref := range refs {
		docs = append(docs, Doc{Ref: ref, Boost: []float64{0, 1, 3, 0.1}[i%4], Fields: Texts(
			text(i), text(i+3), text(i)+"\n"+text(i+1)+" "+text(2*i), text(7*i),
		)[:4-i%3%2]})
	}
	for _, lang := range []string{"en", "de", "nl", "da"} {
		compare(t, vm, lang, fields, docs)
	}
	compare(t, vm, "en", fields, nil)
	compare(t, vm, "de", fields, []Doc{{Ref: "0"}})
	compare(t, vm, "de", fields, []Doc{{Ref: "", Fields: Texts("x")}})
	for _, boost := range []float64{1e-9, 0.0007, 1e6, 1e11, 1e14, 1e17, 1e20, 1e25, -2} {
		compare(t, vm, "en", []Field{{"title", boost}, {"summary", 1}, {"body", 1}, {"tags", 1}}, docs[3:4])
	}
}

// Generated documents share most of their words, as pages of a hub do.
func TestManyDocumentsMatchLunr(t *testing.T) {
	vm := lunrjs.New(t)
	for _, lang := range []string{"en", "de", "nl", "da"} {
		compare(t, vm, lang, fields, generated(15, 20))
	}
}

func TestOtherLanguageLoads(t *testing.T) {
	ix, err := Build(context.Background(), Config{Languages: []string{"fr"}, Fields: []Field{{"title", 1}}},
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

func TestConfigErrors(t *testing.T) {
	title := []Field{{Name: "title"}}
	for _, c := range []struct {
		fields []Field
		docs   []Doc
	}{
		{[]Field{{Name: "a/b"}}, nil},
		{[]Field{{Name: "_index"}}, nil},
		{[]Field{{Name: "constructor"}}, nil},
		{[]Field{{Name: "a"}, {Name: "a"}}, nil},
		{title, []Doc{{Ref: "x"}, {Ref: "x"}}},
		{title, []Doc{{Ref: "x", Fields: Texts("", "")}}},
	} {
		if _, err := Build(context.Background(), Config{Languages: []string{"en"}, Fields: c.fields}, c.docs); err == nil {
			t.Errorf("fields %v, documents %v: no error", c.fields, c.docs)
		}
	}
}

func TestBuildStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Build(ctx, Config{Languages: []string{"en"}, Fields: fields}, generated(10, 10)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestKeyOrder(t *testing.T) {
	refs := []string{"b", "10", "9", "4294967295", "01", "4294967294", "a", "-1", "0", "+1"}
	var got []string
	order, _ := keyOrder(refs)
	for _, i := range order {
		got = append(got, refs[i])
	}
	want := []string{"0", "9", "10", "4294967294", "b", "4294967295", "01", "a", "-1", "+1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzBuild holds the parallel builder to a plain one for the parts that do
// not need lunr.js to be judged: counts and positions in the index.
func FuzzBuild(f *testing.F) {
	for i, text := range hardTexts {
		f.Add(text, hardTexts[(i+5)%len(hardTexts)])
	}
	chain := analysis.NewChain("de")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := []Doc{{Ref: "0", Fields: Texts(a)}, {Ref: "1", Fields: Texts(b)}, {Ref: "2", Fields: Texts(a + " " + b)}}
		ix, err := Build(context.Background(), Config{Languages: []string{"de"}, Fields: []Field{{"body", 1}}}, docs)
		if err != nil {
			t.Fatal(err)
		}
		for d, doc := range docs {
			counts := make(map[string]uint32)
			lower := analysis.AppendLower(nil, doc.Fields[0].Text)
			for token, rest := analysis.NextToken(lower); len(token) > 0; token, rest = analysis.NextToken(rest) {
				if term, ok := chain.Term(token); ok {
					counts[term]++
				}
			}
			got := make(map[string]uint32)
			for _, e := range ix.vectors[d] {
				got[ix.terms[e.term()]] = e.count()
			}
			if diff := cmp.Diff(counts, got); diff != "" {
				t.Errorf("document %d: %s", d, diff)
			}
		}
	})
}

// generated returns documents with some hundred thousand different words at
// most, which come as often as words do: the n-th one n times as seldom.
func generated(docs, words int) []Doc {
	rng := rand.New(rand.NewPCG(7, 7))
	zipf := rand.NewZipf(rng, 1.1, 4, 200_000)
	syllables := []string{"pass", "wort", "druck", "er", "netz", "werk", "konto", "sperr", "en", "ung", "lager", "buch", "größ", "ø"}
	text := func(n int) string {
		var b strings.Builder
		for range n {
			for w := zipf.Uint64() + 1; w > 0; w /= uint64(len(syllables)) {
				b.WriteString(syllables[w%uint64(len(syllables))])
			}
			b.WriteByte(' ')
		}
		return b.String()
	}
	out := make([]Doc, docs)
	for i := range out {
		out[i] = Doc{Ref: fmt.Sprint(i), Fields: Texts(text(6), text(10), text(4), text(8), text(3), text(20), text(words))}
	}
	return out
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		docs := generated(n, 300)
		size := 0
		for _, d := range docs {
			for _, text := range d.Fields {
				size += len(text.Text)
			}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(size))
			var out int64
			for b.Loop() {
				ix, err := Build(context.Background(), Config{Languages: []string{"de"}, Fields: fields}, docs)
				if err != nil {
					b.Fatal(err)
				}
				var buf bytes.Buffer
				out, _ = ix.WriteTo(&buf)
			}
			b.ReportMetric(float64(out)/1e6, "MB")
		})
	}
}
