// Package shards writes an index for browsers: as files that our client,
// package client, fetches piece by piece, and whole for any client of lunr.js.
package shards

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/postings"
	"ankerplatz/search/ranking"
)

// File is a file of the published index. Its name is relative to the folder of
// the language.
type File struct {
	Name string
	Data []byte
}

const (
	// formatVersion says how shards, manifest and documents are written. It goes
	// up whenever a client of before would read them wrongly. The client's is in
	// search/client/files.js.
	formatVersion = 5

	// docs/search.md says how these were chosen.
	smallest = 3 << 10  // bytes of a shard before it is compressed, where the hub does not say
	oneShard = 16       // an index of fewer shards than this is not cut
	atOnce   = 16 << 10 // bytes of shards that a client fetches at once for the beginning of a word; where there are more, the first one, which may have an answer
	urlChunk = 512      // addresses in a file: who asks for them asks for hundreds
	tied     = 32       // documents besides the wanted ones that are looked at, as they may have the score of the last
)

// result is what is published of a document.
type result struct {
	postings.Shown
	Apps        []string `json:"apps,omitempty"`
	Departments []string `json:"departments,omitempty"`
	Tags        []string `json:"tags,omitempty"`
	Updated     string   `json:"updated,omitempty"` // 2026-11-21
}

// shown is what our client is told of a document.
type shown struct {
	postings.Known
	Updated string `json:"updated,omitempty"`
}

// manifest tells a client what there is, and by which rules.
type manifest struct {
	Version   int                 `json:"version"`
	Lang      string              `json:"lang"`
	Folder    string              `json:"folder"` // of all files that follow; named by what is in them
	Documents int                 `json:"documents"`
	Chunk     int                 `json:"chunk"`    // documents in each of docs-0.json, docs-1.json, …
	URLChunk  int                 `json:"urlChunk"` // addresses in each of urls-0.json, urls-1.json, …
	Tied      int                 `json:"tied"`     // see the constant
	Fields    []string            `json:"fields"`
	Pipeline  []string            `json:"pipeline"`
	Terms     []string            `json:"terms"`              // where each of terms-0.json, … begins, see [postings.Shorten]
	Words     []string            `json:"words"`              // where each of words-0.json, … begins, too
	AtOnce    int                 `json:"atOnce"`             // shards, see the constant
	Scale     int                 `json:"scale"`              // values in shards are so many times lunr's
	Spelling  [][2]string         `json:"spelling"`           // patterns and their replacements
	Endings   []string            `json:"endings"`            // of words, that stems don't have
	Light     []string            `json:"light,omitempty"`    // words that say little in questions and are no stop words, see [postings.Shorten]
	AskFor    map[string][]string `json:"askFor"`             // phrases by what they ask for
	Elisions  string              `json:"elisions,omitempty"` // pattern of words that an apostrophe joins to the next
	Detached  []string            `json:"detached"`           // prefixes of verbs that stand at the end of a sentence
	Rules     *ranking.Rules      `json:"rules"`
	Facets    map[string]facet    `json:"facets"` // by kinds, apps and departments
}

// facet is a dimension to filter by: its values, the sets of values (by number)
// that documents have, and for each document the number of its set, in as many
// of [postings.Digits] as the highest number needs.
type facet struct {
	Values []search.Facet `json:"values"`
	Sets   [][]int        `json:"sets"`
	Width  int            `json:"width"`
	Docs   string         `json:"docs"`
}

