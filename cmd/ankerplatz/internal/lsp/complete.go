package lsp

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator"
	"ankerplatz/generator/fields"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// mostItems is how many completions are sent; who types on gets others.
const mostItems = 100

// completion says what may stand at the cursor.
func (s *server) completion(_ context.Context, site *generator.Site, p at) (completionList, error) {
	c, ok := s.cursor(site, p)
	list := completionList{Items: []completion{}}
	if !ok {
		return list, nil
	}
	offers := c.offerReferences
	if c.inYAML() {
		offers = c.offerFields
	}
	all, start := offers()
	typed := fold(string(c.data[start:c.at]))
	for _, o := range all {
		if !strings.Contains(fold(o.Label), typed) && !strings.Contains(fold(o.Detail), typed) {
			continue
		}
		if len(list.Items) == mostItems {
			list.IsIncomplete = true
			break
		}
		o.FilterText = string(c.data[start:c.at]) // what does not fit is left out already
		o.SortText = fmt.Sprintf("%03d", len(list.Items))
		o.TextEdit = &textEdit{Range: rangeOf(c.data, start, c.at), NewText: cmp.Or(o.insert, o.Label)}
		list.Items = append(list.Items, o.completion)
	}
	list.IsIncomplete = list.IsIncomplete || len(all) > 0
	return list, nil
}

// offer is a completion before it has its place.
type offer struct {
	completion
	insert string // "" is the label
}

// fold makes texts alike that are written alike.
func fold(text string) string { return strings.ToLower(norm.NFC.String(text)) }

// offerFields are names of fields, or values of the field at the cursor.
func (c *cursor) offerFields() ([]offer, int) {
	s := c.slot()
	f, known := c.field(s.path)
	if !s.value && !s.item || s.item && known && f.Shape == fields.Group || s.flow && s.value && known && f.Shape == fields.Group && !c.endsWithKey(s) {
		return c.offerNames(s), s.start
	}
	if !known {
		return nil, s.start
	}
	values := c.offerValues(f)
	if f.Many && !s.flow && !s.item {
		for i := range values {
			values[i].insert = "[" + cmp.Or(values[i].insert, values[i].Label) + "]"
		}
	}
	return values, s.start
}

// endsWithKey reports whether a field's name stands directly before the cursor.
func (c *cursor) endsWithKey(s slot) bool {
	return strings.HasSuffix(strings.TrimRight(string(c.data[:s.start]), " "), ":")
}

// offerNames are the fields that may stand at a place and are not there yet.
func (c *cursor) offerNames(s slot) []offer {
	var all []offer
	for _, f := range c.inside(s.path) {
		if f.Name == "" || len(s.path) == 0 && c.has(f.Name) {
			continue
		}
		o := offer{completion: completion{Label: f.Name, Kind: kindField, Documentation: f.Says(c.told)}, insert: f.Name + ": "}
		if label := f.Label(c.told); label != f.Name {
			o.Detail = label
		}
		all = append(all, o)
	}
	return all
}

// has reports whether a field stands at the top already.
func (c *cursor) has(name string) bool {
	return strings.Contains("\n"+string(c.data[c.yaml[0]:c.yaml[1]]), "\n"+name+":")
}

// offerValues are the values that a field may have, as far as they can be listed.
func (c *cursor) offerValues(f fields.Field) []offer {
	var all []offer
	add := func(value, detail string, kind int) {
		if detail == value {
			detail = ""
		}
		all = append(all, offer{completion: completion{Label: value, Detail: detail, Kind: kind}})
	}
	switch f.Shape {
	case fields.YesNo:
		add("true", "", kindValue)
		add("false", "", kindValue)
	case fields.Choice:
		for _, choice := range f.Choices {
			add(choice, f.LabelOf(c.told, choice), kindValue)
		}
	case fields.Reference:
		for _, choice := range c.site.Hub().Choices(f.Of, c.lang) {
			add(choice.ID, choice.Name, kindReference)
		}
	case fields.Day, fields.Moment, fields.Period:
		add(time.Now().Format(time.DateOnly), "", kindValue)
	case fields.File:
		for _, a := range c.filesBeside(func(*hub.Asset) bool { return true }) {
			add(a, "", kindFile)
		}
	default: // what people write themselves
	}
	return all
}

