package sitepath

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for _, p := range []string{
		"index.html", "de/tips/über/index.html", "a b/c#d.png", "assets/main.0123abcd.css", ".well-known/x", "com/console.txt", "com10",
	} {
		if err := Check(p); err != nil {
			t.Errorf("%q is refused: %v", p, err)
		}
	}
	for _, p := range []string{
		"", ".", "..", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "a/", "a\x00b", "a\nb", "bild\u202egpj.svg", `a\b`, `..\x`,
		"nul", "a/CON", "Aux.html", "com1.txt", "LPT¹", "conin$", "a./b", "a /b", "bad\xffutf8",
		"a?b", "a:b", "a*b", `a"b`, "a<b", "a>b", "a|b", strings.Repeat("x", 256), strings.Repeat("d/", 1100) + "x",
	} {
		if Check(p) == nil {
			t.Errorf("%q is accepted", p)
		}
	}
}

func TestReserved(t *testing.T) {
	for _, p := range []string{
		"build.json", "Build.json/index.html", "healthz", "healthz/index.html", "api/search", "API/x", "_ankerplatz/live.js", "_signal/none", "_Signal/index.html", ".htaccess", "a/.git/x", ".well-known/.x",
	} {
		if Reserved(p).Empty() {
			t.Errorf("%q is free", p)
		}
	}
	for _, p := range []string{"index.html", "de/api/index.html", "de/build.json", "apis/x", ".well-known/x", "a.b/c", "de/healthz/index.html"} {
		if by := Reserved(p); !by.Empty() {
			t.Errorf("%q is kept for %s", p, by)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, s := range []string{"a/b", "../x", "a\\..\\..\\x", "C:x", "nul.txt"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, p string) {
		if Check(p) != nil {
			return
		}
		rel, err := filepath.Rel("/out", filepath.Join("/out", p))
		if err != nil || rel != p || strings.HasPrefix(rel, "..") {
			t.Errorf("%q leads to %q", p, rel)
		}
	})
}
