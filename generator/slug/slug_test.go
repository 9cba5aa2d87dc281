package slug

import "testing"

func TestMake(t *testing.T) {
	for text, want := range map[string]string{
		"Führende Nullen behalten":  "fuehrende-nullen-behalten",
		"Fu\u0308hrende Nullen":     "fuehrende-nullen",
		"C":                         "c",
		"C++":                       "cplusplus",
		"C#":                        "csharp",
		"Rødgrød på Ærø":            "roedgroed-paa-aeroe",
		"één café":                  "een-cafe",
		"  -- x -- ":                "x",
		"../../etc/passwd":          "etc-passwd",
		"Don't panic":               "dont-panic",
		"100 % Rabatt?":             "100-rabatt",
		"Каталог":                   "каталог",
		"İstanbul":                  "istanbul",
		"日本語 テスト":                   "日本語-テスト",
		"Fall #5, 3 + 4":            "fall-5-3-4",
		"":                          "",
		"???":                       "",
		"word_with_underscores.txt": "word-with-underscores-txt",
	} {
		if got := Make(text); got != want {
			t.Errorf("Make(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestFold holds names together that some disk takes for one, and no others.
func TestFold(t *testing.T) {
	for _, pair := range [][2]string{
		{"de/Anna.JPG", "DE/anna.jpg"}, {"u\u0308ber", "Über"}, {"\u212aai", "kai"}, {"ſophie", "Sophie"}, {"ΝΊΚΟΣ", "νίκος"},
	} {
		if a, b := Fold(pair[0]), Fold(pair[1]); a != b {
			t.Errorf("%q is %q, %q is %q", pair[0], a, pair[1], b)
		}
	}
	if Fold("straße") == Fold("strasse") || Fold("a-b") == Fold("a b") {
		t.Error("names that no disk takes for one")
	}
}

func FuzzMake(f *testing.F) {
	for _, s := range []string{"Ä b", "ﬁ", "İI", "ǅ", "a\u0301\u0323", "नमस्ते", "ſ", "+#&"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Make(s)
		if twice := Make(once); twice != once {
			t.Errorf("Make(%q) = %q, but Make of that = %q", s, once, twice)
		}
		for _, r := range once {
			if r == '/' || r == '.' || r == 0 || r == '\\' {
				t.Errorf("Make(%q) = %q", s, once)
			}
		}
	})
}
