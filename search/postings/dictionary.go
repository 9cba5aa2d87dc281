package postings

import (
	"encoding/json"
	"errors"
	"slices"
	"unicode/utf8"

	"ankerplatz/search/analysis"
	"ankerplatz/search/lunr"
	"ankerplatz/search/ranking"
)

// Piece is some of the words of a dictionary, in the order of their terms.
type Piece struct {
	First   string // none of its terms is before this text, and all of those of the pieces before it are
	Entries []ranking.Entry
}

// pieceTerms is how many terms a piece has. What a question finds in some pieces
// depends on it, so it is the same in every index.
const pieceTerms = 640

// dictionary returns all terms in pieces. counts says how often texts have each
// word.
func (ix *Index) dictionary(counts map[string]int) []Piece {
	chain := analysis.NewChain(ix.Lang)
	type word struct {
		text  string
		count int
	}
	words := make(map[string]word, len(ix.sorted))
	for text, count := range counts {
		term, ok := chain.Term([]byte(text))
		if old := words[term]; ok && (count > old.count || count == old.count && (len(text) < len(old.text) || len(text) == len(old.text) && text < old.text)) {
			words[term] = word{text, count}
		}
	}
	var entries []ranking.Entry
	for t, term := range ix.sorted {
		at := t * len(fields)
		count := int(ix.starts[at+len(fields)] - ix.starts[at])
		if analysis.IsLightTerm(term) {
			count = 0 // nobody means it by another word
		}
		entries = append(entries, ranking.Entry{Term: term, Word: words[term].text, Count: count})
	}
	pieces := []Piece{{Entries: entries[:min(pieceTerms, len(entries))]}}
	for from := pieceTerms; from < len(entries); from += pieceTerms {
		pieces = append(pieces, Piece{
			First:   Between(entries[from-1].Term, entries[from].Term),
			Entries: entries[from:min(from+pieceTerms, len(entries))],
		})
	}
	return pieces
}

// MarshalJSON returns three lists of the same length:
//
//	{"terms": [TERM, …], "words": [WORD, …], "counts": [COUNT, …]}
//
// TERM is as [Shorten] writes the terms. WORD is the word that the texts have
// most often for the term, as [Shorten] writes it behind the term; nothing if
// it is the term itself. If no text has it, it is empty. COUNT is in how many fields of documents the term stands.
func (p Piece) MarshalJSON() ([]byte, error) {
	lists := pieceLists{Words: []string{}, Counts: []int{}}
	var terms []string
	for _, e := range p.Entries {
		word := ""
		if e.Word != e.Term {
			word = after(e.Term, e.Word)
		}
		terms, lists.Words, lists.Counts = append(terms, e.Term), append(lists.Words, word), append(lists.Counts, e.Count)
	}
	lists.Terms = Shorten(terms)
	return json.Marshal(lists)
}

// UnmarshalJSON reads the entries of a piece.
func (p *Piece) UnmarshalJSON(data []byte) error {
	var lists pieceLists
	if err := json.Unmarshal(data, &lists); err != nil {
		return err
	}
	terms, err := Lengthen(lists.Terms)
	if err != nil {
		return err
	}
	if len(lists.Words) != len(terms) || len(lists.Counts) != len(terms) {
		return errors.New("a piece of a dictionary has lists of different length")
	}
	p.Entries = make([]ranking.Entry, len(terms))
	for i, term := range terms {
		p.Entries[i] = ranking.Entry{Term: term, Word: term, Count: lists.Counts[i]}
		if short := lists.Words[i]; short != "" {
			if p.Entries[i].Word, err = before(term, short); err != nil {
				return err
			}
		}
	}
	return nil
}

type pieceLists struct {
	Terms  []string `json:"terms"`
	Words  []string `json:"words"`
	Counts []int    `json:"counts"`
}

// Compare compares texts as terms are sorted.
func Compare(a, b string) int { return lunr.CompareTerms(a, b) }

// Between returns the shortest beginning of term that comes after before.
func Between(before, term string) string {
	for i, r := range term {
		if end := i + utf8.RuneLen(r); lunr.CompareTerms(term[:end], before) > 0 {
			return term[:end]
		}
	}
	return term
}

// Locate returns the number of the piece that a text is in, if any is, by the
// texts that the pieces begin with, of which the first is empty.
func Locate(firsts []string, text string) int {
	n, found := slices.BinarySearchFunc(firsts, text, lunr.CompareTerms)
	if !found {
		n--
	}
	return n
}

// Last comes, at the end of a text, behind all texts that begin like it.
const Last = "\uFFFF"
