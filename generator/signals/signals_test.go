package signals

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	table, err := os.ReadFile("testdata/clean.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		words, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		if got := Clean(words); got != want {
			t.Errorf("of %q is left %q, not %q", words, got, want)
		}
	}
	if got := Clean("\xff\xfe"); got != "" {
		t.Errorf("of what is no UTF-8 is left %q", got)
	}
}

func TestRead(t *testing.T) {
	good := map[string]Signal{
		"none?lang=de&q=Urlaub+buchen":                {What: None, Lang: "de", Words: "Urlaub buchen"},
		"none?lang=de&q=Urlaub&page=/de/&who=anna":    {What: None, Lang: "de", Words: "Urlaub"},
		"open?lang=de-AT&q=a%20b&page=/de/x/&at=3":    {What: Open, Lang: "de-AT", Words: "a b", Page: "/de/x/", Place: 3},
		"helpful?page=/hub/de/tips/x/&is=yes&why=foo": {What: Helpful, Page: "/hub/de/tips/x/", Helpful: true},
		"helpful?page=/de/tips/x/&is=no":              {What: Helpful, Page: "/de/tips/x/"},
		"helpful?page=/de/tips/x/&is=no&why=unclear":  {What: Helpful, Page: "/de/tips/x/", Why: "unclear"},
	}
	for address, want := range good {
		what, query, _ := strings.Cut(address, "?")
		got, ok := Read(what, query)
		if !ok || got != want {
			t.Errorf("%s is %+v, %v", address, got, ok)
		}
		what, query, _ = strings.Cut(got.String(), "?")
		if again, ok := Read(what, query); !ok || again != got {
			t.Errorf("%s written again is %q", address, got)
		}
	}
	for _, bad := range []string{
		"none?q=x", "none?lang=de", "none?lang=de&q=%20", "none?lang=de&q=%ff", "none?lang=de%0a&q=x", "none?lang=<b>&q=x", "none?lang=de&q=0171+5551234",
		"open?lang=de&q=x&page=/x/", "open?lang=de&q=x&page=/x/&at=0", "open?lang=de&q=x&page=/x/&at=101", "open?lang=de&q=x&page=x&at=1", "open?lang=de&q=x&page=/de/people/anna/&at=1", "helpful?page=/hub/de/menschen/anna/&is=no",
		"open?lang=de&q=x&page=/x%0Ay/&at=1", "open?lang=de&q=x&page=/%00/&at=1", "helpful?page=/x/", "helpful?page=/x/&is=maybe", "helpful?is=no", "helpful?page=/x/&is=no&why=because",
		"helpful?page=/" + strings.Repeat("x", 300) + "&is=no", "view?page=/x/", "?", "none?%", "none?lang=de&q=" + strings.Repeat("x", 2100),
	} {
		what, query, _ := strings.Cut(bad, "?")
		if got, ok := Read(what, query); ok {
			t.Errorf("%.60s is taken for %+v", bad, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("none", "lang=de&q=Urlaub")
	f.Add("open", "lang=de&q=a+b&page=/de/x/&at=3")
	f.Add("helpful", "page=/de/x/&is=no&why=fails")
	f.Fuzz(func(t *testing.T, what, query string) {
		s, ok := Read(what, query)
		if !ok {
			return
		}
		line := s.String()
		if strings.ContainsFunc(line, func(r rune) bool { return r <= ' ' || r >= utf8.RuneSelf }) {
			t.Errorf("%q is no plain line", line)
		}
		if utf8.RuneCountInString(s.Words) > LongestWords || countDigits(s.Words) > 3*LongestWords {
			t.Errorf("too much is kept: %q", s.Words)
		}
		what, query, _ = strings.Cut(line, "?")
		if again, ok := Read(what, query); !ok || again != s {
			t.Errorf("%+v comes back as %+v", s, again)
		}
	})
}
