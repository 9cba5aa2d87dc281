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
