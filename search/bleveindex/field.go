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
	length  int
}

// keyword returns a field that has its value as its only term, if it is
// indexed at all.
func keyword(name string, options index.FieldIndexingOptions, value string) *field {
	f := &field{name: name, options: options, value: []byte(value)}
	if options.IsIndexed() && value != "" {
		freq := new(index.TokenFreq)
		freq.SetFrequency(1)
		f.freqs = index.TokenFrequencies{value: freq}
		f.length = 1
	}
	return f
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.freqs }
func (f *field) NumPlainTextBytes() uint64                        { return uint64(len(f.value)) }
func (f *field) Size() int                                        { return len(f.name) + len(f.value) }
