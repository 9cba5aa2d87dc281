package insights

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/slug"
	"ankerplatz/search/analysis"
)

// Hub is what insights know of the hub whose logs they read.
type Hub struct {
	Base     string           // the site's path, with slashes at both ends
	Pages    map[string]*Page // by address, without the base: "/de/tips/x/"
	Persons  []string         // names of everybody with a profile, also of who left
	Synonyms [][]string       // words that mean the same in the hub, beside those that are known of each language

	Languages map[string]bool

	people map[string]bool // words that are people's names, as slugs
}

// Page is a page of the hub.
type Page struct {
	Title, Lang string
	Apps        []string // names
	Person      bool     // somebody's profile: nothing is counted of it
	Written     bool     // somebody wrote it, and would like to know whether it is opened
	Since       int64    // when it came, in days since 1970-01-01; 0 if that is not known
}

// Ready prepares the names. It must be called once, before the hub is used.
func (h *Hub) Ready() {
	h.people = map[string]bool{}
	for _, name := range h.Persons {
		words := strings.Fields(name)
		for i, word := range words {
			first, _ := utf8.DecodeRuneInString(word)
			if within := i > 0 && i < len(words)-1; within && unicode.IsLower(first) || strings.HasSuffix(word, ".") {
				continue // "van", "Dr."
			}
			for part := range strings.SplitSeq(slug.Make(word), "-") {
				if len(part) > 1 {
					h.people[part] = true
				}
			}
		}
	}
}

// synonyms are the words of a language that mean the same.
func (t *Tally) synonyms(lang string) [][]string {
	code, _, _ := strings.Cut(lang, "-")
	groups := analysis.Synonyms(code)
	if t.hub != nil {
		groups = append(slices.Clone(t.hub.Synonyms), groups...)
	}
	return groups
}

// names reports whether words name somebody of the hub. The browser has taken
// out whom it knew; people who left it does not know.
func (h *Hub) names(words string) bool {
	if h == nil {
		return false
	}
	for part := range strings.SplitSeq(slug.Make(words), "-") {
		if h.people[part] || h.isJoined(part) {
			return true
		}
	}
	return false
}

// shortestJoined is how many letters a name has beside which another or an
// initial is known.
const shortestJoined = 5

// isJoined reports whether a word is a name as accounts have it, as the browser
// does (themes/default/assets/js/signals/clean.js): "apetersen", "annapetersen".
func (h *Hub) isJoined(word string) bool {
	name := func(part, other string) bool {
		return len(part) >= shortestJoined && h.people[part] && (len(other) == 1 || h.people[other])
	}
	for i := 1; i < len(word); i++ {
		if name(word[i:], word[:i]) || name(word[:i], word[i:]) {
			return true
		}
	}
	return false
}

// speaks reports whether the hub has a language.
func (h *Hub) speaks(lang string) bool { return h == nil || h.Languages[lang] }

// page is an address as the hub's pages have it, "" where no page of it is
// there, or somebody's profile.
func (h *Hub) page(address string) string {
	below, inside := strings.CutPrefix(address, h.Base)
	for _, way := range []string{"/" + below, address} { // a proxy may have taken the base away
		if p := h.Pages[way]; p != nil && !p.Person && (inside || way == address) {
			return way
		}
	}
	return ""
}
