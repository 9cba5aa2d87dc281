package words

import (
	"slices"
	"strings"
)

// Callouts are the callouts that writers may use, as texts ("callout_tip") name
// them.
var Callouts = []string{"tip", "note", "important", "warning", "caution"}

// Callout is the one of Callouts that people mean by a word, in any language
// that has a literal; "" if there is none.
func Callout(word string) string {
	word = strings.ToLower(word)
	for _, w := range writings {
		for i, names := range w.callouts {
			if slices.Contains(names, word) {
				return Callouts[i]
			}
		}
	}
	return ""
}
