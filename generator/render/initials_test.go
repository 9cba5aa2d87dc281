package render

import (
	"os"
	"regexp"
	"testing"

	"github.com/dop251/goja"

	"ankerplatz/generator/words"
)

// TestInitialsInBrowsers: what people.json leaves out of initials, the theme's
// script makes of the name, so that both show the same.
func TestInitialsInBrowsers(t *testing.T) {
	script, err := os.ReadFile("../../themes/default/assets/js/people/data.js")
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	if _, err := vm.RunString(string(regexp.MustCompile(`(?s)function outer\(name\) \{.*?\n\}`).Find(script))); err != nil {
		t.Fatal(err)
	}
	var inScript func(string) string
	if err := vm.ExportTo(vm.Get("outer"), &inScript); err != nil {
		t.Fatal(err)
	}
	for name, told := range map[string]bool{
		"Anna Petersen":                  false,
		"Łukasz de Žižková":              false,
		"Anna von der Heide":             false,
		"𝒜nna 𝔅erg":                      false,
		"Dr. Anna Petersen":              true,
		"Dr. Jürgen von der Heide, M.A.": true,
		"Anna Petersen (she/her)":        true,
		"anna berg":                      true,
		"Sanne":                          true,
		"山田太郎":                           true,
		"山田 太郎":                          false,
		" Anna  Berg ":                   true,
		"7 9":                            true,
		"":                               false,
	} {
		initials := inScript(name)
		beside := initialsBeside(name)
		if beside != nil {
			initials = *beside
		}
		if (beside != nil) != told {
			t.Errorf("people.json has initials beside %q: %v", name, beside != nil)
		}
		if want := words.Initials(name); initials != want {
			t.Errorf("%q has the initials %q, and in browsers %q", name, want, initials)
		}
	}
}
