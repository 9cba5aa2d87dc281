package webpage

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"ankerplatz/search"
)

// told writes a document's sections as "ID|HEADING|TEXT", one a line.
func told(d *search.Document) string {
	var lines []string
	for _, s := range d.Sections {
		lines = append(lines, s.ID+"|"+s.Heading+"|"+s.Text)
	}
	return strings.Join(lines, "\n")
}

func read(t *testing.T, text string) *Page {
	t.Helper()
	page, err := Read("page.html", []byte("<!doctype html><html lang=de>"+text))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestText(t *testing.T) {
	for name, test := range map[string][2]string{
		"main":                  {`<header>Kopf</header><main>Text</main><footer>Fuß</footer>`, "||Text"},
		"role of main":          {`<div>Kopf</div><div role=main>Text</div>`, "||Text"},
		"articles":              {`<p>Kopf<article>Eins<article>darin</article></article><article>Zwei</article>`, "||Eins darin Zwei"},
		"body without chrome":   {`<header>Kopf</header><nav>Menü</nav><aside>Rand</aside><div role=banner>B</div><div role=search>S</div><p>Text<footer>Fuß</footer>`, "||Text"},
		"header within main":    {`<main><header>Vorspann</header><aside>Hinweis</aside><nav>Inhalt</nav>Text<footer>Fuß</footer></main>`, "||Vorspann Hinweis Text"},
		"what is not shown":     {`<main>a<script>b</script><style>c</style><template>d</template><noscript>e</noscript><p hidden>f</p><p aria-hidden=true>g</p><svg><title>h</title></svg><button>i</button><dialog>j</dialog></main>`, "||a"},
		"what can be opened":    {`<main><details><summary>Frage</summary>Antwort</details><p hidden=until-found>gefaltet</main>`, "||Frage Antwort gefaltet"},
		"words in pieces":       {`<main>Wort<b>teil</b><wbr>ende<p>Absatz<ul><li>eins<li>zwei</ul><table><tr><td>a<td>b</table>x<br>y</main>`, "||Wortteilende Absatz eins zwei a b x y"},
		"pictures":              {`<main>Vor<img src=a.png alt="Ein Bild">nach<img src=b.png alt=""></main>`, "||Vor Ein Bild nach"},
		"footnotes":             {`<main>Wort<sup><a href=#fn1 role=doc-noteref>1</a></sup>. Ende<sup><a class=footnote-ref href=#fn2>2</a></sup></main>`, "||Wort. Ende"},
		"sections":              {`<main>Anfang<h2 id=a>Erstens</h2>Text<h3 id="b c">Zweitens</h3>mehr</main>`, "||Anfang\na|Erstens|Text\nb%20c|Zweitens|mehr"},
		"title is no section":   {`<main><h1 id=t>Titel</h1>Anfang<h2>Ohne Anker</h2>Text</main>`, "||Anfang\n|Ohne Anker|Text"},
		"anchor in the heading": {`<main><h2><a name=x></a>Kapitel</h2>Text<h2><span id=y>Noch eins</span></h2></main>`, "x|Kapitel|Text\ny|Noch eins|"},
		"anchor before":         {`<main>Text<a id=x></a> <h2>Kapitel</h2>mehr</main>`, "||Text\nx|Kapitel|mehr"},
		"section around":        {`<main><section id=x> <h2>Kapitel</h2>Text</section></main>`, "x|Kapitel|Text"},
		"mark at the heading":   {`<main><h2 id=x>Kapitel<a class=headerlink href=#x>¶</a></h2><h2 id=y><a href=#y aria-hidden=true>Link</a>Zwei</h2></main>`, "x|Kapitel|\ny|Zwei|"},
		"link in a heading":     {`<main><h2 id=x><a href=#x>Kapitel</a></h2></main>`, "x|Kapitel|"},
		"Pagefind's body":       {`<main>Rest<div data-pagefind-body>Eins<div data-pagefind-body>darin</div></div><p data-pagefind-body>Zwei</main>`, "||Eins darin Zwei"},
		"ignored":               {`<main>a<p data-pagefind-ignore>b</p><p data-pagefind-ignore=all>c</p>d</main>`, "||a d"},
		"section left out":      {`<main>a<h2 data-search-exclude>Weg</h2>b<h3>auch</h3>c<h2>Da</h2>d</main>`, "||a\n|Da|d"},
		"directions":            {"<main>a\u202eb</main>", "||ab"},
	} {
		if got := told(&read(t, "<body>"+test[0]).doc); got != test[1] {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, test[1])
		}
	}
}

