package ranking

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"ankerplatz/search"
	"ankerplatz/search/analysis"
)

// Language knows the other words of a language, and those of a hub. It is safe
// for concurrent use.
type Language struct {
	Counts   map[string]int // how often the hub has each word
	lang     string
	chain    *analysis.Chain
	asked    *analysis.Language
	forms    *analysis.Forms
	synonyms thesaurus
	splitter *analysis.Splitter
	rules    *Rules
	joined   map[string]bool // the terms of the hub's words
}

// NewLanguage returns what is known of a language, given as a BCP 47 tag, in
// which a hub has docs: its words tell which compounds can be split.
func NewLanguage(lang string, opt Options, docs []search.Document) *Language {
	counts := CountWords(docs)
	var splitter *analysis.Splitter
	if opt.Compounds {
		splitter = analysis.NewSplitter(lang, counts)
	}
	chain := analysis.NewChain(lang)
	joined := make(map[string]bool, len(counts))
	for word := range counts {
		joined[chain.Stem([]byte(word))] = true
	}
	return &Language{
		Counts:   counts,
		lang:     lang,
		chain:    chain,
		asked:    analysis.NewLanguage(lang),
		forms:    analysis.NewForms(lang, splitter, counts),
		synonyms: newThesaurus(lang, chain, opt.Synonyms, analysis.Synonyms(lang)),
		splitter: splitter,
		rules:    opt.rules(),
		joined:   joined,
	}
}

// CountWords returns how often the documents have each word.
func CountWords(docs []search.Document) map[string]int {
	share := len(docs)/runtime.GOMAXPROCS(0) + 1
	tokens := make([]map[string]*int, (len(docs)+share-1)/share) // of each share, with how often it has them
	var g sync.WaitGroup
	for n := range tokens {
		g.Go(func() {
			tokens[n] = make(map[string]*int)
			for i := n * share; i < min((n+1)*share, len(docs)); i++ {
				countTokens(tokens[n], &docs[i])
			}
		})
	}
	g.Wait()
	counts := make(map[string]int)
	for _, some := range tokens {
		for token, times := range some {
			analysis.CountWords(counts, token, *times)
		}
	}
	return counts
}

// countTokens counts what stands between white space. Texts have the same again
// and again, so that each is looked at once.
func countTokens(tokens map[string]*int, d *search.Document) {
	count := func(text string) {
		for token := range strings.FieldsSeq(text) {
			times := tokens[token]
			if times == nil {
				times = new(int)
				tokens[token] = times
			}
			*times++
		}
	}
	count(d.Title)
	count(d.Problem)
	count(d.Summary)
	for _, keyword := range d.Keywords {
		count(keyword)
	}
	for _, known := range d.Knows {
		count(known.Topic)
	}
	for _, s := range d.Sections {
		count(s.Heading)
		count(s.Text)
	}
}

// Value is what a document has in a field, as numbers of terms.
type Value struct {
	Terms  []uint32
	Beside []uint32   // on top: they make the value no longer
	Of     [][]uint32 // of a field that is of others: for each of those
}

// Words finds the terms of documents of one language. It belongs to one goroutine.
type Words struct {
	language *Language
	number   func(term string) uint32
	tokens   map[string][]token   // by what stands between white space; several where an apostrophe parts it
	light    map[string][]uint32  // likewise, the light terms
	words    map[string]uint32    // numbers of twins and forms
	termsOf  [][]uint32           // of these
	joined   map[[2]string]uint32 // words for two that stand side by side
	marked   []uint32             // by word: the last group of texts that it is a twin in
	group    uint32               // the number of the group of texts at hand
	buffer   []byte

	own, twins []uint32 // terms of the document at hand
	terms      []string // of the text at hand, as chainTerms has them
	forms      []uint32 // words, of the group of texts at hand
}

// token is what is known of what stands between white space.
type token struct {
	own   []uint32   // terms
	terms []string   // as chainTerms has them
	ends  [][]phrase // those that end with each of these
	twins []uint32   // words
	forms []uint32   // likewise
	and   bool       // it is an &
	single
}

// Words returns a Words of the language. number numbers terms.
func (l *Language) Words(number func(term string) uint32) *Words {
	return &Words{
		language: l, number: number, tokens: make(map[string][]token), light: make(map[string][]uint32),
		words: make(map[string]uint32), joined: make(map[[2]string]uint32),
	}
}

