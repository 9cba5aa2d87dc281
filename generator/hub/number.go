package hub

import (
	"strconv"
	"strings"
)

// Number writes a number that is not negative as the language does, with at
// most two decimals. What is more than nothing does not become 0.
func Number(lang string, n float64) string {
	text := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(n, 'f', 2, 64), "0"), ".")
	if (text == "" || text == "0") && n > tiny {
		text = "<0.01"
	}
	if base, _, _ := strings.Cut(lang, "-"); base != "en" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}
