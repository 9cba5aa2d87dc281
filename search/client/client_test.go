package client_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/client"
	"ankerplatz/search/postings"
	"ankerplatz/search/ranking"
	"ankerplatz/search/shards"
)

// publish writes the client and the indexes of some documents as a site has
// them, into a new folder.
func publish(t *testing.T, docs map[string][]search.Document, opt ranking.Options, shardSize int) string {
	t.Helper()
	dir := t.TempDir()
	publishTo(t, dir, docs, shards.Hub{}, opt, shardSize)
	return dir
}

func publishTo(t *testing.T, dir string, docs map[string][]search.Document, hub shards.Hub, opt ranking.Options, shardSize int) {
	t.Helper()
	write := func(name string, data []byte) {
		file := filepath.Join(dir, "search", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range client.Names() {
		data, err := client.File(name)
		if err != nil {
			t.Fatal(err)
		}
		write(name, data)
	}
	write(hub.File().Name, hub.File().Data)
	for lang, docs := range docs {
		ix, err := postings.New(t.Context(), postings.Options{Options: opt, Lang: lang}, docs)
		if err != nil {
			t.Fatal(err)
		}
		whole, _ := shards.Whole(ix, math.MaxInt)
		for _, f := range append(shards.Files(ix, shardSize), whole...) {
			write(lang+"/"+f.Name, f.Data)
		}
	}
}

// node runs a file of tests in Node.
func node(t *testing.T, name, dir string) {
	t.Helper()
	cmd := exec.Command("node", "--test", "--test-reporter=spec", filepath.Join("testdata", name))
	cmd.Env = append(os.Environ(), "SITE="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", name, err, out)
	}
}

// Shards joined by the client must answer as the whole index does.
func TestShardsMatchLunr(t *testing.T) {
	docs := map[string][]search.Document{}
	for _, lang := range append(analysis.ChainLanguages(), "fi") {
		docs[lang] = generated(lang, 100)
	}
	node(t, "lunr.test.mjs", publish(t, docs, ranking.Options{Compounds: true}, 400))
}

// generated returns documents that share most of their words, some of them hard
// to read for a program. Few words have digits and none is __proto__: there
// lunr.js itself makes mistakes with wildcards.
func generated(lang string, n int) []search.Document {
	hard := strings.Fields("C++ .NET Größe groesse købsfaktura E-Mail naïve İstanbul ΑΣ. 😀 𝔘𝔫𝔦 constructor 0x8004010F " +
		"Ctrl+Shift+V 42 _ - rechnung rechnungen Rechnungsnummer huizen huis organisation colours")
	rng := rand.New(rand.NewPCG(uint64(len(lang)), uint64(lang[0])))
	word := func() string {
		if rng.IntN(12) == 0 {
			return hard[rng.IntN(len(hard))]
		}
		x := rng.IntN(40) * rng.IntN(40) / 8
		return strings.Repeat(string(rune('a'+x%7)), 1+x%2) + string("lrstn"[x%5]) + string("aeiou"[x/40%5]) + string("bgmpw"[x/90%5]) + string("ndkt"[x%4])
	}
	words := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = word()
		}
		return strings.Join(list, " ")
	}
	docs := make([]search.Document, n)
	for i := range docs {
		docs[i] = search.Document{
			Ref: fmt.Sprintf("%s/tips/%d", lang, i), Lang: lang, URL: fmt.Sprintf("/%s/tips/%d/", lang, i), Kind: "tip",
			Title: words(1 + i%4), Summary: words(i % 9), Tags: slices.Repeat([]string{words(1)}, i%2),
			Sections: []search.Section{{Text: words(20)}, {ID: "x", Heading: words(2), Text: words(5 + i%30)}},
		}
	}
	return docs
}

