package alike

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// prose is a text of so many made-up words.
func prose(r *rand.Rand, words int) []string {
	all := make([]string, words)
	for i := range all {
		for range 2 + r.IntN(3) {
			all[i] += string("bdfglmnrst"[r.IntN(10)]) + string("aeiou"[r.IntN(5)])
		}
	}
	return all
}

func TestPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := prose(r, 300)
	changed := slices.Clone(text)
	changed[100], changed[200] = "anders", "ganz"
	half := slices.Concat(text[:150], prose(r, 150))
	short := text[:40]
	form := prose(r, 200)
	texts := []string{
		0: strings.Join(text, " "),
		1: strings.Join(prose(r, 300), " "),
		2: strings.ToUpper(strings.Join(text, ", ")), // the same words
		3: strings.Join(changed, " "),                // 10 of 296 shingles differ
		4: strings.Join(half, " "),
		5: strings.Join(short, " "),
		6: strings.Join(short, " "),
		7: "",
	}
	for range 6 { // a form, filled in with some words
		texts = append(texts, strings.Join(slices.Concat(form, prose(r, 20)), " "))
	}
	got := ""
	for _, p := range Pairs(texts) {
		got += fmt.Sprintf("%d %d %.2f, ", p.A, p.B, p.Share)
	}
	if want := "0 2 1.00, 0 3 0.93, "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestPairsGrow: four times as many texts take about four times as long, also
// where most of them are one form.
func TestPairsGrow(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	form := prose(r, 150)
	texts := make([]string, 8000)
	for i := range texts {
		texts[i] = strings.Join(slices.Concat(form, prose(r, 100)), " ")
	}
	took := func(n int) time.Duration {
		best := time.Hour
		for range 3 {
			start := time.Now()
			Pairs(texts[:n])
			best = min(best, time.Since(start))
		}
		return best
	}
	if some, all := took(2000), took(8000); all > 10*some {
		t.Errorf("2000 texts took %s, 8000 took %s", some, all)
	}
}
