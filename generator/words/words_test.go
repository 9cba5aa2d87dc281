package words

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// TestWritten has what each language makes of the same things.
func TestWritten(t *testing.T) {
	first, last := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 24, 23, 0, 0, 0, time.UTC)
	for _, want := range []struct{ code, name, first, last, number, size, least, separator, ctrl, pageUp string }{
		{"de", "Deutsch", "1. März 2026", "24. Dezember 2026", "1,5", "2,4 MB", "<0,01", ";", "Strg", "Bild auf"},
		{"de-AT", "Deutsch (de-AT)", "1. März 2026", "24. Dezember 2026", "1,5", "2,4 MB", "<0,01", ";", "Strg", "Bild auf"},
		{"nl", "Nederlands", "1 maart 2026", "24 december 2026", "1,5", "2,4 MB", "<0,01", ";", "Ctrl", "Page Up"},
		{"da", "Dansk", "1. marts 2026", "24. december 2026", "1,5", "2,4 MB", "<0,01", ";", "Ctrl", "Page Up"},
		{"en", "English", "1 March 2026", "24 December 2026", "1.5", "2.4 MB", "<0.01", ",", "Ctrl", "Page Up"},
		{"en-GB", "English (en-GB)", "1 March 2026", "24 December 2026", "1.5", "2.4 MB", "<0.01", ",", "Ctrl", "Page Up"},
		{"sv", "Svenska", "1 mars 2026", "24 december 2026", "1,5", "2,4 MB", "<0,01", ";", "Ctrl", "Page Up"},
		{"fr", "Français", "1er mars 2026", "24 décembre 2026", "1,5", "2,4 Mo", "<0,01", ";", "Ctrl", "Page préc."},
		{"pl", "Polski", "2026-03-01", "2026-12-24", "1,5", "2,4 MB", "<0,01", ";", "Ctrl", "Page Up"},
		{"ja", "日本語", "2026-03-01", "2026-12-24", "1,5", "2,4 MB", "<0,01", ";", "Ctrl", "Page Up"},
		{"ka", "ქართული", "2026-03-01", "2026-12-24", "1,5", "2,4 MB", "<0,01", ";", "Ctrl", "Page Up"},
		{"tlh", "tlh", "2026-03-01", "2026-12-24", "1,5", "2,4 MB", "<0,01", ";", "Ctrl", "Page Up"},
		{"", "", "2026-03-01", "2026-12-24", "1,5", "2,4 MB", "<0,01", ";", "Ctrl", "Page Up"},
	} {
		l := load(t, nil, want.code).In(want.code)
		got := want
		got.name, got.first, got.last, got.number, got.size, got.least = l.Name, l.Date(first), l.Date(last), l.Number(1.5), l.Size(2_350_000), l.Number(0.001)
		got.separator, got.ctrl, got.pageUp = l.Separator(), l.Key("ctrl"), l.Key("page-up")
		if got != want {
			t.Errorf("%q:\n%v, want\n%v", want.code, got, want)
		}
		if l.Date(time.Time{}) != "" {
			t.Errorf("%q writes a day that is none: %s", want.code, l.Date(time.Time{}))
		}
	}
}

func TestMonths(t *testing.T) {
	for _, w := range writings {
		l := load(t, nil, w.code).In(w.code)
		for month := time.January; month <= time.December; month++ {
			want := fmt.Sprintf("2 %s 2026", w.months[month-1])
			if got := l.Date(time.Date(2026, month, 2, 0, 0, 0, 0, time.UTC)); strings.Replace(got, ".", "", 1) != want {
				t.Errorf("%s: %s, want %s", w.code, got, want)
			}
		}
	}
}

