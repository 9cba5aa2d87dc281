package words

import "testing"

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Dr. Jürgen von der Heide, M.A.": "JH",
		"Prof. Dr.-Ing. Ute Groß":        "UG",
		"Kirsten Holm Nielsen, MBA":      "KN",
		"Öznur":                          "Ö",
		"山田太郎":                           "山",
		"anna berg":                      "A",
		"":                               "",
	} {
		if got := Initials(name); got != want {
			t.Errorf("%q has the initials %q, not %q", name, got, want)
		}
	}
}

func TestMonogram(t *testing.T) {
	for name, want := range map[string]string{
		"Outlook":              "Ou",
		"PowerPoint":           "PP",
		"SAP":                  "SA",
		"SAP S/4HANA":          "SS",
		"Microsoft Teams":      "MT",
		"Acta (Dokumente)":     "Ac",
		"e-Learning":           "EL",
		"Änderungsmeldung":     "Än",
		"7-Zip":                "Zi",
		"R":                    "R",
		"勤怠":                   "勤怠",
		"365":                  "",
		"":                     "",
		"Norderhaven Zeiten 2": "NZ",
	} {
		if got := Monogram(name); got != want {
			t.Errorf("%q has the monogram %q, not %q", name, got, want)
		}
	}
}
