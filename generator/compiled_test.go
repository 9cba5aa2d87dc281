package generator

import (
	"context"
	"testing"
)

// TestNothingIsLeft has the pages of the sample hub: the default theme needs
// nothing that package compiled leaves to html/template.
func TestNothingIsLeft(t *testing.T) {
	site, err := Load(context.Background(), Options{Dir: "..", NoIndex: true})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	if _, err := site.Check(context.Background()); err != nil {
		t.Fatal(err)
	}
	if left := site.pages.Left(); len(left) > 0 {
		t.Errorf("html/template executes %v", left)
	}
}