// TestWhens: a day, a month and the quarters, as exactly as they are known.
func TestWhens(t *testing.T) {
	at := func(month time.Month, exact strictyaml.Exactness) strictyaml.When {
		return strictyaml.When{From: time.Date(2026, month, 1, 0, 0, 0, 0, time.UTC), Exact: exact}
	}
	for code, want := range map[string]string{
		"de":    "1. Mai 2026, Mai 2026, 1. Quartal 2026, 2. Quartal 2026, 3. Quartal 2026, 4. Quartal 2026",
		"de-AT": "1. Mai 2026, Mai 2026, 1. Quartal 2026, 2. Quartal 2026, 3. Quartal 2026, 4. Quartal 2026",
		"nl":    "1 mei 2026, mei 2026, 1e kwartaal 2026, 2e kwartaal 2026, 3e kwartaal 2026, 4e kwartaal 2026",
		"da":    "1. maj 2026, maj 2026, 1. kvartal 2026, 2. kvartal 2026, 3. kvartal 2026, 4. kvartal 2026",
		"en":    "1 May 2026, May 2026, Q1 2026, Q2 2026, Q3 2026, Q4 2026",
		"sv":    "1 maj 2026, maj 2026, 1:a kvartalet 2026, 2:a kvartalet 2026, 3:e kvartalet 2026, 4:e kvartalet 2026",
		"fr":    "1er mai 2026, mai 2026, 1er trimestre 2026, 2e trimestre 2026, 3e trimestre 2026, 4e trimestre 2026",
		"pl":    "2026-05-01, 2026-05, 2026-Q1, 2026-Q2, 2026-Q3, 2026-Q4",
	} {
		l := load(t, nil, code).In(code)
		got := []string{l.When(at(5, strictyaml.ToDay)), l.When(at(5, strictyaml.ToMonth))}
		for month := time.January; month <= time.December; month += 3 {
			got = append(got, l.When(at(month, strictyaml.ToQuarter)))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %s, want\n%s", code, strings.Join(got, ", "), want)
		}
		if l.When(strictyaml.When{}) != "" {
			t.Errorf("%s writes what is absent", code)
		}
	}
}

func TestNumbers(t *testing.T) {
	l := load(t, map[string]string{"de.yaml": "hours_short: \"{0} Std.\"\nminutes_short: \"{0} Min.\"\n"}, "de").In("de")
	for n, want := range map[float64]string{0: "0", 4: "4", 100: "100", 0.25: "0,25", 1.5: "1,5", 2.0 / 3: "0,67", 0.001: "<0,01", 1e-12: "0"} {
		if got := l.Number(n); got != want {
			t.Errorf("%v is %q, want %q", n, got, want)
		}
	}
	for r, want := range map[strictyaml.Range]string{{}: "", {Min: 2, Max: 4}: "2–4", {Min: 2, Max: 2}: "2", {Max: 0.5}: "0–0,5", {Min: 2.001, Max: 2.002}: "2"} {
		if got := l.Range(r); got != want {
			t.Errorf("%v is %q, want %q", r, got, want)
		}
	}
	for minutes, want := range map[int]string{0: "", 1: "1 Min.", 59: "59 Min.", 60: "1 Std.", 205: "3 Std. 25 Min.", 600: "10 Std."} {
		if got := l.Duration(minutes); got != want {
			t.Errorf("%d minutes are %q, want %q", minutes, got, want)
		}
	}
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1 KB", 1499: "1 KB", 1500: "2 KB", 999_499: "999 KB", 1_000_000: "1 MB", 12_340_000: "12,3 MB"} {
		if got := l.Size(n); got != want {
			t.Errorf("%d bytes are %q, want %q", n, got, want)
		}
	}
}

func TestDayRuns(t *testing.T) {
	set := load(t, map[string]string{
		"en.yaml": "day_mon: Mon\nday_tue: Tue\nday_wed: Wed\nday_thu: Thu\nday_fri: Fri\nday_sat: Sat\nday_sun: Sun\n",
		"de.yaml": "day_mon: Mo\nday_tue: Di\nday_wed: Mi\nday_thu: Do\nday_fri: Fr\n",
	}, "de")
	for days, want := range map[string]string{
		"":                    "",
		"mon":                 "Mo",
		"mon tue":             "Mo, Di",
		"mon tue wed":         "Mo–Mi",
		"mon tue wed fri":     "Mo–Mi, Fr",
		"mon wed thu fri":     "Mo, Mi–Fr",
		"mon tue thu fri":     "Mo, Di, Do, Fr",
		"fri sat sun":         "Fr–Sun",
		"mon tue wed fri sun": "Mo–Mi, Fr, Sun",
	} {
		if got := set.In("de").DayRuns(strings.Fields(days)); got != want {
			t.Errorf("%q is %q, want %q", days, got, want)
		}
	}
}

