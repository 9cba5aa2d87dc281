package bleveindex

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"ankerplatz/search"
	"ankerplatz/search/postings"
	"ankerplatz/search/ranking"

	index "github.com/blevesearch/bleve_index_api"
)

// Query is a question. All of its conditions must hold, of several values one;
// those that are empty ask for nothing.
type Query struct {
	Text        string // what somebody typed; its last word may be unfinished
	Lang        string // of the documents
	Kinds       []string
	Apps        []string // ids, as those that follow
	Departments []string
	Tags        []string
	Limit       int  // the most results to return; 0 means as many as the rules say
	Explain     bool // say of each result how it was found
}

// Search returns the documents that answer q best, as the client in browsers
// does: [ranking.Parse] and [ranking.Rank] say how. Of equal ones the newest is
// first. Without a language all are asked, and what they found is ordered by
// score: misspelt words are thought of where all languages together have too
// little. Of documents with the same ref, such as people, who are in the index
// of every language, only the best counts.
//
// White space alone asks nothing. Without a text, the other conditions decide,
// and the results are in the order of languages and, in each, of the documents
// that the index was built from.
func (ix *Index) Search(ctx context.Context, q Query) (*search.Answer, error) {
	if q.Limit <= 0 {
		q.Limit = ix.rules.Limit
	}
	answer := &search.Answer{Results: []search.Result{}, Groups: []search.Group{}, Suggestions: []string{}, Named: []search.Named{}}
	all, err := ix.ask(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("%s: search: %w", ix.dir, err)
	}
	for _, a := range all {
		for _, s := range a.suggestions {
			if len(answer.Suggestions) < ix.rules.MostSuggestions && !slices.Contains(answer.Suggestions, s) {
				answer.Suggestions = append(answer.Suggestions, s)
			}
		}
	}
	for _, a := range all {
		if a.withdrawn.Load() != nil {
			answer.Suggestions = []string{} // they may be its words
		}
	}
	for _, a := range all {
		if a.isAnswered() {
			continue
		}
		for _, n := range a.asksFor(q.Text) {
			same := func(m search.Named) bool { return m.Dimension == n.Dimension && m.ID == n.ID }
			if !slices.ContainsFunc(answer.Named, same) {
				answer.Named = append(answer.Named, n)
			}
		}
	}
	oncePerPage(all)
	counts := newCounts()
	var best []found
	for _, a := range all {
		hits := a.filter(a.hits, q, counts)
		answer.Total += len(hits)
		for _, h := range hits {
			best = keepBest(best, found{a, h}, q.Limit)
		}
	}
	answer.Facets = counts.facets()
	for _, f := range best {
		r, err := f.result(q.Explain)
		if err != nil {
			return nil, fmt.Errorf("%s: search: %w", ix.dir, err)
		}
		answer.Results = append(answer.Results, r)
	}
	answer.Groups = groups(answer.Results)
	return answer, nil
}

// asked is a question to one language, with what it found.
type asked struct {
	*lookup
	words       []ranking.Word
	ways        []ranking.Way
	alike       []ranking.Way         // that only show
	wanted      func(doc uint32) bool // the documents that are asked for, nil if there are none
	hits        []ranking.Hit
	suggestions []string
	made        *ranking.Marker
}

