package analysis

import (
	"strings"
	"testing"
)

func TestForms(t *testing.T) {
	for _, c := range []struct{ lang, token, twins, others string }{
		{"de", "Konto,", "", ""},
		{"de", "S/4HANA", "s4hana 4hana s4 hana", ""},
		{"de", "(KB5034441)", "5034441", ""},
		{"de", "Windows11", "windows", ""},
		{"de", "ISO14001:2015", "iso14001 2015 iso 14001", ""},
		{"de", "PowerBI", "", "power bi"},
		{"de", "iPhone", "", "phone"},
		{"de", "E-Mail", "email", ""},
		{"en", "AT&T", "att", ""},
		{"en", "R&D", "rd", ""},
		{"en", "TCP/IP", "tcpip tcp ip", ""},
		{"en", "node.js", "nodejs node js", ""},
		{"en", "C++", "cplusplus", ""},
		{"de", "Ctrl+Shift+V", "ctrlshiftv ctrl shift", ""},
		{"de", "Kunden/Lieferanten", "kunden lieferanten", ""},
		{"de", "bericht_2026.xlsx", "bericht 2026 xlsx", ""},
		{"en", "don't", "", "don"},
		// What only looks like a name is no twin of anything.
		{"de", "2.10", "", ""},
		{"de", "10:30", "", ""},
		{"de", "10.0.19045", "19045", ""},
		{"de", "SU01", "", ""},
		{"de", "0x8004010F", "0x 8004010", ""},
		{"de", "https://intra.example/wiki", "", "https intra example wiki"},
		{"de", "erika.muster@firma.example", "", "erika muster firma example"},
		// Letters that not every keyboard has.
		{"de", "Verkaeufer", "verkaufer", ""},
		{"da", "købsfaktura", "kobsfaktura", ""},
		{"sv", "försäljning", "forsaljning", ""},
		{"nl", "coördinatie", "", ""}, // the stemmer drops accents
		{"en", "organisation", "organization", ""},
		{"da", "bør", "", "bor"}, // the hub has bor, too
	} {
		f := NewForms(c.lang, nil, map[string]int{"bor": 1})
		twins, others := f.Of(c.token)
		if got := strings.Join(twins, " "); got != c.twins {
			t.Errorf("%s %s: twins %q, want %q", c.lang, c.token, got, c.twins)
		}
		if got := strings.Join(others, " "); got != c.others {
			t.Errorf("%s %s: others %q, want %q", c.lang, c.token, got, c.others)
		}
	}
}

// English compounds are written apart as well, those of other languages not.
func TestCompoundsApart(t *testing.T) {
	for _, c := range []struct{ lang, token, twins, others string }{
		{"en", "timesheets", "time sheet", ""},
		{"de", "Rechnungsnummer", "", "rechnung nummer"},
	} {
		twins, others := NewForms(c.lang, NewSplitter(c.lang, nil), nil).Of(c.token)
		if strings.Join(twins, " ") != c.twins || strings.Join(others, " ") != c.others {
			t.Errorf("%s: twins %q, others %q", c.token, twins, others)
		}
	}
}