func TestReadDays(t *testing.T) {
	for word, want := range map[string]string{
		"Mo": "mon", "ma": "mon", "lundi": "mon", "måndagar": "mon", "Ti.": "tue", "Mar.": "tue", "Do": "thu", "Lör": "sat", "SØNDAG": "sun", "dimanche": "sun",
		"werktags": "mon tue wed thu fri", "Daily": "mon tue wed thu fri", "vardagar": "mon tue wed thu fri", "quotidien": "mon tue wed thu fri",
		"": "", "Montagabend": "",
	} {
		if got := strings.Join(ReadDays(word), " "); got != want {
			t.Errorf("%q is %q, want %q", word, got, want)
		}
	}
}

// TestSpellings holds the languages to one reading of what people write: no
// word means two days, two callouts or two keys.
func TestSpellings(t *testing.T) {
	days, keys, callouts := map[string]string{}, map[string]string{}, map[string]string{}
	one := func(meant map[string]string, name, id, code string) {
		if was := meant[name]; was != "" && was != id {
			t.Errorf("%s: %q is %s, and %s in another language", code, name, id, was)
		}
		if name != strings.ToLower(name) {
			t.Errorf("%s: %q is to be written in small letters", code, name)
		}
		meant[name] = id
	}
	for name, id := range keyNames {
		one(keys, name, id, "other names")
	}
	for _, w := range writings {
		for i, names := range w.days {
			for name := range strings.FieldsSeq(names) {
				one(days, name, Days[i], w.code)
			}
		}
		for name := range strings.FieldsSeq(w.workday) {
			one(days, name, "all", w.code)
		}
		for i, names := range w.callouts {
			for _, name := range names {
				one(callouts, name, Callouts[i], w.code)
				if Callout(strings.ToUpper(name)) != Callouts[i] {
					t.Errorf("%s: %q is not read as the callout %s", w.code, name, Callouts[i])
				}
			}
		}
		for id, label := range w.keys {
			if english.keys[id] == "" {
				t.Errorf("%s: English has no key %q", w.code, id)
			}
			one(keys, spelling(label), id, w.code)
			if w.key(spelling(label)) != label {
				t.Errorf("%s: %q is not read as the key that it is on", w.code, label)
			}
		}
	}
}

func TestKey(t *testing.T) {
	for _, c := range []struct{ lang, name, want string }{
		{"de", "ctrl", "Strg"},
		{"de", "Control", "Strg"},
		{"en", "strg", "Ctrl"},
		{"da", "umschalt", "Skift"},
		{"sv", "maj", "Skift"},
		{"fr", "enter", "Entrée"},
		{"fr", "page-up", "Page préc."},
		{"en", "page-préc", "Page Up"},
		{"pl", "space", "Space"},
		{"de", " K ", "K"},
		{"de", "ß", "ß"},
		{"en", "f12", "F12"},
		{"en", "f123", ""},
		{"en", "fx", ""},
		{"en", "plus", "+"},
		{"en", "", ""},
		{"en", "any", ""},
		{"en", "\xff", ""},
	} {
		l := load(t, nil, c.lang).In(c.lang)
		if got := l.Key(c.name); got != c.want || IsKey(c.name) != (c.want != "") {
			t.Errorf("%s: the key %q is %q, want %q", c.lang, c.name, got, c.want)
		}
	}
}

