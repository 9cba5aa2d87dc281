package digest

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/words"
	"ankerplatz/themes"
)

// in is a language with the words of the shipped theme.
func in(t *testing.T, code string) *words.Language {
	t.Helper()
	names, err := fs.Glob(themes.FS(), "default/i18n/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	var files []*diag.File
	for _, name := range names {
		data, err := fs.ReadFile(themes.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, diag.NewFile("i18n/"+path.Base(name), data))
	}
	all, list := words.Load(files, []string{code})
	if len(list) > 0 {
		t.Fatal(list)
	}
	return all.In(code)
}

// full is a letter with everything that a letter may have.
func full(t *testing.T) *Letter {
	return &Letter{
		Lang: in(t, "de"), Site: "Ankerplatz", Home: "https://hub.example/a/de/", Title: "Rundbrief, Oktober 2026",
		Period: "1. Oktober 2026 bis 31. Oktober 2026", For: "für Key-User", Accent: "#ffee00",
		Sections: []Section{
			{Title: "Änderungen", Lines: []Line{
				{
					Title: "Neue Maske für <Bestellungen>", URL: "https://hub.example/a/de/changes/maske/", Facts: []string{"1. Dezember 2026", "SAP"},
					Text: "Alle Felder stehen auf einer Seite, und was noch fehlt, ist gleich zu sehen; gespeichert wird wie bisher.", Todo: []string{"Aufgabe: Testet die Maske & sagt, was fehlt."},
				},
				{Title: "Nyt skærmbillede", Lang: "da", URL: "https://hub.example/a/da/changes/skaerm/"},
			}},
			{Title: "Bitte durchsehen", Lines: []Line{
				{Under: "Anna Örtel", Title: "Nullen", URL: "https://hub.example/a/de/tips/nullen/"},
				{Title: "Ohne Adresse"},
				{Under: "Jonas Brandt", Title: "Drucken", URL: "https://hub.example/a/de/tips/drucken/"},
			}},
		},
	}
}

// knownTo is what Outlook (whose Word engine knows least), Gmail and the others
// keep of HTML: elements with their attributes, and CSS properties. On tables
// and cells Word takes width and align from attributes only.
var (
	knownTo = map[string][]string{
		"html": {"lang"}, "head": nil, "meta": {"charset", "name", "content"}, "title": nil, "body": {"style"},
		"table": {"role", "width", "border", "cellpadding", "cellspacing", "style"}, "tbody": nil, "tr": nil, "td": {"align", "style"},
		"h1": {"style"}, "h2": {"style"}, "h3": {"style"}, "p": {"style", "lang"}, "a": {"href", "style"}, "strong": nil, "br": nil,
	}
	knownCSS = []string{
		"background-color", "border-bottom", "border-left", "border-top", "color", "font-family", "font-size", "font-weight", "line-height",
		"margin", "max-width", "padding", "text-decoration", "width",
	}
)

// TestMailPrograms holds the HTML to what mail programs know.
func TestMailPrograms(t *testing.T) {
	letter := full(t)
	page := letter.HTML()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	text, seen := "", 0
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			text += n.Data
		}
		if n.Type != html.ElementNode {
			continue
		}
		seen++
		attributes, known := knownTo[n.Data]
		if !known {
			t.Errorf("<%s> is not known everywhere", n.Data)
		}
		for _, a := range n.Attr {
			if !slices.Contains(attributes, a.Key) {
				t.Errorf("<%s %s> is not known everywhere", n.Data, a.Key)
			}
			switch a.Key {
			case "href":
				if u, err := url.Parse(a.Val); err != nil || u.Scheme != "https" || u.Host == "" {
					t.Errorf("%s leads nowhere from a mail", a.Val)
				}
			case "width":
				if n, err := strconv.Atoi(a.Val); a.Val != "100%" && (err != nil || n > 600) {
					t.Errorf("a table is %s wide", a.Val)
				}
			case "style":
				for _, rule := range strings.Split(a.Val, ";") {
					property, value, _ := strings.Cut(rule, ":")
					if !slices.Contains(knownCSS, property) || value == "" || strings.Contains(value, "(") || strings.Contains(value, "ZgotmplZ") {
						t.Errorf("<%s style=%q> is not known everywhere", n.Data, rule)
					}
				}
			}
		}
	}
	if seen < 30 {
		t.Errorf("%d elements", seen)
	}
	for _, want := range []string{
		"Ankerplatz", "Rundbrief, Oktober 2026", "1. Oktober 2026 bis 31. Oktober 2026 · für Key-User", "Neue Maske für <Bestellungen>", "1. Dezember 2026 · SAP",
		"Aufgabe: Testet die Maske & sagt, was fehlt.", "Anna Örtel", "Ohne Adresse", "https://hub.example/a/de/",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the letter lacks %q", want)
		}
	}
	if strings.Contains(string(page), "#ffee00") {
		t.Error("links in the hub's yellow can't be read on white")
	}
}

