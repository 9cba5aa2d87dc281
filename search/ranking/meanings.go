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
	Weight  float64  // what that counts for, beside the words themselves
	Foreign bool     // the word is of another language; without terms it says little there
}

// Meanings are those of a language by the key of the first word.
type Meanings map[string][]Meaning

// Add adds what phrases mean, each of which is told by its words. has reports
// whether a term is in the index: what is not can't be found.
func (m Meanings) Add(l *analysis.Language, said string, foreign bool, weight float64, means string, has func(term string) bool) {
	keys, terms := keysOf(l, said), termsOf(l, means)
	if len(terms) == 1 && len(keysOf(l, means)) > 1 {
		return // who reagiert nicht does not reagiert
	}
	if len(keys) == 0 || len(terms) == 0 || slices.ContainsFunc(terms, func(t string) bool { return !has(t) }) {
		return
	}
	one := Meaning{Phrase: keys[1:], Terms: terms, Weight: weight, Foreign: foreign}
	same := func(other Meaning) bool {
		return slices.Equal(other.Phrase, one.Phrase) && slices.Equal(other.Terms, one.Terms)
	}
	if len(one.Phrase) == 0 && len(terms) == 1 && terms[0] == keys[0] || slices.ContainsFunc(m[keys[0]], same) {
		return
	}
	m[keys[0]] = append(m[keys[0]], one)
}

// anyLength is no limit: the lists are not a stranger's.
const anyLength = math.MaxInt32

func keysOf(l *analysis.Language, text string) []string {
	var keys []string
	for _, w := range l.Words(text, anyLength, 1) {
		keys = append(keys, l.Key(w.Raw))
	}
	return keys
}

// termsOf returns the terms of the words in a text that say something.
func termsOf(l *analysis.Language, text string) []string {
	var terms []string
	for _, w := range l.Words(text, anyLength, 1) {
		if !l.IsLight(w.Raw) {
			terms = append(terms, l.Stem(w.Raw))
		}
	}
	return terms
}

// NewMeanings returns what the words of a language mean, by what ships with the
// program and by the options, as far as an index has it.
func NewMeanings(lang string, opt Options, has func(term string) bool) Meanings {
	rules := opt.rules()
	l := analysis.NewLanguage(lang)
	m := make(Meanings)
	for _, s := range slices.Concat(opt.Sayings[lang], analysis.Sayings(lang)) {
		weight := rules.Meant
		if s.Weak {
			weight = rules.Hinted
		}
		for _, said := range s.Said {
			for _, term := range s.Terms {
				m.Add(l, said, false, weight, term, has)
			}
		}
	}
	for _, other := range opt.Foreign {
		if analysis.IsSame(other, lang) {
			continue
		}
		for _, s := range analysis.Translations(other, lang) {
			for _, said := range s.Said {
				for _, term := range s.Terms {
					m.Add(l, said, true, rules.Foreign, term, has)
				}
			}
		}
		m.addLight(l, analysis.NewLanguage(other))
	}
	if opt.Learned != nil {
		m.learn(opt.Learned(lang), rules, has)
	}
	return m
}

// addLight adds the words that say little in another language.
func (m Meanings) addLight(l, other *analysis.Language) {
	for _, word := range other.Little() {
		key := l.Key(l.Trim(word))
		little := func(one Meaning) bool { return len(one.Terms) == 0 }
		if !slices.ContainsFunc(m[key], little) {
			m[key] = append(m[key], Meaning{Foreign: true})
		}
	}
}

// learn adds meanings that somebody has made, by how likely they are.
func (m Meanings) learn(learned Meanings, rules *Rules, has func(term string) bool) {
	for key, all := range learned {
		for _, one := range all {
			same := func(other Meaning) bool {
				return slices.Equal(other.Phrase, one.Phrase) && slices.Equal(other.Terms, one.Terms)
			}
			if one.Terms[0] != key && has(one.Terms[0]) && !slices.ContainsFunc(m[key], same) {
				one.Weight *= rules.Foreign
				m[key] = append(m[key], one)
			}
		}
	}
}

// MeantWays returns ways to what the words of a question mean, where they do not
// stand in many documents themselves: a phrase always, a word on few pages, a
// foreign word only where no document has it, or where the question is foreign.
// Words that say little in the language of such a question become light.
// documents says in how many documents a word is in an own form, elsewhere whether
// those of another language that is asked have it. Kept alike with meantWays in
// search/client/question.js (TestParity).
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

// follow reports whether a phrase follows a word, and where it ends. Light words
// of the question may stand in between, and where two of the phrase say something,
// its own light words may be missing: who reads that an attachment is too large may
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
		for next < len(words) && words[next].Light && asked[next].key != key {
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
