package main

import "testing"

func TestTitleOf(t *testing.T) {
	for name, want := range map[string]string{"unlock-a-document": "Unlock a document", "ærlig": "Ærlig", "x": "X"} {
		if got := titleOf(name, false); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := titleOf("anna-de-vries", true); got != "Anna De Vries" {
		t.Error(got)
	}
}
