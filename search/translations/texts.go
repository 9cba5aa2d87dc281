package translations

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/ranking"
)

// What a word counts for on a page, by where it stands.
const (
	inTitle   = 3 // or problem, keywords
	inHeading = 2 // or summary
	inText    = 1
)

const shortest = 2 // letters of a word

// texts are the pages of one language that are in others, too, as terms.
type texts struct {
	lang     string
	language *analysis.Language
	known    map[string]int    // numbers of terms by token; -1 for what is none
	numbers  map[string]uint32 // of terms
	terms    []string
	written  []map[string]bool  // by term, the words of which it is the stem
	pages    map[string][]place // what the terms of a page count for, in the order of terms
}

// read reads the pages that are in several languages, by language.
func read(docs []search.Document) []*texts {
	languages := make(map[string]int) // of pages
	for i := range docs {
		languages[docs[i].Page]++
	}
	all := make(map[string]*texts)
	for i := range docs {
		d := &docs[i]
		if d.Page == "" || languages[d.Page] < 2 {
			continue
		}
		t := all[d.Lang]
		if t == nil {
			t = &texts{lang: d.Lang, language: analysis.NewLanguage(d.Lang), known: make(map[string]int), numbers: make(map[string]uint32), pages: make(map[string][]place)}
			all[d.Lang] = t
		}
		t.read(d)
	}
	var list []*texts
	for _, lang := range slices.Sorted(maps.Keys(all)) {
		list = append(list, all[lang])
	}
	return list
}

func (t *texts) read(d *search.Document) {
	weights := make(map[uint32]uint8)
	t.add(weights, inTitle, d.Title, d.Problem)
	t.add(weights, inTitle, d.Keywords...)
	t.add(weights, inHeading, d.Summary)
	for _, s := range d.Sections {
		t.add(weights, inHeading, s.Heading)
		t.add(weights, inText, s.Text)
	}
	page := make([]place, 0, len(weights))
	for number, weight := range weights {
		page = append(page, place{number, weight})
	}
	slices.SortFunc(page, func(a, b place) int { return cmp.Compare(a.number, b.number) })
	t.pages[d.Page] = page
}

func (t *texts) add(weights map[uint32]uint8, weight uint8, all ...string) {
	for _, text := range all {
		for token, rest := analysis.NextToken(analysis.AppendLower(nil, analysis.Even(t.lang, text))); len(token) > 0; token, rest = analysis.NextToken(rest) {
			number, known := t.known[string(token)]
			if !known {
				number = t.number(string(token))
				t.known[string(token)] = number
			}
			if number >= 0 {
				weights[uint32(number)] = max(weights[uint32(number)], weight)
			}
		}
	}
}

// number returns the number of a token's term, or -1 where it has none.
func (t *texts) number(token string) int {
	word := t.language.Trim(token)
	if t.language.IsLight(word) || utf8.RuneCountInString(word) < shortest || strings.ContainsAny(word, "0123456789") {
		return -1
	}
	term := t.language.Stem(word)
	number, known := t.numbers[term]
	if !known {
		number = uint32(len(t.terms))
		t.numbers[term] = number
		t.terms = append(t.terms, term)
		t.written = append(t.written, make(map[string]bool))
	}
	t.written[number][word] = true
	return int(number)
}

// name notes what a term means, under all names by which readers of another
// language may ask for it: its letters may not be on their keyboards.
func (t *texts) name(meanings ranking.Meanings, reader *texts, number uint32, meant []ranking.Meaning) {
	l := reader.language
	names := make(map[string]bool)
	for written := range t.written[number] {
		for _, word := range []string{l.Trim(written), l.Trim(t.language.Spelling(written))} {
			if !l.IsLight(word) {
				names[l.Key(word)] = true
			}
		}
	}
	for name := range names {
		meanings[name] = merge(meanings[name], meant)
	}
}

// merge joins what a word means in several languages.
func merge(a, b []ranking.Meaning) []ranking.Meaning {
	if a == nil {
		return b
	}
	all := slices.Clone(a)
	for _, one := range b {
		if i := slices.IndexFunc(all, func(old ranking.Meaning) bool { return old.Terms[0] == one.Terms[0] }); i >= 0 {
			all[i].Weight = max(all[i].Weight, one.Weight)
		} else {
			all = append(all, one)
		}
	}
	return best(all)
}
