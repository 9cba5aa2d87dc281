package ranking

import (
	"encoding/json"
	"errors"
	"math"
	"slices"

	"ankerplatz/search/analysis"
)

// Meaning is what a word of a question may mean, or several words that follow
// one another.
type Meaning struct {
	Phrase  []string // the keys of the words that must follow ([analysis.Language.Key])
	Terms   []string // what is looked for instead: documents that have all of them
	Weight  float64  // what that counts for, beside the words themselves; 0: what has it is found by the words themselves
	Foreign bool     // the word is of another language; without terms it says little there
}

// Meanings are those of a language by the key of the first word.
type Meanings map[string][]Meaning

// anyLength is no limit: the lists are not a stranger's.
const anyLength = math.MaxInt32

func keysOf(l *analysis.Language, text string) []string {
	var keys []string
	for _, w := range l.Words(text, anyLength, 1) {
		keys = append(keys, l.Key(w.Raw))
	}
	return keys
}

// NewMeanings returns what the words of a language mean, by what ships with the
// program and by the options. documents says in how many documents of an index a
// term is: what is in none can't be found, and a word that is in many is not looked
// for by what it means.
func NewMeanings(lang string, opt Options, documents func(term string) int) Meanings {
	rules := opt.rules()
	c := &collector{Meanings{}, analysis.NewLanguage(lang), documents, rules.Few, map[string][]string{}}
	for _, s := range analysis.Sayings(lang) {
		c.add(s, rules.weigh(s))
	}
	for _, s := range opt.Sayings[lang] {
		if c.few = rules.Few; s.Weak {
			c.few = 0 // others know nothing of the hub's offices: only of words that no page has
		}
		c.add(s, rules.weigh(s))
	}
	c.few = rules.Few
	for _, other := range opt.Foreign {
		if analysis.IsSame(other, lang) {
			continue
		}
		for _, s := range analysis.Translations(other, lang) {
			c.add(s, Meaning{Weight: rules.Foreign, Foreign: true})
		}
		for _, word := range analysis.NewLanguage(other).Little() {
			c.put(c.language.Key(c.language.Trim(word)), Meaning{Foreign: true})
		}
	}
	if opt.Learned != nil {
		for key, all := range opt.Learned(lang) {
			for _, one := range all {
				if documents(one.Terms[0]) > 0 {
					one.Weight *= rules.Foreign
					c.put(key, one)
				}
			}
		}
	}
	for _, group := range slices.Concat(opt.Synonyms, analysis.Synonyms(lang)) {
		c.addAlike(group)
	}
	return c.Meanings
}

// addAlike adds words that mean the same.
func (c *collector) addAlike(group []string) {
	for _, member := range group {
		keys := keysOf(c.language, member)
		for _, other := range group {
			terms := c.termsOf(other)
			if len(keys) == 0 || len(terms) == 0 || other == member {
				continue
			}
			one := Meaning{Phrase: keys[1:], Terms: terms}
			if !slices.ContainsFunc(c.Meanings[keys[0]], one.isLike) {
				c.Meanings[keys[0]] = append(c.Meanings[keys[0]], one)
			}
		}
	}
}

// weigh returns a meaning that counts for what a saying does.
func (r *Rules) weigh(s analysis.Saying) Meaning {
	if s.Weak {
		return Meaning{Weight: r.Hinted}
	}
	return Meaning{Weight: r.Meant}
}

// collector collects meanings.
type collector struct {
	Meanings
	language  *analysis.Language
	documents func(term string) int
	few       int                 // documents that a word may be in which is looked for by what it means
	terms     map[string][]string // that are looked for, by what is meant; none if no document has them
}

// mostMeanings are enough for a word, the first ones.
const mostMeanings = 6

// add adds what words and phrases mean.
func (c *collector) add(s analysis.Saying, one Meaning) {
	var meant [][]string
	for _, text := range s.Terms {
		if terms := c.termsOf(text); terms != nil {
			meant = append(meant, terms)
		}
	}
	if meant == nil {
		return
	}
	for _, said := range s.Said {
		if keys := keysOf(c.language, said); len(keys) > 0 {
			for _, one.Terms = range meant {
				one.Phrase = keys[1:]
				c.put(keys[0], one)
			}
		}
	}
}

// isLike reports whether two meanings differ in nothing but their weight.
func (m Meaning) isLike(other Meaning) bool {
	return slices.Equal(other.Phrase, m.Phrase) && slices.Equal(other.Terms, m.Terms)
}

// put adds a meaning.
func (c *collector) put(key string, one Meaning) {
	alone := len(one.Phrase) == 0
	switch {
	case alone && len(one.Terms) == 1 && one.Terms[0] == key,
		alone && len(one.Terms) > 0 && (len(c.Meanings[key]) >= mostMeanings || c.documents(key) > c.few),
		slices.ContainsFunc(c.Meanings[key], one.isLike):
		return
	}
	c.Meanings[key] = append(c.Meanings[key], one)
}

// termsOf returns the terms of the words in a text that say something, none if one
// of them is in no document.
func (c *collector) termsOf(text string) []string {
	terms, known := c.terms[text]
	if !known {
		words := c.language.Words(text, anyLength, 1)
		for _, w := range words {
			if !c.language.IsLight(w.Raw) {
				terms = append(terms, c.language.Stem(w.Raw))
			}
		}
		if len(terms) == 1 && len(words) > 1 {
			terms = nil // who reagiert nicht does not reagiert
		}
		if slices.ContainsFunc(terms, func(t string) bool { return c.documents(t) == 0 }) {
			terms = nil
		}
		c.terms[text] = terms
	}
	return terms
}

