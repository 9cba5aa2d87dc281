package analysis

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// judged is a word with its right parts: none if it must stay whole, several
// rows if it can be seen in several ways.
type judged struct {
	word string
	rows []string
}

func (j judged) compound() bool { return j.rows[0] != "" }

func readJudged(t testing.TB, lang string) []judged {
	t.Helper()
	data, err := os.ReadFile("testdata/compounds/compounds-" + lang + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	var words []judged
	for line := range strings.Lines(string(data)) {
		word, parts, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !ok {
			t.Fatalf("%s: no tab in %q", lang, line)
		}
		words = append(words, judged{lower(word), strings.Split(parts, "|")})
	}
	return words
}

func bases(parts []Part) string {
	var names []string
	for _, p := range parts {
		names = append(names, p.Base)
	}
	return strings.Join(names, " ")
}

// score counts the words that were split, those split rightly, and the
// compounds among all.
type score struct{ split, right, compounds int }

func (s score) String() string {
	return fmt.Sprintf("precision %.3f, recall %.3f of %d compounds", s.precision(), s.recall(), s.compounds)
}

func (s score) precision() float64 { return float64(s.right) / float64(max(1, s.split)) }
func (s score) recall() float64    { return float64(s.right) / float64(max(1, s.compounds)) }

func TestSplitQuality(t *testing.T) {
	for _, lang := range []string{"de", "nl", "da", "en"} {
		t.Run(lang, func(t *testing.T) {
			s := NewSplitter(lang, nil)
			var halves [2]score
			for i, w := range readJudged(t, lang) {
				half := &halves[i%2]
				got := bases(s.Split(w.word))
				if w.compound() {
					half.compounds++
				}
				if got != "" {
					half.split++
				}
				right := slices.Contains(w.rows, got)
				if got != "" && right {
					half.right++
				}
				if !right && i%2 == 0 { // the other half is not looked at
					t.Logf("%s: %q, want %q", w.word, got, w.rows)
				}
			}
			for i, half := range halves {
				t.Logf("%s, half %d: %s", lang, i+1, half)
				if half.precision() < 0.95 || half.recall() < 0.85 {
					t.Errorf("%s: precision must be 0.95 and recall 0.85", lang)
				}
			}
		})
	}
}