// Values returns what a document has in the [Fields], in their order. It counts
// until the next call.
func (w *Words) Values(d *search.Document) []Value {
	var headings, texts, names []string
	for _, s := range d.Sections {
		headings, texts = append(headings, s.Heading), append(texts, s.Text)
	}
	for _, f := range slices.Concat(d.Apps, d.Departments) {
		names = append(names, f.Name)
	}
	w.own, w.twins = w.own[:0], w.twins[:0]
	w.begin()
	title, titleTwins := w.read(true, d.Title)
	problem, problemTwins := w.read(true, d.Problem)
	keys, keysTwins := w.read(true, keywords(d)...)
	tags, tagsTwins := w.read(true, d.Tags...)
	titleForms := w.others()
	w.begin()
	heads, headsTwins := w.read(false, headings...)
	summary, summaryTwins := w.read(false, d.Summary)
	body, bodyTwins := w.read(false, texts...)
	facets, facetsTwins := w.read(true, names...)
	return []Value{
		{Terms: title},
		{Terms: problem},
		{Terms: keys},
		{Terms: heads},
		{Terms: tags},
		{Terms: summary},
		{Terms: slices.Concat(body, facets)},
		{Of: [][]uint32{titleTwins, problemTwins, keysTwins, tagsTwins}},
		{Of: [][]uint32{headsTwins, summaryTwins, slices.Concat(bodyTwins, facetsTwins)}},
		{Terms: titleForms, Beside: w.lightTerms(d)},
		{Terms: w.others()},
	}
}

// keywords are those of a document, with what a person knows: as often as the
// level says, so that a question leads to who knows most.
func keywords(d *search.Document) []string {
	words := slices.Clone(d.Keywords)
	for _, known := range d.Knows {
		for range max(1, known.Level) {
			words = append(words, known.Topic)
		}
	}
	return words
}

// begin begins a group of texts.
func (w *Words) begin() {
	w.group++
	w.forms = w.forms[:0]
}

// read returns the terms of a text and those of its twins, and remembers its other
// forms. The text is in pieces that do not go on from one to the next.
func (w *Words) read(short bool, pieces ...string) (own, twins []uint32) {
	firstOwn, firstTwin := len(w.own), len(w.twins)
	w.terms = w.terms[:0]
	for _, piece := range pieces {
		for line := range strings.Lines(piece) {
			w.line(line, short)
		}
	}
	return w.own[firstOwn:], w.twins[firstTwin:]
}

// line reads a line. In short texts, such as titles, more is said of two words
// which stand side by side.
func (w *Words) line(line string, short bool) {
	var before single
	and := false // before stands before an &
	for text := range strings.FieldsSeq(line) {
		for _, t := range w.token(text) {
			w.own = append(w.own, t.own...)
			w.forms = append(w.forms, t.forms...)
			for i, term := range t.terms {
				w.terms = append(w.terms, term)
				if t.ends[i] != nil {
					w.forms = w.appendWords(w.forms, synonyms(t.ends[i], w.terms))
				}
			}
			if t.and {
				and = true
				continue
			}
			w.addTwins(t.twins...)
			if w.together(before, t.single, short, and) {
				w.addTwins(w.join(before.word, t.word))
			}
			before, and = t.single, false
		}
	}
}

func (w *Words) addTwins(words ...uint32) {
	for _, word := range words {
		w.twins = append(w.twins, w.termsOf[word]...)
		w.marked[word] = w.group
	}
}

// others returns the terms of the other forms of a group of texts, but for those
// that are twins, too: synonyms may be.
func (w *Words) others() []uint32 {
	var terms []uint32
	for _, word := range w.forms {
		if w.marked[word] != w.group {
			terms = append(terms, w.termsOf[word]...)
		}
	}
	return terms
}

// lightTerms returns the terms ([analysis.LightTerm]) of the words that say
// little in a text, but of which a document's name consists: a page that is
// called Soll und Haben. They are for the field titleForms, which lunr's chain
// would keep them out of.
func (w *Words) lightTerms(d *search.Document) []uint32 {
	var terms []uint32
	read := func(texts ...string) {
		for _, text := range texts {
			for token := range strings.FieldsSeq(text) {
				light, known := w.light[token]
				if !known {
					for _, word := range w.language.asked.Words(token, longestLight, 1) {
						if w.language.asked.IsLight(word.Raw) {
							light = append(light, w.number(analysis.LightTerm(word.Raw)))
						}
					}
					w.light[token] = light
				}
				terms = append(terms, light...)
			}
		}
	}
	read(d.Title, d.Problem)
	read(keywords(d)...)
	read(d.Tags...)
	for _, app := range d.Apps {
		read(app.Name)
	}
	return terms
}