func TestMetadata(t *testing.T) {
	for name, test := range map[string]struct{ page, want string }{
		"heading":              {`<title>Fenster</title><meta property=og:title content=Netz><body><h1>Kopf</h1><main><h1>Titel</h1></main>`, "Titel"},
		"named for networks":   {`<title>Fenster</title><meta property=og:title content=Netz><main></main>`, "Netz"},
		"named for Pagefind":   {`<main><h1>Titel</h1><p data-pagefind-meta=title>Anders</p></main>`, "Anders"},
		"description":          {`<meta name=Description content=" Kurz  und gut "><main><h1>T</h1></main>`, "T; Kurz und gut"},
		"keywords":             {`<meta name=keywords content="Spesen, Reise ,, Spesen"><main><h1>T</h1></main>`, "T; words Spesen, Reise"},
		"changed":              {`<meta property=article:published_time content=2026-01-01><meta property=article:modified_time content=2026-02-03T10:00:00+01:00><main><h1>T</h1></main>`, "T; 2026-02-03"},
		"published":            {`<main><h1>T</h1><time datetime=2026-02-03>am Dritten</time></main>`, "T; 2026-02-03"},
		"changed, in the text": {`<main><h1>T</h1><time datetime=2026-01-01>damals</time><time itemprop=dateModified datetime="2026-02-03 08:00:00">am Dritten</time></main>`, "T; 2026-02-03"},
		"kind":                 {`<body data-kind="Häufige Frage"><main><h1>T</h1></main>`, "T; kind haeufige-frage"},
		"filters": {
			`<main><h1>T</h1><b data-pagefind-filter=app>Excel</b><b data-pagefind-filter="app:Word"></b><i data-pagefind-filter="ort[title], thema:Umzug, Büro" title=Kiel></i><b data-pagefind-filter=kind>Tipp</b></main>`,
			"T; kind tipp; app excel Excel; app word Word; tag Kiel; tag Umzug, Büro",
		},
	} {
		d := read(t, test.page).doc
		parts := []string{d.Title}
		add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
		if d.Summary != "" {
			add("%s", d.Summary)
		}
		if d.Keywords != nil {
			add("words %s", strings.Join(d.Keywords, ", "))
		}
		if !d.Updated.IsZero() {
			add("%s", d.Updated.Format(time.DateOnly))
		}
		if d.Kind != usualKind {
			add("kind %s", d.Kind)
		}
		for _, app := range d.Apps {
			add("app %s %s", app.ID, app.Name)
		}
		for _, tag := range d.Tags {
			add("tag %s", tag)
		}
		if got := strings.Join(parts, "; "); got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

func TestLeft(t *testing.T) {
	for text, want := range map[string]Reason{
		`<p>Text`: "",
		`<meta http-equiv=Refresh content="0; URL=/da/">`:            Redirect,
		`<meta http-equiv=refresh content=300><p>Tafel`:              "",
		`<meta name=robots content="nofollow,NOINDEX"><p>x`:          NoIndex,
		`<meta name=search content=false><p>x`:                       NoIndex,
		`<body data-pagefind-ignore><p>x`:                            NoIndex,
		`<body><article data-pagefind-ignore>x</article><p>y</body>`: "",
	} {
		if got := read(t, text).Left; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	for name, want := range map[string]Reason{"404.html": NotFound, "de/404/index.html": NotFound, "de/404.html": NotFound, "a404.html": "", "articles/404/index.html": ""} {
		page, err := Read(name, []byte("<!doctype html><p>x"))
		if err != nil || page.Left != want {
			t.Errorf("%s: %q, %v, want %q", name, page.Left, err, want)
		}
	}
}

// TestEncodings: whatever a file is written in, and wherever it says so.
func TestEncodings(t *testing.T) {
	long := strings.Repeat("<!-- x -->", 200)
	for name, data := range map[string]string{
		"UTF-8":              "<html><meta charset=utf-8><p>Grüße",
		"UTF-8 told late":    "<html>" + long + "<meta charset=utf-8><p>Grüße",
		"UTF-8 with a mark":  "\ufeff<html><p>Grüße",
		"UTF-8 not told":     "<html>" + long + "<p>Grüße",
		"Windows 1252":       "<html><meta charset=iso-8859-1><p>Gr\xfc\xdfe",
		"Windows, not told":  "<html><p>Gr\xfc\xdfe",
		"UTF-16 with a mark": "\xff\xfe<\x00p\x00>\x00<\x00h\x00t\x00m\x00l\x00>\x00G\x00r\x00\xfc\x00\xdf\x00e\x00",
	} {
		page, err := Read("page.html", []byte(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := told(&page.doc); got != "||Grüße" {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, data := range []string{"", "nur Text", "<p>ein Teil", "{}", "\x89PNG\x00<html>"} {
		if _, err := Read("page.html", []byte(data)); !errors.Is(err, ErrNoPage) {
			t.Errorf("%q: %v", data, err)
		}
	}
	if _, err := Read("page.html", []byte("<html>"+strings.Repeat("<div>", 100_000))); err == nil {
		t.Error("a hundred thousand elements in one another are read")
	}
}

func TestLang(t *testing.T) {
	for tag, want := range map[string]string{"de-AT": "de", "EN-us": "en", "nl_BE": "nl", "nb-NO": "nb-NO", "klingonisch": "", "": "", "und": ""} {
		if got := Lang(tag); got != want {
			t.Errorf("%q: %q, want %q", tag, got, want)
		}
	}
	for text, want := range map[string]string{
		"<html lang=sv><body lang=de>":                        "sv",
		"<html><body lang=da-DK>":                             "da",
		`<html xml:lang="fr">`:                                "fr",
		"<html><meta http-equiv=content-language content=nl>": "nl",
		"<html>": "",
	} {
		page, err := Read("page.html", []byte(text))
		if err != nil || page.doc.Lang != want {
			t.Errorf("%s: %q, %v", text, page.doc.Lang, err)
		}
	}
}

// TestSite: what pages know together.
func TestSite(t *testing.T) {
	page := func(name, lang, head string) *Page {
		p, err := Read(name, []byte("<!doctype html><html lang="+lang+">"+head+"<main>Text</main>"))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	site, err := NewSite([]*Page{
		page("alle.html", "de", "<title>Alle - Werk</title>"),
		page("de/a.html", "de", "<title>Auto - Pool - Werk</title>"),
		page("de/b.html", "de", "<title>Bus - Werk</title><link rel=alternate hreflang=en href=/en/bus.html>"),
		page("de/c.html", "de", "<title>Werk</title><link rel=alternate hreflang=en href=/en/>"),
		page("de/d.html", "de", "<title>Datei - Werk</title><link rel=alternate hreflang=en href=/en/>"),
		page("en/a.html", "en", "<title>Car</title>"),
		page("en/bus.html", "en", "<title>Bus</title><link rel=alternate hreflang=de href=../de/b.html>"),
		page("en/c d.html", "en", "<title>C</title><meta property=og:site_name content=Works>"),
	}, Options{Base: "/"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range site.Documents {
		got = append(got, d.URL+" "+d.Title+" "+d.Page)
	}
	want := []string{
		"/alle.html Alle alle.html", "/de/a.html Auto - Pool a.html", "/de/b.html Bus /de/b.html", "/de/c.html Werk c.html", "/de/d.html Datei d.html",
		"/en/a.html Car a.html", "/en/bus.html Bus /de/b.html", "/en/c%20d.html C c d.html",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if site.Titles["de"] != "Werk" || site.Titles["en"] != "Works" || site.Languages[0] != "de" {
		t.Errorf("titles %v, languages %v", site.Titles, site.Languages)
	}
}

// TestMarked: where one page says what is to be found of it, the others are not.
func TestMarked(t *testing.T) {
	site, err := NewSite([]*Page{read(t, "<main>eins</main>"), read(t, "<main data-pagefind-body>zwei</main>")}, Options{Base: "/"})
	if err != nil || len(site.Documents) != 1 || site.Left[Unmarked] != 1 {
		t.Errorf("%d documents, left %v, %v", len(site.Documents), site.Left, err)
	}
}
