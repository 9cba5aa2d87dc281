package ranking

import (
	"fmt"
	"strings"
	"testing"

	"ankerplatz/search/analysis"
)

func describe(words []Word, ways []Way) string {
	var b strings.Builder
	for _, w := range words {
		if w.Light {
			fmt.Fprintf(&b, "(%s) ", w.Raw)
			continue
		}
		fmt.Fprintf(&b, "%s=%s", w.Raw, w.Term)
		if w.Last {
			b.WriteString("…")
		}
		b.WriteByte(' ')
	}
	for _, w := range ways {
		fmt.Fprintf(&b, "| %d-%d %s %.2f %s%s ", w.From, w.To, w.Kind, w.Weight, strings.Join(w.Terms, "+"), w.Begin)
	}
	return strings.TrimSpace(b.String())
}

func TestParse(t *testing.T) {
	rules := Standard
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"rechnungen ", "rechnungen=rechnung | 0-1 exact 1.00 rechnung"},
		{"die Rechnungen ", "(die) rechnungen=rechnung | 0-1 exact 1.00 =die | 1-2 exact 1.00 rechnung"},
		{"der die ", "der=der die=die | 0-1 exact 1.00 =der | 0-1 exact 1.00 der | 1-2 exact 1.00 =die | 1-2 exact 1.00 die"},
		{"die Anwenderin", "(die) anwenderin=anwenderin… | 0-1 exact 1.00 =die | 1-2 exact 1.00 anwenderin | 1-2 spelling 0.95 anwend | 1-2 begun 0.60 anwenderin | 1-2 begun 0.60 anwender"},
		{"WAR Rechnung ", "war=war rechnung=rechnung | 0-1 exact 1.00 =war | 0-1 exact 1.00 war | 1-2 exact 1.00 rechnung"},
		{"Groesse ", "groesse=groess | 0-1 exact 1.00 groess | 0-1 spelling 0.95 gross"},
		{"sap x", "sap=sap x=x… | 0-1 exact 1.00 sap | 0-2 joined 0.95 sapx | 1-2 exact 1.00 x"},
		{"sap", "sap=sap… | 0-1 exact 1.00 sap | 0-1 begun 0.60 sap"},
		{"C++ ", "c=c | 0-1 exact 0.50 c | 0-1 name 1.00 cplusplus"},
		{"Strg/Alt ", "strg/alt=strg/alt | 0-1 exact 1.00 strg/alt | 0-1 joined 0.95 strgalt | 0-1 parts 0.95 strg+alt"},
		{"strg/alt/v ", "strg/alt/v=strg/alt/v | 0-1 exact 1.00 strg/alt/v | 0-1 joined 0.95 strgaltv | 0-1 parts 0.50 strg+alt"},
		{"PowerBI ", "powerbi=powerbi | 0-1 exact 1.00 powerbi | 0-1 parts 0.95 pow+bi"},
		{"Windows 11 ", "windows=windows 11=11 | 0-1 exact 1.00 windows | 0-2 joined 0.95 windows11 | 1-2 exact 1.00 11"},
		{"Cross-Dock ", "cross=cross dock=dock | 0-1 exact 1.00 cross | 0-2 joined 0.95 crossdock | 1-2 exact 1.00 dock"},
	} {
		if got := describe(Parse(c.text, analysis.NewLanguage("de"), &rules)); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
	if words, _ := Parse(strings.Repeat("wort ", 100), analysis.NewLanguage("de"), &rules); len(words) != rules.MostWords {
		t.Errorf("%d words of a long text, want %d", len(words), rules.MostWords)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		most  int
		begun bool
		want  int
	}{
		{"", "", 1, false, 0},
		{"konto", "konto", 1, false, 0},
		{"konto", "kontoo", 1, false, 1},
		{"konto", "knto", 1, false, 1},
		{"konto", "kanto", 1, false, 1},
		{"konto", "knoto", 1, false, 1}, // neighbours swapped
		{"größe", "grösse", 2, false, 2},
		{"abc", "xyz", 2, false, 3},
		{"a", "abcd", 2, false, 3},
		{"kont", "kontoauszug", 1, true, 0},
		{"knto", "kontoauszug", 1, true, 1},
		{"kontoauszug", "kont", 1, true, 2},
	} {
		if got := distance([]rune(c.a), []rune(c.b), c.most, c.begun); got != c.want {
			t.Errorf("distance(%q, %q, %d, %v) is %d, want %d", c.a, c.b, c.most, c.begun, got, c.want)
		}
	}
}