// filesBeside are files near the document, as seen from it.
func (c *cursor) filesBeside(is func(*hub.Asset) bool) []string {
	dir := path.Dir(strings.TrimPrefix(c.name, source.Root+"/"))
	var near, far []string
	for _, a := range c.site.Hub().Assets {
		switch {
		case !is(a):
		case strings.HasPrefix(a.Path, dir+"/"):
			near = append(near, hub.Relative(dir, a.Path))
		default:
			far = append(far, hub.Relative(dir, a.Path))
		}
	}
	return append(near, far...)
}

var (
	openWiki    = regexp.MustCompile(`\[\[([^\[\]|#]*)(#[^\[\]|]*)?$`)
	openLink    = regexp.MustCompile(`(!?)\[[^\[\]]*\]\(<?([^()<>#]*)(#[^()<>]*)?$`)
	openMention = regexp.MustCompile(`(?:^|[\s(])@([\pL\pN-]*)$`)
)

// offerReferences are pages, headings, files and people for what is being written
// in the text.
func (c *cursor) offerReferences() ([]offer, int) {
	line, start := c.line()
	if m := openWiki.FindStringSubmatchIndex(line); m != nil {
		if m[4] >= 0 {
			return c.offerHeadings(line[m[2]:m[3]]), start + m[4] + 1
		}
		return c.offerPages(func(ch hub.Choice) string { return ch.ID }), start + m[2]
	}
	if m := openLink.FindStringSubmatchIndex(line); m != nil {
		at := start + m[4]
		if m[6] >= 0 {
			return c.offerHeadings(line[m[4]:m[5]]), start + m[6] + 1
		}
		var all []offer
		image := m[2] < m[3]
		if !image {
			dir := path.Dir(strings.TrimPrefix(c.name, source.Root+"/"))
			all = c.offerPages(func(ch hub.Choice) string { return escape(hub.Relative(dir, ch.Page.Path)) })
		}
		for _, name := range c.filesBeside(func(a *hub.Asset) bool { return a.IsImage() || !image }) {
			all = append(all, offer{completion: completion{Label: name, Kind: kindFile}, insert: escape(name)})
		}
		return all, at
	}
	if m := openMention.FindStringSubmatchIndex(line); m != nil {
		var all []offer
		for _, ch := range c.site.Hub().Choices("profile", c.lang) {
			all = append(all, offer{completion: completion{Label: ch.ID, Detail: ch.Name, Kind: kindReference}})
		}
		return all, start + m[2]
	}
	return nil, c.at
}

func (c *cursor) offerPages(insert func(hub.Choice) string) []offer {
	own := path.Dir(strings.TrimPrefix(c.name, source.Root+"/"))
	all := c.site.Hub().Choices("page", c.lang)
	slices.SortStableFunc(all, func(a, b hub.Choice) int { // those of its own folder first
		return boolInt(b.Page.Dir() == own) - boolInt(a.Page.Dir() == own)
	})
	offers := make([]offer, 0, len(all))
	for _, ch := range all {
		o := offer{completion: completion{Label: ch.Name, Detail: ch.ID, Kind: kindReference, Documentation: ch.Page.Summary}, insert: insert(ch)}
		offers = append(offers, o)
	}
	return offers
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// offerHeadings are those of the page that a reference names, or of this one.
func (c *cursor) offerHeadings(dest string) []offer {
	doc := c.page.Doc
	if here := c.here(); dest != "" && here != nil {
		to := c.site.Hub().Meant(here, unescape(dest))
		if to == nil {
			return nil
		}
		doc = to.Doc
	}
	var all []offer
	if doc != nil {
		for _, h := range doc.Headings {
			all = append(all, offer{completion: completion{Label: h.Text, Detail: h.ID, Kind: kindReference}, insert: h.ID})
		}
	}
	return all
}

// here is the page of the document as it was linked last; nil if it is not
// published.
func (c *cursor) here() *hub.Page { return pageAt(c.site.Hub(), c.name) }

// pageAt is the page of a file.
func pageAt(h *hub.Hub, name string) *hub.Page {
	below := norm.NFC.String(strings.TrimPrefix(name, source.Root+"/"))
	for _, p := range h.Pages {
		if norm.NFC.String(p.Path) == below {
			return p
		}
	}
	return nil
}