// TestTooLong: whatever there is to tell, the letter is as short as mail
// programs need it, and says what it leaves out.
func TestTooLong(t *testing.T) {
	letter := full(t)
	letter.Sections = nil
	long := strings.Repeat("Drachenzähmung 🐉 ", 200)
	for i := range 16 {
		s := Section{Title: fmt.Sprint("Abschnitt ", i)}
		for range 200 {
			s.Lines = append(s.Lines, Line{Title: long, Text: long, Facts: []string{"Tipp", long}, Todo: []string{long}, URL: "https://hub.example/" + strings.Repeat("x", 150) + "/"})
		}
		letter.Sections = append(letter.Sections, s)
	}
	page := string(letter.HTML())
	if len(page) > 102*1024 || len(page) < 50_000 {
		t.Errorf("the letter has %d bytes", len(page))
	}
	if text := string(letter.Text()) + string(letter.Markdown()); len(text) > 500_000 {
		t.Errorf("as text it has %d bytes", len(text))
	}
	if n := strings.Count(page, " weitere im Hub"); n != 16 {
		t.Errorf("%d sections say that there is more", n)
	}
}

// TestText pins the letter as text, and how wide it is.
func TestText(t *testing.T) {
	const want = `Rundbrief, Oktober 2026
=======================
1. Oktober 2026 bis 31. Oktober 2026 · für Key-User


Änderungen
----------

* Neue Maske für <Bestellungen>
  1. Dezember 2026 · SAP
  Alle Felder stehen auf einer Seite, und was noch fehlt, ist gleich zu
  sehen; gespeichert wird wie bisher.
  > Aufgabe: Testet die Maske & sagt, was fehlt.
  https://hub.example/a/de/changes/maske/

* Nyt skærmbillede
  https://hub.example/a/da/changes/skaerm/


Bitte durchsehen
----------------

Anna Örtel

* Nullen
  https://hub.example/a/de/tips/nullen/

* Ohne Adresse

Jonas Brandt

* Drucken
  https://hub.example/a/de/tips/drucken/

-- 
Zusammengestellt aus den Seiten von Ankerplatz.
https://hub.example/a/de/
`
	letter := full(t)
	if got := string(letter.Text()); got != want {
		t.Errorf("%s", got)
	}
	letter.Title = strings.Repeat("Überlänge ", 30)
	for line := range strings.Lines(string(letter.Text())) {
		if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > 72 {
			t.Errorf("too wide: %s", line)
		}
	}
	letter.Sections = nil
	if !strings.Contains(string(letter.Text()), "nichts Neues") {
		t.Errorf("%s", letter.Text())
	}
}

// TestMarkdown: titles stay titles.
func TestMarkdown(t *testing.T) {
	letter := full(t)
	letter.Sections = []Section{{Title: "A *b*", Lines: []Line{{Title: "x](javascript:alert) <b>`y`", URL: "https://hub.example/x/", Facts: []string{"_z_"}, Todo: []string{"#1"}}}}}
	want := "# Rundbrief, Oktober 2026\n\n1. Oktober 2026 bis 31. Oktober 2026 · für Key-User\n\n## A \\*b\\*\n\n" +
		"- [x\\](javascript:alert) \\<b\\>\\`y\\`](<https://hub.example/x/>) · \\_z\\_\n  - **\\#1**\n\n---\n\n" +
		"[Zusammengestellt aus den Seiten von Ankerplatz.](<https://hub.example/a/de/>)\n"
	if got := string(letter.Markdown()); got != want {
		t.Errorf("%s", got)
	}
}

// TestMail reads a message back.
func TestMail(t *testing.T) {
	letter := full(t)
	letter.Site = "Der Hafen – für alle, die etwas wissen oder wissen wollen\r\nBcc: all@example.org"
	at := time.Date(2026, 11, 1, 9, 30, 0, 0, time.FixedZone("", 3600))
	data := letter.Mail(at)
	if !bytes.Equal(data, letter.Mail(at)) {
		t.Error("two messages of one letter differ")
	}
	for line := range strings.Lines(string(data)) {
		if body := strings.TrimSuffix(line, "\r\n"); body == line || len(body) > 78 || strings.ContainsFunc(body, func(r rune) bool { return r > 126 || r < 32 && r != '\t' }) {
			t.Errorf("not every server passes this on: %q", line)
		}
	}
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := m.Header.Date(); err != nil || !got.Equal(at) {
		t.Errorf("date %v, %v", got, err)
	}
	if subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil || subject != "Der Hafen – für alle, die etwas wissen oder wissen wollen Bcc: all@example.org: Rundbrief, Oktober 2026" {
		t.Errorf("subject %q, %v", subject, err)
	}
	for _, name := range []string{"From", "To", "Cc", "Bcc", "Message-Id"} {
		if m.Header.Get(name) != "" {
			t.Errorf("the sender chooses %s, not the letter", name)
		}
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" || m.Header.Get("X-Unsent") != "1" || m.Header.Get("MIME-Version") != "1.0" {
		t.Errorf("%s %v %v", kind, m.Header, err)
	}
	r := multipart.NewReader(m.Body, params["boundary"])
	for _, want := range []struct {
		kind string
		data []byte
	}{{"text/plain; charset=utf-8", letter.Text()}, {"text/html; charset=utf-8", letter.HTML()}} {
		p, err := r.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil || p.Header.Get("Content-Type") != want.kind || p.Header.Get("Content-Transfer-Encoding") != "quoted-printable" ||
			string(bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n"))) != string(want.data) {
			t.Errorf("%v %v\n%s", p.Header, err, got)
		}
	}
	if _, err := r.NextRawPart(); err != io.EOF {
		t.Error("more than two parts")
	}
}
