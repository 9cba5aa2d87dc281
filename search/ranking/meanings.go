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
	Foreign bool     // the word is of another language, and counts where no document has it
}

// Meanings are those of a language by the key of the first word.
type Meanings map[string][]Meaning

// Add adds what phrases mean, each of which is told by its words. has reports
// whether a term is in the index: what is not can't be found.
func (m Meanings) Add(l *analysis.Language, said string, foreign bool, weight float64, means string, has func(term string) bool) {
	keys, terms := keysOf(l, said), termsOf(l, means)
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
	for _, s := range slices.Concat(opt.Sayings, analysis.Sayings(lang)) {
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
	return m
}

// MeantWays returns ways to what the words of a question mean, where they do not
// stand in many documents themselves: a phrase always, a word on few pages, a
// foreign word only where no document has it. documents says in how many
// documents a word is in an own form. Kept alike with meantWays in
// search/client/question.js (TestParity).
func MeantWays(words []Word, l *analysis.Language, rules *Rules, meanings func(key string) ([]Meaning, error), documents func(word int) (int, error)) ([]Way, error) {
	keys := make([]string, len(words))
	for i, w := range words {
		keys[i] = l.Key(w.Raw)
	}
	var ways []Way
	for i, w := range words {
		all, err := meanings(keys[i])
		if err != nil {
			return nil, err
		}
		if len(all) == 0 {
			continue
		}
		n, err := documents(i)
		if err != nil {
			return nil, err
		}
		for _, m := range all {
			to := i + 1 + len(m.Phrase)
			alone := len(m.Phrase) == 0
			switch {
			case to > len(words) || !slices.Equal(keys[i+1:to], m.Phrase),
				alone && (w.Light || n > rules.Few),
				m.Foreign && n > 0:
				continue
			}
			way := Way{Kind: Meant, From: i, To: to, Weight: m.Weight, Terms: m.Terms}
			if m.Foreign {
				way.Kind = Foreign
			}
			ways = append(ways, way)
		}
	}
	return ways, nil
}

// thousandths is what weights are written in, as all values are.
const thousandths = 1000

// MarshalJSON returns a list, [WEIGHT, [TERM, …], [KEY, …], 1]: the weight in
// thousandths, the keys of the words that follow, which may be missing, and 1 if
// the word is foreign.
func (m Meaning) MarshalJSON() ([]byte, error) {
	list := []any{int(math.Round(m.Weight * thousandths)), m.Terms}
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
