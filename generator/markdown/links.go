package markdown

import (
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"ankerplatz/generator/controls"
	"ankerplatz/generator/diag"
)

// A destination is a link's address, looked at.
type destination struct {
	kind       destinationKind
	url        string // of what is not the hub's
	dest, frag string // of a reference
	start, end int    // where it stands in the source
}

type destinationKind uint8

const (
	toHub    destinationKind = iota // a page or file of the hub, to be resolved
	toWeb                           // http and https
	toOther                         // mail, telephone and the like
	toNone                          // nothing
	toUnsafe                        // must not become a link
)

// schemes are the kinds of address that a hub may lead to.
var schemes = map[string]destinationKind{
	"http": toWeb, "https": toWeb,
	"mailto": toOther, "tel": toOther, "sms": toOther, "sip": toOther, "sips": toOther, "im": toOther, "xmpp": toOther,
	"msteams": toOther, "webcal": toOther, "ftp": toOther, "ftps": toOther, "sftp": toOther, "ssh": toOther, "git": toOther,
}

// scripts are the kinds of address that run as a program in the reader's
// name.
var scripts = map[string]bool{"javascript": true, "vbscript": true, "livescript": true, "data": true, "blob": true}

// destination looks at an address as it stands in the source. For a
// reference-style link that is where its definition has it.
func (r *renderer) destination(raw []byte, n ast.Node) destination {
	d := r.address(unescape(raw))
	start, ok := r.offset(raw)
	if !ok {
		start = r.position(n)
		d.start, d.end = start, start+1
		return d
	}
	d.start, d.end = start, start+len(raw)
	return d
}

func (r *renderer) address(s string) destination {
	// Browsers drop control characters before they look for the scheme.
	s = strings.TrimSpace(controls.Drop(strings.Map(func(c rune) rune {
		if c < ' ' {
			return -1
		}
		return c
	}, s)))
	scheme := schemeOf(s)
	if scripts[scheme] || scripts[schemeOf(strings.ReplaceAll(decode(s), " ", ""))] {
		return destination{kind: toUnsafe, url: s}
	}
	kind, known := schemes[scheme]
	switch {
	case s == "":
		return destination{kind: toNone}
	case known:
		return destination{kind: kind, url: unspaced(scheme, s)}
	case scheme != "":
		return destination{kind: toUnsafe, url: s}
	case strings.HasPrefix(s, "//"):
		return destination{kind: toWeb, url: s}
	}
	dest, frag, _ := strings.Cut(s, "#")
	return destination{kind: toHub, dest: decode(dest), frag: decode(frag)}
}

// schemeOf is what stands before an address's colon, in lower case.
func schemeOf(s string) string {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(s[:i])
		default:
			return ""
		}
	}
	return ""
}

// decode resolves percent signs where that gives text.
func decode(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	decoded, err := url.PathUnescape(s)
	if err != nil || !utf8.ValidString(decoded) || controls.In(decoded) {
		return s
	}
	return decoded
}

// ref adds a reference and returns its index.
func (r *renderer) ref(kind RefKind, d destination) int {
	r.spent += d.end - d.start
	r.doc.Refs = append(r.doc.Refs, Ref{
		Kind: kind, Dest: d.dest, Frag: d.frag,
		Span: r.file.Span(r.base+d.start, r.base+d.end),
	})
	r.refTexts = append(r.refTexts, stretch{len(r.text), len(r.text)})
	return len(r.doc.Refs) - 1
}

func (r *renderer) hole(kind holeKind, ref int, attrs string) {
	r.holes = append(r.holes, hole{at: len(r.html), ref: ref, kind: kind, attrs: attrs})
}

// title is a title attribute, or "".
func (r *renderer) title(title []byte) string {
	if len(title) == 0 {
		return ""
	}
	r.spent += len(title)
	return ` title="` + string(appendAttr(nil, unescape(title))) + `"`
}

func (r *renderer) link(n *ast.Link) {
	if r.inLink > 0 || r.mute > 0 || r.depth >= r.p.opt.Nesting {
		r.inlines(n)
		return
	}
	d := r.destination(n.Destination, n)
	r.depth++
	r.inLink++
	defer func() { r.depth--; r.inLink-- }()
	switch d.kind {
	case toNone:
		at := r.position(n)
		r.report(at, at+1, diag.EmptyLink, diag.Say("this link leads nowhere"), diag.Say("put an address between the round brackets"))
		r.inLink--
		r.inlines(n)
		r.inLink++
	case toUnsafe:
		r.unsafe(d)
		r.inlines(n)
	case toWeb, toOther:
		r.openExternal(d, r.title(n.Title))
		if !r.anchor(n) && !r.full {
			r.noWords(n, d)
			r.literal(d.url)
		}
		r.out("</a>")
	case toHub:
		i := r.ref(Link, d)
		r.hole(holeOpen, i, r.title(n.Title))
		worded := r.anchor(n)
		r.refTexts[i].end = len(r.text)
		if !worded && !r.full {
			r.noWords(n, d)
			r.hubWords(i, linkWords(d))
		}
		r.hole(holeClose, i, "")
	}
}

