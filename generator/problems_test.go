package generator

import (
	"bytes"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/generator/diag"
)

// TestProposedKeywords writes the keywords that are proposed for a page that is
// not found by its problem: it is found then.
func TestProposedKeywords(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/diagnostics/not-found-by-problem.txtar")
	if err != nil {
		t.Fatal(err)
	}
	told := func() bool {
		list := diagnose(t, writeSite(t, archive))
		return slices.ContainsFunc(list, func(d diag.Diagnostic) bool {
			return d.Code == diag.NotFoundByProblem && d.File.Name == "content/de/tips/rechnung.md"
		})
	}
	if !told() {
		t.Error("nothing is told without them")
	}
	for i, f := range archive.Files {
		archive.Files[i].Data = bytes.Replace(f.Data, []byte("keywords: []"), []byte("keywords: [hängt, Rechnung, Eingang]"), 1)
	}
	if told() {
		t.Error("the page is not found with them, either")
	}
}
