package render

import (
	"strings"
	"testing"
)

func TestWeigh(t *testing.T) {
	grown := []any{"x"}
	for range 40 {
		grown = []any{grown, grown}
	}
	for _, bad := range []any{grown, strings.Repeat("x", mostValue), map[string]any{"x": grown}, [][]any{grown}} {
		if weigh(bad) == nil {
			t.Errorf("%T passes", bad)
		}
	}
	for _, good := range []any{nil, 1, "x", []string{"x"}, map[string]any{"x": nil}, &View{}, View{}, strings.Repeat("x", mostValue/2)} {
		if err := weigh(good); err != nil {
			t.Errorf("%T: %v", good, err)
		}
	}
}
