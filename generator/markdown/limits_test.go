package markdown

import (
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/diag"
)

// hostile are texts on which readers of Markdown are known to be slow, or to
// write without end. N is how many bytes there shall be.
var hostile = map[string]func(n int) string{
	"emphasis":             repeat("*a_ "),
	"emphasis both":        repeat("*a**a_ "),
	"emphasis closed":      repeat("*a* "),
	"emphasis open":        repeat(" *a"),
	"emphasis run":         repeat("*"),
	"emphasis runs":        repeat("**a*"),
	"emphasis mixture":     repeat("*_~a~_* _a ~~b "),
	"strike":               repeat("~a ~~b"),
	"underscores":          repeat("a_"),
	"brackets open":        repeat("["),
	"brackets closed":      repeat("]"),
	"brackets nested":      nested("[", "a", "]"),
	"brackets far":         nested("[", strings.Repeat("*a* ", 1000), "]"),
	"brackets lines":       repeat("[a]\n"),
	"brackets pairs":       repeat("[a]"),
	"images open":          repeat("!["),
	"images nested":        nested("![", "a", "](b)"),
	"links nested":         nested("[", "a", "](b)"),
	"links":                repeat("[a](b) "),
	"links on lines":       repeat("[a](b)\n"),
	"links half":           repeat("[a]("),
	"links pointed":        repeat("[a](<b"),
	"links titled":         repeat("[a](b \"c"),
	"links titles mixed":   repeat("[a](b '\"c "),
	"links full":           repeat("[a][b "),
	"links far":            func(n int) string { return strings.Repeat("[", 900) + repeat("*a*")(n) + strings.Repeat("]", 900) },
	"parentheses":          repeat("("),
	"link parentheses":     func(n int) string { return "[a](" + repeat("(")(n) },
	"wiki":                 repeat("[["),
	"wiki closed":          repeat("[[a]]"),
	"wiki half":            repeat("[[a"),
	"mentions":             repeat("@a "),
	"mentions run":         repeat("@a-"),
	"keys":                 repeat("++a"),
	"keys run":             repeat("+"),
	"emoji":                repeat(":smile:"),
	"colons":               repeat(":a"),
	"backticks":            backticks,
	"backticks on lines":   func(n int) string { return strings.ReplaceAll(backticks(n), "a", "a\n") },
	"backtick":             repeat("`a``b"),
	"less":                 repeat("<"),
	"less a":               repeat("<a"),
	"less attributes":      repeat("<a b='c\" "),
	"less attributes long": func(n int) string { return "x <a" + repeat(" a=b")(n) },
	"comments":             repeat("a <!-- "),
	"comments on lines":    repeat("a\n<!-- \n"),
	"processing":           repeat("a <? "),
	"cdata":                repeat("a <![CDATA["),
	"declarations":         repeat("a <!A "),
	"html blocks":          repeat("<div>\n"),
	"html nested":          repeat("<b>"),
	"html details":         repeat("<details>\n\n"),
	"html tables":          repeat("<table><tr><td>\n\n"),
	"html end":             repeat("</b>"),
	"html unknown":         repeat("<x>"),
	"html script":          repeat("a <script> "),
	"html on lines":        repeat("<a\n"),
	"quotes":               repeat("\""),
	"quotes words":         repeat("\"a "),
	"apostrophes":          repeat(" 'a"),
	"entities":             repeat("&"),
	"entities named":       repeat("&amp"),
	"backslashes":          repeat("\\"),
	"quotations":           repeat(">"),
	"quotations spaced":    repeat("> "),
	"quotations on lines":  repeat(strings.Repeat(">", 99) + "a\n"),
	"quotations lazy":      func(n int) string { return strings.Repeat("> ", 99) + repeat("a\n")(n) },
	"lists on a line":      repeat("- "),
	"lists on a line x":    func(n int) string { return repeat("- ")(n) + "x" },
	"lists deep":           deepLists,
	"lists deep blank":     func(n int) string { return deepLists(10000) + repeat("\n")(n) },
	"lists deep lazy":      func(n int) string { return deepLists(10000) + repeat("a\n")(n) },
	"lists numbered":       repeat("1. "),
	"lists alternating":    repeat("- a\n+ b\n"),
	"lists empty":          repeat("-\n"),
	"lists in quotations":  repeat("> - "),
	"tabs":                 repeat("\t"),
	"tabs in lists":        repeat("-\t"),
	"tabs after a list":    func(n int) string { return "- a\n" + repeat("\t")(n) + "b" },
	"spaces":               repeat(" "),
	"words":                repeat("a "),
	"one word":             repeat("a"),
	"lines":                repeat("\n"),
	"lines of text":        repeat("a\n"),
	"hard breaks":          repeat("a\\\n"),
	"returns":              repeat("a\r"),
	"zeros":                repeat("\x00"),
	"not utf-8":            repeat("\xff"),
	"definitions":          repeat("[a]: b\n"),
	"definitions spaced":   repeat("[a]: b\n\n"),
	"definitions open":     repeat("[a]: b \"\n"),
	"definitions half":     repeat("[a\n"),
	"amplified references": amplified,
	"amplified titles":     func(n int) string { return "[a]: b '" + repeat("x")(n/2) + "'\n\n" + repeat("[a]")(n/2) },
	"amplified images":     func(n int) string { return "[a]: b '" + repeat("x")(n/2) + "'\n\n" + repeat("![a] ")(n/2) },
	"terms":                repeat("a\n: b\n\n"),
	"terms deep":           repeat(": "),
	"terms lines":          func(n int) string { return repeat("a\n")(n) + ": b" },
	"footnotes":            repeat("[^a]"),
	"footnotes open":       repeat("[^"),
	"footnotes defined":    footnotes,
	"footnotes one":        func(n int) string { return repeat("a[^1] ")(n) + "\n\n[^1]: b" },
	"footnotes nested":     repeat("[^a]: "),
	"table columns":        func(n int) string { return repeat("a|")(n/4) + "\n" + repeat("-|")(n/4) + "\n" + repeat("a\n")(n/2) },
	"table wide":           func(n int) string { return repeat("a|")(n/2) + "\n" + repeat("-|")(n/2) },
	"table rows":           func(n int) string { return "a|b\n-|-\n" + repeat("a|b\n")(n) },
	"table pipes":          func(n int) string { return "a|b\n-|-\n" + repeat("`\\|`|`\\|`\n")(n) },
	"table pipes in cell":  func(n int) string { return "a|b\n-|-\n`" + repeat("\\|")(n) + "`" },
	"table delimiters":     repeat("-|-\n"),
	"table half":           repeat("a|b\n-|-|-\n"),
	"headings":             repeat("# a\n"),
	"headings same":        repeat("## a\n"),
	"headings underlined":  repeat("a\n---\n"),
	"headings numbers":     repeat("#"),
	"strays in lines":      repeat("1.a\n"),
	"strays dashes":        repeat("–\u00a0a\nb\n"),
	"strays rows":          repeat("| a | b\n"),
	"strays shortcodes":    repeat("{{< "),
	"strays footnotes":     repeat("[^a "),
	"strays notes":         repeat("%%a "),
	"strays formulas":      repeat("=SUM("),
	"strays mathematics":   repeat("$$a "),
	"strays links":         repeat("[a] (b.c "),
	"strays stars":         repeat("a ** b"),
	"strays spaced":        repeat("[a](b c "),
	"strays conflicts":     repeat("<<<<<<<\n=======\n"),
	"attributes":           func(n int) string { return "## a " + repeat("{a=")(n) },
	"attributes open":      func(n int) string { return "## a " + repeat("{")(n) },
	"attributes closed":    func(n int) string { return "## a {" + repeat(".b ")(n) + "}" },
	"addresses":            repeat("www.a "),
	"addresses run":        repeat("*www.a.b"),
	"addresses http":       repeat("(http://a.b"),
	"addresses half":       repeat("_http:"),
	"addresses long":       repeat("http://a.bc/("),
	"mail":                 repeat("a_b_"),
	"mail at":              repeat("a@b.c "),
	"mail run":             repeat("_a@a"),
	"mail dots":            func(n int) string { return "a@" + repeat("b.")(n) },
	"callouts":             repeat("> [!tip]\n\n"),
	"fences":               repeat("```\n"),
	"fences open":          repeat("````` a\n"),
	"code large":           func(n int) string { return "```c\n" + repeat("/* \" ' ")(n) },
	"code blocks":          func(n int) string { return repeat("```c++\n" + strings.Repeat("/* [[ ( \" '\n", 1000) + "```\n\n")(n) },
	"breaks":               repeat("- - -\n"),
	"breaks half":          func(n int) string { return repeat("* ")(n) + "a" },
	"equals":               repeat("a\n="),
}

