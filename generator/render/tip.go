package render

// Tip is what only a tip has.
type Tip struct{ Problem string }
