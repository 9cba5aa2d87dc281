package phone

import (
	"regexp"
	"testing"
)

func TestURI(t *testing.T) {
	for written, want := range map[string]string{
		"+49 221 12":                "tel:+4922112",
		"+49 221 12, App. 3":        "tel:+4922112;ext=3",
		"+49 221 12 App. 3":         "tel:+4922112;ext=3",
		"+49 221 12 (App. 3)":       "tel:+4922112;ext=3",
		"0221 12, Apparat 345":      "tel:022112;ext=345",
		"0221 12 Durchwahl 5":       "tel:022112;ext=5",
		"0221/12 DW -5":             "tel:022112;ext=5",
		"+43 1 234 Klappe 12":       "tel:+431234;ext=12",
		"0221 12 / Nst. 42":         "tel:022112;ext=42",
		"0221 12 - Nebenstelle: 42": "tel:022112;ext=42",
		"+44 20 7946 0000 ext. 4":   "tel:+442079460000;ext=4",
		"+44 20 7946 0000 Ext 4 2":  "tel:+442079460000;ext=42",
		"+1 555 0100 extension 7":   "tel:+15550100;ext=7",
		"+44 20 7946 0000x12":       "tel:+442079460000;ext=12",
		"+44 20 7946 0000 x 12":     "tel:+442079460000;ext=12",
		"+44 20 7946 0000 #12":      "tel:+442079460000;ext=12",
		"tel:+4922112;ext=3":        "tel:+4922112;ext=3",
		"020 555 01 00 tst. 12":     "tel:0205550100;ext=12",
		"020-5550100, toestel 12":   "tel:0205550100;ext=12",
		"+45 33 12 34 56 lok. 7":    "tel:+4533123456;ext=7",
		"33 12 34 56, lokal 7":      "tel:33123456;ext=7",
		"+46 8 123 45 67 ankn. 12":  "tel:+4681234567;ext=12",
		"08-123 45, anknytning 7":   "tel:0812345;ext=7",
		"+33 1 23 45 67 89 poste 4": "tel:+33123456789;ext=4",
		"+49 (0)221 12-0":           "tel:+49221120",
		"+49(0) 221 / 12 – 345":     "tel:+4922112345",
		"0049 221 12":               "tel:+4922112",
		"0049 (0) 221 12":           "tel:+4922112",
		"(0)221 12":                 "tel:022112",
		"(0221) 12":                 "tel:022112",
		"(+49) 221 12":              "tel:+4922112",
		"0170/123 45-6":             "tel:0170123456",
		"+49\u00a0221\u00a012":      "tel:+4922112",
		"110":                       "tel:110",
		"":                          "",
		"App. 3":                    "",
		"zentral":                   "",
		"030 12 oder 030 13":        "",
		"030 12; 030 13":            "",
		"+49 221 12 Fax 3":          "",
		"12a3":                      "",
		"+":                         "",
	} {
		if got := Parse(written).URI(); got != want {
			t.Errorf("%q is %q, not %q", written, got, want)
		}
	}
}

// FuzzParse: whatever is written, an address is one.
func FuzzParse(f *testing.F) {
	f.Add("+49 (0)221 12, App. 3")
	address := regexp.MustCompile(`^(tel:\+?[0-9]+(;ext=[0-9]+)?)?$`)
	f.Fuzz(func(t *testing.T, text string) {
		if got := Parse(text).URI(); !address.MatchString(got) {
			t.Errorf("%q is %q", text, got)
		}
	})
}