// longestLight is more UTF-16 code units than a light word has.
const longestLight = 40

// token returns what is known of what stands between white space.
func (w *Words) token(text string) []token {
	tokens, known := w.tokens[text]
	if known {
		return tokens
	}
	core := bare(text)
	if core != text {
		tokens = slices.Clone(w.token(core))
	}
	if core == text || slices.ContainsFunc(tokens, token.hasStop) {
		tokens = nil
		for even := range strings.FieldsSeq(analysis.Even(w.language.lang, text)) {
			tokens = append(tokens, w.newToken(even))
		}
	} else {
		tokens[0].begins = tokens[0].begins && strings.HasPrefix(text, core)
		tokens[len(tokens)-1].end = tokens[len(tokens)-1].end && strings.HasSuffix(text, core)
	}
	w.tokens[text] = tokens
	return tokens
}

// hasStop reports whether a stop word is among the terms: it keeps its marks.
func (t token) hasStop() bool {
	return slices.ContainsFunc(t.terms, func(term string) bool { return strings.HasPrefix(term, " ") })
}

// bare is a text without the marks around it, if it begins and ends with letters
// or digits then: nothing else is known of such a text.
func bare(text string) string {
	core := strings.Trim(text, `,;:!?()[]{}"„“”«»`)
	core = strings.TrimRight(core, ".")
	first, _ := utf8.DecodeRuneInString(core)
	last, _ := utf8.DecodeLastRuneInString(core)
	if isMark(first) || isMark(last) {
		return text
	}
	return core
}

func (w *Words) newToken(text string) token {
	l := w.language
	t := token{own: w.termsIn(text), terms: chainTerms(l.chain, text), and: text == "&", single: l.single(text)}
	for _, term := range t.terms {
		t.ends = append(t.ends, l.synonyms[term])
	}
	twins, forms := l.forms.Of(text)
	for _, twin := range twins {
		t.twins = append(t.twins, w.word(twin))
	}
	for _, form := range forms {
		t.forms = append(t.forms, w.word(form))
	}
	for _, form := range slices.Concat(twins, forms) {
		for _, term := range chainTerms(l.chain, form) {
			t.forms = w.appendWords(t.forms, synonyms(l.synonyms[term], []string{term}))
		}
	}
	return t
}

// appendWords appends the numbers of the words of a text.
func (w *Words) appendWords(words []uint32, text string) []uint32 {
	for word := range strings.FieldsSeq(text) {
		words = append(words, w.word(word))
	}
	return words
}

// word numbers a word.
func (w *Words) word(text string) uint32 {
	number, known := w.words[text]
	if known {
		return number
	}
	lower := string(analysis.AppendLower(nil, text))
	if number, known = w.words[lower]; !known {
		number = uint32(len(w.termsOf))
		w.words[lower] = number
		w.termsOf, w.marked = append(w.termsOf, w.termsIn(text)), append(w.marked, 0)
	}
	w.words[text] = number
	return number
}

// join numbers the word that two are together.
func (w *Words) join(a, b string) uint32 {
	number, known := w.joined[[2]string{a, b}]
	if !known {
		number = w.word(a + b)
		w.joined[[2]string{a, b}] = number
	}
	return number
}

// termsIn returns the terms of a text, without those of stop words.
func (w *Words) termsIn(text string) []uint32 {
	var terms []uint32
	for token, rest := analysis.NextToken(analysis.AppendLower(nil, text)); len(token) > 0; token, rest = analysis.NextToken(rest) {
		if term, ok := w.language.chain.Term(token); ok {
			terms = append(terms, w.number(term))
		}
	}
	return terms
}

// chainTerms returns the terms of a text. Stop words are among them, told from
// terms by a space: to log in is not a log.
func chainTerms(chain *analysis.Chain, text string) []string {
	var terms []string
	for token, rest := analysis.NextToken(analysis.AppendLower(nil, text)); len(token) > 0; token, rest = analysis.NextToken(rest) {
		term, ok := chain.Term(token)
		switch {
		case !ok:
			terms = append(terms, " "+string(token))
		case term != "":
			terms = append(terms, term)
		}
	}
	return terms
}
