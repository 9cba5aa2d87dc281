package hub

// ToolkitPage is what a toolkit adds.
type ToolkitPage struct {
	Nothing
	For   []*Role  // who works with it
	Items []Target // of each item; not OK where it leads nowhere
}

// Links are the items.
func (t *ToolkitPage) Links() []Target { return t.Items }