// TestComplete holds every language to all fields of a literal.
func TestComplete(t *testing.T) {
	var zero func(v reflect.Value, path string) []string
	zero = func(v reflect.Value, path string) (missing []string) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				missing = append(missing, zero(v.Field(i), path+"."+v.Type().Field(i).Name)...)
			}
		case reflect.Array:
			for i := range v.Len() {
				missing = append(missing, zero(v.Index(i), fmt.Sprintf("%s[%d]", path, i))...)
			}
		default:
			if v.IsZero() {
				missing = append(missing, path)
			}
		}
		return missing
	}
	codes := map[string]bool{}
	for _, w := range writings {
		if missing := zero(reflect.ValueOf(*w), w.code); missing != nil {
			t.Errorf("missing: %v", missing)
		}
		if codes[w.code] {
			t.Errorf("there are two literals of %s", w.code)
		}
		codes[w.code] = true
		for _, part := range []string{"d", "MMMM", "y"} {
			if strings.Count(w.date, part) != 1 {
				t.Errorf("%s: the date %q has not one %s", w.code, w.date, part)
			}
		}
	}
	if got := slices.Sorted(maps.Keys(codes)); !slices.Equal(got, []string{"da", "de", "en", "fr", "nl", "sv"}) {
		t.Errorf("the languages are %v", got)
	}
}

func TestTexts(t *testing.T) {
	set := load(t, map[string]string{
		"en.yaml":          "own: own\nbase: base\nenglish: english\ntips: {one: \"{0} tip\", other: \"{0} tips\"}\n",
		"de.yaml":          "own: eigen\nbase: Basis\nkind_event: Ereignis\n",
		"de-AT.yaml":       "own: oagn\n",
		"fr.yaml":          "tips: {one: \"{0} astuce\", other: \"{0} astuces\"}\n",
		"pl.yaml":          "tips: {one: jeden, few: kilka, many: wiele, other: inne}\n",
		"kinds/event.yaml": "kind_event: {en: Event, de: Termin}\nkinds_event: {en: Events, de: Termine}\nevents:\n  de: {one: \"{0} Termin\", other: \"{0} Termine\"}\n  en: \"{0} events\"\n",
	}, "de", "de-AT", "fr", "pl")
	for _, c := range []struct{ lang, key, want string }{
		{"de-AT", "own", "oagn"},
		{"de-AT", "base", "Basis"},
		{"de-AT", "english", "english"},
		{"de-AT", "none", "none"},
		{"de", "own", "eigen"},
		{"en", "own", "own"},
		{"fr", "own", "own"},
		{"de", "kind_event", "Ereignis"},
		{"de", "kinds_event", "Termine"},
		{"fr", "kinds_event", "Events"},
		{"de-AT", "kinds_event", "Termine"},
		{"fr", "tips", "{0} astuces"},
		{"nl", "own", "own"}, // nobody asked for Dutch
	} {
		if got := set.In(c.lang).Text(c.key); got != c.want {
			t.Errorf("%s in %s is %q, want %q", c.key, c.lang, got, c.want)
		}
	}
	for _, c := range []struct {
		lang string
		n    int
		want string
	}{
		{"en", 0, "{0} tips"},
		{"en", 1, "{0} tip"},
		{"en", 2, "{0} tips"},
		{"en", -3, "{0} tips"},
		{"en", math.MinInt, "{0} tips"},
		{"fr", 0, "{0} astuce"},
		{"fr", 1, "{0} astuce"},
		{"fr", 2, "{0} astuces"},
		{"fr", 1_000_000, "{0} astuces"},
		{"de", 0, "{0} tips"},
		{"de", 1, "{0} tip"}, // English words take English forms
		{"pl", 1, "jeden"},
		{"pl", 3, "kilka"},
		{"pl", 5, "wiele"},
	} {
		if got, ok := set.In(c.lang).Count("tips", c.n); got != c.want || !ok {
			t.Errorf("%d tips in %s are %q, want %q", c.n, c.lang, got, c.want)
		}
	}
	if got, ok := set.In("de").Count("none", 1); ok {
		t.Errorf("there are words for no key: %q", got)
	}
	if _, ok := set.In("de").Lookup("none"); ok {
		t.Error("there are words for no key")
	}
	if set.In("de").Code != "de" || set.In("nl").Code != "en" {
		t.Error("the languages have other codes")
	}
}

