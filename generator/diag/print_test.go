package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sample has one diagnostic for every way that they are shown.
func sample() List {
	text := "\ufeff---\r\n" +
		"title: Ordner öffnen\r\n" +
		"departments: [planning]\r\n" +
		"\tsummary: 日本語 🚀 x\x1b[31m\u202ered\r\n" +
		"note: " + strings.Repeat("long words ", 30) + "the end of it\r\n" +
		"last: |\r\n  one\r\n  two\r\n"
	f := NewFile("content/de/tips/a,b%.md", []byte(text))
	at := func(words string) Span {
		i := strings.Index(text, words)
		return f.Span(i, i+len(words))
	}
	var l List
	l.Add(at("planning"), UnknownDepartment, Say(`department "planning" is not in site.yaml`),
		Say(`did you mean "planung"? Departments are listed under organisation.departments in site.yaml`))
	l.Add(at("öffnen"), BrokenAnchor, Say("öffnen\nis an odd\x1b[2Jword"), Say("two lines:\nthis is the second"))
	l.Add(at("🚀"), ReviewDue, Say("a rocket"), Text{})
	l.Add(at("red"), BadValue, Say("behind control characters"), Text{})
	l.Add(at("the end"), BadValue, Say("at the end of a long line"), Text{})
	l.Add(at("note"), BadValue, Say("at the start of a long line"), Text{})
	l.Add(at("|\r\n  one\r\n  two"), BadValue, Say("over several lines"), Text{})
	l.Add(f.Span(0, 0), UnknownKind, Say("the page has no title"), Text{})
	l.Add(Span{}, ShallowGit, Say("the history is cut off"), Say("run git fetch --unshallow"))
	return l
}

func TestPrint(t *testing.T) {
	for _, test := range []struct {
		golden, format string
		opt            TextOptions
	}{
		{"text.golden", "text", TextOptions{Width: 80}},
		{"colour.golden", "text", TextOptions{Width: 40, Colour: true}},
		{"json.golden", "json", TextOptions{}},
		{"github.golden", "github", TextOptions{}},
		{"sarif.golden", "sarif", TextOptions{}},
	} {
		t.Run(test.golden, func(t *testing.T) {
			var got bytes.Buffer
			if err := sample().Print(&got, test.format, inEnglish(test.opt)); err != nil {
				t.Fatal(err)
			}
			for _, r := range got.String() {
				escape := test.opt.Colour && r == '\x1b'
				if r != '\n' && !escape && !unicode.IsPrint(r) {
					t.Errorf("%U comes out raw", r)
				}
			}
			name := filepath.Join("testdata", test.golden)
			if *update {
				if err := os.WriteFile(name, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Error(diff)
			}
			if strings.HasPrefix(got.String(), "{") || strings.HasPrefix(got.String(), "[") {
				if !json.Valid(got.Bytes()) {
					t.Error("not valid JSON")
				}
			}
		})
	}
}

func inEnglish(opt TextOptions) TextOptions {
	opt.Asked = English
	return opt
}

func TestPrintNothing(t *testing.T) {
	for format, want := range map[string]string{"text": "", "json": "[]\n", "github": ""} {
		var got bytes.Buffer
		if err := List(nil).Print(&got, format, TextOptions{}); err != nil || got.String() != want {
			t.Errorf("%s: %q, %v", format, got.String(), err)
		}
	}
	var sarif bytes.Buffer
	if err := List(nil).SARIF(&sarif, Tongue{}); err != nil || !strings.Contains(sarif.String(), `"results": []`) {
		t.Errorf("%v: %s", err, sarif.String())
	}
	if err := List(nil).Print(&sarif, "xml", TextOptions{}); err == nil {
		t.Error("format xml is taken")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestPrintFails(t *testing.T) {
	for _, format := range Formats {
		if err := sample().Print(full{}, format, TextOptions{}); err == nil {
			t.Errorf("%s: the writer's error is lost", format)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("a\tb\n日本 x"), 2, 5, 20)
	f.Fuzz(func(t *testing.T, data []byte, start, end, width int) {
		file := NewFile("a.md", data)
		start = min(max(start, 0), len(data))
		end = min(max(end, start), len(data))
		l := List{{Span: file.Span(start, end), Code: BadValue, Level: Error, Message: Say("%s", string(data))}}
		for _, format := range Formats {
			var out bytes.Buffer
			if err := l.Print(&out, format, TextOptions{Width: width}); err != nil {
				t.Fatal(err)
			}
			if i := strings.IndexFunc(out.String(), func(r rune) bool { return r != '\n' && r != zeroWidthJoiner && !unicode.IsPrint(r) }); i >= 0 {
				t.Errorf("%s: %q is not printable", format, out.String()[i:])
			}
		}
	})
}
