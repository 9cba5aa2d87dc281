package strictyaml

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/diag"
)

// parseText parses YAML that stands in the middle of a file, as front matter
// does: line 1 is the fence.
func parseText(text string) (*Node, diag.List) {
	f := diag.NewFile("a.md", []byte("---\n"+text+"---\nBody: [\n"))
	return Parse(f, 4, 4+len(text), Limits{})
}

// show writes a diagnostic as "line:column text: message / hint".
func show(d diag.Diagnostic) string {
	at := d.File.Position(d.Start)
	return fmt.Sprintf("%d:%d %s: %s / %s", at.Line, at.Column, d.Text(), d.Message, d.Hint)
}

func TestSyntax(t *testing.T) {
	const cannotBegin = "a text cannot begin with %q unless it is in quotes / write title: \"%s\""
	const noField = `there is no colon in this line that ends a field's name / ` +
		`write a field as in "title: Some words"; indent the line if it belongs to the text above`
	for _, test := range []struct{ text, want string }{
		// A colon too many, or none.
		{"date: x\ntitle: Excel: the basics\n", `3:13 :: there is a second colon with a space behind it, in the text of "title" / write title: "Excel: the basics"`},
		{"title: The \"big\" one: x # why\n", `2:21 :: there is a second colon with a space behind it, in the text of "title" / write title: 'The "big" one: x'`},
		{"steps:\n  - link: x\n - page: y # a page: any\n", `4:2 - page: this line is indented like none that it could belong to / put 2 spaces before it, like "- link" in line 3`},
		{"title: x: y\r\ntags: [a]\r\n", `2:9 :: there is a second colon with a space behind it, in the text of "title" / write title: "x: y"`},
		{"items:\n  - page: a: b\n", `3:12 :: there is a second colon with a space behind it, in the text of "page" / write page: "a: b"`},
		{"title:Foo\n", `2:1 title:Foo: there is no space behind the colon / write "title: Foo"`},
		{"# why\ntitle:Foo\ntags: [a]\n", `3:1 title:Foo: there is no space behind the colon / write "title: Foo"`},
		{"tags: [a]\ntitle:Foo\n", `3:1 title:Foo: there is no space behind the colon / write "title: Foo"`},
		{"tags: [a]\ntitle = Foo\n", `3:1 title = Foo: there is "=" in the place of a colon / write "title: Foo"`},
		{"tags: [a]\ntitle:\u00a0Foo\ndate: x\n", "3:7 \u00a0: there is a special space (U+00A0) behind the colon / replace it with an ordinary space"},
		{"title: a\nsummary\ndate: x\n", "3:1 summary: " + noField},
		{"Just words\n", "2:1 Just words: " + noField},
		{"summary: >\nnot indented\n", "3:1 not indented: " + noField},
		{": b\n", "2:1 : b: " + noField},

		// Tabs, indentation, dashes.
		{"title: a\n\ttags: b\n", "3:1 \t: there is a tab at the start of this line, where YAML takes only spaces / replace it with two spaces"},
		{"tags:\n  \t- b\n", "3:3 \t: there is a tab at the start of this line, where YAML takes only spaces / replace it with two spaces"},
		{"tags:\n -\tb\n", "3:3 \t: there is a tab behind the dash, where YAML takes only spaces / replace it with two spaces"},
		{"title: b\n  tags: d\n", `3:3 tags: this line is indented like none that it could belong to / begin it at the start of the line, like "title" in line 2`},
		{"items:\n  - page: a\n   title: b\n", `4:4 title: this line is indented like none that it could belong to / put 4 spaces before it, like "page" in line 3`},
		{"tags:\n  - a\n  title: b\n", `4:3 title: this line is indented like none that it could belong to / begin it at the start of the line, like "tags" in line 2`},
		{"tags:\n  - ä\n - c\n", `4:2 - c: this line is indented like none that it could belong to / put 2 spaces before it, like "- ä" in line 3`},
		{"tags: a\n- b\n", `3:1 - b: a list entry cannot follow a field that has a value already / remove what stands behind "tags:" in line 2, or this line`},
		{"tags:\n- a\n-b\n- c\n", `4:1 -b: there is no space behind the dash / write "- b"`},
		{"tags: - a\n", `2:7 -: a list cannot begin behind the colon / begin it in the next line, or write tags: [a]`},
		{"- a\n- b\n", `2:1 - a: there are no fields here / write a name, a colon, a space and a value in each line, as in "title: Some words"`},

		// Quotes and brackets.
		{"date: x\ntitle: \"foo\ntags: [a]\n", `3:8 ": the quote that opens here is not closed in this line / put " at the end of the text, or remove it here`},
		{"title: 'foo\nsummary: 'bar'\n", `2:8 ': the quote that opens here is not closed in this line / put ' at the end of the text, or remove it here`},
		{"title: 'it's'\n", `2:11 's': the quote closes here, and text goes on behind it / write title: "it's"`},
		{"title: \"Excel\" basics\n", `2:14 " basics: the quote closes here, and text goes on behind it / write title: '"Excel" basics'`},
		{"title: \"C:\\Users\"\n", `2:11 \U: in double quotes \U has a special meaning / write title: 'C:\Users', or every backslash twice`},
		{"title: a\ntags: [b, c\ndate: x\n", `3:7 [: the "[" that opens here is never closed / put "]" at the end of the list, or write tags: "[b, c" if it is a text`},
		{"tags: [c\napps: [e]\n", `2:7 [: the "[" that opens here is never closed / put "]" at the end of the list, or write tags: "[c" if it is a text`},
		{"time: {a: [1, 2}\n", `2:7 {: the "{" that opens here is never closed / put "}" at the end of the list, or write time: "{a: [1, 2}" if it is a text`},
		{"title: [Draft] My page\n", `2:14 ] My page: the list closes with "]", and text goes on behind it / write title: "[Draft] My page"`},
		{"tags: [b,\n  don't, @c]\n", `3:10 @c: a text cannot begin with "@" unless it is in quotes / write "@c"`},
		{"tags: [a, , b,]\n", `2:11 ,: there is nothing before this comma / remove the comma, or write what is missing`},
		{"tags: [a, How?]\n", `2:14 ?: a text with "?" in brackets must be in quotes / write "How?"`},
		{"home: {de: [a, b: c?]}\n", `2:20 ?: a text with "?" in brackets must be in quotes / write b: "c?"`},
		{"title: {{ name }}\n", `2:9 { name }: a field's name must be a word, not a list or a map / put text that has brackets in quotes`},

		// Characters of YAML's own.
		{"title: @foo\n", "2:8 @foo: " + fmt.Sprintf(cannotBegin, "@", "@foo")},
		{"title: `x` # y\n", "2:8 `x`: " + fmt.Sprintf(cannotBegin, "`", "`x`")},
		{"title: % x\n", "2:8 % x: " + fmt.Sprintf(cannotBegin, "%", "% x")},
		{"title: *bold*\n", "2:8 *bold*: " + fmt.Sprintf(cannotBegin, "*", "*bold*")},
		{"date: x\ntitle: *bold\n", "3:8 *bold: " + fmt.Sprintf(cannotBegin, "*", "*bold")},
		{"title: & more\n", "2:8 & more: " + fmt.Sprintf(cannotBegin, "&", "& more")},
		{"title: &friends\ntags: [a]\n", "2:8 &friends: " + fmt.Sprintf(cannotBegin, "&", "&friends")},
		{"title: !important\n", "2:8 !important: " + fmt.Sprintf(cannotBegin, "!", "!important")},
		{"title: ! now\n", "2:8 ! now: " + fmt.Sprintf(cannotBegin, "!", "! now")},
		{"title: ]\n", "2:8 ]: " + fmt.Sprintf(cannotBegin, "]", "]")},
		{"title: ,x\n", "2:8 ,x: " + fmt.Sprintf(cannotBegin, ",", ",x")},
		{"title: | foo\n  bar\n", `2:8 | foo: text cannot follow "|" in the same line / begin the text in the next line, indented, or write title: "| foo"`},
		{"title: a\x1bb\n", "2:9 \x1b: there is an invisible control character (U+001B) here / delete it and write the words around it anew"},

		// The text as a whole.
		{"a: b\n---\nc: d\n", `3:1 ---: a line "---" starts a second document, but one is all there may be / remove the line "---"`},
		{"title: a\ntags: b\ntitle: c\n", `4:1 title: "title" is given twice / the first is in line 2: keep one of them`},
		{"a: &x [*x]\n", `2:8 *x: "*x" stands inside of what it stands for / write out what is meant, or put the text in quotes`},
		{"<<: x\n", `2:5 x: "<<" takes over the fields of another map, and this is none / remove the line`},
		{"a: \"x\"\n\"b\" c: d\n", `3:1 "b" c: d: this line cannot be read: did not find expected key / ` +
			`put text that has special characters in quotes, and indent with spaces like the lines around it`},
	} {
		_, list := parseText(test.text)
		if len(list) != 1 {
			t.Errorf("%q: %d diagnostics", test.text, len(list))
			for _, d := range list {
				t.Error("\t" + show(d))
			}
			continue
		}
		if got := show(list[0]); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestEncoding(t *testing.T) {
	for text, want := range map[string]diag.Code{
		"title: Stra\xdfe\n": diag.NotUTF8,
		"title: a\x00b\n":    diag.NulByte,
	} {
		_, list := parseText(text)
		if len(list) != 1 || list[0].Code != want {
			t.Errorf("%q: %v", text, list)
		}
	}
}

func TestHostile(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString("a0: &a0 [a, b, c, d, e, f, g, h, i, j]\n")
	for i := range 30 {
		fmt.Fprintf(&laughs, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i+1, i+1, i, i, i, i, i, i, i, i, i, i)
	}
	var merges strings.Builder
	merges.WriteString("a0: &a0 {x: y}\n")
	for i := range 60 {
		fmt.Fprintf(&merges, "a%d: &a%d\n  <<: [*a%d, *a%d]\n  k%d: v\n", i+1, i+1, i, i, i)
	}
	for name, test := range map[string]struct {
		text string
		code diag.Code
	}{
		"laughs":   {laughs.String(), diag.YAMLTooComplex},
		"merges":   {merges.String(), diag.YAMLTooComplex},
		"deep":     {"a: " + strings.Repeat("[", 200) + strings.Repeat("]", 200), diag.YAMLTooComplex},
		"deeper":   {"a: " + strings.Repeat("[", 60_000), diag.YAMLSyntax},
		"wide":     {"a: [" + strings.Repeat("x,", 200_000) + "]", diag.YAMLTooComplex},
		"large":    {"a: " + strings.Repeat("x", 2<<20), diag.YAMLTooComplex},
		"unclosed": {"a: b\nc: \"" + strings.Repeat("x: y\n", 12_000), diag.YAMLSyntax},
		"aliases":  {"a: &a b\nc: [" + strings.Repeat("*a,", 20_000) + "@]", diag.YAMLSyntax},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			n, list := parseText(test.text + "\n")
			if len(list) != 1 || list[0].Code != test.code || n != nil {
				t.Errorf("%d diagnostics: %.300s", len(list), fmt.Sprint(list))
			}
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