func TestEqual(t *testing.T) {
	files := map[string]string{"en.yaml": "a: b\n"}
	set := load(t, files, "de")
	if !set.Equal(load(t, files, "de")) {
		t.Error("what is the same is not equal")
	}
	if set.Equal(load(t, map[string]string{"en.yaml": "a: c\n"}, "de")) || set.Equal(load(t, files, "de", "nl")) || set.Equal(nil) {
		t.Error("what is not the same is equal")
	}
}

// TestMistakes: what can't be used is told where it stands, and English is
// said in its place.
func TestMistakes(t *testing.T) {
	const forms = "wrong-type words are a text, or a text for each plural form"
	files := []*diag.File{
		diag.NewFile("themes/own/i18n/en.yaml", []byte("a: English\nb: English\nc: English\nd: English\n")),
		diag.NewFile("themes/own/i18n/de.yaml", []byte("a: [1]\nb: {one: [x], other: y}\nc: {one: x}\nd: {eins: x, other: y}\n")),
		diag.NewFile("themes/own/i18n/kinds/event.yaml", []byte("a: Event\nb: {de: [1]}\ne: {dk: x}\nf: {de: x}\n")),
		diag.NewFile("themes/own/i18n/kinds/poll.yaml", []byte("f: {de: y}\n")),
		diag.NewFile("themes/own/i18n/deutsch.yaml", []byte("a: x\n")),
		diag.NewFile("themes/own/i18n/nl.yaml", []byte("- a\n")),
		diag.NewFile("themes/own/i18n/da.yaml", []byte("a: [\n")),
	}
	set, list := Load(files, []string{"de", "nl", "da"})
	var got []string
	for _, d := range list {
		place := d.Span.File.Position(d.Span.Start)
		got = append(got, fmt.Sprintf("%s:%d:%d %s %s", d.Span.File.Name, place.Line, place.Column, d.Code, d.Message))
	}
	want := []string{
		"themes/own/i18n/de.yaml:1:1 " + forms,
		"themes/own/i18n/de.yaml:2:5 " + forms,
		"themes/own/i18n/de.yaml:3:1 " + forms,
		"themes/own/i18n/de.yaml:4:5 " + forms,
		"themes/own/i18n/kinds/event.yaml:1:1 wrong-type the words of a kind are given by language",
		"themes/own/i18n/kinds/event.yaml:2:5 " + forms,
		`themes/own/i18n/kinds/event.yaml:3:5 unknown-language "dk" is not the code of a language, so that nobody sees these words`,
		`themes/own/i18n/kinds/poll.yaml:1:1 duplicate-field "f" is in themes/own/i18n/kinds/event.yaml already`,
		`themes/own/i18n/deutsch.yaml:1:1 unknown-language "deutsch" is not the code of a language, so that nobody sees these words`,
	}
	if len(got) < len(want) || !slices.Equal(got[:len(want)], want) || !strings.HasPrefix(got[len(got)-1], "themes/own/i18n/da.yaml:1:") {
		t.Errorf("it tells\n%s", strings.Join(got, "\n"))
	}
	for _, code := range []string{"de", "nl", "da"} {
		for _, key := range []string{"a", "b", "c", "d"} {
			if text := set.In(code).Text(key); text != "English" {
				t.Errorf("%s in %s is %q", key, code, text)
			}
		}
	}
}

// load makes languages of i18n files.
func load(t *testing.T, files map[string]string, codes ...string) *Languages {
	t.Helper()
	var all []*diag.File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		all = append(all, diag.NewFile("themes/own/i18n/"+name, []byte(files[name])))
	}
	set, list := Load(all, codes)
	for _, d := range list {
		t.Errorf("%s: %s", d.Span.File.Name, d.Message)
	}
	return set
}
