package lunr

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"strconv"

	"ankerplatz/search/analysis"

	"golang.org/x/sync/errgroup"
)

// span is a range of documents or terms: from ≤ i < to.
type span struct{ from, to int }

// ranges cuts 0 … n-1 into as many spans as there are processors, of about the
// same weight.
func ranges(n int, weight func(i int) int) []span {
	total := 0
	for i := range n {
		total += weight(i)
	}
	workers := runtime.GOMAXPROCS(0)
	var spans []span
	from, sum := 0, 0
	for i := range n {
		sum += weight(i)
		if sum*workers >= total*(len(spans)+1) {
			spans = append(spans, span{from, i + 1})
			from = i + 1
		}
	}
	if from < n {
		spans = append(spans, span{from, n})
	}
	return spans
}

func build(ctx context.Context, cfg Config, docs []Doc, numbered Numbering) (*Index, error) {
	fields := len(cfg.Fields)
	langs := cfg.Languages
	if len(langs) == 0 {
		langs = []string{"en"}
	}
	chain := analysis.NewChain(langs...)
	ix := &Index{
		fields:   make([]Field, fields),
		keyed:    make([]int, fields),
		b:        0.75,
		k1:       1.2,
		search:   chain.SearchPipeline(),
		refs:     make([]string, len(docs)),
		boosts:   make([]float64, len(docs)),
		vectors:  make([][]entry, len(docs)*fields),
		of:       make([][]int, fields),
		others:   make([][][]entry, len(docs)*fields),
		lengths:  make([]uint32, len(docs)*fields),
		averages: make([]float64, fields),
	}
	if cfg.B != nil {
		ix.b = min(max(*cfg.B, 0), 1)
	}
	if cfg.K1 != nil {
		ix.k1 = *cfg.K1
	}
	names := make([]string, fields)
	for i, f := range cfg.Fields {
		names[i] = f.Name
	}
	var given []int // the number of each field in cfg
	given, ix.early = keyOrder(names)
	for i, at := range given {
		ix.fields[i] = Field{Name: names[at], Boost: boost(cfg.Fields[at].Boost)}
		ix.keyed[at] = i
	}
	for i, at := range given {
		for _, name := range cfg.Fields[at].Of {
			ix.of[i] = append(ix.of[i], ix.keyed[slices.Index(names, name)])
		}
	}
	for i, d := range docs {
		ix.refs[i] = d.Ref
		ix.boosts[i] = boost(d.Boost)
	}
	ix.order, _ = keyOrder(ix.refs)
	if ix.metadata = metadataOf(cfg.Metadata); len(ix.metadata) > 0 {
		ix.places = make([][]place, len(ix.vectors))
	}

	// Every worker numbers the terms of its documents as it meets them. Joined
	// in the order of the documents, that is the order in which lunr.js, which
	// knows one worker only, meets them.
	spans := ranges(len(docs), func(i int) int {
		n := 1
		for _, v := range docs[i].Fields {
			n += len(v.Text) + 10*len(v.Tokens) // of fields of others there is little
		}
		return n
	})
	readers := make([]*reader, len(spans))
	g, gctx := errgroup.WithContext(ctx)
	for i, s := range spans {
		g.Go(func() error {
			r := newReader(chain)
			readers[i] = r
			var numbers func(doc int) []Numbers
			if numbered != nil {
				numbers = numbered(func(term string) uint32 { return uint32(r.term(term)) })
			}
			for d := s.from; d < s.to; d++ {
				if err := gctx.Err(); err != nil {
					return err
				}
				if numbers != nil {
					values := numbers(d)
					for f, from := range given {
						ix.count(r, d*fields+f, &values[from])
					}
					continue
				}
				for f, from := range given {
					if from < len(docs[d].Fields) {
						ix.read(r, d*fields+f, docs[d].Fields[from])
					}
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}

	numbers := ix.join(readers)
	g, gctx = errgroup.WithContext(ctx)
	for i, s := range spans {
		g.Go(func() error {
			for at := s.from * fields; at < s.to*fields; at++ {
				for _, v := range append(ix.others[at], ix.vectors[at]) {
					for j, e := range v {
						v[j] = entry(numbers[i][e.term()])<<32 | entry(e.count())
					}
					slices.Sort(v)
				}
			}
			if ix.places != nil {
				for _, p := range ix.places[s.from*fields : s.to*fields] {
					sortPlaces(p, numbers[i])
				}
			}
			return gctx.Err()
		})
	}
	g.Go(func() error {
		ix.sorted = make([]uint32, len(ix.terms))
		for i := range ix.sorted {
			ix.sorted[i] = uint32(i)
		}
		slices.SortFunc(ix.sorted, func(a, b uint32) int { return CompareTerms(ix.terms[a], ix.terms[b]) })
		return nil
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	ix.weigh()
	return ix, nil
}

// read reads the value of a field of a document.
func (ix *Index) read(r *reader, at int, v Value) {
	if of := ix.of[at%len(ix.fields)]; len(of) > 0 {
		ix.others[at] = make([][]entry, len(of))
		for i := range min(len(of), len(v.Of)) {
			ix.others[at][i], _ = r.read(v.Of[i])
		}
		return
	}
	ix.vectors[at], ix.lengths[at] = r.read(v)
	if ix.places != nil {
		ix.places[at] = r.find(v)
	}
}

// count counts the terms of a field of a document.
func (ix *Index) count(r *reader, at int, v *Numbers) {
	if len(v.Of) > 0 {
		ix.others[at] = make([][]entry, len(v.Of))
		for i, terms := range v.Of {
			ix.others[at][i] = r.countAll(terms)
		}
		return
	}
	ix.vectors[at], ix.lengths[at] = r.countAll(v.Terms, v.Beside), uint32(len(v.Terms))
}

// boost returns the boost that a document or field has: lunr.js takes none for
// 1.
func boost(b float64) float64 {
	if b == 0 {
		return 1
	}
	return b
}

// join numbers the terms of all readers and returns, for each reader, the
// number of each of its terms.
func (ix *Index) join(readers []*reader) [][]uint32 {
	all := make(map[string]uint32)
	numbers := make([][]uint32, len(readers))
	for i, r := range readers {
		numbers[i] = make([]uint32, len(r.terms))
		for _, j := range r.met {
			term := r.terms[j]
			n, ok := all[term]
			if !ok {
				n = uint32(len(ix.terms))
				all[term] = n
				ix.terms = append(ix.terms, term)
			}
			numbers[i][j] = n
		}
	}
	return numbers
}

// weigh makes what scores need: average lengths, postings and the inverse
// document frequencies.
func (ix *Index) weigh() {
	fields := len(ix.fields)
	ix.starts = make([]uint32, len(ix.terms)*fields+1)
	sums := make([]int, fields)
	for i, length := range ix.lengths {
		sums[i%fields] += int(length)
	}
	for f, sum := range sums {
		ix.averages[f] = float64(sum) / float64(len(ix.refs))
	}
	ix.joinOthers()
	for i, v := range ix.vectors {
		for _, e := range v {
			ix.starts[int(e.term())*fields+i%fields+1]++
		}
	}
	for i := 1; i < len(ix.starts); i++ {
		ix.starts[i] += ix.starts[i-1]
	}

	ix.postings = make([]uint32, ix.starts[len(ix.starts)-1])
	next := slices.Clone(ix.starts)
	for _, d := range ix.order {
		for f := range fields {
			for _, e := range ix.vectors[d*fields+f] {
				at := int(e.term())*fields + f
				ix.postings[next[at]] = uint32(d)
				next[at]++
			}
		}
	}

	ix.idf = make([]float64, len(ix.terms))
	for t := range ix.idf {
		// lunr.js counts a document once for every field that has the term.
		df := float64(ix.starts[(t+1)*fields] - ix.starts[t*fields])
		x := (float64(len(ix.refs)) - df + 0.5) / (df + 0.5)
		ix.idf[t] = log(1 + math.Abs(x))
	}
}

// joinOthers makes the vectors of fields that are of other fields.
func (ix *Index) joinOthers() {
	weights := make([]float64, len(ix.terms)) // zero between two fields
	var having []uint32                       // the terms of the field at hand
	for at, parts := range ix.others {
		if parts == nil {
			continue
		}
		doc, field := at/len(ix.fields), at%len(ix.fields)
		having = having[:0]
		for i, v := range parts {
			of := ix.of[field][i]
			for _, e := range v {
				if weights[e.term()] == 0 {
					having = append(having, e.term())
				}
				weights[e.term()] += float64(ix.weight(doc, of, e, 1) * ix.fields[of].Boost)
			}
		}
		slices.Sort(having)
		having = slices.Compact(having) // what weighs nothing may be in it again
		ix.vectors[at] = make([]entry, len(having))
		for i, term := range having {
			ix.vectors[at][i] = entry(term)<<32 | entry(round(weights[term]*fine))
			weights[term] = 0
		}
	}
	ix.others = nil
}

// reader turns texts into term numbers of its own. A hub says most things with
// few words, so it remembers what became of each token.
type reader struct {
	chain   *analysis.Chain
	tokens  map[string]int32  // the term's number, -1 for a stop word
	numbers map[string]uint32 // by term
	terms   []string
	met     []uint32 // terms in the order in which texts have them
	lower   []byte

	// Where in the vector at hand a term stands, valid if its mark is current.
	marks   []uint32
	places  []uint32
	current uint32

	arena []entry
}

func newReader(chain *analysis.Chain) *reader {
	return &reader{chain: chain, tokens: make(map[string]int32), numbers: make(map[string]uint32)}
}

// read returns the terms of a value with their counts, in the order in which
// they come first, and the number of tokens that are not stop words.
func (r *reader) read(v Value) ([]entry, uint32) {
	r.current++
	r.lower = analysis.AppendLower(r.lower[:0], v.Text)
	rest, list := r.lower, v.Tokens
	var length uint32
	start := len(r.arena)
	for {
		var token []byte
		if v.Tokens == nil {
			if token, rest = analysis.NextToken(rest); len(token) == 0 {
				break
			}
		} else {
			if len(list) == 0 {
				break
			}
			r.lower = analysis.AppendLower(r.lower[:0], list[0])
			token, list = r.lower, list[1:]
		}
		n, ok := r.tokens[string(token)]
		if !ok {
			n = r.number(token)
		}
		if n < 0 {
			continue
		}
		length++
		r.count(n, start)
	}
	for _, term := range v.Terms {
		r.count(r.term(term), start)
	}
	// The arena may move when it grows; what was handed out before stays valid.
	return r.arena[start:len(r.arena):len(r.arena)], length
}

// countAll returns the terms of lists with their counts, in the order in which they
// come first.
func (r *reader) countAll(lists ...[]uint32) []entry {
	r.current++
	start := len(r.arena)
	for _, terms := range lists {
		for _, n := range terms {
			r.count(int32(n), start)
		}
	}
	return r.arena[start:len(r.arena):len(r.arena)]
}

// count counts a term in the vector that begins at start.
func (r *reader) count(n int32, start int) {
	if r.marks[n] == r.current {
		r.arena[start+int(r.places[n])]++
		return
	}
	if r.marks[n] == 0 {
		r.met = append(r.met, uint32(n))
	}
	r.marks[n] = r.current
	r.places[n] = uint32(len(r.arena) - start)
	r.arena = append(r.arena, entry(n)<<32|1)
}

// number returns the number of the token's term, -1 for a stop word.
func (r *reader) number(token []byte) int32 {
	term, ok := r.chain.Term(token)
	if !ok {
		r.tokens[string(token)] = -1
		return -1
	}
	n := r.term(term)
	r.tokens[string(token)] = n
	return n
}

// term returns the number of a term, a new one if it has none.
func (r *reader) term(term string) int32 {
	n, ok := r.numbers[term]
	if !ok {
		n = uint32(len(r.terms))
		r.numbers[term] = n
		r.terms = append(r.terms, term)
		r.marks = append(r.marks, 0)
		r.places = append(r.places, 0)
	}
	return int32(n)
}

// keyOrder returns the numbers of keys as JavaScript orders those of an
// object: array indexes by value, then the others as they came. It also returns
// how many array indexes there are.
func keyOrder(keys []string) (order []int, indexes int) {
	var others []int
	values := make([]uint64, len(keys))
	for i, key := range keys {
		n, err := strconv.ParseUint(key, 10, 32)
		if err != nil || n == math.MaxUint32 || strconv.FormatUint(n, 10) != key {
			others = append(others, i)
			continue
		}
		values[i] = n
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	return append(order, others...), len(order)
}

// CompareTerms compares as the inverted index orders terms and as JavaScript
// compares strings, by UTF-16 code units. That differs from the order of the
// bytes where characters beyond U+FFFF meet those from U+E000 on, which stand
// behind the surrogates.
func CompareTerms(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		x, y := a[i], b[i]
		if x == y {
			continue
		}
		if x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0) {
			x, y = y, x
		}
		return cmp.Compare(x, y)
	}
	return cmp.Compare(len(a), len(b))
}
