package source

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/strictyaml"
)

// The lines at the top of a text that look like fields and are no front
// matter: their hyphens are missing, or another tool writes them so.

// looseMost is how many lines are looked at.
const looseMost = 60

// looseFields reads them: names, values, and where they stand. They are the
// first block of the text, below at most a heading, and nothing else is in it;
// within lines that could be meant to begin and end front matter, lists are.
func looseFields(file *diag.File, start int) (fields []looseField) {
	fenced := false
	for at, n := start, 0; at < len(file.Data) && n < looseMost; n++ {
		text, next := line(file.Data, at)
		field, ok := parseLoose(text)
		field.Span = file.Span(at, at+len(text))
		at = next
		switch empty := strings.Trim(text, " \t\u00a0"+unseen) == ""; {
		case !empty && strings.Trim(text, "-–—+=*_;.<!> \t\u00a0"+unseen) == "": // what begins and ends fields
			if len(fields) > 0 {
				return fields
			}
			fenced = true
		case empty, !fenced && looseHeading.MatchString(text):
			if len(fields) > 0 && !fenced {
				return fields
			}
		case ok:
			fields = append(fields, field)
		case !fenced, !strings.HasPrefix(text, " ") && !strings.HasPrefix(text, "-") && !strings.HasPrefix(text, "#"):
			return nil
		}
	}
	return fields
}

// looseHeading is a heading of Markdown or AsciiDoc.
var looseHeading = regexp.MustCompile(`^(#+|=+) `)

// looseWords is how many words a value has at most; more are a sentence about
// something: "Visibility: private means that only members see it".
const looseWords = 6

type looseField struct {
	diag.Span
	name, value string
}

// parseLoose reads a line such as "Status: draft", "draft = true,",
// "publish:: false", ":status: draft" and "<!-- status: draft -->".
func parseLoose(text string) (f looseField, ok bool) {
	const around = " \t\u00a0" + unseen + ".:=#+*->|_<!\"'`,;{}[]"
	text = strings.TrimLeft(text, around)
	i := strings.IndexAny(text, ":=")
	if i < 1 {
		return f, false
	}
	f.name, f.value = strings.Trim(text[:i], around), strings.Trim(text[i+1:], around)
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" -_.", r)
	}
	return f, f.name != "" && len(f.name) <= 40 && len(strings.Fields(f.name)) <= 3 && !strings.ContainsFunc(f.name, odd)
}

// looseHeld is what such lines withhold. In a text only clear words count.
func looseHeld(file *diag.File, start int) (h Held, list diag.List) {
	for _, f := range looseFields(file, start) {
		g, ok := guardOf[slug.Bare(f.name)]
		if !ok && !looseAudience(f) {
			continue
		}
		said := quote(f.name + ": " + f.value)
		what := diag.Say("%s holds the page back, though it is no front matter", said)
		day, err := time.Parse(time.DateOnly, f.value[:min(len(f.value), len(time.DateOnly))])
		words := len(strings.Fields(f.value))
		if words > looseWords || err == nil && words > 3 { // a day may have a time and a zone
			continue
		}
		switch dated := err == nil && !g.unfound; {
		case !ok:
			h.Draft = true
		case dated && g.reads == shows:
			h.Publish = strictyaml.Date{Time: day, Span: f.Span}
			what = diag.Say("%s holds the page back until then, though it is no front matter", said)
		case dated && g.reads == ends:
			h.Expires = strictyaml.Date{Time: day, Span: f.Span}
			what = diag.Say("%s holds the page back from then on, though it is no front matter", said)
		case g.judge(f.value) != holds:
			continue
		case g.unfound:
			h.Unfound = true
			what = diag.Say("%s keeps the page out of the search, though it is no front matter", said)
		default:
			h.Draft = true
		}
		list.Add(f.Span, diag.Withheld, what,
			diag.Say("write it as front matter, at the top of the file between two lines of three hyphens; if it is part of the text, put a sentence above it"))
	}
	return h, list
}

// otherTexts are texts in formats that are no pages here, and are published as
// they are.
var otherTexts = []string{"markdown", "mdown", "mkdn", "mkd", "mdwn", "mdx", "qmd", "rmd", "adoc", "asciidoc", "rst", "org", "textile"}
