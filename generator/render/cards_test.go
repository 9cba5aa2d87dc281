package render

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

// TestOuter has what the browser makes of names, which people.json leaves out.
func TestOuter(t *testing.T) {
	for name, want := range map[string]string{
		"Anna Petersen":     "AP",
		"Łukasz de Žižková": "ŁŽ",
		"Dr. Anna Petersen": "DP",
		"Sanne":             "",
		"":                  "",
	} {
		if got := outer(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
