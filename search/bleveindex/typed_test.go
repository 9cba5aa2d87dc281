package bleveindex

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ankerplatz/search"
)

// made returns documents of a language: "title: text" for each, with refs a, b, ….
func made(lang string, texts ...string) []search.Document {
	docs := make([]search.Document, len(texts))
	for i, text := range texts {
		title, text, _ := strings.Cut(text, ": ")
		ref := lang + "/" + string(rune('a'+i))
		docs[i] = search.Document{Ref: ref, Lang: lang, URL: "/" + ref + "/", Kind: "tip", Title: title, Sections: []search.Section{{Text: text}}}
	}
	return docs
}

func refs(a *search.Answer) string {
	var refs []string
	for _, r := range a.Results {
		refs = append(refs, r.Path[strings.Index(r.Path, "/")+1:])
	}
	return strings.Join(refs, " ")
}

// What has the word that was typed, in whatever form and place, comes before
// what has a word that is a letter off or begins alike, and typing errors are
// found where nothing has the word.
func TestTypedWins(t *testing.T) {
	filler := strings.Repeat(" Man öffnet das Menü und wählt dort eine Ansicht.", 20)
	docs := made("de",
		"Preise pflegen: Von Hand.",
		"Abrechnung: Jede Reise zählt."+filler,
		"Mails ablegen: Im Ordner.",
		"Feiertage: Im Mai sind es zwei."+filler,
		"Zoll und Vertrag: Beides.",
		"Vortrag halten: Den Vertrag dazu schickt die Zentrale."+filler,
		"Vorträge: Termine.",
		"Schlüssel: Der Pförtner gibt ihn aus.",
		"Forsten: Forsten.", // i
		"Formate: Zum Format."+filler,
		"Prüfung: Eine Checkliste.",
		"Liste: Der Check der Liste, die Check heißt.",
		"Seiten: Alle Seiten.", // m
		"Farben: Jede mit ihrem Ton; diesen Ton nie."+filler,
		"Dienst: Dienst.",
		"Insolvenz melden: Beim Gericht.",
		"Kantine: Der Wirt ist pleite."+filler,
	)
	docs = append(docs, made("da", "Rejse og rejsebilag: Bilag.")...)
	ix := open(t, build(t, docs))
	for _, c := range []struct{ text, lang, want string }{
		{"Reise", "de", "b a"},
		{"Reisen ", "de", "b a"},
		{"Reise", "", "b a a"}, // a Danish near-miss is one, too
		{"Mai", "de", "d c"},
		{"Preise", "de", "a b"},
		{"Vertrag", "de", "e f g"},
		{"Vertrag Zentrale ", "de", "f e"}, // both before one of them, whatever else that has
		{"Reise Abrechnung ", "de", "b a"},
		{"Schlüsel ", "de", "h"}, // nothing has it
		{"Preisse ", "de", "a"},
		{"Pfoertner ", "de", "h"},
		{"pleite ", "de", "q p"},     // what the word often means is another word
		{"Formta ", "de", "j"},       // a letter off, no other that is two off
		{"Checkliste ", "de", "k l"}, // before one that has its words somewhere
		{"seinem ", "de", ""},        // says little and stands in no title: no page is about Seiten
	} {
		answer, err := ix.Search(context.Background(), Query{Text: c.text, Lang: c.lang})
		if err != nil {
			t.Fatal(err)
		}
		if got := refs(answer); !strings.HasPrefix(got+" ", c.want+" ") || c.want == "" && got != "" {
			t.Errorf("%s %q finds %s, want %s", c.lang, c.text, got, c.want)
		}
	}
}

