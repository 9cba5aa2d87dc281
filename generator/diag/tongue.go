package diag

import "strings"

// Tongue says in which language a person is spoken to: the first that Speaks,
// else English.
type Tongue struct {
	Asked  string // that the person asks for: no other counts then
	Hub    string // the hub's default
	System string // the computer's
}

// Of is the language for a diagnostic: that which is asked for, else the one
// of the page that it is about, if the hub has it.
func (t Tongue) Of(d Diagnostic) string {
	if d.Code == NoLanguage {
		return t.General()
	}
	return t.first(pageLanguage(d), t.Hub, t.System)
}

// General is the language for what is about no page.
func (t Tongue) General() string { return t.first(t.Hub, t.System) }

func (t Tongue) first(langs ...string) string {
	if t.Asked != "" {
		langs = []string{t.Asked}
	}
	for _, lang := range langs {
		if lang = base(lang); Speaks(lang) {
			return lang
		}
	}
	return English
}

// base is what stands before the country: de of de-AT, and of de_AT.UTF-8.
func base(lang string) string {
	if i := strings.IndexAny(lang, "-_.@"); i >= 0 {
		lang = lang[:i]
	}
	return strings.ToLower(lang)
}

// pageLanguage is the folder in which a page or a file beside it lies.
func pageLanguage(d Diagnostic) string {
	below, ok := strings.CutPrefix(d.name(), "content/")
	lang, _, in := strings.Cut(below, "/")
	if !ok || !in {
		return ""
	}
	return lang
}

// Counts are how many diagnostics there are of each level that there is.
func (l List) Counts() (counts []Text) {
	if n := l.Count(Error); n > 0 {
		counts = append(counts, Count(n, "%d error", "%d errors"))
	}
	if n := l.Count(Warn); n > 0 {
		counts = append(counts, Count(n, "%d warning", "%d warnings"))
	}
	if n := l.Count(Info); n > 0 {
		counts = append(counts, Count(n, "%d hint", "%d hints"))
	}
	return counts
}

// Name is what people call the level.
func (l Level) Name() Text {
	switch l {
	case Error:
		return Say("error")
	case Warn:
		return Say("warning")
	default:
		return Say("info")
	}
}
