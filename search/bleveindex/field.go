package bleveindex

import (
	index "github.com/blevesearch/bleve_index_api"
)

// field is a field whose terms are known already. It spares bleve its own
// analysis, which makes a token of every word and a copy of every term.
type field struct {
	name    string
	options index.FieldIndexingOptions
	value   []byte // what is stored
	freqs   index.TokenFrequencies
}

// newField returns a field with terms, whose values are kept as frequencies.
// Empty terms are left out, for bleve has none; of equal ones the last counts.
func newField(name string, impacts []impact) *field {
	f := &field{name: name, options: index.IndexField, freqs: make(index.TokenFrequencies, len(impacts))}
	entries := make([]index.TokenFreq, len(impacts))
	for i, im := range impacts {
		if im.term != "" {
			entries[i].SetFrequency(im.value)
			f.freqs[im.term] = &entries[i]
		}
	}
	return f
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return len(f.freqs) }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.freqs }
func (f *field) NumPlainTextBytes() uint64                        { return uint64(len(f.value)) }
func (f *field) Size() int                                        { return len(f.name) + len(f.value) }
