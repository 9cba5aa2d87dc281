package markdown

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
)

// The script that draws diagrams (themes/default/assets/js/page/diagrams.js) lets
// nothing into a page but words and shapes. What it would leave out is told
// here, at its line.

var (
	diagramTag    = regexp.MustCompile(`</?([a-zA-Z][a-zA-Z0-9:-]*)(?:[\s/>]|$)`)
	stereotype    = regexp.MustCompile(`<<[\w -]+>>`)
	diagramConfig = regexp.MustCompile(`(?s)%%\{.*?\}%%|\A\s*---[ \t]*\n.*?\n\s*---`)
	configKey     = regexp.MustCompile(`(?i)\b(themeCSS|fontFamily|altFontFamily|htmlLabels|securityLevel|secure|dompurifyConfig)\b["']?\s*:`)
	shapeData     = regexp.MustCompile(`(?s)@\{.*?\}`)
	shapePicture  = regexp.MustCompile(`(?i)["']?\b(img|icon)\b["']?\s*:`)
	diagramStyle  = regexp.MustCompile(`(?i)^\s*(?:classDef|style|linkStyle|UpdateElementStyle|UpdateRelStyle|rect|box)\b`)
	foreignURL    = regexp.MustCompile(`(?i)url\(\s*["']?\s*(?:[a-z][a-z0-9+.-]*:|/|[^)"'#\s]*[./])`)
	diagramLink   = regexp.MustCompile(`(?i)^\s*(?:click|links?|callback)\s+(.*)$`)
	linkTarget    = regexp.MustCompile(`(?i)(?:[a-z][a-z0-9+.-]*:\S|//)`)
	shortEntity   = regexp.MustCompile(`#(x?[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`)
	unicodeEscape = regexp.MustCompile(`\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8}))`)
)

// plainInDiagrams are the tags that a diagram's words may have: a new line.
var plainInDiagrams = []string{"br"}

// checkDiagram tells what of a diagram can't be drawn.
func (r *renderer) checkDiagram(n ast.Node) {
	lines := make([]string, n.Lines().Len())
	starts := make([]int, len(lines)) // of the lines in all of them together
	var all strings.Builder
	for i := range lines {
		line := n.Lines().At(i)
		lines[i] = decodeDiagram(strings.TrimRight(string(line.Value(r.source)), "\r\n"))
		starts[i] = all.Len()
		all.WriteString(lines[i] + "\n")
	}
	text := all.String()
	type trouble struct {
		line    int
		message string
	}
	told := map[trouble]bool{}
	tell := func(line int, message, hint diag.Text) {
		if told[trouble{line, message.String()}] {
			return
		}
		told[trouble{line, message.String()}] = true
		at := n.Lines().At(line)
		words := strings.TrimSpace(string(at.Value(r.source)))
		start := at.Start + strings.Index(string(at.Value(r.source)), words)
		r.report(start, start+len(words), diag.UnsafeDiagram, message, hint)
	}
	within := func(area, what *regexp.Regexp, then func(line int, name string)) {
		for _, a := range area.FindAllStringIndex(text, -1) {
			for _, m := range what.FindAllStringSubmatchIndex(text[a[0]:a[1]], -1) {
				line, exact := slices.BinarySearch(starts, a[0]+m[2])
				if !exact {
					line--
				}
				then(line, text[a[0]+m[2]:a[0]+m[3]])
			}
		}
	}
	within(diagramConfig, configKey, func(line int, name string) {
		tell(line, diag.Say("%s can't be set in a diagram", name), diag.Say("take it away: diagrams have the hub's fonts and colours; classDef gives shapes other ones"))
	})
	within(shapeData, shapePicture, func(line int, name string) {
		tell(line, diag.Say("a shape of a diagram can't be a picture (%s)", name), diag.Say("give it a label, and put the picture beside the diagram: ![what it shows](picture.png)"))
	})
	for i, line := range lines {
		for _, m := range diagramTag.FindAllStringSubmatch(stereotype.ReplaceAllString(line, ""), -1) {
			if name := strings.ToLower(m[1]); !slices.Contains(plainInDiagrams, name) {
				tell(i, diag.Say("the HTML tag <%s> can't be used in a diagram", short(name)), diag.Say("write words only; <br> begins a new line, and in \"`…`\" **words** are bold"))
			}
		}
		if foreignURL.MatchString(line) || diagramStyle.MatchString(line) && browser.Loads(line) {
			tell(i, diag.Say("a diagram can't load a file for its style"), diag.Say("use colours: classDef late fill:#fde68a,stroke:#92400e"))
		}
		if m := diagramLink.FindStringSubmatch(line); m != nil && linkTarget.MatchString(m[1]) {
			tell(i, diag.Say("a diagram can't link to another host"), diag.Say("put the link into the text below the diagram, as [words](address)"))
		}
	}
}

// decodeDiagram returns a line with the characters that entities and escapes
// stand for, in their place; none of them begins a new line.
func decodeDiagram(line string) string {
	line = unicodeEscape.ReplaceAllStringFunc(line, func(escape string) string {
		m := unicodeEscape.FindStringSubmatch(escape)
		code, err := strconv.ParseInt(m[1]+m[2]+m[3]+m[4], 16, 32)
		if err != nil {
			return escape
		}
		return string(rune(code))
	})
	line = html.UnescapeString(shortEntity.ReplaceAllStringFunc(line, func(entity string) string {
		if name := entity[1:]; name[0] >= '0' && name[0] <= '9' || name[0] == 'x' && strings.ContainsAny(name[1:2], "0123456789abcdefABCDEF") {
			return "&#" + name
		}
		return "&" + entity[1:]
	}))
	return strings.NewReplacer("\n", " ", "\r", " ").Replace(line)
}
