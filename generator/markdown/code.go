package markdown

import (
	"slices"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"

	"ankerplatz/generator/controls"
)

// Chroma's rules take quadratic time on some code, so what is no ordinary
// code stays without colours: long blocks, long lines, and what exceeds a
// page's share.
const (
	longestBlock = 16 << 10 // bytes
	longestLine  = 400
	codeShare    = 64 << 10
)

// highlighter turns code into HTML with chroma's classes and keeps the last
// few megabytes that it made.
type highlighter struct {
	mu   *sync.Mutex
	made map[[2]string]highlighted // by language and code
	size *int
}

type highlighted struct{ html, language string }

func newHighlighter() highlighter {
	return highlighter{mu: new(sync.Mutex), made: map[[2]string]highlighted{}, size: new(int)}
}

// highlight returns a code block's HTML and its language's name, "" if it is
// not known. Share is what the page may still have highlighted.
func (h highlighter) highlight(lang, code string, share *int) highlighted {
	if *share -= len(code); *share < 0 || len(code) > longestBlock || longLine(code) {
		return highlighted{html: string(appendText(nil, code)), language: languageName(lang)}
	}
	key := [2]string{lang, code}
	h.mu.Lock()
	out, ok := h.made[key]
	h.mu.Unlock()
	if ok {
		return out
	}
	out = highlight(lang, code)
	h.mu.Lock()
	defer h.mu.Unlock()
	if *h.size += len(out.html) + len(code); *h.size > 32<<20 {
		clear(h.made)
		*h.size = 0
	}
	h.made[key] = out
	return out
}

func longLine(code string) bool {
	for line := range strings.Lines(code) {
		if len(line) > longestLine {
			return true
		}
	}
	return false
}

// languageName is what people call a language, "" if it is not known.
func languageName(lang string) string {
	if lexer := lexers.Get(lang); lang != "" && lexer != nil && lexer.Config().Name != "plaintext" && lexer.Config().Name != "fallback" {
		return lexer.Config().Name
	}
	return ""
}

func highlight(lang, code string) highlighted {
	plain := highlighted{html: string(appendText(nil, code)), language: languageName(lang)}
	if plain.language == "" {
		return plain
	}
	lexer := lexers.Get(lang)
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		return plain
	}
	var b []byte
	for t := tokens(); t != chroma.EOF; t = tokens() {
		class := tokenClass(t.Type)
		if class == "" || strings.TrimSpace(t.Value) == "" {
			b = appendText(b, t.Value)
			continue
		}
		b = append(append(append(b, `<span class="`...), class...), `">`...)
		b = append(appendText(b, t.Value), "</span>"...)
	}
	return highlighted{html: string(b), language: plain.language}
}

// tokenClass is the class that chroma's style sheets have for a kind of
// token.
func tokenClass(t chroma.TokenType) string {
	if t == chroma.Error || t.Category() == chroma.Text {
		return ""
	}
	for _, t := range []chroma.TokenType{t, t.SubCategory(), t.Category()} {
		if class := chroma.StandardTypes[t]; class != "" {
			return class
		}
	}
	return ""
}

// codeBlock writes a block of code, or a diagram.
func (r *renderer) codeBlock(n ast.Node, lang string) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(r.source))
	}
	if lines := n.Lines(); lines.Len() > 0 && len(r.conflicts) > 0 {
		first, last := lines.At(0).Start, lines.At(lines.Len()-1).Stop
		r.conflicts = slices.DeleteFunc(r.conflicts, func(c conflict) bool { return first <= c.start && c.start < last })
	}
	code := controls.Drop(strings.ToValidUTF8(b.String(), "\ufffd"))
	lang = strings.ToLower(lang)
	if end := strings.IndexFunc(lang, notLanguage); end >= 0 {
		lang = lang[:end]
	}
	r.squeeze([]byte(code))
	if lang == "mermaid" {
		r.doc.Mermaid = true
		r.checkDiagram(n)
		r.out(`<pre class="mermaid" tabindex="0">`)
		r.html = appendText(r.html, code)
		r.out("</pre>\n")
		return
	}
	r.doc.Code = true
	h := r.p.code.highlight(lang, code, &r.code)
	r.out(`<figure class="code">`)
	if h.language != "" {
		r.out("<figcaption>")
		r.html = appendText(r.html, h.language)
		r.out("</figcaption>")
	}
	r.out(`<pre class="chroma" tabindex="0"><code`)
	if lang != "" {
		r.out(` class="language-` + lang + `"`)
	}
	r.out(">" + h.html + "</code></pre></figure>\n")
}

// notLanguage reports whether no language's name holds the character.
func notLanguage(c rune) bool {
	return (c < 'a' || c > 'z') && (c < '0' || c > '9') && !strings.ContainsRune("+-#._", c)
}