func repeat(unit string) func(n int) string {
	return func(n int) string { return strings.Repeat(unit, n/len(unit)) }
}

func nested(left, inner, right string) func(n int) string {
	return func(n int) string {
		n = max(n-len(inner), 0) / (len(left) + len(right))
		return strings.Repeat(left, n) + inner + strings.Repeat(right, n)
	}
}

// backticks has runs of backticks that all differ in length.
func backticks(n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		b.WriteString(strings.Repeat("`", i) + "a")
	}
	return b.String()
}

func deepLists(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func amplified(n int) string {
	return "[a]: " + strings.Repeat("x", n/2) + "\n\n" + strings.Repeat("[a]", n/6)
}

func footnotes(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		s := strings.Repeat("x", i%500+1)
		b.WriteString("[^" + s + "] \n\n[^" + s + "]: b\n\n")
	}
	return b.String()
}

func TestHostile(t *testing.T) {
	size := 100_000
	p := New(Options{Language: in(t, "en"), Output: 4 << 20})
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			file := diag.NewFile("a.md", []byte(text(size)))
			start := time.Now()
			doc, _ := p.Parse(file, 0)
			if d := time.Since(start); d > 3*time.Second {
				t.Errorf("%d bytes took %v", len(file.Data), d)
			}
			if n := len(doc.html); n > 6<<20 {
				t.Errorf("%d bytes became %d", len(file.Data), n)
			}
		})
	}
}
