package postings

import (
	"slices"
	"strings"
	"testing"
)

// Short texts lengthen to what they stand for, whatever is in them.
func TestShorten(t *testing.T) {
	long := strings.Repeat("ö", 100)
	texts := []string{"", "a", "a😀", "a😀b", "a😃", "ab", "abend", "abendmahl", "abends", long, long + "x", "\uE000x"}
	short := Shorten(texts)
	if got := short[5:9]; !slices.Equal(got, []string{"Bb", "Cend", "Fmahl", "Fs"}) {
		t.Errorf("shortened: %q", got)
	}
	got, err := Lengthen(short)
	if err != nil || !slices.Equal(got, texts) {
		t.Errorf("%q, %v", got, err)
	}
	if len(short[10]) >= len(long)+1 {
		t.Errorf("%q is not shorter", short[10])
	}
	for _, broken := range [][]string{{""}, {"Ba"}, {"Aa", "Cb"}, {"A😀", "Bx"}, {"ä"}} {
		if got, err := Lengthen(broken); err == nil {
			t.Errorf("%q lengthens to %q", broken, got)
		}
	}
}
