package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/words"
)

var update = flag.Bool("update", false, "write the expected files of testdata anew")

// english are generated words, for all languages.
const english = `callout_tip: Tip
callout_note: Note
callout_important: Important
callout_warning: Warning
callout_caution: Caution
footnotes: Footnotes
footnote_back: Back to text
heading_link: Link to this section
colon: ":"
`

// in is a language with these words.
func in(t testing.TB, code string) *words.Language {
	set, list := words.Load([]*diag.File{diag.NewFile("i18n/en.yaml", []byte(english))}, []string{code})
	if len(list) > 0 {
		t.Fatal(list)
	}
	return set.In(code)
}

// TestPages reads the pages in testdata/*.txtar. An archive's page.md is the
// input; its comment may say the language; html, about and diagnostics are
// what is expected, mended is the page after what mends it.
func TestPages(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txtar")
	if len(names) == 0 {
		t.Fatal("no testdata")
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			_, lang, ok := strings.Cut(string(archive.Comment), "lang: ")
			if lang = strings.TrimSpace(lang); !ok {
				lang = "en"
			}
			page := archive.Files[0].Data
			file := diag.NewFile("page.md", page)
			doc, list := New(Options{Language: in(t, lang)}).Parse(file, 0)
			got := map[string]string{"html": written(t, doc), "about": about(doc), "diagnostics": told(file, list), "mended": mended(page, list)}
			for i, f := range archive.Files[1:] {
				if *update {
					archive.Files[i+1].Data = []byte(got[f.Name])
				} else if diff := cmp.Diff(string(f.Data), got[f.Name]); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.Name, diff)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// mended is a page after the edits of all diagnostics that have some.
func mended(page []byte, list diag.List) string {
	for _, m := range list.Mend() {
		return string(m.Data)
	}
	return string(page)
}

// written is a page's HTML where every reference leads to /its/dest, and what
// begins with "no" nowhere.
func written(t testing.TB, doc *Doc) string {
	var b bytes.Buffer
	err := doc.Write(&b, func(i int) Target {
		ref := doc.Refs[i]
		if strings.HasPrefix(ref.Dest, "no") {
			return Target{Class: "broken"}
		}
		target := Target{URL: "/" + ref.Dest}
		switch {
		case ref.Kind == Mention:
			target.Text, target.Class = "The "+ref.Dest, "person"
		case ref.Kind == Image:
			target.Width, target.Height = 4, 3
		case strings.HasSuffix(ref.Dest, ".pdf"):
			target.Class, target.Note = "download", "PDF, 1 KB"
		}
		if ref.Frag != "" {
			target.URL += "#" + ref.Frag
		}
		return target
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func about(doc *Doc) string {
	var b strings.Builder
	if doc.Title != "" {
		fmt.Fprintf(&b, "title %q at %q\n", doc.Title, doc.TitleSpan.Text())
	}
	if doc.Summary != "" {
		fmt.Fprintf(&b, "summary %q\n", doc.Summary)
	}
	for _, h := range doc.Headings {
		fmt.Fprintf(&b, "heading %d #%s %q\n", h.Level, h.ID, h.Text)
	}
	for _, s := range doc.Sections {
		fmt.Fprintf(&b, "section #%s %q\n", s.ID, s.Text)
	}
	for _, ref := range doc.Refs {
		fmt.Fprintf(&b, "%s %q #%q %q at %q\n", []string{"link", "image", "wiki", "mention"}[ref.Kind], ref.Dest, ref.Frag, ref.Text, ref.Span.Text())
	}
	fmt.Fprintf(&b, "words %d, empty %t, mermaid %t, code %t\n", doc.Words, doc.Empty, doc.Mermaid, doc.Code)
	if doc.Steps > 0 {
		fmt.Fprintf(&b, "steps %d\n", doc.Steps)
	}
	return b.String()
}

func told(file *diag.File, list diag.List) string {
	list.Sort()
	var b strings.Builder
	for _, d := range list {
		at := file.Position(d.Start)
		fmt.Fprintf(&b, "%d:%d %q: %s [%s]\n\t%s\n", at.Line, at.Column, d.Text(), d.Message, d.Code, d.Hint)
	}
	return b.String()
}

func TestStart(t *testing.T) {
	data := "---\ntitle: a\n---\nSee [b](c.md).\n"
	doc, _ := New(Options{Language: in(t, "en")}).Parse(diag.NewFile("a.md", []byte(data)), strings.Index(data, "See"))
	if got := doc.Refs[0].Span; got.Text() != "c.md" || got.Start != strings.Index(data, "c.md") {
		t.Errorf("span %d to %d, %q", got.Start, got.End, got.Text())
	}
}

func TestOutputLimit(t *testing.T) {
	text := "[a]: /" + strings.Repeat("x", 5000) + "\n\n" + strings.Repeat("[a]", 5000)
	doc, list := New(Options{Language: in(t, "en"), Output: 1 << 20}).Parse(diag.NewFile("a.md", []byte(text)), 0)
	if len(list) != 1 || list[0].Code != diag.TooComplex || len(doc.Refs) > 300 {
		t.Errorf("%d references, diagnostics %v", len(doc.Refs), list)
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Größe & Straße":     "groesse-strasse",
		"Rødgrød på Ærø":     "roedgroed-paa-aeroe",
		"Één café, à Évora":  "een-cafe-a-evora",
		"  C++ and C#  ":     "c-and-c",
		"a_b - c/d":          "a-b-c-d",
		"Ⅷ":                  "ⅷ",
		"Привет, мир":        "привет-мир",
		"й":                  "й",
		"हिन्दी":             "हिन्दी",
		"東京 2026":            "東京-2026",
		"ẞ İ ﬁ Ǽ":            "ss-i-ﬁ-ae",
		"--- ! ---":          "",
		"O\u0308l (zerlegt)": "oel-zerlegt",
	} {
		if got := slug(in); got != want {
			t.Errorf("slug(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Ärger", "Ǟ", "İ", "ꭀ", "a\u0300\u0301", "- -", "ẚ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := slug(s)
		if again := slug(once); again != once {
			t.Errorf("slug(%q) = %q, whose slug is %q", s, once, again)
		}
	})
}

func TestQuotes(t *testing.T) {
	for _, c := range []struct{ lang, in, want string }{
		{"de", `"Das ist 'gut' so", sagt er.`, `„Das ist ‚gut‘ so“, sagt er.`},
		{"de", `("Ja") – "Nein"`, `(„Ja“) – „Nein“`},
		{"en", `"It's 'fine'," she said`, `“It’s ‘fine’,” she said`},
		{"en", `the '90s, rock 'n' roll, dogs' tails`, `the ’90s, rock ’n’ roll, dogs’ tails`},
		{"en", `a 15" screen, 6' tall`, `a 15" screen, 6' tall`},
		{"nl", `'s Avonds zei hij "foto's" en 't 'woord'`, `’s Avonds zei hij “foto’s” en ’t ‘woord’`},
		{"da", `"Det er 'godt'" sagde hun`, `»Det er ›godt‹« sagde hun`},
		{"sv", `"Det är 'bra' så", sa hon.`, `”Det är ’bra’ så”, sa hon.`},
		{"sv", `'"5" är bra'`, `’”5” är bra’`},
		{"fr", `"C'est 'bon' ainsi", dit-elle`, "«\u202fC’est “bon” ainsi\u202f», dit-elle"},
		{"fr", `l'"index" d'"aujourd'hui"`, "l’«\u202findex\u202f» d’«\u202faujourd’hui\u202f»"},
		{"fr", `"'Oui'" et ("non")`, "«\u202f“Oui”\u202f» et («\u202fnon\u202f»)"},
		{"en", `"the dogs'" and "the dogs'".`, `“the dogs’” and “the dogs’”.`},
		{"de", `\"gerade\" und &quot;auch&quot;`, `"gerade" und "auch"`},
		{"de", "`\"Code\"` und *\"fett\"*", `"Code" und „fett“`},
	} {
		doc, _ := New(Options{Language: in(t, c.lang)}).Parse(diag.NewFile("a.md", []byte(c.in)), 0)
		if doc.Summary != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.lang, c.in, doc.Summary, c.want)
		}
	}
}

func TestUnsafeLinks(t *testing.T) {
	for _, dest := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:x", "java&Tab;script:x", "&#1;javascript:x",
		"java%73cript:x", "%6Aavascript%3Ax", "javascript&colon;x", "<java\tscript:x>", "< javascript:x>", "vbscript:x",
		"data:text/html,x", "blob:x", "file:///c:/x", "unknown:x", `javascript\:x`, "<javascript:\x01x>", "java\x00script:x",
		"java\u202escript:x", "java&#x2066;script:x",
	} {
		for _, text := range []string{"[a](" + dest + ")", "![a](" + dest + ")", "[a][b]\n\n[b]: " + dest} {
			doc, list := New(Options{Language: in(t, "en")}).Parse(diag.NewFile("a.md", []byte(text)), 0)
			html := written(t, doc)
			if strings.Contains(html, "href") || strings.Contains(html, "src") || len(doc.Refs) > 0 && !strings.Contains(dest, "\x00") {
				t.Errorf("%q became %s", text, html)
			}
			list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Code == diag.InvisibleCharacter })
			if len(list) != 1 || list[0].Code != diag.UnsafeLink {
				t.Errorf("%q: diagnostics %v", text, list)
			}
		}
	}
}

// A region has the keys of its language, a language without its own English
// ones.
func TestKeysOfRegions(t *testing.T) {
	for lang, want := range map[string]string{"de": "Strg", "de-AT": "Strg", "en-GB": "Ctrl", "fr": "Ctrl"} {
		doc, _ := New(Options{Language: in(t, lang)}).Parse(diag.NewFile("page.md", []byte("++ctrl++\n")), 0)
		if got := written(t, doc); !strings.Contains(got, "<kbd>"+want+"</kbd>") {
			t.Errorf("%s: %s", lang, got)
		}
	}
}

// What pages play has a type: browsers don't play what they are told to save.
func TestMediaHaveTypes(t *testing.T) {
	for ending, kind := range media {
		want := map[holeKind]string{holeVideo: "video/", holeAudio: "audio/"}[kind]
		if got := browser.ContentType("x" + ending); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", ending, got)
		}
	}
}
