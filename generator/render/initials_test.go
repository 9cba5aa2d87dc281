package render

import "testing"

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
