package markdown

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"ankerplatz/generator/diag"
)

// FuzzParse looks for pages that break what stands around them.
func FuzzParse(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data))
	}
	for _, text := range hostile {
		f.Add(text(60))
	}
	p := New(Options{Language: in(f, "de"), Nesting: 10})
	f.Fuzz(func(t *testing.T, text string) {
		file := diag.NewFile("a.md", []byte(text))
		doc, list := p.Parse(file, 0)
		last := 0
		for _, h := range doc.holes {
			if h.at < last || h.at > len(doc.html) || h.ref < 0 || h.ref >= len(doc.Refs) {
				t.Fatalf("hole at %d of %d after %d", h.at, len(doc.html), last)
			}
			last = h.at
		}
		for _, ref := range doc.Refs {
			if ref.Span.Start < 0 || ref.Span.End < ref.Span.Start || ref.Span.End > len(text) {
				t.Fatalf("reference at %d to %d", ref.Span.Start, ref.Span.End)
			}
		}
		for _, d := range list {
			if d.Start < 0 || d.End < d.Start || d.End > len(text) {
				t.Fatalf("%s at %d to %d of %d", d.Code, d.Start, d.End, len(text))
			}
			last := 0
			for _, e := range slices.SortedFunc(slices.Values(d.Fix), func(a, b diag.Edit) int { return a.Start - b.Start }) {
				if e.Start < last || e.End < e.Start || e.End > len(text) {
					t.Fatalf("%s is mended at %d to %d of %d, behind %d", d.Code, e.Start, e.End, len(text), last)
				}
				last = e.End
			}
		}
		for _, s := range doc.Sections {
			if !utf8.ValidString(s.Text) || strings.Contains(s.Text, "\n\n") || strings.Contains(s.Text, "  ") {
				t.Fatalf("section %q", s.Text)
			}
		}
		checkHTML(t, written(t, doc))
	})
}

var void = map[string]bool{"br": true, "hr": true, "img": true, "input": true}

var safeAddress = regexp.MustCompile(`^(/|#|https?:|//|mailto:|tel:|sms:|sips?:|im:|xmpp:|msteams:|webcal:|ftps?:|sftp:|ssh:|git:)`)

// checkHTML checks that tags are balanced, ids unique, and that nothing runs.
func checkHTML(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Fatalf("not UTF-8: %q", text)
	}
	var open []string
	ids := map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			if token.Data == "script" || token.Data == "style" || token.Data == "iframe" {
				t.Fatalf("<%s> in %s", token.Data, text)
			}
			if !void[token.Data] {
				open = append(open, token.Data)
			}
			for _, a := range token.Attr {
				switch {
				case strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || a.Key == "srcset":
					t.Fatalf("%s= in %s", a.Key, text)
				case (a.Key == "href" || a.Key == "src") && !safeAddress.MatchString(strings.ToLower(a.Val)):
					t.Fatalf("%s=%q in %s", a.Key, a.Val, text)
				case a.Key == "id" && (ids[a.Val] || a.Val == ""):
					t.Fatalf("id %q twice in %s", a.Val, text)
				case a.Key == "id":
					ids[a.Val] = true
				}
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> in <%s> in %s", token.Data, strings.Join(open, "><"), text)
			}
			open = open[:len(open)-1]
		case html.TextToken, html.ErrorToken:
		case html.CommentToken, html.DoctypeToken:
			t.Fatalf("%q in %s", token.String(), text)
		}
	}
	if len(open) > 0 {
		t.Fatalf("%v left open in %s", open, text)
	}
}