func TestOtherWays(t *testing.T) {
	l := analysis.NewLanguage("de")
	rules := Standard
	rules.Parted = 0.4
	like := []Entry{
		{"drucker", "drucker", 3},
		{"druck", "druck", 9},
		{"drucken", "drucken", 0}, // stands nowhere any more
		{"schlussel", "schlüssel", 1},
	}
	for _, c := range []struct{ text, want string }{
		{"Ducker ", "ducker=duck | 0-1 typo 0.50 drucker"},
		{"duc ", "duc=duc"}, // too short
		{"drucker7 ", "drucker7=drucker7 | 0-1 divided 0.40 druck+er7"}, // digits are no typing errors
		{"Shclüsel ", "shclüsel=shclusel | 0-1 typo 0.25 schlussel"},
		{"druckerpapier ", "druckerpapier=druckerpapi | 0-1 divided 0.40 druck+papi | 0-1 divided 0.40 druck+erpapi"},
		{"E Mail ", "e=e mail=mail | 0-2 joined 0.95 email"},
	} {
		words, _ := Parse(c.text, l, &rules)
		ways, err := OtherWays(words, []int{0}, l, func(string) ([]Entry, error) { return like, nil }, &rules)
		if err != nil {
			t.Fatal(err)
		}
		if got := describe(words, ways); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, c := range []struct{ question, text, want string }{
		{"rechnung ", "Die Rechnungen, eine Rechnung.", "die [Rechnungen], eine [Rechnung]."},
		{"nummer ", "😀 Rechnungsnummer und Nummern", "😀 rechnungs[nummer] und [Nummern]"},
		{"groesse ", "Größe", "[Größe]"},
		{"rech", "Rechnung", "[Rech]nung"},
		{"rec ", "Wir rechnen", "wir rechnen"},
		{"die ", "die", "[die]"},
		{"die Rechnung ", "Die Rechnung", "Die [Rechnung]"},
		{"wie sich Rechnungen ändern ", "Gesicht und Rechnung sichern", "Gesicht und [Rechnung] sichern"},
		{"netzgerät ", "Netz\u00ADgerät", "[Netz\u00ADgerät]"},
		{".net ", "Mit .NET und C++", "mit [.NET] und c++"},
		{"nummern ", "Rechnungsnummer, Kostenstelle", "rechnungs[nummer], kostenstelle"},
		{"größe ", "Dateigroesse", "datei[groesse]"},
		{"groesse ", "Dateigrößen", "datei[größe]n"},
		{"powerbi ", "In Power BI, PowerBI. Power. Bi", "in [Power BI], [PowerBI]. Power. Bi"},
		{"s4hana ", "Neu in S/4HANA", "neu in [S/4HANA]"},
		{"e mail ", "Email, E-Mail", "[Email], [E]-[Mail]"},
	} {
		l := analysis.NewLanguage("de")
		words, ways := Parse(c.question, l, &Standard)
		got := c.text
		marks, _ := NewMarker(l, words, ways, &Standard).Marks(c.text)
		for i := len(marks) - 1; i >= 0; i-- {
			m := marks[i]
			units := []rune(strings.ReplaceAll(got, "😀", "😀\x00")) // as long as in UTF-16
			got = string(units[:m.Start]) + "[" + string(units[m.Start:m.Start+m.Length]) + "]" + string(units[m.Start+m.Length:])
			got = strings.ReplaceAll(got, "\x00", "")
		}
		if !strings.EqualFold(got, c.want) {
			t.Errorf("%q in %q: %s, want %s", c.question, c.text, got, c.want)
		}
	}
	l := analysis.NewLanguage("de")
	words, ways := Parse("mfa ", l, &Standard)
	ways = append(ways, Way{Kind: Alike, From: 0, To: 1, Terms: []string{"zwei", "faktor"}})
	m := NewMarker(l, words, ways, &Standard)
	if marks, _ := m.Marks("Zwei mit dem Faktor"); len(marks) != 2 {
		t.Errorf("a synonym of two words has the marks %v", marks)
	}
	if marks, _ := m.Marks("Zwei Dinge"); len(marks) != 0 {
		t.Errorf("half a synonym has the marks %v", marks)
	}
	if marks, _ := NewMarker(analysis.NewLanguage("de"), nil, nil, &Standard).Marks(""); marks == nil || len(marks) > 0 {
		t.Error(marks)
	}
}
