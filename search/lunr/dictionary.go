package lunr

import (
	"strconv"

	"ankerplatz/search/analysis"
)

// dictionary cuts the list of all terms into parts of about size bytes. A part
// is JSON, three lists of the same length:
//
//	{"terms": [TERM, …], "words": [WORD or 0, …], "counts": [COUNT, …]}
//
// WORD is the word that the texts have most often for the term, 0 if that is
// the term itself. COUNT is in how many fields of documents the term stands.
func (ix *Index) dictionary(chain *analysis.Chain, size int, counts map[string]int) []shard {
	type word struct {
		text  string
		count int
	}
	words := make(map[string]word, len(ix.terms))
	for text, count := range counts {
		term, ok := chain.Term([]byte(text))
		if old := words[term]; ok && (count > old.count || count == old.count && (len(text) < len(old.text) || len(text) == len(old.text) && text < old.text)) {
			words[term] = word{text, count}
		}
	}

	var parts []shard
	for from := 0; from < len(ix.sorted) || from == 0; {
		var terms, texts, numbers []byte
		to := from
		for ; to < len(ix.sorted) && (to == from || len(terms)+len(texts)+len(numbers) < size); to++ {
			t := int(ix.sorted[to])
			terms = appendString(appendComma(terms, to-from), ix.terms[t])
			texts = appendComma(texts, to-from)
			if w := words[ix.terms[t]]; w.text == "" || w.text == ix.terms[t] {
				texts = append(texts, '0')
			} else {
				texts = appendString(texts, w.text)
			}
			at := t * len(ix.fields)
			numbers = strconv.AppendUint(appendComma(numbers, to-from), uint64(ix.starts[at+len(ix.fields)]-ix.starts[at]), 10)
		}
		p := shard{data: []byte(`{"terms":[`)}
		if from > 0 {
			p.first = separator(ix.terms[ix.sorted[from-1]], ix.terms[ix.sorted[from]])
		}
		p.data = append(append(p.data, terms...), `],"words":[`...)
		p.data = append(append(p.data, texts...), `],"counts":[`...)
		p.data = append(append(p.data, numbers...), `]}`...)
		parts = append(parts, p)
		if from = to; from == len(ix.sorted) {
			break
		}
	}
	return parts
}