// The same for each rare word of a hub of made-up words, of which many are a
// letter apart.
func TestTypedWinsEverywhere(t *testing.T) {
	var texts []string
	where := make(map[string][]int)
	for i := range 300 {
		var words []string
		for j := range 12 {
			n := i*j*j + 31*i + j
			words = append(words, fmt.Sprintf("%c%c%c%c%c", "bklmprt"[n%7], "aeiou"[n/7%5], "nrst"[n/35%4], "kptl"[n/140%4], "aeo"[n/560%3]))
		}
		texts = append(texts, words[0]+" "+words[1]+": "+strings.Join(words, " "))
		for _, w := range words {
			where[w] = append(where[w], i)
		}
	}
	docs := made("eo", texts...) // a language without stems
	for i := range docs {
		docs[i].Ref = fmt.Sprint("eo/", i)
	}
	ix := open(t, build(t, docs))
	asked := 0
	for word, pages := range where {
		slices.Sort(pages)
		pages = slices.Compact(pages)
		if len(pages) > 4 {
			continue
		}
		asked++
		answer, err := ix.Search(context.Background(), Query{Text: word, Lang: "eo", Limit: len(docs)})
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range answer.Results[:len(pages)] {
			if !slices.Contains(pages, mustNumber(t, r.Path)) {
				t.Errorf("%q: result %d is %q, which has another word only", word, i+1, r.Title)
			}
		}
	}
	if asked < 100 {
		t.Errorf("only %d words are rare", asked)
	}
}

func mustNumber(t *testing.T, ref string) (n int) {
	t.Helper()
	if _, err := fmt.Sscanf(ref, "eo/%d", &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// Titles, keywords and names of apps are found by every word, and a word that
// says little is never taken for another one that was misspelt.
func TestLightWords(t *testing.T) {
	docs := made("de", "Soll und Haben: Links und rechts.", "Zoll anmelden: Vor der Fahrt.", "Hafen und Lager: Wo was liegt.", "Rechnung schreiben: Man will sie bald haben.")
	docs = append(docs, made("en", "Ask IT: Whom to call.", "US office: Where it is.", "Who is who: All of them.", "Holidays: In May and in June.", "Invoices: Who sends them.", "Items: All.")...)
	docs = append(docs, made("nl", "Over ons: Wie we zijn.", "Wie is wie: Iedereen.", "Oven: Warm.")...)
	docs = append(docs, search.Document{Ref: "en/app", Lang: "en", Title: "Shifts", Kind: "tip", Keywords: []string{"for us"}, Apps: []search.Facet{{ID: "go", Name: "When I Work"}}})
	ix := open(t, build(t, docs))
	for _, c := range []struct{ text, lang, want string }{
		{"Soll und Haben", "de", "a"},
		{"Soll", "de", "a"},
		{"haben ", "de", "a"},
		{"IT", "en", "a"},
		{"ask it", "en", "a"},
		{"call IT ", "en", "a"},
		{"US", "en", "b"},
		{"who is who", "en", "c"},
		{"who sends invoices ", "en", "e"},
		{"over ons", "nl", "a"},
		{"wie is wie", "nl", "b"},
		{"when I work", "en", "app"},
		{"for us ", "en", "app"},
	} {
		answer, err := ix.Search(context.Background(), Query{Text: c.text, Lang: c.lang})
		if err != nil {
			t.Fatal(err)
		}
		if got := refs(answer); !strings.HasPrefix(got+" ", c.want+" ") {
			t.Errorf("%s %q finds %s, want %s first", c.lang, c.text, got, c.want)
		}
		if len(answer.Suggestions) > 0 {
			t.Errorf("%s %q: did you mean %q?", c.lang, c.text, answer.Suggestions)
		}
	}
}

// Other words are offered only where nothing has the word, only such as pages
// show, and only where they find as much of the question.
func TestSuggestions(t *testing.T) {
	docs := made("de", "Rechnungen prüfen: Jede Rechnung.", "Verwaltung: Die Verwaltung der Verwaltungen.", "Rechnugn: Ein Wort mit Fehler.", "Lager: Belege.", "Reise buchen: Zug.")
	ix := open(t, build(t, docs))
	for text, want := range map[string]string{
		"Verwatlung ":    "verwaltung",
		"Rechnugn ":      "",             // a page has it
		"Rechnungne ":    "rechnung",     // as texts have it most often, no stem
		"Reise buhcen ":  "reise buchen", // both stand on a page
		"Rechnung buche": "",             // what it begins is there
		"xqzt ":          "",
	} {
		answer, err := ix.Search(context.Background(), Query{Text: text, Lang: "de"})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(answer.Suggestions, ", "); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%q: did you mean %q? want %q", text, got, want)
		}
	}
}
