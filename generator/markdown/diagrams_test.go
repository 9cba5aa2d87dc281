package markdown

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/diag"
)

// told are the messages about a diagram, with their lines in it.
func toldOf(t *testing.T, diagram string) []string {
	file := diag.NewFile("page.md", []byte("- a list:\n\n  ```mermaid\n  "+strings.ReplaceAll(diagram, "\n", "\n  ")+"\n  ```\n"))
	_, list := New(Options{Language: in(t, "en")}).Parse(file, 0)
	var told []string
	for _, d := range list {
		if d.Code == diag.UnsafeDiagram {
			told = append(told, string(file.Data[d.Start:d.End]))
		}
	}
	return told
}

func TestUnsafeDiagrams(t *testing.T) {
	for diagram, want := range map[string][]string{
		"flowchart LR\nA[\"<img src='http://elsewhere.example/1.png'>\"]":                            {`A["<img src='http://elsewhere.example/1.png'>"]`},
		"flowchart LR\nA[<img/src=x>]":                                                               {"A[<img/src=x>]"},
		"flowchart LR\nA[\"x <FORM\naction=y>\"]":                                                    {`A["x <FORM`},
		"mindmap\nroot\n  A[\"`**x** <video src=y>`\"]":                                              {"A[\"`**x** <video src=y>`\"]"},
		"flowchart LR\nA[\"#lt;img src=x#gt;\"]":                                                     {`A["#lt;img src=x#gt;"]`},
		"flowchart LR\nA[\"&lt;img src=x&gt;\"]":                                                     {`A["&lt;img src=x&gt;"]`},
		"flowchart LR\nA[\"#60;img src=x#62;\"]":                                                     {`A["#60;img src=x#62;"]`},
		"flowchart LR\nA[\"#x3c;img src=x#62;\"]":                                                    {`A["#x3c;img src=x#62;"]`},
		"flowchart LR\nA@{ label: \"\\x3Cimg src=x>\" }":                                             {`A@{ label: "\x3Cimg src=x>" }`},
		"flowchart LR\nA@{ img: \"x.png\" }":                                                         {`A@{ img: "x.png" }`},
		"flowchart LR\nA@{\n  label: x\n  \"icon\": \"fa:user\"\n}":                                  {`"icon": "fa:user"`},
		"%%{init: {\"themeCSS\": \"x\"}}%%\nflowchart LR\nA":                                         {`%%{init: {"themeCSS": "x"}}%%`},
		"%%{init: {\n\"flowchart\": {\"htmlLabels\": true}}}%%\nflowchart LR\nA":                     {`"flowchart": {"htmlLabels": true}}}%%`},
		"%%{init: {\"\\u0074hemeCSS\": \"x\"}}%%\nflowchart LR\nA":                                   {`%%{init: {"\u0074hemeCSS": "x"}}%%`},
		"---\nconfig:\n  fontFamily: x\n---\nflowchart LR\nA":                                        {"fontFamily: x"},
		"stateDiagram-v2\n[*] --> s1\nclassDef b background:url(http://x.example/5.png)\nclass s1 b": {"classDef b background:url(http://x.example/5.png)"},
		"flowchart LR\nA\nstyle A fill:u\\72l(x)":                                                    {`style A fill:u\72l(x)`},
		"flowchart LR\nA\nclassDef a background:image-set('x' 1x)":                                   {"classDef a background:image-set('x' 1x)"},
		"C4Context\nUpdateElementStyle(a, $bgColor=\"url('//x.example/a')\")":                        {`UpdateElementStyle(a, $bgColor="url('//x.example/a')")`},
		"sequenceDiagram\nrect url(x.svg)\nA->>B: x\nend":                                            {"rect url(x.svg)"},
		"flowchart LR\nA\nclick A href \"https://x.example\" _blank":                                 {`click A href "https://x.example" _blank`},
		"flowchart LR\nA\nclick A \"//x.example\"":                                                   {`click A "//x.example"`},
		"flowchart LR\nA\nclick A href \"javascript:alert(1)\"":                                      {`click A href "javascript:alert(1)"`},
		"sequenceDiagram\nparticipant A\nlink A: Home @ https://x.example":                           {"link A: Home @ https://x.example"},

		"flowchart LR\nA[one<br>two] --> B[a<b] & url(Address) & image(Logo)":      nil,
		"flowchart LR\nA\nclassDef late fill:#fde68a,stroke:#92400e\nclass A late": nil,
		"flowchart LR\nA\nclick A href \"/en/tips/x/\"\nclick A \"../x/\"":         nil,
		"classDiagram\nA <|-- B\nclass S {\n<<interface>>\n+List~int~ x\n}":        nil,
		"stateDiagram-v2\nstate f <<fork>>\nsequence: a <<->> b":                   nil,
		"sequenceDiagram\nA-->>B: see https://x.example\nNote over A: secure: yes": nil,
		"%%{init: {\"flowchart\": {\"curve\": \"basis\"}}}%%\nflowchart LR\nA":     nil,
		"kanban\ntodo\n  a[x]@{ ticket: 12, priority: 'High' }":                    nil,
		"%% img: a comment\nflowchart LR\nA[\"#quot;quoted#quot; &amp; more\"]":    nil,
	} {
		if got := toldOf(t, diagram); !slices.Equal(got, want) {
			t.Errorf("%s\n told of %q, want %q", diagram, got, want)
		}
	}
}

// However long a diagram is, it is looked through once.
func TestLongDiagrams(t *testing.T) {
	for _, part := range []string{"A[<img src=x>]\n", "%%{secure: 1}%%\n", "A@{ img: x }\n", "%%{", "@{ img: ", "---\n", "#lt;b#gt;", "\\u003c", "url("} {
		start := time.Now()
		toldOf(t, "flowchart LR\n"+strings.Repeat(part, 1<<18/len(part)))
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("256 KB of %q take %v", part, took)
		}
	}
}