// anchor writes a link's words and reports whether there is anything to see.
func (r *renderer) anchor(n *ast.Link) bool {
	html, holes := len(r.html), len(r.holes)
	floor := r.enter()
	r.inlines(n)
	r.leave(floor)
	return len(r.html) > html || len(r.holes) > holes
}

func (r *renderer) noWords(n ast.Node, d destination) {
	r.report(r.position(n), d.end, diag.EmptyLink, diag.Say("this link has no words"), diag.Say("put words between the square brackets"))
}

func (r *renderer) unsafe(d destination) {
	scheme := schemeOf(d.url)
	if scheme == "" {
		scheme = schemeOf(decode(d.url))
	}
	hint := diag.Say("link to a page, a file, an https: or a mailto: address")
	if len(scheme) == 1 || scheme == "file" { // a drive of Windows, or a file of one's own
		hint = diag.Say("that is on your computer alone: put the file beside the page, and write its name only")
	}
	r.report(d.start, d.end, diag.UnsafeLink, diag.Say(`a "%s:" address must not be a link`, short(scheme)), hint)
}

// openExternal writes the start of a link that leaves the hub.
func (r *renderer) openExternal(d destination, attrs string) {
	r.out(`<a href="`)
	r.attr(string(util.URLEscape([]byte(d.url), false)))
	r.out(`"`)
	if d.kind == toWeb {
		r.doc.Web = append(r.doc.Web, Ref{Dest: d.url, Span: r.file.Span(r.base+d.start, r.base+d.end)})
		r.out(` class="external" rel="noopener"`)
	}
	r.out(attrs + ">")
	r.spent += d.end - d.start
}

func (r *renderer) autoLink(n *ast.AutoLink) {
	label := n.Label(r.source)
	start, _ := r.offset(label)
	url := string(n.URL(r.source))
	d := r.address(url)
	if n.AutoLinkType == ast.AutoLinkEmail && d.kind != toOther {
		d = destination{kind: toOther, url: "mailto:" + url}
	}
	d.start, d.end = start, start+len(label)
	switch {
	case d.kind == toUnsafe:
		r.unsafe(d)
		r.literalBytes(label)
	case r.inLink > 0 || r.mute > 0:
		r.literalBytes(label)
	default:
		r.openExternal(d, "")
		r.literalBytes(label)
		r.out("</a>")
	}
}

func (r *renderer) wiki(n *wiki) {
	d := destination{kind: toHub, start: n.start, end: n.stop}
	raw := controls.Drop(strings.ToValidUTF8(string(r.source[n.start:n.stop]), "\ufffd"))
	d.dest, d.frag, _ = strings.Cut(raw, "#")
	if n.embedded {
		r.report(n.start-3, n.stop+2, diag.ForeignMark, diag.Say("a page can't be shown within another; readers see a link to it"),
			diag.Say("write [[%s]] for the link, or copy what is to stand here", raw), r.edit(n.start-3, n.start-2, ""))
	}
	r.own(Wiki, d, strings.ToValidUTF8(string(n.words), "\ufffd"))
}

func (r *renderer) mention(n *mention) {
	dest, words := string(r.source[n.start:n.stop]), ""
	if !slugByte(dest[0]) {
		dest, words = slug(dest), "@"+dest
	}
	r.own(Mention, destination{kind: toHub, dest: dest, start: n.start, end: n.stop}, words)
}

// own writes a reference in the hub's own syntax, with its words, or with
// those that the hub has for it.
func (r *renderer) own(kind RefKind, d destination, words string) {
	linked := r.inLink == 0 && r.mute == 0
	plain := linkWords(d)
	if kind == Mention {
		plain = "@" + plain
	}
	i := 0
	if linked {
		i = r.ref(kind, d)
		r.hole(holeOpen, i, "")
	}
	switch {
	case words != "":
		r.literal(words)
		if linked {
			r.refTexts[i].end = len(r.text)
		}
	case linked:
		r.hubWords(i, plain)
	default:
		r.literal(plain)
	}
	if linked {
		r.hole(holeClose, i, "")
	}
}

// hubWords writes the words that the hub has for a reference; plain stands for
// them in the text for search.
func (r *renderer) hubWords(i int, plain string) {
	r.hole(holeText, i, plain)
	r.squeeze(controls.Drop([]byte(plain)))
}

// linkWords are a reference's words where neither the page nor the hub has
// any.
func linkWords(d destination) string {
	words := strings.TrimSuffix(path.Base(d.dest), ".md")
	if d.dest == "" || words == "" || words == "." || words == "/" {
		return d.frag
	}
	return words
}