// Files returns the published index of one language, as our client loads it:
//
//	manifest.json  what the client reads first
//	HASH/terms-N.json, docs-N.json, urls-N.json, more-N.json, words-N.json
//	               the index, documents and their addresses in pieces, by
//	               its number what else a document says, and the dictionary
//
// Shards have about size bytes; 0 means as usual. It changes what is fetched
// for an answer, and nothing of the answer.
func Files(ix *postings.Index, size int) []File {
	docs := ix.Documents
	language := analysis.NewLanguage(ix.Lang)
	m := manifest{
		Version:   formatVersion,
		Lang:      ix.Lang,
		Documents: len(docs),
		Chunk:     chunkSize(len(docs)),
		URLChunk:  urlChunk,
		Pipeline:  analysis.NewChain(ix.Lang).SearchPipeline(),
		Tied:      tied,
		Scale:     postings.Scale,
		Spelling:  [][2]string{}, // clients go through all lists: none may be null
		Endings:   append([]string{}, analysis.Endings(ix.Lang)...),
		Light:     postings.Shorten(language.LightWords()),
		AskFor:    map[string][]string{},
		Elisions:  analysis.Elisions(ix.Lang),
		Detached:  language.Detached(),
		Rules:     ix.Rules,
		Facets:    facets(docs),
	}
	for _, f := range ranking.Fields {
		m.Fields = append(m.Fields, f.Name)
	}
	for what, phrases := range analysis.AskingOf(ix.Lang).For {
		if len(ix.Rules.Asked[what]) > 0 {
			m.AskFor[what] = phrases
		}
	}
	for _, r := range analysis.SpellingRules(ix.Lang) {
		m.Spelling = append(m.Spelling, [2]string{r.Pattern, strings.NewReplacer("${1}", "$1", "${2}", "$2").Replace(r.Replacement)})
	}
	var pieces []File
	add := func(kind string, number int, value any) {
		pieces = append(pieces, File{fmt.Sprintf("%s-%d.json", kind, number), encode(value)})
	}
	shards, firsts, size := cut(ix, size)
	m.Terms, m.AtOnce = postings.Shorten(firsts), max(1, atOnce/size)
	for i, s := range shards {
		add("terms", i, s)
	}
	firsts = nil
	for i, p := range ix.Dictionary() {
		firsts = append(firsts, p.First)
		add("words", i, p)
	}
	m.Words = postings.Shorten(firsts)
	i := 0
	for some := range slices.Chunk(docs, m.Chunk) {
		found := make([]shown, len(some))
		for n := range some {
			number := i*m.Chunk + n
			known, rest := postings.Know(&some[n])
			found[n] = shown{known, updated(&some[n])}
			if rest != nil {
				add("more", number, rest)
			}
		}
		add("docs", i, found)
		i++
	}
	i = 0
	for some := range slices.Chunk(docs, urlChunk) {
		urls := make([]string, len(some))
		for n := range some {
			urls[n] = some[n].URL
		}
		add("urls", i, urls)
		i++
	}
	sum := sha256.New()
	for _, p := range pieces {
		fmt.Fprintf(sum, "%s %d ", p.Name, len(p.Data))
		sum.Write(p.Data)
	}
	m.Folder = strings.ToLower(base32.StdEncoding.EncodeToString(sum.Sum(nil))[:8])
	for i := range pieces {
		pieces[i].Name = m.Folder + "/" + pieces[i].Name
	}
	return append(pieces, File{"manifest.json", encode(m)})
}

// Whole returns what other clients load of a language, where the index has most
// bytes at most:
//
//	index.json     the whole index for lunr.Index.load; its refs are the numbers
//	               of the documents, "0", "1", …
//	docs.json      an array with what a result shows of each document, by number
func Whole(ix *postings.Index, most int) (files []File, ok bool) {
	index, ok := ix.Lunr.JSONWithin(most)
	if !ok {
		return nil, false
	}
	results := make([]result, len(ix.Documents))
	for i := range ix.Documents {
		d := &ix.Documents[i]
		results[i] = result{postings.Show(d), postings.IDs(d.Apps), postings.IDs(d.Departments), d.Tags, updated(d)}
	}
	return []File{{"index.json", index}, {"docs.json", encode(results)}}, true
}

// chunkSize returns how many of n documents are in a file: few, as the results of
// a question are hardly ever neighbours.
func chunkSize(n int) int {
	if n <= 20_000 {
		return 4
	}
	return 8 // so many files are enough
}

// updated is the day of a document's last change, empty if nobody knows.
func updated(d *search.Document) string {
	if d.Updated.IsZero() {
		return ""
	}
	return d.Updated.Format("2006-01-02")
}

// encode returns JSON for plain data, which cannot fail.
func encode(v any) []byte {
	var data bytes.Buffer
	enc := json.NewEncoder(&data)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(data.Bytes(), []byte("\n"))
}

func facets(docs []search.Document) map[string]facet {
	return map[string]facet{
		"kinds":       newFacet(docs, func(d *search.Document) []search.Facet { return []search.Facet{{ID: d.Kind, Name: d.Kind}} }),
		"apps":        newFacet(docs, func(d *search.Document) []search.Facet { return d.Apps }),
		"departments": newFacet(docs, func(d *search.Document) []search.Facet { return d.Departments }),
	}
}

func newFacet(docs []search.Document, of func(*search.Document) []search.Facet) facet {
	f := facet{Values: []search.Facet{}, Sets: [][]int{}, Width: 1}
	values := map[string]int{}
	sets := map[string]int{}
	numbers := make([]int, len(docs))
	for i := range docs {
		set := []int{}
		for _, v := range of(&docs[i]) {
			n, ok := values[v.ID]
			if !ok {
				n = len(f.Values)
				values[v.ID] = n
				f.Values = append(f.Values, v)
			}
			set = append(set, n)
		}
		slices.Sort(set)
		set = slices.Compact(set)
		key := fmt.Sprint(set)
		n, ok := sets[key]
		if !ok {
			n = len(f.Sets)
			sets[key] = n
			f.Sets = append(f.Sets, set)
		}
		numbers[i] = n
	}
	for most := len(postings.Digits); most < len(f.Sets); most *= len(postings.Digits) {
		f.Width++
	}
	text := make([]byte, 0, len(docs)*f.Width)
	for _, n := range numbers {
		for place := f.Width - 1; place >= 0; place-- {
			text = append(text, postings.Digits[n>>(6*place)&63])
		}
	}
	f.Docs = string(text)
	return f
}