// A large hub and a small one as one search.
func TestSearches(t *testing.T) {
	page := func(lang, base, name, title, text string) search.Document {
		return search.Document{
			Ref: lang + "/" + name, Lang: lang, URL: base + lang + "/" + name + "/", Kind: "tip", Title: title,
			Sections: []search.Section{{Text: text}},
		}
	}
	var large, small []search.Document
	for i := range 400 {
		large = append(large, page("de", "/", fmt.Sprint("handbuch-", i), "Abschnitt "+fmt.Sprint(i), "Aus dem Alltag der Verwaltung."))
	}
	large = append(large,
		page("de", "/", "protokoll", "Protokoll der Sitzung", "Wer Reisekosten hat, kann sie abrechnen und beim Amt einreichen. Reisekosten und Abrechnung, Reisekosten und Belege."),
		page("de", "/", "handbuch", "Handbuch", "Alles von Anfang an."),
		page("de", "/", "tanne", "Tanne", "Ein Baum."),
		page("de", "/", "anhang", "Anhang", "Ganz am Ende, nach vielen anderen Dingen, steht für Hamburg auch die Preisliste."),
	)
	large[400].Summary = "Reisekosten abrechnen und anderes."
	for i := range 8 {
		small = append(small, page("de", "/hub/", fmt.Sprint("abschnitt-", i), "Abschnitt "+fmt.Sprint(i), "Von Reisekosten und was die Verwaltung abrechnet."))
	}
	small = append(small,
		page("de", "/hub/", "reise", "Reisekosten abrechnen", "So reichst du die Abrechnung ein."),
		page("de", "/hub/", "handbuch", "Handbuch", "Alles von Anfang an."),
		page("de", "/hub/", "preislisse", "Preislisse", "Ein Wort in Hamburg."),
		page("de", "/hub/", "tonne", "Tonne", "Wohin mit dem Papier."),
	)
	shared := page("de", "https://wiki.example/", "gemeinsam", "Gemeinschaftsseite", "Von allen.")
	dir := t.TempDir()
	opt := ranking.Options{Compounds: true}
	publishTo(t, filepath.Join(dir, "large.example"), map[string][]search.Document{"de": append(large, shared)}, shards.Hub{
		Lang: "de", Languages: map[string]shards.HubNames{"de": {Title: "Groß", Kinds: map[string]string{"tip": "Tipp"}}},
	}, opt, 0)
	publishTo(t, filepath.Join(dir, "small.example", "hub"), map[string][]search.Document{
		"de": append(small, shared), "en": {page("en", "/hub/", "travel", "Travel expenses", "How to claim them.")},
	}, shards.Hub{
		Lang: "de", Languages: map[string]shards.HubNames{"de": {Title: "Klein", Kinds: map[string]string{"tip": "Tipp"}}, "en": {Title: "Small", Kinds: map[string]string{"tip": "Tip"}}},
	}, opt, 0)
	node(t, "searches.test.mjs", dir)
}

// What the client does with a question, on a small hub.
func TestClient(t *testing.T) {
	page := func(lang, name, kind, title, text string, more func(*search.Document)) search.Document {
		d := search.Document{
			Ref: lang + "/" + name, Lang: lang, URL: "/" + lang + "/" + name + "/", Kind: kind, Title: title,
			Sections: []search.Section{{Text: text}},
		}
		if more != nil {
			more(&d)
		}
		return d
	}
	excel := search.Facet{ID: "excel", Name: "Excel"}
	buying := search.Facet{ID: "einkauf", Name: "Einkauf"}
	docs := map[string][]search.Document{
		"de": {
			page("de", "tips/nummer", "tip", "Rechnungsnummer ändern", "So geht es in der Verwaltung der Belege.", func(d *search.Document) { d.Apps = []search.Facet{excel} }),
			page("de", "tips/rechnung", "tip", "Rechnungen verteilen", "Jede Rechnung kommt in die richtige Abteilung.", func(d *search.Document) {
				d.Departments = []search.Facet{buying}
				d.Keywords = []string{"Verteiler"}
			}),
			page("de", "tips/konto", "tip", "Gesperrtes Konto", "Wer hilft?", func(d *search.Document) {
				d.Problem = "Mein Passwort geht nicht mehr"
				d.Summary = "Das Konto wird <schnell> entsperrt."
			}),
			page("de", "toolkits/start", "toolkit", "Die ersten 100 Tage", "Mit Konto, Größe und einer Nummer.", func(d *search.Document) { d.Apps = []search.Facet{excel} }),
			page("de", "people/kari", "profile", "Kári Jónsson", "Kennt das Dokumentensystem, schwört auf C++ und .NET, Fehler 0x8004010F.", nil),
			page("de", "news/alt", "news", "Neues vom Verteilzentrum", "Kantine", func(d *search.Document) { d.Updated = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) }),
			page("de", "news/neu", "news", "Neues vom Verteilzentrum", "Kantine", func(d *search.Document) { d.Updated = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }),
		},
		"da": {
			page("da", "tips/koeb", "tip", "Købsfaktura", "Sådan retter du den.", nil),
			page("da", "tips/land", "tip", "Ålborg", "Æbler.", nil),
		},
		"sv": {
			page("sv", "tips/kop", "tip", "Köpfaktura", "Så rättar du den.", nil),
			page("sv", "tips/land", "tip", "Ängelholm", "Ål och ärter.", nil),
		},
		"en": {
			page("en", "tips/colour", "tip", "Colour of the organisation", "While travelling.", nil),
			page("en", "tips/post", "tip", "Send an e-mail", "Or a pick list.", nil),
		},
		"fr": {
			page("fr", "tips/imprimante", "tip", "L’imprimante n’imprime plus", "Vérifiez d’abord qu’elle n’est pas éteinte.", nil),
			page("fr", "tips/ecran", "tip", "Partager l’écran", "Aujourd’hui, à la réunion : les étapes validées. Le cœur du réseau.", nil),
		},
		"nl": {},
	}
	dir := publish(t, docs, ranking.Options{Compounds: true, Synonyms: [][]string{{"Kantine", "Mensa"}, {"MFA", "Zwei-Faktor-Anmeldung", "Konto"}}}, 0)
	node(t, "client.test.mjs", dir)
}
