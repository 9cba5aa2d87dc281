package hub

// TipPage is what a tip adds.
type TipPage struct {
	Nothing
	Related []*Page // those that it names
}

// Picked are those that it names.
func (t *TipPage) Picked() []*Page { return t.Related }
