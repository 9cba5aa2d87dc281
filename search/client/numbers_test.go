package client_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"ankerplatz/search/client"
)

// written are the parts of a script in which digits are no numbers, and the
// numbers: comments, regular expressions, which stand where a value may begin,
// texts, and names.
var written = regexp.MustCompile(`//[^\n]*` +
	`|([(,=:!&|?]|return)\s*/(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\\\n])+/` +
	"|\"[^\"\n]*\"|`[^`]*`" +
	`|[\p{L}_$#][\p{L}\p{N}_$]*` +
	`|\d[\w.]*`)

// numbers returns the numbers of a script that say more than none, one, the
// other one, or half.
func numbers(script string) []string {
	var found []string
	for _, part := range written.FindAllString(script, -1) {
		if part[0] >= '0' && part[0] <= '9' && part != "0" && part != "1" && part != "2" {
			found = append(found, part)
		}
	}
	return found
}

// given are numbers that no index can tell: the version of the format that a
// client reads, and what HTTP says.
var given = regexp.MustCompile(`const (formatVersion|notFound) = \d+;`)

// The client has no number of its own: what counts for how much, how many and
// how long is in the rules that come with an index (ranking.Rules), and what
// files are like in its manifest. Only two numbers are given otherwise.
func TestNoNumbers(t *testing.T) {
	if got := strings.Join(numbers("f(/3/, 4); a = [x3, \"5\", `6`, 7.5, -1, 0x8]; // 9\nif (b / 10 > 2) return /1[1/]1/.test(c) ? 12 : 0;"), " "); got != "4 7.5 0x8 10 12" {
		t.Errorf("the numbers that are found in a script: %s", got)
	}
	scripts, err := fs.Glob(client.Sources(), "*.js")
	if err != nil || len(scripts) < 8 {
		t.Fatalf("%d scripts, %v", len(scripts), err)
	}
	for _, name := range scripts {
		data, err := fs.ReadFile(client.Sources(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range numbers(given.ReplaceAllString(string(data), "")) {
			t.Errorf("%s has the number %s: it belongs into ranking.Rules, or into the manifest", name, n)
		}
	}
}