// MeantWays returns ways to what the words of a question mean, where they do not
// stand in many documents themselves: a phrase always, a word on few pages, a
// foreign word only where no document has it, or where the question is foreign.
// Words that say little in the language of such a question become light.
// documents says in how many documents a word is in an own form, elsewhere whether
// those of another language that is asked have it. Kept alike with meantWays in
// search/client/question.js (TestParity). Those that are [Alike] only show.
func MeantWays(words []Word, l *analysis.Language, rules *Rules, meanings func(key string) ([]Meaning, error), documents func(word int) (int, error), elsewhere func(word int) bool) ([]Way, error) {
	asked := make([]askedMeanings, len(words))
	for i, w := range words {
		a := &asked[i]
		var err error
		a.key = l.Key(w.Raw)
		if a.all, err = meanings(a.key); err != nil {
			return nil, err
		}
		if len(a.all) == 0 {
			continue
		}
		if a.documents, err = documents(i); err != nil {
			return nil, err
		}
		a.foreign = slices.ContainsFunc(a.all, func(m Meaning) bool { return m.Foreign })
		a.known = a.documents > 0 || elsewhere(i)
	}
	foreign := isForeign(words, asked)
	lighten(words, asked, foreign, rules)
	var ways []Way
	for i, a := range asked {
		for _, m := range a.all {
			to, follows := follow(words, asked, i, m.Phrase)
			alone := len(m.Phrase) == 0
			switch {
			case follows && m.Weight == 0 && !m.Foreign:
				ways = append(ways, Way{Kind: Alike, From: i, To: to, Terms: m.Terms})
				continue
			case !follows, len(m.Terms) == 0, alone && (words[i].Light || a.documents > rules.Few), m.Foreign && a.known && !foreign:
				continue
			}
			way := Way{Kind: Meant, From: i, To: to, Weight: m.Weight, Terms: m.Terms}
			switch {
			case m.Foreign && foreign:
				way.Kind = Translated
			case m.Foreign:
				way.Kind = Foreign
			}
			ways = append(ways, way)
		}
	}
	return ways, nil
}

// askedMeanings is what a word of a question may mean.
type askedMeanings struct {
	key       string
	all       []Meaning
	documents int  // that have the word
	known     bool // in any language that is asked
	foreign   bool // it may be a word of another language
}

// isForeign reports whether a question is in another language: words of such a
// language that no document has are as many as those that say little in the
// language of the documents, and in no other.
func isForeign(words []Word, asked []askedMeanings) bool {
	foreign, own := 0, 0
	for i, a := range asked {
		switch {
		case a.foreign && !a.known:
			foreign++
		case words[i].Light && !a.foreign:
			own++
		}
	}
	return foreign > 0 && foreign >= own
}

// lighten makes words light that say little in another language, and that no
// document has, or few if the question is in that language; but not all words.
func lighten(words []Word, asked []askedMeanings, foreign bool, rules *Rules) {
	little := make([]bool, len(words))
	left := heavy(words)
	for i, a := range asked {
		says := func(m Meaning) bool { return m.Foreign && len(m.Terms) == 0 }
		if !words[i].Light && slices.ContainsFunc(a.all, says) && (!a.known || foreign && a.documents <= rules.Few) {
			little[i] = true
			left--
		}
	}
	for i := range words {
		words[i].Light = words[i].Light || little[i] && left > 0
	}
}

// follow reports whether a phrase follows a word, and where it ends. Where two of
// its words say something, light words of the question may stand in between, and
// its own ones may be missing: who reads that an attachment is too large may
// write that it is far too large.
func follow(words []Word, asked []askedMeanings, from int, phrase []string) (to int, ok bool) {
	telling := 0
	for _, key := range append([]string{asked[from].key}, phrase...) {
		if !analysis.IsLightTerm(key) {
			telling++
		}
	}
	at := from
	for _, key := range phrase {
		next := at + 1
		for telling > 1 && next < len(words) && words[next].Light && asked[next].key != key {
			next++
		}
		switch {
		case next < len(words) && asked[next].key == key:
			at = next
		case !analysis.IsLightTerm(key) || telling < 2:
			return 0, false
		}
	}
	return at + 1, true
}

// thousandths is what weights are written in, as all values are.
const thousandths = 1000

// MarshalJSON returns a list, [WEIGHT, [TERM, …], [KEY, …], 1]: the weight in
// thousandths, the keys of the words that follow, which may be missing, and 1 if
// the word is foreign.
func (m Meaning) MarshalJSON() ([]byte, error) {
	list := []any{int(math.Round(m.Weight * thousandths)), append([]string{}, m.Terms...)}
	if len(m.Phrase) > 0 || m.Foreign {
		list = append(list, append([]string{}, m.Phrase...))
	}
	if m.Foreign {
		list = append(list, 1)
	}
	return json.Marshal(list)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Meaning) UnmarshalJSON(data []byte) error {
	var list []json.RawMessage
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	if len(list) < 2 {
		return errors.New("a meaning has a weight and terms")
	}
	var weight int
	for i, into := range []any{&weight, &m.Terms, &m.Phrase}[:min(3, len(list))] {
		if err := json.Unmarshal(list[i], into); err != nil {
			return err
		}
	}
	m.Weight, m.Foreign = float64(weight)/thousandths, len(list) > 3
	return nil
}
