package markdown

import (
	"io"
	"strconv"
)

// hole is a place in the HTML that depends on the target of a reference.
type hole struct {
	at    int
	ref   int
	kind  holeKind
	attrs string // more attributes, as HTML; the words of a holeText
	inner bool   // a link is around it
}

type holeKind uint8

const (
	holeOpen holeKind = iota
	holeText
	holeClose
	holeImage
	holeVideo
	holeAudio
)

func (d *Doc) write(w io.Writer, resolve func(i int) Target) error {
	targets := make([]Target, len(d.Refs))
	for i := range targets {
		targets[i] = resolve(i)
	}
	done := 0
	var filling []byte
	for _, h := range d.holes {
		if _, err := w.Write(d.html[done:h.at]); err != nil {
			return err
		}
		done = h.at
		filling = h.fill(filling[:0], &targets[h.ref], d.Refs[h.ref].Text)
		if _, err := w.Write(filling); err != nil {
			return err
		}
	}
	_, err := w.Write(d.html[done:])
	return err
}

// fill appends the HTML of a hole. Words are those of the reference: its
// alternative text, for an image.
func (h hole) fill(b []byte, t *Target, words string) []byte {
	switch h.kind {
	case holeOpen:
		return h.openLink(b, t)
	case holeText:
		if t.Text != "" {
			return appendText(b, t.Text)
		}
		return appendText(b, h.attrs)
	case holeClose:
		if t.Note != "" {
			b = append(b, ` <span class="note">`...)
			b = append(appendText(b, t.Note), "</span>"...)
		}
		switch {
		case t.URL != "":
			b = append(b, "</a>"...)
		case t.Class != "":
			b = append(b, "</span>"...)
		}
		return b
	case holeImage, holeVideo, holeAudio:
	}
	if t.URL == "" && t.Class == "" {
		return appendText(b, words)
	}
	if t.URL == "" {
		b = append(b, `<span class="missing">`...)
		return append(appendText(b, words), "</span>"...)
	}
	if h.kind == holeImage && t.Class == "download" { // it is no picture
		if h.inner {
			return appendText(b, t.Text)
		}
		return hole{kind: holeClose}.fill(appendText(h.openLink(b, t), t.Text), t, "")
	}
	switch h.kind {
	case holeVideo:
		b = append(b, `<video controls preload="metadata"`...)
	case holeAudio:
		b = append(b, `<audio controls preload="metadata"`...)
	default:
		b = append(b, "<img"...)
		if t.First {
			b = appendAttribute(b, "fetchpriority", "high")
		} else {
			b = appendAttribute(b, "loading", "lazy")
		}
		b = appendAttribute(b, "decoding", "async")
	}
	b = appendAttribute(b, "src", t.URL)
	if t.Srcset != "" {
		b = appendAttribute(b, "srcset", t.Srcset)
		b = appendAttribute(b, "sizes", t.Sizes)
	}
	if t.Class != "" {
		b = appendAttribute(b, "class", t.Class)
	}
	if h.kind != holeAudio && t.Width > 0 && t.Height > 0 {
		b = appendAttribute(b, "width", strconv.Itoa(t.Width))
		b = appendAttribute(b, "height", strconv.Itoa(t.Height))
	}
	if h.kind == holeImage {
		b = appendAttribute(b, "alt", words)
		return append(append(b, h.attrs...), '>')
	}
	b = appendAttribute(b, "aria-label", words)
	b = append(append(b, h.attrs...), '>')
	b = append(b, "<a"...)
	b = appendAttribute(b, "href", t.URL)
	b = append(appendText(append(b, '>'), words), "</a>"...)
	if h.kind == holeVideo {
		return append(b, "</video>"...)
	}
	return append(b, "</audio>"...)
}

func (h hole) openLink(b []byte, t *Target) []byte {
	if t.URL == "" {
		if t.Class == "" {
			return b
		}
		b = appendAttribute(append(b, "<span"...), "class", t.Class)
		return append(b, '>')
	}
	b = appendAttribute(append(b, "<a"...), "href", t.URL)
	if t.Class != "" {
		b = appendAttribute(b, "class", t.Class)
	}
	if t.Class == "external" {
		b = appendAttribute(b, "rel", "noopener")
	}
	if t.Lang != "" {
		b = appendAttribute(b, "hreflang", t.Lang)
	}
	return append(append(b, h.attrs...), '>')
}

func appendAttribute(b []byte, name, value string) []byte {
	b = append(append(append(b, ' '), name...), `="`...)
	return append(appendAttr(b, value), '"')
}