// ask asks the languages of a question.
func (ix *Index) ask(ctx context.Context, q Query) ([]*asked, error) {
	var all []*asked
	whole := 0
	for _, l := range ix.languages {
		if q.Lang != "" && l.code != q.Lang {
			continue
		}
		a, err := l.ask(ctx, q.Text)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	known, err := knownWords(all)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		if err := a.askMeanings(known); err != nil {
			return nil, err
		}
		for _, h := range a.hits {
			if h.All {
				whole++
			}
		}
	}
	others := make([][]ranking.Way, len(all))
	var hits [][]ranking.Hit
	for i, a := range all {
		if whole < ix.rules.Enough && len(a.words) > 0 {
			var err error
			if others[i], err = a.askOtherwise(); err != nil {
				return nil, err
			}
		}
		hits = append(hits, a.hits)
	}
	ranking.Apart(ix.rules, hits...)
	for i, a := range all {
		if err := a.suggest(others[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// ask reads a question to a language. Without a text all documents are found.
func (l *language) ask(ctx context.Context, text string) (*asked, error) {
	a := &asked{lookup: &lookup{l, ctx, make(map[string]ranking.Posting)}}
	if text == "" {
		a.hits = make([]ranking.Hit, len(l.docs))
		for i := range a.hits {
			a.hits[i].Doc = uint32(i)
		}
		a.hits = a.published(a.hits)
		return a, ctx.Err()
	}
	if a.words, a.ways = ranking.Parse(text, l.words, l.rules); len(a.words) == 0 {
		return a, nil
	}
	kinds := ranking.WantedKinds(a.words, l.words, l.rules)
	a.wanted = l.ofKinds(kinds)
	return a, nil
}

// isAnswered reports whether something of the sort that is asked for was found, such
// as people by "who knows SAP", which asks for more than SAP.
func (a *asked) isAnswered() bool {
	return a.wanted != nil && slices.ContainsFunc(a.hits, func(h ranking.Hit) bool { return a.wanted(h.Doc) })
}

// own counts the documents that have a word in an own form.
func (a *asked) own(word int) (int, error) { return a.documents(word, (*ranking.Way).Own) }

// knownWords returns the words of a question, each with the languages of which
// documents have it in an own form. Nobody asks for them where one language is
// asked.
func knownWords(all []*asked) (map[string][]*asked, error) {
	if len(all) < 2 {
		return nil, nil
	}
	known := make(map[string][]*asked)
	for _, a := range all {
		for i, w := range a.words {
			n, err := a.own(i)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				known[w.Raw] = append(known[w.Raw], a)
			}
		}
	}
	return known, nil
}

// askMeanings finds the documents that have the words of the question, or what
// they mean.
func (a *asked) askMeanings(known map[string][]*asked) error {
	if len(a.words) == 0 {
		return nil // all documents are found
	}
	elsewhere := func(word int) bool {
		return slices.ContainsFunc(known[a.words[word].Raw], func(other *asked) bool { return other != a })
	}
	meant, err := ranking.MeantWays(a.words, a.language.words, a.rules, a.meanings, a.own, elsewhere)
	if err != nil {
		return err
	}
	for _, way := range meant {
		if way.Kind == ranking.Alike {
			a.alike = append(a.alike, way)
		} else {
			a.ways = append(a.ways, way)
		}
	}
	return a.rank()
}

// askOtherwise finds documents that have words like those of the question, too,
// and returns the ways to these.
func (a *asked) askOtherwise() ([]ranking.Way, error) {
	others, err := a.otherWays()
	if err != nil || len(others) == 0 {
		return nil, err
	}
	a.ways = append(a.ways, others...)
	return others, a.rank()
}

func (a *asked) rank() (err error) {
	a.hits, err = ranking.Rank(a.words, len(a.docs), a.ways, a.rules, a.wanted, a.postings)
	a.hits = a.published(a.hits)
	return err
}

// published returns the hits that may be found.
func (l *language) published(hits []ranking.Hit) []ranking.Hit {
	withdrawn := l.withdrawn.Load()
	if withdrawn == nil {
		return hits
	}
	return slices.DeleteFunc(hits, func(h ranking.Hit) bool { return (*withdrawn)[h.Doc] })
}

// otherWays returns ways to words that hardly any document has, by as many
// documents as documentsOf in search/client/client.js counts (TestParity).
func (a *asked) otherWays() ([]ranking.Way, error) {
	var rare []int
	for i, w := range a.words {
		n, err := a.documents(i, func(*ranking.Way) bool { return true })
		if err != nil {
			return nil, err
		}
		if n < a.rules.Enough && !w.Light && !a.language.words.IsLight(w.Raw) {
			rare = append(rare, i)
		}
	}
	like := func(word string) ([]ranking.Entry, error) { return a.like(word, a.rules.MostPieces) }
	return ranking.OtherWays(a.words, rare, a.language.words, like, a.rules)
}

// documents counts those that have a word in ways of a sort, by the word alone.
func (a *asked) documents(word int, is func(*ranking.Way) bool) (int, error) {
	docs := make(map[uint32]bool)
	for w := range a.ways {
		way := &a.ways[w]
		if way.From != word || way.To != word+1 || !is(way) {
			continue
		}
		postings, err := a.postings(way)
		if err != nil {
			return 0, err
		}
		for _, p := range postings {
			for _, doc := range p.Docs {
				docs[doc] = true
			}
		}
	}
	return len(docs), nil
}

// suggest finds questions with another word for one that nothing has. Kept alike
// with suggestions in search/client/client.js (TestParity).
func (a *asked) suggest(others []ranking.Way) error {
	meant, err := ranking.Suggested(a.words, others, a.ways, a.hits, a.postings)
	if err != nil {
		return err
	}
	for _, way := range meant {
		word, err := a.word(way.Terms[0])
		if err != nil {
			return err
		}
		if word == "" || len(a.suggestions) == a.rules.MostSuggestions {
			continue
		}
		words := make([]string, len(a.words))
		for i, w := range a.words {
			words[i] = w.Raw
		}
		words[way.From] = word
		if s := strings.Join(words, " "); !slices.Contains(a.suggestions, s) {
			a.suggestions = append(a.suggestions, s)
		}
	}
	return nil
}

// found is a document that was found.
type found struct {
	*asked
	ranking.Hit
}

// oncePerPage leaves the best document of each page that is in several languages.
func oncePerPage(all []*asked) {
	if len(all) < 2 {
		return
	}
	best := make(map[int32]found)
	for _, a := range all {
		for _, h := range a.hits {
			page, f := a.docs[h.Doc].page, found{a, h}
			if old, known := best[page]; page > 0 && (!known || f.before(old)) {
				best[page] = f
			}
		}
	}
	for _, a := range all {
		a.hits = slices.DeleteFunc(a.hits, func(h ranking.Hit) bool {
			page := a.docs[h.Doc].page
			return page > 0 && (best[page].asked != a || best[page].Doc != h.Doc)
		})
	}
}

// before says which of two documents comes first.
func (f found) before(other found) bool {
	of := func(f found) int32 {
		if len(f.asked.words) == 0 {
			return 0
		}
		return f.docs[f.Doc].updated
	}
	return cmp.Or(
		cmp.Compare(other.Score, f.Score),
		cmp.Compare(of(other), of(f)),
		cmp.Compare(f.code, other.code),
		cmp.Compare(f.Doc, other.Doc),
	) < 0
}

// keepBest puts a document into a list of the best ones, best first.
func keepBest(best []found, f found, limit int) []found {
	if len(best) == limit && !f.before(best[limit-1]) {
		return best
	}
	at, _ := slices.BinarySearchFunc(best, f, func(old, f found) int {
		if old.before(f) {
			return -1
		}
		return 1
	})
	best = slices.Insert(best, at, f)
	return best[:min(len(best), limit)]
}

// marker returns the marker of the question, one for all results.
func (a *asked) marker() *ranking.Marker {
	if a.made == nil {
		a.made = ranking.NewMarker(a.language.words, a.words, slices.Concat(a.ways, a.alike), a.rules)
	}
	return a.made
}

// names are the names of what the document has in one of the dimensions.
func (f found) names(of string) []string {
	var names []string
	dimension := slices.Index(dimensions[:], of)
	for _, n := range f.docs[f.Doc].values[dimension] {
		names = append(names, f.facets[dimension][n].Name)
	}
	return names
}

// result reads what a document shows.
func (f found) result(explain bool) (search.Result, error) {
	document, err := f.reader.Document(docID(f.code, int(f.Doc)))
	if err != nil {
		return search.Result{}, err
	}
	if document == nil {
		return search.Result{}, fmt.Errorf("document %d of %s is missing", f.Doc, f.code)
	}
	var s postings.Known
	var whole []byte
	document.VisitFields(func(field index.Field) {
		switch field.Name() {
		case "result":
			err = json.Unmarshal(field.Value(), &s)
		case "rest":
			whole = field.Value()
		}
	})
	if err != nil {
		return search.Result{}, err
	}
	d := ranking.Document{Title: s.Title, Excerpt: s.Excerpt, Passages: s.Passages, Told: s.Told(f.names("apps"), f.names("departments")), Words: f.Has()}
	m := f.marker()
	marks := func(text string) []search.Mark {
		marks, _ := m.Marks(text)
		return marks
	}
	r := search.Result{
		URL: s.URL, Path: s.Path, Title: s.Title, Kind: s.Kind, Lang: f.code, Minutes: s.Minutes, Steps: s.Steps, Side: s.Side,
		TitleMarks: marks(s.Title), Score: math.Round(f.Score*postings.Scale) / postings.Scale,
	}
	shown, err := m.Show(&d, func() (rest *search.Rest, err error) {
		if whole != nil {
			err = json.Unmarshal(whole, &rest)
		}
		return rest, err
	})
	if shown.Passage != nil && !strings.Contains(s.URL, "#") {
		r.URL += "#" + shown.Passage.ID
		r.Section, r.SectionMarks = shown.Passage.Heading, marks(shown.Passage.Heading)
	}
	r.Excerpt, r.Marks, r.Because = shown.Text, marks(shown.Text), shown.Because
	if explain && err == nil {
		r.Found, err = f.explain()
	}
	return r, err
}

// groups returns the results by kind.
func groups(results []search.Result) []search.Group {
	groups := []search.Group{}
	for _, r := range results {
		at := slices.IndexFunc(groups, func(g search.Group) bool { return g.Kind == r.Kind })
		if at < 0 {
			at = len(groups)
			groups = append(groups, search.Group{Kind: r.Kind})
		}
		groups[at].Results = append(groups[at].Results, r)
	}
	return groups
}
