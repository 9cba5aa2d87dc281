package bleveindex

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ankerplatz/search"
)

// TestTwins: whoever writes a word otherwise than a page does finds it, in its
// title or its text, and it counts for nearly as much as if the page wrote it so,
// too. Of each line the first is what pages have, the others what people ask.
func TestTwins(t *testing.T) {
	const nearly = 0.8 // a name in several words makes its title longer; by the others it is 0.92 and more
	for lang, lines := range map[string][]string{
		"de": {
			"S/4HANA|S4HANA|S4 HANA|S/4 HANA|s4hana|HANA|S4", "S4HANA|S/4HANA|S4 HANA|HANA|S4", "S4 HANA|S4HANA|S/4HANA",
			"KB5034441|5034441|KB 5034441|kb5034441", "KB 5034441|KB5034441|5034441",
			"Windows11|Windows 11|windows11|Windows", "Windows 11|Windows11",
			"ISO14001|ISO 14001|14001|ISO-14001", "ISO-14001|ISO14001|ISO 14001|14001",
			"E-Mail|Email|E Mail|e mail", "Email|E-Mail|E Mail", "PowerBI|Power BI|power bi", "Power BI|PowerBI",
			"AT&T|ATT", "F&E|FE|F & E", "F & E|F&E|FE", "TCP/IP|TCPIP|tcp ip",
			"Verkäufer|Verkaeufer", "Verkaeufer|Verkäufer", "Größe|Groesse|Grösse", "Groesse|Größe", "Straße|Strasse", "Schlüsseln|Schluessel", "Schluessel|Schlüsseln",
			"Netz\u00ADgerät|Netzgerät", "Netzgerät|Netz\u200Bge\u2060rät", "Netz\u200Dgerät\uFEFF|Netzgerät", "Proﬁl|Profil",
		},
		"en": {
			"timesheets|time sheets|timesheet|time-sheets", "website|web site", "cross-dock|crossdock|cross dock",
			"colour|color", "organization|organisation", "R&D|R & D|RD",
		},
		"nl": {"coördinatie|coordinatie", "coordinatie|coördinatie", "\u0133stijd|ijstijd", "ijstijd|\u0133stijd", "huizen|huis"},
		"da": {"købsfaktura|koebsfaktura|kobsfaktura", "koebsfaktura|købsfaktura", "årsag|aarsag", "aarsag|årsag", "ærinde|aerinde"},
		"sv": {"försäljning|foersaeljning|forsaljning", "forsaljning|försäljning", "åtgärd|aatgaerd|atgard"},
		"fr": {"réunion|reunion", "reunion|réunion", "œuvre|oeuvre", "oeuvre|œuvre"},
	} {
		// Each way to write a word has a hub of its own: they are like languages.
		tags := make(map[string]string)
		var docs []search.Document
		for _, way := range strings.Split(strings.Join(lines, "|"), "|") {
			if tags[way] == "" {
				tags[way] = fmt.Sprintf("%s-%d", lang, len(tags))
				docs = append(docs, pagesWith(tags[way], way)...)
			}
		}
		ix := open(t, build(t, docs))
		for _, line := range lines {
			ways := strings.Split(line, "|")
			for _, way := range ways[1:] {
				want, got := scores(t, ix, tags[way], way), scores(t, ix, tags[ways[0]], way)
				for ref := range want {
					if got[ref] < nearly*want[ref] {
						t.Errorf("%s: %q in the %s counts for %.2f of %q to who asks so", lang, ways[0], ref, got[ref]/want[ref], way)
					}
				}
			}
		}
	}
}

// Two words that stand side by side are found as one where titles have them, or
// where the hub writes them so elsewhere, and numbers are no noise.
func TestTwinsOfPairs(t *testing.T) {
	docs := pagesWith("en", "web site")
	docs = append(docs, search.Document{Ref: "other", Lang: "en", Kind: "tip", Title: "Alpha", Summary: "Version 2.10 of the software", Sections: []search.Section{{Text: "A website, a time sheet and a web shop."}}})
	ix := open(t, build(t, docs))
	for question, want := range map[string]string{
		"website ": "other text title", "timesheet ": "other", "power bi": "", "10 ": "", "210 ": "", "2.10 ": "other",
	} {
		var found []string
		for ref := range scores(t, ix, "en", question) {
			found = append(found, ref)
		}
		slices.Sort(found)
		if got := strings.Join(found, " "); got != want {
			t.Errorf("%q finds %q, want %q", question, got, want)
		}
	}
}

// pagesWith are pages of which one has a word in its title, one in its text.
func pagesWith(lang, word string) []search.Document {
	const greek = "Alpha beta gamma delta epsilon omega kappa lambda "
	docs := []search.Document{
		{Ref: "title", Title: greek + word, Problem: "Gamma"},
		{Ref: "text", Title: greek, Sections: []search.Section{{Text: greek + greek + word + ", " + greek}}},
	}
	for i := range 20 {
		docs = append(docs, search.Document{Ref: fmt.Sprint(i), Title: greek, Sections: []search.Section{{Text: greek + greek + greek}}})
	}
	for i := range docs {
		docs[i].Lang, docs[i].Kind = lang, "tip"
	}
	return docs
}

// scores returns what is found, by ref.
func scores(t *testing.T, ix *Index, lang, question string) map[string]float64 {
	t.Helper()
	answer, err := ix.Search(t.Context(), Query{Text: question + " ", Lang: lang})
	if err != nil {
		t.Fatal(err)
	}
	scores := make(map[string]float64)
	for _, r := range answer.Results {
		scores[r.Path] = r.Score
	}
	return scores
}
