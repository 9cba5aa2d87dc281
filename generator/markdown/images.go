package markdown

import (
	"bytes"
	"path"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"ankerplatz/generator/diag"
)

// media are the files that image syntax shows otherwise than as an image.
var media = map[string]holeKind{
	".mp4": holeVideo, ".m4v": holeVideo, ".webm": holeVideo, ".ogv": holeVideo, ".mov": holeVideo,
	".mp3": holeAudio, ".m4a": holeAudio, ".ogg": holeAudio, ".oga": holeAudio, ".opus": holeAudio, ".wav": holeAudio, ".flac": holeAudio,
}

// Plays reports whether image syntax shows a file as a video or a sound.
func Plays(name string) bool { return media[strings.ToLower(path.Ext(name))] != 0 }

// figure writes an image that is alone in its paragraph, with its title as
// the caption, and reports whether there is such an image.
func (r *renderer) figure(n *ast.Image) bool {
	d := r.destination(n.Destination, n)
	if d.kind != toHub {
		return false
	}
	r.out("<figure>")
	r.image(n, d, true)
	if caption := unescape(n.Title); caption != "" {
		r.out("<figcaption>")
		r.gap = true
		r.literal(caption)
		r.spent += len(caption)
		r.out("</figcaption>")
	}
	r.out("</figure>\n")
	return true
}

// image writes an image, a video or a sound. Pictures of other hosts are
// never loaded: nothing of a page may tell another host who reads it.
func (r *renderer) image(n *ast.Image, d destination, captioned bool) {
	r.gap = true
	start := len(r.text)
	r.mute++
	r.inlines(n)
	r.mute--
	alt := r.since(start)
	r.gap = true
	if r.mute > 0 {
		return
	}
	at := r.position(n)
	switch d.kind {
	case toNone:
		r.report(at, at+1, diag.EmptyLink, diag.Say("this image has no address"), diag.Say("put the file's name between the round brackets"))
		r.html = appendText(r.html, alt)
	case toUnsafe:
		r.unsafe(d)
		r.html = appendText(r.html, alt)
	case toWeb, toOther:
		r.report(d.start, d.end, diag.UnsafeLink, diag.Say("this image lies on another host, which would learn who reads the page"),
			diag.Say("save the image beside the page and link it from there; it is shown as a link"))
		if r.inLink == 0 {
			r.openExternal(d, "")
		}
		if alt == "" {
			alt = d.url
		}
		r.html = appendText(r.html, alt)
		if r.inLink == 0 {
			r.out("</a>")
		}
	case toHub:
		if saysNothing(alt, d.dest) {
			hint := diag.Say("say between the square brackets what it shows, for people who do not see it")
			if bytes.HasPrefix(r.source[at:], []byte("![[")) {
				hint = diag.Say("say behind a bar what it shows, for people who do not see it: ![[%s|what it shows]]", d.dest)
			}
			what := diag.Say("this image has no alternative text")
			if alt != "" {
				what = diag.Say("the alternative text %q says nothing of what this image shows", short(alt))
			}
			r.report(at, d.end, diag.MissingAlt, what, hint)
		}
		kind, ok := media[strings.ToLower(path.Ext(d.dest))]
		if !ok {
			kind = holeImage
		} else if r.inLink > 0 {
			r.html = appendText(r.html, alt)
			return
		}
		i := r.ref(Image, d)
		if s := &r.sections[len(r.sections)-1]; alt != "" {
			s.pictures = append(s.pictures, i)
		}
		r.refTexts[i] = stretch{start, len(r.text)}
		attrs := ""
		if !captioned {
			attrs = r.title(n.Title)
		}
		r.hole(kind, i, attrs)
		r.holes[len(r.holes)-1].inner = r.inLink > 0
	}
}

// saysNothing reports whether nobody learns from an alternative text what the
// image of a file shows: it has no words, or the file's name alone.
func saysNothing(alt, file string) bool {
	return !strings.ContainsFunc(alt, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || c > unicode.MaxLatin1 }) ||
		pictures[strings.ToLower(path.Ext(alt))] && strings.EqualFold(alt, path.Base(file))
}
