package shards

import (
	"encoding/json"
	"maps"
	"slices"

	"ankerplatz/search/postings"
	"ankerplatz/search/ranking"
)

// shard is a piece of an index: the terms of a range with all of their
// postings, small enough to be fetched for one word of a question.
type shard struct {
	// Terms are lists, [TERM, INDEX, [FIELD, [DOC, …], [VALUE, …]], …], in the
	// order of UTF-16 units, which is JavaScript's. TERM and INDEX are as in
	// lunr's invertedIndex. For every field that has the term, by number, there
	// are its documents in ascending order, each as the difference from the one
	// before, and what lunr's field vectors say of the term there, in thousandths.
	Terms []json.RawMessage `json:"terms"`
	// Begun are the answers for beginnings that are in the range, see
	// [postings.Beginning]: [[DOC, …], [SUM, …]], as in Terms.
	Begun map[string][2][]uint32 `json:"begun"`
	// Means are the meanings of words that are in the range.
	Means ranking.Meanings `json:"means"`
}

// cut cuts an index into shards of about size bytes, one at least. It returns
// them and, for each, the shortest text that tells its first term from the last
// one of the shard before.
func cut(ix *postings.Index, size int) (shards []shard, firsts []string) {
	shards, firsts = []shard{newShard()}, []string{""}
	bytes, last := 0, "" // of the shard at hand, and its last term
	means := ix.Meanings()
	keys := slices.SortedFunc(maps.Keys(means), postings.Compare)
	for term := range ix.Terms() {
		record := encodeTerm(term)
		for ; len(keys) > 0 && postings.Compare(keys[0], term.Text) < 0; keys = keys[1:] {
			bytes += len(keys[0]) + len(encode(means[keys[0]]))
		}
		if bytes > 0 && bytes+len(record) > size {
			shards, firsts = append(shards, newShard()), append(firsts, postings.Between(last, term.Text))
			bytes = 0
		}
		s := &shards[len(shards)-1]
		s.Terms = append(s.Terms, record)
		bytes += len(record)
		last = term.Text
	}
	for _, b := range ix.Beginnings() {
		shards[postings.Locate(firsts, b.Text)].Begun[b.Text] = [...][]uint32{deltas(b.Docs), b.Sums}
	}
	for key, meanings := range means {
		shards[postings.Locate(firsts, key)].Means[key] = meanings
	}
	return shards, firsts
}

// newShard returns an empty shard. Clients go through its lists: none is null.
func newShard() shard {
	return shard{Terms: []json.RawMessage{}, Begun: map[string][2][]uint32{}, Means: ranking.Meanings{}}
}

func encodeTerm(term postings.Term) json.RawMessage {
	record := []any{term.Text, term.Number}
	for _, f := range term.Fields {
		record = append(record, []any{f.Number, deltas(f.Docs), f.Values})
	}
	return encode(record)
}

// deltas returns ascending numbers as differences, each from the one before.
func deltas(ascending []uint32) []uint32 {
	deltas := make([]uint32, len(ascending))
	last := uint32(0)
	for i, n := range ascending {
		deltas[i] = n - last
		last = n
	}
	return deltas
}
